"""One change as the log keeps it: the op, its id, and its bytes.

The envelope is frozen by a golden-bytes test; `docs/sync.md` describes it. An id is
replica (8) · incarnation (4) · sequence (8) · random (8), so ids order by writer and age, and
nothing about a value can be guessed from one.
"""

import struct
from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from smartsupport.storage.types import Primitive

ADD = "add"
CHANGE = "change"
VOID = "void"

KINDS = (ADD, CHANGE, VOID)

Values = dict[str, dict[str, Primitive]]
"""Primitives by group and column."""


class OpId(NamedTuple):
    """An op's id, taken apart."""

    replica: bytes
    incarnation: int
    seq: int
    random: bytes

    def pack(self) -> bytes:
        """The 28 bytes."""
        return struct.pack(">8sIQ8s", self.replica, self.incarnation, self.seq, self.random)

    @classmethod
    def unpack(cls, packed: bytes) -> "OpId":
        """From the 28 bytes."""
        return cls(*struct.unpack(">8sIQ8s", packed))


class Op(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """One change to one row.

    `hlc` is the hybrid clock, `at` the wall clock in milliseconds UTC (for showing only); `base`
    holds per group the heads its writer had *seen*; `subjects` the ids of the people it is about.
    """

    id: bytes
    hlc: int
    at: int
    txn: bytes
    index: int
    count: int
    actor: bytes | None
    schema: int
    kind: str
    table: str
    row: bytes
    values: dict[str, dict[str, Any]]
    """`Values`; msgpack itself tells bytes from text, which msgspec cannot express as a union."""
    base: dict[str, list[bytes]]
    subjects: list[bytes]
    stub_of: bytes | None = None
    """The erase op that emptied this one; None while it is whole."""


_encoder = msgspec.msgpack.Encoder(order="sorted")
_decoder = msgspec.msgpack.Decoder(Op)


def encode(op: Op) -> bytes:
    """The op as bytes; equal ops give equal bytes."""
    return _encoder.encode(op)


def decode(body: bytes) -> Op:
    """The op from its bytes. Raises msgspec.DecodeError on anything else."""
    return _decoder.decode(body)


Upcaster = Callable[[Op], Op]

UPCASTERS: dict[int, Upcaster] = {}
"""Schema version n → a pure function that turns an op of version n into one of n + 1."""


def upcast(op: Op, to: int, upcasters: dict[int, Upcaster] | None = None) -> Op:
    """`op` in the meaning of schema version `to`; a newer op is returned as it is."""
    steps = UPCASTERS if upcasters is None else upcasters
    while op.schema < to:
        step = steps.get(op.schema)
        op = step(op) if step else msgspec.structs.replace(op, schema=op.schema + 1)
    return op
