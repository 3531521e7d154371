"""How soon is the window there, and how much memory does it take, with 100,000 people stored?

Each program is started in turn, A B A B, on a virtual display; the clock stops when its window is
on the screen. The peer is Vorta, a PyQt program of similar size: `--vorta FILE` names its command
(`pip install vorta` into an environment of its own). Without a display, Xvfb and xdotool are
needed; what is missing is said, and nothing is measured.

    python benchmarks/start.py [--people 100000] [--runs 7] [--vorta PATH]
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from time import monotonic, sleep

from desk_write import as_ops, build, people
from smartsupport.paths import Places
from smartsupport.services.office import make

GIVE_UP = 30.0
SETTLED = 2.0
"""Seconds after which memory is read."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--vorta", default=shutil.which("vorta") or "")
    asked = parser.parse_args()
    if not shutil.which("xdotool") or not shutil.which("Xvfb"):
        print("skipped: this needs Xvfb and xdotool")
        return
    with tempfile.TemporaryDirectory() as folder, display() as name:
        base = Path(folder) / "register"
        fill(base, asked.people)
        programs = {
            "smartsupport": (
                [sys.executable, "-m", "smartsupport", "--base-dir", str(base)],
                "Measured register",
            )
        }
        if asked.vorta:
            programs["vorta"] = ([asked.vorta], "Vorta for Borg")
        found = measure(programs, asked.runs, {**os.environ, "DISPLAY": name, "HOME": folder})
    report(found, asked.people)
    if not asked.vorta:
        print("vorta: skipped, not installed (see the head of this file)")


def fill(base: Path, number: int) -> None:
    office = make(Places(base=base), name="Measured register", person="計測")
    random = Random(1)
    build(office.store, as_ops(people(number, random), random))
    office.close()


@contextmanager
def display() -> Iterator[str]:
    number = 80 + os.getpid() % 100
    server = subprocess.Popen(
        ["Xvfb", f":{number}", "-screen", "0", "1366x768x24", "-noreset"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        sleep(1)
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def measure(
    programs: dict[str, tuple[list[str], str]], runs: int, environment: dict[str, str]
) -> dict[str, list[tuple[float, float]]]:
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
    for number in range(runs + 1):
        for name, (command, title) in programs.items():
            one = once(command, title, environment)
            if number:  # the first start fills the disk cache
                found[name].append(one)
    return found


def once(command: list[str], title: str, environment: dict[str, str]) -> tuple[float, float]:
    """Seconds until the window is there, and its memory in MB a little later."""
    began = monotonic()
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while not on_screen(title, environment):
            if monotonic() - began > GIVE_UP or process.poll() is not None:
                raise SystemExit(f"no window of {command[0]}")
        took = monotonic() - began
        sleep(SETTLED)
        return took, resident(process.pid)
    finally:
        process.terminate()
        process.wait()


def on_screen(title: str, environment: dict[str, str]) -> bool:
    asked = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", title],
        env=environment,
        capture_output=True,
        check=False,
    )
    return asked.returncode == 0 and bool(asked.stdout.strip())


def resident(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def report(found: dict[str, list[tuple[float, float]]], people: int) -> None:
    print(f"{people:,} people stored; median of {len(next(iter(found.values())))} starts")
    print(f"{'program':14} {'window s':>9} {'min':>6} {'max':>6} {'memory MB':>10}")
    for name, runs in found.items():
        seconds = [s for s, _mb in runs]
        memory = statistics.median(mb for _s, mb in runs)
        print(
            f"{name:14} {statistics.median(seconds):9.2f} {min(seconds):6.2f} "
            f"{max(seconds):6.2f} {memory:10.0f}"
        )
    if len(found) == 2:
        ours, theirs = found.values()
        ratios = [a[0] / b[0] for a, b in zip(ours, theirs, strict=True)]
        print(f"ratio to the peer, pair by pair: median {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    main()
