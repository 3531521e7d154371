"""Laptops at one shared folder, with real stores and a real folder."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from smartsupport.domain.participant import Participant
from smartsupport.storage.book import RingKey, StoredBook
from smartsupport.storage.unit_of_work import Store
from smartsupport.sync import place
from smartsupport.sync.exchange import Rounds, exchange
from smartsupport.sync.folder import DiskFolder, Folder
from smartsupport.sync.side import Report, Side
from tests.stores import WORKSPACE, HeldClock, copied_store, kept

KEY = RingKey(1, b"k" * 16, b"s" * 32)


@dataclass
class Laptop:
    """One laptop at the folder: `round()` syncs it once."""

    store: Store
    side: Side
    rounds: Rounds = field(default_factory=Rounds)

    def round(self, **how: bool) -> Report:
        return exchange(self.side, self.rounds, **how)

    def names(self) -> list[str]:
        with self.store.reading() as reading:
            return sorted(p.name for p in reading.find(Participant))


Make = Callable[..., Laptop]


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Make]:
    """`laptop()` is one more laptop at `tmp_path/"shared"`, checked against its log at the end."""
    shared = tmp_path / "shared"
    shared.mkdir()
    numbers = itertools.count(1)
    with ExitStack() as stack:

        def make(folder: Folder | None = None, clock: HeldClock | None = None) -> Laptop:
            n = next(numbers)
            clock = clock or HeldClock()
            store = stack.enter_context(kept(copied_store(tmp_path / f"laptop-{n}", clock)))
            book = StoredBook(store)
            book.add_key(KEY)
            side = Side(
                workspace=WORKSPACE.bytes,
                book=book,
                folder=folder or DiskFolder(shared),
                name=f"受付{n}",
                clock=clock,
                pause=lambda seconds: None,
            )
            place.prepare(side)
            return Laptop(store, side)

        yield make
