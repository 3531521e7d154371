"""What the tables add up to: laptops that hold the same ops must agree on it to the bit.

The sums are kept with every write. Adding all rows up anew takes seconds in a large register: it
is for a database that a migration has gone through, and for holding the kept sums against.
"""

from collections.abc import Mapping
from hashlib import blake2b

import msgspec
from sqlalchemy import Connection, delete, insert, select

from smartsupport.storage.fold import raw
from smartsupport.storage.row_sums import RowSum, sum_of
from smartsupport.storage.schema import ROW_SUM, SYNCED

_BYTES = 16
_encoder = msgspec.msgpack.Encoder()


def noted(connection: Connection) -> dict[str, RowSum]:
    """The sum of each synced table, as it is kept."""
    return {name: RowSum(*halves) for name, *halves in connection.execute(select(ROW_SUM))}


def added_up(connection: Connection) -> dict[str, RowSum]:
    """The sum of each synced table, from all its rows."""
    return {
        name: sum_of(synced, connection.execute(select(raw(synced))).mappings())
        for name, synced in SYNCED.items()
    }


def fill(connection: Connection) -> None:
    """Add all tables up anew."""
    connection.execute(delete(ROW_SUM))
    connection.execute(
        insert(ROW_SUM),
        [{"name": name, **one._asdict()} for name, one in added_up(connection).items()],
    )


def total(sums: Mapping[str, RowSum]) -> bytes:
    """One digest of the sums of all tables, 16 bytes. An empty table counts as none."""
    held = _encoder.encode([(name, *one) for name, one in sorted(sums.items()) if any(one)])
    return blake2b(held, digest_size=_BYTES).digest()
