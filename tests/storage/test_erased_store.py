"""Erasure in a real file: nothing of somebody erased is left in any byte, and nothing by half."""

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from uuid import UUID, uuid4

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, MetaData, insert, select

from smartsupport.domain.booking import Booking
from smartsupport.domain.card import CardEvent, CardMove, Party
from smartsupport.domain.consultation import Consultation
from smartsupport.domain.desk import Answer, Result, StepState
from smartsupport.domain.door import Direction, DoorEvent
from smartsupport.domain.erasure import Erasure, Level
from smartsupport.domain.errors import NotFound, Refused, Unavailable
from smartsupport.domain.participant import AgeBand, Participant
from smartsupport.paths import Places
from smartsupport.storage import check, database, steps, sweeping, vault
from smartsupport.storage.queries import erased, people
from smartsupport.storage.queries.desk import came_before
from smartsupport.storage.schema import DESK_STEP, METADATA, REPLICA
from smartsupport.storage.unit_of_work import Store
from tests.storage.logs import differences, ops_of
from tests.stores import HeldClock, assert_replays, new_store, open_again

CANARY = "かなりあ鳥子"
DAY = date(2026, 10, 3)
NOON = datetime(2026, 10, 3, 3, tzinfo=UTC)


def somebody(store: Store, name: str = CANARY) -> Participant:
    """A participant who was booked, came, asked, has a card and stands in the desk's steps."""
    phones = ("090-1111-2222", "03-3333-4444") if name == CANARY else ("", "")
    with store.transaction() as work:
        person = work.add(
            Participant(
                id=uuid4(),
                name=name,
                kana=f"カナ{name}",
                phone=phones[0],
                age_band=AgeBand.FROM_70,
                access_needs=f"車いす {name}",
                note=name,
                source=name,
            )
        )
        session = uuid4()
        booking = Booking(
            id=uuid4(), session_id=session, participant_id=person.id, reason=name, source=name
        )
        booking = work.add(booking)
        work.change(booking, reason=f"また{name}")
        person = work.change(person, phone=phones[1], note=f"二度目の{name}")
        work.add(
            Consultation(
                id=uuid4(),
                session_id=session,
                participant_id=person.id,
                topics=("line",),
                note=f"孫の{name}",
            )
        )
        work.add(
            DoorEvent(
                id=uuid4(),
                direction=Direction.IN,
                party=Party.PARTICIPANT,
                person_id=person.id,
                session_id=session,
                venue_id=UUID(int=1),
                day=DAY,
                at=NOON,
                number=7,
                reason=name,
            )
        )
        work.add(
            CardEvent(
                id=uuid4(),
                code="S1AAAA",
                move=CardMove.ISSUE,
                at=NOON,
                person_id=person.id,
                party=Party.PARTICIPANT,
                reason=name,
            )
        )
        for state in (StepState.DONE, StepState.PARKED):
            steps.record(
                work,
                Answer(result=Result.OK, called=name, person_id=person.id),
                id=uuid4(),
                act=uuid4(),
                venue_id=UUID(int=1),
                day=DAY,
                state=state,
                wrote=[steps.Wrote(table="booking", id=booking.id, before={"reason": name})],
            )
    return person


def erase(store: Store, ids: list[UUID], level: Level) -> None:
    with store.transaction() as work:
        work.add(Erasure(id=uuid4(), ids=frozenset(ids), level=level, at=work.now, reason="申し出"))


def everything(connection: Connection) -> bytes:
    """Every value of every table, run together."""
    tables = MetaData()
    tables.reflect(connection)
    out = b""
    for table in tables.sorted_tables:
        for row in connection.exec_driver_sql(f"SELECT * FROM {table.name}"):
            out += b"\0".join(v if isinstance(v, bytes) else str(v).encode() for v in row)
    return out


@pytest.mark.parametrize("level", list(Level))
def test_no_value_of_any_table_holds_the_name(store: Store, level: Level) -> None:
    person = somebody(store)
    kept = somebody(store, "残る人")
    with store.reading() as reading:
        assert CANARY.encode() in everything(reading.connection)
    erase(store, [person.id], level)
    with store.reading() as reading:
        left = everything(reading.connection)
        for trace in (CANARY, "03-3333", "090-1111", "0333334444", "車いす かなりあ"):
            assert trace.encode() not in left, trace
        assert "残る人".encode() in left
        assert people.ordered_ids(reading, "participant") == [kept.id]


def test_figures_stay_at_level_identity_unnamed(store: Store) -> None:
    person = somebody(store)
    erase(store, [person.id], Level.IDENTITY)
    with store.reading() as reading:
        assert reading.get(Participant, person.id) == Participant(
            id=person.id, age_band=AgeBand.FROM_70
        )
        assert [c.topics for c in reading.find(Consultation)] == [("line",)]
        assert [(e.person_id, e.number) for e in reading.find(DoorEvent)] == [(person.id, 7)]
        assert came_before(reading, person.id, date(2026, 11, 1))
        assert [e.code for e in reading.find(CardEvent)] == ["S1AAAA"]
        assert erased.levels(reading, [person.id]) == {person.id: Level.IDENTITY}


