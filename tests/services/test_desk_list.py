"""Around the desk: chips, undo of every kind of step, まとめて受付, and all after a restart."""

import pytest

from smartsupport.domain.booking import BookingState
from smartsupport.domain.card import Party
from smartsupport.domain.consultation import Consultation
from smartsupport.domain.desk import Result, StepState
from smartsupport.domain.door import Direction, DoorEvent
from smartsupport.domain.errors import NotFound, Refused
from smartsupport.domain.participant import Participant
from smartsupport.domain.session import Session
from smartsupport.domain.venue import Venue
from smartsupport.services import bookings, cards, consultations, desk, desk_list, figures
from smartsupport.services import office as offices
from smartsupport.services.office import Office
from tests.services import given
from tests.services.given import Reception
from tests.stores import HeldClock


def _nothing_left(reception: Reception) -> bool:
    return reception.view.lines == () and reception.parked == []


def _stands_in_register(office: Office, person_id: object) -> bool:
    with office.store.reading() as reading:
        return reading.first(Participant, id=person_id) is not None


def test_a_wrong_scan_is_taken_back_by_one_key(
    office: Office, reception: Reception, morning: Session
) -> None:
    person = given.participant(office)
    given.booked(office, person, morning)
    reception.arrive(person)
    assert reception.undo().answer.person_id == person.id
    assert not reception.is_in(person.id, morning)
    assert reception.view.recent == ()
    with pytest.raises(Refused, match="nothing_to_undo"):
        reception.undo()


def test_a_number_that_was_called_is_never_called_again(
    office: Office, reception: Reception, morning: Session
) -> None:
    for n in range(3):
        given.booked(office, person := given.participant(office, f"ヒト{n}"), morning)
        assert reception.arrive(person).number == str(n + 1)
        reception.undo()
    assert reception.walk_in(morning).number == "4"


def test_only_the_last_twenty_are_taken_back(
    office: Office, reception: Reception, afternoon: Session
) -> None:
    for n in range(25):
        reception.walk_in(afternoon, f"ヒト{n}")
    for n in range(20):
        assert reception.undo().answer.number == str(25 - n)
    with pytest.raises(Refused, match="nothing_to_undo"):
        reception.undo()
    assert len(reception.view.lines) == 5
    assert reception.walk_in(afternoon).number == "26"
    assert reception.undo().answer.number == "26"
    with pytest.raises(Refused, match="nothing_to_undo"):
        reception.undo()


def test_undo_goes_by_the_order_of_doing_whatever_the_clock_says(
    office: Office, reception: Reception, clock: HeldClock, afternoon: Session
) -> None:
    for back in (0, 60, 30):
        clock.advance(minutes=-back)
        reception.walk_in(afternoon)
    assert [reception.undo().answer.number for _n in range(3)] == ["3", "2", "1"]


def test_undo_of_a_walk_in_takes_all_of_it(
    office: Office, reception: Reception, morning: Session
) -> None:
    blank = cards.blank(office, 1)[0].code
    chip = reception.scan(blank)
    came = reception.walk_in(morning, "タナカ", code=blank, settles=chip.step_id)
    reception.undo()
    assert [a.code for a in reception.parked] == [blank]
    assert reception.view.lines == ()
    assert not _stands_in_register(office, came.person_id)
    assert reception.scan(blank).result is Result.UNASSIGNED
    assert reception.walk_in(morning, "サトウ", code=blank).number == "2"


def test_undo_of_a_walk_in_leaves_a_person_whom_something_else_names(
    office: Office, reception: Reception, morning: Session, afternoon: Session
) -> None:
    consulted, carded, booked = (reception.walk_in(morning, k) for k in ("ア", "イ", "ウ"))
    consultations.record(
        office,
        Consultation(id=office.new_id(), session_id=morning.id, participant_id=consulted.person_id),
    )
    assert carded.person_id and booked.person_id
    cards.for_people(office, [carded.person_id])
    bookings.book(office, afternoon.id, booked.person_id)
    for _n in range(3):
        reception.undo()
    assert all(_stands_in_register(office, a.person_id) for a in (consulted, carded, booked))
    assert not any(line.visit for line in reception.view.lines)


def test_undo_of_an_admission_brings_the_chip_back_and_takes_the_booking(
    office: Office, reception: Reception, morning: Session
) -> None:
    person = given.participant(office)
    parked = reception.arrive(person)
    reception.admit(person, morning, settles=parked.step_id)
    assert reception.parked == []
    reception.undo()
    assert [a.person_id for a in reception.parked] == [person.id]
    assert bookings.of_session(office, morning.id) == []


