"""What the desk answers to participants, by real scans on a real register."""

from datetime import timedelta

import pytest

from smartsupport.domain.booking import BookingState
from smartsupport.domain.desk import Result
from smartsupport.domain.errors import Refused
from smartsupport.domain.session import Session
from smartsupport.domain.venue import Venue
from smartsupport.services import bookings, calendar, desk, figures
from smartsupport.services.office import Office
from smartsupport.services.reception import Desk
from tests.services import given
from tests.services.given import DAY, Reception, at
from tests.stores import HeldClock


@pytest.fixture(autouse=True)
def today(morning: Session, afternoon: Session) -> None:
    """Both sessions are held unless a test says otherwise."""


def test_ok(office: Office, reception: Reception, morning: Session) -> None:
    person = given.participant(office)
    given.booked(office, person, morning, at=at("10:30").time(), companions=2)
    answer = reception.scan(given.card_of(office, person))
    assert answer.result is Result.OK
    assert (answer.number, answer.called) == ("1", "やまだ はなこ")
    assert (answer.session_id, answer.title, answer.slot) == (
        morning.id,
        morning.title,
        at("10:30").time(),
    )
    assert answer.first_visit
    assert answer.companions == 2
    assert answer.at == at("09:30")
    assert reception.is_in(person.id, morning)
    found = figures.of_session(office, morning.id)
    assert [(a.participant_id, a.companions) for a in found.attendees if a.arrived] == [
        (person.id, 2)
    ]


def test_numbers_count_up_over_both_sessions_of_the_day(
    office: Office, reception: Reception, morning: Session, afternoon: Session
) -> None:
    guests = [given.participant(office, f"ヒト{n}") for n in range(4)]
    for n, person in enumerate(guests):
        given.booked(office, person, (morning, afternoon)[n % 2])
    assert [reception.arrive(p).number for p in guests] == ["1", "2", "3", "4"]


def test_whoever_came_on_an_earlier_day_is_no_first_visitor(
    office: Office, reception: Reception, hall: Venue, morning: Session
) -> None:
    person = given.participant(office)
    earlier = given.session(office, hall, day=DAY - timedelta(days=7))
    desk.admit(office, person.id, earlier.id, Desk(venue_id=hall.id, day=earlier.day))
    given.booked(office, person, morning)
    assert not reception.arrive(person).first_visit


def test_already_in(
    office: Office, reception: Reception, clock: HeldClock, morning: Session, afternoon: Session
) -> None:
    person = given.participant(office)
    given.booked(office, person, morning)
    code = given.card_of(office, person)
    reception.scan(code)
    clock.advance(minutes=20)
    again = reception.scan(code)
    assert again.result is Result.ALREADY_IN
    assert (again.number, again.since, again.by) == ("1", at("09:30"), "担当")
    assert [c.session_id for c in again.choices] == [afternoon.id]
    line = reception.line(person.id, morning)
    assert line and line.visit and line.visit.joined == ()


def test_already_in_may_go_to_another_session_too(
    office: Office, reception: Reception, morning: Session, afternoon: Session
) -> None:
    person = given.participant(office)
    given.booked(office, person, morning)
    reception.arrive(person)
    again = reception.admit(person, afternoon)
    assert (again.result, again.number) == (Result.OK, "2")
    assert reception.admit(person, afternoon).result is Result.ALREADY_IN
    assert reception.arrive(person).result is Result.ALREADY_IN


@pytest.mark.parametrize(
    ("when", "expected"),
    [("09:30", "morning"), ("11:50", "morning"), ("12:10", "afternoon"), ("20:00", "afternoon")],
)
def test_of_two_bookings_the_nearest_in_time_is_meant(
    office: Office,
    reception: Reception,
    clock: HeldClock,
    morning: Session,
    afternoon: Session,
    when: str,
    expected: str,
) -> None:
    person = given.participant(office)
    given.booked(office, person, morning)
    given.booked(office, person, afternoon)
    clock.now = at(when)
    answer = reception.arrive(person)
    assert answer.result is Result.OK
    assert answer.session_id == {"morning": morning, "afternoon": afternoon}[expected].id