def test_nothing_stays_at_level_all(store: Store) -> None:
    person = somebody(store)
    erase(store, [person.id], Level.IDENTITY)
    erase(store, [person.id], Level.ALL)
    with store.reading() as reading:
        for kind in (Participant, Booking, Consultation, DoorEvent, CardEvent):
            assert reading.find(kind) == []
        with pytest.raises(NotFound, match="participant_not_found"):
            reading.get(Participant, person.id)


def test_of_the_steps_at_the_desk_only_those_of_others_stay(store: Store) -> None:
    person, other = somebody(store), somebody(store, "残る人")
    with store.transaction() as work:
        named = Answer(result=Result.UNASSIGNED, code="S1B", reason=f"{person.id}")
        id = uuid4()
        steps.record(
            work, named, id=id, act=id, venue_id=UUID(int=1), day=DAY, state=StepState.REFUSED
        )
    erase(store, [person.id], Level.IDENTITY)
    with store.reading() as reading:
        left = reading.connection.execute(select(DESK_STEP.c.person)).scalars().all()
    assert left == [other.id, other.id]


def test_nothing_more_is_written_of_somebody_erased(store: Store) -> None:
    person = somebody(store)
    erase(store, [person.id], Level.IDENTITY)
    before = ops_of(store)
    with store.reading() as reading:
        now = reading.get(Participant, person.id)
        [booking] = reading.find(Booking)
    with pytest.raises(Refused, match="person_erased"), store.transaction() as work:
        work.change(now, name="また")
    with pytest.raises(Refused, match="person_erased"), store.transaction() as work:
        work.change(person, note="開いたままの画面から")
    with pytest.raises(Refused, match="person_erased"), store.transaction() as work:
        work.change(booking, reason="電話で")
    assert ops_of(store) == before
    with store.transaction() as work:
        work.change(booking, companions=1)
    assert ops_of(store)[-1].stub_of is not None


def test_of_somebody_erased_altogether_nothing_can_be_added(store: Store) -> None:
    person = somebody(store)
    erase(store, [person.id], Level.ALL)
    for record in (
        Participant(id=person.id),
        Booking(id=uuid4(), session_id=uuid4(), participant_id=person.id),
    ):
        with pytest.raises(Refused, match="person_erased"), store.transaction() as work:
            work.add(record)


def test_what_one_transaction_writes_and_erases_is_gone(store: Store) -> None:
    person = somebody(store)
    with store.transaction() as work:
        work.change(person, note=f"最後の{CANARY}")
        work.add(Erasure(id=uuid4(), ids=frozenset([person.id]), level=Level.IDENTITY, at=work.now))
    with store.reading() as reading:
        assert CANARY.encode() not in everything(reading.connection)


def test_an_erasure_that_is_not_committed_takes_nothing(store: Store) -> None:
    person = somebody(store)
    before = ops_of(store)
    with pytest.raises(ZeroDivisionError), store.transaction() as work:
        work.add(Erasure(id=uuid4(), ids=frozenset([person.id]), level=Level.ALL, at=work.now))
        work.finish()
        raise ZeroDivisionError
    assert ops_of(store) == before


def test_what_another_laptop_erased_is_told_to_the_screens(
    store: Store, another: Callable[[str], Store]
) -> None:
    person = somebody(store)
    far = another("far")
    far.merge(ops_of(store))
    erase(far, [person.id], Level.ALL)
    told = []
    store.after_commit = told.append
    store.merge(ops_of(far))
    assert person.id in told[0]["participant"]
    with store.reading() as reading:
        assert CANARY.encode() not in everything(reading.connection)


@pytest.mark.parametrize("seed", range(6))
def test_laptops_that_erase_and_edit_apart_become_equal(
    store: Store, another: Callable[[str], Store], clock: HeldClock, seed: int
) -> None:
    random = Random(seed)
    stores = [store, another("b"), another("c")]
    crowd = [somebody(store, f"{CANARY}{n}") for n in range(4)]
    doomed = [person.id for person in crowd[:2]]
    for one in stores:
        one.merge(ops_of(store))
    for _ in range(30):
        here, there = random.sample(stores, 2)
        clock.advance(minutes=random.uniform(-60, 120))
        doing = random.choice(["edit", "edit", "sync", "sync", "erase"])
        if doing == "edit":
            _edit(here, random)
        elif doing == "sync":
            sent = ops_of(there)
            here.merge(random.choices(sent, k=random.randint(1, len(sent))))
        else:
            erase(here, [random.choice(doomed)], random.choice(list(Level)))
    erase(store, doomed, Level.IDENTITY)
    everything_sent = [op for one in stores for op in ops_of(one)]
    for one in stores:
        random.shuffle(everything_sent)
        one.merge(everything_sent)
    assert differences(stores[0], stores[1]) == []
    assert differences(stores[0], stores[2]) == []
    assert ops_of(stores[0]) == ops_of(stores[1]) == ops_of(stores[2])
    with stores[2].reading() as reading:
        left = everything(reading.connection)
    assert f"{CANARY}0".encode() not in left
    assert f"{CANARY}3".encode() in left


