"""One person entered twice: received, counted, told of and erased as one."""

import json
from uuid import UUID

import pytest

from smartsupport.domain.booking import Booking
from smartsupport.domain.consultation import Consultation
from smartsupport.domain.desk import Result
from smartsupport.domain.erasure import Level
from smartsupport.domain.errors import Refused
from smartsupport.domain.participant import Participant
from smartsupport.domain.period import Month
from smartsupport.domain.placement import PlacementState
from smartsupport.domain.retention import Kept
from smartsupport.domain.same import Verdict
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Role, Supporter
from smartsupport.domain.tasks import TaskKind
from smartsupport.domain.venue import Venue
from smartsupport.services import (
    bookings,
    calendar,
    consultations,
    desk,
    disclosure,
    documents,
    erasure,
    figures,
    hours,
    imports,
    journal,
    people,
    placements,
    reception_mode,
    retention,
    same,
    tasks,
)
from smartsupport.services.journal import Wanted
from smartsupport.services.office import Office
from smartsupport.services.same import Person
from tests.services import given
from tests.services.given import DAY, Reception, at
from tests.services.twins import enter_twice, far, join, kinds_of_task, two
from tests.services.two_laptops import meet
from tests.stores import HeldClock

__all__ = ["far", "two"]


# At the desk


def test_either_card_finds_the_same_person_and_makes_one_visit(
    office: Office, reception: Reception, two: tuple[Person, Person], morning: Session
) -> None:
    one, other = two
    codes = [given.card_of(office, person) for person in two]
    given.booked(office, other, morning)
    join(office, one, other)
    first = reception.scan(codes[1])
    assert (first.result, first.person_id, first.first_visit) == (Result.OK, one.id, True)
    again = reception.scan(codes[0])
    assert (again.result, again.number) == (Result.ALREADY_IN, first.number)
    assert [line.person_id for line in reception.view.lines] == [one.id]
    assert reception.line(one.id, morning).walk_in is False
    assert desk.whose(office, codes[1]) == one.id
    reception.leave(other)
    assert not reception.is_in(one.id, morning)
    reception.undo()
    assert reception.is_in(one.id, morning)
    assert given.card_of(office, one) in codes


def test_a_booking_of_either_is_theirs_and_takes_one_place(
    office: Office, reception: Reception, two: tuple[Person, Person], hall: Venue
) -> None:
    small = given.session(office, hall, "10:00", "12:00", capacity=2)
    for person in two:
        given.booked(office, person, small)
    join(office, *two)
    assert calendar.line(office, small.id).booked == 1
    assert TaskKind.OVERFULL not in kinds_of_task(office)
    with pytest.raises(Refused, match="already_booked"):
        bookings.book(office, small.id, two[0].id)
    assert {line.participant.id for line in bookings.of_session(office, small.id)} == {two[0].id}
    third = given.participant(office, "タナカ")
    assert bookings.book(office, small.id, third.id).state.expected
    assert reception.arrive(two[1]).result is Result.OK


def test_scanned_on_two_laptops_one_person_counts_once(
    office: Office, far: Office, clock: HeldClock, two: tuple[Person, Person], morning: Session
) -> None:
    meet(office, far)
    for laptop, person in zip((office, far), two, strict=True):
        clock.advance(minutes=1)
        Reception(laptop, _venue(laptop, morning), clock).admit(person, morning)
    meet(office, far)
    before = figures.of_session(office, morning.id)
    assert (before.attendances, before.people, before.first_visits) == (2, 2, 2)
    link = join(office, *two)
    meet(office, far)
    for laptop in (office, far):
        counted = figures.of_session(laptop, morning.id)
        assert (counted.attendances, counted.people, counted.first_visits) == (1, 1, 1)
        assert counted.attendees[0].participant_id == two[0].id
        assert calendar.line(laptop, morning.id).attended == 1
        assert len(people.visits_of(laptop, two[1].id)) == 1
    same.decide(office, link, Verdict.DIFFERENT)
    assert figures.of_session(office, morning.id).attendances == 2