def test_undo_of_a_revival_cancels_the_booking_again(
    office: Office, reception: Reception, morning: Session
) -> None:
    person = given.participant(office)
    booking = given.booked(office, person, morning)
    bookings.set_state(office, booking, BookingState.CANCELLED, "体調不良")
    reception.admit(person, morning, reason="来場")
    reception.undo()
    found = bookings.of_session(office, morning.id)[0].booking
    assert (found.state, found.reason) == (BookingState.CANCELLED, "体調不良")


def test_undo_of_a_card_given_brings_the_new_cards_chip_back(
    office: Office, reception: Reception, morning: Session
) -> None:
    person = given.participant(office)
    blank = cards.blank(office, 1)[0].code
    reception.scan(blank)
    bound = reception.bind(blank, person)
    assert bound.result is Result.NOT_BOOKED
    assert [a.result for a in reception.parked] == [Result.NOT_BOOKED]
    reception.admit(person, morning)
    reception.undo()
    assert [a.result for a in reception.parked] == [Result.NOT_BOOKED]
    reception.undo()
    assert [a.result for a in reception.parked] == [Result.UNASSIGNED]
    with pytest.raises(NotFound, match="card_not_found"):
        desk.whose(office, blank)
    assert reception.bind(blank, person).result is Result.NOT_BOOKED


def test_undo_of_work_begun_and_ended(
    office: Office, reception: Reception, clock: HeldClock, morning: Session
) -> None:
    person = given.supporter(office)
    reception.arrive(person)
    clock.advance(hours=2)
    reception.arrive(person)
    assert reception.undo().answer.result is Result.SUPPORTER_OUT
    assert reception.is_in(person.id, morning)
    assert reception.undo().answer.result is Result.SUPPORTER_IN
    assert reception.view.lines == ()


def test_undo_of_going_home(office: Office, reception: Reception, morning: Session) -> None:
    came = reception.walk_in(morning, "タナカ")
    assert came.person_id
    desk.leave(office, came.person_id, reception.desk)
    assert not reception.is_in(came.person_id, morning)
    reception.undo()
    assert reception.is_in(came.person_id, morning)


def test_undo_of_the_waiting_list(office: Office, reception: Reception, morning: Session) -> None:
    for n in range(4):
        given.booked(office, given.participant(office, f"ヒト{n}"), morning)
    person = given.participant(office)
    chip = reception.arrive(person)
    desk.wait(office, person.id, morning.id, reception.desk, settles=chip.step_id)
    assert [a.waiting for a in reception.parked] == [1]
    reception.undo()
    assert [(a.result, a.waiting) for a in reception.parked] == [(Result.FULL, 0)]
    assert len(bookings.of_session(office, morning.id)) == 4


def test_companions_are_counted_one_by_one_and_keep_number_and_time(
    office: Office, reception: Reception, clock: HeldClock, morning: Session
) -> None:
    came = reception.walk_in(morning, "タナカ")
    assert came.step_id and came.person_id
    clock.advance(minutes=3)
    for expected in (1, 2):
        more = desk.add_companion(office, came.step_id)
        assert (more.companions, more.step_id) == (expected, came.step_id)
    assert desk.add_companion(office, came.step_id, fewer=True).companions == 1
    line = reception.line(came.person_id, morning)
    assert line and line.visit and line.visit.arrival
    assert (line.visit.arrival.number, line.visit.arrival.at) == (1, came.at)
    assert line.visit.arrival.companions == 1
    assert figures.of_session(office, morning.id).companions == 1
    assert [s.answer.companions for s in reception.view.recent] == [1]
    counted = []
    for _n in range(3):
        reception.undo()
        counted.append(figures.of_session(office, morning.id).companions)
    assert counted == [2, 1, 0]
    assert reception.is_in(came.person_id, morning)
    reception.undo()
    assert _nothing_left(reception)
    assert reception.walk_in(morning).number == "2"


def test_companions_belong_to_a_check_in(
    office: Office, reception: Reception, morning: Session
) -> None:
    came = reception.walk_in(morning, "タナカ")
    assert came.step_id and came.person_id
    gone = desk.leave(office, came.person_id, reception.desk)
    chip = reception.arrive(given.participant(office))
    reception.undo()
    reception.undo()
    for answer in (gone, chip, came):
        assert answer.step_id
        with pytest.raises(NotFound, match="step_not_found"):
            desk.add_companion(office, answer.step_id)


def test_one_person_is_one_chip_in_its_place_however_often_they_come(
    office: Office, reception: Reception, clock: HeldClock, morning: Session
) -> None:
    first, second = given.participant(office, "イチ"), given.participant(office, "ニ")
    code = given.card_of(office, first)
    reception.scan(code)
    reception.arrive(second)
    clock.advance(minutes=5)
    reception.arrive(first)
    reception.scan(code)
    assert [a.person_id for a in reception.parked] == [first.id, second.id]


