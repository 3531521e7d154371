from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsupport import formats
from smartsupport.sheets.dates import day

DAYS = st.dates(date(1927, 5, 19), date(2100, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "2026/10/3", "2026-10-03", "2026.10.3", "2026年10月3日", "２０２６／１０／３",
        "2026/10/3(土)",
        "2026年10月3日（土曜日）", "2026/10/3 0:00:00", "20261003", "R8.10.3", "r8/10/3",
        "令和8年10月3日",
        "令和８年１０月３日（土）", "令8.10.3", "46298", 46298, 46298.0, date(2026, 10, 3),
        datetime(2026, 10, 3, 9, 30),  # noqa: DTZ001 - a spreadsheet's date has no zone
    ],
)  # fmt: skip
def test_one_day_however_it_is_typed(typed: object) -> None:
    assert day(typed).value == date(2026, 10, 3)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("S25.4.1", date(1950, 4, 1)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("平成元年1月8日", date(1989, 1, 8)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("大正元年7月30日", date(1912, 7, 30)),
        ("T15.12.25", date(1926, 12, 25)),
    ],
)
def test_eras(typed: str, expected: date) -> None:
    assert day(typed).value == expected


@pytest.mark.parametrize(
    "typed",
    ["昭和64年1月8日", "平成31年5月1日", "令和元年4月30日", "大正元年7月29日", "令和0年5月1日"],
)
def test_a_day_outside_its_era_is_refused(typed: str) -> None:
    assert day(typed).problem == "date_outside_era"
    assert day(typed).value is None


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("10/3", "date_without_year"),
        ("10月3日(土)", "date_without_year"),
        ("26/10/3", "date_year_short"),
        ("2026/2/30", "date_not_in_calendar"),
        ("令和8年13月1日", "date_not_in_calendar"),
        ("1026/10/3", "date_not_readable"),
        ("明治45年1月1日", "date_not_readable"),
        ("未定", "date_not_readable"),
        ("12", "date_not_readable"),
    ],
)
def test_what_is_no_day_says_why(typed: str, problem: str) -> None:
    assert day(typed).problem == problem


@given(DAYS)
def test_what_our_own_paper_and_files_write_is_read_back(expected: date) -> None:
    serial = (expected - date(1899, 12, 30)) / timedelta(days=1)
    for written in (expected.isoformat(), formats.wareki(expected), f"{expected:%Y%m%d}", serial):
        assert day(written).value == expected


@given(st.text(max_size=20) | st.integers() | st.floats())
def test_no_cell_makes_it_raise(cell: str | int | float) -> None:
    found = day(cell)
    assert not (found.value and found.problem)
