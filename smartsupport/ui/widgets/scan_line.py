"""Hears a keyboard scanner anywhere in the window, whatever has the keyboard.

Outside text fields keys are gathered until they are a code or not, and what was not is handed back
to where it was typed. Inside a field nothing is held up: a whole code is cut out of what was
committed, and what the person had typed stays.

While the program is busy the keys of a scan wait in the system's queue. Silence is therefore only
what a timer finds twice, with that queue emptied in between; how fast keys came, and whether an
Enter belongs to them, is told by the time that the system wrote on each.
"""

import time
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from smartsupport.codes.keyboard import SCANNER_MS, SILENCE_MS, Heard, Keys, Repeats
from smartsupport.codes.token import find_code

_QUEUE_MS = 10
"""Another turn of the event loop: every key that had been pressed before it has come by then."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ENDS = (*_ENTER, Qt.Key.Key_Tab)
_PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)


def _now_ms() -> int:
    return time.monotonic_ns() // 1_000_000


class ScanLine(QObject):
    """Listens while `place` is visible and its window has the keyboard.

    Because a gathered key is handed back up to 100 ms later, straight to the widget that has the
    keyboard, a screen handles its letters and digits in `keyPressEvent` and not as shortcuts.
    """

    scanned = Signal(str)
    """A whole code with a right check character, not heard in the last 2.5 seconds."""
    unreadable = Signal(str)
    """What a machine typed that is no code of ours."""

    def __init__(self, place: QWidget, now_ms: Callable[[], int] = _now_ms) -> None:
        """`now_ms` is any steady clock in milliseconds."""
        super().__init__(place)
        self._place = place
        self._now = now_ms
        self._keys = Keys()
        self._repeats = Repeats()
        self._handing_back = False
        self._cutting = False
        self._pressed = 0
        self._began_anew()
        self._field: QWidget | None = None
        self._secret = False
        self._silence = QTimer(self, singleShot=True)
        self._silence.timeout.connect(self._silent)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.installEventFilter(self)
        app.focusChanged.connect(self._focus_moved)
        self._focus_moved(None, QApplication.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a scanner's keys before any button or shortcut does."""
        kind = event.type()
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        if self._handing_back or not isinstance(event, QKeyEvent) or not self._listening():
            return False
        if watched is not (QApplication.focusWidget() or self._place.window()):
            return False
        if kind == QEvent.Type.ShortcutOverride:
            if self._takes(event):
                event.accept()  # the key comes again as a key press instead of as a shortcut
            return False
        self._pressed = event.timestamp() or self._now()
        if self._just_ended(event):
            return True
        if not self._takes(event):
            return False
        ended = event.key() in _ENDS
        if not ended:
            self._began_anew()
        heard = self._keys.feed("\r" if ended else event.text(), self._pressed)
        if heard == [Heard(typed="\r")]:
            return False  # an Enter of its own: nothing was gathered
        self._silence.start(SILENCE_MS)
        self._tell(heard)
        return True

    def _silent(self) -> None:
        if self._silence.interval() == SILENCE_MS:
            self._silence.start(_QUEUE_MS)
        else:
            self._tell(self._keys.end())

    def _listening(self) -> bool:
        return (
            self._place.isVisible()
            and self._place.window().isActiveWindow()
            and QApplication.activePopupWidget() is None
        )

    def _takes(self, event: QKeyEvent) -> bool:
        if self._field is not None or self._secret or event.modifiers() not in _PLAIN:
            return False
        if self._silence.isActive():  # in the middle of something: every key belongs to it
            return event.key() in _ENDS or (event.text().isprintable() and bool(event.text()))
        return event.text().isalnum()

    def _just_ended(self, event: QKeyEvent) -> bool:
        """The Enter after a code belongs to the scanner and must not press a button."""
        since = (self._now() - self._ended, self._pressed - self._last_of_code)
        return event.key() in _ENDS and any(0 <= ms < SILENCE_MS for ms in since)

    def _began_anew(self) -> None:
        """What comes now is something new, its Enter included."""
        self._ended = self._last_of_code = -SILENCE_MS

    def _end_code(self) -> None:
        self._ended, self._last_of_code = self._now(), self._pressed

    def _tell(self, heard: list[Heard]) -> None:
        for item in heard:
            if item.code:
                self._end_code()
                self._scanned(item.code)
            elif item.machine:
                self._end_code()
                self.unreadable.emit(item.typed.strip())
            else:
                self._hand_back(item.typed)

    def _scanned(self, code: str) -> None:
        self._silence.stop()
        if not self._repeats.again(code, self._now(), SCANNER_MS):
            self.scanned.emit(code)

    def _hand_back(self, typed: str) -> None:
        self._handing_back = True
        for character in typed:
            target = QApplication.focusWidget() or self._place.window()
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(target, _key(kind, character))
        self._handing_back = False

    # Inside text fields

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if not shiboken6.isValid(self):
            return
        before, self._field = self._field, _text_field(new)
        self._secret = _is_secret(new)
        if before is not None and shiboken6.isValid(before):
            before.textChanged.disconnect(self._look)  # type: ignore[attr-defined]
        if self._field is not None:
            self._field.textChanged.connect(self._look)  # type: ignore[attr-defined]

    def _look(self) -> None:
        if self._cutting or not self._listening():
            return
        field = self._field
        text = _text_of(field)
        found = find_code(text) if len(text) >= 8 else None
        if found is None or field is None:
            return
        rest, code = found
        self._cutting = True
        _cut(field, text, rest)
        self._cutting = False
        self._end_code()
        self._scanned(code)


def _text_field(widget: QWidget | None) -> QWidget | None:
    if isinstance(widget, QComboBox):
        widget = widget.lineEdit()
    if isinstance(widget, QLineEdit):
        return None if widget.isReadOnly() or _is_secret(widget) else widget
    if isinstance(widget, QPlainTextEdit | QTextEdit) and not widget.isReadOnly():
        return widget
    return None


def _is_secret(widget: QWidget | None) -> bool:
    return isinstance(widget, QLineEdit) and widget.echoMode() is not QLineEdit.EchoMode.Normal


def _text_of(field: QWidget | None) -> str:
    if isinstance(field, QLineEdit):
        return field.text()
    return field.toPlainText() if isinstance(field, QPlainTextEdit | QTextEdit) else ""


def _cut(field: QWidget, text: str, rest: str) -> None:
    begin = next((n for n, char in enumerate(rest) if text[n] != char), len(rest))
    if isinstance(field, QLineEdit):
        field.setText(rest)
        field.setCursorPosition(begin)
    elif isinstance(field, QPlainTextEdit | QTextEdit):
        cursor = field.textCursor()
        cursor.setPosition(begin)
        cursor.setPosition(begin + len(text) - len(rest), QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        field.setTextCursor(cursor)


def _key(kind: QEvent.Type, character: str) -> QKeyEvent:
    if character in "\r\n":
        key = Qt.Key.Key_Return.value
    elif character == "\t":
        key = Qt.Key.Key_Tab.value
    else:
        key = ord(character.upper()[0])
    return QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, character)
