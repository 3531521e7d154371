"""変更の履歴: who, when, on which computer, old → new, in words; and nothing of what was erased."""

from collections.abc import Callable
from datetime import date, time
from uuid import uuid4

import pytest
from msgspec import structs
from sqlalchemy import update

from smartsupport.domain.account import Account, AccountRole
from smartsupport.domain.availability import Answer
from smartsupport.domain.booking import BookingState
from smartsupport.domain.errors import NotFound
from smartsupport.domain.history import Happened, letters
from smartsupport.domain.participant import AgeBand, Participant
from smartsupport.domain.placement import PlacementState
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Role
from smartsupport.domain.venue import Venue
from smartsupport.messages.history import COLUMNS, KINDS, column_label, field_lines
from smartsupport.services import (
    bookings,
    desk,
    history,
    imports,
    people,
    placements,
    reception_mode,
    records,
)
from smartsupport.services.at_desk import Desk
from smartsupport.services.history import History
from smartsupport.services.office import Office
from smartsupport.storage.op import OpId, decode, encode
from smartsupport.storage.schema import OP, SYNCED
from smartsupport.storage.unit_of_work import Store
from tests.accounts import PASSWORD, cheap_passwords, closed
from tests.services import given
from tests.storage.logs import ops_of
from tests.stores import HeldClock

__all__ = ["cheap_passwords", "closed"]


def lines(found: History, happened: Happened | None = None) -> list[tuple[str, str, str]]:
    return [
        line
        for change in found.changes
        if happened in (None, change.happened)
        for line in field_lines(change, found.names, found.words)
    ]


def what(found: History) -> list[tuple[str, Happened]]:
    return [(change.kind, change.happened) for change in found.changes]


def test_a_supporter_from_the_first_entry_to_the_removal(office: Office, clock: HeldClock) -> None:
    before = given.supporter(office, name="鈴木", phone="03-0000-0001")
    clock.advance(minutes=5)
    after = people.save(office, before, {"phone": "", "trainee": True}, {5: Answer.YES})
    records.remove(office, after)
    records.restore(office, [after])

    found = history.of_record(office, before.id)
    assert what(found) == [
        ("supporter", Happened.RESTORED),
        ("supporter", Happened.DELETED),
        ("availability", Happened.ADDED),
        ("supporter", Happened.CHANGED),
        ("supporter", Happened.ADDED),
    ]
    assert lines(found, Happened.CHANGED) == [
        ("Phone", "03-0000-0001", "–"),
        ("In training", "No", "Yes"),
    ]
    assert ("Name", "", "鈴木") in lines(found, Happened.ADDED)
    assert ("Day of the week", "", "Sat") in lines(found, Happened.ADDED)
    first = found.changes[-1]
    assert (first.at, found.accounts[first.account], first.here) == (
        clock.now.replace(minute=30),
        "担当",
        True,
    )
    assert len(first.letters) == 2


def test_a_participant_with_bookings_and_what_is_hidden(office: Office, morning: Session) -> None:
    person = given.participant(office, name="山田 花子")
    records.change(office, person, age_band=AgeBand.FROM_75, access_needs="車いす")
    booking = given.booked(office, person, morning)
    bookings.set_state(office, booking, BookingState.CANCELLED, "かぜ")

    found = history.of_record(office, person.id)
    assert ("Age", "Age not given", "75-79") in lines(found)
    assert ("Access needs", "(not shown here)", "(not shown here)") in lines(found)
    assert "車いす" not in str(lines(found))
    assert ("State of the booking", "Booking confirmed", "Booking cancelled") in lines(found)
    assert [found.names[id] for id in found.about[booking.id]] == ["2026-10-03 10:00 中央会館"]


def test_a_venue(office: Office, hall: Venue) -> None:
    records.change(office, hall, lat_e7=357_074_000, lon_e7=1_396_638_000, municipality="131148")
    assert lines(history.of_record(office, hall.id), Happened.CHANGED) == [
        ("Municipality", "–", "中野区"),
        ("Latitude", "–", "35.7074000"),
        ("Longitude", "–", "139.6638000"),
    ]


def test_a_session_with_its_bookings_and_placements(
    office: Office, hall: Venue, morning: Session
) -> None:
    other = given.venue(office, "東会館")
    moved = records.change(office, morning, venue_id=other.id, day=date(2026, 10, 4))
    records.change(office, moved, apply_until=date(2026, 9, 1), strengths=frozenset({"english"}))
    person = given.participant(office, "ヤマダ", name="山田 花子")
    gone = given.booked(office, person, moved)
    records.remove(office, gone)
    placed = given.placed(office, given.supporter(office, name="鈴木"), moved)

    found = history.of_record(office, morning.id)
    assert [kind for kind, _ in what(found)][:3] == ["placement", "booking", "booking"]
    assert lines(found, Happened.CHANGED) == [
        ("Strengths needed", "–", "English"),
        ("Apply until", "–", "2026/9/1"),
        ("Venue", "中央会館", "東会館"),
        ("Day of the session", "2026/10/3", "2026/10/4"),
    ]
    assert [found.names[id] for id in found.about[gone.id]] == ["山田 花子"]
    assert [found.names[id] for id in found.about[placed.id]] == ["鈴木"]


