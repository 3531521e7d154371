"""The program around このパソコンから台帳を消す: it ends with nothing left, or begins with that."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from smartsupport.paths import Places
from smartsupport.services import backups, leaving
from smartsupport.services.office import Office, make, open_office
from smartsupport.settings import DEFAULTS
from tests.ui.doors_driver import Person


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A register that lies open, with a log and a paper in its folder."""
    places = Places(base=tmp_path / "register")
    make(places, name="台帳", person="佐藤").close()
    places.documents.mkdir()
    (places.documents / "list.pdf").write_bytes(b"x")
    return places


def removed(office: Office) -> None:
    kept = office.places.base.parent / "safe" / "all.ssbackup"
    leaving.leave(office, backups.make(office, DEFAULTS, kept).backup.path)


def test_when_the_program_ends_nothing_is_left(places: Places, qtbot: QtBot) -> None:
    person = Person(qtbot, places)
    person.is_in()
    office = person.program._office
    assert office is not None
    removed(office)
    person.program.end()
    assert not places.base.exists()
    person.program.window.deleteLater()  # type: ignore[union-attr]


def test_what_was_cut_off_is_removed_at_the_next_start_which_is_a_first_one(
    places: Places, qtbot: QtBot
) -> None:
    office = open_office(places)
    removed(office)
    office.close()
    assert places.database.exists()
    person = Person(qtbot, places)
    person.sees("How would you like to begin?")
    assert not places.base.exists()
    person.leaves()
