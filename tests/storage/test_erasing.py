"""Erasure: whatever order ops, stubs and erasures come in, the same is left, and no more."""

from collections.abc import Iterable
from itertools import permutations
from random import Random
from uuid import UUID

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import Connection, event, select

from smartsupport.domain.erasure import Level
from smartsupport.storage import derive, oplog
from smartsupport.storage.check import in_memory
from smartsupport.storage.fold import raw
from smartsupport.storage.op import ADD, CHANGE, Op
from smartsupport.storage.schema import DELETED, PARTICIPANT, SEARCH, SYNCED, TWO_VERSIONS
from tests.storage.logs import rows
from tests.storage.ops import BLANK, ROW_ID, make_op, meaning, written_by
from tests.storage.test_heads import written

AGED = {**BLANK, "age_band": {"age_band": "unknown"}}
"""Three groups that say who somebody is, and one that figures are made of."""

OTHER = bytes([7]) * 16


def erase_op(seq: int, level: Level, ids: Iterable[bytes] = (ROW_ID,), replica: int = 9) -> Op:
    values = {
        "ids": msgspec.json.encode(sorted(UUID(bytes=i) for i in ids)).decode(),
        "level": level.value,
        "at": 0,
        "reason": "",
    }
    row = bytes([seq]) * 16
    return make_op(seq, ADD, {"row": values}, table="erasure", row=row, replica=replica)


def about(op: Op) -> Op:
    """The op as storage writes it: with an age in every `add`, and whom it is about."""
    values = {**op.values}
    if op.kind == ADD:
        values["age_band"] = {"age_band": "65_69"}
    return replace(op, values=values, subjects=[ROW_ID])


def left_of(op: Op, erasures: Iterable[Op]) -> Op:
    """The slow way: what these erasures leave of an op about the person."""
    levels = {e.values["row"]["level"] for e in erasures}
    if not levels:
        return op
    kept = () if "all" in levels else ("age_band", "deleted")
    values = {
        name: given if name == DELETED else {c: v for c, v in given.items() if c in kept}
        for name, given in op.values.items()
    }
    return replace(op, values=values, stub_of=min(e.id for e in erasures))


def reference(ops: Iterable[Op], erasures: Iterable[Op]) -> list[Op]:
    left = [left_of(op, erasures) for op in ops]
    if any(e.values["row"]["level"] == "all" for e in erasures):
        return [replace(op, kind=CHANGE) for op in left]
    return left


def assert_left(connection: Connection, ops: list[Op], erasures: list[Op]) -> None:
    """The database holds what the reference says, and its log no more than is left."""
    oplog_now = {op.id: op for op in oplog.all_ops(connection)}
    assert oplog_now == {op.id: op for op in (*(left_of(o, erasures) for o in ops), *erasures)}
    expected = meaning(reference(ops, erasures), AGED)
    table = raw(PARTICIPANT)
    row = connection.execute(select(table).where(table.c.id == ROW_ID)).mappings().first()
    assert (row is not None) == expected.here
    if row is not None:
        assert {n: {c: row[c] for c in v} for n, v in AGED.items()} == expected.shown
        assert row["deleted"] == int(expected.deleted)


@st.composite
def erased(draw: st.DrawFn) -> tuple[list[Op], list[Op]]:
    """Ops about one person, and one to three erasures of them by laptops that knew of none."""
    ops = [about(op) for op in draw(written())]
    levels = draw(st.lists(st.sampled_from(list(Level)), min_size=1, max_size=3))
    return ops, [erase_op(50 + n, level) for n, level in enumerate(levels)]


@given(erased(), st.data())
@settings(max_examples=150)
def test_erasures_racing_edits_in_any_order_and_in_any_pieces(
    made: tuple[list[Op], list[Op]], data: st.DataObject
) -> None:
    ops, erasures = made
    coming: list[Op] = [*ops, *erasures]
    for op in ops:
        # Other laptops knew of some of the erasures when they sent this on.
        known = [e for e in erasures if data.draw(st.booleans())]
        coming.append(left_of(op, known))
    order = data.draw(st.permutations(coming))
    cut = data.draw(st.integers(0, len(order)))
    with in_memory() as connection:
        oplog.merge(connection, order[:cut])
        oplog.merge(connection, order[cut:])
        assert_left(connection, ops, erasures)
        with in_memory() as again:
            oplog.merge(again, oplog.all_ops(connection))
            assert rows(again) == rows(connection)


