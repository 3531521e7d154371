"""Ops from elsewhere: any order, any number of times, in part or whole."""

from collections.abc import Callable
from itertools import permutations
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, event, select

from smartsupport.domain.card import CardEvent, CardMove
from smartsupport.domain.participant import Participant
from smartsupport.domain.placement import Placement, PlacementState, placement_id
from smartsupport.domain.supporter import Role, Supporter
from smartsupport.storage import oplog
from smartsupport.storage.check import in_memory
from smartsupport.storage.fold import APPLIED, PARTIAL, UNKNOWN, raw
from smartsupport.storage.op import ADD, CHANGE, Op, encode
from smartsupport.storage.schema import OP, PARTICIPANT, REPLICA, SEARCH
from smartsupport.storage.unit_of_work import Store, Work
from tests.storage.logs import differences, ops_of, rows, states
from tests.storage.ops import BLANK, ROW_ID, make_op, meaning, void_of, written_by
from tests.storage.test_heads import written
from tests.stores import COORDINATOR, HeldClock


def shown(connection: Connection) -> dict[str, dict[str, str]]:
    table = raw(PARTICIPANT)
    row = connection.execute(select(table).where(table.c.id == ROW_ID)).mappings().one()
    return {name: {c: row[c] for c in values} for name, values in BLANK.items()}


@given(written(), st.data())
@settings(max_examples=60)
def test_merging_in_any_pieces_gives_what_the_reference_says(
    ops: list[Op], data: st.DataObject
) -> None:
    coming = data.draw(st.permutations(ops + ops))
    cut = data.draw(st.integers(0, len(coming)))
    with in_memory() as connection:
        oplog.merge(connection, coming[:cut])
        oplog.merge(connection, coming[cut:])
        here = rows(connection)["participant"]
        expected = meaning(ops)
        assert bool(here) == expected.here
        if here:
            assert shown(connection) == expected.shown
            assert here[0][-2] == int(expected.deleted)


def test_all_720_orders_of_six_conflicting_ops_each_twice_in_a_database() -> None:
    add = written_by([], "add", 1, 1, 1)
    again = written_by([], "add", 2, 2, 1)
    name = written_by([add], "change", 3, 1, 2)
    both = written_by([again], "change both", 4, 2, 2)
    delete = written_by([add, name], "delete", 5, 1, 3)
    back = written_by([add, delete], "undelete", 6, 2, 1)
    outcomes = set()
    with in_memory() as connection:
        for n, order in enumerate(permutations([add, again, name, both, delete, back])):
            connection.exec_driver_sql("SAVEPOINT before")
            part = order[: n % 6]
            oplog.merge(connection, part + part)
            oplog.merge(connection, order + part)
            outcomes.add(str(rows(connection)["participant"]))
            connection.exec_driver_sql("ROLLBACK TO before")
    assert len(outcomes) == 1


def test_an_op_is_stored_once_and_known_ones_are_passed_over(store: Store) -> None:
    op = written_by([], "add", 1, 1, 1)
    assert store.merge([op, op]).new == 1
    assert store.merge([op]).new == 0
    assert ops_of(store) == [op]


def test_a_transaction_waits_for_all_its_ops_and_is_never_half_applied(store: Store) -> None:
    first = make_op(1, ADD, {"name": {"name": "山田"}}, txn=9, index=0, count=3)
    other = make_op(2, ADD, {}, row=bytes(16), txn=9, index=1, count=3)
    last = make_op(3, values={"phone": {"phone": "1"}}, txn=9, index=2, count=3)
    assert store.merge([last]).waiting == 1
    merged = store.merge([first])
    assert (merged.new, merged.waiting, merged.touched) == (1, 2, {})
    with store.reading() as reading:
        assert reading.find(Participant) == []
    merged = store.merge([other])
    assert (merged.new, merged.waiting) == (1, 0)
    assert merged.touched == {"participant": {UUID(bytes=ROW_ID), UUID(int=0)}}
    with store.reading() as reading:
        assert reading.get(Participant, UUID(bytes=ROW_ID)).phone == "1"
        assert set(states(reading.connection).values()) == {APPLIED}


def test_a_change_that_comes_before_its_row_is_there_when_the_row_comes(store: Store) -> None:
    add = written_by([], "add", 1, 1, 1)
    change = written_by([add], "change", 2, 1, 2)
    store.merge([change])
    with store.reading() as reading:
        assert reading.find(Participant) == []
    store.merge([add])
    with store.reading() as reading:
        assert [p.name for p in reading.find(Participant)] == ["change2"]


