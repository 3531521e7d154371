"""Ops as a segment holds them: the same ops, with what repeats in tables of the segment's own.

An id of 28 bytes becomes writer, sequence and chance; an id of 16 bytes a place in a table; an op
of the same segment that another names, its place there. What is left hardly repeats, and the rest
compresses. `docs/sync.md` has it byte by byte.
"""

import struct
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from msgspec.msgpack import Ext

from smartsupport.storage.op import Op

WRITER = 12
"""Bytes of an op's id that say who wrote it: replica (8) and incarnation (4)."""

_ID, _OP, _RANDOM = 16, 28, 8
_AN_ID = 1
"""The code of msgpack's extension type for a place in the table of ids."""

_encoder = msgspec.msgpack.Encoder()
_LENGTH = struct.Struct(">I")


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

    def reference(self, op: bytes) -> object:
        place = self.places.get(op)
        if place is not None:
            return place
        return [self.writer(op), int.from_bytes(op[WRITER:-_RANDOM], "big"), op[-_RANDOM:]]

    def value(self, value: object) -> object:
        if isinstance(value, bytes) and len(value) == _ID:
            place = self.id(value)
            return Ext(_AN_ID, place.to_bytes((place.bit_length() + 7) // 8 or 1, "big"))
        return value


def encode(ops: Sequence[Op]) -> bytes:
    """The body of a segment with these ops, before it is compressed."""
    tables = _Tables(ops)
    packed = []
    hlc = at = seq = 0
    for op in ops:
        here = int.from_bytes(op.id[WRITER:-_RANDOM], "big")
        packed.append(
            _encoder.encode(
                (
                    tables.writer(op.id),
                    here - seq,
                    op.id[-_RANDOM:],
                    op.hlc - hlc,
                    op.at - at,
                    tables.id(op.txn),
                    op.index,
                    op.count,
                    None if op.actor is None else tables.id(op.actor),
                    op.schema,
                    op.kind,
                    op.table,
                    tables.id(op.row),
                    {
                        name: {column: tables.value(value) for column, value in values.items()}
                        for name, values in op.values.items()
                    },
                    {name: [tables.reference(o) for o in seen] for name, seen in op.base.items()},
                    [tables.id(person) for person in op.subjects],
                    None if op.stub_of is None else tables.reference(op.stub_of),
                )
            )
        )
        hlc, at, seq = op.hlc, op.at, here
    shared = _encoder.encode((list(tables.writers), b"".join(tables.ids)))
    return b"".join(part for one in (shared, *packed) for part in (_LENGTH.pack(len(one)), one))


def decode(body: bytes) -> list[Op]:
    """The ops of a segment's body. Raises msgspec.DecodeError on anything else."""
    try:
        parts = _parts(body)
        writers, ids = msgspec.msgpack.decode(next(parts), type=tuple[list[bytes], bytes])
        return _Reader(writers, ids).ops(parts)
    except (IndexError, TypeError, ValueError, OverflowError, StopIteration, struct.error) as error:
        raise msgspec.DecodeError(str(error)) from None
    except RecursionError as error:
        raise msgspec.DecodeError(str(error)) from None


def _parts(body: bytes) -> Iterator[bytes]:
    start = 0
    while start < len(body):
        (length,) = _LENGTH.unpack_from(body, start)
        start += _LENGTH.size
        if start + length > len(body):
            raise IndexError("a part is longer than what holds it")
        yield body[start : start + length]
        start += length


class _Reader:
    def __init__(self, writers: list[bytes], ids: bytes) -> None:
        self._writers = writers
        self._ids = [ids[n : n + _ID] for n in range(0, len(ids), _ID)]
        self._decoder = msgspec.msgpack.Decoder(ext_hook=self._extension)

    def _extension(self, code: int, place: memoryview) -> bytes:
        if code != _AN_ID:
            raise ValueError("an extension nobody wrote")
        return self._ids[int.from_bytes(place, "big")]

    def ops(self, parts: Iterator[bytes]) -> list[Op]:
        rows = [self._decoder.decode(part) for part in parts]
        written = []
        seq = 0
        for row in rows:
            seq += row[1]
            written.append(self._op_id(row[0], seq, row[2]))
        out: list[Op] = []
        hlc = at = 0
        for id, row in zip(written, rows, strict=True):
            (_w, _s, _r, more, later, txn, index, count, actor, schema, kind, table, *rest) = row
            hlc, at = hlc + more, at + later
            ids = self._ids
            about, values, base, subjects, stub = rest
            fields = (
                id,
                hlc,
                at,
                ids[_place(txn)],
                index,
                count,
                None if actor is None else ids[_place(actor)],
                schema,
                kind,
                table,
                ids[_place(about)],
                values,
                {g: [self._reference(o, written) for o in seen] for g, seen in base.items()},
                [ids[_place(person)] for person in subjects],
                None if stub is None else self._reference(stub, written),
            )
            out.append(msgspec.convert(fields, Op))
        return out

    def _reference(self, found: Any, written: list[bytes]) -> bytes:
        if isinstance(found, int):
            return written[_place(found)]
        return self._op_id(*found)

    def _op_id(self, writer: int, seq: int, random: bytes) -> bytes:
        id = self._writers[_place(writer)] + seq.to_bytes(_OP - WRITER - _RANDOM, "big") + random
        if len(id) != _OP:
            raise ValueError("an id of another length")
        return id


def _place(number: int) -> int:
    """A place in a table. Python counts a negative one from the end, which nobody wrote."""
    if number < 0:
        raise IndexError("a place before the first")
    return number
