"""The whole desk in the hands of a 受付係: all answers, but for what a 担当者 must restore."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smartsupport.domain.account import Account, AccountRole
from smartsupport.domain.booking import BookingState
from smartsupport.domain.consultation import Consultation
from smartsupport.domain.desk import Result
from smartsupport.domain.participant import Participant
from smartsupport.domain.session import Session
from smartsupport.domain.venue import Venue
from smartsupport.services import cards, reception_mode
from smartsupport.services.office import Office
from smartsupport.ui.background import Background
from smartsupport.ui.screen import Around
from tests.services.given import booked, card_of, participant, supporter
from tests.ui.screens.corner import corner, said
from tests.ui.screens.desk_driver import DeskDriver, stand

ENTER, ESC, SPACE, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Down
F2, F3, F4 = Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4


@pytest.fixture
def desk(
    qtbot: QtBot,
    office: Office,
    around: Around,
    background: Background,
    place: Venue,
    am: Session,
    pm: Session,
    hanako: Participant,
) -> DeskDriver:
    """In 受付モード."""
    clerk = Account(id=office.new_id(), name="高橋 恵", role=AccountRole.RECEPTIONIST)
    return stand(qtbot, reception_mode.begin(office, clerk), around, background, place)


def test_everything_the_desk_does_answers_to_the_reception(
    desk: DeskDriver, office: Office, around: Around, am: Session, hanako: Participant
) -> None:
    helper, taro = supporter(office), participant(office, "サトウ タロウ")
    pair = [participant(office, kana) for kana in ("アベ サチ", "イトウ ケイ")]
    for person in pair:
        booked(office, person, am)
    blank = cards.blank(office, 1)[0].code
    desk.scan(card_of(office, hanako))
    assert desk.result is Result.OK
    desk.key("+")  # 付き添い
    assert desk.face.notes[-1] == "1 companion"
    desk.scan(card_of(office, helper))
    assert desk.result is Result.SUPPORTER_IN
    desk.scan(card_of(office, taro))
    assert desk.chips == ["さとう たろう"]
    desk.press(ENTER)  # 当日受付
    assert desk.here["さとう たろう"]

    desk.press(F4, SPACE, DOWN, SPACE, ENTER)  # まとめて受付
    assert {"あべ さち", "いとう けい"} <= set(desk.here)
    desk.press(Qt.Key.Key_Z, ctrl=True)
    assert not {"あべ さち", "いとう けい"} & set(desk.here)

    desk.press(F3)
    desk.type("abe")
    desk.press(ENTER)
    assert (desk.result, desk.face.called) == (Result.OK, "あべ さち")

    desk.press(F2)
    desk.type("すずき")
    desk.press(ENTER, ENTER, ENTER)
    desk.scan(blank)  # a card for who was just registered
    desk.press(ENTER)
    assert desk.face.word == "Card given"

    desk.press(Qt.Key.Key_R, ctrl=True)
    desk.type("1")
    desk.press(ENTER)
    desk.key("4")
    desk.press(ENTER)
    desk.key("1")
    desk.press(ENTER, ESC)
    with office.store.reading() as reading:
        assert [c.topics for c in reading.find(Consultation)] == [("line",)]

    desk.room._open_closing()
    desk.press(ENTER)
    assert corner(around).gone == [("today", None)]
    assert said(around) == []


def test_a_cancelled_booking_is_left_to_a_coordinator(
    desk: DeskDriver, office: Office, around: Around, am: Session, pm: Session
) -> None:
    person = participant(office, "タカハシ ジロウ")
    booked(office, person, am, BookingState.CANCELLED)
    desk.scan(card_of(office, person))

    assert desk.result is Result.CANCELLED
    assert desk.face.notes == ("Ask a coordinator to restore it",)
    assert [offer.session_id for offer in desk.face.offers] == [pm.id, None]
    desk.press(ENTER)  # the afternoon, as a walk-in
    assert (desk.result, desk.chips) == (Result.OK, [])
    assert said(around) == []
