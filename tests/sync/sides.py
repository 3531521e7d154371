"""Laptops at one shared folder, with real stores and a real folder."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import pytest

from smartsupport.domain.participant import Participant
from smartsupport.paths import Places
from smartsupport.storage.book import RingKey, StoredBook
from smartsupport.storage.unit_of_work import Store
from smartsupport.sync import place
from smartsupport.sync.exchange import Rounds, exchange
from smartsupport.sync.folder import DiskFolder, Folder
from smartsupport.sync.side import Report, Side
from tests.stores import WORKSPACE, HeldClock, copied_store, kept, open_again

KEY = RingKey(1, b"k" * 16, b"s" * 32)


@dataclass
class Laptop:
    """One laptop at the folder: `round()` syncs it once."""

    store: Store
    side: Side
    rounds: Rounds = field(default_factory=Rounds)

    def round(self, **how: bool) -> Report:
        return exchange(self.side, self.rounds, **how)

    def register(self, *names: str) -> None:
        for name in names:
            with self.store.transaction() as work:
                work.add(Participant(id=uuid4(), name=name))

    def names(self) -> list[str]:
        with self.store.reading() as reading:
            return sorted(p.name for p in reading.find(Participant))


Make = Callable[..., Laptop]


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Make]:
    """`laptop()` is one more laptop at `tmp_path/"shared"`, checked against its log at the end.

    One that lies at `places` already is opened there.
    """
    shared = tmp_path / "shared"
    shared.mkdir()
    numbers = itertools.count(1)
    with ExitStack() as stack:

        def make(
            folder: Folder | None = None,
            clock: HeldClock | None = None,
            places: Places | None = None,
        ) -> Laptop:
            n = next(numbers)
            clock = clock or HeldClock()
            at = places or Places(base=tmp_path / f"laptop-{n}")
            opened = open_again(at, clock) if places else copied_store(at.base, clock)
            store = stack.enter_context(kept(opened))
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


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def settle(shared: Path, *laptops: Laptop) -> None:
    """Let them sync until nobody writes any more, and see that they agree and stay quiet."""
    for _ in range(12):
        before = files(shared)
        written = 0
        for one in laptops:
            one.side.clock.advance(minutes=2)
            written += one.round().written
        if not written:
            break
    else:
        raise AssertionError("they never come to rest")
    assert files(shared) == before
    reports = [one.round() for one in laptops]
    assert all(report.is_complete and not report.diverged for report in reports), reports
    assert len({one.side.book.state_digest() for one in laptops}) == 1
