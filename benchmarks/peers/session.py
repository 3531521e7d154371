"""One session day on three laptops, the same for every program, and the count at its end.

All chance in what is done and what goes wrong comes from one seed. Half of the time a laptop is
offline; when all is over, every fault ends, everybody is online, and the programs sync until
nothing changes any more.
"""

import shutil
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Protocol
from uuid import UUID

from peers.cloud import Cloud, Copy

STEPS = 60
STEP = timedelta(minutes=2)
LAPTOPS = 3
BEGIN = datetime(2026, 10, 3, 0, 30, tzinfo=UTC)
SET_BACK = timedelta(minutes=10)
ROUNDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A person, or one person's way through the door."""

    id: UUID
    person: UUID | None
    at: datetime


@dataclass(slots=True, kw_only=True)
class Laptop:
    """`home` is its own disk, `copy` what its cloud client keeps of the folder."""

    number: int
    home: Path
    copy: Copy
    now: datetime = BEGIN
    slow_by: timedelta = timedelta()
    online: bool = True
    seen: set[UUID] = field(default_factory=set)

    @property
    def folder(self) -> Path:
        return self.copy.folder

    def clock(self) -> datetime:
        return self.now - self.slow_by


class Program(Protocol):
    """What is compared. A laptop's first start finds the folder as the first laptop filled it."""

    name: str
    mirrored: bool
    """Whether each laptop has a copy of the folder; else all of them open the same one."""

    def start(self, laptop: Laptop) -> None: ...
    def stop(self, laptop: Laptop) -> None: ...
    def write(self, laptop: Laptop, rows: Sequence[Row]) -> Sequence[Row]:
        """Store them; returns those of which the program said that they are stored."""

    def sync(self, laptop: Laptop) -> None: ...
    def rows(self, laptop: Laptop) -> Counter[UUID]:
        """What the screen would show now."""

    def set_aside(self, laptop: Laptop) -> set[UUID]:
        """What is in the folder, but only in files that the program does not open."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """In rows; `worst` is the most that were gone from one screen that had shown them."""

    written: int
    refused: int
    lost: int
    set_aside: int
    """Of the lost ones: to be found, by somebody who looks, in a conflicted copy."""
    unsynced: int
    doubled: int
    befell: int
    """Files that were empty, cut off, gone for a while or set aside as a conflicted copy."""
    worst: int
    files: int
    size: int


class Day:
    """A run of one program under one script of faults."""

    def __init__(self, program: Program, base: Path, faults: frozenset[str], seed: int) -> None:
        self.program = program
        self.faults = faults
        self._base = base
        self._work = Random(seed)
        self._cloud = Cloud(Random(seed + 1), frozenset())
        self._laptops: list[Laptop] = []
        self._written: set[UUID] = set()
        self._refused = 0
        self._worst = 0

    def run(self, people: int, events: int) -> Outcome:
        everybody = [self._row(None) for _ in range(people)]
        self._open(self._laptop())
        self._write([(self._laptops[0], everybody)])
        self.program.sync(self._laptops[0])
        self._settle()
        for _n in range(1, LAPTOPS):
            self._laptop()
            self._settle()
            self._open(self._laptops[-1])
            self.program.sync(self._laptops[-1])
        self._settle()
        self._cloud.faults = self.faults
        known = [row.id for row in everybody]
        for step in range(STEPS):
            self._step(step, known, events // STEPS)
        self._heal()
        outcome = self._count()
        for laptop in self._laptops:
            self.program.stop(laptop)
        return outcome

    def _row(self, person: UUID | None, at: datetime = BEGIN) -> Row:
        return Row(id=UUID(int=self._work.getrandbits(128), version=4), person=person, at=at)

    def _laptop(self) -> Laptop:
        n = len(self._laptops)
        home = self._base / f"laptop{n}"
        folder = home / "shared" if self.program.mirrored else self._base / "share"
        (home / "own").mkdir(parents=True)
        folder.mkdir(exist_ok=True)
        laptop = Laptop(number=n, home=home / "own", copy=Copy(folder, f"LAPTOP{n}"))
        self._laptops.append(laptop)
        return laptop

    def _open(self, laptop: Laptop) -> None:
        self.program.start(laptop)

    def _step(self, step: int, people: list[UUID], events: int) -> None:
        if step == STEPS // 3 and "clock" in self.faults:
            self._laptops[1].slow_by = SET_BACK
        if step == STEPS // 2 and "clone" in self.faults:
            self._clone(self._laptops[2])
        jobs: list[tuple[Laptop, list[Row]]] = [(laptop, []) for laptop in self._laptops]
        for n in range(events):
            laptop, rows = jobs[n % len(jobs)]
            rows.append(self._row(self._work.choice(people), laptop.clock()))
        syncing = []
        for laptop in self._laptops:
            laptop.now += STEP
            if self._work.random() < 0.25:
                laptop.online = not laptop.online
            syncing.append(self._work.random() < 0.4)
        self._write(jobs)
        for laptop, syncs in zip(self._laptops, syncing, strict=True):
            self._pass(laptop)
            if syncs:
                self._sync(laptop)
                self._pass(laptop)

    def _clone(self, laptop: Laptop) -> None:
        """Somebody copies the whole laptop, and both are used from now on."""
        self.program.stop(laptop)
        twin = self._laptop()
        shutil.copytree(laptop.home, twin.home, dirs_exist_ok=True)
        shutil.copytree(laptop.folder, twin.folder, dirs_exist_ok=True)
        twin.copy.had = dict(laptop.copy.had)
        twin.copy.pieces = dict(laptop.copy.pieces)
        twin.now, twin.seen = laptop.now, set(laptop.seen)
        self._open(laptop)
        self._open(twin)

    def _write(self, jobs: Sequence[tuple[Laptop, Sequence[Row]]]) -> None:
        """At the same time on all laptops."""
        with ThreadPoolExecutor(len(jobs)) as hands:
            for (laptop, rows), taken in zip(
                jobs, hands.map(lambda job: self.program.write(*job), jobs), strict=True
            ):
                ids = {row.id for row in taken}
                self._written |= ids
                self._refused += len(rows) - len(ids)
                laptop.seen |= ids

    def _sync(self, laptop: Laptop) -> None:
        self.program.sync(laptop)
        shown = set(self.program.rows(laptop))
        self._worst = max(self._worst, len(laptop.seen - shown))
        laptop.seen |= shown

    def _pass(self, laptop: Laptop) -> bool:
        """What the cloud's client does meanwhile; whether it has nothing left to do."""
        if not self.program.mirrored:
            return True
        self._cloud.disturb(laptop.copy)
        return not laptop.online or self._cloud.tick(laptop.copy)

    def _settle(self) -> None:
        """Until the client of each laptop has nothing left to do."""
        while not all([self._pass(laptop) for laptop in self._laptops]):
            pass

    def _heal(self) -> None:
        self._cloud.faults = frozenset()
        before: object = None
        for _n in range(ROUNDS):
            for laptop in self._laptops:
                laptop.online, laptop.now = True, laptop.now + timedelta(hours=12)
            for _tick in range(40):  # whatever vanished is back by then
                for laptop in self._laptops:
                    self._pass(laptop)
            self._settle()
            for laptop in self._laptops:
                self._sync(laptop)
            now = [self.program.rows(laptop) for laptop in self._laptops]
            if now == before:
                return
            before = now

    def _count(self) -> Outcome:
        shown = [self.program.rows(laptop) for laptop in self._laptops]
        somewhere = set().union(*shown)
        everywhere = set(shown[0]).intersection(*shown)
        lost = self._written - somewhere
        aside = set().union(*(self.program.set_aside(laptop) for laptop in self._laptops))
        files = self._laptops[0].copy.files()
        return Outcome(
            written=len(self._written),
            refused=self._refused,
            lost=len(lost),
            set_aside=len(lost & aside),
            unsynced=len((self._written & somewhere) - everywhere),
            doubled=max(sum(n - 1 for n in counts.values()) for counts in shown),
            befell=self._cloud.befell,
            worst=self._worst,
            files=len(files),
            size=sum(map(len, files.values())),
        )
