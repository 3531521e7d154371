from datetime import timedelta
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from smartsupport.domain.session import Session
from smartsupport.services import calendar
from smartsupport.services.office import Office
from smartsupport.services.tasks import OpenTask
from smartsupport.ui.background import Background
from smartsupport.ui.screen import Around
from smartsupport.ui.screens import today
from smartsupport.ui.screens.desk_place import DeskPlace
from smartsupport.ui.screens.today import TodayScreen
from smartsupport.ui.screens.today_tasks import TaskList
from smartsupport.ui.widgets.big_button import BigButton
from tests.accounts import cheap_passwords, closed
from tests.services import given
from tests.services.given import DAY
from tests.ui.screens.corner import corner
from tests.ui.seen import cut_off, nameless

__all__ = ["cheap_passwords", "closed"]


def show(qtbot: QtBot, office: Office, around: Around, background: Background) -> TodayScreen:
    screen = TodayScreen(office, around)
    screen.resize(1100, 600)
    qtbot.addWidget(screen)
    screen.show()
    screen.activateWindow()
    screen.load()
    settle(qtbot, background)
    screen.setFocus()
    return screen


def settle(qtbot: QtBot, background: Background) -> None:
    qtbot.waitUntil(lambda: not background._waiting)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not background._waiting)


def words(screen: TodayScreen) -> list[str]:
    parts = [*screen.findChildren(QLabel), *screen.findChildren(QPushButton)]
    return [part.text().strip() for part in parts if part.isVisible()]


@pytest.fixture
def morning(office: Office) -> Session:
    hall = given.venue(office, "中央会館")
    return given.session(office, hall, "10:00", "12:00", title="Morning", room="2F")


def test_a_day_shows_its_sessions_with_what_is_known_of_them(
    qtbot: QtBot, office: Office, around: Around, background: Background, morning: Session
) -> None:
    person = given.participant(office)
    given.booked(office, person, morning)
    screen = show(qtbot, office, around, background)
    seen = words(screen)

    assert {"中央会館", "Morning", "10:00–12:00", "2F", "1 booked　0 here　0 supporters"} <= {*seen}
    assert any("short" in text for text in seen)
    assert nameless(screen) == []
    assert cut_off(screen) == []


def test_the_day_and_the_desk_do_not_wait_for_what_is_open_around_it(
    qtbot: QtBot,
    office: Office,
    around: Around,
    morning: Session,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_through = Event()
    found = today.open_tasks

    def slowly(*asked: object) -> list[OpenTask]:
        assert looked_through.wait(timeout=10)
        return found(*asked)

    monkeypatch.setattr(today, "open_tasks", slowly)
    screen = TodayScreen(office, around)
    qtbot.addWidget(screen)
    screen.show()
    screen.load()
    qtbot.waitUntil(lambda: "Morning" in words(screen))
    assert not screen.findChildren(TaskList)

    looked_through.set()
    qtbot.waitUntil(lambda: bool(screen.findChildren(TaskList)))
    assert "Morning" in words(screen)


def test_the_desk_of_each_venue_is_one_key_away(
    qtbot: QtBot, office: Office, around: Around, background: Background, morning: Session
) -> None:
    other = given.venue(office, "東会館")
    given.session(office, other, "10:30", "12:00")
    screen = show(qtbot, office, around, background)
    assert screen.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert corner(around).gone == [
        ("desk", DeskPlace(venue_id=other.id, day=DAY)),
        ("desk", DeskPlace(venue_id=morning.venue_id, day=DAY)),
    ]


def test_the_first_thing_to_do_has_the_keyboard(
    qtbot: QtBot, office: Office, around: Around, background: Background, morning: Session
) -> None:
    screen = show(qtbot, office, around, background)

    button = QApplication.focusWidget()
    assert isinstance(button, BigButton)
    assert button.accessibleName() == "Open the desk at 中央会館"
    assert screen.isAncestorOf(button)


def test_it_hears_of_what_happens_at_the_door(
    qtbot: QtBot, office: Office, around: Around, background: Background, morning: Session
) -> None:
    screen = show(qtbot, office, around, background)
    person = given.participant(office)
    given.booked(office, person, morning)
    settle(qtbot, background)

    assert "1 booked　0 here　0 supporters" in words(screen)


def test_a_cancelled_session_says_so(
    qtbot: QtBot, office: Office, around: Around, background: Background, morning: Session
) -> None:
    calendar.cancel(office, reason="snow", session_id=morning.id)
    screen = show(qtbot, office, around, background)

    assert "Session cancelled" in words(screen)
    assert not any("short" in text for text in words(screen))


def test_an_empty_register_says_what_to_do_first(
    qtbot: QtBot, office: Office, around: Around, background: Background
) -> None:
    screen = show(qtbot, office, around, background)
    assert "Begin with a venue" in words(screen)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert corner(around).gone == [("register", "venues")]


def test_an_empty_day_names_the_next_one(
    qtbot: QtBot, office: Office, around: Around, background: Background
) -> None:
    hall = given.venue(office)
    given.session(office, hall, day=DAY + timedelta(days=9), title="Later")
    screen = show(qtbot, office, around, background)
    assert "The next one is on Mon 12 Oct." in words(screen)

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    settle(qtbot, background)

    assert "Later" in words(screen)
    assert screen.days.day == DAY + timedelta(days=9)


def test_what_needs_a_person_is_counted_and_one_tap_away(
    qtbot: QtBot, office: Office, around: Around, background: Background, morning: Session
) -> None:
    screen = show(qtbot, office, around, background)
    head = next(
        b for b in screen.findChildren(QPushButton) if b.text().startswith("Supporters are missing")
    )
    assert not any("Adviser" in text for text in words(screen))
    head.click()
    line = next(b for b in screen.findChildren(QPushButton) if "Adviser" in b.text())
    assert line.isVisible()
    assert "Morning" in line.text()
    line.click()

    assert corner(around).gone == [("calendar", morning.id)]


def test_a_missing_recovery_sheet_stands_first_and_leads_to_where_it_is_made(
    qtbot: QtBot, closed: Office, around: Around, background: Background
) -> None:
    given.session(closed, given.venue(closed, "中央会館"))
    screen = show(qtbot, closed, around, background)
    first = screen.findChild(TaskList).findChildren(QPushButton)[0]
    assert first.text() == "There is no recovery sheet yet (within 7 days)"
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert corner(around).gone == [("settings", "people")]
