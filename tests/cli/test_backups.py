"""Backups by command line: made, taken back, and all that is left of a register."""

import shutil
from pathlib import Path

import pytest

from smartsupport.codes.read import read_file
from tests.accounts import OTHER, PASSWORD, cheap_passwords
from tests.cli.running import done, run
from tests.journeys.canary import NAME, traces

__all__ = ["cheap_passwords"]

THIRD = "an entirely new one"


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register with one venue, made by 佐藤, whose environment has the password."""
    base = tmp_path / "register"
    monkeypatch.setenv("SMARTSUPPORT_PASSWORD", PASSWORD)
    done(base, "init", "--name", "中野区スマホ相談会台帳", "--person", "佐藤")
    add(base, "会館")
    return base


def add(base: Path, name: str) -> None:
    file = base.parent / "venues.csv"
    file.write_text(f"名称,所在地\n{name},東京都中野区1\n", encoding="utf-8")
    done(base, "import", "venues", file)


def venues(base: Path) -> list[str]:
    return sorted(venue["name"] for venue in done(base, "list", "venues"))


def test_a_backup_is_made_where_somebody_says_or_beside_the_register(
    register: Path, tmp_path: Path
) -> None:
    made = done(register, "backup", tmp_path / "one.ssbackup")
    assert made == {
        "file": str(tmp_path / "one.ssbackup"),
        "bytes": (tmp_path / "one.ssbackup").stat().st_size,
        "second": None,
    }
    beside = run(register, "backup").out.strip()
    assert Path(beside).parent == register / "backups"
    (tmp_path / "file").write_bytes(b"")
    run(register, "backup", tmp_path / "file" / "x.ssbackup").refused(3, "could not be written")


def test_it_is_merged_or_put_in_the_place_of_all(register: Path, tmp_path: Path) -> None:
    file = tmp_path / "one.ssbackup"
    done(register, "backup", file)
    add(register, "区役所")
    run(register, "restore", file).refused(1, "--merge")
    run(register, "restore", file, "--merge", "--replace").refused(1, "--merge")
    assert done(register, "restore", file, "--merge") == {"new": 0}
    assert done(register, "restore", file, "--replace")["name"] == "佐藤"
    assert venues(register) == ["会館"]
    (before,) = (register / "backups").glob("*.ssbackup")
    assert done(register, "restore", before, "--merge")["new"] > 0
    assert venues(register) == ["会館", "区役所"]
    assert done(register, "check") == {"problems": []}


def test_a_wrong_file_or_password_is_one_sentence(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, other = tmp_path / "one.ssbackup", tmp_path / "other"
    run(register, "restore", file, "--merge").refused(1, "There is no backup named")
    run(register, "restore", tmp_path / "venues.csv", "--merge").refused(1, "not a backup")
    done(register, "backup", file)
    file.write_bytes(file.read_bytes()[:-1])
    run(register, "restore", file, "--replace").refused(1, "damaged or incomplete")
    done(other, "init", "--name", "別", "--no-password")
    done(other, "backup", file)
    run(register, "restore", file, "--merge").refused(1, "another register's")
    run(register, "restore", file, "--replace").refused(1, "another register's")
    done(register, "backup", file)
    monkeypatch.setenv("SMARTSUPPORT_BACKUP_PASSWORD", OTHER)
    run(register, "restore", file, "--merge").refused(1, "The password is not right.")
    assert venues(register) == ["会館"]


def test_a_damaged_register_is_put_back(register: Path, tmp_path: Path) -> None:
    file = tmp_path / "one.ssbackup"
    done(register, "backup", file)
    (register / "smartsupport.db").write_bytes(b"x" * 10_000)
    run(register, "list", "venues").refused(1, "damaged")
    done(register, "restore", file, "--replace")
    assert venues(register) == ["会館"]


def test_with_the_printed_sheet_and_the_backup_alone_everything_opens(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is destroyed, the password forgotten; there is another laptop with nothing."""
    done(register, "users", "recovery", "-o", tmp_path / "sheet.pdf")
    (code,) = read_file(tmp_path / "sheet.pdf")
    file = tmp_path / "one.ssbackup"
    done(register, "backup", file)
    shutil.rmtree(register)
    monkeypatch.delenv("SMARTSUPPORT_PASSWORD")

    laptop = tmp_path / "laptop"
    run(laptop, "restore", file).refused(1, "SMARTSUPPORT_PASSWORD")
    monkeypatch.setenv("SMARTSUPPORT_RECOVERY_CODE", code)
    run(laptop, "restore", file, "--code").refused(1, "SMARTSUPPORT_NEW_PASSWORD")
    monkeypatch.setenv("SMARTSUPPORT_NEW_PASSWORD", THIRD)
    assert done(laptop, "restore", file, "--code")["name"] == "佐藤"
    monkeypatch.setenv("SMARTSUPPORT_PASSWORD", THIRD)
    assert venues(laptop) == ["会館"]
    assert done(laptop, "check") == {"problems": []}


def test_a_drive_is_allowed_with_its_number_and_a_reason(register: Path, tmp_path: Path) -> None:
    file = tmp_path / "one.ssbackup"
    run(register, "backup", file, "--allow-drive", "USB-0012").refused(1, "the reason")
    done(register, "backup", file, "--allow-drive", "USB-0012", "--reason", "金庫で保管")
    lines = done(register, "log")
    assert [x["document"] for x in lines if x["deed"] == "drive_allowed"] == ["USB-0012 金庫で保管"]


def test_no_name_is_in_a_backup_or_left_over(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    people = tmp_path / "people.csv"
    people.write_text(f"氏名\n{NAME}\n", encoding="utf-8")
    done(register, "import", "participants", people)
    people.unlink()
    file = tmp_path / "one.ssbackup"
    done(register, "backup", file)
    done(register, "restore", file, "--merge")
    done(register, "restore", file, "--replace")
    shutil.rmtree(register)
    done(register, "restore", file)
    assert [p["name"] for p in done(register, "list", "participants")] == [NAME]
    assert traces(tmp_path) == []