@pytest.mark.parametrize("way", ["admitted", "booked and scanned", "elsewhere"])
def test_a_chip_goes_whichever_way_the_person_comes_in(
    office: Office, reception: Reception, morning: Session, way: str
) -> None:
    person = given.participant(office)
    reception.arrive(person)
    if way == "admitted":
        reception.admit(person, morning)
    else:
        bookings.book(office, morning.id, person.id)
        if way == "elsewhere":  # another laptop's 受付 came in by sync
            with office.store.transaction() as work:
                work.add(
                    DoorEvent(
                        id=office.new_id(),
                        direction=Direction.IN,
                        party=Party.PARTICIPANT,
                        person_id=person.id,
                        session_id=morning.id,
                        venue_id=morning.venue_id,
                        day=morning.day,
                        at=work.now,
                    )
                )
        reception.arrive(person)
    assert reception.parked == []


def test_chips_and_steps_are_there_after_a_restart(
    office: Office, reception: Reception, hall: Venue, morning: Session, clock: HeldClock
) -> None:
    waiting, came = given.participant(office, "イチ"), given.participant(office, "ニ")
    given.booked(office, came, morning)
    chip = reception.arrive(waiting)
    reception.arrive(came)
    before = reception.view
    office.close()
    again = offices.open_office(office.places, clock=clock)
    desk_again = Reception(again, hall, clock)
    assert desk_again.view == before
    assert desk_again.admit(waiting, morning, settles=chip.step_id).number == "2"
    assert [desk_again.undo().answer.number for _n in range(2)] == ["2", "1"]
    assert [s.id for s in desk_again.view.parked] == [chip.step_id]
    again.close()


def test_chips_are_settled_in_any_order(
    office: Office, reception: Reception, afternoon: Session
) -> None:
    people = [given.participant(office, f"ヒト{n}") for n in range(3)]
    chips = [reception.arrive(p) for p in people]
    for n in (2, 0, 1):
        reception.admit(people[n], afternoon, settles=chips[n].step_id)
    assert reception.parked == []


def test_a_chip_put_aside_can_be_fetched_back(
    office: Office, reception: Reception, morning: Session
) -> None:
    chip = reception.arrive(given.participant(office))
    assert chip.step_id
    desk_list.set_aside(office, chip.step_id)
    assert (reception.parked, reception.view.recent) == ([], ())
    with pytest.raises(NotFound, match="step_not_found"):
        desk_list.set_aside(office, chip.step_id)
    reception.undo()
    assert [s.id for s in reception.view.parked] == [chip.step_id]
    assert reception.view.parked[0].state is StepState.PARKED


def test_all_at_once_is_one_step_back(
    office: Office, reception: Reception, clock: HeldClock, morning: Session, afternoon: Session
) -> None:
    people = [given.participant(office, f"ヒト{n:02}") for n in range(30)]
    for person in people:
        given.booked(office, person, afternoon)
    stranger = given.participant(office, "ヨソ")
    clock.now = given.at("13:20")
    reception.arrive(people[0])
    answers = desk_list.arrive_all(office, [*(p.id for p in people), stranger.id], reception.desk)
    assert [a.result for a in answers] == [
        Result.ALREADY_IN,
        *[Result.OK] * 29,
        Result.NOT_BOOKED,
    ]
    assert [a.number for a in answers[1:30]] == [str(n) for n in range(2, 31)]
    assert len(reception.parked) == 1
    taken = desk_list.undo_act(office, reception.desk.venue_id, reception.desk.day)
    assert [s.answer.number for s in taken] == [str(n) for n in range(30, 1, -1)]
    assert [reception.is_in(p.id, afternoon) for p in people] == [True, *[False] * 29]
    reception.undo()
    assert not reception.is_in(people[0].id, afternoon)


def test_all_at_once_is_all_or_none(office: Office, reception: Reception, morning: Session) -> None:
    person = given.participant(office)
    given.booked(office, person, morning)
    with pytest.raises(NotFound, match="person_not_found"):
        desk_list.arrive_all(office, [person.id, office.new_id()], reception.desk)
    assert not reception.is_in(person.id, morning)
    assert reception.view.recent == ()


def test_the_view_shows_the_last_five(
    office: Office, reception: Reception, afternoon: Session
) -> None:
    for _n in range(7):
        came = reception.walk_in(afternoon)
        assert came.step_id
        desk.add_companion(office, came.step_id)
    assert [s.answer.number for s in reception.view.recent] == ["7", "6", "5", "4", "3"]


def test_steps_are_forgotten_after_a_month(
    office: Office, reception: Reception, clock: HeldClock, morning: Session
) -> None:
    reception.walk_in(morning, "タナカ")
    reception.scan("https://example.com")
    clock.advance(days=31)
    reception.scan("https://example.com")
    assert reception.view.recent == ()
    with pytest.raises(Refused, match="nothing_to_undo"):
        reception.undo()
    assert len(reception.view.lines) == 1
