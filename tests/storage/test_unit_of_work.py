"""What a service may rely on when it writes: all or nothing, and nothing beside the log."""

from collections.abc import Callable
from datetime import timedelta
from threading import Thread
from uuid import uuid4

import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError

from smartsupport.domain.errors import Unavailable
from smartsupport.domain.participant import Participant
from smartsupport.domain.venue import Venue
from smartsupport.storage.database import UnguardedWrite
from smartsupport.storage.op import OpId
from smartsupport.storage.schema import OP, OP_SUBJECT, REPLICA, SEARCH, SYNCED
from smartsupport.storage.unit_of_work import Store
from tests.storage.logs import ops_of
from tests.stores import COORDINATOR, HeldClock


def everything(connection: Connection) -> list[object]:
    tables = [*(s.table for s in SYNCED.values()), OP, OP_SUBJECT, REPLICA, SEARCH]
    return [connection.execute(select(table)).all() for table in tables]


def test_what_was_added_is_read_back(store: Store) -> None:
    with store.transaction() as work:
        added = work.add(Participant(id=uuid4(), name="髙﨑 𠮷子", kana="タカサキヨシコ"))
    with store.reading() as reading:
        assert reading.get(Participant, added.id) == added
        assert reading.first(Participant, name="髙﨑 𠮷子") == added
        assert reading.first(Participant, name="誰か") is None


def test_a_transaction_reads_what_it_wrote_and_others_do_not_yet(store: Store) -> None:
    with store.transaction() as work:
        added = work.add(Participant(id=uuid4(), name="山田"))
        changed = work.change(added, phone="1")
        assert work.find(Participant) == [changed]
        with store.reading() as reading:
            assert reading.find(Participant) == []


def test_a_snapshot_stays_as_it_was(store: Store) -> None:
    with store.reading() as reading:
        assert reading.find(Participant) == []
        with store.transaction() as work:
            work.add(Participant(id=uuid4()))
        assert reading.find(Participant) == []


def test_an_error_takes_everything_back(store: Store) -> None:
    told = []
    store.after_commit = told.append
    with store.reading() as reading:
        before = everything(reading.connection)
    with pytest.raises(ZeroDivisionError), store.transaction() as work:
        work.change(work.add(Participant(id=uuid4(), name="山田")), phone="1")
        raise ZeroDivisionError
    with store.reading() as reading:
        assert everything(reading.connection) == before
    assert told == []


def test_each_op_says_who_when_and_in_which_order(store: Store, clock: HeldClock) -> None:
    with store.transaction() as work:
        first = work.add(Participant(id=uuid4(), name="山田"))
        work.change(first, phone="1")
    clock.advance(seconds=2)
    with store.transaction() as work:
        work.add(Venue(id=uuid4(), name="会場"))
    ops = ops_of(store)
    assert [(op.kind, op.index, op.count) for op in ops] == [
        ("add", 0, 2),
        ("change", 1, 2),
        ("add", 0, 1),
    ]
    assert ops[0].txn == ops[1].txn != ops[2].txn
    assert {op.actor for op in ops} == {COORDINATOR.bytes}
    assert [op.hlc for op in ops] == sorted({op.hlc for op in ops})
    assert ops[2].at - ops[0].at == 2000
    assert ops[0].subjects == ops[1].subjects == [first.id.bytes]
    assert ops[2].subjects == []


def test_a_change_carries_only_what_changed_in_whole_groups(store: Store) -> None:
    with store.transaction() as work:
        added = work.add(Participant(id=uuid4(), name="山田", kana="ヤマダ", phone="1"))
        work.change(added, name="山口", phone="1")
    add, change = ops_of(store)
    assert change.values == {"name": {"name": "山口", "kana": "ヤマダ"}}
    assert change.base == {"name": [add.id]}


def test_two_changes_of_what_was_read_once_are_told_the_same_way_by_the_log(store: Store) -> None:
    with store.transaction() as work:
        added = work.add(Participant(id=uuid4(), name="山田"))
        work.change(added, name="一")
        work.change(added, name="二")
        assert work.get(Participant, added.id).name == "二"