def test_an_unknown_table_or_kind_waits_alone(store: Store) -> None:
    known = make_op(1, ADD, {"name": {"name": "山田"}}, txn=9, index=0, count=3)
    table = make_op(2, ADD, {"x": {"x": 1}}, txn=9, index=1, count=3, table="robot")
    kind = make_op(3, "explode", {"name": {"name": "x"}}, txn=9, index=2, count=3)
    assert store.merge([table, known, kind]).waiting == 2
    with store.reading() as reading:
        assert [p.name for p in reading.find(Participant)] == ["山田"]
        found = states(reading.connection)
    assert [found[op.id] for op in (known, table, kind)] == [APPLIED, UNKNOWN, UNKNOWN]
    assert ops_of(store) == [known, table, kind]


def test_an_unknown_column_holds_nothing_and_is_kept_byte_for_byte(store: Store) -> None:
    op = make_op(
        1,
        ADD,
        {
            "name": {"name": "山田", "kana": "ヤマダ", "middle": "x"},
            "blood": {"blood": [1.5, {"a": b"\0"}]},
        },
        schema=2,
    )
    store.merge([op])
    with store.reading() as reading:
        assert [p.name for p in reading.find(Participant)] == ["山田"]
        assert states(reading.connection) == {op.id: PARTIAL}
        assert reading.connection.execute(select(OP.c.body)).scalar_one() == encode(op)


@pytest.mark.parametrize("value", [1.5, [1], {"a": 1}, 2**63, 7, True, b"\0"])
def test_a_value_of_another_type_than_its_column_waits_for_a_later_version(
    store: Store, value: object
) -> None:
    op = make_op(1, ADD, {"name": {"name": value, "kana": ""}})
    assert store.merge([op]).waiting == 1
    with store.reading() as reading:
        assert reading.find(Participant) == []


def test_a_missing_value_never_stops_a_merge(store: Store) -> None:
    values = {"name": {"name": None}, "age_band": {"age_band": "100_over"}, "note": {}}
    store.merge([make_op(1, ADD, values)])
    with store.reading() as reading:
        assert reading.find(Participant) == [Participant(id=UUID(bytes=ROW_ID))]


def test_a_merge_brings_the_search_table_up_to_date_and_tells_who_changed(
    store: Store, another: Callable[[str], Store]
) -> None:
    far = another("far")
    with far.transaction() as work:
        person = work.add(Participant(id=uuid4(), name="山田", kana="ヤマダ"))
    told = []
    store.after_commit = told.append
    store.merge(ops_of(far))
    assert told == [{"participant": {person.id}}]
    with store.reading() as reading:
        assert reading.connection.execute(select(SEARCH.c.text)).scalar_one().startswith("山田")


def test_what_is_written_after_a_merge_counts_as_later(
    store: Store, another: Callable[[str], Store], clock: HeldClock
) -> None:
    far = another("far")
    clock.advance(days=3650)
    with far.transaction() as work:
        work.add(Participant(id=uuid4(), name="山田"))
    clock.advance(days=-3650)
    store.merge(ops_of(far))
    with store.transaction() as work:
        work.add(Participant(id=uuid4(), name="鈴木"))
    there = {op.id for op in ops_of(far)}
    mine = next(op for op in ops_of(store) if op.id not in there)
    assert mine.hlc > max(op.hlc for op in ops_of(far))
    assert mine.at < max(op.at for op in ops_of(far))


def test_merging_writes_no_ops(store: Store, another: Callable[[str], Store]) -> None:
    far = another("far")
    with far.transaction() as work:
        work.add(Participant(id=uuid4(), name="山田"))
    store.merge(ops_of(far))
    assert ops_of(store) == ops_of(far)
    with store.reading() as reading:
        assert reading.connection.execute(select(REPLICA.c.seq)).scalar_one() == 0


def _something(work: Work, random: Random, people: list[UUID]) -> None:
    """One of the things that a laptop does, to one of the people or places all know."""
    person = random.choice(people)
    found = work.first(Participant, id=person)
    doing = random.choice(["add", "name", "phone", "delete", "back", "place", "card", "void"])
    if doing == "add" or (found is None and doing in ("name", "phone", "delete", "back")):
        work.add(Participant(id=uuid4(), name=f"新{random.random()}"))
    elif doing == "name" and found:
        work.change(found, name=f"名{random.random()}", note=f"{random.random()}")
    elif doing == "phone" and found:
        work.change(found, phone=f"{random.random()}")
    elif doing == "delete" and found:
        work.delete(found)
    elif doing == "back" and found:
        work.change(work.get(Participant, person), deleted=False)
    elif doing == "place":
        _place(work, random, person)
    elif doing == "card":
        work.add(CardEvent(id=uuid4(), code="S1", move=CardMove.ISSUE, at=work.now))
    elif doing == "void":
        for found_event in work.find(CardEvent)[:1]:
            work.void(found_event)


