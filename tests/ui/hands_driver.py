"""The whole window as who sits at it uses it, over a register with a password."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from smartsupport.domain.participant import Participant
from smartsupport.domain.session import Session
from smartsupport.domain.venue import Venue
from smartsupport.paths import Places, resources
from smartsupport.services import journal, sign_in
from smartsupport.services.office import Office
from smartsupport.settings import Settings
from smartsupport.storage import oplog
from smartsupport.storage.journal import Wanted
from smartsupport.storage.unit_of_work import Store
from smartsupport.ui import language, theme
from smartsupport.ui.background import Background
from smartsupport.ui.hands import Hands
from smartsupport.ui.idle import IdleWatch
from smartsupport.ui.live import Live
from smartsupport.ui.lock_page import LockPage
from smartsupport.ui.screens.desk import DeskScreen
from smartsupport.ui.start import make_window
from smartsupport.ui.widgets.password_gate import PasswordGate
from smartsupport.ui.window import Window
from tests.accounts import PASSWORD, cheap_passwords, just_made
from tests.services import given
from tests.stores import HeldClock, clock, copied

__all__ = ["cheap_passwords", "clock"]

REGISTER = "中野区スマホ相談会台帳"


@pytest.fixture
def closed(tmp_path: Path, clock: HeldClock, cheap_passwords: None) -> Iterator[Office]:
    """A 台帳 with a password, in the hands of 佐藤."""
    made = just_made(copied(_closed, tmp_path / "closed"), clock)
    yield made
    made.close()


def _closed(folder: Path) -> Store:
    return sign_in.make(
        Places(base=folder), name=REGISTER, person="佐藤", password=PASSWORD, clock=HeldClock()
    ).store


@pytest.fixture
def hall(closed: Office) -> Venue:
    return given.venue(closed, "中央会館")


@pytest.fixture
def morning(closed: Office, hall: Venue) -> Session:
    session = given.session(closed, hall, "10:00", "12:00", title="Morning")
    given.placed(closed, given.supporter(closed, "タカハシ メグミ"), session)
    return session


@pytest.fixture
def hanako(closed: Office, morning: Session) -> Participant:
    person = given.participant(closed, "ヤマダ ハナコ")
    given.booked(closed, person, morning)
    return person


class Desk:
    """The window as who sits at it uses it."""

    def __init__(self, qtbot: QtBot, window: Window, background: Background) -> None:
        self._qtbot, self.window, self._background = qtbot, window, background

    def settle(self) -> None:
        for _n in range(3):
            self._qtbot.waitUntil(lambda: not self._background._waiting)
            QApplication.processEvents()

    def go(self, code: str, record: object = None) -> None:
        self.window.go(code, record)
        self.settle()
        if code == "desk":
            self._qtbot.waitUntil(lambda: self.room is None or self.room._seen is not None)
            self.settle()

    def press(self, text: str) -> None:
        """The button that says so; its key stands behind it."""
        self._qtbot.mouseClick(self.button(text), Qt.MouseButton.LeftButton)
        self.settle()

    def button(self, text: str) -> QAbstractButton:
        return next(
            b
            for b in self.window.findChildren(QAbstractButton)
            if b.isVisible() and b.text().strip().startswith(text)
        )

    def key(self, keys: str) -> None:
        sequence = QKeySequence(keys)[0]
        target = QApplication.focusWidget() or self.window
        self._qtbot.keyClick(target, sequence.key(), sequence.keyboardModifiers())
        self.settle()

    def type(self, text: str) -> None:
        self.gate.line.box.setText(text)
        self._qtbot.keyClick(self.gate.line.box, Qt.Key.Key_Return)
        self.settle()

    @property
    def gate(self) -> PasswordGate:
        return next(g for g in self.window.findChildren(PasswordGate) if g.isVisible())

    @property
    def page(self) -> LockPage | None:
        return self.window.findChild(LockPage)

    @property
    def locked(self) -> bool:
        return self.page is not None

    @property
    def words(self) -> str:
        """Everything that can be read or heard in the window, with its title."""
        parts = [self.window, *self.window.findChildren(QWidget)]
        shown = [part for part in parts if part.isVisible()]
        said = [f"{part.accessibleName()} {part.toolTip()}" for part in shown]
        said += [p.text() for p in shown if isinstance(p, QLabel | QAbstractButton | QLineEdit)]
        return "\n".join([self.window.windowTitle(), *said])

    @property
    def menu(self) -> list[str]:
        menu = self.window._top.menu_button.menu()
        menu.aboutToShow.emit()
        return [a.text() for a in menu.actions() if a.text() and not a.menu()]

    @property
    def room(self) -> Any:
        return self.window.findChild(DeskScreen).room

    @property
    def hands(self) -> Hands:
        return self.window.findChild(Hands)

    def pass_time(self, clock: HeldClock, minutes: float) -> None:
        """So much time passes, and the timer looks as often as it does."""
        timer = self.window.findChild(IdleWatch)._timer
        for _n in range(round(minutes * 2)):
            clock.advance(seconds=30)
            timer.timeout.emit()
        self.settle()

    def move_mouse(self) -> None:
        at = self.window.rect().center()
        where = self.window.mapToGlobal(at).toPointF()
        none = Qt.MouseButton.NoButton
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            at.toPointF(),
            where,
            none,
            none,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(self.window, event)


Open = Callable[[Office], Desk]


@pytest.fixture
def open(qtbot: QtBot, qapp: QApplication, background: Background) -> Iterator[Open]:
    settings = Settings(
        language="en", theme="light", sounds=False, maximized=False, window=(0, 0, 1366, 768)
    )
    language.apply(qapp, "en", resources() / "locale")
    theme.apply(qapp, theme.make("light", large=False))
    made: list[Window] = []

    def open(office: Office) -> Desk:
        window = make_window(office, background, Live(), settings, resources() / "locale")
        made.append(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        desk = Desk(qtbot, window, background)
        desk.settle()
        return desk

    yield open
    for window in made:
        for box in window.findChildren(QLineEdit):
            box.clear()
        window._sure = True
        window.close()
        window.deleteLater()


def noted(office: Office) -> list[tuple[str, str]]:
    """Deed and person of every line."""
    ids = journal.ids(office, Wanted())
    return [(line.entry.deed, line.entry.person) for line in journal.lines(office, ids).values()]


def actor_of(office: Office, person: Participant) -> object:
    """Whose name the last record about a person carries."""
    with office.store.reading() as reading:
        return oplog.about(reading.connection, person.id)[-1].actor


@pytest.fixture
def reception(open: Open, closed: Office, morning: Session, hanako: Participant) -> Desk:
    """From 今日 into 受付モード, by a tap on a name."""
    desk = open(closed)
    desk.press("Reception mode")
    assert "たかはし めぐみ" in desk.words
    desk.key("1")
    return desk
