"""What a transaction changes about what the tables add up to.

Each row is hashed with its history, and a table is the sum of its rows, so that the order of rows
does not matter and one row can be exchanged for another. `digest` says what the sums are for.
"""

import struct
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from hashlib import blake2b
from operator import itemgetter
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, bindparam, update

from smartsupport.storage.schema import ROW_SUM, SyncedTable

MASK = (1 << 62) - 1
"""A sum is kept in two halves of 62 bits: the database adds to each without ever overflowing."""

_HALVES = struct.Struct(">QQ")
_encoder = msgspec.msgpack.Encoder()


class RowSum(NamedTuple):
    """The sum of some rows' hashes, two times 62 bits."""

    first: int
    second: int


def sum_of(synced: SyncedTable, rows: Iterable[Mapping[Any, Any]]) -> RowSum:
    """The sum of these rows as they are stored."""
    first, second = _added(synced, rows)
    return RowSum(first & MASK, second & MASK)


def _added(synced: SyncedTable, rows: Iterable[Mapping[Any, Any]]) -> tuple[int, int]:
    values = _values(synced)
    first = second = 0
    for row in rows:
        held = _encoder.encode((synced.name, values(row)))
        one, other = _HALVES.unpack(blake2b(held, digest_size=_HALVES.size).digest())
        first += one
        second += other
    return first, second


@cache
def _values(synced: SyncedTable) -> Callable[[Mapping[Any, Any]], object]:
    return itemgetter(*(c.name for c in synced.table.columns))


class RowSums:
    """The rows that came and went, to be noted once, at the end of a transaction.

    A statement for every row would cost an import more than all the hashing.
    """

    def __init__(self) -> None:
        self._changes: dict[str, tuple[int, int]] = {}

    def came(self, synced: SyncedTable, rows: Iterable[Mapping[Any, Any]]) -> None:
        """These rows stand in the table now."""
        before, more = self._changes.get(synced.name, (0, 0)), _added(synced, rows)
        self._changes[synced.name] = before[0] + more[0], before[1] + more[1]

    def went(self, synced: SyncedTable, rows: Iterable[Mapping[Any, Any]]) -> None:
        """These rows stood in the table until now."""
        before, less = self._changes.get(synced.name, (0, 0)), _added(synced, rows)
        self._changes[synced.name] = before[0] - less[0], before[1] - less[1]

    def note(self, connection: Connection) -> None:
        """Add to what is noted."""
        more = [
            {"table": name, "more_first": first & MASK, "more_second": second & MASK}
            for name, (first, second) in self._changes.items()
            if first or second
        ]
        if more:
            connection.execute(_ADD, more)


_ADD = (
    update(ROW_SUM)
    .where(ROW_SUM.c.name == bindparam("table"))
    .values(
        first=(ROW_SUM.c.first + bindparam("more_first")).bitwise_and(MASK),
        second=(ROW_SUM.c.second + bindparam("more_second")).bitwise_and(MASK),
    )
)
