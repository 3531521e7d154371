"""引継ぎ in the window: the sheet, and last year's sessions ticked off before they are stored."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from smartsupport.domain.account import AccountRole
from smartsupport.domain.journal import Deed
from smartsupport.domain.session import Session
from smartsupport.domain.venue import Venue
from smartsupport.services import accounts, calendar, journal
from smartsupport.services.journal import Wanted
from smartsupport.services.office import Office
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.handover_plan import PlanDialog
from smartsupport.ui.screens.paper_dialog import PaperDialog
from smartsupport.ui.screens.settings_handover import HandoverPage
from smartsupport.ui.widgets.big_button import BigButton
from tests.services import given
from tests.services.conftest import hall
from tests.ui.screens.corner import corner, said
from tests.ui.seen import cut_off, nameless, overlapping

__all__ = ["hall"]

Left = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot: QtBot, office: Office, around: Around, hall: Venue) -> HandoverPage:
    for day, title in (
        (date(2026, 5, 16), "春の相談会"),
        (date(2026, 7, 20), "海の日の相談会"),
        (date(2026, 10, 10), "秋の相談会"),
    ):
        given.session(office, hall, day=day, title=title)
    given.session(office, hall, day=date(2027, 5, 15), title="もう決めた会")
    page = HandoverPage(office, around)
    qtbot.addWidget(page)
    page.resize(1100, 600)
    page.show()
    return page


@pytest.fixture
def draft(page: HandoverPage, qtbot: QtBot) -> PlanDialog:
    page.plan()
    dialog = page.findChild(PlanDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: len(dialog.rows.lines) == 3)
    return dialog


def planned(office: Office) -> list[Session]:
    return [x.session for x in calendar.lines(office, date(2027, 5, 16), date(2028, 3, 31))]


def cells(dialog: PlanDialog, row: int) -> list[str]:
    model = dialog.rows
    return [model.index(row, n).data() for n in range(model.columnCount())]


def click(dialog: PlanDialog, row: int, column: int, qtbot: QtBot) -> None:
    where = dialog.table.visualRect(dialog.rows.index(row, column)).topLeft() + QPoint(9, 9)
    qtbot.mouseClick(dialog.table.viewport(), Left, pos=where)


def test_the_draft_says_what_moved_and_what_is_there_already(draft: PlanDialog) -> None:
    assert cells(draft, 0)[1:] == ["Already there", "中央会館", "春の相談会", "Sat 16 May"]
    assert cells(draft, 1) == [
        "Mon 26 Jul 10:00",
        "Moved off 海の日",
        "中央会館",
        "海の日の相談会",
        "Mon 20 Jul",
    ]
    assert draft.go.text().strip() == "Add 2 sessions"
    assert (nameless(draft), cut_off(draft), overlapping(draft)) == ([], [], [])


def test_what_is_unticked_is_not_stored_and_all_can_be_taken_back(
    page: HandoverPage, draft: PlanDialog, office: Office, around: Around, qtbot: QtBot
) -> None:
    click(draft, 0, 2, qtbot)  # is there already: has no tick to lose
    click(draft, 1, 0, qtbot)
    assert [p.before.title for p in draft.rows.chosen] == ["秋の相談会"]
    qtbot.mouseClick(draft.go, Left)
    qtbot.waitUntil(lambda: "1 session was added." in said(around))
    assert [(s.day, s.title) for s in planned(office)] == [(date(2027, 10, 9), "秋の相談会")]
    (label, take_back) = corner(around).actions[-1]
    assert label == "Take back"
    take_back()
    qtbot.waitUntil(lambda: said(around)[-1] == "1 entry was removed.")
    assert planned(office) == []


def test_space_ticks_a_line_and_nothing_ticked_stores_nothing(
    draft: PlanDialog, qtbot: QtBot
) -> None:
    for row in (1, 2):
        draft.table.selectRow(row)
        qtbot.keyClick(draft.table, Qt.Key.Key_Space)
    assert not draft.go.isEnabled()
    qtbot.keyClick(draft.table, Qt.Key.Key_Space)
    assert draft.go.isEnabled()
    assert draft.go.text().strip() == "Add 1 session"


def test_after_the_first_of_april_the_year_before_can_be_meant(
    draft: PlanDialog, qtbot: QtBot
) -> None:
    this, before = draft.years.picked[0], draft.years.picked[0].year - 1
    draft.years.pick([type(this)(before)])
    draft.years.changed.emit()
    qtbot.waitUntil(lambda: draft.rows.lines == [])
    assert not draft.go.isEnabled()


def test_the_sheet_is_seen_and_leaves_a_line_in_the_journal(
    page: HandoverPage, office: Office, qtbot: QtBot
) -> None:
    page.print_sheet()
    dialog = page.findChild(PaperDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.preview.page_count > 0)
    (line,) = journal.lines(office, journal.ids(office, Wanted())).values()
    assert (line.entry.deed, line.entry.document) == (Deed.DOCUMENT_MADE, "handover-sheet")
    dialog.reject()


def test_who_is_there_is_named_and_people_are_added_and_removed_where_they_are_listed(
    page: HandoverPage, office: Office, around: Around, qtbot: QtBot
) -> None:
    page.load()
    qtbot.waitUntil(lambda: page.people.text().endswith(f": {office.person}"))
    accounts.add(office, "鈴木 後任", AccountRole.COORDINATOR)
    qtbot.waitUntil(lambda: "鈴木 後任" in page.people.text())
    first, last = (b for b in page.findChildren(BigButton) if "receptionists" in b.accessibleName())
    assert first.accessibleDescription() == "Add the successor"
    assert last.accessibleDescription() == "Remove the predecessor"
    for button in (first, last):
        qtbot.mouseClick(button, Left)
    assert corner(around).gone == [("settings", "people")] * 2


def test_nothing_is_cut_off(page: HandoverPage) -> None:
    assert (nameless(page), cut_off(page), overlapping(page)) == ([], [], [])