def _edit(here: Store, random: Random) -> None:
    with here.reading() as reading:
        found = reading.find(Participant)
    if not found:
        return
    person = random.choice(found)
    try:
        with here.transaction() as work:
            work.change(work.get(Participant, person.id), note=f"{person.name}{random.random()}")
    except Refused as error:
        assert error.code == "person_erased"


def test_after_the_sweep_no_byte_of_the_file_holds_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same statements on a file without encryption, whose bytes can be read."""
    path = tmp_path / "plain.db"

    def plain(_path: Path, _key: str) -> sqlcipher.Connection:
        made = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
        made.execute("PRAGMA journal_mode = WAL")
        return made

    monkeypatch.setattr(database, "connect", plain)
    writer, reader = database.write_engine(path, ""), database.read_engine(path, "")
    with writer.begin() as connection:
        METADATA.create_all(connection)
        connection.execute(
            insert(REPLICA).values(id=1, replica=bytes(8), incarnation=1, seq=0, hlc=0)
        )
    store = Store(writer, reader, path=path, clock=HeldClock(), actor=None)
    for n in range(60):
        somebody(store, f"ほかの人{n}")
    person = somebody(store)
    for n in range(60):
        somebody(store, f"あとの人{n}")

    def on_disk() -> bytes:
        return b"".join(file.read_bytes() for file in tmp_path.iterdir())

    assert CANARY.encode() in on_disk()
    erase(store, [person.id], Level.IDENTITY)
    with store.reading() as reading:
        assert sweeping.unswept(reading) == 1
    sweeping.sweep(store)
    assert CANARY.encode() not in on_disk()
    assert b"0333334444" not in on_disk()
    assert "ほかの人3".encode() in on_disk()
    with store.reading() as reading:
        assert sweeping.unswept(reading) == 0
    store.close()


@pytest.mark.parametrize("begun", ["BEGIN IMMEDIATE", "BEGIN"])
def test_a_sweep_while_another_program_works_is_refused_and_stays_to_be_done(
    store: Store, begun: str
) -> None:
    person = somebody(store)
    erase(store, [person.id], Level.IDENTITY)
    with store.bare() as connection:
        connection.execute("PRAGMA busy_timeout = 0")
    other = _other_writer(store)
    other.execute(begun)
    other.execute("SELECT count(*) FROM op").fetchone()
    with pytest.raises(Unavailable, match="database_busy"):
        sweeping.sweep(store)
    other.close()
    with store.reading() as reading:
        assert sweeping.unswept(reading) == 1
    sweeping.sweep(store)
    assert check.quick_check(store) == []


def _other_writer(store: Store) -> sqlcipher.Connection:
    key = vault.load(store.path.with_name("vault.json")).database_key
    assert key is not None
    return database.connect(store.path, key)


ROOT = Path(__file__).parents[2]
_SOAK = [pytest.param(n, marks=pytest.mark.soak) for n in range(5, 105)]


@pytest.mark.parametrize("erasures", [0, 1, 2, 3, 4, *_SOAK])
def test_killed_in_the_middle_of_an_erasure_it_is_done_or_not_never_half(
    tmp_path: Path, clock: HeldClock, erasures: int
) -> None:
    store = new_store(tmp_path, clock)
    crowd = [somebody(store, f"{CANARY}{n}号") for n in range(30)]
    store.close()
    eraser = Path(__file__).with_name("eraser.py")
    words = [str(person.id) for person in crowd]
    with subprocess.Popen(
        [sys.executable, str(eraser), str(tmp_path), *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout is not None
        heard = [program.stdout.readline().strip() for _ in range(1 + erasures % 25)]
        program.kill()
        heard += program.stdout.read().split("\n")
    said = {word for word in heard if len(word) == 36}
    again = open_again(Places(base=tmp_path), clock)
    assert check.quick_check(again) == []
    assert_replays(again)
    with again.reading() as reading:
        gone = {str(id) for id in erased.levels(reading, [person.id for person in crowd])}
        left = everything(reading.connection)
        assert said <= gone
        for n, person in enumerate(crowd):
            assert (f"{CANARY}{n}号".encode() in left) == (str(person.id) not in gone)
    again.close()
