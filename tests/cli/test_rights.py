"""A 受付係 with a password on the command line is refused what the window refuses."""

from pathlib import Path

import pytest

from smartsupport.domain.account import AccountRole
from smartsupport.paths import Places
from smartsupport.services import accounts, backups, sign_in
from smartsupport.settings import DEFAULTS
from tests.accounts import OTHER, PASSWORD, cheap_passwords
from tests.cli.running import NOBODY, done, run

__all__ = ["cheap_passwords"]

REFUSED = "Only a coordinator can do this."


@pytest.fixture
def reception(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register with a backup `one.ssbackup` beside it; the password is that of a 受付係."""
    base = tmp_path / "register"
    made = sign_in.make(Places(base=base), name="台帳", person="佐藤", password=PASSWORD)
    accounts.add(made, "受付 一郎", AccountRole.RECEPTIONIST, OTHER)
    backups.make(made, DEFAULTS, tmp_path / "one.ssbackup")
    made.close()
    monkeypatch.setenv("SMARTSUPPORT_PASSWORD", OTHER)
    monkeypatch.setenv("SMARTSUPPORT_NEW_PASSWORD", "an entirely new one")
    return base


@pytest.mark.parametrize(
    "verb",
    [
        "list supporters",
        "list participants",
        "log",
        "users list",
        "users add 鈴木",
        f"users remove {NOBODY}",
        f"users password {NOBODY}",
        "users recovery -o {}/sheet.pdf",
        "export events -o {}/events.csv",
        "handover -o {}/sheet.pdf",
        "incident -o {}/held.pdf",
        f"erase {NOBODY} --level all --reason x",
        "retention --due",
        "backup",
        "backup {}/two.ssbackup",
        "restore --merge {}/one.ssbackup",
        "restore --replace {}/one.ssbackup",
        "leave {}/one.ssbackup -o {}/gone.pdf --yes",
    ],
)
def test_what_is_a_coordinators_is_refused(reception: Path, tmp_path: Path, verb: str) -> None:
    before = {p.name for p in tmp_path.iterdir()}
    words = [word.replace("{}", str(tmp_path)) for word in verb.split()]
    run(reception, *words).refused(1, REFUSED)
    assert {p.name for p in tmp_path.iterdir()} == before


def test_their_own_password_is_theirs_to_change(reception: Path) -> None:
    assert done(reception, "users", "password") == {"changed": True}
