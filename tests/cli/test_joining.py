"""Sharing a register and joining it by command line."""

from pathlib import Path

import pytest

from tests.accounts import OTHER, PASSWORD, cheap_passwords
from tests.cli.running import done, run

__all__ = ["cheap_passwords"]


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which 佐藤 shares a register."""
    monkeypatch.setenv("SMARTSUPPORT_PASSWORD", PASSWORD)
    done(tmp_path / "first", "init", "--name", "中野区スマホ相談会台帳", "--person", "佐藤")
    folder = tmp_path / "shared"
    folder.mkdir()
    done(tmp_path / "first", "sync", folder)
    return folder


def test_two_computers_hold_the_same(shared: Path, tmp_path: Path) -> None:
    assert done(tmp_path / "second", "join", shared, "--name", "受付2")["name"] == "佐藤"
    done(tmp_path / "second", "sync")
    done(tmp_path / "first", "sync")
    digests = [done(tmp_path / name, "digest")["digest"] for name in ("first", "second")]
    assert len(set(digests)) == 1


def test_the_recovery_sheet_joins_as_well(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMARTSUPPORT_NEW_PASSWORD", OTHER)
    monkeypatch.setenv("SMARTSUPPORT_RECOVERY_CODE", "not a code")
    run(tmp_path / "second", "join", shared, "--code").refused(1, "recovery")
    assert not (tmp_path / "second" / "vault.json").exists()


def test_what_cannot_be_joined_says_why(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path / "first", "join", shared).refused(1, "already a register")
    run(tmp_path / "second", "join", tmp_path / "first").refused(1, "No register is shared")
    run(tmp_path / "second", "join", tmp_path / "none").refused(3, "not there")
    monkeypatch.setenv("SMARTSUPPORT_PASSWORD", OTHER)
    run(tmp_path / "second", "join", shared).refused(1, "The password is not right.")


def test_who_comes_in_by_a_password_that_was_changed_elsewhere_is_told(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    done(second, "join", shared)
    monkeypatch.setenv("SMARTSUPPORT_NEW_PASSWORD", OTHER)
    done(first, "users", "password")
    monkeypatch.setenv("SMARTSUPPORT_PASSWORD", OTHER)
    done(first, "sync")
    monkeypatch.setenv("SMARTSUPPORT_PASSWORD", PASSWORD)
    before = (second / "vault.json").read_bytes()
    done(second, "sync")
    (second / "vault.json").write_bytes(before)
    ran = run(second, "digest")
    assert (ran.code, "changed on another computer" in ran.err) == (0, True)
    run(second, "digest").refused(1, "The password is not right.")
