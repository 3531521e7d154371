"""Run worlds by their seeds: `python -m tests.simulation --seeds 0:20000 --jobs 2`.

What was run is written down in docs/worlds.md with `--record`; `--more 10000` goes on from where
the record stands.
"""

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from multiprocessing import Pool
from pathlib import Path
from time import process_time

from tests.simulation.run import run
from tests.simulation.world import World

ROOT = Path(__file__).parents[2]
RECORD = ROOT / "docs" / "worlds.md"
AT_ONCE = 200
ENOUGH = 200_000
"""Seeds after which `--more` runs no more."""


def main() -> int:
    asked = _asked()
    if asked.more:
        first = _recorded()
        seeds = range(first, max(first, min(first + asked.more, ENOUGH)))
    else:
        first, _, last = asked.seeds.partition(":")
        seeds = range(int(first), int(last) if last else int(first) + 1)
    if asked.trace:
        for seed in seeds:
            _tell(run(seed))
        return 0
    failed, seconds = 0, 0.0
    parts = [seeds[n : n + AT_ONCE] for n in range(0, len(seeds), AT_ONCE)]
    for part, (broken, took) in zip(parts, _run_all(parts, asked.jobs), strict=True):
        seconds += took
        for seed, why in broken:
            failed += 1
            print(f"{seed}: {why}", flush=True)
        if asked.record:
            _record(part, len(broken), took)
    each = 1000 * seconds / max(1, len(seeds))
    print(f"{len(seeds)} seeds, {failed} failed, {each:.0f} ms of CPU each")
    return 1 if failed else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seeds", default="0:300", help="one seed, or first:last")
    parser.add_argument("--more", type=int, default=0, help="so many after those recorded")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--trace", action="store_true", help="tell what happens in each world")
    return parser.parse_args()


def _run_all(parts: list[range], jobs: int) -> Iterator[tuple[list[tuple[int, str]], float]]:
    if jobs == 1:
        yield from map(_run_some, parts)
        return
    with Pool(jobs) as pool:
        yield from pool.imap(_run_some, parts)


def _run_some(seeds: range) -> tuple[list[tuple[int, str]], float]:
    broken, begin = [], process_time()
    for seed in seeds:
        try:
            run(seed)
        except AssertionError as error:
            broken.append((seed, str(error)))
    return broken, process_time() - begin


def _tell(world: World) -> None:
    for line in world.trace:
        print(line)
    for tree in world.trees:
        for path, whole in sorted(tree.files.items()):
            print(sha256(whole).hexdigest()[:16], path)


# --- the record -----------------------------------------------------------------------------------

_LINE = re.compile(r"^\| (\d+) to (\d+) \| (\d+) \|", re.MULTILINE)


def _recorded() -> int:
    """The first seed that no line of the record has."""
    lines = _LINE.findall(RECORD.read_text(encoding="utf-8"))
    return max((int(last) + 1 for _first, last, _failed in lines), default=0)


def _record(seeds: range, failed: int, seconds: float) -> None:
    """Put these seeds into the record: into its last line if they follow at the same commit."""
    text = RECORD.read_text(encoding="utf-8")
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    day = datetime.now(UTC).date().isoformat()
    lines = text.rstrip().splitlines()
    tail = re.fullmatch(
        rf"\| (\d+) to {seeds[0] - 1} \| (\d+) \| (\d+) s \| \S+ \| {commit} \|", lines[-1]
    )
    first = seeds[0]
    if tail:
        lines.pop()
        first, failed = int(tail[1]), failed + int(tail[2])
        seconds += int(tail[3])
    lines.append(f"| {first} to {seeds[-1]} | {failed} | {seconds:.0f} s | {day} | {commit} |")
    RECORD.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
