"""受付モード: the window in the hands of a volunteer, and back in a 担当者's."""

from PySide6.QtWidgets import (
    QDialog,
)

from smartsupport.domain.account import AccountRole
from smartsupport.domain.participant import Participant
from smartsupport.domain.session import Session
from smartsupport.domain.venue import Venue
from smartsupport.services import accounts, sign_in
from smartsupport.services.office import Office
from smartsupport.storage import oplog
from smartsupport.ui.screens.desk_place import DeskPlace
from smartsupport.ui.screens.leave_mode import LeaveScreen
from tests.accounts import OTHER, PASSWORD
from tests.services import given
from tests.services.given import DAY
from tests.ui.hands_driver import (
    Desk,
    Open,
    cheap_passwords,
    clock,
    closed,
    hall,
    hanako,
    morning,
    noted,
    open,
    reception,
)

__all__ = [
    "cheap_passwords",
    "clock",
    "closed",
    "hall",
    "hanako",
    "morning",
    "open",
    "reception",
]


def test_a_tap_on_a_name_leaves_the_desk_and_nothing_else(reception: Desk, closed: Office) -> None:
    assert "Reception mode: たかはし めぐみ" in reception.words
    assert reception.window.screen_code == "desk"
    assert "やまだ はなこ" not in reception.words  # the list is painted, not read here
    for gone in ("Schedule", "Directory", "Settings", "Search"):
        assert gone not in reception.words
    assert not any(word in reception.menu for word in ("Search", "Today", "Settings", "Reports"))
    assert "Begin reception mode" not in reception.menu
    reception.key("Ctrl+K")
    reception.key("Ctrl+5")
    assert reception.window.screen_code == "desk"
    assert [d for d in reception.window.findChildren(QDialog) if d.isVisible()] == []
    assert ("mode_opened", "佐藤") in noted(closed)


def test_what_is_registered_carries_the_volunteers_name(
    reception: Desk, closed: Office, hanako: Participant
) -> None:
    reception.room.calls.arrive(hanako.id)
    reception.settle()
    with closed.store.reading() as reading:
        ops = oplog.about(reading.connection, hanako.id)
    helper = reception.hands.office.account.id
    assert [op.actor for op in ops if op.table == "door_event"] == [helper.bytes]


def test_another_volunteer_takes_over_without_a_password(reception: Desk, closed: Office) -> None:
    accounts.add(closed, "受付 一郎", AccountRole.RECEPTIONIST)
    reception.press("Change the name")
    reception.press("受付 一郎")
    assert "Reception mode: 受付 一郎" in reception.words
    assert ("mode_opened", "受付 一郎") in noted(closed)


def test_what_is_half_typed_is_not_lost_by_changing_hands(reception: Desk) -> None:
    reception.room.walk_in.box.setText("satou")
    reception.press("Change the name")
    reception.key("1")
    assert "Please save or discard what you have typed first." in reception.words
    reception.key("Esc")
    assert reception.room.walk_in.box.text() == "satou"


def test_only_a_coordinators_password_leads_back(reception: Desk, closed: Office) -> None:
    accounts.add(closed, "受付 一郎", AccountRole.RECEPTIONIST, "window-bicycle-garden")
    reception.press("End reception mode")
    reception.type("not the right one")
    assert "The password is not right. Type it again." in reception.words
    reception.type("window-bicycle-garden")
    assert "Only a coordinator can do this." in reception.words
    reception.type(PASSWORD)
    assert reception.window.screen_code == "today"
    assert "Settings" in reception.words
    assert "Reception mode:" not in reception.words
    assert ("mode_left", "佐藤") in noted(closed)


def test_closing_the_desk_leads_to_the_way_out_and_back(reception: Desk) -> None:
    reception.room._open_closing()
    reception.room.side.closing.closed.emit()
    reception.settle()
    assert reception.window.findChild(LeaveScreen).isVisible()
    reception.press("Back to the desk")
    assert reception.room is not None


def test_a_new_language_keeps_the_mode(reception: Desk) -> None:
    reception.window._change_one(language="ja")
    reception.settle()
    assert "受付モード: たかはし めぐみ" in reception.words
    assert "設定" not in reception.words
    reception.window._change_one(language="en")


def test_with_several_venues_the_place_is_asked_first(
    open: Open,
    closed: Office,
    morning: Session,
) -> None:
    south = given.venue(closed, "南図書館")
    given.session(closed, south, "13:00", "15:00")
    accounts.add(closed, "受付 一郎", AccountRole.RECEPTIONIST)
    desk = open(closed)
    desk.go("volunteers")
    desk.press("南図書館")
    assert "たかはし めぐみ" not in desk.words
    desk.press("受付 一郎")
    assert desk.room.place == DeskPlace(venue_id=south.id, day=DAY)


def test_where_nobody_is_placed_it_says_whom_to_add(
    open: Open, closed: Office, hall: Venue
) -> None:
    given.session(closed, hall)
    desk = open(closed)
    desk.press("Reception mode")
    assert "Nobody is placed here today" in desk.words
    desk.press("Go to the settings")
    assert desk.window.screen_code == "settings"


def test_a_receptionist_who_signs_in_finds_the_desk_only(
    open: Open,
    closed: Office,
    morning: Session,
) -> None:
    accounts.add(closed, "受付 一郎", AccountRole.RECEPTIONIST, OTHER)
    closed.close()
    office = sign_in.sign_in(closed.places, OTHER, clock=closed.clock)
    desk = open(office)
    assert "Reception mode: 受付 一郎" in desk.words
    assert desk.room.place.venue_id == morning.venue_id
    office.close()
