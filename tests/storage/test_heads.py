"""The algebra under every merge: what a row is depends on which ops came, not on how."""

from collections.abc import Iterable, Sequence
from itertools import combinations_with_replacement, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartsupport.storage import heads as history
from smartsupport.storage.heads import Group, Head, Heads
from smartsupport.storage.op import ADD, Op
from smartsupport.storage.schema import DELETED
from tests.storage.ops import BLANK, make_op, meaning, op_id, void_of, written_by

GROUPS = tuple(BLANK)
ACTIONS = ("add", "change", "change both", "delete", "undelete")


def through_bytes(heads: Heads, groups: tuple[str, ...] = GROUPS) -> Heads:
    columns = {
        name: heads[name].shown.values if name in heads and heads[name].heads else {}
        for name in groups
    }
    return history.decode(history.encode(heads, groups), groups, lambda name: columns.get(name, {}))


def folded(ops: Iterable[Op], groups: tuple[str, ...] = GROUPS) -> Heads:
    """Each op once, the heads stored and read back after every one of them."""
    heads: Heads = {}
    known: set[tuple[bytes, str]] = set()
    seen: set[bytes] = set()
    for op in ops:
        if op.id not in seen:
            history.fold(heads, op, known.__contains__)
            seen.add(op.id)
            known.update((op.id, name) for name in op.values)
            heads = through_bytes(heads, groups)
    return heads


def assert_means(heads: Heads, ops: Sequence[Op]) -> None:
    expected = meaning(ops)
    found = {name: {head.op for head in group.heads} for name, group in heads.items()}
    assert found == expected.heads
    assert {name: group.ghosts for name, group in heads.items()} == expected.ghosts
    assert history.is_deleted(heads) == expected.deleted
    for name in GROUPS:
        if name in heads and heads[name].heads:
            assert heads[name].shown.values == expected.shown[name]


@st.composite
def written(draw: st.DrawFn) -> list[Op]:
    """Up to 8 ops by 3 laptops, each having seen any part of what was written before."""
    ops: list[Op] = []
    for seq in range(1, draw(st.integers(2, 8)) + 1):
        known = [op for op in ops if draw(st.booleans())]
        action = draw(st.sampled_from(ACTIONS))
        replica, hlc = draw(st.integers(1, 3)), draw(st.integers(0, 3))
        ops.append(written_by(known, action, seq, replica, hlc))
    return ops


@given(written(), st.randoms(use_true_random=False))
@settings(max_examples=300)
def test_any_order_and_any_part_means_what_the_reference_says(
    ops: list[Op], random: object
) -> None:
    random.shuffle(ops)  # type: ignore[attr-defined]
    for length in range(1, len(ops) + 1):
        assert_means(folded(ops[:length]), ops[:length])


@given(written(), st.data())
@settings(max_examples=200)
def test_equal_sets_of_ops_give_equal_bytes(ops: list[Op], data: st.DataObject) -> None:
    other = data.draw(st.permutations(ops + ops))
    assert history.encode(folded(ops), GROUPS) == history.encode(folded(other), GROUPS)


@pytest.mark.parametrize("pair", list(combinations_with_replacement(ACTIONS, 2)), ids="-".join)
def test_all_720_orders_of_six_conflicting_ops(pair: tuple[str, str]) -> None:
    a, b = pair
    add = written_by([], "add", 1, 1, 1)
    first = written_by([add], a, 2, 1, 2)
    second = written_by([add], b, 3, 2, 2)
    ops = [
        add,
        first,
        second,
        written_by([add, second], a, 4, 3, 1),
        written_by([first], b, 5, 2, 5),
        written_by([add, first, second], a, 6, 1, 3),
    ]
    expected = history.encode(folded(ops), GROUPS)
    assert_means(folded(ops), ops)
    for order in permutations(ops):
        twice = [op for pair in zip(order, reversed(order), strict=True) for op in pair]
        assert history.encode(folded(twice), GROUPS) == expected


