"""The list, the search line and the camera: every other way in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smartsupport.codes.draw import png
from smartsupport.codes.token import grouped
from smartsupport.domain.desk import Result
from smartsupport.domain.participant import Participant
from smartsupport.domain.session import Session
from smartsupport.services.office import Office
from tests.services.given import booked, card_of, participant
from tests.ui.screens.desk_driver import DeskDriver

ENTER, ESC, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space
DOWN = Qt.Key.Key_Down
F3, F4 = Qt.Key.Key_F3, Qt.Key.Key_F4


# The list and the search


def test_marked_people_come_in_together_and_go_out_together(
    desk: DeskDriver, office: Office, am: Session
) -> None:
    for kana in ("アベ サチ", "イトウ ケイ"):
        booked(office, participant(office, kana), am)
    desk.settle()
    desk.press(F4, SPACE, DOWN, SPACE)
    assert desk.room.list._together.text().startswith("Check in 2 together")
    desk.press(ENTER)

    assert set(desk.here) == {"あべ さち", "いとう けい"}
    assert desk.face.word == "2 checked in together"
    desk.press(Qt.Key.Key_Z, ctrl=True)
    assert desk.here == {}


def test_a_tap_on_the_list_checks_in(qtbot: QtBot, desk: DeskDriver) -> None:
    table = desk.room.list.table
    at = table.visualRect(table.model().index(0, 2)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    desk.settle()

    assert desk.here == {"やまだ はなこ": "1"}


def test_a_tap_on_the_box_only_marks(qtbot: QtBot, desk: DeskDriver, hanako: Participant) -> None:
    table = desk.room.list.table
    at = table.visualRect(table.model().index(0, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    desk.settle()

    assert desk.here == {}
    assert table.marked_people() == [hanako.id]


@pytest.mark.parametrize("typed", ["yama", "やまだ", "ﾔﾏ", "5678", "hanako"])
def test_enter_with_one_hit_checks_that_person_in(desk: DeskDriver, typed: str) -> None:
    desk.press(F3)
    desk.type(typed)
    desk.press(ENTER)

    assert desk.here == {"やまだ はなこ": "1"}
    assert desk.room.list.line.text() == ""


def test_enter_with_several_hits_asks_which(
    desk: DeskDriver, office: Office, am: Session, hanako: Participant
) -> None:
    booked(office, participant(office, "ヤマダ タロウ"), am)
    desk.press(F3)
    desk.type("yama")
    desk.press(ENTER)
    assert desk.here == {}
    assert QApplication.focusWidget() is desk.room.list.table

    desk.press(DOWN, ENTER)

    assert desk.here == {"やまだ はなこ": "1"}


def test_a_reception_number_means_one_person(
    desk: DeskDriver, office: Office, hanako: Participant
) -> None:
    participant(office, "サトウ タロウ", phone="03-1111-1111")
    desk.scan(card_of(office, hanako))
    desk.press(F3)
    desk.type("1")

    assert [row.reading for row in desk.room.list.table.rows] == ["やまだ はなこ"]


def test_somebody_of_the_register_without_a_booking_is_found_too(
    desk: DeskDriver, office: Office
) -> None:
    participant(office, "サトウ タロウ")
    desk.press(F3)
    desk.type("satou")
    assert [row.about for row in desk.room.list.table.rows] == ["Unbooked"]
    desk.press(ENTER)

    assert desk.result is Result.NOT_BOOKED


def test_a_scan_does_not_take_the_search_line_away(
    desk: DeskDriver, office: Office, hanako: Participant
) -> None:
    taro = participant(office, "サトウ タロウ")
    desk.press(F3)
    desk.scan(card_of(office, taro))
    assert desk.result is Result.NOT_BOOKED
    desk.type("ya")
    assert desk.room.list.line.text() == "ya"
    desk.scan(card_of(office, taro))
    assert desk.room.list.line.text() == "ya"
    desk.press(ESC, ENTER)  # an empty line has nothing to find: Enter is the card's

    assert desk.here == {"さとう たろう": "1"}


def test_the_enter_that_commits_a_composition_checks_nobody_in(desk: DeskDriver) -> None:
    desk.press(F3)
    desk.compose("やまだ")
    desk.settle()
    assert [row.reading for row in desk.room.list.table.rows] == ["やまだ はなこ"]

    desk.commit("山田")

    assert desk.here == {}


def test_a_code_may_be_typed_by_hand(desk: DeskDriver, office: Office, hanako: Participant) -> None:
    desk.press(F3)
    desk.type("-".join(grouped(card_of(office, hanako))).lower())
    desk.press(ENTER)

    assert desk.result is Result.OK
    assert desk.room.list.line.text() == ""


def test_the_list_hears_of_what_another_laptop_did(
    desk: DeskDriver, office: Office, am: Session
) -> None:
    booked(office, participant(office, "アベ サチ"), am)
    desk.settle()

    assert [row.reading for row in desk.room.list.table.rows] == ["あべ さち", "やまだ はなこ"]


# The camera


def test_a_card_held_before_the_camera_is_one_scan(
    desk: DeskDriver, office: Office, hanako: Participant
) -> None:
    camera = desk.room.camera.camera
    image = QImage.fromData(png(card_of(office, hanako)))
    for _frame in range(3):
        camera.show_frame(image)
        desk.settle()

    assert desk.result is Result.OK
    assert desk.here == {"やまだ はなこ": "1"}


def test_the_camera_goes_off_when_nobody_looks(desk: DeskDriver) -> None:
    desk.press(Qt.Key.Key_J, ctrl=True)
    assert desk.room.camera.isVisible()
    desk.window.hide()

    assert desk.room.camera.isHidden()


def test_a_card_the_scanner_read_is_not_read_again_by_the_camera(
    desk: DeskDriver, office: Office, hanako: Participant
) -> None:
    code = card_of(office, hanako)
    desk.scan(code)
    desk.room.camera.camera.show_frame(QImage.fromData(png(code)))
    desk.settle()

    assert desk.result is Result.OK
