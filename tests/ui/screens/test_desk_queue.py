"""Nothing at the desk blocks the next person: forms, chips, taking back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from smartsupport.domain.desk import Result
from smartsupport.domain.participant import Participant
from smartsupport.domain.session import Session
from smartsupport.services.office import Office
from tests.services.given import booked, card_of, participant
from tests.ui.screens.corner import said
from tests.ui.screens.desk_driver import DeskDriver

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
DOWN, DELETE = Qt.Key.Key_Down, Qt.Key.Key_Delete
F2, F5 = Qt.Key.Key_F2, Qt.Key.Key_F5


def test_a_scan_never_touches_a_half_typed_form(
    desk: DeskDriver, office: Office, hanako: Participant
) -> None:
    desk.press(F2)
    desk.type("sato")
    field = QApplication.focusWidget()

    desk.scan(card_of(office, hanako))

    assert desk.result is Result.OK
    assert desk.room.walk_in.box.text() == "sato"
    assert QApplication.focusWidget() is field
    desk.type("u")
    assert desk.room.walk_in.box.text() == "satou"
    assert desk.room.unsaved()


def test_a_decision_scanned_while_typing_waits_as_a_chip(
    desk: DeskDriver, office: Office, hanako: Participant
) -> None:
    desk.press(F2)
    desk.type("sato")
    desk.scan(card_of(office, participant(office, "サトウ タロウ")))
    desk.press(ENTER)  # goes on in the form
    assert desk.result is Result.NOT_BOOKED
    assert QApplication.focusWidget() is desk.room.walk_in.ages

    desk.press(ESC, F5, ENTER, ENTER)

    assert desk.here == {"さとう たろう": "1"}
    desk.press(F2)
    assert desk.room.walk_in.box.text() == "sato"


def test_the_next_scan_takes_the_card_but_never_the_chip(
    desk: DeskDriver, office: Office, hanako: Participant
) -> None:
    for kana in ("サトウ タロウ", "タナカ ミカ", "キムラ ケン"):
        desk.scan(card_of(office, participant(office, kana)))
    desk.scan(card_of(office, hanako))
    assert desk.result is Result.OK
    assert desk.chips == ["さとう たろう", "たなか みか", "きむら けん"]

    desk.press(F5, DOWN, ENTER)  # the second one first
    assert desk.face.called == "たなか みか"
    desk.press(ENTER)

    assert desk.chips == ["さとう たろう", "きむら けん"]
    assert set(desk.here) == {"やまだ はなこ", "たなか みか"}


def test_esc_puts_aside_and_del_takes_off_until_it_is_taken_back(
    desk: DeskDriver, office: Office
) -> None:
    desk.scan(card_of(office, participant(office, "サトウ タロウ")))
    desk.press(ESC)
    assert desk.face.answer is None
    assert desk.chips == ["さとう たろう"]

    desk.press(F5, ENTER, DELETE)
    assert desk.chips == []
    desk.press(Qt.Key.Key_Z, ctrl=True)
    assert desk.chips == ["さとう たろう"]


def test_a_wrong_scan_is_taken_back_with_one_key(
    desk: DeskDriver, office: Office, hanako: Participant
) -> None:
    desk.scan(card_of(office, hanako))
    desk.press(Qt.Key.Key_Z, ctrl=True)

    assert desk.here == {}
    assert desk.face.word == "Taken back"
    assert desk.face.called == "やまだ はなこ"
    assert desk.face.lines == ("Before: Checked in",)
    desk.press(Qt.Key.Key_Z, ctrl=True)
    assert said(desk.room._around) == ["There is nothing to take back."]


def test_the_last_five_are_in_sight(desk: DeskDriver, office: Office, am: Session) -> None:
    desk.window.resize(1190, 640)
    for name in ("サチ", "ケイ", "リエ", "マリ", "ミツ", "キヨ"):
        booked(office, person := participant(office, f"カトウ {name}"), am)
        desk.scan(card_of(office, person))

    seen = [b.text() for b in desk.room.strip.findChildren(QPushButton) if b.isVisible()]
    names = ((6, "きよ"), (5, "みつ"), (4, "まり"), (3, "りえ"), (2, "けい"))
    assert seen == [f"{n} かとう {name}" for n, name in names]


def test_three_that_wait_are_whole_beside_the_last(
    desk: DeskDriver, office: Office, am: Session
) -> None:
    desk.window.resize(1190, 640)
    for name in ("サチ", "ケイ"):
        booked(office, person := participant(office, f"カトウ {name}"), am)
        desk.scan(card_of(office, person))
    for name in ("タロウ", "ジロウ", "サブロウ"):
        desk.scan(card_of(office, participant(office, f"イトウ {name}")))

    strip = desk.room.strip
    buttons = [b for b in strip.findChildren(QPushButton) if b.isVisible()]
    assert len(buttons) == 5
    assert all(b.visibleRegion().boundingRect() == b.rect() for b in buttons)
    assert "いとう さぶろう" in buttons[2].text()


def test_plus_counts_companions(desk: DeskDriver, office: Office, hanako: Participant) -> None:
    desk.scan(card_of(office, hanako))
    desk.key("+")
    desk.key("+")

    assert desk.face.number == "1"
    assert "2 companions" in desk.face.notes
