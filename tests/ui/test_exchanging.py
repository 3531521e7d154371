"""Two windows at one shared folder, and a folder that does not answer."""

import time
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from smartsupport.domain.account import AccountRole
from smartsupport.domain.participant import Participant
from smartsupport.domain.venue import Venue
from smartsupport.services import accounts, backups, exchange, records
from smartsupport.settings import Settings
from smartsupport.ui import exchanging
from smartsupport.ui.background import SHUTDOWN_SECONDS, Lane
from smartsupport.ui.screens.desk_place import DeskPlace
from smartsupport.ui.screens.settings_backups import BackupPage
from smartsupport.ui.screens.settings_restore import Restore
from tests.accounts import OTHER, PASSWORD
from tests.services import given
from tests.services.given import DAY
from tests.ui.hands_driver import cheap_passwords, clock, closed, hall, hanako, morning
from tests.ui.shared_windows import Hanging, Laptop, hanging, pair

__all__ = [
    "cheap_passwords",
    "clock",
    "closed",
    "hall",
    "hanako",
    "hanging",
    "morning",
    "pair",
]

Pair = tuple[Laptop, Laptop]


def at_desk(laptop: Laptop, hall: Venue) -> None:
    laptop.go("desk", DeskPlace(venue_id=hall.id, day=DAY))


def at_the_door(laptop: Laptop) -> list[str]:
    """Who the list of the open desk shows as here."""
    seen = laptop.room._seen
    return [line.kana for line in seen.view.lines if line.visit] if seen else []


def reports_of(laptop: Laptop) -> list[str]:
    return [line.code for line in laptop.exchanging.lines]


def test_who_is_checked_in_at_one_desk_is_seen_at_the_other(
    hanako: Participant, hall: Venue, pair: Pair, qtbot: QtBot
) -> None:
    one, other = pair
    at_desk(one, hall)
    at_desk(other, hall)
    one.room.calls.arrive(hanako.id)
    one.settle()
    assert at_the_door(other) == []
    one.round()
    other.round()
    qtbot.waitUntil(lambda: at_the_door(other) == ["ヤマダ ハナコ"])


def test_arrivals_go_on_in_reception_mode_and_behind_the_lock(
    hanako: Participant, hall: Venue, pair: Pair
) -> None:
    one, other = pair
    helper = accounts.add(one.office, "受付 一郎", AccountRole.RECEPTIONIST)
    one.round()
    other.round()
    other.hands._begin(DeskPlace(venue_id=hall.id, day=DAY), helper)
    other.settle()
    at_desk(other, hall)
    assert "Reception mode: 受付 一郎" in other.words
    other.hands.lock()
    other.settle()
    at_desk(one, hall)
    one.room.calls.arrive(hanako.id)
    one.settle()
    one.round()
    other.round()
    assert other.locked
    with other.office.opened.reading() as reading:
        assert reading.connection.exec_driver_sql("select count(*) from door_event").scalar() == 1


def test_what_changes_elsewhere_does_not_disturb_what_is_being_typed(
    hall: Venue, pair: Pair
) -> None:
    one, other = pair
    other.go("settings", "register")
    page = other.window.screen_widget._pages.made()[0]
    page.form.input("organiser").box.setText("見本区")
    records.change(one.office, one.office.workspace(), organiser="見本市", addressee="課長")
    accounts.rename(one.office, one.office.account.id, "佐藤 花")
    one.round()
    other.round()
    assert page.form.values()["organiser"] == "見本区"
    assert other.window.unsaved
    other.button("Save").click()
    other.settle()
    assert other.office.workspace().organiser == "見本区"
    assert other.office.workspace().addressee == "課長"


def test_who_was_removed_on_another_computer_finds_the_window_locked(pair: Pair) -> None:
    one, other = pair
    successor = accounts.add(one.office, "鈴木", AccountRole.COORDINATOR, OTHER)
    for laptop in (one, other):
        laptop.round()
    assert not other.locked
    accounts.remove(one.office.in_hands_of(successor), one.office.account.id)
    one.settle()
    assert one.locked
    one.round()
    other.round()
    assert other.locked
    other.type(PASSWORD)
    assert other.locked
    other.type(OTHER)
    assert not other.locked
    assert other.hands.office.person == "鈴木"


