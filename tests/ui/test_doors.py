"""The first start, with real widgets: from nothing to a saved 受付簿."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from smartsupport.codes.recovery import last_four
from smartsupport.domain.venue import Venue
from smartsupport.paths import Places, practice_places
from smartsupport.services import recovery, sign_in
from smartsupport.services.office import is_there
from smartsupport.ui.doors import sheet as sheets
from smartsupport.ui.frame import PracticeStrip
from tests.accounts import cheap_passwords
from tests.ui.doors_driver import Person

__all__ = ["cheap_passwords"]

PASSWORD = "a small dog sleeps"
MOST_ACTIONS = 60
NAKANO = 15
"""Its place in the list of municipalities."""


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """Where nothing lies yet; the practice register has none either."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    return Places(base=tmp_path / "register")


@pytest.fixture
def person(places: Places, qtbot: QtBot) -> Iterator[Person]:
    """Somebody who starts the program for the first time."""
    someone = Person(qtbot, places)
    yield someone
    someone.leaves()


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The last four characters of each sheet, as a person reads them off the paper."""
    fours: list[str] = []
    new_code = sheets.new_code

    def made() -> object:
        code = new_code()
        fours.append(last_four(code.text))
        return code

    monkeypatch.setattr(sheets, "new_code", made)
    return fours


def test_the_practice_register_opens_without_a_question(person: Person, places: Places) -> None:
    person.sees("How would you like to begin?")
    person.enters()
    person.is_in()

    window = person.program.window
    assert window is not None
    assert window.findChild(PracticeStrip).isVisible()
    assert is_there(practice_places())
    assert not is_there(places)
    assert person.program.doors is None
    assert person.actions == 1


def test_from_nothing_to_a_saved_reception_list_by_keyboard_alone(
    person: Person, places: Places, printed: list[str], tmp_path: Path
) -> None:
    person.sees("How would you like to begin?")
    person.presses(Qt.Key.Key_Tab)
    person.enters()
    person.sees("Whose register is it?")
    person.types("Mihon volunteers")
    person.enters()
    for _place in range(NAKANO):
        person.presses(Qt.Key.Key_Down)
    person.enters()
    person.enters()  # the name that is proposed will do
    person.types("Hanako Mihon")
    person.enters()
    person.sees("Your password")
    for _twice in range(2):
        person.types(PASSWORD)
        person.enters()
    person.sees("Print the recovery sheet")
    person.saves(tmp_path / "sheet.pdf")
    person.sees("Is the sheet readable?")
    person.types(printed[0].lower())
    person.enters()
    person.sees("1 of 3: a venue")
    person.types("Mihon Hall")
    person.presses(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    person.sees("2 of 3: the first session")
    person.types("2026/12/5")
    person.presses(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    person.sees("3 of 3: the reception list")
    person.saves(tmp_path / "list.pdf")
    person.reads("list.pdf")
    assert person.actions <= MOST_ACTIONS
    assert (tmp_path / "list.pdf").read_bytes().startswith(b"%PDF")

    person.clicks("Go to today's page")
    person.is_in()
    person.leaves()
    with_it = sign_in.sign_in(places, PASSWORD)
    assert with_it.workspace().name == "中野区 smartphone support register"
    assert with_it.workspace().municipality == "131148"
    assert with_it.person == "Hanako Mihon"
    with with_it.store.reading() as reading:
        assert [(v.name, v.municipality) for v in reading.find(Venue)] == [("Mihon Hall", "131148")]
    standing = recovery.standing_sheet(with_it)
    assert standing is not None
    assert standing.confirmed
    with_it.close()


def test_the_mouse_does_it_too_and_everything_can_be_put_off(
    person: Person, places: Places
) -> None:
    person.sees("How would you like to begin?")
    person.clicks("Make a new register")
    person.sees("Whose register is it?")
    for words in ("Mihon volunteers", "Hanako Mihon"):
        person.types(words)
        for _field in range(3):
            person.presses(Qt.Key.Key_Tab)
    person.clicks("Next")
    person.sees("Your password")
    for _twice in range(2):
        person.types(PASSWORD)
        person.presses(Qt.Key.Key_Tab)
        person.presses(Qt.Key.Key_Tab)
    person.clicks("Make the register")
    person.sees("Print the recovery sheet")
    person.clicks("Later (within 7 days)")
    person.sees("1 of 3: a venue")
    person.clicks("Not now")
    person.is_in()

    person.leaves()
    opened = sign_in.sign_in(places, PASSWORD)
    assert opened.workspace().name == "Mihon volunteers smartphone support register"
    standing = recovery.standing_sheet(opened)
    assert standing is not None
    assert not standing.confirmed
    opened.close()


def named(person: Person) -> None:
    person.sees("How would you like to begin?")
    person.clicks("Make a new register")
    for step in ("Mihon volunteers", "", "", "Hanako Mihon"):
        if step:
            person.types(step)
        person.enters()
    person.sees("Your password")


def test_what_is_missing_is_said_where_it_is_missing(person: Person, places: Places) -> None:
    person.sees("How would you like to begin?")
    person.clicks("Make a new register")
    person.clicks("Next")
    assert person.told.count("Please fill this in.") == 3
    assert person.title == "Whose register is it?"

    person.presses(Qt.Key.Key_Escape)
    person.sees("How would you like to begin?")
    named(person)
    person.types("short")
    person.clicks("Make the register")
    person.reads("7 more characters")
    assert not is_there(places)

    person.presses(Qt.Key.Key_Escape)
    person.sees("Whose register is it?")


def test_a_name_of_ones_own_is_not_written_over(person: Person) -> None:
    person.sees("How would you like to begin?")
    person.clicks("Make a new register")
    for step in ("Mihon", "", "Our own register", "Hanako Mihon"):
        person.types(step)
        person.enters()
    person.sees("Your password")
    person.presses(Qt.Key.Key_Escape)
    person.types("Other volunteers")

    boxes = [box.text() for box in person.page.findChildren(QLineEdit)]
    assert boxes == ["Other volunteers", "Our own register", "Hanako Mihon"]


def test_wrong_four_characters_are_refused_and_a_file_on_this_disk_is_warned_of(
    person: Person, printed: list[str], tmp_path: Path
) -> None:
    named(person)
    for _twice in range(2):
        person.types(PASSWORD)
        person.enters()
    person.sees("Print the recovery sheet")
    person.saves(tmp_path / "sheet.pdf")
    person.reads("sheet.pdf lies on the same disk")

    person.types("0000" if printed[0] != "0000" else "1111")
    person.enters()
    person.reads("These are not the last four characters")
    person.types(printed[0])
    person.enters()
    person.sees("1 of 3: a venue")


def test_closing_in_the_middle_keeps_the_register_that_was_made(
    person: Person, places: Places
) -> None:
    named(person)
    for _twice in range(2):
        person.types(PASSWORD)
        person.enters()
    person.sees("Print the recovery sheet")

    person.leaves()
    assert not places.in_use.read_bytes()  # nothing looks like a crash afterwards
    sign_in.sign_in(places, PASSWORD).close()


def test_type_and_language_can_be_changed_before_anything_else(
    person: Person, qapp: QApplication
) -> None:
    person.sees("How would you like to begin?")
    assert person.program.doors is not None
    buttons: dict[str, Callable[[], None]] = {
        b.text(): b.click for b in person.program.doors._looks
    }
    buttons["日本語"]()
    person.sees("どのように始めますか")
    {b.text(): b.click for b in person.program.doors._looks}["大きい文字"]()
    assert qapp.font().pixelSize() == 20
    person.sees("どのように始めますか")
    person.enters()
    person.is_in()
    assert person.program.window is not None
    assert person.program.window.settings.large_type
