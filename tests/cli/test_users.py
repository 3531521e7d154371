"""A register with a password by command line: made, opened, shared, lost and recovered."""

from pathlib import Path

import pypdfium2
import pytest

from smartsupport.codes.read import read_file
from tests.accounts import OTHER, PASSWORD, cheap_passwords
from tests.cli.running import done, run

__all__ = ["cheap_passwords"]

THIRD = "an entirely new one"


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register made by 佐藤; the password is no longer in the environment."""
    base = tmp_path / "register"
    monkeypatch.setenv("SMARTSUPPORT_PASSWORD", PASSWORD)
    done(base, "init", "--name", "中野区スマホ相談会台帳", "--person", "佐藤")
    monkeypatch.delenv("SMARTSUPPORT_PASSWORD")
    return base


@pytest.fixture
def known(register: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, for somebody whose environment has the password."""
    monkeypatch.setenv("SMARTSUPPORT_PASSWORD", PASSWORD)
    return register


def test_without_the_password_nothing_is_shown(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(register, "list", "venues").refused(1, "SMARTSUPPORT_PASSWORD")
    monkeypatch.setenv("SMARTSUPPORT_PASSWORD", OTHER)
    run(register, "list", "venues").refused(1, "The password is not right.")
    monkeypatch.setenv("SMARTSUPPORT_PASSWORD", PASSWORD)
    assert done(register, "list", "venues") == []


def test_it_is_not_made_twice_or_with_a_short_password(
    known: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(known, "init", "--name", "別").refused(1, "already a register")
    monkeypatch.setenv("SMARTSUPPORT_PASSWORD", "short")
    run(tmp_path / "new", "init", "--name", "別").refused(1, "too short")
    assert not (tmp_path / "new").exists()


def test_people_come_and_go(known: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMARTSUPPORT_NEW_PASSWORD", OTHER)
    second = done(known, "users", "add", "鈴木")["id"]
    done(known, "users", "add", "高橋", "--role", "receptionist")
    found = done(known, "users", "list")
    assert [(u["name"], u["kind"]) for u in found] == [
        ("佐藤", "coordinator"),
        ("鈴木", "coordinator"),
        ("高橋", "receptionist"),
    ]
    assert "Receptionist" in run(known, "users", "list").out
    run(known, "users", "remove", found[0]["id"])
    run(known, "users", "list").refused(1, "The password is not right.")
    monkeypatch.setenv("SMARTSUPPORT_PASSWORD", OTHER)
    run(known, "users", "remove", second).refused(1, "The last coordinator cannot be removed.")


def test_a_password_is_changed(known: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMARTSUPPORT_NEW_PASSWORD", OTHER)
    done(known, "users", "password")
    run(known, "list", "venues").refused(1, "The password is not right.")
    monkeypatch.setenv("SMARTSUPPORT_PASSWORD", OTHER)
    assert done(known, "list", "venues") == []


def test_the_printed_sheet_alone_opens_it_again(
    known: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(known, "users", "recovery").refused(1, "-o FILE")
    run(known, "users", "recovery", "--confirm", "ABCD").refused(1, "not known here")
    done(known, "users", "recovery", "-o", tmp_path / "sheet.pdf")
    (code,) = read_file(tmp_path / "sheet.pdf")
    run(known, "users", "recovery", "--confirm", "0000").refused(1, "last four characters")
    done(known, "users", "recovery", "--confirm", code[-4:].lower())
    page = pypdfium2.PdfDocument(tmp_path / "sheet.pdf")[0].get_textpage().get_text_bounded()
    assert "中野区スマホ相談会台帳" in page

    monkeypatch.delenv("SMARTSUPPORT_PASSWORD")
    monkeypatch.setenv("SMARTSUPPORT_NEW_PASSWORD", THIRD)
    typed = " ".join(code[n : n + 4] for n in range(0, len(code), 4)).lower().replace("0", "o")
    monkeypatch.setenv("SMARTSUPPORT_RECOVERY_CODE", typed)
    assert run(known, "users", "recover").out.strip() == "佐藤"
    monkeypatch.setenv("SMARTSUPPORT_PASSWORD", THIRD)
    assert done(known, "list", "venues") == []
    monkeypatch.setenv(
        "SMARTSUPPORT_RECOVERY_CODE", typed[:-1] + ("a" if typed[-1] != "a" else "b")
    )
    run(known, "users", "recover").refused(1, "row 5")