def test_a_visit_before_under_the_other_entry_is_not_a_first_visit(
    office: Office, clock: HeldClock, reception: Reception, two: tuple[Person, Person], hall: Venue
) -> None:
    given.session(office, hall, "10:00", "12:00")
    reception.admit(two[1], calendar.lines(office, DAY, DAY)[0].session)
    clock.advance(days=7)
    later = given.session(office, hall, "10:00", "12:00", day=DAY.replace(day=10))
    join(office, *two)
    next_week = Reception(office, hall, clock, later.day)
    assert not next_week.admit(two[0], later).first_visit
    assert figures.of_session(office, later.id).first_visits == 0


def test_one_record_is_enough_for_one_person(
    office: Office,
    clock: HeldClock,
    reception: Reception,
    two: tuple[Person, Person],
    morning: Session,
) -> None:
    for person in two:
        reception.admit(person, morning)
    consultations.record(
        office,
        Consultation(id=office.new_id(), session_id=morning.id, participant_id=two[1].id),
    )
    clock.now = at("18:00")
    assert TaskKind.NOT_RECORDED in kinds_of_task(office)
    join(office, *two)
    assert TaskKind.NOT_RECORDED not in kinds_of_task(office)


# Supporters


def test_a_supporters_hours_add_up_under_the_one_who_speaks(
    office: Office, clock: HeldClock, reception: Reception, morning: Session, afternoon: Session
) -> None:
    one, other = enter_twice(office, given.supporter)
    placements.place(office, morning.id, other.id, Role.ADVISER)
    reception.admit(one, morning)
    clock.now = at("12:15")
    reception.leave(one)
    clock.now = at("13:00")
    reception.admit(other, afternoon)
    clock.now = at("15:45")
    reception.leave(other)
    join(office, one, other)
    [row] = hours.of_month(office, Month.of(DAY)).supporters
    assert (row.supporter_id, len(row.rows)) == (one.id, 2)
    assert row.credited == 2 * 165
    [helper] = figures.of_session(office, morning.id).helpers
    assert (helper.supporter_id, helper.state) == (one.id, "candidate")
    clock.now = at("18:00")
    assert not {TaskKind.NOT_SEEN, TaskKind.TIME_UNCONFIRMED} & {*kinds_of_task(office)}
    [line] = placements.of_sessions(office, [morning.id])
    assert line.supporter.id == one.id


def test_in_as_one_and_out_as_the_other_is_one_stay(
    office: Office, clock: HeldClock, reception: Reception, morning: Session
) -> None:
    one, other = enter_twice(office, given.supporter)
    reception.arrive(one)
    clock.now = at("12:10")
    reception.arrive(other)
    clock.now = at("18:00")
    assert kinds_of_task(office).count(TaskKind.TIME_UNCONFIRMED) == 2
    join(office, one, other)
    assert (
        kinds_of_task(office).count(TaskKind.TIME_UNCONFIRMED) == 1
    )  # no end was seen, twice a start
    hours.confirm(office, one.id, morning.id, at("09:30"), at("12:15"))
    assert TaskKind.TIME_UNCONFIRMED not in kinds_of_task(office)
    assert placements.propose(office, DAY, DAY, seconds=2).plan is not None
    candidates = placements.propose(office, DAY, DAY, seconds=2).problem.candidates
    assert [c.id for c in candidates] == [one.id]


def test_who_is_placed_under_the_other_entry_is_placed(
    office: Office, morning: Session, hall: Venue
) -> None:
    one, other = enter_twice(office, given.supporter)
    asked = placements.place(office, morning.id, other.id, Role.ADVISER)
    placements.set_state(office, [asked], PlacementState.ASKED)
    join(office, one, other)
    assert placements.place(office, morning.id, one.id, Role.ADVISER).id == asked.id
    placements.take(office, placements.propose(office, DAY, DAY, seconds=2))
    states = {line.placement.state for line in placements.of_sessions(office, [morning.id])}
    assert PlacementState.ASKED in states
    assert calendar.line(office, morning.id).placed == 1
    assert [v.id for v in reception_mode.volunteers(office, hall.id, DAY)] == [one.id]


def test_each_is_phoned_and_printed_once(
    office: Office, two: tuple[Person, Person], morning: Session
) -> None:
    for person in two:
        given.booked(office, person, morning)
    join(office, *two)
    assert [who.person_id for who in calendar.to_phone(office, morning.id)] == [two[0].id]
    documents.of_session(office, "reception-list", morning.id)
    [line] = journal.lines(office, journal.ids(office, Wanted())).values()
    assert (line.entry.document, line.entry.count) == ("reception-list", 1)


def test_a_list_of_applicants_means_the_one_who_speaks(
    office: Office, two: tuple[Person, Person], morning: Session
) -> None:
    one, other = two
    given.booked(office, other, morning)
    join(office, one, other)
    text = "氏名,ふりがな,電話\n山田 花子,やまだ はなこ,03-1111-2222\n"
    found = imports.preview(office, "bookings", text, session_id=morning.id)
    assert imports.accept(office, found).new == 0
    with office.store.reading() as reading:
        assert len(reading.find(Booking)) == 1
        assert {p.id for p in reading.find(Participant)} == {one.id, other.id}


def test_what_is_held_of_somebody_is_told_of_every_entry(
    office: Office, two: tuple[Person, Person]
) -> None:
    join(office, *two)
    told = json.loads(disclosure.of_person(office, two[1].id, "json").content)
    assert {row["id"] for row in told["records"]["participant"]} == {str(p.id) for p in two}


def test_who_comes_under_one_entry_is_not_due_under_the_other(
    office: Office, clock: HeldClock, two: tuple[Person, Person], hall: Venue
) -> None:
    def due() -> set[UUID]:
        found = next(d for d in retention.due(office) if d.kind is Kept.PARTICIPANTS)
        return {line.id for line in found.lines}

    ids = {person.id for person in two}
    clock.advance(days=500)
    assert due() == ids
    day = clock.now.date()
    later = given.session(office, hall, "10:00", "12:00", day=day)
    Reception(office, hall, clock, day).admit(two[0], later)
    assert due() == {two[1].id}
    join(office, *two)
    assert due() == set()
    clock.advance(days=500)
    assert due() == ids
    retention.dispose(office, Kept.PARTICIPANTS, [two[0].id])
    assert due() == set()


# Erasing


@pytest.mark.parametrize("level", [Level.IDENTITY, Level.ALL])
def test_erasing_one_erases_the_other(
    office: Office, two: tuple[Person, Person], level: Level
) -> None:
    join(office, *two)
    assert erasure.held(office, two[0].id).rows["participant"] == 2
    erasure.erase(office, [two[1].id], level, "申出")
    with office.store.reading() as reading:
        left = reading.find(Participant)
        assert all(person.anonymous for person in left)
        assert len(left) == (2 if level is Level.IDENTITY else 0)
    assert TaskKind.HALF_ERASED not in kinds_of_task(office)


@pytest.mark.parametrize("level", [Level.IDENTITY, Level.ALL])
def test_joined_to_somebody_erased_elsewhere_asks_for_the_rest(
    office: Office, far: Office, two: tuple[Person, Person], level: Level
) -> None:
    meet(office, far)
    erasure.erase(far, [two[0].id], level, "申出")
    link = join(office, *two)
    meet(office, far)
    for laptop in (office, far):
        [task] = [t for t in tasks.open_tasks(laptop, DAY, DAY) if t.kind is TaskKind.HALF_ERASED]
        assert (task.person_id, task.person) == (two[1].id, "山田 花子")
        assert people.ids(laptop, Participant) == [two[1].id]
    [found] = same.joined(far, two[1].id)
    assert (found.link, found.other) == (link, None)
    same.decide(far, found.link, Verdict.DIFFERENT)
    assert TaskKind.HALF_ERASED not in kinds_of_task(far)
    erasure.erase(office, [two[1].id], level, "申出")
    assert TaskKind.HALF_ERASED not in kinds_of_task(office)
    assert people.ids(office, Supporter) == []


def _venue(office: Office, session: Session):
    return desk.venue_of(office, session.venue_id)
