"""Programs that are killed while they make or restore a backup: one good register, good backups."""

import shutil
from pathlib import Path

import pytest

from smartsupport.domain.venue import Venue
from smartsupport.paths import Places
from smartsupport.services import backups, restoring
from smartsupport.services.office import Office, open_office
from smartsupport.settings import DEFAULTS
from smartsupport.storage import backup, check
from tests.services import given
from tests.services.conftest import new_office
from tests.services.stepping import killed
from tests.stores import HeldClock

KEEPER = Path(__file__).with_name("keeper.py")


def names(office: Office) -> list[str]:
    with office.store.reading() as reading:
        return sorted(v.name for v in reading.find(Venue))


def sound(office: Office) -> bool:
    return check.quick_check(office.store) == check.replay_differences(office.store) == []


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A register of today, and of yesterday as a backup beside it."""
    office = new_office(tmp_path / "register", HeldClock())
    given.venue(office, "むかし")
    made = backups.make(office, DEFAULTS, tmp_path / "kept" / "one.ssbackup")
    given.venue(office, "いま")
    office.close()
    assert made.backup.path.exists()
    return office.places.base


_SOAK = [pytest.param(n, marks=pytest.mark.soak) for n in range(100)]


@pytest.mark.parametrize("steps", [0, 5, 12, 18, 23, *_SOAK])
def test_killed_while_making_one_the_last_one_and_the_register_are_good(
    register: Path, steps: int
) -> None:
    file = register.parent / "kept" / "one.ssbackup"
    before = file.read_bytes()
    finished = killed(KEEPER, "backup", register, file, steps=steps)
    backup.verify(file)
    assert finished or steps > 15 or file.read_bytes() == before
    office = open_office(Places(base=register))
    assert names(office) == ["いま", "むかし"]
    assert sound(office)
    made = backups.make(office, DEFAULTS, file)
    assert made.backup.size == file.stat().st_size
    assert [f.name for f in file.parent.iterdir()] == ["one.ssbackup"]
    office.close()


@pytest.mark.parametrize("steps", [2, 20, 45, 62, 68, *_SOAK])
def test_killed_while_restoring_there_is_one_of_the_two_and_nothing_is_lost(
    register: Path, steps: int
) -> None:
    file = register.parent / "kept" / "one.ssbackup"
    before = file.read_bytes()
    killed(KEEPER, "restore", register, file, steps=steps)
    assert file.read_bytes() == before
    office = open_office(Places(base=register))
    found = names(office)
    assert found in (["いま", "むかし"], ["むかし"])
    assert sound(office)
    if found == ["むかし"]:
        newest = backups.newest(office)
        assert newest is not None
        assert restoring.merge(office, newest.path, restoring.Way()) > 0
        assert names(office) == ["いま", "むかし"]
    restoring.replace(office.places, file, restoring.Way(), current=office)
    office.close()
    again = open_office(Places(base=register))
    assert names(again) == ["むかし"]
    again.close()
    left = {f.name for f in register.iterdir() if f.is_dir()}
    assert left == {"backups"}


def test_the_steps_reach_from_the_first_file_to_the_last(register: Path) -> None:
    """Else the moments above would be none."""
    file = register.parent / "kept" / "one.ssbackup"
    copy = register.parent / "copy" / "register"
    shutil.copytree(register, copy)
    assert not killed(KEEPER, "backup", register, file, steps=23)
    assert not killed(KEEPER, "restore", copy, file, steps=68)
