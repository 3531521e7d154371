"""A new computer and a backup: with a password, with the sheet alone, and what cannot be read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from smartsupport.codes.recovery import Code, new_code
from smartsupport.domain.account import AccountRole
from smartsupport.domain.venue import Venue
from smartsupport.paths import Places
from smartsupport.services import accounts, backups, recovery, sign_in
from smartsupport.services import office as offices
from smartsupport.services.office import Office
from smartsupport.settings import DEFAULTS
from smartsupport.ui.doors.recover import Recover
from tests.accounts import OTHER, cheap_passwords, closed
from tests.services import given
from tests.ui.doors_driver import Person

__all__ = ["cheap_passwords", "closed"]

CHOOSE = "Choose the backup…"
NEW = "an entirely new one"


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """The new computer: nothing lies there."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    return Places(base=tmp_path / "new" / "register")


@pytest.fixture
def person(places: Places, qtbot: QtBot) -> Iterator[Person]:
    """Somebody in front of it."""
    someone = Person(qtbot, places)
    yield someone
    someone.leaves()


@pytest.fixture
def code() -> Code:
    return new_code()


@pytest.fixture
def backup(closed: Office, code: Code, tmp_path: Path) -> Path:
    """Of a register with a venue, two coordinators and a sheet; the old computer is gone."""
    given.venue(closed, "中央会館")
    accounts.add(closed, "鈴木", AccountRole.COORDINATOR, OTHER)
    recovery.make_sheet(closed, code)
    made = backups.make(closed, DEFAULTS, tmp_path / "stick" / "one.ssbackup")
    for file in closed.places.base.iterdir():
        if file.is_file():
            file.unlink()
    return made.backup.path


def there(person: Person) -> tuple[str, list[str]]:
    office = person.program._office
    assert office is not None
    with office.store.reading() as reading:
        return office.person, [v.name for v in reading.find(Venue)]


def test_a_coordinators_password_brings_it_back(person: Person, backup: Path) -> None:
    person.chooses(CHOOSE, backup)
    person.sees("Open the backup")
    person.types("not the right one")
    person.enters()
    person.reads("The password is not right.")
    person.types(OTHER)
    person.enters()
    person.is_in()
    assert there(person) == ("鈴木", ["中央会館"])


def test_the_printed_sheet_alone_brings_it_back_on_a_new_computer(
    person: Person, backup: Path, code: Code, places: Places
) -> None:
    person.chooses(CHOOSE, backup)
    person.sees("Open the backup")
    person.clicks("I forgot my password")
    person.clicks("Type the code")
    QApplication.clipboard().setText(" ".join("-".join(row) for row in code.rows))
    person.presses(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    person.enters()
    person.sees("New password")
    chips = [b for b in person.page.findChildren(QPushButton) if b.isCheckable()]
    next(chip for chip in chips if chip.text() == "鈴木").click()
    assert person.program.doors is not None
    new = person.program.doors.findChild(Recover).renew.password
    for line in (new.first, new.second):
        QTest.keyClicks(line.box, NEW)
    person.clicks("Open the register with it")
    person.is_in()
    assert there(person) == ("鈴木", ["中央会館"])
    person.program.end()
    sign_in.sign_in(places, NEW).close()


def test_one_without_a_password_asks_nothing(person: Person, tmp_path: Path) -> None:
    office = offices.make(Places(base=tmp_path / "open"), name="台帳", person="担当")
    given.venue(office, "西会館")
    made = backups.make(office, DEFAULTS, tmp_path / "stick" / "two.ssbackup")
    office.close()
    person.chooses(CHOOSE, made.backup.path)
    person.is_in()
    assert there(person) == ("担当", ["西会館"])


def test_another_file_is_told_from_a_backup_and_nothing_is_made(
    person: Person, places: Places, tmp_path: Path
) -> None:
    other = tmp_path / "photo.ssbackup"
    other.write_bytes(b"\xff\xd8 a photograph")
    person.chooses(CHOOSE, other)
    person.reads("backup")
    person.sees("How would you like to begin?")
    assert not places.vault.exists()
