"""A second Saturday stays a second Saturday, and nobody meets on a public holiday."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsupport.domain.next_year import a_year_on, off_holidays


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 10, 10), date(2027, 10, 9)),  # the second Saturday
        (date(2026, 10, 1), date(2027, 10, 7)),  # the first Thursday
        (date(2026, 10, 31), date(2027, 10, 30)),  # a fifth Saturday, and there is one
        (date(2026, 5, 30), date(2027, 5, 29)),
        (date(2026, 8, 31), date(2027, 8, 30)),  # a fifth Monday
        (date(2026, 12, 31), date(2027, 12, 30)),
        (date(2027, 1, 30), date(2028, 1, 29)),
        (date(2024, 2, 29), date(2025, 2, 27)),  # a fifth Thursday, and there are four
    ],
)
def test_the_same_weekday_of_the_same_month(day: date, expected: date) -> None:
    assert a_year_on(day) == expected


@given(day=st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 12, 31)))
def test_it_is_always_that_weekday_and_month_a_year_later(day: date) -> None:
    found = a_year_on(day)
    assert (found.year, found.month, found.weekday()) == (day.year + 1, day.month, day.weekday())
    assert abs((found - day).days - 364) <= 7
    if day.day <= 28:
        assert (found.day - 1) // 7 == (day.day - 1) // 7


def test_a_holiday_is_passed_by_a_week() -> None:
    off = {date(2027, 11, 3): "文化の日", date(2027, 11, 10): "臨時の休日"}
    assert off_holidays(date(2027, 11, 3), off.get) == date(2027, 11, 17)
    assert off_holidays(date(2027, 11, 4), off.get) == date(2027, 11, 4)
    assert off_holidays(date(2027, 11, 4), off.get) - date(2027, 11, 3) == timedelta(days=1)
