"""申込・予約: booked, waiting, cancelled, and never twice."""

from datetime import time

import pytest

from smartsupport.domain.booking import BookingState
from smartsupport.domain.errors import NotFound, Refused
from smartsupport.domain.session import Session
from smartsupport.services import bookings, records
from smartsupport.services.office import Office
from tests.services import given
from tests.services.given import Reception


def test_who_comes_after_the_last_place_waits(
    office: Office, morning: Session, reception: Reception
) -> None:
    people = [given.participant(office, f"ヒト{n}") for n in range(6)]
    states = [bookings.book(office, morning.id, p.id).state for p in people]
    assert states == [BookingState.CONFIRMED] * 4 + [BookingState.WAITING] * 2
    first = bookings.of_session(office, morning.id)[0].booking
    bookings.set_state(office, first, BookingState.CANCELLED, "都合")
    late = given.participant(office, "ノチ")
    assert bookings.book(office, morning.id, late.id).state is BookingState.CONFIRMED
    again = bookings.book(office, morning.id, first.participant_id)
    assert (again.state, again.reason) == (BookingState.WAITING, "")


def test_whoever_walked_in_holds_a_place(
    office: Office, morning: Session, reception: Reception
) -> None:
    for _n in range(4):
        reception.walk_in(morning)
    someone = given.participant(office)
    assert bookings.book(office, morning.id, someone.id).state is BookingState.WAITING


def test_booking_twice_is_refused_and_changes_nothing(office: Office, morning: Session) -> None:
    person = given.participant(office)
    first = bookings.book(office, morning.id, person.id, at=time(10, 30), companions=1)
    with pytest.raises(Refused, match="already_booked"):
        bookings.book(office, morning.id, person.id, at=time(11))
    assert [line.booking for line in bookings.of_session(office, morning.id)] == [first]


def test_booking_again_after_cancelling_takes_the_new_wishes(
    office: Office, morning: Session
) -> None:
    person = given.participant(office)
    first = bookings.book(office, morning.id, person.id, companions=2)
    bookings.set_state(office, first, BookingState.CANCELLED, "都合")
    again = bookings.book(office, morning.id, person.id, at=time(11))
    assert (again.id, again.state, again.at, again.companions, again.reason) == (
        first.id,
        BookingState.CONFIRMED,
        time(11),
        0,
        "",
    )


def test_bookings_stand_in_the_order_of_turns_and_readings(
    office: Office, morning: Session
) -> None:
    for kana, at in (("ワ", None), ("ナ", time(10)), ("ア", time(11)), ("カ", time(10))):
        person = given.participant(office, kana)
        bookings.book(office, morning.id, person.id, at=at)
    order = [x.participant.kana for x in bookings.of_session(office, morning.id)]
    assert order == ["カ", "ナ", "ア", "ワ"]


def test_what_cannot_be_booked(office: Office, morning: Session) -> None:
    with pytest.raises(NotFound, match="session_not_found"):
        bookings.book(office, office.new_id(), given.participant(office).id)
    with pytest.raises(Refused, match="number_negative"):
        bookings.book(office, morning.id, given.participant(office).id, companions=-1)
    booked = bookings.book(office, morning.id, (person := given.participant(office)).id)
    with pytest.raises(Refused, match="participant_is_booked"):
        records.remove(office, person)
    records.remove(office, booked)
    records.remove(office, person)
    assert bookings.of_session(office, morning.id) == []