def test_all_720_orders_of_an_event_and_its_voids() -> None:
    values = {"row": {"code": "S1", "move": "issue", "at": 0}}
    adds = [make_op(i, ADD, values, replica=i, table="card_event") for i in (1, 2)]
    voids = [void_of(3, 1, 3, [adds[0].id]), void_of(4, 2, 3, [op.id for op in adds])]
    voids += [void_of(5, 3, 1, [adds[1].id]), void_of(6, 3, 2, [])]
    states = {
        history.encode(folded(order, ("row",)), ("row",)) for order in permutations(adds + voids)
    }
    assert len(states) == 1
    assert history.is_voided(folded(adds + voids, ("row",)))
    assert not history.is_voided(folded(adds, ("row",)))


def test_an_edit_that_a_deletion_had_not_seen_brings_the_row_back() -> None:
    add = written_by([], "add", 1, 1, 1)
    delete = written_by([add], "delete", 2, 1, 9)
    edit = written_by([add], "change", 3, 2, 2)
    assert history.is_deleted(folded([add, delete]))
    assert not history.is_deleted(folded([add, delete, edit]))


def test_two_deletions_together_have_seen_what_each_alone_had_not() -> None:
    add = written_by([], "add", 1, 1, 1)
    name = written_by([add], "change", 2, 1, 2)
    phone = make_op(3, values={"phone": {"phone": "1"}}, base={"phone": [add.id]}, replica=2)
    mine = written_by([add, name], "delete", 4, 1, 4)
    theirs = written_by([add, phone], "delete", 5, 2, 5)
    assert history.is_deleted(folded([add, name, phone, mine, theirs]))
    assert not history.is_deleted(folded([add, name, phone, theirs]))


def test_an_op_that_names_itself_stands_all_the_same() -> None:
    add = written_by([], "add", 1, 1, 1)
    odd = make_op(2, values={"note": {"note": "x"}}, base={"note": [add.id, op_id(2)]})
    for order in ([add, odd], [odd, add]):
        assert_means(folded(order), order)


def test_only_different_values_are_two_versions() -> None:
    add = written_by([], "add", 1, 1, 1)
    same = [
        make_op(i, values={"phone": {"phone": "0312345678"}}, base={"phone": [add.id]}, replica=i)
        for i in (2, 3)
    ]
    other = make_op(4, values={"phone": {"phone": "9"}}, base={"phone": [add.id]}, replica=4)
    assert history.siblings(folded([add, *same]), GROUPS) == {}
    standing = history.siblings(folded([add, *same, other]), GROUPS)
    assert [head.values["phone"] for head in standing["phone"]] == ["0312345678"] * 2 + ["9"]


def test_golden_bytes_of_heads() -> None:
    """Frozen: databases in the field hold these bytes. A failure here is a broken format."""
    a, b, ghost = op_id(1), op_id(2, replica=2), op_id(3, replica=3)
    heads = {
        "name": Group([Head(a, 5, {"name": "山田", "kana": "ヤマダ"})]),
        "phone": Group([Head(a, 5, {"phone": "1"}), Head(b, 6, {"phone": "2"})], {ghost}),
        DELETED: Group([Head(b, 6, {DELETED: 1}, {"name": [a], DELETED: []})]),
    }
    frozen = bytes.fromhex(
        "939292c41c010101010101010100000001000000000000000101010101010101010592c41c02020202020202"
        "0200000001000000000000000202020202020202020691a46e6f746582a764656c657465649291930181a764"
        "656c657465640182a764656c6574656490a46e616d6591c41c01010101010101010000000100000000000000"
        "01010101010101010190a570686f6e659292930081a570686f6e65a131c0930181a570686f6e65a132c091c4"
        "1c03030303030303030000000100000000000000030303030303030303"
    )
    assert history.encode(heads, GROUPS) == frozen
    columns = {"name": {"name": "山田", "kana": "ヤマダ"}, "phone": {"phone": "2"}, "note": {}}
    assert history.decode(frozen, GROUPS, columns.__getitem__) == heads
