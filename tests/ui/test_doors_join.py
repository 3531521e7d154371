"""A new computer and the folder of a register that others keep: a password, or the sheet alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from smartsupport import settings
from smartsupport.codes.recovery import Code, new_code
from smartsupport.domain.account import AccountRole
from smartsupport.domain.laptop import Laptop
from smartsupport.domain.venue import Venue
from smartsupport.paths import Places
from smartsupport.services import accounts, exchange, recovery, sign_in
from smartsupport.services.office import Office
from smartsupport.settings import DEFAULTS
from smartsupport.storage import probe
from smartsupport.storage.probe import Ground
from smartsupport.ui.doors.join import Join
from smartsupport.ui.doors.recover import Recover
from smartsupport.ui.start import exchanging_of
from tests.accounts import OTHER, cheap_passwords, closed
from tests.services import given
from tests.ui.doors_driver import Person

__all__ = ["cheap_passwords", "closed"]

CHOOSE = "Choose its folder…"
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
def shared(closed: Office, code: Code, tmp_path: Path) -> Path:
    """The folder of a register with a venue, two coordinators and a sheet."""
    given.venue(closed, "中央会館")
    accounts.add(closed, "鈴木", AccountRole.COORDINATOR, OTHER)
    recovery.make_sheet(closed, code)
    chosen = tmp_path / "shared"
    chosen.mkdir()
    own = exchange.connect(closed, chosen, DEFAULTS, "受付PC")
    assert exchange.exchange_now(exchange.sharing(closed, own)).is_complete
    return chosen


def there(person: Person) -> tuple[str, list[str], list[str]]:
    """Who sits there, the venues, and the computers."""
    office = person.program._office
    assert office is not None
    with office.store.reading() as reading:
        venues = [v.name for v in reading.find(Venue)]
        laptops = sorted(one.name for one in reading.find(Laptop))
    return office.person, venues, laptops


def join_of(person: Person) -> Join:
    assert person.program.doors is not None
    found = person.program.doors.findChild(Join)
    assert found is not None
    return found


def test_a_coordinators_password_is_enough(person: Person, shared: Path, places: Places) -> None:
    person.chooses(CHOOSE, shared)
    person.sees("Open the shared register")
    join_of(person).computer.setText("事務所PC")
    person.types("not the right one")
    person.enters()
    person.reads("The password is not right.")
    assert not places.vault.exists()
    person.types(OTHER)
    person.enters()
    person.is_in()
    assert there(person) == ("鈴木", ["中央会館"], ["事務所PC", "受付PC"])
    window = person.program.window
    assert window is not None
    assert Path(exchanging_of(window).folder).parent == shared
    person.program.end()
    assert Path(settings.load(places.settings).shared_folder).parent == shared


def test_the_sheet_alone_opens_it(person: Person, shared: Path, places: Places, code: Code) -> None:
    person.chooses(CHOOSE, shared)
    person.sees("Open the shared register")
    person.clicks("I forgot my password")
    person.clicks("Type the code")
    QApplication.clipboard().setText(" ".join("-".join(row) for row in code.rows))
    person.presses(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    person.enters()
    person.sees("New password")
    assert not places.vault.exists()
    chips = [b for b in person.page.findChildren(QPushButton) if b.isCheckable()]
    next(chip for chip in chips if chip.text() == "鈴木").click()
    assert person.program.doors is not None
    new = person.program.doors.findChild(Recover).renew.password
    for line in (new.first, new.second):
        QTest.keyClicks(line.box, NEW)
    person.clicks("Open the register with it")
    person.is_in()
    assert there(person)[:2] == ("鈴木", ["中央会館"])
    person.program.end()
    sign_in.sign_in(places, NEW).close()


def test_any_other_folder_is_told_from_it(person: Person, places: Places, tmp_path: Path) -> None:
    other = tmp_path / "photographs"
    other.mkdir()
    person.chooses(CHOOSE, other)
    person.reads("No register is shared in this folder.")
    person.sees("How would you like to begin?")
    assert not places.vault.exists()


def test_a_drive_that_can_be_pulled_out_is_asked_about(
    person: Person, shared: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground = probe.ground

    def pulled_out(path: Path, clouds: object) -> Ground:
        if path.is_relative_to(shared):
            return Ground(path=path, removable=True)
        return ground(path, ())

    monkeypatch.setattr(probe, "ground", pulled_out)
    person.chooses(CHOOSE, shared)
    person.sees("Open the shared register")
    person.types(OTHER)
    person.enters()
    person.sees("May this drive be used?")
    person.clicks("Allow this drive")
    person.reads("Enter the register number of the drive and the reason.")
    drive = join_of(person).drive
    drive.number.setText("USB-7")
    drive.reason.setText("会場に持参")
    person.clicks("Allow this drive")
    person.is_in()
    window = person.program.window
    assert window is not None
    assert Path(exchanging_of(window).folder).parent == shared
    assert settings.load(places.settings).allowed_drives == (exchanging_of(window).folder,)
