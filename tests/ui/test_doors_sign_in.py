"""A 台帳 with a password, with real widgets: the right one, wrong ones, and the sheet's code."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from smartsupport import settings
from smartsupport.clock import system_clock
from smartsupport.codes.recovery import Code, new_code
from smartsupport.domain.account import AccountRole
from smartsupport.domain.journal import Deed
from smartsupport.paths import Places
from smartsupport.services import accounts, journal, recovery, sign_in
from smartsupport.services.journal import Wanted
from smartsupport.services.office import Office
from smartsupport.ui.doors.recover import Recover
from smartsupport.ui.doors.sign_in import SignIn
from tests.accounts import cheap_passwords
from tests.ui.doors_driver import Person

__all__ = ["cheap_passwords"]

PASSWORD, NEW = "a small dog sleeps", "the cat is awake now"


@pytest.fixture
def made(tmp_path: Path) -> Office:
    """A 台帳 with a password, which a test closes when it has what it needs."""
    return sign_in.make(
        Places(base=tmp_path / "register"),
        name="Mihon register",
        person="Hanako Mihon",
        password=PASSWORD,
    )


@pytest.fixture
def starts(qtbot: QtBot) -> Iterator[Callable[[Office], Person]]:
    """Closes the office and starts the program on it, as the next morning."""
    people: list[Person] = []

    def start(office: Office) -> Person:
        office.close()
        people.append(Person(qtbot, office.places))
        return people[-1]

    yield start
    for person in people:
        person.leaves()


def test_the_password_and_enter_open_the_window(
    made: Office, starts: Callable[[Office], Person]
) -> None:
    person = starts(made)
    person.sees("Type your password")
    person.types(PASSWORD)
    person.enters()
    assert person.page.said == "Opening…"
    person.is_in()

    window = person.program.window
    assert window is not None
    assert window.windowTitle() == "Mihon register"
    assert window.settings.last_account == str(made.account.id)
    assert person.actions == 2
    window.close()
    kept = made.places.settings.read_text("utf-8")
    assert settings.load(made.places.settings).last_account == str(made.account.id)
    assert "Mihon" not in kept


def test_a_wrong_password_is_said_below_it_and_the_next_key_begins_anew(
    made: Office, starts: Callable[[Office], Person]
) -> None:
    person = starts(made)
    person.sees("Type your password")
    person.types("this is not it")
    person.enters()
    person.reads("The password is not right. Type it again.")
    person.sees("Type your password")

    person.types(PASSWORD)
    person.enters()
    person.is_in()


def test_each_wrong_password_is_noted_when_the_right_one_came(
    made: Office, starts: Callable[[Office], Person], tmp_path: Path
) -> None:
    person = starts(made)
    person.sees("Type your password")
    for _try in range(2):
        person.types("this is not it")
        person.enters()
        person.reads("The password is not right")
        person.sees("Type your password")
    person.types(PASSWORD)
    person.enters()
    person.is_in()

    person.leaves()
    office = sign_in.sign_in(made.places, PASSWORD)
    deeds = [
        line.entry.deed for line in journal.lines(office, journal.ids(office, Wanted())).values()
    ]
    assert deeds.count(Deed.SIGN_IN_FAILED) == 2
    office.close()


def test_after_three_wrong_ones_there_is_a_pause_that_is_counted_down(
    made: Office, starts: Callable[[Office], Person]
) -> None:
    person = starts(made)
    person.sees("Type your password")
    assert person.program.doors is not None
    way = person.program.doors.findChild(SignIn)
    assert way is not None
    for _try in range(4):
        way._left = 0  # the pause of the test before is over
        person.types("this is not it")
        person.enters()
        person.reads("The password is not right")
        person.sees("Type your password")

    assert "2 seconds" in person.page.said
    person.types(PASSWORD)
    person.enters()
    assert not person.page.waiting  # not tried yet
    way._second.timeout.emit()
    assert "1 second." in person.page.said
    way._second.timeout.emit()
    assert person.page.said == ""
    person.enters()
    person.is_in()


def test_a_pause_is_not_shortened_by_changing_the_language(
    made: Office, starts: Callable[[Office], Person]
) -> None:
    person = starts(made)
    person.sees("Type your password")
    person.program._wrong.extend([system_clock()] * 8)
    assert person.program.doors is not None
    next(b for b in person.program.doors._looks if b.text() == "日本語").click()

    person.sees("パスワードを入力してください")
    assert "秒お待ちください" in person.page.said
    person.types(PASSWORD)
    person.enters()
    assert not person.page.waiting


def with_sheet(office: Office) -> Code:
    code = new_code()
    recovery.make_sheet(office, code)
    return code


def forgotten(person: Person) -> None:
    person.sees("Type your password")
    person.clicks("I forgot my password")
    person.sees("When the password is forgotten")
    person.enters()
    person.sees("Code of the recovery sheet")


def test_the_sheet_gives_a_new_password(made: Office, starts: Callable[[Office], Person]) -> None:
    code = with_sheet(made)
    person = starts(made)
    forgotten(person)
    for row in code.rows:
        person.types("".join(row).lower())
    person.enters()
    person.sees("New password")
    for _twice in range(2):
        person.types(NEW)
        person.enters()
    person.is_in()

    person.leaves()
    sign_in.sign_in(made.places, NEW).close()


def test_where_there_are_several_it_is_asked_whose(
    made: Office, starts: Callable[[Office], Person]
) -> None:
    other = accounts.add(made, "Taro Mihon", AccountRole.COORDINATOR, "four other small words")
    code = with_sheet(made)
    person = starts(made)
    forgotten(person)
    QApplication.clipboard().setText(" ".join("-".join(row) for row in code.rows))
    person.presses(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    person.enters()
    person.sees("New password")
    chips = [b for b in person.page.findChildren(QPushButton) if b.isCheckable()]
    focused = QApplication.focusWidget()
    assert focused in chips

    person.clicks("Open the register with it")
    assert "Choose whose password is to be new." in person.page.said
    next(c for c in chips if c.text() == "Taro Mihon").click()
    assert person.program.doors is not None
    new = person.program.doors.findChild(Recover).renew.password
    for line in (new.first, new.second):
        QTest.keyClicks(line.box, NEW)
    person.clicks("Open the register with it")
    person.is_in()

    assert person.program.window is not None
    person.leaves()
    opened = sign_in.sign_in(made.places, NEW)
    assert opened.account.id == other.id
    opened.close()


def test_a_mistyped_row_is_named_and_the_keyboard_is_put_there(
    made: Office, starts: Callable[[Office], Person]
) -> None:
    code = with_sheet(made)
    person = starts(made)
    forgotten(person)
    for number, row in enumerate(code.rows):
        text = "".join(row)
        if number == 2:
            text = ("B" if text[0] != "B" else "C") + text[1:]
        person.types(text)
    person.enters()
    person.reads("Something in row 3 is different")

    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Row 3"


def test_the_sheet_of_another_register_is_refused_in_a_sentence(
    made: Office, starts: Callable[[Office], Person]
) -> None:
    with_sheet(made)
    person = starts(made)
    forgotten(person)
    for row in new_code().rows:
        person.types("".join(row))
    person.enters()
    person.reads("This recovery sheet does not open this register")
    person.presses(Qt.Key.Key_Escape)
    person.sees("When the password is forgotten")
    person.presses(Qt.Key.Key_Escape)
    person.sees("Type your password")


def test_a_damaged_key_file_is_one_sentence_and_another_try(
    made: Office, starts: Callable[[Office], Person]
) -> None:
    whole = made.places.vault.read_bytes()
    made.places.vault.write_bytes(whole[: len(whole) // 2])
    person = starts(made)
    person.sees("The register could not be opened")
    assert "is damaged. Put its copy from a backup back." in person.told
    assert person.program.failed

    made.places.vault.write_bytes(whole)
    person.enters()
    person.sees("Type your password")
    assert not person.program.failed


def test_a_register_that_is_open_is_not_opened_twice(
    made: Office, starts: Callable[[Office], Person]
) -> None:
    made.close()
    first = sign_in.sign_in(made.places, PASSWORD, alone=True)
    person = starts(made)
    person.sees("Type your password")
    person.types(PASSWORD)
    person.enters()
    person.sees("The register could not be opened")
    assert "This register is already open." in person.told

    first.close()
    person.enters()
    person.sees("Type your password")
