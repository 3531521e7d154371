"""The lock: the window in nobody's hands, and whose it is afterwards."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QWidget,
)
from pytestqt.qtbot import QtBot

from smartsupport.domain.account import AccountRole
from smartsupport.domain.participant import Participant
from smartsupport.domain.session import Session
from smartsupport.domain.venue import Venue
from smartsupport.services import accounts
from smartsupport.services.office import Office
from smartsupport.ui.idle import IdleWatch
from tests.accounts import OTHER, PASSWORD
from tests.services import given
from tests.stores import HeldClock
from tests.ui.hands_driver import (
    REGISTER,
    Desk,
    Open,
    actor_of,
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
from tests.ui.seen import cut_off, nameless

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


def test_ten_minutes_untouched_lock_and_nothing_of_the_register_is_seen(
    open: Open,
    closed: Office,
    clock: HeldClock,
    morning: Session,
) -> None:
    desk = open(closed)
    assert REGISTER in desk.words and "中央会館" in desk.words
    desk.pass_time(clock, 9.5)
    assert not desk.locked
    desk.move_mouse()
    desk.pass_time(clock, 9.5)
    assert not desk.locked
    desk.pass_time(clock, 0.5)
    assert desk.locked
    for word in (REGISTER, "中央会館", "佐藤", "Morning", "Settings"):
        assert word not in desk.words
    assert nameless(desk.window) == [] and cut_off(desk.window) == []
    assert ("lock", "佐藤") in noted(closed)


def test_the_password_opens_it_again_where_it_was(
    open: Open,
    closed: Office,
    morning: Session,
) -> None:
    desk = open(closed)
    desk.go("register")
    desk.key("Ctrl+L")
    assert desk.locked
    desk.type("not the right one")
    assert desk.locked and "The password is not right." in desk.words
    desk.type(PASSWORD)
    assert not desk.locked
    assert desk.window.screen_code == "register" and REGISTER in desk.words
    assert {("lock", "佐藤"), ("sign_in_failed", ""), ("unlock", "佐藤")} <= set(noted(closed))


def test_wrong_passwords_cost_a_longer_pause_each_time(open: Open, closed: Office) -> None:
    desk = open(closed)
    desk.hands.lock()
    for wrong in range(3):
        desk.type(f"wrong password {wrong}")
    assert "You can try again in 1 second." in desk.words
    desk.gate._second.timeout.emit()
    desk.type("wrong password 3")
    assert "You can try again in 2 seconds." in desk.words
    desk.type(PASSWORD)  # not even looked at
    assert desk.locked
    for _second in range(2):
        desk.gate._second.timeout.emit()
    desk.type(PASSWORD)
    assert not desk.locked


def test_keys_and_windows_of_before_are_shut_off(open: Open, closed: Office) -> None:
    desk = open(closed)
    desk.key("Ctrl+K")
    assert [d for d in desk.window.findChildren(QDialog) if d.isVisible()] != []
    desk.hands.lock()
    desk.settle()
    over = [w for w in desk.window.findChildren(QWidget) if w.isWindow() and w.isVisible()]
    assert over == []
    for keys in ("Ctrl+K", "Ctrl+5", "Alt+M"):
        desk.key(keys)
        assert desk.locked
        assert [d for d in desk.window.findChildren(QDialog) if d.isVisible()] == []


def test_a_computer_that_slept_is_locked_even_at_the_desk(
    open: Open,
    closed: Office,
    clock: HeldClock,
    morning: Session,
) -> None:
    desk = open(closed)
    desk.go("desk")
    desk.pass_time(clock, 30)
    assert not desk.locked
    clock.advance(seconds=61)
    desk.move_mouse()  # the touch that woke it
    assert desk.locked


def test_an_open_desk_stays_open_until_half_an_hour_after_the_last_session(
    open: Open,
    closed: Office,
    clock: HeldClock,
    morning: Session,
) -> None:
    desk = open(closed)
    desk.go("desk")
    desk.pass_time(clock, 3 * 60)  # 9:30 to 12:30
    assert not desk.locked
    desk.pass_time(clock, 0.5)
    assert desk.locked


def test_a_locked_desk_goes_on_and_shows_numbers_only(
    qtbot: QtBot,
    open: Open,
    closed: Office,
    hanako: Participant,
) -> None:
    code = given.card_of(closed, hanako)
    stranger = given.card_of(closed, given.participant(closed, "サトウ タロウ"))
    desk = open(closed)
    desk.go("desk")
    desk.key("Ctrl+L")
    _scan(qtbot, desk, code)
    assert desk.page.desk.number.text() == "1"
    assert "はなこ" not in desk.words
    assert desk.gate.line.text == ""
    _scan(qtbot, desk, stranger)
    assert "Parked. It is decided after unlocking." in desk.words
    assert "たろう" not in desk.words
    desk.type(PASSWORD)
    qtbot.waitUntil(
        lambda: [step.answer.called for step in desk.room.strip.parked] == ["さとう たろう"]
    )


def test_a_scan_into_the_password_box_is_a_scan(
    open: Open,
    closed: Office,
    hanako: Participant,
) -> None:
    code = given.card_of(closed, hanako)
    desk = open(closed)
    desk.go("desk")
    desk.key("Ctrl+L")
    desk.type(code)
    assert desk.page.desk.number.text() == "1"
    assert desk.gate.line.text == "" and "not right" not in desk.words


def test_whoever_types_at_a_locked_desk_means_the_password(
    qtbot: QtBot,
    open: Open,
    closed: Office,
    morning: Session,
) -> None:
    desk = open(closed)
    desk.go("desk")
    desk.key("Ctrl+L")
    qtbot.keyClick(QApplication.focusWidget(), "a")
    qtbot.waitUntil(lambda: desk.gate.line.text == "a")
    assert QApplication.focusWidget() is desk.gate.line.box


def test_another_coordinators_password_takes_the_window_over(
    open: Open,
    closed: Office,
    hall: Venue,
) -> None:
    second = accounts.add(closed, "田中", AccountRole.COORDINATOR, OTHER)
    desk = open(closed)
    desk.hands.lock()
    desk.type(OTHER)
    assert not desk.locked and "田中" in desk.words and "佐藤" not in desk.words
    person = given.participant(desk.hands.office)
    assert actor_of(desk.hands.office, person) == second.id.bytes


def test_what_somebody_else_left_half_typed_is_named_before_it_is_lost(
    open: Open,
    closed: Office,
    morning: Session,
) -> None:
    accounts.add(closed, "田中", AccountRole.COORDINATOR, OTHER)
    desk = open(closed)
    desk.go("desk")
    desk.room.walk_in.box.setText("satou")
    desk.hands.lock()
    desk.type(OTHER)
    assert desk.locked and "is not saved. It is lost if you go on." in desk.words
    desk.press("Go on without saving")
    assert not desk.locked and "田中" in desk.words


def test_a_locked_reception_stays_the_volunteers(reception: Desk, closed: Office) -> None:
    reception.key("Ctrl+L")
    assert reception.locked and "めぐみ" not in reception.words
    reception.type(PASSWORD)
    assert "Reception mode: たかはし めぐみ" in reception.words
    assert "Settings" not in reception.words


def test_a_register_without_passwords_never_locks(
    open: Open,
    tmp_path: Path,
    clock: HeldClock,
) -> None:
    from tests.services.conftest import new_office

    office = new_office(tmp_path / "office", clock)
    hall = given.venue(office, "中央会館")
    given.placed(office, given.supporter(office, "タカハシ メグミ"), given.session(office, hall))
    desk = open(office)
    assert desk.window.findChild(IdleWatch) is None
    assert "Lock" not in desk.menu
    desk.key("Ctrl+L")
    assert not desk.locked
    desk.press("Reception mode")
    desk.key("1")
    desk.press("End reception mode")
    assert "This register has no passwords" in desk.words
    desk.key("Return")
    assert desk.window.screen_code == "today"
    office.close()


def _scan(qtbot: QtBot, desk: Desk, code: str) -> None:
    """A scanner types a code into whatever has the keyboard."""
    for character in code:
        shift = Qt.KeyboardModifier.ShiftModifier
        none = Qt.KeyboardModifier.NoModifier
        target = QApplication.focusWidget() or desk.window
        qtbot.keyClick(target, character, shift if character.isupper() else none)
    qtbot.keyClick(QApplication.focusWidget() or desk.window, Qt.Key.Key_Return)
    desk.settle()