def test_the_window_says_how_it_stands(clock: object, hall: Venue, pair: Pair) -> None:
    one, other = pair
    assert one.state == "Everything is saved"
    one.round()
    assert one.state == "Sent; no other computer has read it yet"
    other.round()
    one.round()
    assert one.state == "Up to date (事務所PC confirmed at 9:30)"
    given.venue(one.office, "北会館")
    shared = one.exchanging.folder
    away = shared + "-away"
    Path(shared).rename(away)
    one.round()
    assert one.state == (
        "The shared folder cannot be reached (everything is saved here); 1 not sent yet"
    )
    given.venue(one.office, "南会館")
    one.round()
    assert one.state.endswith("2 not sent yet")
    Path(away).rename(shared)
    one.round()
    assert one.state == "Sent; no other computer has read it yet"


def test_a_folder_that_hangs_does_not_stall_the_window(
    hanako: Participant,
    hall: Venue,
    pair: Pair,
    hanging: Hanging,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one, _other = pair
    one.round()
    at_desk(one, hall)
    hanging.begin()
    one.exchanging._tick()
    qtbot.waitUntil(hanging.asked.is_set)
    one.room.calls.arrive(hanako.id)
    qtbot.waitUntil(lambda: at_the_door(one) == ["ヤマダ ハナコ"])
    monkeypatch.setattr(exchanging, "HANGING", -1.0)
    one.exchanging._tick()
    qtbot.waitUntil(lambda: "does not answer" in one.state)
    assert one.state.endswith("1 not sent yet")
    hanging.answer.set()
    one.settle()
    one.round()
    assert one.state == "Sent; no other computer has read it yet"


def test_closing_does_not_wait_for_a_folder_that_hangs(
    hanako: Participant, hall: Venue, pair: Pair, hanging: Hanging, qtbot: QtBot
) -> None:
    one, _other = pair
    one.exchanging.begin()
    one.settle()
    hanging.begin()
    one.exchanging._tick()
    qtbot.waitUntil(hanging.asked.is_set)
    began = time.monotonic()
    one._background.stop(one.exchanging.last())
    assert time.monotonic() - began < SHUTDOWN_SECONDS + 1
    before = files(one)
    hanging.answer.set()
    one._background._lanes[Lane.FOLDER].join(10)
    assert files(one) == before


def test_what_was_entered_last_is_sent_on_closing(hall: Venue, pair: Pair) -> None:
    one, other = pair
    one.exchanging.begin()
    one.settle()
    other.round()
    one._background.run(Lane.WRITE, partial(given.venue, one.office, "北会館"))
    one._background.stop(one.exchanging.last())
    other.round()
    assert "北会館" in venues(other)


def test_nothing_is_sent_any_more_once_it_was_held(hall: Venue, pair: Pair) -> None:
    one, _other = pair
    one.exchanging.begin()
    one.settle()
    one.exchanging.hold()
    assert one.exchanging.last() is None


def test_a_backup_in_the_place_of_the_register_ends_the_rounds(
    pair: Pair, tmp_path: Path, qtbot: QtBot
) -> None:
    one, _other = pair
    made = backups.make(one.office, Settings(), tmp_path / "one.ssbackup")
    one.exchanging.begin()
    one.go("settings", "backups")
    page = one.window.findChild(BackupPage)
    page.ask_about(made.backup.path, "today")
    one.settle()
    page.restore(Restore.REPLACE, PASSWORD)
    qtbot.waitUntil(lambda: bool(one.window.findChildren(QMessageBox)))
    assert one.exchanging.last() is None
    [box] = one.window.findChildren(QMessageBox)
    box.finished.disconnect()
    box.close()


def files(laptop: Laptop) -> set[str]:
    return {str(f) for f in Path(laptop.exchanging.folder).rglob("*")}


def venues(laptop: Laptop) -> set[str]:
    with laptop.office.opened.reading() as reading:
        return {venue.name for venue in reading.find(Venue)}


def test_a_fault_in_a_round_is_told_once_and_tried_again(
    hall: Venue, pair: Pair, bugs: list[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _other = pair
    whole = exchange.exchange_now

    def broken(*_args: object, **_how: object) -> None:
        raise KeyError("log")

    monkeypatch.setattr(exchange, "exchange_now", broken)
    one.round()
    one.round()
    assert [type(error) for error in bugs] == [KeyError]
    bugs.clear()
    assert one.exchanging.lines[0].code == "sharing_broke_off"
    monkeypatch.setattr(exchange, "exchange_now", whole)
    one.round()
    assert reports_of(one) == ["sent"]
