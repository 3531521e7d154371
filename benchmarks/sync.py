"""Does a round at the shared folder stay within its budgets, and the desk beside it?

    .venv/bin/python benchmarks/sync.py --large

Seconds stand beside bare inserts of the same rows and ops into an encrypted file, in the same run.
--large adds a laptop that joins 200,000 ops.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from threading import Event, Thread
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from build import build
from check_in import jobs
from desk_write import as_ops, people, visits
from merging import Held, bare
from peers.ours import WORKSPACE, Open, open_laptop, side_of
from smartsupport.domain.door import DoorEvent
from smartsupport.services import joining
from smartsupport.storage import vault as vaults
from smartsupport.storage.op import Op
from smartsupport.sync import place
from smartsupport.sync.folder import DiskFolder
from smartsupport.ui.background import Background, Priority

BATCH = 5000
NEW = 200
SMALL_ROUNDS, EACH = 100, 20
IDLE_ROUNDS = 10
TIMES = 5
ACKED_AGAIN = timedelta(minutes=2)
"""After so long a laptop may say again what it holds."""
PEOPLE, EVENTS = 300, 3000
SCANS = 200
BETWEEN = 0.02
"""Seconds from one guest to the next, a crowd's."""


class Counting(DiskFolder):
    """A folder that counts what is written, renamed or removed in it."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.touched = 0

    def write(self, path: str, whole: bytes) -> None:
        self.touched += 1
        super().write(path, whole)

    def rename(self, path: str, to: str) -> None:
        self.touched += 1
        super().rename(path, to)

    def remove(self, path: str) -> None:
        self.touched += 1
        super().remove(path)


class Folders:
    """Laptops that share one folder below `base`."""

    def __init__(self, base: Path) -> None:
        self.clock = Held()
        self.shared = base / "shared"
        self.shared.mkdir(parents=True)
        self._base, self._key = base, vaults.new_key()
        self._opened: list[Open] = []
        self._disks: list[Counting] = []

    def laptop(self) -> Open:
        name = f"laptop{len(self._opened)}"
        disk = Counting(self.shared)
        one = open_laptop(self._base / name, disk, self._key, self.clock, name=name)
        self._disks.append(disk)
        if not self._opened:
            place.prepare(one.side)
        self._opened.append(one)
        return one

    @property
    def touched(self) -> int:
        """Files that were written, renamed or removed."""
        return sum(disk.touched for disk in self._disks)

    def later(self) -> None:
        self.clock.now += ACKED_AGAIN

    def log_bytes(self) -> tuple[int, int]:
        """Files with ops, and their bytes."""
        found = [path.stat().st_size for path in (self.shared / "log").rglob("*.seg")]
        return len(found), sum(found)

    def close(self) -> None:
        for one in self._opened:
            one.store.close()


class Took(NamedTuple):
    """Seconds on the wall, and of them those in which this process had a processor."""

    wall: float
    cpu: float


def timed(work: Callable[[], object]) -> Took:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - wall, time.process_time() - cpu)


def middle(each: Sequence[Took]) -> Took:
    walls, cpus = zip(*each, strict=True)
    return Took(statistics.median(walls), statistics.median(cpus))


def fill(one: Open, ops: Sequence[Op]) -> None:
    """Take in what another laptop wrote, and put it into the folder in its stead."""
    for start in range(0, len(ops), BATCH):
        one.store.merge(ops[start : start + BATCH])
    one.round(heal=True)


def events(one: Open) -> int:
    with one.store.reading() as reading:
        return len(reading.find(DoorEvent))


def check_ins(one: Open, new: Sequence[DoorEvent]) -> None:
    for event in new:
        with one.store.transaction() as work:
            work.add(event)


def join(base: Path, ops: Sequence[Op], budget: float) -> None:
    folders = Folders(base)
    fill(folders.laptop(), ops)
    late = folders.laptop()
    late = replace(late, side=replace(late.side, at_once=joining.AT_ONCE))
    took = timed(late.round)
    assert events(late) == len(ops)
    limit = bare(base / "bare.db", ops)
    _files, size = folders.log_bytes()
    folders.close()
    line(f"join of {len(ops):,} ops", took, f"{budget:.0f} s", took.wall / limit)
    line(f"bytes an op, {len(ops):,} at once", size // len(ops), "100")


def syncing(base: Path, new: list[DoorEvent]) -> None:
    """Two laptops that know each other: new ops, small rounds, and then nothing more to say."""
    folders = Folders(base)
    a, b = folders.laptop(), folders.laptop()
    took: dict[str, list[Took]] = {"send": [], "receive": []}
    for start in range(0, TIMES * NEW, NEW):
        check_ins(a, new[start : start + NEW])
        folders.later()
        took["send"].append(timed(a.round))
        took["receive"].append(timed(b.round))
    for way, each in took.items():
        line(f"{NEW} new ops, {way}", middle(each), "0.3 s")
    for start in range(TIMES * NEW, TIMES * NEW + SMALL_ROUNDS * EACH, EACH):
        check_ins(a, new[start : start + EACH])
        folders.later()
        a.round()
        b.round()
    a.round()
    files, size = folders.log_bytes()
    count = events(b)
    line(f"bytes an op, {SMALL_ROUNDS} rounds of {EACH}", size // count, "100")
    line("files they lie in", files, "")
    idle(folders, (a, b))
    folders.close()


def idle(folders: Folders, laptops: tuple[Open, ...]) -> None:
    for one in laptops * 2:  # the last words about the last ops
        folders.later()
        one.round()
    before = folders.touched
    took = []
    for _n in range(IDLE_ROUNDS):
        for one in laptops:
            folders.later()
            took.append(timed(one.round))
    line(f"files touched in {len(took)} idle rounds", folders.touched - before, "0")
    line("an idle round", middle(took), "")


def scans(
    background: Background, scan: Callable[[], object], until: Callable[[], bool]
) -> list[Took]:
    """Check-ins at the desk, one guest after another, each until it is durable."""
    took: list[Took] = []
    while len(took) < SCANS and not until():
        took.append(timed(lambda: background.in_turn(scan, Priority.DESK)))
        time.sleep(BETWEEN)
    return took


def at_the_desk(base: Path, ops: Sequence[Op]) -> None:
    """Check-ins alone, and while this laptop joins a folder."""
    app = QCoreApplication([])
    background = Background(on_bug=print)
    office, _speed = build(base / "office", PEOPLE, EVENTS)
    folders = Folders(base)
    fill(folders.laptop(), ops)
    folder = DiskFolder(folders.shared)
    side = side_of(office.store, WORKSPACE, folder, office.clock, name="desk")
    here = Open(office.store, replace(side, in_turn=background.in_turn))
    _name, scan = next(iter(jobs(office, 2 * SCANS)))
    before = events(here)
    alone = scans(background, scan, lambda: False)
    ended = Event()
    took: list[Took] = []

    def work() -> None:
        took.append(timed(here.round))
        ended.set()

    thread = Thread(target=work)
    thread.start()
    beside = scans(background, scan, ended.is_set)
    thread.join()
    assert events(here) == before + len(ops) + len(alone) + len(beside)
    for title, each in (("", alone), (f" beside a join of {len(ops):,}", beside)):
        for name, of_100, budget in (("p50", 50, "5 ms"), ("p99", 99, "20 ms")):
            found = percentile(each, of_100)
            against = found.wall / percentile(alone, of_100).wall
            line(f"check-in{title}, {name}", found, budget, against)
    line(f"that join, beside {len(beside)} check-ins", took[0], "")
    background.stop()
    folders.close()
    office.close()
    app.shutdown()


def percentile(each: Sequence[Took], of_100: int) -> Took:
    return sorted(each)[len(each) * of_100 // 100]


def line(what: str, found: Took | int, budget: str, beside: float | None = None) -> None:
    if isinstance(found, Took):
        unit, factor = ("s", 1) if found.wall >= 1 else ("ms", 1000)
        figures = f"{found.wall * factor:>10.1f} {unit:2}{found.cpu * factor:>9.1f} {unit:2}"
    else:
        figures = f"{found:>10,}{'':15}"
    ratio = "" if beside is None else f"{beside:.1f}"
    print(f"{what:42}{figures}{budget:>9}{ratio:>8}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="a join of 200,000 ops as well")
    given = parser.parse_args()
    random = Random(7)  # not the one that `build` takes its ids from
    known = [person.id for person in people(300, random)]

    def ops(count: int) -> list[Op]:
        return list(as_ops(visits(count, known, random), random))

    print(f"{'':42}{'':13}{'of which':>9}")
    print(f"{'':42}{'found':>13}{'processor':>12}{'budget':>9}{'ratio':>8}")
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        syncing(base / "two", list(visits(TIMES * NEW + SMALL_ROUNDS * EACH, known, random)))
        join(base / "join", ops(20_000), 3)
        at_the_desk(base / "desk", ops(20_000))
        if given.large:
            join(base / "large", ops(200_000), 30)


if __name__ == "__main__":
    main()
