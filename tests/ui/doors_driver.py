"""A person at the doors: sees one page, and has a keyboard, a mouse and nothing else."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from smartsupport.paths import Places, resources
from smartsupport.settings import Settings
from smartsupport.ui.doors.page import DoorPage
from smartsupport.ui.start import Program
from tests.ui.tour_doors import Bugs

PATIENCE = 20_000
"""Milliseconds; a busy machine is no fault."""


class Person:
    """Counts: one for each key pressed, each click, and each text typed into a box."""

    def __init__(self, qtbot: QtBot, places: Places, settings: Settings | None = None) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.actions = 0
        self._gone = False
        self._qtbot = qtbot
        self._bugs = Bugs()
        settings = settings or Settings(language="en", maximized=False, window=(0, 0, 1366, 768))
        self.program = Program(app, places, settings, resources() / "locale", self._bugs)
        self.program.begin()

    @property
    def page(self) -> DoorPage:
        """The page in sight."""
        assert self.program.doors is not None
        page = self.program.doors.page
        assert page is not None
        return page

    @property
    def title(self) -> str:
        """What the page is about; "" when the window has opened."""
        return self.page.accessibleName() if self.program.doors is not None else ""

    @property
    def told(self) -> str:
        """Every word on the page."""
        labels = [label.text() for label in self.page.findChildren(QLabel) if label.isVisible()]
        return "\n".join(labels)

    def sees(self, title: str) -> None:
        """Wait until this page is there and can be used."""
        self._qtbot.waitUntil(
            lambda: self._sound() and self.title == title and not self.page.waiting,
            timeout=PATIENCE,
        )

    def reads(self, words: str) -> None:
        """Wait until these words stand on the page."""
        self._qtbot.waitUntil(lambda: self._sound() and words in self.told, timeout=PATIENCE)

    def is_in(self) -> None:
        """Wait until the window over the register is there."""
        self._qtbot.waitUntil(
            lambda: self._sound() and self.program.window is not None, timeout=PATIENCE
        )

    def types(self, text: str) -> None:
        """Type into what has the keyboard."""
        self.actions += 1
        QTest.keyClicks(self._focused(), text)

    def presses(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press one key."""
        self.actions += 1
        QTest.keyClick(self._focused(), key, modifier or Qt.KeyboardModifier.NoModifier)

    def enters(self) -> None:
        """Press Enter."""
        self.presses(Qt.Key.Key_Return)

    def clicks(self, words: str) -> None:
        """Click the button that says this."""
        self.actions += 1
        button = next(
            b
            for b in self.page.findChildren(QPushButton)
            if b.isVisible() and b.accessibleName() == words
        )
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def saves(self, file: Path) -> None:
        """Ctrl+S, then a name in the dialog."""
        self.presses(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        self._names(file)

    def chooses(self, words: str, file: Path) -> None:
        """Click the button that says this, then a name in the dialog."""
        self.clicks(words)
        self._names(file)

    def _names(self, file: Path) -> None:
        self._qtbot.waitUntil(lambda: bool(self._dialogs()), timeout=PATIENCE)
        dialog = self._dialogs()[0]
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        assert name is not None
        box = dialog.findChild(QDialogButtonBox)
        assert box is not None
        self.actions += 2
        name.setText(str(file))
        QTest.mouseClick(box.buttons()[0], Qt.MouseButton.LeftButton)
        self._qtbot.waitUntil(lambda: not self._dialogs(), timeout=PATIENCE)
        self.page.activateWindow()  # as every desktop does by itself

    def leaves(self) -> None:
        """Close what is open; anything that was a fault of the program fails the test."""
        if self._gone:
            return
        self._gone = True
        windows = [w for w in (self.program.window, self.program.doors) if w is not None]
        self.program.end()
        for window in windows:
            window.close()
            window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert self._sound()

    def _sound(self) -> bool:
        for bug in self._bugs.found:
            raise bug
        return True

    def _dialogs(self) -> list[QFileDialog]:
        return [d for d in self.page.findChildren(QFileDialog) if d.isVisible()]

    def _focused(self) -> QWidget:
        self._qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=PATIENCE)
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused
