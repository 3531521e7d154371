"""会場 in the 名簿: what is still to be completed, and what a form makes of its texts."""

from collections.abc import Sequence
from uuid import UUID

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from smartsupport.domain.session import Session, SessionKind
from smartsupport.domain.venue import Venue
from smartsupport.services import calendar, records, venues
from smartsupport.services.office import Office
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.register import RegisterScreen
from smartsupport.ui.screens.register_page import RegisterPage
from tests.ui.screens.corner import said


@pytest.fixture
def page(qtbot: QtBot, office: Office, around: Around) -> RegisterPage:
    records.add(office, Venue(id=office.new_id(), name="中野区役所", kana="ナカノクヤクショ"))
    records.add(office, Venue(id=office.new_id(), name="野方区民館", to_complete=True))
    screen = RegisterScreen(office, around)
    qtbot.addWidget(screen)
    screen.resize(1150, 650)
    screen.show()
    screen.load()
    screen.show_record("venues")
    page = screen.page
    qtbot.waitUntil(lambda: len(page.list.ids) == 2)
    return page


def ids_called(office: Office, name: str) -> Sequence[UUID]:
    return [v.id for v in venues.everything(office) if v.name == name]


def choose(qtbot: QtBot, page: RegisterPage, record_id: UUID) -> None:
    page.list.choose(record_id)
    qtbot.waitUntil(lambda: page.pane.record_id == record_id)


def test_venues_to_complete_are_one_chip_away(
    qtbot: QtBot, office: Office, page: RegisterPage
) -> None:
    page._chips._chips[0][1].click()
    half = ids_called(office, "野方区民館")
    qtbot.waitUntil(lambda: list(page.list.ids) == half)
    choose(qtbot, page, half[0])

    page.pane._form.input("to_complete").write(False)
    page.pane._form.input("rooms").write("第1会議室、 ホール,")
    with qtbot.waitSignal(page.pane.stored):
        page.pane.save()

    venue = venues.rows(office, list(half))[half[0]]
    assert (venue.to_complete, venue.rooms) == (False, ("第1会議室", "ホール"))
    assert page.pane._form.values()["rooms"] == "第1会議室、ホール"
    qtbot.waitUntil(lambda: not page.list.ids)


def test_a_venue_without_a_name_is_refused_at_its_field(
    qtbot: QtBot, office: Office, page: RegisterPage
) -> None:
    page.begin()
    page.pane._form.input("address").write("中野4-8-1")
    page.pane.save()
    name = page.pane._form.input("name").box
    assert isinstance(name, QLineEdit)
    assert name.accessibleDescription()
    assert len(venues.everything(office)) == 2


def test_an_emptied_number_falls_back_to_its_default(
    qtbot: QtBot, office: Office, page: RegisterPage
) -> None:
    (known,) = ids_called(office, "中野区役所")
    records.change(office, venues.rows(office, [known])[known], gather_before=60)
    choose(qtbot, page, known)
    qtbot.waitUntil(lambda: page.pane._form.values()["gather_before"] == 60)
    page.pane._form.input("gather_before").write(None)
    with qtbot.waitSignal(page.pane.stored):
        page.pane.save()
    assert venues.rows(office, [known])[known].gather_before == 30


def test_a_rule_that_names_a_field_is_shown_there(
    qtbot: QtBot, page: RegisterPage, office: Office
) -> None:
    (known,) = ids_called(office, "中野区役所")
    choose(qtbot, page, known)
    page.pane._form.input("desks").write(-1)
    page.pane.save()
    desks = page.pane._form.input("desks").box
    qtbot.waitUntil(lambda: "below 0" in desks.accessibleDescription())
    assert page.unsaved()


def test_a_venue_in_use_stays(
    qtbot: QtBot, office: Office, page: RegisterPage, around: Around
) -> None:
    (known,) = ids_called(office, "中野区役所")
    with office.store.transaction() as work:
        kind = work.find(SessionKind)[0]
        venue = work.get(Venue, known)
        work.add(_session(office, venue, kind))
    choose(qtbot, page, known)
    page.pane.remove()
    qtbot.waitUntil(lambda: bool(said(around)))
    assert "cannot be removed" in said(around)[-1]
    assert page.pane.record_id == known


def _session(office: Office, venue: Venue, kind: SessionKind) -> Session:
    from datetime import date, time

    return calendar.drafted(
        venue, kind, id=office.new_id(), day=date(2026, 10, 3), start=time(10), end=time(12)
    )
