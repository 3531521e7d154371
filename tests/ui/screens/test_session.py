"""One session with a real office: edited, cancelled and revived, its bookings and its papers."""

from collections import Counter
from collections.abc import Iterator
from datetime import time
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from smartsupport import i18n
from smartsupport.domain.booking import BookingState
from smartsupport.domain.session import Session
from smartsupport.domain.venue import Venue
from smartsupport.paths import resources
from smartsupport.services import bookings, calendar, records
from smartsupport.services.bookings import BookingLine
from smartsupport.services.office import Office
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.desk_place import DeskPlace
from smartsupport.ui.screens.session import SessionPage
from tests.services.given import booked, participant, placed, session, supporter, venue
from tests.ui.screens.corner import corner, said
from tests.ui.seen import cut_off, nameless

BOOKINGS, PAPERS, CALLS = 1, 3, 5


@pytest.fixture
def place(office: Office) -> Venue:
    return venue(office)


@pytest.fixture
def made(office: Office, place: Venue) -> Session:
    return session(office, place, capacity=2)


@pytest.fixture
def page(office: Office, around: Around, made: Session, qtbot: QtBot) -> Iterator[SessionPage]:
    shown = SessionPage(office, around, made.id)
    qtbot.addWidget(shown)
    shown.resize(1100, 560)
    shown.show()
    shown.activateWindow()
    shown.load()
    qtbot.waitUntil(lambda: shown.overview is not None)
    yield shown


def now(office: Office, made: Session) -> Session:
    line = calendar.line(office, made.id)
    assert line is not None
    return line.session


def lines(office: Office, made: Session) -> list[BookingLine]:
    return bookings.of_session(office, made.id)


def test_a_session_is_edited_in_place_and_what_follows_moves_along(
    office: Office, around: Around, made: Session, page: SessionPage, qtbot: QtBot
) -> None:
    form = page.overview.form
    form.input("room").box.setText("第2会議室")
    form.input("start").box.setText("9:00")
    page.overview.save()
    qtbot.waitUntil(lambda: said(around) == ["Saved."])

    stored = now(office, made)
    assert (stored.room, stored.start, stored.gather) == ("第2会議室", time(9), time(8, 30))
    assert not page.unsaved()


def test_what_is_being_typed_survives_what_another_hand_stores(
    office: Office, made: Session, page: SessionPage, qtbot: QtBot
) -> None:
    page.overview.form.input("room").box.setText("第2会議室")
    records.change(office, made, title="土曜の相談会")
    participant_id = participant(office).id
    bookings.book(office, made.id, participant_id)
    qtbot.waitUntil(lambda: page.tabs.tabText(BOOKINGS) == "Bookings 1/2")

    assert page.overview.form.unsaved == {"room": "第2会議室"}
    page.overview.save()
    qtbot.waitUntil(lambda: now(office, made).room == "第2会議室")
    assert now(office, made).title == "土曜の相談会"


def test_a_rule_that_is_broken_is_said_and_nothing_is_stored(
    office: Office, around: Around, made: Session, page: SessionPage, qtbot: QtBot
) -> None:
    page.overview.form.input("end").box.setText("9:00")
    page.overview.save()
    qtbot.waitUntil(lambda: bool(said(around)))
    assert said(around) == ["The end (9:00) must be after the start (10:00)."]
    assert now(office, made).end == time(12)


def test_the_desk_of_a_session_of_any_day_is_opened_from_it(
    around: Around, made: Session, page: SessionPage
) -> None:
    page.overview.desk.click()
    place = DeskPlace(venue_id=made.venue_id, day=made.day)
    assert corner(around).gone == [("desk", place)]


def test_a_cancelled_session_says_whom_to_phone_and_can_be_taken_back(
    office: Office, made: Session, page: SessionPage, qtbot: QtBot
) -> None:
    booked(office, participant(office, name="山田 花子", phone="03-1234-5678"), made)
    placed(office, supporter(office, name="鈴木 一郎"), made)
    page.overview.cancel.click()
    page.overview.strip.reason.setText("台風のため")
    qtbot.keyClick(page.overview.strip.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.tabs.currentIndex() == CALLS)

    table = page.calls.table
    shown = [[table.item(r, c).text() for c in range(3)] for r in range(table.rowCount())]
    assert shown == [
        ["鈴木 一郎", "No number", "Supporter"],
        ["山田 花子", "03-1234-5678", "Participant"],
    ]
    qtbot.waitUntil(lambda: not page.overview.revive.isHidden())
    assert now(office, made).reason == "台風のため"
    page.overview.revive.click()
    qtbot.waitUntil(lambda: page.tabs.count() == CALLS)
    assert not now(office, made).cancelled


