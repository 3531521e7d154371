"""Ops of every shape that the log can hold, those of later versions among them."""

from hypothesis import strategies as st
from msgspec.msgpack import Ext
from msgspec.structs import replace

from smartsupport.storage.op import ADD, CHANGE, VOID, Op, OpId

LARGEST = 2**63 - 1

ids = st.integers(0, 5).map(lambda n: bytes([n]) * 16) | st.binary(min_size=16, max_size=16)
"""Few enough to be shared, and some that are not."""

numbers = st.sampled_from((1, 2, 3, 255, 256, LARGEST)) | st.integers(1, LARGEST)
writers = st.tuples(st.integers(0, 3).map(lambda n: bytes([n]) * 8), st.integers(0, 2**32 - 1))
chance = st.binary(min_size=8, max_size=8)
op_ids = st.builds(
    lambda writer, seq, random: OpId(*writer, seq, random).pack(), writers, numbers, chance
)
"""Those of ops; what a base names may be any 28 bytes."""

clocks = st.sampled_from((0, 1, LARGEST)) | st.integers(0, LARGEST)
moments = st.sampled_from((0, -(2**62), 2**62)) | st.integers(-(2**62), 2**62)

plain = st.none() | st.integers(-(2**63), 2**64 - 1) | st.text() | st.binary(max_size=40) | ids
scalars = plain | st.booleans() | st.floats() | st.builds(Ext, st.integers(1, 127), st.binary())
nested = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def groups(value: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, dict[str, object]]]:
    return st.dictionaries(
        st.text(max_size=8), st.dictionaries(st.text(max_size=8), value, max_size=3), max_size=3
    )


ops = st.builds(
    Op,
    id=op_ids,
    hlc=clocks,
    at=moments,
    txn=ids,
    index=clocks,
    count=st.integers(1, 2**31),
    actor=st.none() | ids,
    schema=st.integers(1, 2**31),
    kind=st.sampled_from((ADD, CHANGE, VOID)) | st.text(max_size=8),
    table=st.sampled_from(("participant", "card_event", "erasure")) | st.text(max_size=8),
    row=ids,
    values=groups(plain) | groups(nested),
    base=st.dictionaries(
        st.text(max_size=8),
        st.lists(op_ids | st.binary(min_size=28, max_size=28), max_size=3),
        max_size=3,
    ),
    subjects=st.lists(ids, max_size=3),
    stub_of=st.none() | op_ids,
)


@st.composite
def segments(draw: st.DrawFn) -> list[Op]:
    """Ops that name one another."""
    some = draw(st.lists(ops, max_size=4))
    known = [op.id for op in some]
    if not known:
        return some
    return [
        replace(op, base={**op.base, "name": draw(st.lists(st.sampled_from(known), max_size=3))})
        for op in some
    ]
