"""変更の履歴 beside a record: read when somebody looks, and told in words."""

from pytestqt.qtbot import QtBot

from smartsupport.services import records
from smartsupport.services.office import Office
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.changes import Changes
from smartsupport.ui.screens.people import SUPPORTERS
from smartsupport.ui.screens.register_page import RegisterPage
from smartsupport.ui.screens.session import SessionPage
from smartsupport.ui.screens.venues import VENUES
from tests.services import given
from tests.ui.seen import nameless


def shown(changes: Changes) -> list[list[str]]:
    """Each change line by line."""
    document = changes.document()
    blocks = [document.findBlockByNumber(n).text() for n in range(document.blockCount())]
    return [text.split("\u2028") for text in blocks if text]


def test_old_and_new_of_each_field_and_who(office: Office, around: Around, qtbot: QtBot) -> None:
    before = given.supporter(office, name="鈴木", phone="1")
    records.change(office, before, phone="<b>2", note="水曜は不可")
    changes = Changes(office, around)
    qtbot.addWidget(changes)
    changes.show_record(before.id)
    assert shown(changes) == []
    changes.show()
    qtbot.waitUntil(lambda: len(shown(changes)) == 2)
    who = "Sat 3 Oct 2026 9:30 担当 (this computer)"
    assert shown(changes) == [
        ["Supporter: Changed", who, "Phone: 1 → <b>2", "Notes: – → 水曜は不可"],
        ["Supporter: Entered", who, "Name: 鈴木", "Reading: スズキ イチロウ", "Phone: 1"],
    ]


def test_each_kind_of_record_has_its_history(office: Office, around: Around, qtbot: QtBot) -> None:
    hall = given.venue(office)
    helper = given.supporter(office)
    for register, id in ((SUPPORTERS, helper.id), (VENUES, hall.id)):
        page = RegisterPage(office, around, register)
        qtbot.addWidget(page)
        page.resize(1200, 600)
        page.show()
        page.load()
        page.show_record(id)
        changes = page.findChild(Changes)
        assert changes is not None
        qtbot.waitUntil(lambda id=id, page=page: page.pane.record_id == id)
        page.pane._tabs.setCurrentIndex(page.pane._tabs.count() - 1)
        qtbot.waitUntil(lambda changes=changes: changes.toPlainText() != "")
        assert nameless(page) == []


def test_a_session_tells_of_its_bookings_as_they_come(
    office: Office, around: Around, qtbot: QtBot
) -> None:
    made = given.session(office, given.venue(office))
    page = SessionPage(office, around, made.id)
    qtbot.addWidget(page)
    page.resize(1100, 600)
    page.show()
    page.load()
    qtbot.waitUntil(lambda: page.tabs.tabText(4) == "History")
    page.tabs.setCurrentIndex(4)
    qtbot.waitUntil(lambda: page.changes.toPlainText() != "")
    given.booked(office, given.participant(office, name="山田 花子"), made)
    qtbot.waitUntil(lambda: shown(page.changes)[0][0] == "Booking 山田 花子: Entered")
