"""The real program keeps backups by itself: one a day, and one on closing if anything is new."""

from pathlib import Path

from smartsupport.paths import Places
from smartsupport.services import office
from smartsupport.storage import backup
from tests.services import given
from tests.ui.programs import Program


def used(base: Path) -> list[Path]:
    """What lies there after the window was open for a moment."""
    program = Program(base)
    assert program.line() == "open"
    assert program.close() == 0
    return sorted(Places(base=base).backups.glob("*.ssbackup"))


def test_the_window_makes_them_when_they_are_due(tmp_path: Path) -> None:
    office.make(Places(base=tmp_path), name="台帳", person="担当").close()
    first = used(tmp_path)
    assert first
    assert [backup.verify(file).format for file in first] == [1] * len(first)
    assert used(tmp_path) == first
    opened = office.open_office(Places(base=tmp_path))
    given.venue(opened)
    opened.close()
    assert len(used(tmp_path)) == len(first) + 1


def test_a_practice_register_keeps_none(tmp_path: Path) -> None:
    office.make(Places(base=tmp_path), name="練習", person="担当", practice=True).close()
    assert used(tmp_path) == []
