"""The body of a segment: every op that the log can hold comes back as it was."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.msgpack import Ext
from msgspec.structs import replace

from smartsupport.storage.op import Op
from smartsupport.storage.op import encode as op_bytes
from smartsupport.sync import body
from tests.storage.ops import make_op, op_id
from tests.sync.any_ops import LARGEST, segments

SIXTEEN = b"sixteen bytes ab"


def through(ops: list[Op]) -> list[bytes]:
    return [op_bytes(op) for op in body.decode(body.encode(ops))]


@given(segments())
@settings(max_examples=50)
def test_every_op_comes_back_as_it_was(ops: list[Op]) -> None:
    assert through(ops) == [op_bytes(op) for op in ops]


@pytest.mark.parametrize(
    "value",
    [
        SIXTEEN,
        [SIXTEEN, {"deep": SIXTEEN}],
        {"a map": {"with": [1.5, None, b"\0"]}},
        Ext(1, b"\0"),
        Ext(1, SIXTEEN),
        [Ext(1, b"\0"), Ext(77, b"")],
        -0.0,
        True,
        2**64 - 1,
        -(2**63),
        "",
        b"",
    ],
    ids=lambda value: str(value).split(" object")[0],
)
def test_a_value_of_any_type_comes_back_beside_an_id(value: object) -> None:
    op = make_op(1, values={"name": {"name": SIXTEEN, "later": value}})
    assert through([op]) == [op_bytes(op)]


def test_clocks_and_numbers_may_leap_to_either_end() -> None:
    ends = [
        replace(make_op(1), id=op_id(seq, 1), hlc=hlc, at=at)
        for seq, hlc, at in ((LARGEST, LARGEST, 2**62), (1, 0, -(2**62)), (LARGEST, LARGEST, 2**62))
    ]
    assert through(ends) == [op_bytes(op) for op in ends]


def test_two_ops_of_one_id_come_back_both() -> None:
    twins = [
        make_op(1, values={"note": {"note": text}}, base={"note": [op_id(1)]}) for text in "ab"
    ]
    assert through(twins) == [op_bytes(op) for op in twins]


def test_equal_ops_are_equal_bytes_however_their_maps_are_ordered() -> None:
    one = make_op(1, values={"a": {"x": 1, "y": 2}, "b": {}})
    other = make_op(1, values={"b": {}, "a": {"y": 2, "x": 1}})
    assert body.encode([one]) == body.encode([other])


def test_an_op_costs_little_where_much_repeats() -> None:
    ops = [
        make_op(n, values={"note": {"note": ""}}, base={"note": [op_id(n - 1)]})
        for n in range(2, 99)
    ]
    assert len(body.encode(ops)) < 90 * len(ops)


def parts(*each: object) -> bytes:
    packed = [one if isinstance(one, bytes) else msgspec.msgpack.encode(one) for one in each]
    return b"".join(len(one).to_bytes(4, "big") + one for one in packed)


SHARED = [[bytes(12)], bytes(16)]
PACKED = [
    0,
    1,
    bytes(8),
    1,
    1,
    0,
    0,
    1,
    None,
    1,
    "add",
    "venue",
    0,
    {"note": {"note": 1}},
    {},
    [],
    None,
]
"""An op as the second part of a body has it."""


def with_field(place: int, value: object) -> list[object]:
    return [*PACKED[:place], value, *PACKED[place + 1 :]]


def test_the_example_is_one() -> None:
    assert len(body.decode(parts(SHARED, PACKED))) == 1


HOSTILE = {
    "no tables": b"",
    "half a length": b"\0\0",
    "a length beyond the end": b"\xff\xff\xff\xff\x90",
    "half an id": parts([[bytes(12)], bytes(15)], PACKED),
    "a short writer": parts([[bytes(11)], bytes(16)], PACKED),
    "a field more": parts(SHARED, [*PACKED, 1]),
    "a field less": parts(SHARED, PACKED[:-1]),
    "a table more": parts([*SHARED, 1], PACKED),
    "a number below one": parts(SHARED, with_field(1, 0)),
    "a number nobody counts to": parts(SHARED, with_field(1, 2**63)),
    "numbers that run away": parts(SHARED, with_field(1, LARGEST), PACKED),
    "a number with a fraction": parts(SHARED, with_field(1, 1.5)),
    "a clock before its beginning": parts(SHARED, with_field(3, -1)),
    "a clock beyond its end": parts(SHARED, with_field(3, LARGEST), PACKED),
    "a moment beyond its end": parts(SHARED, with_field(4, 2**62 + 1)),
    "a place before the first": parts(SHARED, with_field(5, -1)),
    "a place after the last": parts(SHARED, with_field(5, 1)),
    "no transaction": parts(SHARED, with_field(5, None)),
    "a count of none": parts(SHARED, with_field(7, 0)),
    "nil for a map": parts(SHARED, with_field(14, None)),
    "an op that is a map": parts(SHARED, {0: 1}),
    "a reference before the first": parts(SHARED, with_field(14, {"note": [-1]})),
    "a reference after the last": parts(SHARED, with_field(14, {"note": [1]})),
    "a reference to no writer": parts(SHARED, with_field(14, {"note": [[1, 1, bytes(8)]]})),
    "a reference below zero": parts(SHARED, with_field(14, {"note": [[0, -1, bytes(8)]]})),
    "a reference too long": parts(SHARED, with_field(14, {"note": [[0, 2**64 - 1, bytes(9)]]})),
    "an id of no place": parts(SHARED, with_field(13, {"note": {"note": Ext(1, b"\1")}})),
    "another extension": parts(SHARED, with_field(13, {"note": {"note": Ext(2, b"\0")}})),
    "a list among plain values": parts(SHARED, with_field(13, {"note": {"note": [1]}})),
    "bytes that are no values": parts(SHARED, with_field(13, b"\x91\x01")),
    "half an emoji": parts(SHARED, with_field(10, "add")).replace(b"\xa3add", b"\xa3\xed\xa0\x80"),
    "deep as bytes": parts(SHARED, with_field(13, b"\x81\xa1a\x81\xa1b" + b"\x91" * 18 + b"\xc0")),
    "deep without end": parts(SHARED, b"\xdc\x00\x11" + b"\x91" * 1_000_000),
    "four billion writers": parts(b"\x92\xdd\xff\xff\xff\xff" + bytes(40)),
    "four billion values": parts(
        SHARED,
        msgspec.msgpack.encode(PACKED).replace(
            b"\x81\xa4note\x81", b"\xdf\xff\xff\xff\xff\xa4note\x81"
        ),
    ),
}


@pytest.mark.parametrize("plain", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_nobody_wrote_is_refused(plain: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        body.decode(plain)


@given(st.binary(max_size=200))
@settings(max_examples=50)
def test_other_bytes_are_refused(plain: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        body.decode(parts(SHARED, plain))
