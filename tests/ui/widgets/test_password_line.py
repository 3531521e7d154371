import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from smartsupport.ui.widgets.password_line import NewPassword, PasswordLine


@pytest.fixture
def line(qtbot: QtBot) -> PasswordLine:
    line = PasswordLine("Password")
    qtbot.addWidget(line)
    line.show()
    return line


@pytest.fixture
def new(qtbot: QtBot) -> NewPassword:
    new = NewPassword()
    qtbot.addWidget(new)
    new.show()
    return new


def told(line: PasswordLine) -> list[str]:
    return [label.text() for label in line.findChildren(QLabel) if label.isVisible()]


def test_what_is_typed_is_hidden_until_somebody_wants_to_see_it(
    qtbot: QtBot, line: PasswordLine
) -> None:
    qtbot.keyClicks(line.box, "four small words")
    assert line.box.displayText() == "●" * 16

    eye = line.findChild(QPushButton)
    eye.click()
    assert line.box.displayText() == "four small words"
    eye.click()
    assert line.box.echoMode() is QLineEdit.EchoMode.Password


@pytest.mark.parametrize("shown", [False, True])
def test_the_ime_never_composes_a_password(line: PasswordLine, shown: bool) -> None:
    line.findChild(QPushButton).setChecked(shown)

    assert not line.box.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_caps_lock_is_said_as_soon_as_a_letter_shows_it(qtbot: QtBot, line: PasswordLine) -> None:
    qtbot.keyClick(line.box, "A", Qt.KeyboardModifier.ShiftModifier)
    assert len(told(line)) == 1

    qtbot.keyClick(line.box, "A")
    assert any("Caps Lock" in text for text in told(line))

    qtbot.keyClick(line.box, "a")
    assert not any("Caps Lock" in text for text in told(line))


def test_what_is_wrong_stands_below_and_the_next_key_replaces_what_was_typed(
    qtbot: QtBot, line: PasswordLine
) -> None:
    qtbot.keyClicks(line.box, "not this one")
    line.show_problem("The password is not right.")

    assert told(line)[-1] == "The password is not right."
    assert line.box.selectedText() or line.box.hasSelectedText()
    qtbot.keyClicks(line.box, "x")
    assert line.text == "x"


def test_a_new_password_says_what_is_still_missing(qtbot: QtBot, new: NewPassword) -> None:
    said = [new.hint]
    for typed in ("abc", "defgh1357", "\n"):
        qtbot.keyClicks(new.first.box, typed.strip())
        said.append(new.hint)
    qtbot.keyClicks(new.second.box, "abcx")
    said.append(new.hint)
    new.second.clear()
    qtbot.keyClicks(new.second.box, "abcdefgh1357")
    said.append(new.hint)

    assert "12 characters" in said[0]
    assert said[1].startswith("9 more characters")
    assert said[2] == said[3] == "Now type the same password again below."
    assert "not the same" in said[4]
    assert said[5] == "This password can be used."
    assert new.ready


def test_four_words_are_enough_and_one_letter_twelve_times_is_not(
    qtbot: QtBot, new: NewPassword
) -> None:
    qtbot.keyClicks(new.first.box, "aaaaaaaaaaaa")
    assert "easy to guess" in new.hint

    for line in (new.first, new.second):
        line.clear()
        qtbot.keyClicks(line.box, "a cat on it")
    assert new.ready


def test_enter_goes_on_to_the_second_box_and_then_tells(qtbot: QtBot, new: NewPassword) -> None:
    qtbot.keyClick(new.first.box, Qt.Key.Key_Return)
    assert new.second.box.hasFocus()

    with qtbot.waitSignal(new.entered):
        qtbot.keyClick(new.second.box, Qt.Key.Key_Return)
