"""Ops as a segment holds them: the same ops, with what repeats in tables of the segment's own.

An id of 28 bytes becomes writer, sequence and chance; an id of 16 bytes a place in a table; an op
of the same segment that another names, its place there. What is left hardly repeats, and the rest
compresses. `docs/sync.md` has it byte by byte.
"""

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from msgspec.msgpack import Ext

from smartsupport.storage.op import Bytes8, Bytes12, Count, Op, Schema, Values, Whole

WRITER = 12
"""Bytes of an op's id that say who wrote it: replica (8) and incarnation (4)."""

_ID, _OP, _RANDOM = 16, 28, 8
_AN_ID = 1
"""The code of msgpack's extension type for a place in the table of ids."""

_LARGEST = 2**63 - 1
_DEEPEST = 16
"""How deep a value of a later version may be nested: it is written again from other depths."""

_encoder = msgspec.msgpack.Encoder(order="sorted")
_LENGTH = struct.Struct(">I")

_Place = Annotated[int, Meta(ge=0, le=2**32)]


class _OpId(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """The id of an op in another segment."""

    writer: _Place
    seq: int
    random: Bytes8


# Not `_Place`: msgspec 0.22 mistakes the bounds of a number that stands in a union with an array.
_Named = int | _OpId
"""An op that another names: its place in the segment, or its id."""


class _Shared(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """The first part: the tables."""

    writers: list[Bytes12]
    ids: bytes
    """One after the other, 16 bytes each."""


class _Packed(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """One op. `seq`, `hlc` and `at` are told from the op before."""

    writer: _Place
    seq: int
    random: Bytes8
    hlc: int
    at: int
    txn: _Place
    index: Whole
    count: Count
    actor: _Place | None
    schema: Schema
    kind: str
    table: str
    row: _Place
    values: dict[str, dict[str, Any]] | bytes
    base: dict[str, list[_Named]]
    subjects: list[_Place]
    stub_of: _Named | None


class _Tables:
    """What the ops of one segment share."""

    def __init__(self, ops: Sequence[Op]) -> None:
        self.writers: dict[bytes, int] = {}
        self.ids: dict[bytes, int] = {}
        self.places = {op.id: n for n, op in enumerate(ops)}

    def writer(self, packed: bytes) -> int:
        return self.writers.setdefault(packed[:WRITER], len(self.writers))

    def id(self, id: bytes) -> int:
        return self.ids.setdefault(id, len(self.ids))

    def named(self, op: bytes) -> _Named:
        place = self.places.get(op)
        if place is not None:
            return place
        return _OpId(self.writer(op), int.from_bytes(op[WRITER:-_RANDOM], "big"), op[-_RANDOM:])

    def values(self, values: Values) -> dict[str, dict[str, Any]] | bytes:
        """As they are but for ids. What only a later version understands goes as bytes, in which
        nothing is looked for and nothing exchanged.
        """
        if not _are_plain(values):
            return _encoder.encode(values)
        return {
            name: {column: self._value(value) for column, value in given.items()}
            for name, given in values.items()
        }

    def _value(self, value: object) -> object:
        if isinstance(value, bytes) and len(value) == _ID:
            place = self.id(value)
            return Ext(_AN_ID, place.to_bytes((place.bit_length() + 7) // 8 or 1, "big"))
        return value


def _are_plain(values: Mapping[str, Mapping[str, object]]) -> bool:
    return all(
        value is None or isinstance(value, int | str | bytes)
        for given in values.values()
        for value in given.values()
    )


def encode(ops: Sequence[Op]) -> bytes:
    """The body of a segment with these ops, before it is compressed."""
    tables = _Tables(ops)
    packed = []
    hlc = at = seq = 0
    for op in ops:
        here = int.from_bytes(op.id[WRITER:-_RANDOM], "big")
        packed.append(
            _encoder.encode(
                _Packed(
                    writer=tables.writer(op.id),
                    seq=here - seq,
                    random=op.id[-_RANDOM:],
                    hlc=op.hlc - hlc,
                    at=op.at - at,
                    txn=tables.id(op.txn),
                    index=op.index,
                    count=op.count,
                    actor=None if op.actor is None else tables.id(op.actor),
                    schema=op.schema,
                    kind=op.kind,
                    table=op.table,
                    row=tables.id(op.row),
                    values=tables.values(op.values),
                    base={g: [tables.named(o) for o in seen] for g, seen in op.base.items()},
                    subjects=[tables.id(person) for person in op.subjects],
                    stub_of=None if op.stub_of is None else tables.named(op.stub_of),
                )
            )
        )
        hlc, at, seq = op.hlc, op.at, here
    shared = _encoder.encode(_Shared(list(tables.writers), b"".join(tables.ids)))
    return b"".join(part for one in (shared, *packed) for part in (_LENGTH.pack(len(one)), one))


def decode(body: bytes) -> list[Op]:
    """The ops of a segment's body. Raises msgspec.DecodeError on anything else."""
    try:
        parts = _parts(body)
        return _Reader(msgspec.msgpack.decode(next(parts), type=_Shared)).ops(parts)
    except (IndexError, OverflowError, RecursionError, StopIteration, ValueError) as error:
        raise msgspec.DecodeError(str(error)) from None


def _parts(body: bytes) -> Iterator[memoryview]:
    whole = memoryview(body)
    start = 0
    while start < len(whole):
        length = int.from_bytes(whole[start : start + _LENGTH.size], "big")
        start += _LENGTH.size
        if start + length > len(whole):
            raise IndexError("a part is longer than what holds it")
        yield whole[start : start + length]
        start += length


class _Reader:
    def __init__(self, shared: _Shared) -> None:
        if len(shared.ids) % _ID:
            raise ValueError("half an id")
        self._writers = shared.writers
        self._ids = [shared.ids[n : n + _ID] for n in range(0, len(shared.ids), _ID)]
        self._decoder = msgspec.msgpack.Decoder(_Packed, ext_hook=self._extension)

    def _extension(self, code: int, place: memoryview) -> bytes:
        if code != _AN_ID:
            raise ValueError("an extension nobody wrote")
        return self._ids[int.from_bytes(place, "big")]

    def ops(self, parts: Iterable[memoryview]) -> list[Op]:
        rows = [self._decoder.decode(part) for part in parts]
        written = list(self._written(rows))
        ids = self._ids
        out: list[Op] = []
        hlc = at = 0
        rows.reverse()  # and taken from the end, so that no op is in memory twice
        for id in written:
            row = rows.pop()
            hlc, at = hlc + row.hlc, at + row.at
            if not (0 <= hlc <= _LARGEST and abs(at) <= 2**62):
                raise ValueError("a clock beyond its end")
            out.append(
                Op(
                    id=id,
                    hlc=hlc,
                    at=at,
                    txn=ids[row.txn],
                    index=row.index,
                    count=row.count,
                    actor=None if row.actor is None else ids[row.actor],
                    schema=row.schema,
                    kind=row.kind,
                    table=row.table,
                    row=ids[row.row],
                    values=_values(row.values),
                    base={
                        g: [self._named(o, written) for o in seen] for g, seen in row.base.items()
                    },
                    subjects=[ids[person] for person in row.subjects],
                    stub_of=None if row.stub_of is None else self._named(row.stub_of, written),
                )
            )
        return out

    def _written(self, rows: Iterable[_Packed]) -> Iterator[bytes]:
        """The ids of the ops themselves. Numbers count from 1; no laptop ever reaches the end."""
        seq = 0
        for row in rows:
            seq += row.seq
            if not 1 <= seq <= _LARGEST:
                raise ValueError("a number nobody counts to")
            yield self._op_id(row.writer, seq, row.random)

    def _named(self, found: _Named, written: Sequence[bytes]) -> bytes:
        if isinstance(found, _OpId):
            return self._op_id(found.writer, found.seq, found.random)
        if found < 0:  # Python would count from the end
            raise IndexError("a place before the first")
        return written[found]

    def _op_id(self, writer: int, seq: int, random: bytes) -> bytes:
        return self._writers[writer] + seq.to_bytes(_OP - WRITER - _RANDOM, "big") + random


def _values(found: dict[str, dict[str, Any]] | bytes) -> Values:
    if isinstance(found, bytes):
        values = msgspec.msgpack.decode(found, type=dict[str, dict[str, Any]])
        if any(_is_deep(value, _DEEPEST) for given in values.values() for value in given.values()):
            raise ValueError("nested without end")
        return values
    if not _are_plain(found):
        raise ValueError("a value that goes as bytes")
    return found


def _is_deep(value: object, left: int) -> bool:
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    if not isinstance(value, list | tuple):
        return False
    return left == 0 or any(_is_deep(inner, left - 1) for inner in value)
