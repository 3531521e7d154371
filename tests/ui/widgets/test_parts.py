from datetime import date, time

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from smartsupport.ui.widgets import progress
from smartsupport.ui.widgets.banner import Banner
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.chips import Chips
from smartsupport.ui.widgets.day_navigator import DayNavigator
from smartsupport.ui.widgets.day_picker import DayPicker
from smartsupport.ui.widgets.empty_state import EmptyState
from smartsupport.ui.widgets.person_line import PersonLine
from smartsupport.ui.widgets.progress import Progress
from smartsupport.ui.widgets.time_picker import TimePicker

TODAY = date(2026, 10, 3)


def test_a_banner_does_its_one_thing_and_goes(qtbot: QtBot) -> None:
    done: list[bool] = []
    banner = Banner()
    qtbot.addWidget(banner)
    banner.say("Checked in.", "ok", action=("Undo", lambda: done.append(True)))
    assert banner.text == "Checked in."
    assert banner.accessibleName() == "Checked in."

    qtbot.mouseClick(banner.findChild(QPushButton), Qt.MouseButton.LeftButton)

    assert done == [True]
    assert banner.text == ""


def test_escape_puts_a_banner_away_and_the_newest_message_stands(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.say("One.", "attention")
    banner.say("Two.", "refused")
    assert banner.text == "Two."
    assert banner.findChild(QPushButton).isHidden()

    qtbot.keyClick(banner, Qt.Key.Key_Escape)

    assert banner.text == ""


@pytest.mark.parametrize(
    ("many", "needed", "taps", "picked"),
    [
        (True, False, "ab", ["a", "b"]),
        (True, False, "aba", ["b"]),
        (False, False, "ab", ["b"]),
        (False, False, "aa", []),
        (False, True, "bb", ["b"]),
        (False, True, "", ["a"]),
    ],
)
def test_chips_pick_one_or_several(
    qtbot: QtBot, many: bool, needed: bool, taps: str, picked: list[str]
) -> None:
    chips = Chips([("a", "A"), ("b", "B")], name="Topics", many=many, needed=needed)
    qtbot.addWidget(chips)
    buttons = dict(zip("ab", chips.findChildren(QPushButton), strict=True))

    for tap in taps:
        buttons[tap].click()

    assert chips.picked == picked
    marked = [name for name, button in buttons.items() if not button.icon().isNull()]
    assert marked == picked


def test_a_button_gives_up_its_key_before_its_words(qtbot: QtBot) -> None:
    button = BigButton("Save the rows", "Ctrl+S", icon="save")
    qtbot.addWidget(button)
    button.show()
    button.resize(button.minimumSizeHint())
    assert button.text().strip() == "Save the rows"
    button.resize(button.sizeHint())
    assert button.text().strip() == "Save the rows  [Ctrl+S]"
    assert button.accessibleDescription() == "Ctrl+S"


def test_chips_wrap_and_arrows_walk_among_them(qtbot: QtBot) -> None:
    chips = Chips([(n, f"choice {n}") for n in range(8)], name="Topics")
    qtbot.addWidget(chips)
    chips.resize(300, chips.heightForWidth(300))
    chips.show()
    chips.activateWindow()
    qtbot.waitUntil(chips.isActiveWindow)
    buttons = chips.findChildren(QPushButton)
    assert buttons[0].y() < buttons[-1].y()
    assert all(button.geometry().right() <= 300 for button in buttons)

    buttons[0].setFocus()
    qtbot.keyClick(buttons[0], Qt.Key.Key_Left)

    assert buttons[-1].hasFocus()


def test_offering_other_choices_keeps_what_was_picked(qtbot: QtBot) -> None:
    chips = Chips([("a", "A"), ("b", "B")], name="Topics", many=True)
    qtbot.addWidget(chips)
    chips.pick(["b"])
    chips.offer([("b", "B"), ("c", "C")])
    assert chips.picked == ["b"]


def test_a_typed_day_is_read_when_the_box_is_left(qtbot: QtBot) -> None:
    told: list[bool] = []
    picker = DayPicker("Date", TODAY)
    qtbot.addWidget(picker)
    picker.changed.connect(lambda: told.append(True))
    qtbot.keyClicks(picker.box, "10/10")
    picker.box.editingFinished.emit()

    assert picker.value == date(2026, 10, 10)
    assert picker.box.text() == "Sat 10 Oct 2026"
    qtbot.keyClick(picker.box, Qt.Key.Key_Up)
    qtbot.keyClick(picker.box, Qt.Key.Key_PageDown)
    assert picker.value == date(2026, 10, 4)
    assert len(told) == 3


def test_a_day_is_picked_from_the_calendar(qtbot: QtBot) -> None:
    picker = DayPicker("Date", TODAY)
    qtbot.addWidget(picker)
    picker.show()
    picker.findChild(QToolButton).click()
    calendar = picker.findChild(QCalendarWidget)
    assert calendar.selectedDate().toPython() == TODAY

    calendar.setSelectedDate(date(2026, 10, 20))
    calendar.activated.emit(calendar.selectedDate())

    assert picker.value == date(2026, 10, 20)
    assert not calendar.isVisible()


def test_what_is_no_day_stays_to_be_corrected(qtbot: QtBot) -> None:
    picker = DayPicker("Date", TODAY)
    qtbot.addWidget(picker)
    picker.box.setText("soon")
    picker.box.editingFinished.emit()

    assert picker.value is None
    assert not picker.readable
    assert picker.box.text() == "soon"
    assert picker.box.property("wrong") is True


@pytest.mark.parametrize(
    ("start", "keys", "end"),
    [
        (time(9, 30), [Qt.Key.Key_Up], time(9, 45)),
        (time(9, 31), [Qt.Key.Key_Up], time(9, 45)),
        (time(9, 31), [Qt.Key.Key_Down], time(9, 30)),
        (time(9, 30), [Qt.Key.Key_Down], time(9, 15)),
        (time(23, 50), [Qt.Key.Key_Up], time(23, 45)),
        (time(0, 0), [Qt.Key.Key_Down], time(0, 0)),
        (None, [Qt.Key.Key_Up], time(9, 0)),
    ],
)
def test_a_time_steps_by_quarters(
    qtbot: QtBot, start: time | None, keys: list[Qt.Key], end: time
) -> None:
    picker = TimePicker("Start")
    qtbot.addWidget(picker)
    picker.show_time(start)
    for key in keys:
        qtbot.keyClick(picker.box, key)
    assert picker.value == end


def test_days_weeks_and_months_are_stepped_through(qtbot: QtBot) -> None:
    moved: list[date] = []
    navigator = DayNavigator(lambda: TODAY)
    qtbot.addWidget(navigator)
    navigator.moved.connect(moved.append)
    before, after = navigator.findChildren(QToolButton)
    today = navigator.findChild(QPushButton)
    assert not today.isEnabled()

    after.click()
    navigator.set_step("week")
    after.click()
    navigator.set_step("month")
    for _n in range(4):
        after.click()
    before.click()
    today.click()

    assert moved == [
        date(2026, 10, 4),
        date(2026, 10, 5),
        date(2026, 11, 1),
        date(2026, 12, 1),
        date(2027, 1, 1),
        date(2027, 2, 1),
        date(2027, 1, 1),
        date(2026, 10, 1),
    ]


def test_any_day_is_picked_from_the_calendar_under_the_title(qtbot: QtBot) -> None:
    navigator = DayNavigator(lambda: TODAY)
    qtbot.addWidget(navigator)
    navigator.resize(1100, 60)
    navigator.show()
    assert navigator.choose.x() < 300  # beside the arrows, not at the far end

    navigator.choose.click()
    calendar = navigator.findChild(QCalendarWidget)
    calendar.clicked.emit(QDate(2022, 2, 10))

    assert navigator.day == date(2022, 2, 10)
    assert "2022" in navigator.choose.text()


def test_long_work_says_how_long_and_can_be_stopped(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    bar = Progress()
    qtbot.addWidget(bar)
    bar.begin("Printing")
    bar.at(1, 10)
    assert bar._left.text() == ""
    now[0] += 30
    bar.at(2, 10)
    assert bar._left.text() == "About 2 minutes left"
    bar.at(9, 10)
    assert bar._left.text() == "Less than a minute left"

    with qtbot.waitSignal(bar.cancelled):
        bar.findChild(QPushButton).click()

    assert not bar.findChild(QPushButton).isEnabled()


def test_an_empty_screen_says_what_to_do_first(qtbot: QtBot) -> None:
    begun: list[bool] = []
    empty = EmptyState(
        "No venues yet", "Start here.", icon="venue", action=("Add", lambda: begun.append(True))
    )
    qtbot.addWidget(empty)
    empty.button.click()
    assert begun == [True]
    assert (empty.accessibleName(), empty.accessibleDescription()) == (
        "No venues yet",
        "Start here.",
    )


def test_a_person_is_read_out_as_shown(qtbot: QtBot) -> None:
    line: QWidget = PersonLine(
        "山田 <b>花子</b>", "ヤマダ ハナコ", number="12", notes=(("初参加", "info"),)
    )
    qtbot.addWidget(line)
    assert line.accessibleName() == "12 山田 <b>花子</b> ヤマダ ハナコ 初参加"