def test_a_participant_is_booked_by_typing_a_part_of_the_reading(
    office: Office, made: Session, page: SessionPage, qtbot: QtBot
) -> None:
    person = participant(office, "ヤマダ ハナコ")
    participant(office, "スズキ タロウ")
    page.tabs.setCurrentIndex(BOOKINGS)
    add = page.bookings.add
    add.line.setText("やまだ")
    qtbot.waitUntil(lambda: add.found.count() == 2)
    qtbot.keyClick(add.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.bookings.table.ids) == 1)

    assert [line.participant.id for line in lines(office, made)] == [person.id]
    assert add.line.text() == ""


def test_somebody_who_is_booked_already_is_not_booked_again(
    office: Office, around: Around, made: Session, page: SessionPage, qtbot: QtBot
) -> None:
    booked(office, participant(office, "ヤマダ ハナコ"), made)
    before = lines(office, made)
    page.tabs.setCurrentIndex(BOOKINGS)
    add = page.bookings.add
    add.line.setText("やまだ")
    qtbot.waitUntil(lambda: add.found.count() == 2)
    qtbot.keyClick(add.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(said(around)))

    assert said(around) == ["This person is booked for this session already. Nothing was changed."]
    assert lines(office, made) == before


def test_somebody_unknown_comes_in_by_the_text_that_found_nobody(
    office: Office, made: Session, page: SessionPage, qtbot: QtBot
) -> None:
    page.tabs.setCurrentIndex(BOOKINGS)
    add = page.bookings.add
    add.walk_in.click()
    add.line.setText("さとう みよ")
    qtbot.waitUntil(lambda: add.found.count() == 1)
    qtbot.keyClick(add.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.bookings.table.ids) == 1)

    [line] = lines(office, made)
    assert (line.participant.kana, line.participant.name) == ("サトウ ミヨ", "")
    assert line.booking.walk_in


def test_a_full_session_keeps_a_waiting_list_and_says_when_there_is_room(
    office: Office, around: Around, made: Session, page: SessionPage, qtbot: QtBot
) -> None:
    page.tabs.setCurrentIndex(BOOKINGS)
    people = [participant(office, kana) for kana in ("アオキ", "イトウ", "ウエダ")]
    for person in people:
        bookings.book(office, made.id, person.id)
    table, panel = page.bookings.table, page.bookings.panel
    qtbot.waitUntil(lambda: len(table.ids) == 3)
    assert page.bookings.hint.text() == ""
    table.choose(table.ids[0])
    qtbot.keyClick(table, Qt.Key.Key_Return)
    panel.states.pick([BookingState.CANCELLED])
    panel.states.changed.emit()

    hint = "There is room again: 1 person is on the waiting list."
    qtbot.waitUntil(lambda: page.bookings.hint.text() == hint)
    qtbot.waitUntil(lambda: [text for text, _do in corner(around).actions] == ["Undo"])
    corner(around).actions[-1][1]()
    qtbot.waitUntil(lambda: page.bookings.hint.text() == "")
    assert [x.booking.state for x in lines(office, made)].count(BookingState.CONFIRMED) == 2


def test_who_is_expected_comes_before_who_waits_and_who_will_not_come(
    office: Office, made: Session, page: SessionPage, qtbot: QtBot
) -> None:
    states = (BookingState.CANCELLED, BookingState.WAITING, BookingState.CONFIRMED)
    for kana, state in zip(("アオキ", "イトウ", "ウエダ"), states, strict=True):
        booked(office, participant(office, kana), made, state)
    page.tabs.setCurrentIndex(BOOKINGS)
    table = page.bookings.table
    qtbot.waitUntil(lambda: len(table.ids) == 3)

    assert [table.row(id).booking.state for id in table.ids] == [
        BookingState.CONFIRMED,
        BookingState.WAITING,
        BookingState.CANCELLED,
    ]


