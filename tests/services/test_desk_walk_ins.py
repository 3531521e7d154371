"""Whoever comes without a booking: new to the register, to a full session, to the waiting list."""

from uuid import uuid4

import pytest

from smartsupport.domain.booking import BookingState
from smartsupport.domain.desk import Result
from smartsupport.domain.errors import NotFound, Refused
from smartsupport.domain.participant import Participant
from smartsupport.domain.session import Session
from smartsupport.services import bookings, calendar, cards, desk, figures
from smartsupport.services.office import Office
from tests.services import given
from tests.services.given import Reception


@pytest.fixture(autouse=True)
def today(morning: Session, afternoon: Session) -> None:
    """Both sessions are held unless a test says otherwise."""


def test_full_and_the_waiting_list(
    office: Office, reception: Reception, morning: Session, afternoon: Session
) -> None:
    calendar.cancel(office, reason="", session_id=afternoon.id)
    guests = [
        given.booked(office, given.participant(office, f"ヒト{n}"), morning) for n in range(4)
    ]
    first, second = given.participant(office, "イチ"), given.participant(office, "ニ")
    answer = reception.arrive(first)
    assert answer.result is Result.FULL
    assert [(c.free, c.waiting) for c in answer.choices] == [(0, 0)]
    waits = desk.wait(office, first.id, morning.id, reception.desk, settles=answer.step_id)
    assert (waits.result, waits.waiting) == (Result.FULL, 1)
    assert desk.wait(office, second.id, morning.id, reception.desk).waiting == 2
    again = reception.arrive(second)
    assert (again.result, again.waiting) == (Result.FULL, 2)
    assert [a.person_id for a in reception.parked] == [first.id, second.id]
    bookings.set_state(office, guests[0], BookingState.ABSENT_TOLD)
    now = reception.arrive(first)
    assert (now.result, now.waiting) == (Result.NOT_BOOKED, 1)
    assert reception.admit(first, morning).result is Result.OK
    assert [a.person_id for a in reception.parked] == [second.id]
    assert reception.arrive(second).waiting == 1


def test_walk_ins_with_and_without_a_card_and_without_a_name(
    office: Office, reception: Reception, morning: Session
) -> None:
    blank = cards.blank(office, 1)[0].code
    chip = reception.scan(blank)
    named = reception.walk_in(morning, "やまだ", code=f" {blank.lower()} ", companions=2)
    assert (named.result, named.called, named.companions) == (Result.OK, "やまだ", 2)
    assert reception.parked == []
    assert chip.result is Result.UNASSIGNED
    assert desk.whose(office, blank) == named.person_id
    nobody, nobody_else = reception.walk_in(morning), reception.walk_in(morning)
    assert [named.number, nobody.number, nobody_else.number] == ["1", "2", "3"]
    assert nobody.called == ""
    found = figures.of_session(office, morning.id)
    assert (found.attendances, found.companions) == (3, 2)


def test_a_walk_in_to_a_full_session_is_asked_about_first(
    office: Office, reception: Reception, morning: Session, afternoon: Session
) -> None:
    for n in range(4):
        given.booked(office, given.participant(office, f"ヒト{n}"), morning)
    blank = cards.blank(office, 1)[0].code
    reception.scan(blank)
    answer = reception.walk_in(morning, "トビイリ", code=blank, companions=1)
    assert (answer.result, answer.called, answer.title) == (
        Result.FULL,
        "とびいり",
        morning.title,
    )
    assert [(c.session_id, c.free) for c in answer.choices] == [
        (morning.id, 0),
        (afternoon.id, None),
    ]
    assert [a.person_id for a in reception.parked] == [answer.person_id]
    assert desk.whose(office, blank) == answer.person_id
    assert answer.person_id
    admitted = desk.admit(
        office,
        answer.person_id,
        morning.id,
        reception.desk,
        reason="満席でも受付",
        companions=answer.companions,
        settles=answer.step_id,
    )
    assert (admitted.result, admitted.number, admitted.companions) == (Result.OK, "1", 1)
    assert reception.parked == []
    lines = bookings.of_session(office, morning.id)
    assert [x.booking.reason for x in lines if x.booking.walk_in] == ["満席でも受付"]


def test_a_walk_in_to_a_full_session_can_be_taken_back(
    office: Office, reception: Reception, morning: Session
) -> None:
    for n in range(4):
        given.booked(office, given.participant(office, f"ヒト{n}"), morning)
    answer = reception.walk_in(morning, "トビイリ")
    reception.undo()
    assert reception.parked == []
    with office.store.reading() as reading:
        assert reading.first(Participant, id=answer.person_id) is None


def test_a_walk_in_waits_with_those_who_came_along(
    office: Office, reception: Reception, morning: Session
) -> None:
    guests = [
        given.booked(office, given.participant(office, f"ヒト{n}"), morning) for n in range(4)
    ]
    answer = reception.walk_in(morning, "トビイリ", companions=2)
    waits = desk.wait(
        office, answer.person_id, morning.id, reception.desk, companions=2, settles=answer.step_id
    )
    assert waits.waiting == 1
    bookings.set_state(office, guests[0], BookingState.ABSENT_TOLD)
    assert desk.admit(office, answer.person_id, morning.id, reception.desk).companions == 2


def test_a_walk_in_into_a_cancelled_session_is_refused_whole(
    office: Office, reception: Reception, morning: Session
) -> None:
    calendar.cancel(office, reason="台風", session_id=morning.id)
    person = Participant(id=uuid4(), kana="タナカ")
    with pytest.raises(Refused, match="session_cancelled"):
        desk.walk_in(office, person, morning.id, reception.desk)
    with pytest.raises(NotFound, match="participant_not_found"), office.store.reading() as reading:
        reading.get(Participant, person.id)
