"""Of a day at three laptops with a shared folder, what is lost? This program beside other ways.

    .venv/bin/python benchmarks/shared_folder.py --people 300 --events 1980 --seeds 3

The same work, the same faults and the same copier (`peers/cloud.py`) for every way; the figures
are added up over the seeds. What a way was given, and what it may use to recover, is printed below.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import astuple
from pathlib import Path

from peers import node
from peers.automerge import Automerge
from peers.ours import Ours
from peers.session import Day, Outcome, Program
from peers.sqlite_file import Mirrored, OnShare

SCRIPTS = {
    "late and out of order": frozenset[str](),
    "+ empty, cut off, then whole": frozenset({"partial"}),
    "+ gone for a while": frozenset({"vanish"}),
    "+ a laptop cloned": frozenset({"clone"}),
    "+ a clock set back 10 min": frozenset({"clock"}),
    "all of these": frozenset({"partial", "vanish", "clone", "clock"}),
}
NOTES = """
lost: said to be stored, shown on no laptop after healing (of these, in a conflicted copy that
the program does not open). apart: on some laptops, not on all. twice: more than once in one list.
refused: the program could not store it. worst: the most rows gone from a screen that had shown
them before. faults: how often a file was empty, cut off, gone or set aside.

smartsupport: a round at the folder is all that it does; nobody presses anything.
SQLite file, mirrored: closed between writes, one row a transaction, the journal it has by itself.
SQLite file on a share: no copier, all processes open the one file; whoever is offline has no file.
  "locks do nothing" (SQLite's own unix-none) stands for the network drives whose locks do not work.
automerge-repo: a write counts once flush() is through. Opened anew: others' changes come in with a
  new Repo over the directory, as its documentation says. Kept open: the same, and DocHandle.merge
  with what the process has in memory, which no restart of the computer may ever end.
"""


def programs() -> Iterator[tuple[Callable[[], Program], list[str]]]:
    every = list(SCRIPTS)
    yield Ours, every
    yield lambda: OnShare(locks=True), every[:1]
    if sys.platform != "win32":
        yield lambda: OnShare(locks=False), every[:1]
    yield Mirrored, every
    reason = node.missing()
    if reason:
        print(f"automerge-repo is skipped: {reason}.")
    else:
        yield lambda: Automerge(kept=False), every
        yield lambda: Automerge(kept=True), every


def run(make: Callable[[], Program], script: str, given: argparse.Namespace) -> Outcome:
    outcomes = []
    for seed in range(1, given.seeds + 1):
        with tempfile.TemporaryDirectory() as base:
            day = Day(make(), Path(base), SCRIPTS[script], seed)
            outcomes.append(day.run(given.people, given.events))
    *counts, worst, files, size = zip(*map(astuple, outcomes), strict=True)
    sums = [sum(column) for column in counts]
    return Outcome(*sums, max(worst), max(files), max(size))


def line(script: str, o: Outcome) -> str:
    lost = f"{o.lost:,} ({o.set_aside:,})" if o.set_aside else f"{o.lost:,}"
    return (
        f"  {script:<30}{o.written:>8,}{lost:>16}{o.unsynced:>8,}{o.doubled:>7,}"
        f"{o.refused:>9,}{o.worst:>8,}{o.befell:>8,}{o.files:>7,}{o.size / 1e6:>7.2f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--events", type=int, default=360)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--only", default="", help="programs whose name holds this")
    given = parser.parse_args()
    print(f"{given.people:,} people, {given.events:,} check-ins, {given.seeds} seed(s); in rows")
    print(
        f"{'':32}{'stored':>8}{'lost':>16}{'apart':>8}{'twice':>7}"
        f"{'refused':>9}{'worst':>8}{'faults':>8}{'files':>7}{'MB':>7}"
    )
    for make, scripts in programs():
        if given.only not in make().name:
            continue
        print(make().name)
        for script in scripts:
            print(line(script, run(make, script, given)), flush=True)
    print(NOTES)


if __name__ == "__main__":
    main()
