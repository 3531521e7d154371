"""After a day's work her name is nowhere but where somebody chose to write it; nothing was sent."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from smartsupport.domain.errors import Refused
from smartsupport.paths import Places
from smartsupport.services import joining
from smartsupport.services.office import open_office
from smartsupport.services.restoring import Way
from smartsupport.services.sign_in import sign_in
from tests.accounts import PASSWORD
from tests.journeys.canary import traces

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Lived:
    """Where the day was lived, and what its process did to the world."""

    base: Path
    chosen: Path
    while_open: Path
    elsewhere: tuple[Path, ...]
    did: dict[str, Any]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """The day, with a home, a temporary folder and a present folder of its own."""
    top = tmp_path_factory.mktemp("canary")
    home, temporary, here, chosen = (top / name for name in ("home", "tmp", "here", "chosen"))
    for folder in (home, temporary, here, chosen):
        folder.mkdir()
    own = {
        "HOME": str(home),
        "TMPDIR": str(temporary),
        "SQLITE_TMPDIR": str(temporary),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    kept = {k: v for k, v in os.environ.items() if not k.startswith("XDG_")}
    ran = subprocess.run(
        [sys.executable, "-m", "tests.journeys.canary_journey", top / "register", chosen],
        cwd=here,
        env=kept | own,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    return Lived(
        base=top / "register",
        chosen=chosen,
        while_open=top / "while-open",
        elsewhere=(home, temporary, here),
        did=json.loads(ran.stdout),
    )


def test_she_is_found_where_somebody_chose_to_write_her(lived: Lived) -> None:
    assert {"hours.csv", "people.csv", "wrong.csv"} <= set(traces(lived.chosen))


def test_she_is_in_no_byte_of_the_register(lived: Lived) -> None:
    files = {path.name for path in lived.base.rglob("*") if path.is_file()}
    assert {"smartsupport.db", "vault.json", "smartsupport.log"} <= files
    assert traces(lived.base) == []


def test_she_is_in_no_byte_of_the_register_while_it_is_open(lived: Lived) -> None:
    assert Places(base=lived.while_open).database.with_suffix(".db-wal").stat().st_size > 0
    assert traces(lived.while_open) == []


def test_whoever_steals_the_folder_sees_no_field(lived: Lived) -> None:
    """The whole folder, and every password but the right one."""
    thief = Places(base=lived.base)
    with pytest.raises(Refused, match="password_needed"):
        open_office(thief)
    for guess in ("", "password1234", PASSWORD[:-1]):
        with pytest.raises(Refused, match="password_wrong"):
            sign_in(thief, guess)
    key = sqlcipher.connect(str(thief.database))
    with pytest.raises(sqlcipher.DatabaseError, match="not a database"):
        key.execute("SELECT * FROM participant")
    key.close()


def test_she_is_in_no_byte_of_the_shared_folder_or_of_who_joined_it(lived: Lived) -> None:
    shared, second = (lived.base.with_name(name) for name in ("shared", "second"))
    endings = {path.suffix for path in shared.rglob("*") if path.is_file()}
    assert {".seg", ".key", ".json"} <= endings
    assert traces(shared) == traces(second) == []


def test_one_disk_and_the_shared_folder_show_nothing_without_a_password(
    lived: Lived, tmp_path: Path
) -> None:
    for guess in ("", "password1234", PASSWORD[:-1]):
        with pytest.raises(Refused, match="password_wrong"):
            joining.join(
                Places(base=tmp_path / "thief"), lived.base.with_name("shared"), Way(password=guess)
            )
    assert not list((tmp_path / "thief").glob("*"))


def test_she_is_in_no_folder_for_temporary_or_hidden_files(lived: Lived) -> None:
    assert [traces(folder) for folder in lived.elsewhere] == [[], [], []]


def test_nothing_was_ever_written_but_the_register_and_what_was_chosen(lived: Lived) -> None:
    """Not even a file that was gone again: its bytes would still lie on the disk."""
    beside = (lived.base.with_name(name) for name in ("shared", "second"))
    allowed = (lived.base, lived.chosen, lived.while_open, *beside)
    outside = [
        path
        for path in lived.did["written"]
        if not any(Path(path).is_relative_to(folder.resolve()) for folder in allowed)
    ]
    assert outside == []


def test_no_socket_was_made_and_no_other_program_started(lived: Lived) -> None:
    assert lived.did["sockets"] == []
    assert lived.did["programs"] == []
