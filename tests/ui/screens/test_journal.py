"""操作の記録 in 設定: what was done, narrowed by chips, and a month as a file."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from smartsupport import i18n
from smartsupport.domain.journal import Deed, DeedKind
from smartsupport.paths import resources
from smartsupport.services import documents, journal
from smartsupport.services.office import Office
from smartsupport.ui.background import Lane, Priority
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.booking import BookingPage
from smartsupport.ui.screens.people import PARTICIPANTS
from smartsupport.ui.screens.register_page import RegisterPage
from smartsupport.ui.screens.settings_journal import JournalPage
from smartsupport.ui.screens.venues import VENUES
from tests.services import given
from tests.stores import HeldClock
from tests.ui.screens.corner import said
from tests.ui.seen import cut_off, nameless


@pytest.fixture
def page(office: Office, around: Around, clock: HeldClock, qtbot: QtBot) -> JournalPage:
    journal.note(office, Deed.BACKUP_MADE, at=clock.now.replace(month=9))
    session = given.session(office, given.venue(office))
    documents.of_session(office, "reception-list", session.id)
    clock.advance(minutes=1)
    journal.note(office, Deed.SIGN_IN)
    page = JournalPage(office, around)
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    return page


def shown(page: JournalPage) -> list[str]:
    model = page.list.model()
    return [
        " | ".join(str(model.index(row, column).data()) for column in range(1, model.columnCount()))
        for row in range(model.rowCount())
    ]


def test_the_month_is_shown_and_narrowed(page: JournalPage, qtbot: QtBot) -> None:
    both = [
        "担当 | Signed in |  | ",
        "担当 | Made a document |  | Reception list Sat 3 Oct 中央会館",
    ]
    qtbot.waitUntil(lambda: shown(page) == both)
    page.kinds.pick([DeedKind.PAPERS])
    page.kinds.changed.emit()
    qtbot.waitUntil(lambda: shown(page) == both[1:])
    page.kinds.pick([])
    page.month.go(page.month.day.replace(month=9))
    qtbot.waitUntil(lambda: shown(page) == ["担当 | Made a backup |  | "])


def test_what_happens_meanwhile_is_there_when_somebody_looks_again(
    page: JournalPage, office: Office, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: len(shown(page)) == 2)
    journal.note(office, Deed.LOCK)
    page.hide()
    page.show()
    qtbot.waitUntil(lambda: len(shown(page)) == 3)


def test_people_are_chips_once_there_are_two(
    page: JournalPage, office: Office, around: Around, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: not page.people.isVisible())
    colleague = replace(office.account, id=office.new_id(), name="受付 花子")
    journal.note(replace(office, account=colleague), Deed.UNLOCK)
    page.load()
    qtbot.waitUntil(lambda: page.people.isVisible())
    page.people.pick(["受付 花子"])
    page.people.changed.emit()
    qtbot.waitUntil(lambda: shown(page) == ["受付 花子 | Unlocked the screen |  | "])


def test_a_month_is_exported_and_that_is_noted(
    page: JournalPage, around: Around, clock: HeldClock, tmp_path: Path, qtbot: QtBot
) -> None:
    clock.advance(minutes=1)
    page.save_as(tmp_path / "log.csv", "csv")
    qtbot.waitUntil(lambda: bool(said(around)))
    written = (tmp_path / "log.csv").read_text("utf-8-sig").splitlines()
    assert len(written) == 3
    assert written[1].startswith("2026-10-03,09:30,担当,Made a document,Reception list,2026-10-03")
    qtbot.waitUntil(lambda: shown(page)[:1] == ["担当 | Exported | 2 | Journal"])


def test_everything_has_a_name_and_fits_in_japanese(
    office: Office, around: Around, qtbot: QtBot
) -> None:
    i18n.use("ja", resources() / "locale")
    page = JournalPage(office, around)
    qtbot.addWidget(page)
    page.resize(900, 500)
    page.show()
    assert nameless(page) == []
    assert cut_off(page) == []
    assert any("この月を書き出す" in b.text() for b in page.findChildren(QPushButton))


def test_lists_of_names_in_sight_are_noted_once(
    office: Office, around: Around, qtbot: QtBot
) -> None:
    session = given.session(office, given.venue(office))
    given.booked(office, given.participant(office), session)
    pages = (RegisterPage(office, around, PARTICIPANTS), RegisterPage(office, around, VENUES))
    for page in (*pages, BookingPage(office, around, session.id)):
        qtbot.addWidget(page)
        for _look in range(2):
            page.show()
            page.hide()

    done: list[object] = []
    around.background.run(Lane.WRITE, list, done.append, priority=Priority.LAST, owner=page)
    qtbot.waitUntil(lambda: bool(done))
    lines = journal.lines(office, journal.ids(office, journal.Wanted())).values()
    noted = sorted((line.entry.document, line.entry.count) for line in lines)
    assert noted == [("bookings", 1), ("participants", 1)]
