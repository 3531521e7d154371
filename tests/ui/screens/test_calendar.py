"""日程 with a real office: a month as list, month and board; a session and a series added."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smartsupport import i18n
from smartsupport.domain.series import Repeat
from smartsupport.domain.session import Session
from smartsupport.domain.venue import Venue
from smartsupport.paths import resources
from smartsupport.services import board, calendar
from smartsupport.services.office import Office
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.calendar import CalendarScreen
from smartsupport.ui.screens.session import SessionPage
from smartsupport.ui.screens.session_add import AddPage
from tests.services.given import session, venue
from tests.ui.screens.corner import corner, said
from tests.ui.seen import cut_off, nameless

SATURDAY = date(2026, 10, 17)


@pytest.fixture
def place(office: Office) -> Venue:
    return venue(office, "中央会館", gather_before=45, dismiss_after=20, desks=3)


@pytest.fixture
def screen(office: Office, around: Around, qtbot: QtBot) -> Iterator[CalendarScreen]:
    shown = CalendarScreen(office, around)
    qtbot.addWidget(shown)
    shown.resize(1100, 640)
    shown.show()
    shown.activateWindow()
    shown.load()
    yield shown


def turn(screen: CalendarScreen, view: str) -> None:
    screen.views.pick([view])
    screen.views.changed.emit()


def page(screen: QWidget, kind: type, qtbot: QtBot):
    qtbot.waitUntil(lambda: bool(screen.findChildren(kind)))
    return screen.findChildren(kind)[-1]


def adding(screen: CalendarScreen, qtbot: QtBot) -> AddPage:
    screen.add(SATURDAY)
    return page(screen, AddPage, qtbot)


def sessions(office: Office) -> list[Session]:
    return [line.session for line in calendar.lines(office)]


def text(screen: CalendarScreen, row: int, column: int) -> str:
    return screen.list.table.model().index(row, column).data()


def test_the_list_says_what_is_short_in_words(
    office: Office, place: Venue, screen: CalendarScreen, qtbot: QtBot
) -> None:
    made = session(office, place, day=SATURDAY, capacity=8)
    qtbot.waitUntil(lambda: list(screen.list.table.ids) == [made.id])

    qtbot.waitUntil(lambda: "short" in text(screen, 0, 2))
    assert text(screen, 0, 0) == "Sat 17 Oct 10:00–12:00"
    assert text(screen, 0, 2) == "Adviser: 3 short, Reception: 1 short (0 of 4)"
    assert text(screen, 0, 4) == "0/8"


def test_the_next_session_is_the_current_one(
    office: Office, around: Around, place: Venue, qtbot: QtBot
) -> None:
    for day in (1, 2):
        session(office, place, day=date(2026, 10, day))
    coming = session(office, place, day=SATURDAY)
    shown = CalendarScreen(office, around)
    qtbot.addWidget(shown)
    shown.show()
    shown.load()
    qtbot.waitUntil(lambda: shown.list.table.current_id is not None)
    assert shown.list.table.current_id == coming.id


def test_a_month_without_sessions_says_what_to_do_first(
    office: Office, place: Venue, screen: CalendarScreen, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: not screen.list.table.isVisible())
    screen.navigator.go(date(2026, 12, 1))
    session(office, place, day=date(2026, 12, 5))
    qtbot.waitUntil(screen.list.table.isVisible)


def test_a_day_of_the_month_is_taken_with_enter(
    office: Office, place: Venue, screen: CalendarScreen, qtbot: QtBot
) -> None:
    made = session(office, place)
    turn(screen, "month")
    table = screen.month.table
    qtbot.waitUntil(
        lambda: "10:00" in ((table.currentItem() and table.currentItem().toolTip()) or "")
    )
    qtbot.keyClick(table, Qt.Key.Key_Return)
    opened = page(screen, SessionPage, qtbot)
    assert opened.session_id == made.id


def test_an_empty_day_of_the_month_is_one_to_add_to(
    office: Office, place: Venue, screen: CalendarScreen, qtbot: QtBot
) -> None:
    turn(screen, "month")
    table = screen.month.table
    qtbot.waitUntil(lambda: table.currentItem() is not None)
    qtbot.keyClick(table, Qt.Key.Key_Right)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    opened = page(screen, AddPage, qtbot)
    assert opened.form.values()["day"] == date(2026, 10, 4)


def test_a_public_holiday_stands_in_the_month(
    office: Office, screen: CalendarScreen, qtbot: QtBot
) -> None:
    screen.navigator.go(date(2026, 11, 1))
    turn(screen, "month")
    table = screen.month.table

    def shown() -> set[str]:
        items = (table.item(r, c) for r in range(table.rowCount()) for c in range(7))
        return {item.toolTip() for item in items if item is not None}

    qtbot.waitUntil(lambda: "Tue 3 Nov\n文化の日" in shown())


def test_what_the_venue_gives_fills_in_by_itself_until_somebody_types(
    office: Office, place: Venue, screen: CalendarScreen, qtbot: QtBot
) -> None:
    form = adding(screen, qtbot).form
    assert form.values()["gather"] == time(9, 15)
    assert form.values()["places_adviser"] == 3
    form.input("gather").box.setText("9:00")
    form.input("start").box.setText("13:00")
    form.input("end").box.setText("15:00")

    assert form.values()["gather"] == time(9)
    assert form.values()["dismiss"] == time(15, 20)


def test_a_session_is_added_and_then_the_current_one(
    office: Office, around: Around, place: Venue, screen: CalendarScreen, qtbot: QtBot
) -> None:
    added = adding(screen, qtbot)
    added.form.input("capacity").box.setText("６")
    added.form.input("places_reception").box.setText("2")
    added.save()

    qtbot.waitUntil(lambda: screen.list.table.current_id is not None)
    [made] = sessions(office)
    assert screen.list.table.current_id == made.id
    assert (made.day, made.start, made.gather) == (SATURDAY, time(10), time(9, 15))
    assert made.capacity == 6
    assert {p.role.value: p.wanted for p in made.places} == {"adviser": 3, "reception": 2}
    qtbot.waitUntil(lambda: said(around)[-1:] == ["1 session was added."])


def test_what_cannot_be_is_said_at_its_field(
    office: Office, place: Venue, screen: CalendarScreen, qtbot: QtBot
) -> None:
    added = adding(screen, qtbot)
    added.form.input("day").box.clear()
    added.save()

    assert sessions(office) == []
    assert added.form.input("day").box.accessibleDescription() == "Please fill this in."


def test_a_series_shows_its_dates_before_they_are_stored(
    office: Office, place: Venue, screen: CalendarScreen, qtbot: QtBot
) -> None:
    added = adding(screen, qtbot)
    added.form.input("day").box.setText("2026/10/20")
    added.repeat.form.input("repeat").write(Repeat.WEEKLY)
    added.repeat.form.changed.emit()
    assert added.repeat.form.values()["last"] == date(2027, 1, 12)  # twelve weeks on
    added.repeat.form.input("last").box.setText("2026/11/10")
    dates, passed = added.repeat.dates, added.repeat.passed
    wanted = "3 sessions: Tue 20 Oct Tue 27 Oct Tue 10 Nov"
    qtbot.waitUntil(lambda: dates.accessibleName() == wanted)
    assert passed.accessibleName() == "Passed over: Tue 3 Nov 文化の日"
    added.save()
    qtbot.waitUntil(lambda: len(sessions(office)) == 3)

    assert [s.day.day for s in sessions(office)] == [20, 27, 10]
    assert {s.gather for s in sessions(office)} == {time(9, 15)}


def test_nothing_typed_is_lost_on_the_way_out_without_asking(
    office: Office, around: Around, place: Venue, screen: CalendarScreen, qtbot: QtBot
) -> None:
    added = adding(screen, qtbot)
    assert not screen.unsaved()
    added.form.input("room").box.setText("第2会議室")
    qtbot.keyClick(added.form, Qt.Key.Key_Escape)

    assert screen.unsaved()
    screen.choose_file()
    assert said(around)[-1] == "Please save or discard what you have typed first."
    qtbot.keyClick(added.form, Qt.Key.Key_Escape)
    assert said(around)[-1] == "Something you typed is not saved yet."
    corner(around).actions[-1][1]()
    assert not screen.unsaved()


def test_another_screen_leads_to_a_session_or_to_a_day(
    office: Office, place: Venue, screen: CalendarScreen, qtbot: QtBot
) -> None:
    made = session(office, place, day=SATURDAY)
    screen.show_record(made)
    opened = page(screen, SessionPage, qtbot)
    assert opened.session_id == made.id
    screen.show_record(date(2026, 12, 24))

    assert not opened.isVisible()
    assert screen.navigator.day == date(2026, 12, 1)


def test_without_a_venue_the_way_leads_to_the_register(
    office: Office, around: Around, screen: CalendarScreen, qtbot: QtBot
) -> None:
    screen.add()
    qtbot.waitUntil(lambda: bool(corner(around).actions))
    corner(around).actions[-1][1]()
    assert corner(around).gone == [("register", None)]


def test_a_file_of_sessions_is_shown_before_it_is_stored(
    office: Office, place: Venue, screen: CalendarScreen, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "sessions.csv"
    file.write_text("開催日,開始時刻,終了時刻,会場\n2026-10-17,10:00,12:00,中央会館\n", "utf-8")
    screen.read_file(file)
    reading = screen.importing
    qtbot.waitUntil(lambda: reading.rows.rowCount() == 1)
    assert sessions(office) == []
    reading.accept()
    qtbot.waitUntil(lambda: len(sessions(office)) == 1)
    reading.back()
    qtbot.waitUntil(lambda: len(screen.list.table.ids) == 1)
    assert screen.list.table.isVisible()


def test_sessions_of_another_year_are_in_sight_once_they_are_stored(
    office: Office, place: Venue, screen: CalendarScreen, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "sessions.csv"
    file.write_text(
        "開催日,開始時刻,終了時刻,会場,名称\n"
        "2022-03-05,10:00,12:00,中央会館,スマホ教室\n2022-02-10,14:00,17:00,中央会館,スマホ教室\n",
        "utf-8",
    )
    screen.read_file(file)
    lines = screen.importing.rows
    qtbot.waitUntil(lambda: lines.rowCount() == 2)
    said = [line.label for line in lines.lines]
    assert said == ["2022/03/05 10:00 スマホ教室", "2022/02/10 14:00 スマホ教室"]

    screen.importing.accept()
    qtbot.waitUntil(screen.list.table.isVisible)
    qtbot.waitUntil(lambda: len(screen.list.table.ids) == 1)
    assert screen.navigator.day == date(2022, 2, 1)


def test_what_another_hand_stores_shows_at_once(
    office: Office, place: Venue, screen: CalendarScreen, qtbot: QtBot
) -> None:
    turn(screen, "board")
    made = session(office, place, day=SATURDAY)
    qtbot.waitUntil(lambda: len(screen.board.board.model_.rows) == 1)
    assert screen.board.board.model_.rows[0].line.session.id == made.id
    assert board.ids(office, SATURDAY, SATURDAY) == [made.id]


@pytest.mark.parametrize("view", ["list", "month", "board"])
def test_everything_has_a_name_and_fits_in_japanese(
    office: Office, around: Around, place: Venue, qtbot: QtBot, view: str
) -> None:
    i18n.use("ja", resources() / "locale")
    session(office, place, day=SATURDAY)
    shown = CalendarScreen(office, around)
    qtbot.addWidget(shown)
    shown.resize(815, 400)
    shown.show()
    shown.load()
    turn(shown, view)
    qtbot.waitUntil(lambda: bool(shown.list.table.ids))
    assert nameless(shown) == []
    assert cut_off(shown) == []
