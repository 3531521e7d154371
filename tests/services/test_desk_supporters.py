"""Supporters at the desk: coming, going, and slips of the hand."""

from datetime import timedelta

import pytest

from smartsupport.domain.card import Party
from smartsupport.domain.desk import Result
from smartsupport.domain.session import Session
from smartsupport.domain.venue import Venue
from smartsupport.services import desk
from smartsupport.services.office import Office
from smartsupport.services.reception import Desk
from tests.services import given
from tests.services.given import DAY, Reception, at
from tests.stores import HeldClock


@pytest.fixture(autouse=True)
def today(morning: Session, afternoon: Session) -> None:
    """Both sessions are held unless a test says otherwise."""


def test_supporter_in_and_out(
    office: Office, reception: Reception, clock: HeldClock, morning: Session
) -> None:
    person = given.supporter(office)
    given.placed(office, person, morning)
    code = given.card_of(office, person)
    came = reception.scan(code)
    assert came.result is Result.SUPPORTER_IN
    assert (came.party, came.placed, came.session_id) == (Party.SUPPORTER, True, morning.id)
    assert came.number == ""
    clock.now = at("12:15")
    left = reception.scan(code)
    assert left.result is Result.SUPPORTER_OUT
    assert (left.since, left.at) == (at("09:30"), at("12:15"))
    line = reception.line(person.id, morning)
    assert line and line.visit and line.visit.span


def test_a_supporters_second_scan_within_ten_minutes_is_a_slip(
    office: Office, reception: Reception, clock: HeldClock, morning: Session
) -> None:
    person = given.supporter(office)
    given.placed(office, person, morning)
    code = given.card_of(office, person)
    reception.scan(code)
    clock.advance(minutes=9, seconds=59)
    slip = reception.scan(code)
    assert (slip.result, slip.since, slip.choices) == (Result.ALREADY_IN, at("09:30"), ())
    assert reception.is_in(person.id, morning)
    clock.now = at("12:15")
    assert reception.scan(code).result is Result.SUPPORTER_OUT
    clock.advance(minutes=5)
    again = reception.scan(code)
    assert (again.result, again.at) == (Result.SUPPORTER_OUT, at("12:15"))
    assert not reception.is_in(person.id, morning)
    clock.advance(minutes=5)
    assert reception.scan(code).result is Result.SUPPORTER_IN


def test_a_supporter_is_taken_where_placed_and_told_where_else(
    office: Office, reception: Reception, morning: Session, afternoon: Session
) -> None:
    late, stray, free = (given.supporter(office, k) for k in ("オソ", "マヨイ", "アキ"))
    given.placed(office, late, afternoon)
    elsewhere = given.venue(office, "南図書館")
    given.placed(office, stray, given.session(office, elsewhere))
    answers = {p.id: reception.arrive(p) for p in (late, stray, free)}
    assert answers[late.id].session_id == afternoon.id
    assert (answers[stray.id].placed, answers[stray.id].venue) == (False, "南図書館")
    assert (answers[free.id].placed, answers[free.id].venue) == (False, "")
    assert answers[free.id].session_id == morning.id


def test_a_supporter_of_both_sessions_goes_on_from_one_to_the_next(
    office: Office, reception: Reception, clock: HeldClock, morning: Session, afternoon: Session
) -> None:
    person = given.supporter(office)
    for each in (morning, afternoon):
        given.placed(office, person, each)
    reception.arrive(person)
    clock.now = at("12:15")
    assert reception.arrive(person).result is Result.SUPPORTER_OUT
    clock.advance(minutes=3)
    answer = reception.arrive(person)
    assert (answer.result, answer.session_id) == (Result.SUPPORTER_IN, afternoon.id)


def test_a_supporter_may_be_put_at_a_session_by_hand(
    office: Office, reception: Reception, afternoon: Session
) -> None:
    person = given.supporter(office)
    answer = reception.admit(person, afternoon)
    assert (answer.result, answer.session_id, answer.placed) == (
        Result.SUPPORTER_IN,
        afternoon.id,
        False,
    )


def test_a_supporter_on_a_day_without_sessions(office: Office, hall: Venue) -> None:
    person = given.supporter(office)
    where = Desk(venue_id=hall.id, day=DAY + timedelta(days=1))
    assert desk.arrive(office, person.id, where).result is Result.NOT_BOOKED


def test_a_list_keyed_days_later_has_the_planned_times_of_its_session(
    office: Office, reception: Reception, morning: Session, clock: HeldClock
) -> None:
    supporter, participant = given.supporter(office), given.participant(office)
    given.placed(office, supporter, morning)
    given.booked(office, participant, morning)
    clock.advance(days=40, hours=12)

    came = reception.arrive(supporter)
    again = reception.arrive(supporter)
    left = reception.leave(supporter)
    slip = reception.arrive(supporter)

    assert (came.result, came.at) == (Result.SUPPORTER_IN, morning.work_span.start)
    assert again.result is Result.ALREADY_IN
    assert (left.result, left.at) == (Result.SUPPORTER_OUT, morning.work_span.end)
    assert slip.result is Result.SUPPORTER_OUT
    assert not reception.is_in(supporter.id, morning)
    assert reception.arrive(participant).at == morning.span.start
