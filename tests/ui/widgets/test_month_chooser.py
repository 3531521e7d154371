"""The title of a month opens the months; any of them is a few clicks or keys away."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from smartsupport.ui import theme
from smartsupport.ui.widgets.day_navigator import DayNavigator
from smartsupport.ui.widgets.month_chooser import MonthChooser
from tests.ui.seen import cut_off, nameless, overlapping

TODAY = date(2026, 10, 3)


def test_a_month_years_back_is_chosen_with_a_few_keys(qtbot: QtBot) -> None:
    moved: list[date] = []
    navigator = DayNavigator(lambda: TODAY, step="month")
    qtbot.addWidget(navigator)
    navigator.moved.connect(moved.append)
    navigator.show()

    months = opened_months(navigator, qtbot)
    for key in [Qt.Key.Key_PageUp] * 4 + [Qt.Key.Key_Up] * 2:
        press(months, key)
    assert "Year 2022" in words_of(months)
    press(months, Qt.Key.Key_Return)

    assert moved == [date(2022, 2, 1)]
    assert navigator.choose.text() == "2022-02"


def test_a_month_is_chosen_with_the_mouse_and_escape_changes_nothing(qtbot: QtBot) -> None:
    moved: list[date] = []
    navigator = DayNavigator(lambda: TODAY, step="week")
    qtbot.addWidget(navigator)
    navigator.moved.connect(moved.append)
    navigator.show()

    press(opened_months(navigator, qtbot), Qt.Key.Key_Escape)
    assert moved == []

    months = opened_months(navigator, qtbot)
    before, _after = months.findChildren(QToolButton)
    for _n in range(4):
        before.click()
    next(b for b in months.findChildren(QPushButton) if b.text() == "Feb").click()

    assert moved == [date(2022, 1, 31)]  # the Monday of the week that February begins in
    assert navigator.choose.text() == "Mon 31 Jan 2022 to Sun 6 Feb"


def test_the_arrow_keys_walk_over_the_end_of_a_year(qtbot: QtBot) -> None:
    navigator = DayNavigator(lambda: date(2026, 1, 15), step="month")
    qtbot.addWidget(navigator)
    navigator.show()
    months = opened_months(navigator, qtbot)

    press(months, Qt.Key.Key_Left)
    assert "Year 2025" in words_of(months)
    press(months, Qt.Key.Key_Return)

    assert navigator.day == date(2025, 12, 1)


@pytest.mark.parametrize("large", [False, True])
def test_the_months_are_all_readable(qapp: QApplication, qtbot: QtBot, large: bool) -> None:
    theme.apply(qapp, theme.make("light", large=large))
    navigator = DayNavigator(lambda: TODAY, step="month")
    qtbot.addWidget(navigator)
    navigator.show()
    months = opened_months(navigator, qtbot)

    assert nameless(months) == cut_off(months) == overlapping(months) == []
    assert all(button.height() >= 44 for button in months.findChildren(QPushButton))


def opened_months(navigator: DayNavigator, qtbot: QtBot) -> MonthChooser:
    navigator.choose.click()
    months = navigator.findChildren(MonthChooser)[-1]
    qtbot.waitUntil(months.isVisible)
    return months


def press(months: MonthChooser, key: Qt.Key) -> None:
    QTest.keyClick(months.focusWidget(), key)


def words_of(months: MonthChooser) -> list[str]:
    return [label.text() for label in months.findChildren(QLabel)]
