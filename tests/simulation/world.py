"""Some laptops, their shared folders, and what is known of both from outside."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from smartsupport.domain.errors import NotFound, Refused
from smartsupport.storage.book import RingKey
from smartsupport.storage.op import Op
from smartsupport.sync import place
from smartsupport.sync.exchange import Rounds, exchange
from smartsupport.sync.folder import Folder
from smartsupport.sync.side import REPLICA, Report, Side
from tests.simulation.contents import Contents
from tests.simulation.desk import Desk, introduce
from tests.simulation.drive import Crash, CrashingBook, Faulty, Files, Share, Tree
from tests.simulation.machine import Machine

WORKSPACE = bytes.fromhex("0f4be35a91f04f6c8a4c3f7b8a3f3c11")
MORNING = datetime(2026, 10, 3, 0, 30, tzinfo=UTC)


class Broken(AssertionError):
    """Something that must always hold did not."""


@dataclass(eq=False)
class Laptop:
    """One laptop. `home` is its shared folder; `visits` are others that it sometimes goes to."""

    name: str
    random: Random
    machine: Machine
    home: Tree
    visits: list[Tree] = field(default_factory=list)
    wrong: timedelta = timedelta()
    """By how much its clock is ahead."""
    away: bool = False
    rounds: Rounds = field(default_factory=Rounds)
    backups: list[Machine] = field(default_factory=list)
    ever: set[bytes] = field(default_factory=set)
    """Ops that it once held and that went with a database put aside."""

    def __post_init__(self) -> None:
        self.called = self.name
        self.desk = Desk(self.random)

    @property
    def replica(self) -> bytes:
        return self.machine.book.me()[:REPLICA]

    @property
    def trees(self) -> list[Tree]:
        return [self.home, *self.visits]


MakeMachine = Callable[[bytes, Random], Machine]


class World:
    """Everything there is. What goes wrong is decided in `steps`."""

    def __init__(self, seed: str, make: MakeMachine) -> None:
        self.seed = seed
        self.random = Random(seed)
        self.make = make
        self.now = MORNING
        self.laptops: list[Laptop] = []
        self.shares: list[Share] = []
        self.stick: Tree | None = None
        self.contents = Contents(WORKSPACE)
        self.keys: list[RingKey] = []
        self.written: dict[bytes, Op] = {}
        """Every op as it was committed, by id."""
        self.lost: set[bytes] = set()
        """Those that no database and no file had any more, at some moment."""
        self.gone: set[bytes] = set()
        """Replicas of laptops that are there no more."""
        self.rotten: set[bytes] = set()
        """Ops in files that were spoilt where they lay, perhaps after they were read."""
        self.destroyed = False
        """Whether a folder was ever put back or emptied."""
        self.trace: list[str] = []
        self.watch: Callable[[Laptop, Tree, Faulty, Report], None] = lambda *_: None
        self._made = 0

    def note(self, text: str) -> None:
        self.trace.append(text)

    # --- things -------------------------------------------------------------------------------

    def another_key(self) -> RingKey:
        epoch = len(self.keys) + 1
        key = RingKey(epoch, self.random.randbytes(16), self.random.randbytes(32))
        self.keys.append(key)
        self.contents.keys[key.id] = key.secret
        return key

    def another_laptop(self, home: Tree, machine: Machine | None = None) -> Laptop:
        self._made += 1
        random = self.another_random()
        machine = machine or self.make(random.randbytes(REPLICA), random)
        laptop = Laptop(f"受付{self._made}", random, machine, home)
        self.laptops.append(laptop)
        return laptop

    def another_random(self) -> Random:
        return Random(self.random.randbytes(16))

    def introduce(self, laptop: Laptop) -> None:
        self.write(laptop, introduce(laptop.replica, laptop.called, self.clock_of(laptop)()))

    def clock_of(self, laptop: Laptop) -> Callable[[], datetime]:
        return lambda: self.now + laptop.wrong

    @property
    def trees(self) -> list[Tree]:
        found = [tree for share in self.shares for tree in share.trees]
        return found if self.stick is None else [*found, self.stick]

    def side(self, laptop: Laptop, folder: Folder) -> Side:
        return Side(
            workspace=WORKSPACE,
            book=laptop.machine.book,
            folder=folder,
            name=laptop.called,
            clock=self.clock_of(laptop),
            random=laptop.random.randbytes,
            pause=lambda seconds: None,
        )

    # --- what laptops do ----------------------------------------------------------------------

    def write(self, laptop: Laptop, act: Callable[[Any], None]) -> list[Op]:
        """An act at the desk; a refused one leaves nothing."""
        try:
            ops = laptop.machine.write(act, self.clock_of(laptop)())
        except (Refused, NotFound):
            return []
        self.was_written(ops)
        return ops

    def was_written(self, ops: Iterable[Op]) -> None:
        for op in ops:
            if op.id in self.written:
                raise Broken(f"an id given twice: {op.id.hex()}")
            self.written[op.id] = op

    def prepare(self, laptop: Laptop, tree: Tree) -> None:
        place.prepare(self.side(laptop, tree))

    def round(
        self,
        laptop: Laptop,
        tree: Tree,
        folder: Faulty | None = None,
        *,
        crash: int = 0,
        after: bool = False,
        **how: bool,
    ) -> Report | None:
        """One round; None when the computer went off in it."""
        folder = folder or Faulty(tree)
        side = self.side(laptop, folder)
        if crash:
            side = replace(side, book=CrashingBook(side.book, crash, after=after))
        try:
            report = exchange(side, laptop.rounds, **how)
        except Crash:
            laptop.rounds = Rounds()
            return None
        self.watch(laptop, tree, folder, report)
        return report

    # --- what is lost -------------------------------------------------------------------------

    def reckon(self) -> None:
        """Something was destroyed: what nobody and nothing holds now is truly lost."""
        held: set[bytes] = set()
        for laptop in self.laptops:
            held |= laptop.machine.log().keys()
        for tree in self.trees:
            coming: Files = {f"{n}": w for n, (_v, _p, w) in enumerate(tree.coming) if w}
            for files in (tree.files, coming):
                for content in self.contents.readable(files).values():
                    held |= content.ids
        self.lost |= self.written.keys() - held

    def close(self) -> None:
        for laptop in self.laptops:
            for machine in (laptop.machine, *laptop.backups):
                machine.close()
