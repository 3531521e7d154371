"""What goes wrong is said in one plain sentence and ends with its code; nothing is half-stored."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from smartsupport.domain.card import CardEvent
from smartsupport.paths import Places
from smartsupport.services import calendar, files
from smartsupport.services.office import open_office
from tests.cli.running import NOBODY, done, run
from tests.cli.test_verbs import today

FOREIGN = "https://example.com/coupon?id=1"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("list sessions --session xx", "“xx” is not an id."),
        (f"list bookings --session {NOBODY}", "This session is not in the register."),
        (f"list sessions --venue {NOBODY}", "This venue is not in the register."),
        ("list sessions --on 2026-02-30", "“2026-02-30” is not a date."),
        ("list sessions --month 2026-13", "“2026-13” is not a month."),
        ("match --from 2026-02-30 --to 2026-03-01", "“2026-02-30” is not a date."),
        ("match --from 2026-03-30 --to 2026-03-01", "The first day must not be after the last."),
        ("match --from 2026-03-01 --to 2029-03-01", "Choose a period of one year at most."),
        ("match --from 2026-03-01 --to 2026-03-02 --preset x", "“x” is not one of the ways"),
        (f"explain --session {NOBODY} --supporter {NOBODY}", "This supporter is not in"),
        (f"substitutes --session {NOBODY}", "This session is not in the register."),
        ("cards -o cards.pdf", "Say --kind supporters, --kind participants or --blank."),
        ("cards --blank 2000 -o cards.pdf", "Print 1 to 1000 cards at a time."),
        ("cards --kind supporters --ids zzz -o cards.pdf", "“zzz” is not an id."),
        (f"cards --kind supporters --ids {NOBODY} -o cards.pdf", "Nobody of this number"),
        (f"card reissue {NOBODY} -o cards.pdf", "Nobody of this number is in the register."),
        ("check-in S17A5E7KRKZXW279", "Say --session, or --venue and --on."),
        (f"check-in x --session {NOBODY}", "This session is not in the register."),
        (f"check-in x --venue {NOBODY} --on 2026-10-03", "This venue is not in the register."),
        ("cancel --reason x", "Say --session or --on."),
        (f"cancel --session {NOBODY} --reason x", "This session is not in the register."),
        (f"report session-report --session {NOBODY} -o r.pdf", "This session is not in"),
        ("hours 2026-13 -o h.csv", "“2026-13” is not a month."),
        ("hours 2026-11 -o h.docx", "“docx” is not a format"),
        ("hours 2026-11 -o h.csv --rounding half", "“half” is not a rounding rule."),
        ("hours 2026-11 -o h.csv --rounding 0:up:day", "Hours cannot be rounded like this."),
        ("export events --from 2026-02-30 -o e.csv", "“2026-02-30” is not a date."),
        (f"day -o days --session {NOBODY}", "This session is not in the register."),
        ("init --name x --no-password", "There is already a register in"),
        ("demo --no-window", "There is already a register in"),
    ],
)
def test_what_cannot_be_is_refused(
    practice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: str, sentence: str
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)

    run(practice, *arguments.split()).refused(1, sentence)
    run(practice, "--json", *arguments.split()).refused(1, sentence)
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        "nonsense",
        "list",
        "list loans",
        "report",
        "report session-report",
        "export",
        "export everything -o e.csv",
        "import venues",
        "import devices d.csv",
        "import venues v.csv --clipboard",
        "match --from 2026-03-01",
        "match --from 2026-03-01 --to 2026-03-02 --seconds soon",
        "card",
        "init",
        "--lang fr list venues",
        "list venues --base-dir",
    ],
)
def test_wrong_usage_ends_with_2_and_says_how(practice: Path, arguments: str) -> None:
    ran = run(practice, *arguments.split())

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Usage: smartsupport")
    assert "Error: " in ran.err


def test_no_register_is_said_and_none_is_made(tmp_path: Path) -> None:
    run(tmp_path / "none", "list", "venues").refused(1, "There is no register in")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("name", "sentence"), [("", "Enter a name."), ("\udcff", "holds a character that cannot")]
)
def test_a_name_that_cannot_be_leaves_no_half_register(
    tmp_path: Path, name: str, sentence: str
) -> None:
    base = tmp_path / "new"
    run(base, "init", "--name", name, "--no-password").refused(1, sentence)
    assert not base.exists()


def test_damaged_keys_and_a_damaged_database_are_told_apart(practice: Path) -> None:
    places = Places(base=practice)
    key = places.vault.read_bytes()
    places.vault.write_bytes(key[: len(key) // 2])
    run(practice, "list", "venues").refused(1, "The key file")
    places.vault.write_bytes(key)
    places.database.write_bytes(b"not a database" * 1000)
    run(practice, "list", "venues").refused(1, "does not belong to this register")
    places.database.unlink()
    for rest in practice.glob("smartsupport.db*"):
        rest.unlink()
    run(practice, "list", "venues").refused(1, "is missing. Put it back from a backup.")


def test_a_register_below_a_file_cannot_be_reached(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    run(file / "register", "list", "venues").refused(3, "cannot be read")
    run(file / "register", "init", "--name", "x", "--no-password").refused(3, "can be saved")


@pytest.mark.parametrize("code", [FOREIGN, "S17A5E7KRKZXW279", "S17A5E7KRKZXW270", "ゑ", "-"])
def test_codes_that_are_not_this_reception_s_are_refused(practice: Path, code: str) -> None:
    session = today(practice)["id"]
    ran = run(practice, "--json", "check-in", "--session", session, "--", code)

    assert ran.code == 1
    assert ran.json["result"] in ("foreign", "practice", "unknown")
    assert len(ran.err.splitlines()) == 1
    assert done(practice, "list", "attendance", "--session", session) == []


def test_a_page_that_cannot_be_written_gives_out_and_revokes_no_card(
    practice: Path, tmp_path: Path
) -> None:
    person = done(practice, "list", "participants")[0]["id"]
    page = tmp_path / "card.pdf"
    code = done(practice, "cards", "--kind", "participants", "--ids", person, "-o", page)
    (tmp_path / "file").write_text("x")
    for nowhere in (tmp_path, tmp_path / "file" / "card.pdf"):
        run(practice, "card", "reissue", person, "-o", nowhere).refused(3, "cannot be written")
        run(practice, "cards", "--blank", 5, "-o", nowhere).refused(3, "cannot be written")
    again = done(practice, "cards", "--kind", "participants", "--ids", person, "-o", page)
    assert again["cards"] == code["cards"]
    office = open_office(Places(base=practice))
    with office.store.reading() as reading:
        assert [event.code for event in reading.find(CardEvent)] == [code["cards"][0]["code"]]
    office.close()


@pytest.mark.parametrize("verb", ["hours 2026-11", "export events", "cards --blank 1"])
def test_a_full_disk_is_said_and_leaves_what_was_there(
    practice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    target = tmp_path / "file.csv"
    target.write_text("old")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(os, "fsync", full)
    run(practice, *verb.split(), "-o", target).refused(3, "The disk is full.")
    assert target.read_text() == "old"


def test_a_file_that_somebody_protected_stays_as_it_is(
    practice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "events.csv"
    target.write_text("old")

    def locked(*_arguments: object) -> None:
        raise PermissionError(13, "locked by another program")

    monkeypatch.setattr(Path, "replace", locked)
    run(practice, "export", "events", "-o", target).refused(3, "If it is open in Excel, close it")
    assert target.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_pictures_that_cannot_be_read_are_named(practice: Path, tmp_path: Path) -> None:
    page = tmp_path / "cards.pdf"
    codes = done(practice, "cards", "--blank", 2, "-o", page)["cards"]
    text = tmp_path / "text.png"
    text.write_text("no picture")

    run(practice, "read-codes", text).refused(1, "text.png: This file is not a picture")
    run(practice, "read-codes", tmp_path).refused(3, "could not be opened")
    both = run(practice, "--json", "read-codes", page, text)
    assert (both.code, len(both.err.splitlines())) == (4, 1)
    assert sorted(both.json[0]["texts"]) == sorted(card["code"] for card in codes)


def test_a_mistake_of_the_program_is_owned_up_to_without_a_trace(
    practice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise KeyError("髙﨑 花子 090-1234-5678")

    monkeypatch.setattr(calendar, "lines", broken)
    ran = run(practice, "list", "sessions")
    ran.refused(70, "The program itself made a mistake and stopped.")
    noted = (Places(base=practice).logs / "smartsupport.log").read_text()
    assert "cli/lists.py" in noted
    assert "髙﨑" not in ran.err + noted
    assert "090-1234" not in ran.err + noted

    detailed = run(practice, "-v", "list", "sessions")
    assert detailed.code == 70
    assert "Traceback" in detailed.err


def test_a_mistake_is_said_where_no_log_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError

    file = tmp_path / "file"
    file.write_text("x")
    monkeypatch.setattr(files, "read_file", broken)
    run(file / "base", "read-codes", file).refused(70, "The program itself made a mistake")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["init", "--name", "x", "--no-password"], 0),
        (["list", "venues"], 1),
        (["list"], 2),
        (["read-codes", "."], 3),
    ],
)
def test_the_command_itself_ends_with_these_codes(
    tmp_path: Path, arguments: list[str], code: int
) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "smartsupport", "--base-dir", str(tmp_path / "base"), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )

    assert ran.returncode == code
    assert "Traceback" not in ran.stderr


def test_a_reader_that_stops_early_is_no_mistake(practice: Path) -> None:
    ran = subprocess.run(
        f"{sys.executable} -m smartsupport --base-dir {practice} list bookings | head -n 1",
        shell=True,
        capture_output=True,
        text=True,
    )
    assert len(ran.stdout.splitlines()) == 1
    assert ran.stderr == ""
