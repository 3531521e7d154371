"""Every result of the desk: its colour, its symbol, its next step."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smartsupport.codes.token import new_code
from smartsupport.domain.booking import Booking, BookingState
from smartsupport.domain.desk import Result
from smartsupport.domain.participant import Participant
from smartsupport.domain.session import Session
from smartsupport.domain.venue import Venue
from smartsupport.services import calendar, cards
from smartsupport.services.office import Office
from smartsupport.ui.background import Background
from smartsupport.ui.screen import Around
from tests.services import given
from tests.services.given import booked, card_of, participant, placed, session, supporter
from tests.stores import HeldClock
from tests.ui.screens.desk_driver import DeskDriver, stand

ENTER, F2 = Qt.Key.Key_Return, Qt.Key.Key_F2


def test_a_booked_person_is_in_with_one_scan(
    desk: DeskDriver, office: Office, hanako: Participant
) -> None:
    desk.scan(card_of(office, hanako))

    assert desk.result is Result.OK
    assert (desk.face.tone, desk.face.number, desk.face.called) == ("ok", "1", "やまだ はなこ")
    assert any("Morning" in line for line in desk.face.lines)
    assert "First visit" in desk.face.notes
    assert desk.here == {"やまだ はなこ": "1"}
    assert [step.answer.number for step in desk.room.strip._recent] == ["1"]
    assert desk.chips == []


def test_the_number_is_as_large_as_the_name_and_never_small(
    desk: DeskDriver, office: Office, hanako: Participant
) -> None:
    desk.scan(card_of(office, hanako))
    card = desk.room.card

    assert card._number.fontInfo().pixelSize() == card._called.fontInfo().pixelSize() >= 28


def test_a_second_scan_says_since_when_and_writes_nothing(
    desk: DeskDriver, office: Office, hanako: Participant, clock: HeldClock
) -> None:
    code = card_of(office, hanako)
    desk.scan(code)
    clock.advance(minutes=3)
    desk.scan(code)

    assert (desk.result, desk.face.tone) == (Result.ALREADY_IN, "attention")
    assert any("9:30" in line and "担当" in line for line in desk.face.lines)
    desk.press(ENTER)
    assert len(desk.here) == 1


def test_without_a_booking_enter_admits_to_the_nearest_session(
    desk: DeskDriver, office: Office, am: Session
) -> None:
    taro = participant(office, "サトウ タロウ")
    desk.scan(card_of(office, taro))
    assert (desk.result, desk.face.tone) == (Result.NOT_BOOKED, "info")
    assert [offer.key for offer in desk.face.offers] == ["Enter", "2", "Del"]
    assert desk.chips == ["さとう たろう"]

    desk.press(ENTER)

    assert desk.result is Result.OK
    assert desk.face.answer.session_id == am.id
    assert desk.chips == []


def test_a_digit_admits_to_the_session_it_stands_on(
    desk: DeskDriver, office: Office, pm: Session
) -> None:
    desk.scan(card_of(office, participant(office, "サトウ タロウ")))
    desk.key("2")

    assert desk.result is Result.OK
    assert desk.face.answer.session_id == pm.id


def test_a_key_just_after_the_card_changed_was_meant_for_the_card_before(
    desk: DeskDriver, office: Office
) -> None:
    desk.scan(card_of(office, participant(office, "サトウ タロウ")))
    desk.room.card._changed_at = desk.ms.now + 300  # it changes while the finger is on its way
    desk.press(ENTER)

    assert desk.result is Result.NOT_BOOKED
    assert desk.here == {}


def elsewhere(office: Office, am: Session) -> str:
    other = given.venue(office, "東会館")
    person = participant(office, "タカハシ ジロウ")
    booked(office, person, session(office, other, title="Elsewhere"))
    return card_of(office, person)


def another_day(office: Office, am: Session) -> str:
    person = participant(office, "タカハシ ジロウ")
    where = given.DAY.replace(day=10)
    booked(office, person, calendar_session(office, am, where))
    return card_of(office, person)


def calendar_session(office: Office, am: Session, day: object) -> Session:
    return calendar.add_session(
        office,
        venue_id=am.venue_id,
        kind_id=am.kind_id,
        day=day,  # type: ignore[arg-type]
        start=am.start,
        end=am.end,
        title="Later",
    )


def cancelled(office: Office, am: Session) -> str:
    person = participant(office, "タカハシ ジロウ")
    booked(office, person, am, BookingState.CANCELLED)
    return card_of(office, person)


def revoked(office: Office, am: Session) -> str:
    person = participant(office, "タカハシ ジロウ")
    code = card_of(office, person)
    cards.reissue(office, person.id)
    return code


def withdrawn(office: Office, am: Session) -> str:
    person = participant(office, "タカハシ ジロウ")
    code = card_of(office, person)
    with office.store.transaction() as work:
        work.delete(person)
    return code


def unassigned(office: Office, am: Session) -> str:
    return cards.blank(office, 1)[0].code


def practice(office: Office, am: Session) -> str:
    return new_code(practice=True)


def unknown(office: Office, am: Session) -> str:
    return new_code()


@pytest.mark.parametrize(
    ("make", "result", "tone", "symbol", "first"),
    [
        (elsewhere, Result.OTHER_VENUE, "attention", "arrow-right", "Enter"),
        (another_day, Result.OTHER_DAY, "attention", "arrow-right", "Enter"),
        (cancelled, Result.CANCELLED, "refused", "cross", "Enter"),
        (revoked, Result.REVOKED, "refused", "cross", "Enter"),
        (withdrawn, Result.WITHDRAWN, "refused", "cross", "Enter"),
        (unassigned, Result.UNASSIGNED, "info", "plus", "1"),
        (practice, Result.PRACTICE, "refused", "question", "Enter"),
        (unknown, Result.UNKNOWN, "refused", "question", "Enter"),
    ],
)
def test_every_result_has_its_colour_its_symbol_and_its_next_step(
    desk: DeskDriver,
    office: Office,
    am: Session,
    make: object,
    result: Result,
    tone: str,
    symbol: str,
    first: str,
) -> None:
    desk.scan(make(office, am))  # type: ignore[operator]

    assert desk.result is result
    assert (desk.face.tone, desk.face.symbol) == (tone, symbol)
    assert desk.face.word
    assert desk.face.offers[0].key == first
    assert len(desk.chips) == (1 if result.waits else 0)
    assert desk.here == {}


def test_a_strangers_code_is_named_as_such_and_never_searched(desk: DeskDriver) -> None:
    desk.hear("https://example.com/x")

    assert desk.result is Result.FOREIGN
    assert desk.room.list.line.text() == ""


def test_a_booking_elsewhere_is_admitted_with_its_reason_kept(
    desk: DeskDriver, office: Office, am: Session
) -> None:
    desk.scan(elsewhere(office, am))
    assert "東会館" in desk.face.lines
    desk.press(ENTER)

    assert desk.result is Result.OK
    with office.store.reading() as reading:
        reasons = [b.reason for b in reading.find(Booking, session_id=am.id) if b.walk_in]
    assert reasons == ["Booked at 東会館"]


def test_a_full_session_offers_the_waiting_list_first(
    qtbot: QtBot, office: Office, around: Around, background: Background, place: Venue
) -> None:
    small = session(office, place, "10:00", "12:00", title="Small", capacity=1)
    booked(office, participant(office, "ヤマダ ハナコ"), small)
    desk = stand(qtbot, office, around, background, place)
    desk.scan(card_of(office, participant(office, "サトウ タロウ")))
    assert (desk.result, desk.face.tone) == (Result.FULL, "attention")

    desk.press(ENTER)

    assert desk.result is Result.FULL
    assert "Number 1 on the waiting list" in desk.face.lines
    assert desk.chips == ["さとう たろう"]
    desk.key("1")
    assert desk.result is Result.OK


def test_a_walk_in_to_a_full_session_is_shown_as_full_and_admitted_by_a_key_of_its_own(
    qtbot: QtBot, office: Office, around: Around, background: Background, place: Venue
) -> None:
    small = session(office, place, "10:00", "12:00", title="Small", capacity=1)
    booked(office, participant(office, "ヤマダ ハナコ"), small)
    desk = stand(qtbot, office, around, background, place)
    desk.press(F2)
    desk.type("サトウ")
    desk.press(ENTER, ENTER, ENTER)

    assert (desk.result, desk.face.tone, desk.face.called) == (Result.FULL, "attention", "さとう")
    assert (desk.chips, desk.here) == (["さとう"], {})
    assert desk.room.list.isVisible()  # the form is empty again: the next person may come
    assert desk.face.offers[0].text.startswith("Put on the waiting list")

    desk.key("2")

    assert (desk.result, desk.here) == (Result.OK, {"さとう": "1"})
    with office.store.reading() as reading:
        reasons = [b.reason for b in reading.find(Booking, session_id=small.id) if b.walk_in]
    assert reasons == ["Admitted though full"]


def test_enter_never_admits_to_a_full_session_while_another_has_places(
    qtbot: QtBot, office: Office, around: Around, background: Background, place: Venue
) -> None:
    small = session(office, place, "10:00", "12:00", title="Small", capacity=1)
    later = session(office, place, "13:30", "15:30", title="Later")
    booked(office, participant(office, "ヤマダ ハナコ"), small)
    desk = stand(qtbot, office, around, background, place)
    desk.scan(card_of(office, participant(office, "サトウ タロウ")))
    assert [offer.text for offer in desk.face.offers[:2]] == [
        "Register as a walk-in: Later 13:30",
        "Register all the same: Small 10:00 (0 free)",
    ]

    desk.press(ENTER)

    assert desk.face.answer.session_id == later.id


def test_the_list_says_how_many_are_booked_how_many_walked_in_and_how_many_are_here(
    desk: DeskDriver, office: Office, hanako: Participant, am: Session
) -> None:
    booked(office, participant(office, "アベ サチ"), am)
    desk.scan(card_of(office, hanako))
    desk.scan(card_of(office, participant(office, "サトウ タロウ")))
    desk.press(ENTER)

    assert desk.room.list._count.text() == "Booked 2 · Walk-ins 1 · Here 2"


def test_a_supporter_starts_and_ends_work_in_their_own_colour(
    desk: DeskDriver, office: Office, am: Session, clock: HeldClock
) -> None:
    helper = supporter(office, "スズキ イチロウ")
    placed(office, helper, am)
    code = card_of(office, helper)
    desk.scan(code)
    assert (desk.result, desk.face.tone) == (Result.SUPPORTER_IN, "supporter")
    assert desk.face.notes == ()
    assert "1 supporter at work" in desk.room.list._count.text()

    clock.advance(hours=2)
    desk.scan(code)

    assert (desk.result, desk.face.tone) == (Result.SUPPORTER_OUT, "supporter")
    assert any("9:30–11:30" in line for line in desk.face.lines)


def test_a_supporter_who_is_not_placed_is_let_in_and_told(desk: DeskDriver, office: Office) -> None:
    desk.scan(card_of(office, supporter(office)))

    assert desk.result is Result.SUPPORTER_IN
    assert desk.face.notes == ("Not placed at this session",)
