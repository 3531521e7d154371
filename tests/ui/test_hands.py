"""The whole window in the hands of a 担当者, of a volunteer, and of nobody."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from smartsupport.domain.account import AccountRole
from smartsupport.domain.participant import Participant
from smartsupport.domain.session import Session
from smartsupport.domain.venue import Venue
from smartsupport.paths import Places, resources
from smartsupport.services import accounts, journal, sign_in
from smartsupport.services.office import Office
from smartsupport.settings import Settings
from smartsupport.storage import oplog
from smartsupport.storage.journal import Wanted
from smartsupport.ui import language, theme
from smartsupport.ui.background import Background
from smartsupport.ui.hands import Hands
from smartsupport.ui.idle import IdleWatch
from smartsupport.ui.live import Live
from smartsupport.ui.lock_page import LockPage
from smartsupport.ui.screens.desk import DeskScreen
from smartsupport.ui.screens.desk_place import DeskPlace
from smartsupport.ui.screens.leave_mode import LeaveScreen
from smartsupport.ui.start import make_window
from smartsupport.ui.widgets.password_gate import PasswordGate
from smartsupport.ui.window import Window
from tests.accounts import OTHER, PASSWORD, cheap_passwords
from tests.services import given
from tests.services.given import DAY
from tests.stores import HeldClock, clock
from tests.ui.seen import cut_off, nameless

__all__ = ["cheap_passwords", "clock"]

REGISTER = "中野区スマホ相談会台帳"


@pytest.fixture
def closed(tmp_path: Path, clock: HeldClock, cheap_passwords: None) -> Iterator[Office]:
    """A 台帳 with a password, in the hands of 佐藤."""
    made = sign_in.make(
        Places(base=tmp_path / "closed"),
        name=REGISTER,
        person="佐藤",
        password=PASSWORD,
        clock=clock,
    )
    yield made
    made.close()


@pytest.fixture
def hall(closed: Office) -> Venue:
    return given.venue(closed, "中央会館")


@pytest.fixture
def morning(closed: Office, hall: Venue) -> Session:
    session = given.session(closed, hall, "10:00", "12:00", title="Morning")
    given.placed(closed, given.supporter(closed, "タカハシ メグミ"), session)
    return session


@pytest.fixture
def hanako(closed: Office, morning: Session) -> Participant:
    person = given.participant(closed, "ヤマダ ハナコ")
    given.booked(closed, person, morning)
    return person


class Desk:
    """The window as who sits at it uses it."""

    def __init__(self, qtbot: QtBot, window: Window, background: Background) -> None:
        self._qtbot, self.window, self._background = qtbot, window, background

    def settle(self) -> None:
        for _n in range(3):
            self._qtbot.waitUntil(lambda: not self._background._waiting)
            QApplication.processEvents()

    def go(self, code: str, record: object = None) -> None:
        self.window.go(code, record)
        self.settle()
        if code == "desk":
            self._qtbot.waitUntil(lambda: self.room is None or self.room._seen is not None)
            self.settle()

    def press(self, text: str) -> None:
        """The button that says so; its key stands behind it."""
        self._qtbot.mouseClick(self.button(text), Qt.MouseButton.LeftButton)
        self.settle()

    def button(self, text: str) -> QAbstractButton:
        return next(
            b
            for b in self.window.findChildren(QAbstractButton)
            if b.isVisible() and b.text().strip().startswith(text)
        )

    def key(self, keys: str) -> None:
        sequence = QKeySequence(keys)[0]
        target = QApplication.focusWidget() or self.window
        self._qtbot.keyClick(target, sequence.key(), sequence.keyboardModifiers())
        self.settle()

    def type(self, text: str) -> None:
        self.gate.line.box.setText(text)
        self._qtbot.keyClick(self.gate.line.box, Qt.Key.Key_Return)
        self.settle()

    @property
    def gate(self) -> PasswordGate:
        return next(g for g in self.window.findChildren(PasswordGate) if g.isVisible())

    @property
    def page(self) -> LockPage | None:
        return self.window.findChild(LockPage)

    @property
    def locked(self) -> bool:
        return self.page is not None

    @property
    def words(self) -> str:
        """Everything that can be read or heard in the window, with its title."""
        parts = [self.window, *self.window.findChildren(QWidget)]
        shown = [part for part in parts if part.isVisible()]
        said = [f"{part.accessibleName()} {part.toolTip()}" for part in shown]
        said += [p.text() for p in shown if isinstance(p, QLabel | QAbstractButton | QLineEdit)]
        return "\n".join([self.window.windowTitle(), *said])

    @property
    def menu(self) -> list[str]:
        menu = self.window._top.menu_button.menu()
        menu.aboutToShow.emit()
        return [a.text() for a in menu.actions() if a.text() and not a.menu()]

    @property
    def room(self) -> Any:
        return self.window.findChild(DeskScreen).room

    @property
    def hands(self) -> Hands:
        return self.window.findChild(Hands)

    def pass_time(self, clock: HeldClock, minutes: float) -> None:
        """So much time passes, and the timer looks as often as it does."""
        timer = self.window.findChild(IdleWatch)._timer
        for _n in range(round(minutes * 2)):
            clock.advance(seconds=30)
            timer.timeout.emit()
        self.settle()

    def move_mouse(self) -> None:
        at = self.window.rect().center()
        where = self.window.mapToGlobal(at).toPointF()
        none = Qt.MouseButton.NoButton
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            at.toPointF(),
            where,
            none,
            none,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(self.window, event)


Open = Callable[[Office], Desk]


@pytest.fixture
def open(qtbot: QtBot, qapp: QApplication, background: Background) -> Iterator[Open]:
    settings = Settings(
        language="en", theme="light", sounds=False, maximized=False, window=(0, 0, 1366, 768)
    )
    language.apply(qapp, "en", resources() / "locale")
    theme.apply(qapp, theme.make("light", large=False))
    made: list[Window] = []

    def open(office: Office) -> Desk:
        window = make_window(office, background, Live(), settings, resources() / "locale")
        made.append(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        desk = Desk(qtbot, window, background)
        desk.settle()
        return desk

    yield open
    for window in made:
        for box in window.findChildren(QLineEdit):
            box.clear()
        window._sure = True
        window.close()
        window.deleteLater()


def noted(office: Office) -> list[tuple[str, str]]:
    """Deed and person of every line."""
    ids = journal.ids(office, Wanted())
    return [(line.entry.deed, line.entry.person) for line in journal.lines(office, ids).values()]


def actor_of(office: Office, person: Participant) -> object:
    """Whose name the last record about a person carries."""
    with office.store.reading() as reading:
        return oplog.about(reading.connection, person.id)[-1].actor


# 受付モード


@pytest.fixture
def reception(open: Open, closed: Office, morning: Session, hanako: Participant) -> Desk:
    """From 今日 into 受付モード, by a tap on a name."""
    desk = open(closed)
    desk.press("Reception mode")
    assert "たかはし めぐみ" in desk.words
    desk.key("1")
    return desk


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


# ロック


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
