"""A second window, a killed window and a damaged file: what a person sees in the real program."""

from pathlib import Path

import pytest

from smartsupport.domain.errors import Known
from smartsupport.paths import Places
from smartsupport.services import office, upkeep
from tests.ui.programs import Program

TWICE = "door 台帳を開けませんでした この台帳はすでに開いています。"
DAMAGED = "banner 台帳のファイルに傷んだところがあります。"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A closed practice register."""
    office.make(Places(base=tmp_path), name="練習", person="担当", practice=True).close()
    return tmp_path


def test_a_second_window_says_that_the_first_is_open(base: Path) -> None:
    first = Program(base)
    assert first.line() == "open"
    second = Program(base)

    assert second.line().startswith(TWICE)
    assert second.close() == 1
    assert first.close() == 0
    assert Places(base=base).in_use.read_bytes() == b""


def test_after_a_crash_the_file_is_looked_at_behind_the_open_window(base: Path) -> None:
    killed = Program(base)
    assert killed.line() == "open"
    killed.kill()

    again = Program(base)
    assert {again.line(), again.line()} == {"open", "looked True"}
    assert again.close() == 0
    third = Program(base)
    assert third.line() == "open"
    assert third.close() == 0
    assert third.rest == ""


def test_what_a_crash_damaged_is_told_in_a_window_that_can_be_used(base: Path) -> None:
    killed = Program(base)
    assert killed.line() == "open"
    killed.kill()
    _damage_behind_the_scenes(base)

    again = Program(base)
    *others, told = sorted((again.line(), again.line(), again.line()), key=is_told)

    assert set(others) == {"open", "looked False"}
    assert told.startswith(DAMAGED)
    assert again.close() == 0
    assert Places(base=base).in_use.read_bytes()  # so the next window looks again


def is_told(line: str) -> bool:
    """Whether a line is what the banner says."""
    return line.startswith("banner")


def _damage_behind_the_scenes(base: Path) -> None:
    """Turn one bit in a page that no screen reads at first."""
    opened = office.open_office(Places(base=base))
    opened.close()
    file = Places(base=base).database
    whole = file.read_bytes()
    for place in range(len(whole) - 2000, 0, -4096):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            opened = office.open_office(Places(base=base))
        except Known:
            continue
        found = upkeep.look_at_pages(opened)
        opened.close()
        if not found:
            return
    raise AssertionError("no such page")
