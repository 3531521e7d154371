"""報告 with a real office: documents are seen, hours are counted, confirmed and saved."""

from collections.abc import Iterator
from datetime import time
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from smartsupport.clock import TOKYO
from smartsupport.domain.period import Month
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Role, Supporter
from smartsupport.domain.venue import Venue
from smartsupport.services import calendar, desk, hours, placements, records
from smartsupport.services.office import Office
from smartsupport.services.reception import Desk
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.reports import ReportsScreen
from smartsupport.ui.screens.reports_hours import HoursPage
from smartsupport.ui.screens.reports_sessions import SessionsPage
from smartsupport.ui.table import LongList
from smartsupport.ui.widgets.pdf_preview import PdfPreview
from tests.stores import HeldClock
from tests.ui.screens.corner import said
from tests.ui.seen import cut_off, nameless


@pytest.fixture
def session(office: Office) -> Iterator[Session]:
    """A morning with one supporter who came and whom nobody saw leave."""
    venue = records.add(office, Venue(id=office.new_id(), name="中野区民活動センター"))
    made = calendar.add_session(
        office,
        venue_id=venue.id,
        kind_id=calendar.kinds(office)[0].id,
        day=office.clock().astimezone(TOKYO).date(),
        start=time(10),
        end=time(12),
    )
    supporter = records.add(
        office, Supporter(id=office.new_id(), name="髙﨑 𠮷乃", kana="タカサキ ヨシノ")
    )
    placements.place(office, made.id, supporter.id, Role.ADVISER)
    at = made.work_span.start
    desk.arrive(office, supporter.id, Desk(venue_id=venue.id, day=made.day, at=at))
    yield made


def _month(session: Session) -> Month:
    return Month.of(session.day)


def test_the_chosen_session_s_report_is_shown(
    office: Office, around: Around, session: Session, qtbot: QtBot
) -> None:
    page = SessionsPage(office, around)
    qtbot.addWidget(page)
    page.resize(1100, 600)
    page.show()
    page.show_month(_month(session))
    sessions = page.findChild(LongList)
    preview = page.findChild(PdfPreview)
    assert sessions is not None and preview is not None
    qtbot.waitUntil(lambda: list(sessions.ids) == [session.id])
    sessions.choose(session.id)
    qtbot.waitUntil(lambda: preview.page_count > 0)
    assert said(around) == []


def _people(page: HoursPage) -> list[UUID]:
    found = page.findChild(LongList)
    assert found is not None
    return list(found.ids)


def test_an_end_nobody_saw_is_confirmed_with_one_button(
    office: Office, around: Around, session: Session, clock: HeldClock, qtbot: QtBot
) -> None:
    clock.now = session.work_span.end
    clock.advance(hours=3)
    page = HoursPage(office, around)
    qtbot.addWidget(page)
    page.show()
    page.show_month(_month(session))
    qtbot.waitUntil(lambda: len(_people(page)) == 1)
    assert hours.of_month(office, _month(session)).credited == 0
    button = next(b for b in page.findChildren(QPushButton) if "12:15" in b.text())
    button.click()
    qtbot.waitUntil(lambda: hours.of_month(office, _month(session)).credited == 165)
    qtbot.waitUntil(lambda: hours.to_confirm(office, _month(session)) == [])


def test_the_month_is_saved_in_each_format(
    office: Office, around: Around, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page = HoursPage(office, around)
    qtbot.addWidget(page)
    page.show_month(_month(session))
    for number, ending in enumerate(("xlsx", "csv", "pdf"), start=1):
        page.save_as(tmp_path / f"hours.{ending}", ending)
        qtbot.waitUntil(lambda n=number: len(said(around)) == n)
        assert (tmp_path / f"hours.{ending}").stat().st_size > 0


def test_a_folder_that_cannot_be_written_is_said(
    office: Office, around: Around, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page = HoursPage(office, around)
    qtbot.addWidget(page)
    page.show_month(_month(session))
    (tmp_path / "file").write_text("in the way")
    page.save_as(tmp_path / "file" / "hours.csv", "csv")
    qtbot.waitUntil(lambda: len(said(around)) == 1)
    assert "file" in said(around)[0]


def test_no_text_is_cut_off(office: Office, around: Around, session: Session, qtbot: QtBot) -> None:
    screen = ReportsScreen(office, around)
    qtbot.addWidget(screen)
    screen.resize(1180, 640)
    screen.show()
    screen.load()
    assert cut_off(screen) == []
    assert nameless(screen) == []