def test_all_720_orders_of_an_erasure_among_edits_each_twice() -> None:
    add = about(written_by([], "add", 1, 1, 1))
    name = about(written_by([add], "change", 2, 1, 2))
    both = about(written_by([add], "change both", 3, 2, 2))
    delete = about(written_by([add, name], "delete", 4, 1, 3))
    erase = erase_op(50, Level.IDENTITY)
    stub = left_of(both, [erase])
    outcomes = set()
    with in_memory() as connection:
        for n, order in enumerate(permutations([add, name, both, delete, erase, stub])):
            connection.exec_driver_sql("SAVEPOINT before")
            oplog.merge(connection, order[: n % 6])
            oplog.merge(connection, order + order[: n % 6])
            outcomes.add(str((rows(connection), list(oplog.all_ops(connection)))))
            connection.exec_driver_sql("ROLLBACK TO before")
    assert len(outcomes) == 1


def test_a_stub_alone_is_believed_before_its_erasure_is_known() -> None:
    add = about(written_by([], "add", 1, 1, 1))
    erase = erase_op(50, Level.IDENTITY)
    with in_memory() as connection:
        oplog.merge(connection, [add])
        oplog.merge(connection, [left_of(add, [erase])])
        assert_left(connection, [left_of(add, [erase])], [])
        oplog.merge(connection, [erase])
        assert_left(connection, [add], [erase])


def test_who_was_erased_is_found_by_no_search_whatever_came_first() -> None:
    add = about(written_by([], "add", 1, 1, 1))
    erase = erase_op(50, Level.IDENTITY)
    for order in permutations([add, left_of(add, [erase]), erase]):
        with in_memory() as connection:
            for op in order:
                done = oplog.merge(connection, [op])

                derive.refresh(connection, done.touched)
            assert connection.execute(select(SEARCH)).all() == []


@pytest.mark.parametrize("level", list(Level))
def test_a_transaction_that_waits_is_emptied_waiting_and_then_complete(level: Level) -> None:
    first = replace(about(written_by([], "add", 1, 1, 1)), txn=bytes(16), index=0, count=2)
    second = replace(about(written_by([first], "change", 2, 1, 2)), txn=bytes(16), index=1, count=2)
    erase = erase_op(50, level)
    with in_memory() as connection:
        oplog.merge(connection, [second, erase])
        assert "change2" not in str(list(oplog.all_ops(connection)))
        assert oplog.merge(connection, []).waiting == 1
        oplog.merge(connection, [left_of(first, [erase])])
        assert oplog.merge(connection, []).waiting == 0
        assert_left(connection, [first, second], [erase])


def test_an_erasure_in_a_transaction_that_waits_has_no_effect_yet() -> None:
    add = about(written_by([], "add", 1, 1, 1))
    erase = replace(erase_op(50, Level.ALL), txn=bytes(16), index=0, count=2)
    rest = make_op(51, ADD, {}, row=OTHER, txn=0, index=1, count=2, replica=9)
    with in_memory() as connection:
        oplog.merge(connection, [add, erase])
        assert rows(connection)["participant"] != []
        oplog.merge(connection, [rest])
        assert [row[0] for row in rows(connection)["participant"]] == [OTHER]


def test_what_a_version_does_not_know_of_an_erased_person_does_not_stay() -> None:
    erase = erase_op(50, Level.IDENTITY)
    column = about(make_op(1, ADD, {"name": {"name": "山田", "middle": "花"}, "blood": {"b": "O"}}))
    table = make_op(2, ADD, {"x": {"x": "山田"}}, table="robot", row=OTHER, subjects=[ROW_ID])
    with in_memory() as connection:
        oplog.merge(connection, [column, table, erase])
        left = {op.id: op for op in oplog.all_ops(connection)}
        assert left[column.id].values == {
            "name": {},
            "blood": {},
            "age_band": {"age_band": "65_69"},
        }
        assert left[table.id].values == {"x": {}}
        assert {op.subjects[0] for op in (left[column.id], left[table.id])} == {ROW_ID}


