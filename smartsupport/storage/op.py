"""One change as the log keeps it: the op, its id, and its bytes.

The envelope is frozen by a golden-bytes test; `docs/sync.md` describes it. An id is
replica (8) · incarnation (4) · sequence (8) · random (8), so ids order by writer and age, and
nothing about a value can be guessed from one.
"""

import struct
from collections.abc import Callable
from typing import Annotated, Any, NamedTuple

import msgspec
from msgspec import Meta

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


Bytes8 = Annotated[bytes, Meta(min_length=8, max_length=8)]
Bytes12 = Annotated[bytes, Meta(min_length=12, max_length=12)]
Bytes16 = Annotated[bytes, Meta(min_length=16, max_length=16)]
Bytes28 = Annotated[bytes, Meta(min_length=28, max_length=28)]
Whole = Annotated[int, Meta(ge=0, le=2**63 - 1)]
Moment = Annotated[int, Meta(ge=-(2**62), le=2**62)]
"""Milliseconds since 1970 UTC; the difference of two has 63 bits again."""
Count = Annotated[int, Meta(ge=1, le=2**31)]
Schema = Annotated[int, Meta(ge=1, le=2**31)]


class Op(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, kw_only=True):
    """One change to one row. A field more would be lost on the way through here, and is refused.

    `hlc` is the hybrid clock, `at` the wall clock in milliseconds UTC (for showing only); `base`
    holds per group the heads its writer had *seen*; `subjects` the ids of the people it is about.
    """

    id: Bytes28
    hlc: Whole
    at: Moment
    txn: Bytes16
    index: Whole
    count: Count
    actor: Bytes16 | None
    schema: Schema
    kind: str
    table: str
    row: Bytes16
    values: dict[str, dict[str, Any]]
    """`Values`; msgpack itself tells bytes from text, which msgspec cannot express as a union."""
    base: dict[str, list[Bytes28]]
    subjects: list[Bytes16]
    stub_of: Bytes28 | None = None
    """The erase op that emptied this one; None while it is whole."""


_encoder = msgspec.msgpack.Encoder(order="sorted")
_decoder = msgspec.msgpack.Decoder(Op)


def encode(op: Op) -> bytes:
    """The op as bytes; equal ops give equal bytes."""
    return _encoder.encode(op)


def decode(body: bytes) -> Op:
    """The op from its bytes. Raises msgspec.DecodeError on anything else."""
    try:
        return _decoder.decode(body)
    except (UnicodeDecodeError, RecursionError) as error:
        raise msgspec.DecodeError(str(error)) from None


class Upcaster(NamedTuple):
    """A change of meaning from one schema version to the next, for ops on these tables."""

    tables: frozenset[str]
    step: Callable[[Op], Op]
    """Pure: what it gives depends on the op alone."""


UPCASTERS: dict[int, Upcaster] = {}
"""Schema version n → what turns an op of version n into one of n + 1, where a meaning changed."""


def upcast(op: Op, to: int) -> Op:
    """`op` in the meaning of schema version `to`; a newer op is returned as it is."""
    for version in range(op.schema, to):
        found = UPCASTERS.get(version)
        if found and op.table in found.tables:
            op = found.step(op)
        op = msgspec.structs.replace(op, schema=version + 1)
    return op
