"""leave, as somebody types it: said first, done with --yes, and brought back from the backup."""

from pathlib import Path

import pytest

from tests.cli.running import done, run
from tests.paper.seen import text


@pytest.fixture
def kept(practice: Path, tmp_path: Path) -> Path:
    return Path(done(practice, "backup", tmp_path / "safe" / "all.ssbackup")["file"])


def test_it_is_said_first_then_done_and_the_backup_brings_it_back(
    practice: Path, kept: Path, tmp_path: Path
) -> None:
    people = len(done(practice, "list", "participants"))
    record = tmp_path / "record.pdf"
    shown = done(practice, "leave", kept, "-o", record)
    assert not shown["removed"]
    assert 0 < shown["goes"]["participants"] <= people  # nameless ones are not counted as held
    assert len(done(practice, "list", "participants")) == people
    assert not record.exists()

    ran = run(practice, "leave", kept, "-o", record, "--yes")
    assert ran.code == 0, ran
    assert "It was removed." in ran.err
    assert "all.ssbackup" in text(record.read_bytes()).replace("\n", "")
    assert not practice.exists()
    run(practice, "list", "participants").refused(1, "no register")

    assert run(practice, "restore", kept).code == 0
    assert len(done(practice, "list", "participants")) == people


def test_without_a_whole_backup_nothing_goes(practice: Path, kept: Path, tmp_path: Path) -> None:
    record = tmp_path / "record.pdf"
    inside = done(practice, "backup")["file"]
    run(practice, "leave", inside, "-o", record, "--yes").refused(1, "own folder")
    within = practice / "record.pdf"
    run(practice, "leave", kept, "-o", within, "--yes").refused(1, "outside its folder")
    done(practice, "erase", done(practice, "list", "participants")[0]["id"],
         "--level", "all", "--reason", "申し出")  # fmt: skip
    run(practice, "leave", kept, "-o", record, "--yes").refused(1, "last changes")
    assert not record.exists()
    assert done(practice, "list", "participants")
