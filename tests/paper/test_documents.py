"""What holds for every sheet of paper, whatever stands on it."""

import subprocess
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.paper import seen
from tests.paper.given import CROWDED, PRINTS, issue

MARGIN = 10.0
ALL = sorted(PRINTS)
ONE_PAGE = {"consultation_slip", "recovery_sheet"}


@pytest.mark.parametrize("name", ALL)
def test_the_same_content_gives_the_same_bytes(name: str) -> None:
    assert PRINTS[name](issue()) == PRINTS[name](issue())


@pytest.mark.parametrize("name", ALL)
def test_every_page_keeps_ten_millimetres_free(name: str) -> None:
    for pdf in (PRINTS[name](issue(practice=True)), CROWDED[name]()):
        assert min(min(page) for page in seen.blank_margins(pdf)) >= MARGIN - 0.1


@pytest.mark.parametrize("name", ALL)
def test_no_text_is_drawn_over_another_however_long(name: str) -> None:
    assert seen.collisions(PRINTS[name](issue())) == []
    assert seen.collisions(CROWDED[name]()) == []


@pytest.mark.parametrize("name", ALL)
def test_every_page_says_who_made_it_and_when(name: str) -> None:
    for page in seen.pages(PRINTS[name](issue())):
        assert "令和8年10月3日(土) 16:40" in page
        assert "田中 一郎" in page
        assert "みどり区社会福祉協議会" in page


@pytest.mark.parametrize("name", ALL)
def test_practice_sheets_say_so_even_in_black_and_white(name: str) -> None:
    real, practice = PRINTS[name](issue()), PRINTS[name](issue(practice=True))

    assert "練習" not in seen.text(real)
    assert all("練習" in page for page in seen.pages(practice))
    # The faint word across the page is gone on such a printer; a boxed or written one stays.
    for plain, marked in zip(seen.printed(real), seen.printed(practice), strict=True):
        assert plain.tobytes() != marked.tobytes()


@pytest.mark.parametrize("name", sorted(set(ALL) - ONE_PAGE - {"cards"}))
def test_every_page_says_which_of_how_many_it_is(name: str) -> None:
    found = seen.pages(CROWDED[name]())

    assert len(found) > 1
    for number, page in enumerate(found, 1):
        assert f"{number} / {len(found)}" in page


@pytest.mark.parametrize("name", ["attendance_report", "reception_list", "placement_sheet"])
def test_lists_of_names_are_to_be_handed_back(name: str) -> None:
    for page in seen.pages(PRINTS[name](issue(serial="0042"))):
        assert "要回収" in page
        assert "通し番号 0042" in page
        assert "印刷者 田中 一郎" in page


@pytest.mark.parametrize("name", sorted(set(ALL) - ONE_PAGE))
def test_hard_names_copy_as_they_are_written(name: str) -> None:
    copied = seen.text(PRINTS[name](issue()))

    assert "髙橋 𠮷郎" in copied
    assert "₻" not in copied


def test_a_moment_in_another_zone_is_printed_as_tokyo_sees_it() -> None:
    evening = datetime(2026, 10, 3, 23, 30, tzinfo=ZoneInfo("UTC"))

    assert "令和8年10月4日(日) 8:30" in seen.text(PRINTS["session_report"](issue(made_at=evening)))


def test_nothing_of_the_printer_is_loaded_before_the_first_sheet() -> None:
    modules = ", ".join(f"smartsupport.paper.{name}" for name in ALL)

    loaded = subprocess.run(
        [sys.executable, "-c", f"import sys, {modules}; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()

    assert not [module for module in loaded if module.split(".")[0] == "reportlab"]
