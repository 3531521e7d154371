"""設定 > 担当者と受付係: people, their passwords, and the 回復キー用紙."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from smartsupport.domain.account import Account, AccountRole, AccountState
from smartsupport.domain.errors import Refused
from smartsupport.services import accounts, recovery, sign_in
from smartsupport.services.office import Office
from smartsupport.ui.background import Background
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.account_ask import AccountAsk
from smartsupport.ui.screens.settings_accounts import AccountsPage
from tests.accounts import OTHER, PASSWORD, cheap_passwords, closed
from tests.ui.screens.corner import said
from tests.ui.seen import cut_off, nameless

__all__ = ["cheap_passwords", "closed"]

THIRD = "window-bicycle-garden"


class Stored(QObject):
    came = Signal(object)


class People:
    """The page as a coordinator uses it."""

    def __init__(self, qtbot: QtBot, page: AccountsPage, background: Background) -> None:
        self._qtbot, self.page, self._background = qtbot, page, background

    def settle(self) -> None:
        for _n in range(3):
            self._qtbot.waitUntil(lambda: not self._background._waiting)
            QApplication.processEvents()

    def press(self, name: str) -> None:
        """The button a screen reader calls so."""
        button = next(
            b
            for b in self.page.findChildren(QAbstractButton)
            if b.isVisible() and b.accessibleName() in (name, f"{name}: 佐藤 髙﨑")
        )
        self._qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    @property
    def ask(self) -> AccountAsk:
        return next(a for a in self.page.findChildren(AccountAsk) if a.isVisible())

    def new(self, password: str, again: str | None = None) -> None:
        self.ask._new.first.box.setText(password)
        self.ask._new.second.box.setText(password if again is None else again)

    @property
    def words(self) -> str:
        shown = [part for part in self.page.findChildren(QWidget) if part.isVisible()]
        texts = [p.text() for p in shown if isinstance(p, QLabel | QAbstractButton)]
        return "\n".join(texts)


Show = Callable[[Office], People]


@pytest.fixture
def show(qtbot: QtBot, around: Around, background: Background) -> Show:
    stored = Stored()
    stored.came.connect(around.live.changed, Qt.ConnectionType.QueuedConnection)

    def show(office: Office) -> People:
        office.tell_changes(stored.came.emit)
        page = AccountsPage(office, around)
        page.resize(800, 900)
        qtbot.addWidget(page)
        page.show()
        page.load()
        people = People(qtbot, page, background)
        people.settle()
        return people

    return show


def names(office: Office) -> list[tuple[str, AccountRole]]:
    return [(a.name, a.role) for a in accounts.everyone(office)]


def test_a_receptionist_is_added_by_name_alone(show: Show, closed: Office) -> None:
    people = show(closed)
    people.press("Add somebody")
    people.ask._name.setText("受付 一郎")
    people.press("Add")
    assert "受付 一郎" in people.words and "No password" in people.words
    assert names(closed)[-1] == ("受付 一郎", AccountRole.RECEPTIONIST)


def test_a_coordinators_password_is_typed_twice(show: Show, closed: Office) -> None:
    people = show(closed)
    people.press("Add somebody")
    people.ask._name.setText("田中")
    people.ask._role.pick([AccountRole.COORDINATOR])
    people.ask._role.changed.emit()
    people.new(OTHER, "something else")
    people.press("Add")
    assert "The two passwords are not the same." in people.words
    people.new(OTHER)
    people.press("Add")
    assert ("田中", AccountRole.COORDINATOR) in names(closed)
    assert sign_in.confirm(closed, OTHER).name == "田中"


def test_what_is_refused_is_said_where_it_was_typed(show: Show, closed: Office) -> None:
    people = show(closed)
    people.press("Add somebody")
    people.press("Add")
    assert "Enter the name of the person." in people.words
    people.press("Cancel")
    people.press("Change my password")
    people.ask._old.box.setText("not the right one")
    people.new(OTHER)
    people.press("Change")
    assert "The password is not right." in people.words


def test_my_password_is_changed_with_the_old_one(show: Show, closed: Office) -> None:
    people = show(closed)
    people.press("Change my password")
    people.ask._old.box.setText(PASSWORD)
    people.new(OTHER)
    people.press("Change")
    assert sign_in.confirm(closed, OTHER).id == closed.account.id
    with pytest.raises(Refused, match="password_wrong"):
        sign_in.confirm(closed, PASSWORD)


def test_somebody_is_given_a_new_password_renamed_and_removed(show: Show, closed: Office) -> None:
    accounts.add(closed, "田中", AccountRole.COORDINATOR, OTHER)
    people = show(closed)
    people.press("Give a new password: 田中")
    people.new(THIRD)
    people.press("Change")
    assert sign_in.confirm(closed, THIRD).name == "田中"
    people.press("Rename: 田中")
    people.ask._name.setText("田中 花")
    people.press("Save")
    people.press("Remove this person: 田中 花")
    assert "cannot open this register any more" in people.words
    people.press("Remove this person")
    assert [name for name, _role in names(closed)] == ["佐藤 髙﨑"]
    with pytest.raises(Refused, match="password_wrong"):
        sign_in.confirm(closed, THIRD)


def test_enter_is_shown_only_on_the_button_it_presses(show: Show, closed: Office) -> None:
    accounts.add(closed, "田中", AccountRole.COORDINATOR, OTHER)
    people = show(closed)
    people.press("Remove this person: 田中")
    assert people.ask._leave.hasFocus()
    assert "Enter" not in people.ask._onward.text()
    people.press("Cancel")
    people.press("Rename: 田中")
    assert "Enter" in people.ask._onward.text()


def test_after_a_question_the_keyboard_is_in_the_list(show: Show, closed: Office) -> None:
    people = show(closed)
    for answer in ("Cancel", "Save"):
        people.press("Rename")
        people.press(answer)
        focused = people.page.window().focusWidget()
        assert focused is not None
        assert people.page.isAncestorOf(focused)
        assert focused.accessibleName().startswith("Rename")


def test_it_says_what_a_new_password_does_not_protect(show: Show, closed: Office) -> None:
    assert "copies made before still open with the old password" in show(closed).words


def test_an_open_register_has_names_only(show: Show, office: Office) -> None:
    people = show(office)
    assert "This register is open to everyone" in people.words
    assert "password" not in people.words.replace("no passwords", "")
    assert not people.page.sheet.isVisible()
    people.press("Add somebody")
    people.ask._role.pick([AccountRole.COORDINATOR])
    people.ask._role.changed.emit()
    people.ask._name.setText("田中")
    people.press("Add")
    assert ("田中", AccountRole.COORDINATOR) in names(office)


def test_the_sheet_is_made_saved_and_read_back(
    show: Show, closed: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    people = show(closed)
    assert "There is none." in people.words
    people.press("Make a new one and print it")
    qtbot.waitUntil(lambda: people.page.sheet.preview.page_count == 1)
    assert "nobody has confirmed that it was printed" in people.words
    people.page.sheet.preview.save_at(tmp_path / "sheet.pdf")
    people.settle()
    assert "sheet.pdf lies on the same disk as the register" in people.words
    people.page.sheet.back.box.setText("0000")
    people.press("Check")
    assert "These are not the last four characters" in people.words
    sheet = recovery.standing_sheet(closed)
    assert sheet is not None
    people.page.sheet.back.box.setText(sheet.last_four.lower())
    people.press("Check")
    assert "Printed and confirmed" in people.words
    assert not people.page.sheet.preview.isVisible()


def test_a_sheet_printed_before_can_still_be_read_back(show: Show, closed: Office) -> None:
    from smartsupport.codes.recovery import new_code

    code = new_code()
    recovery.make_sheet(closed, code)
    people = show(closed)
    people.page.sheet.back.box.setText(code.text[-4:])
    people.press("Check")
    assert "Printed and confirmed" in people.words


def test_every_control_has_a_name_and_no_text_is_cut_off(
    show: Show, closed: Office, around: Around
) -> None:
    accounts.add(closed, "田中", AccountRole.COORDINATOR, OTHER)
    people = show(closed)
    for step in (
        "Add somebody",
        "Cancel",
        "Change my password",
        "Cancel",
        "Remove this person: 田中",
    ):
        people.press(step)
        assert nameless(people.page) == []
        assert cut_off(people.page) == []
    assert said(around) == []


def test_in_the_smallest_window_nothing_is_squeezed(show: Show, closed: Office) -> None:
    people = show(closed)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(people.page)
    area.resize(700, 300)
    area.show()
    people.settle()
    state = people.page.sheet.state
    assert state.height() >= state.heightForWidth(state.width())
    people.press("Change my password")
    for line in (people.ask._old, people.ask._new.first, people.ask._new.second):
        assert line.box.height() >= line.box.minimumSizeHint().height()
        assert line.box.geometry().bottom() < line.height()
    area.takeWidget()


def test_who_removed_each_other_are_shown_and_may_all_be_kept(closed: Office, show: Show) -> None:
    suzuki = accounts.add(closed, "鈴木", AccountRole.COORDINATOR, OTHER)
    with closed.store.transaction() as work:
        me = work.get(Account, closed.account.id)
        for one, other in ((me, suzuki), (suzuki, me)):
            work.change(one, state=AccountState.REMOVED, removed_by=other.id)
    people = show(closed)
    assert "佐藤 髙﨑、鈴木" in people.words
    people.press("Keep them all")
    assert "佐藤 髙﨑、鈴木" not in people.words
    with closed.store.reading() as reading:
        assert accounts.rings_in(reading) == []
    assert [a.state for a in accounts.everyone(closed)] == [AccountState.ACTIVE] * 2
