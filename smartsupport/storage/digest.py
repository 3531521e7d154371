"""What the tables add up to: laptops that hold the same ops must agree on it to the bit.

Each row is hashed with its history, and a table is the sum of its rows, so that the order of rows
does not matter and one row can be exchanged for another.
"""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from smartsupport.storage.fold import raw
from smartsupport.storage.schema import SYNCED, SyncedTable

_BYTES = 16
_MODULUS = 1 << (8 * _BYTES)
_encoder = msgspec.msgpack.Encoder()


def row_hash(synced: SyncedTable, row: Mapping[Any, Any]) -> int:
    """The hash of one row as it is stored."""
    held = _encoder.encode((synced.name, [row[c.name] for c in synced.table.columns]))
    return int.from_bytes(blake2b(held, digest_size=_BYTES).digest(), "big")


def sums(connection: Connection) -> dict[str, int]:
    """The sum of each synced table, from all its rows."""
    out = {}
    for name, synced in SYNCED.items():
        rows = connection.execute(select(raw(synced))).mappings()
        out[name] = sum(row_hash(synced, row) for row in rows) % _MODULUS
    return out


def total(each: Mapping[str, int]) -> bytes:
    """One digest of the sums of all tables, 16 bytes. An empty table counts as none."""
    held = _encoder.encode(
        [(name, n.to_bytes(_BYTES, "big")) for name, n in sorted(each.items()) if n]
    )
    return blake2b(held, digest_size=_BYTES).digest()