def test_morning_and_afternoon_are_two_visits(
    office: Office, reception: Reception, clock: HeldClock, morning: Session, afternoon: Session
) -> None:
    person = given.participant(office)
    given.booked(office, person, morning)
    given.booked(office, person, afternoon)
    code = given.card_of(office, person)
    assert reception.scan(code).session_id == morning.id
    clock.now = at("13:20")
    answer = reception.scan(code)
    assert (answer.result, answer.session_id) == (Result.OK, afternoon.id)
    assert figures.of_session(office, morning.id).attendances == 1
    assert figures.of_session(office, afternoon.id).attendances == 1


def test_out_of_hours_nothing_is_in_the_way(
    office: Office, reception: Reception, clock: HeldClock, morning: Session
) -> None:
    person = given.participant(office)
    given.booked(office, person, morning)
    clock.now = at("22:00")
    assert reception.arrive(person).result is Result.OK


def test_not_booked(
    office: Office, reception: Reception, morning: Session, afternoon: Session
) -> None:
    for n in range(2):
        given.booked(office, given.participant(office, f"ヒト{n}"), morning)
    person = given.participant(office)
    answer = reception.scan(given.card_of(office, person))
    assert answer.result is Result.NOT_BOOKED
    assert [(c.session_id, c.free) for c in answer.choices] == [
        (morning.id, 2),  # four, and two are booked though not here yet
        (afternoon.id, None),
    ]
    assert not reception.is_in(person.id, morning)
    assert [a.person_id for a in reception.parked] == [person.id]
    admitted = reception.admit(person, morning, settles=answer.step_id)
    assert (admitted.result, admitted.number) == (Result.OK, "1")
    line = reception.line(person.id, morning)
    assert line and line.walk_in
    assert reception.parked == []


def test_not_booked_on_a_day_without_sessions(office: Office, hall: Venue) -> None:
    person = given.participant(office)
    answer = desk.arrive(office, person.id, Desk(venue_id=hall.id, day=DAY + timedelta(days=1)))
    assert (answer.result, answer.choices, answer.session_id) == (Result.NOT_BOOKED, (), None)


def test_other_venue(office: Office, reception: Reception, morning: Session) -> None:
    elsewhere = given.venue(office, "南図書館")
    there = given.session(office, elsewhere, "10:00", "11:00")
    person = given.participant(office)
    given.booked(office, person, there)
    answer = reception.arrive(person)
    assert answer.result is Result.OTHER_VENUE
    assert (answer.venue, answer.session_id) == ("南図書館", there.id)
    admitted = reception.admit(person, morning, reason="場所を間違えて来場", settles=answer.step_id)
    assert admitted.result is Result.OK
    with office.store.reading() as reading:
        kept = next(
            b
            for b in reading.find(bookings.Booking, participant_id=person.id)
            if b.session_id == morning.id
        )
    assert (kept.reason, kept.walk_in) == ("場所を間違えて来場", True)


def test_whoever_was_at_the_other_venue_already_is_simply_not_booked_here(
    office: Office, reception: Reception
) -> None:
    elsewhere = given.venue(office, "南図書館")
    there = given.session(office, elsewhere, "09:00", "11:00")
    person = given.participant(office)
    given.booked(office, person, there)
    Reception(office, elsewhere, reception.clock).arrive(person)
    assert reception.arrive(person).result is Result.NOT_BOOKED


def test_other_day(office: Office, reception: Reception, hall: Venue) -> None:
    next_week = given.session(office, hall, day=DAY + timedelta(days=7))
    person = given.participant(office)
    given.booked(office, person, next_week)
    answer = reception.arrive(person)
    assert (answer.result, answer.day) == (Result.OTHER_DAY, next_week.day)
    assert answer.choices


@pytest.mark.parametrize("days", [-7, 61])
def test_a_day_that_is_over_or_far_away_is_not_what_today_is_about(
    office: Office, reception: Reception, hall: Venue, days: int
) -> None:
    person = given.participant(office)
    given.booked(office, person, given.session(office, hall, day=DAY + timedelta(days=days)))
    assert reception.arrive(person).result is Result.NOT_BOOKED


