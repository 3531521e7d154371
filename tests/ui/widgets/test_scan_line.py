import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from smartsupport.codes.token import new_code
from smartsupport.ui.widgets.scan_line import ScanLine

CODE = new_code(draw=lambda bits: 123456789)
OTHER = new_code(draw=lambda bits: 987654321)


class Desk(QWidget):
    """A button that a scanner's Enter must not press, a box, and notes."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed: list[str] = []
        self.button, self.box, self.notes = QPushButton("Next"), QLineEdit(), QPlainTextEdit()
        self.button.setAutoDefault(True)
        column = QVBoxLayout(self)
        for part in (self.button, self.box, self.notes):
            column.addWidget(part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Shift:
            self.pressed.append(event.text())


@pytest.fixture
def clock() -> list[int]:
    return [1_000_000]


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    desk = Desk()
    qtbot.addWidget(desk)
    desk.show()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    return desk


@pytest.fixture
def heard(desk: Desk, clock: list[int]) -> list[str]:
    heard: list[str] = []
    desk.button.setFocus()
    line = ScanLine(desk, now_ms=lambda: clock[0])
    line.scanned.connect(heard.append)
    line.unreadable.connect(lambda text: heard.append(f"? {text}"))
    return heard


def scanner(
    qtbot: QtBot, clock: list[int], text: str, end: Qt.Key | None = Qt.Key.Key_Return
) -> None:
    """A scanner types 5 ms a key into whatever has the keyboard."""
    for character in text:
        clock[0] += 5
        shift = Qt.KeyboardModifier.ShiftModifier if character.isupper() else Qt.KeyboardModifier(0)
        qtbot.keyClick(QApplication.focusWidget(), character, shift)
    if end is not None:
        clock[0] += 5
        qtbot.keyClick(QApplication.focusWidget(), end)


def late(clock: list[int], keys: str, pressed: int) -> int:
    """A busy program gets a scanner's keys all at once; returns when the next one is pressed.

    Each carries when it was pressed, by the system's own clock: `pressed`, then 5 ms a key.
    """
    for character in keys:
        key = Qt.Key.Key_Return if character == "\r" else Qt.Key(ord(character))
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, character)
        event.setTimestamp(pressed)
        QApplication.sendEvent(QApplication.focusWidget(), event)
        pressed += 5
    return pressed


@pytest.mark.parametrize("half", [1, 8, 15])
def test_a_scan_in_which_the_program_is_busy_is_one_code(
    desk: Desk, clock: list[int], heard: list[str], half: int
) -> None:
    then = late(clock, CODE[:half], pressed=77_000)
    clock[0] += 900
    desk.findChild(ScanLine)._silence.timeout.emit()  # it may come before the keys that waited
    late(clock, CODE[half:] + "\r", then)

    assert heard == [CODE]
    assert desk.pressed == []


def test_a_foreign_code_presses_nothing_while_the_program_is_busy(
    desk: Desk, clock: list[int], heard: list[str]
) -> None:
    then = late(clock, "49012", pressed=77_000)
    clock[0] += 900
    late(clock, "34567894\r", then)

    assert heard == ["? 4901234567894"]
    assert desk.pressed == []


def test_the_enter_of_a_scan_that_comes_late_sends_no_form_off(
    desk: Desk, clock: list[int], heard: list[str]
) -> None:
    entered: list[bool] = []
    desk.box.returnPressed.connect(lambda: entered.append(True))
    desk.box.setFocus()
    then = late(clock, CODE, pressed=77_000)
    clock[0] += 900
    then = late(clock, "\r", then)

    assert (heard, entered) == ([CODE], [])
    clock[0] += 900
    late(clock, "\r", then + 900)  # a person's own
    assert entered == [True]


def test_a_scanner_that_types_no_end_is_heard_once_it_is_silent(
    qtbot: QtBot, clock: list[int], heard: list[str]
) -> None:
    scanner(qtbot, clock, CODE, end=None)

    qtbot.waitUntil(lambda: heard == [CODE])


def test_a_scan_is_heard_wherever_the_keyboard_is_and_presses_nothing(
    qtbot: QtBot, desk: Desk, clock: list[int], heard: list[str]
) -> None:
    desk.button.setFocus()
    scanner(qtbot, clock, CODE)

    assert heard == [CODE]
    assert desk.pressed == []


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Tab, None])
def test_in_a_half_typed_form_the_code_is_cut_out_and_the_rest_stays(
    qtbot: QtBot, desk: Desk, clock: list[int], heard: list[str], end: Qt.Key | None
) -> None:
    entered: list[bool] = []
    desk.box.returnPressed.connect(lambda: entered.append(True))
    desk.box.setFocus()
    qtbot.keyClicks(desk.box, "Yama da")
    desk.box.setCursorPosition(4)

    scanner(qtbot, clock, CODE, end)

    assert heard == [CODE]
    assert desk.box.text() == "Yama da"
    assert desk.box.cursorPosition() == 4
    assert QApplication.focusWidget() is desk.box
    assert entered == []


def test_in_notes_too(qtbot: QtBot, desk: Desk, clock: list[int], heard: list[str]) -> None:
    desk.notes.setFocus()
    qtbot.keyClicks(desk.notes, "asked about LINE")
    scanner(qtbot, clock, CODE)

    assert heard == [CODE]
    assert desk.notes.toPlainText() == "asked about LINE"


def test_what_an_ime_made_of_a_scan_is_heard_when_it_is_committed(
    desk: Desk, heard: list[str]
) -> None:
    desk.box.setFocus()
    desk.box.setText("やまだ")
    wide = "".join(chr(ord(c) + 0xFEE0) for c in CODE)
    event = QInputMethodEvent("", [])
    event.setCommitString(wide)
    QApplication.sendEvent(desk.box, event)

    assert heard == [CODE]
    assert desk.box.text() == "やまだ"


def test_a_person_typing_is_not_a_scanner(
    qtbot: QtBot, desk: Desk, clock: list[int], heard: list[str]
) -> None:
    desk.button.setFocus()
    for key in "12":
        clock[0] += 400
        qtbot.keyClick(desk.button, key)
        clock[0] += 400
        qtbot.waitUntil(lambda key=key: desk.pressed[-1:] == [key])
    qtbot.keyClick(desk.button, Qt.Key.Key_Escape)

    assert desk.pressed == ["1", "2", "\x1b"]
    assert heard == []


def test_enter_and_space_press_buttons_at_once(qtbot: QtBot, desk: Desk, heard: list[str]) -> None:
    clicks: list[bool] = []
    desk.button.clicked.connect(lambda: clicks.append(True))
    desk.button.setFocus()
    qtbot.keyClick(desk.button, Qt.Key.Key_Space)

    assert clicks == [True]


def test_a_foreign_code_is_told_and_presses_nothing(
    qtbot: QtBot, desk: Desk, clock: list[int], heard: list[str]
) -> None:
    desk.button.setFocus()
    scanner(qtbot, clock, "https://example.org/1")

    assert heard == ["? https://example.org/1"]
    assert desk.pressed == []


def test_the_same_card_lying_there_is_one_scan_and_another_is_another(
    qtbot: QtBot, desk: Desk, clock: list[int], heard: list[str]
) -> None:
    desk.button.setFocus()
    scanner(qtbot, clock, CODE)
    clock[0] += 1000
    scanner(qtbot, clock, CODE)
    scanner(qtbot, clock, OTHER)
    clock[0] += 3000
    scanner(qtbot, clock, CODE)

    assert heard == [CODE, OTHER, CODE]


def test_a_hidden_desk_hears_nothing_and_a_password_is_not_read(
    qtbot: QtBot, desk: Desk, clock: list[int], heard: list[str]
) -> None:
    desk.box.setEchoMode(QLineEdit.EchoMode.Password)
    desk.box.setFocus()
    scanner(qtbot, clock, CODE)
    assert desk.box.text() == CODE
    desk.hide()
    scanner(qtbot, clock, OTHER)

    assert heard == []
