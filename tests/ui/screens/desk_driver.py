"""Works a desk the way its people do: a scanner that is a keyboard, ten fingers, an IME."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smartsupport.domain.desk import Result
from smartsupport.domain.venue import Venue
from smartsupport.services.office import Office
from smartsupport.settings import Settings
from smartsupport.ui.background import Background
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.desk import DeskScreen
from smartsupport.ui.screens.desk_faces import Face
from smartsupport.ui.screens.desk_place import DeskPlace
from smartsupport.ui.screens.desk_room import DeskRoom
from tests.services.given import DAY

PLAIN = Qt.KeyboardModifier.NoModifier


class Own:
    """This computer's settings; the desk of a test makes no noise."""

    def __init__(self) -> None:
        self.settings = Settings(language="en", theme="light", sounds=False)

    def __call__(self) -> Settings:
        return self.settings

    def change(self, settings: Settings) -> None:
        self.settings = settings


class Milliseconds:
    """A steady clock that moves only when told to."""

    def __init__(self) -> None:
        self.now = 1_000_000

    def __call__(self) -> int:
        return self.now


class DeskDriver:
    """One open desk in a real window."""

    def __init__(
        self,
        qtbot: QtBot,
        background: Background,
        screen: Callable[[], DeskScreen],
        window: QWidget,
        ms: Milliseconds,
    ) -> None:
        self._qtbot = qtbot
        self._background = background
        self._screen = screen
        self.window = window
        self.ms = ms

    @property
    def room(self) -> DeskRoom:
        """The desk that is open."""
        room = self.screen.room
        assert room is not None
        return room

    @property
    def screen(self) -> DeskScreen:
        return self._screen()

    @property
    def face(self) -> Face:
        return self.room.card.face

    @property
    def result(self) -> Result | None:
        return self.face.answer.result if self.face.answer else None

    @property
    def chips(self) -> list[str]:
        return [step.answer.called or "card" for step in self.room.strip.parked]

    @property
    def here(self) -> dict[str, str]:
        """Everybody on today's list who has arrived: reading → 受付番号."""
        rows = self.room.list.table.rows
        return {row.reading: row.number for row in rows if row.here}

    def settle(self) -> None:
        """Every answer has come home, and a moment has passed."""
        self._qtbot.waitUntil(self._is_quiet)
        QApplication.processEvents()
        self._qtbot.waitUntil(self._is_quiet)
        self.ms.now += 400

    def _is_quiet(self) -> bool:
        room = self.screen.room
        return not (self._background._waiting or (room and room.calls._soon.isActive()))

    def hear(self, text: str) -> None:
        """A scanner types what is no code of ours."""
        self.ms.now += 3_000
        for character in text:
            self.ms.now += 5
            self._click(character)
        self.ms.now += 5
        self._click(Qt.Key.Key_Return)
        self.settle()

    def scan(self, code: str, end: Qt.Key | None = Qt.Key.Key_Return) -> None:
        """A scanner types a code, 5 ms a key, wherever the keyboard is."""
        self.ms.now += 3_000
        for character in code:
            self.ms.now += 5
            shift = Qt.KeyboardModifier.ShiftModifier
            self._click(character, shift if character.isupper() else PLAIN)
        if end is not None:
            self.ms.now += 5
            self._click(end)
        else:
            self._silence()
        self.settle()

    def press(self, *keys: Qt.Key, ctrl: bool = False) -> None:
        """Keys that are no letters: Enter, Esc, F2 …"""
        modifier = Qt.KeyboardModifier.ControlModifier if ctrl else PLAIN
        for key in keys:
            self.ms.now += 400
            self._click(key, modifier)
            self.settle()

    def key(self, characters: str) -> None:
        """Letters and digits outside a text field, one after the other."""
        for character in characters:
            self.ms.now += 400
            self._click(character)
            if not isinstance(QApplication.focusWidget(), QLineEdit):
                self._silence()
            self.settle()

    def type(self, text: str) -> None:
        """Text into the field that has the keyboard."""
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit), field
        for character in text:
            self.ms.now += 150
            if character.isascii():
                self._qtbot.keyClick(field, character)
            else:  # comes from the IME, committed at once
                self.commit(character, enter_follows=False)
        self.settle()

    def compose(self, text: str) -> None:
        """The IME shows `text`, not committed yet."""
        self._send(QInputMethodEvent(text, []))

    def commit(self, text: str, *, enter_follows: bool = True) -> None:
        """The IME commits `text`; on some systems its Enter reaches the field as well."""
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        self._send(event)
        if enter_follows:
            self._click(Qt.Key.Key_Return)
        self.settle()

    def _send(self, event: QInputMethodEvent) -> None:
        QApplication.sendEvent(QApplication.focusWidget(), event)

    def _click(self, key: Qt.Key | str, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        self._qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def _silence(self) -> None:
        """What was gathered is handed back once the keys have been silent."""
        self.ms.now += 200
        timer = self.room._scan_line._silence
        self._qtbot.waitUntil(lambda: not timer.isActive())


def stand(
    qtbot: QtBot,
    office: Office,
    around: Around,
    background: Background,
    place: Venue,
    own: Own | None = None,
) -> DeskDriver:
    """The desk of `place`, opened in a window of its own."""
    ms, own = Milliseconds(), own or Own()
    screen = DeskScreen(office, around, own, own.change, ms)
    window = QWidget()
    window.resize(1180, 640)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(screen)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    screen.load()
    screen.show_record(DeskPlace(venue_id=place.id, day=DAY))
    driver = DeskDriver(qtbot, background, lambda: screen, window, ms)
    driver.settle()
    return driver