def test_cancelled_booking(
    office: Office, reception: Reception, clock: HeldClock, morning: Session
) -> None:
    person = given.participant(office)
    booking = given.booked(office, person, morning)
    clock.now = at("09:10")
    bookings.set_state(office, booking, BookingState.CANCELLED, "体調不良")
    clock.now = at("09:30")
    answer = reception.arrive(person)
    assert answer.result is Result.CANCELLED
    assert (answer.reason, answer.since) == ("体調不良", at("09:10"))
    revived = reception.admit(person, morning, settles=answer.step_id)
    assert revived.result is Result.OK
    assert bookings.of_session(office, morning.id)[0].booking.state is BookingState.CONFIRMED
    assert not bookings.of_session(office, morning.id)[0].booking.walk_in


def test_cancelled_session_and_its_revival(
    office: Office, reception: Reception, clock: HeldClock, morning: Session, afternoon: Session
) -> None:
    person = given.participant(office)
    given.booked(office, person, morning)
    clock.now = at("08:00")
    told = calendar.cancel(office, reason="台風", session_id=morning.id)
    assert [t.person_id for t in told] == [person.id]
    clock.now = at("09:30")
    answer = reception.arrive(person)
    assert answer.result is Result.CANCELLED
    assert (answer.reason, answer.since) == ("台風", at("08:00"))
    assert [c.session_id for c in answer.choices] == [afternoon.id]
    with pytest.raises(Refused, match="session_cancelled"):
        reception.admit(person, morning)
    calendar.revive(office, morning.id)
    again = reception.arrive(person)
    assert (again.result, again.session_id) == (Result.OK, morning.id)
    assert reception.parked == []


def test_another_booking_today_speaks_louder_than_a_cancelled_one(
    office: Office, reception: Reception, morning: Session, afternoon: Session
) -> None:
    person = given.participant(office)
    given.booked(office, person, morning, BookingState.CANCELLED)
    given.booked(office, person, afternoon)
    assert reception.arrive(person).session_id == afternoon.id


def test_whoever_said_they_would_not_come_and_comes_is_admitted(
    office: Office, reception: Reception, morning: Session
) -> None:
    person = given.participant(office)
    given.booked(office, person, morning, BookingState.ABSENT_TOLD)
    assert reception.arrive(person).result is Result.NOT_BOOKED
    assert reception.admit(person, morning).result is Result.OK
    assert bookings.of_session(office, morning.id)[0].booking.state is BookingState.CONFIRMED


def test_left(office: Office, reception: Reception, clock: HeldClock, morning: Session) -> None:
    person = given.participant(office)
    given.booked(office, person, morning)
    reception.arrive(person)
    clock.advance(minutes=40)
    gone = reception.leave(person)
    assert (gone.result, gone.number, gone.since) == (Result.LEFT, "1", at("09:30"))
    with pytest.raises(Refused, match="not_inside"):
        reception.leave(person)
    assert reception.arrive(person).result is Result.ALREADY_IN


def test_nobody_leaves_a_session_at_another_venue(
    office: Office, reception: Reception, morning: Session
) -> None:
    elsewhere = given.venue(office, "南図書館")
    person = given.participant(office)
    given.booked(office, person, morning)
    reception.arrive(person)
    with pytest.raises(Refused, match="not_inside"):
        Reception(office, elsewhere, reception.clock).leave(person)
    assert reception.leave(person, session_id=morning.id).result is Result.LEFT


def test_nobody_is_admitted_here_to_a_session_elsewhere_or_of_another_day(
    office: Office, reception: Reception, hall: Venue
) -> None:
    person = given.participant(office)
    elsewhere = given.session(office, given.venue(office, "南図書館"))
    tomorrow = given.session(office, hall, day=DAY + timedelta(days=1))
    for session in (elsewhere, tomorrow):
        with pytest.raises(Refused, match="session_not_here"):
            reception.admit(person, session)
        with pytest.raises(Refused, match="session_not_here"):
            reception.walk_in(session, "タナカ")
