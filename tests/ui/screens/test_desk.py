"""The desk as a whole: its switches, its words in every size, opening and closing it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from smartsupport.codes.token import new_code
from smartsupport.domain.participant import Participant
from smartsupport.domain.session import Session
from smartsupport.domain.venue import Venue
from smartsupport.services.office import Office
from smartsupport.ui import theme
from smartsupport.ui.background import Background
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.desk import DeskScreen
from smartsupport.ui.screens.desk_place import DeskPlace
from smartsupport.ui.screens.desk_sounds import Sounds
from smartsupport.ui.widgets.big_button import BigButton
from tests.services import given
from tests.services.given import DAY, card_of, participant, session, supporter
from tests.ui.screens.corner import corner
from tests.ui.screens.desk_driver import DeskDriver, Own, stand
from tests.ui.seen import cut_off, nameless

ENTER = Qt.Key.Key_Return
F1, F2, F4 = Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F4


# Words, sounds, sizes


def test_each_result_has_its_sound_unless_muted(
    desk: DeskDriver, office: Office, hanako: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    played: list[str] = []
    monkeypatch.setattr(Sounds, "_play", lambda _self, name: played.append(name))
    code = card_of(office, hanako)
    desk.scan(code)
    assert played == []  # the settings say: no sounds

    desk.press(Qt.Key.Key_M, ctrl=True)
    desk.scan(code)
    desk.scan(new_code())

    assert played == ["attention", "refused"]


def test_every_control_has_a_name(desk: DeskDriver, office: Office) -> None:
    desk.scan(card_of(office, participant(office, "サトウ タロウ")))
    for key in (F1, F2, F4):
        desk.press(key)
        assert nameless(desk.window) == []
    desk.press(Qt.Key.Key_R, ctrl=True)
    assert nameless(desk.window) == []


@pytest.mark.parametrize(
    ("width", "height", "large"),
    [(1190, 640, False), (1190, 640, True), (811, 420, False), (795, 390, True)],
)
def test_no_word_is_cut_off(
    qapp: QApplication,
    qtbot: QtBot,
    office: Office,
    around: Around,
    background: Background,
    place: Venue,
    am: Session,
    pm: Session,
    width: int,
    height: int,
    large: bool,
) -> None:
    theme.apply(qapp, theme.make("light", large=large))
    desk = stand(qtbot, office, around, background, place)
    desk.window.resize(width, height)
    desk.scan(card_of(office, participant(office, "サトウ タロウ")))
    room = desk.room
    for page in (room.list, room.walk_in, room.record, room.side.help, room.side.closing):
        room.side._stack.setCurrentWidget(page)
        QApplication.processEvents()
        assert (desk.window.width(), desk.window.height()) == (width, height)
        assert [text for text in cut_off(desk.window) if "…" not in text] == []


def test_what_is_open_is_said_at_the_close_of_day(
    desk: DeskDriver, office: Office, around: Around
) -> None:
    desk.scan(card_of(office, participant(office, "サトウ タロウ")))
    desk.scan(card_of(office, supporter(office)))
    desk.room._open_closing()
    said_here = {label.text() for label in desk.room.side.closing.findChildren(QLabel)}
    assert {
        "・1 parked, to be decided",
        "・1 supporter has not ended work",
        "・1 booked and not here",
    } <= said_here

    desk.press(ENTER)
    assert corner(around).gone == [("today", None)]


def test_sound_and_camera_are_as_they_were_left(
    qtbot: QtBot, office: Office, around: Around, background: Background, place: Venue, am: Session
) -> None:
    own = Own()
    desk = stand(qtbot, office, around, background, place, own)
    desk.press(Qt.Key.Key_M, ctrl=True)
    desk.press(Qt.Key.Key_J, ctrl=True)
    desk.window.close()

    desk = stand(qtbot, office, around, background, place, own)

    assert desk.room.camera.isVisible()
    names = {button.accessibleName() for button in desk.room.findChildren(QToolButton)}
    assert {"Sounds: on", "Camera: on"} <= names


def test_the_camera_comes_back_with_the_desk_unless_switched_off(desk: DeskDriver) -> None:
    desk.press(Qt.Key.Key_J, ctrl=True)
    desk.window.hide()
    desk.window.show()
    assert desk.room.camera.isVisible()

    desk.press(Qt.Key.Key_J, ctrl=True)
    desk.window.hide()
    desk.window.show()
    assert desk.room.camera.isHidden()


# Opening and closing


def test_with_one_venue_today_its_desk_opens_at_once(
    qtbot: QtBot, office: Office, around: Around, place: Venue, am: Session
) -> None:
    screen = DeskScreen(office, around, Own(), Own().change)
    qtbot.addWidget(screen)
    screen.show()
    screen.load()

    qtbot.waitUntil(lambda: screen.room is not None)
    assert screen.room.place == DeskPlace(venue_id=place.id, day=DAY)


def test_with_several_venues_one_is_chosen(
    qtbot: QtBot, office: Office, around: Around, am: Session
) -> None:
    other = given.venue(office, "東会館")
    session(office, other)
    screen = DeskScreen(office, around, Own(), Own().change)
    qtbot.addWidget(screen)
    screen.show()
    screen.load()
    qtbot.waitUntil(lambda: len(screen.findChildren(BigButton)) == 2)

    button = next(b for b in screen.findChildren(BigButton) if "東会館" in b.text())
    button.click()

    assert screen.room is not None
    assert screen.room.place.venue_id == other.id


def test_without_a_session_it_says_what_to_do(
    qtbot: QtBot, office: Office, around: Around, place: Venue
) -> None:
    screen = DeskScreen(office, around, Own(), Own().change)
    qtbot.addWidget(screen)
    screen.show()
    screen.load()
    qtbot.waitUntil(lambda: bool(screen.findChildren(QPushButton)))
    screen.findChildren(QPushButton)[0].click()

    assert corner(around).gone == [("today", None)]


def test_a_desk_that_was_closed_opens_fresh(
    desk: DeskDriver, office: Office, hanako: Participant, place: Venue
) -> None:
    desk.scan(card_of(office, participant(office, "サトウ タロウ")))
    desk.scan(card_of(office, hanako))
    desk.room._open_closing()
    desk.press(ENTER)

    desk.screen.show_record(DeskPlace(venue_id=place.id, day=DAY))
    desk.settle()

    assert desk.face.word == "Ready"
    assert desk.room.list.isVisible()
    assert desk.chips == ["さとう たろう"]  # nothing is settled by closing
    assert desk.here == {"やまだ はなこ": "1"}


def test_closing_the_desk_keeps_what_is_half_typed(
    desk: DeskDriver, office: Office, hanako: Participant, place: Venue
) -> None:
    desk.press(F2)
    desk.type("sato")
    desk.scan(card_of(office, hanako))
    desk.room._open_closing()
    desk.press(ENTER)

    desk.screen.show_record(DeskPlace(venue_id=place.id, day=DAY))
    desk.settle()
    assert desk.face.word == "Ready"
    assert desk.room.list.isVisible()
    desk.press(F2)
    assert desk.room.walk_in.box.text() == "sato"


def test_a_closed_desk_asks_for_the_venue_again(
    qtbot: QtBot, desk: DeskDriver, office: Office
) -> None:
    session(office, given.venue(office, "東会館"))
    desk.room._open_closing()
    desk.press(ENTER)
    desk.window.hide()
    desk.window.show()

    qtbot.waitUntil(lambda: len(desk.screen.findChildren(BigButton)) == 2)
    assert desk.screen.room is None
