"""handover by command line: the sheet, and the calendar of the year to come."""

from pathlib import Path

from tests.cli.running import done, run


def test_the_sheet_is_written_and_next_year_only_shown_until_applied(
    practice: Path, tmp_path: Path
) -> None:
    done(practice, "handover", "-o", tmp_path / "sheet.pdf")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    year = done(practice, "list", "sessions")[0]["day"][:4]
    shown = done(practice, "handover", "--next-year", "--year", year)
    assert shown["stored"] == 0
    assert all(s["day"] > s["last_year"] for s in shown["sessions"])
    stored = done(practice, "handover", "--next-year", "--year", year, "--apply")["stored"]
    assert stored == len([s for s in shown["sessions"] if not s["taken"]])
    again = done(practice, "handover", "--next-year", "--year", year, "--apply")
    assert again["stored"] == 0


def test_what_cannot_be_is_said_in_one_sentence(practice: Path, tmp_path: Path) -> None:
    run(practice, "handover", "--next-year", "--year", "8").refused(1, "not a fiscal year")
    run(practice, "handover", "-o", tmp_path).refused(3, "cannot be")
    assert run(practice, "handover").code == 2