def test_a_booking_s_turn_and_companions_are_typed_beside_the_list(
    office: Office, around: Around, made: Session, page: SessionPage, qtbot: QtBot
) -> None:
    booked(office, participant(office), made)
    page.tabs.setCurrentIndex(BOOKINGS)
    table, panel = page.bookings.table, page.bookings.panel
    qtbot.waitUntil(lambda: len(table.ids) == 1)
    table.choose(table.ids[0])
    qtbot.keyClick(table, Qt.Key.Key_Return)
    panel.form.input("at").box.setText("1030")
    panel.form.input("companions").box.setText("1")
    panel.save()
    qtbot.waitUntil(lambda: said(around) == ["Saved."])

    [line] = lines(office, made)
    assert (line.booking.at, line.booking.companions) == (time(10, 30), 1)
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not page.bookings.sides.open


def test_what_is_typed_about_one_booking_is_stored_when_the_next_is_looked_at(
    office: Office, made: Session, page: SessionPage, qtbot: QtBot
) -> None:
    for kana in ("アオキ", "イトウ"):
        booked(office, participant(office, kana), made)
    page.tabs.setCurrentIndex(BOOKINGS)
    table, panel = page.bookings.table, page.bookings.panel
    qtbot.waitUntil(lambda: len(table.ids) == 2)
    first, second = table.ids
    table.choose(first)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    panel.form.input("companions").box.setText("2")
    assert page.unsaved()
    table.choose(second)

    def companions() -> dict[object, int]:
        return {x.booking.id: x.booking.companions for x in lines(office, made)}

    qtbot.waitUntil(lambda: companions() == {first: 2, second: 0})
    assert not page.unsaved()


def test_a_paper_is_seen_and_drawn_again_when_somebody_is_booked(
    office: Office, around: Around, made: Session, page: SessionPage, qtbot: QtBot
) -> None:
    page.tabs.setCurrentIndex(PAPERS)
    preview = page.papers.preview
    qtbot.waitUntil(lambda: preview.page_count > 0, timeout=10_000)
    drawn: list[bytes] = []
    show = preview.show_document
    preview.show_document = lambda pdf, *rest: (drawn.append(pdf), show(pdf, *rest))

    def reached(number: int) -> bool:
        return len(drawn) == number

    bookings.book(office, made.id, participant(office).id)
    qtbot.waitUntil(partial(reached, 1), timeout=10_000)
    for code in ("placement-sheet", "consultation-slip", "session-report", "attendance-report"):
        page.papers.chosen.pick([code])
        page.papers.chosen.changed.emit()
        qtbot.waitUntil(partial(reached, len(drawn) + 1), timeout=10_000)
    assert len(set(drawn)) == 5
    assert said(around) == []


@pytest.mark.parametrize("number", range(5))
def test_every_page_has_names_and_fits_in_japanese(
    office: Office, around: Around, made: Session, qtbot: QtBot, number: int
) -> None:
    i18n.use("ja", resources() / "locale")
    booked(office, participant(office), made)
    shown = SessionPage(office, around, made.id)
    qtbot.addWidget(shown)
    shown.resize(783, 400)
    shown.show()
    shown.load()
    qtbot.waitUntil(lambda: shown.overview is not None)
    shown.tabs.setCurrentIndex(number)
    qtbot.wait(50)
    assert nameless(shown) == []
    assert cut_off(shown) == []


def test_a_copied_list_of_applicants_is_booked_for_this_session(
    office: Office, around: Around, made: Session, page: SessionPage, qtbot: QtBot
) -> None:
    page.tabs.setCurrentIndex(BOOKINGS)
    QGuiApplication.clipboard().setText(
        "氏名\tふりがな\t電話\n青木 花子\tあおき はなこ\t080-0000-0001\n"
        "上田 次郎\tうえだ じろう\t080-0000-0002\n江藤 三郎\tえとう さぶろう\t080-0000-0003"
    )
    page.bookings.paste()
    importing = page.bookings.importing
    qtbot.waitUntil(lambda: len(importing.rows.lines) == 3)
    importing.accept()
    qtbot.waitUntil(lambda: page.bookings.currentWidget() is page.bookings.list_page)

    states = Counter(line.booking.state for line in lines(office, made))
    assert states == {BookingState.CONFIRMED: 2, BookingState.WAITING: 1}  # 定員 2


def test_where_nobody_is_booked_the_search_line_stays_at_the_top(
    page: SessionPage, qtbot: QtBot
) -> None:
    page.tabs.setCurrentIndex(BOOKINGS)
    qtbot.waitUntil(page.bookings.hint.isVisible)
    assert page.bookings.add.y() < 20
    assert page.bookings.hint.y() < 100
