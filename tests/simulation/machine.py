"""One laptop's database and program in memory; `stored.StoredMachine` is the real one."""

from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Any, Protocol

from smartsupport.storage.op import Op
from smartsupport.storage.schema import ERASURE
from smartsupport.sync.side import Book
from tests.simulation.memory_book import MemoryBook
from tests.simulation.pen import Pen

Rows = dict[tuple[str, bytes], dict[str, Any]]


class Machine(Protocol):
    """What the simulation does with a laptop besides syncing it."""

    @property
    def book(self) -> Book: ...

    def write(self, act: Callable[[Any], None], now: datetime) -> list[Op]:
        """Do an act in one transaction; returns its ops. Raises Refused and NotFound."""

    def log(self) -> dict[bytes, Op]:
        """Every op, by id."""

    def rows(self) -> Rows:
        """Every synced row as it is stored."""

    def holds(self) -> bytes:
        """Every op and row, in plain bytes."""

    def sweep(self) -> None:
        """Write the file anew, so that no erased page is left."""

    def copy(self, random: Random) -> "Machine":
        """A copy of the database: a backup, or a clone."""

    def become_another(self, instead_of: "Machine | None") -> None:
        """As after a restore, in the place of the database that was here."""

    def replayed(self) -> bytes:
        """The digest of a database into which this one's ops were merged in another order."""

    def close(self) -> None:
        """Let go of it."""


class MemoryMachine:
    """A laptop in memory."""

    def __init__(self, book: MemoryBook) -> None:
        self.book = book

    def write(self, act: Callable[[Any], None], now: datetime) -> list[Op]:
        pen = Pen(self.book, now)
        act(pen)
        return pen.finish()

    def log(self) -> dict[bytes, Op]:
        return self.book.log.ops

    def rows(self) -> Rows:
        return {
            (name, id): kept.row
            for name, rows in self.book.log.tables.items()
            for id, kept in rows.items()
        }

    def holds(self) -> bytes:
        return self.book.log.holds()

    def sweep(self) -> None:
        self.book.log.unswept.clear()

    def copy(self, random: Random) -> "MemoryMachine":
        return MemoryMachine(self.book.copy(random))

    def become_another(self, instead_of: "MemoryMachine | None") -> None:
        self.book.held()  # takes note of what was written under the name that it gives up
        if instead_of is not None:
            replaced = instead_of.book
            self.book.incarnation, self.book.hlc = (
                replaced.incarnation,
                max(self.book.hlc, replaced.hlc),
            )
            self.book.merge([op for op in replaced.log.ops.values() if op.table == ERASURE.name])
        self.book.become_another()

    def replayed(self) -> bytes:
        fresh = MemoryBook(bytes(8), Random(0))
        ops = sorted(self.book.log.ops.values(), key=lambda op: op.id[::-1])
        for start in range(0, len(ops), 7):
            fresh.merge(ops[start : start + 7])
        return fresh.log.digest()

    def close(self) -> None:
        """There is nothing to let go of."""
