import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smartsupport.ui.widgets.search_line import SearchLine


@pytest.fixture
def line(qtbot: QtBot) -> SearchLine:
    line = SearchLine("Name, reading, phone")
    qtbot.addWidget(line)
    line.show()
    return line


def compose(line: SearchLine, composing: str, committed: str = "") -> None:
    event = QInputMethodEvent(composing, [])
    event.setCommitString(committed)
    QApplication.sendEvent(line, event)


def test_it_searches_while_the_ime_is_still_composing(line: SearchLine) -> None:
    searched: list[str] = []
    line.searched.connect(searched.append)

    for composing in ("y", "や", "やm", "やま"):
        compose(line, composing)
    compose(line, "", "山")

    assert searched == ["y", "や", "やm", "やま", "山"]


def test_the_enter_that_commits_a_composition_checks_nobody_in(
    qtbot: QtBot, line: SearchLine
) -> None:
    entered: list[bool] = []
    line.entered.connect(lambda: entered.append(True))

    compose(line, "やまだ")
    qtbot.keyClick(line, Qt.Key.Key_Return)  # the system sends it while composing …
    compose(line, "", "やまだ")
    qtbot.keyClick(line, Qt.Key.Key_Return)  # … or right behind the commit
    assert entered == []

    qtbot.waitUntil(lambda: not line._just_committed.isActive())
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert entered == [True]


def test_escape_empties_it_and_a_second_one_is_the_screens(qtbot: QtBot, line: SearchLine) -> None:
    line.setText("yama")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == ""


def test_composed_text_stands_at_the_cursor(line: SearchLine) -> None:
    line.setText("やだ")
    line.setCursorPosition(1)
    compose(line, "ま")
    assert line.shown == "やまだ"
