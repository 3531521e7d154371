"""The op's bytes are a promise: logs, shared folders and backups hold them for years."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from smartsupport.storage import op as ops
from smartsupport.storage.op import ADD, Op, OpId, Upcaster, decode, encode, upcast
from tests.storage.ops import make_op

GOLDEN = Op(
    id=bytes(range(28)),
    hlc=0x019A_0000_0000_0001,
    at=1_791_000_000_123,
    txn=bytes(range(16)),
    index=0,
    count=2,
    actor=bytes(range(16, 32)),
    schema=1,
    kind=ADD,
    table="participant",
    row=bytes(16),
    values={"phone": {"phone": "0312345678"}, "name": {"name": "髙﨑 𠮷子", "kana": "タカサキ"}},
    base={"phone": [bytes(28)]},
    subjects=[bytes(16)],
)
FROZEN = bytes.fromhex(
    "9fc41c000102030405060708090a0b0c0d0e0f101112131415161718191a1bcf019a000000000001cf000001"
    "a0ffeb367bc410000102030405060708090a0b0c0d0e0f0002c410101112131415161718191a1b1c1d1e1f01"
    "a3616464ab7061727469636970616e74c4100000000000000000000000000000000082a46e616d6582a46b61"
    "6e61ace382bfe382abe382b5e382ada46e616d65aee9ab99efa89120f0a0aeb7e5ad90a570686f6e6581a570"
    "686f6e65aa3033313233343536373881a570686f6e6591c41c00000000000000000000000000000000000000"
    "00000000000000000091c41000000000000000000000000000000000c0"
)


def test_golden_bytes_of_an_op() -> None:
    """Frozen: a failure here is a broken format, not a test to be changed."""
    assert encode(GOLDEN) == FROZEN
    assert decode(FROZEN) == GOLDEN


def test_an_id_is_replica_incarnation_sequence_and_chance() -> None:
    id = OpId(b"replica8", 3, 2**40, b"random-8")
    assert id.pack() == b"replica8" + b"\0\0\0\3" + (2**40).to_bytes(8, "big") + b"random-8"
    assert OpId.unpack(id.pack()) == id


def test_ids_order_by_writer_and_age() -> None:
    made = [OpId(b"a" * 8, n, seq, b"\xff" * 8) for n in (1, 2) for seq in (1, 255, 256, 70_000)]
    assert sorted(made) == sorted(made, key=OpId.pack) == made


scalars = st.none() | st.integers(-(2**63), 2**63 - 1) | st.text() | st.binary() | st.floats()
later = scalars | st.lists(scalars, max_size=3) | st.dictionaries(st.text(), scalars, max_size=3)


@settings(max_examples=50)
@given(st.dictionaries(st.text(), st.dictionaries(st.text(), later)))
def test_an_op_of_a_later_version_keeps_every_byte(values: dict[str, dict[str, object]]) -> None:
    body = encode(make_op(1, values=values))
    assert encode(decode(body)) == body


@given(st.binary())
def test_other_bytes_are_refused(body: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        decode(body)


@given(st.integers(0, len(encode(GOLDEN)) - 1), st.integers(1, 255))
def test_changed_bytes_are_refused_or_read_as_an_op(place: int, flip: int) -> None:
    body = bytearray(encode(GOLDEN))
    body[place] ^= flip
    try:
        found = decode(bytes(body))
    except msgspec.DecodeError:
        return
    assert len(found.id) == 28
    assert len(found.row) == len(found.txn) == 16
    assert found.count >= 1


def test_bytes_nested_without_end_are_refused() -> None:
    values = encode(make_op(1, values={"name": {"x": None}}))
    with pytest.raises(msgspec.DecodeError):
        decode(values.replace(b"\xa1x\xc0", b"\xa1x" + b"\x91" * 100_000))


def test_every_cut_is_refused() -> None:
    body = encode(GOLDEN)
    for length in range(len(body)):
        with pytest.raises(msgspec.DecodeError):
            decode(body[:length])


def test_an_upcaster_changes_only_the_ops_it_names(monkeypatch: pytest.MonkeyPatch) -> None:
    def shout(op: Op) -> Op:
        return replace(op, values={"name": {"name": op.values["name"]["name"] + "!"}})

    monkeypatch.setitem(ops.UPCASTERS, 2, Upcaster(frozenset({"venue"}), shout))
    old = make_op(1, values={"name": {"name": "a"}}, table="venue")
    assert upcast(old, 4) == replace(old, schema=4, values={"name": {"name": "a!"}})
    assert upcast(replace(old, table="session"), 4) == replace(old, table="session", schema=4)
    assert upcast(replace(old, schema=3), 4) == replace(old, schema=4)
    assert upcast(replace(old, schema=9), 4) == replace(old, schema=9)
