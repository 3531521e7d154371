from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsupport.formats import short_day, wareki
from smartsupport.ui.typed import read_day, read_number, read_phone, read_time

TODAY = date(2026, 10, 3)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("10/3", date(2026, 10, 3)),
        ("1003", date(2026, 10, 3)),
        ("１０／３", date(2026, 10, 3)),
        ("10月3日(土)", date(2026, 10, 3)),
        ("2026-11-1", date(2026, 11, 1)),
        ("20261101", date(2026, 11, 1)),
        ("令和8年10月3日", date(2026, 10, 3)),
        ("r8.10.3", date(2026, 10, 3)),
        ("昭和20年1月5日", date(1945, 1, 5)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("1/5", date(2027, 1, 5)),  # the nearest one, not the one long past
        ("6/1", date(2026, 6, 1)),
        ("2/30", None),
        ("13/1", None),
        ("あした", None),
        ("", None),
        ("９９９９", None),
    ],
)
def test_a_day_is_read_as_people_type_it(typed: str, day: date | None) -> None:
    assert read_day(typed, TODAY) == day


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)))
def test_every_day_that_is_shown_can_be_read_back(day: date) -> None:
    assert read_day(f"{day.year}年{short_day(day)}", TODAY) == day
    if date(2019, 5, 1) <= day < date(2117, 1, 1):
        assert read_day(wareki(day), TODAY) == day


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("9", time(9)),
        ("930", time(9, 30)),
        ("1330", time(13, 30)),
        ("13:05", time(13, 5)),
        ("１３：０５", time(13, 5)),
        ("9時", time(9)),
        ("9時半", time(9, 30)),
        ("午後1時15分", time(13, 15)),
        ("午後12時", time(12)),
        ("24:00", None),
        ("9:75", None),
        ("昼", None),
        ("", None),
    ],
)
def test_a_time_is_read_as_people_type_it(typed: str, at: time | None) -> None:
    assert read_time(typed) == at


@pytest.mark.parametrize(
    ("typed", "number"), [("１２", 12), ("1,200", 1200), (" 3 ", 3), ("3人", None), ("", None)]
)
def test_a_number_is_read_in_either_width(typed: str, number: int | None) -> None:
    assert read_number(typed) == number


def test_a_telephone_number_comes_in_one_width() -> None:
    assert read_phone("０９０ー１２３４−５６７８") == "090-1234-5678"


@given(st.text(max_size=30))
def test_nothing_typed_breaks_anything(typed: str) -> None:
    read_day(typed, TODAY)
    read_time(typed)
    read_number(typed)