def test_the_screen_is_told_once_after_the_commit(store: Store) -> None:
    told = []

    def tell(touched: dict[str, set[object]]) -> None:
        with store.reading() as reading:
            told.append((touched, len(reading.find(Participant))))

    store.after_commit = tell  # type: ignore[assignment]
    with store.transaction() as work:
        person = work.add(Participant(id=uuid4()))
        venue = work.add(Venue(id=uuid4(), name="会場"))
        assert told == []
    assert told == [({"participant": {person.id}, "venue": {venue.id}}, 1)]


def test_a_clock_set_back_never_stops_the_desk(store: Store, clock: HeldClock) -> None:
    for step in (timedelta(days=-3650), timedelta(days=-20_000), timedelta(days=40_000)):
        clock.now += step
        with store.transaction() as work:
            work.add(Participant(id=uuid4()))
    hlcs = [op.hlc for op in ops_of(store)]
    assert hlcs == sorted(set(hlcs))


def test_threads_take_turns(store: Store) -> None:
    def write() -> None:
        for _ in range(20):
            with store.transaction() as work:
                work.add(Participant(id=uuid4()))
                work.add(Participant(id=uuid4()))

    threads = [Thread(target=write) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ops = ops_of(store)
    assert [OpId.unpack(op.id).seq for op in ops] == list(range(1, 121))
    assert [op.index for op in ops] == [0, 1] * 60


def test_a_transaction_within_a_transaction_is_a_bug_that_harms_nothing(store: Store) -> None:
    with store.transaction() as work:
        work.add(Participant(id=uuid4()))
        with pytest.raises(RuntimeError), store.transaction():
            pass
        work.add(Participant(id=uuid4()))
    assert len(ops_of(store)) == 2


WRITES = [
    "UPDATE participant SET name = 'x'",
    "update or replace participant set name = 'x'",
    "DELETE FROM participant",
    "INSERT INTO participant (id) VALUES (x'00')",
    "INSERT OR IGNORE INTO participant (id) VALUES (x'00')",
    "REPLACE INTO participant (id) VALUES (x'00')",
    '  -- harmless\nDELETE FROM "participant"',
    "/* harmless */ UPDATE main.participant SET name = 'x'",
    "UPDATE /* harmless */ participant SET name = 'x'",
    "WITH some AS (SELECT 1) DELETE FROM [participant]",
    'INSERT INTO "main"."door_event" (id) VALUES (x\'00\')',
]


@pytest.mark.parametrize("statement", WRITES)
def test_a_synced_table_is_not_written_without_an_op(store: Store, statement: str) -> None:
    with store.transaction() as work:
        work.add(Participant(id=uuid4(), name="山田"))
    ways: list[Callable[[Connection], object]] = [
        lambda c: c.execute(text(statement)),
        lambda c: c.exec_driver_sql(statement),
    ]
    for way in ways:
        with pytest.raises(UnguardedWrite), store.maintenance() as connection:
            way(connection)


def test_the_table_objects_are_guarded_too(store: Store) -> None:
    with pytest.raises(UnguardedWrite), store.maintenance() as connection:
        connection.execute(SYNCED["participant"].table.update().values(name="x"))


def test_an_error_of_the_driver_quotes_no_name(store: Store) -> None:
    with pytest.raises(DBAPIError) as error, store.maintenance() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:name)"), {"name": "山田"})
    assert "山田" not in str(error.value)


def test_local_tables_may_be_filled_from_synced_ones(store: Store) -> None:
    with store.maintenance() as connection:
        connection.exec_driver_sql(
            "INSERT INTO search (kind, id, sort, text) SELECT 'x', id, name, name FROM participant"
        )
        connection.exec_driver_sql("DELETE FROM search WHERE id IN (SELECT id FROM participant)")


def test_a_snapshot_cannot_write(store: Store) -> None:
    for statement in ("DELETE FROM participant", "DELETE FROM search", "CREATE TABLE t (a)"):
        with pytest.raises(Unavailable), store.reading() as reading:
            reading.connection.exec_driver_sql(statement)


def test_a_table_made_in_a_failed_transaction_is_gone(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.maintenance() as connection:
        connection.exec_driver_sql("CREATE TABLE left_behind (a)")
        connection.exec_driver_sql("ALTER TABLE search ADD COLUMN left_behind TEXT")
        raise ZeroDivisionError
    with store.reading() as reading:
        found = reading.connection.exec_driver_sql(
            "SELECT count(*) FROM sqlite_schema WHERE sql LIKE '%left_behind%'"
        )
        assert found.scalar_one() == 0