def test_a_booking_and_a_placement_alone(office: Office, morning: Session) -> None:
    booking = given.booked(office, given.participant(office), morning)
    records.change(office, booking, at=time(10, 30), companions=1)
    assert lines(history.of_record(office, booking.id), Happened.CHANGED) == [
        ("Time of the turn", "–", "10:30"),
        ("Companions", "0", "1"),
    ]
    helper = given.supporter(office, name="鈴木")
    placement = placements.place(office, morning.id, helper.id, Role.ADVISER)
    placements.set_state(office, [placement], PlacementState.DECLINED)
    found = history.of_record(office, placement.id)
    assert lines(found, Happened.CHANGED)[0] == ("State of the placement", "Candidate", "Declined")
    assert ("Supporter", "", "鈴木") in lines(found, Happened.ADDED)


def test_what_an_import_brought_is_called_so(office: Office) -> None:
    table = "氏名,ふりがな\n山田 花子,やまだ はなこ\n"
    imports.accept(office, imports.preview(office, "participants", table))
    with office.store.reading() as reading:
        (person,) = reading.find(Participant)
    found = history.of_record(office, person.id)
    assert what(found) == [("participant", Happened.IMPORTED)]
    assert lines(found) == [("Name", "", "山田 花子"), ("Reading", "", "ヤマダ ハナコ")]


def test_two_versions_and_how_they_were_settled(
    office: Office, another: Callable[[str], Store], clock: HeldClock
) -> None:
    far = another("far")
    mine = given.participant(office, phone="1")
    far.merge(ops_of(office.store))
    clock.advance(minutes=1)
    records.change(office, mine, phone="2")
    with far.transaction() as work:
        work.change(work.get(Participant, mine.id), phone="3")
    office.store.merge(ops_of(far))
    with office.store.transaction() as work:
        work.settle(work.get(Participant, mine.id), phone="2")

    found = history.of_record(office, mine.id)
    settled, *changed, _added = found.changes
    assert settled.happened is Happened.SETTLED
    ((label, before, after),) = field_lines(settled, found.names, found.words)
    assert (label, sorted(before.split(" / ")), after) == ("Phone", ["2", "3"], "2")
    assert sorted((change.here, change.letters) for change in changed)[1][0] is True
    assert len({change.letters for change in changed}) == 2


def test_what_was_erased_left_its_place_and_no_value(office: Office) -> None:
    person = given.participant(office, "カナリア", name="金糸雀", phone="03-0000-0001")
    kept = records.change(office, person, phone="03-0000-0002")
    with office.store.maintenance() as connection:
        first = connection.execute(OP.select().where(OP.c.row_id == person.id.bytes)).all()
        for row in first[:2]:
            op = decode(row.body)
            stub = structs.replace(op, values={}, stub_of=op.id)
            connection.execute(update(OP).where(OP.c.id == op.id).values(body=encode(stub)))
    found = history.of_record(office, person.id)
    assert {happened for _, happened in what(found)} == {Happened.ERASED}
    assert lines(found) == [("", "", ""), ("", "", "")]

    with office.store.maintenance() as connection:
        for row in first:
            connection.execute(update(OP).where(OP.c.id == row.id).values(body=row.body))
    assert kept.phone in str(lines(history.of_record(office, person.id)))


def test_a_colleague_is_called_by_the_name_of_their_account(office: Office) -> None:
    colleague = office.new_id()
    with office.store.transaction() as work:
        work.add(Account(id=colleague, name="受付 花子", role=AccountRole.RECEPTIONIST))
    person = given.participant(office)
    office.store.actor = colleague
    records.change(office, person, phone="2")
    found = history.of_record(office, person.id)
    assert found.accounts[found.changes[0].account] == "受付 花子"


def test_a_volunteer_in_reception_mode_is_called_by_their_own_name(closed: Office) -> None:
    hall = given.venue(closed)
    morning = given.session(closed, hall)
    given.placed(closed, given.supporter(closed, "タカハシ メグミ"), morning)
    guest = Participant(id=uuid4(), kana="ヤマダ ハナコ")
    [helper] = reception_mode.volunteers(closed, hall.id, morning.day)
    at_desk = reception_mode.begin(closed, helper)
    desk.walk_in(at_desk, guest, morning.id, Desk(venue_id=hall.id, day=morning.day))
    found = history.of_record(reception_mode.end(at_desk, PASSWORD), guest.id)
    assert found.accounts[helper.id] == helper.name


def test_of_nothing_there_is_no_history(office: Office) -> None:
    with pytest.raises(NotFound, match="record_not_found"):
        history.of_record(office, uuid4())


def test_every_column_that_can_change_has_a_label() -> None:
    own_words = {"source"}
    for table in KINDS:
        for column in SYNCED[table].columns:
            if column.name not in own_words:
                assert column_label(table, column.name) != column.name, f"{table}.{column.name}"
    stored = {c.name for table in KINDS for c in SYNCED[table].columns}
    assert {key.rpartition(".")[2] for key in COLUMNS} <= stored


def test_a_computer_keeps_its_letters_until_it_is_restored(office: Office) -> None:
    person = given.participant(office)
    (change,) = history.of_record(office, person.id).changes
    (op,) = (op for op in ops_of(office.store) if op.row == person.id.bytes)
    writer = OpId.unpack(op.id)
    assert change.letters == letters(writer.replica, writer.incarnation)
    assert len({letters(writer.replica, n) for n in range(1, 40)}) > 30