def _place(work: Work, random: Random, person: UUID) -> None:
    id = placement_id(UUID(int=5), person, Role.ADVISER)
    state = random.choice(list(PlacementState))
    found = work.first(Placement, id=id)
    if found is None:
        role = Role.ADVISER
        work.add(
            Placement(id=id, session_id=UUID(int=5), supporter_id=person, role=role, state=state)
        )
    else:
        work.change(found, state=state, reason=f"{random.random()}")


@pytest.mark.parametrize("seed", range(6))
def test_laptops_that_write_apart_become_equal(
    store: Store, another: Callable[[str], Store], clock: HeldClock, seed: int
) -> None:
    random = Random(seed)
    stores = [store, another("b"), another("c")]
    people = [uuid4() for _ in range(3)]
    with store.transaction() as work:
        for person in people:
            work.add(Participant(id=person, name="初"))
    for _ in range(40):
        here, there = random.sample(stores, 2)
        if random.random() < 0.6:
            clock.advance(minutes=random.uniform(-60, 120))
            with here.transaction() as work:
                for _ in range(random.randint(1, 3)):
                    _something(work, random, people)
        else:
            sent = ops_of(there)
            some = random.choices(sent, k=random.randint(1, len(sent))) if sent else []
            here.merge(some)
    everything = [op for one in stores for op in ops_of(one)]
    for one in stores:
        random.shuffle(everything)
        assert one.merge(everything).waiting == 0
    assert differences(stores[0], stores[1]) == []
    assert differences(stores[0], stores[2]) == []


def test_a_merge_that_is_cut_off_leaves_nothing(store: Store) -> None:
    def coming() -> list[Op]:
        raise OSError

    with pytest.raises(OSError):
        store.merge(
            op for part in ([written_by([], "add", 1, 1, 1)], None) for op in part or coming()
        )
    assert ops_of(store) == []


def test_no_step_of_a_merge_reads_the_whole_log() -> None:
    ran: list[tuple[str, Any]] = []
    add, late = written_by([], "add", 1, 1, 1), make_op(9, txn=9, count=2, row=bytes(16))
    with in_memory() as connection:
        event.listen(
            connection,
            "before_cursor_execute",
            lambda _c, _u, statement, parameters, _x, many: ran.append(
                (statement, parameters[0] if many else parameters)
            ),
        )
        oplog.merge(connection, [add, late])
        oplog.merge(connection, [written_by([add], "change", 2, 2, 2)])
        oplog.merge(connection, [written_by([add], "change", 3, 3, 3)])
        merging = ran.copy()
        for statement, parameters in merging:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            assert all("SCAN op" not in row[3] or "ix_op_waiting" in row[3] for row in plan)
    assert any("op.state != 1" in statement for statement, _ in merging)


def test_a_void_and_a_late_copy_of_the_event(store: Store) -> None:
    values = {"row": {"code": "S1", "move": "issue", "at": 0, "reason": ""}}
    added = make_op(1, ADD, values, table="card_event")
    store.merge([void_of(2, 2, 1, [added.id])])
    store.merge([added])
    with store.reading() as reading:
        assert reading.find(CardEvent) == []
        assert reading.get(CardEvent, UUID(bytes=ROW_ID)).code == "S1"


def test_who_did_what_about_one_person(store: Store, clock: HeldClock) -> None:
    with store.transaction() as work:
        supporter = work.add(Supporter(id=uuid4(), name="佐藤"))
        work.add(Supporter(id=uuid4(), name="別の人"))
    clock.advance(minutes=1)
    with store.transaction() as work:
        work.change(supporter, phone="1")
        work.add(
            Placement(id=uuid4(), session_id=uuid4(), supporter_id=supporter.id, role=Role.ADVISER)
        )
    with store.reading() as reading:
        found = oplog.about(reading.connection, supporter.id)
        assert [(op.kind, op.table) for op in found] == [
            (ADD, "supporter"),
            (CHANGE, "supporter"),
            (ADD, "placement"),
        ]
        assert {op.actor for op in found} == {COORDINATOR.bytes}
        own = oplog.history(reading.connection, "supporter", supporter.id)
        assert own == found[:2]


def test_a_base_that_names_what_never_stood_there_means_the_same_in_any_order() -> None:
    add = written_by([], "add", 1, 1, 1)
    elsewhere = make_op(2, ADD, {"name": {"name": "他"}}, row=bytes(16))
    other_group = make_op(3, values={"phone": {"phone": "1"}}, base={"phone": [add.id]})
    strange = make_op(
        4, values={"name": {"name": "x"}}, base={"name": [elsewhere.id, other_group.id]}, replica=2
    )
    outcomes = set()
    for order in permutations([add, elsewhere, other_group, strange]):
        with in_memory() as connection:
            for op in order:
                oplog.merge(connection, [op])
            outcomes.add(str(rows(connection)["participant"]))
    assert len(outcomes) == 1