def test_a_single_record_can_be_erased_and_the_person_stays() -> None:
    person = about(written_by([], "add", 1, 1, 1))
    note = make_op(
        2,
        ADD,
        {"note": {"note": "孫の話"}, "topics": {"topics": '["line"]', "main_topic": "line"}},
        table="consultation",
        row=OTHER,
        subjects=[ROW_ID],
    )
    with in_memory() as connection:
        oplog.merge(connection, [person, note, erase_op(50, Level.IDENTITY, [OTHER])])
        [row] = rows(connection)["consultation"]
        assert "孫の話" not in str(row)
        assert '["line"]' in row
        assert "add1" in str(rows(connection)["participant"])


def test_two_versions_of_an_erased_name_are_no_longer_a_question() -> None:
    add = about(written_by([], "add", 1, 1, 1))
    one = about(written_by([add], "change", 2, 1, 2))
    other = about(written_by([add], "change", 3, 2, 2))
    with in_memory() as connection:
        derive.refresh(connection, oplog.merge(connection, [add, one, other]).touched)
        assert connection.execute(select(TWO_VERSIONS)).all() != []
        done = oplog.merge(connection, [erase_op(50, Level.IDENTITY)])
        derive.refresh(connection, done.touched)
        assert connection.execute(select(TWO_VERSIONS)).all() == []
        assert "change" not in str(rows(connection))


def test_an_erasure_cannot_be_erased_or_taken_back() -> None:
    add = about(written_by([], "add", 1, 1, 1))
    erase = erase_op(50, Level.ALL)
    again = erase_op(51, Level.ALL, [erase.row])
    with in_memory() as connection:
        oplog.merge(connection, [again, erase, add])
        assert erase in oplog.all_ops(connection)
        assert rows(connection)["participant"] == []


@pytest.mark.parametrize("ids", [None, "", "[", "{}", '["x"]', 5])
def test_an_erasure_that_cannot_be_read_erases_nobody(ids: object) -> None:
    add = about(written_by([], "add", 1, 1, 1))
    broken = make_op(
        50, ADD, {"row": {"ids": ids, "level": "all"}}, table="erasure", row=OTHER, replica=9
    )
    with in_memory() as connection:
        oplog.merge(connection, [add, broken])
        assert add in oplog.all_ops(connection)


@pytest.mark.parametrize("name", [n for n, t in SYNCED.items() if t.subjects])
def test_whoever_has_a_table_of_their_own_leaves_something_to_count(name: str) -> None:
    """An `add` of which nothing is left adds no row; at level identity something must be left."""
    privacy = {c.privacy for c in SYNCED[name].columns}
    assert privacy & {"count", "key"}


def test_no_step_of_an_erasure_reads_the_whole_log() -> None:
    ran: list[tuple[str, object]] = []

    with in_memory() as connection:
        oplog.merge(connection, [about(written_by([], "add", 1, 1, 1))])
        event.listen(
            connection,
            "before_cursor_execute",
            lambda _c, _u, statement, parameters, _x, many: ran.append(
                (statement, parameters[0] if many else parameters)
            ),
        )
        oplog.merge(connection, [erase_op(50, Level.ALL)])
        for statement, parameters in ran.copy():
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            steps = [row[3] for row in plan]
            assert not any("SCAN op" in s and "ix_op_waiting" not in s for s in steps), statement


def test_random_sets_of_people_and_records_leave_the_same_everywhere() -> None:
    random = Random(5)
    people = [bytes([n]) * 16 for n in range(1, 5)]
    for _ in range(40):
        ops = []
        for seq in range(1, 15):
            subjects = random.sample(people, random.randint(1, 2))
            values = {"note": {"note": f"{seq}"}, "minutes": {"minutes": seq}}
            row = bytes([100 + seq % 4]) * 16
            kind = random.choice([ADD, CHANGE])
            made = make_op(seq, kind, values, table="consultation", row=row, subjects=subjects)
            ops.append(made)
        for seq in range(50, 50 + random.randint(1, 4)):
            ids = random.sample([*people, bytes([101]) * 16], random.randint(1, 2))
            ops.append(erase_op(seq, random.choice(list(Level)), ids))
        outcomes = set()
        for _ in range(4):
            random.shuffle(ops)
            with in_memory() as connection:
                oplog.merge(connection, ops[:7])
                oplog.merge(connection, ops)
                outcomes.add(str((rows(connection), list(oplog.all_ops(connection)))))
        assert len(outcomes) == 1
