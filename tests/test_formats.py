from datetime import UTC, date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsupport import formats


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 10, 3), "令和8年10月3日(土)"),
        (date(2019, 5, 1), "令和元年5月1日(水)"),
        (date(2019, 4, 30), "平成31年4月30日(火)"),
        (date(1989, 1, 8), "平成元年1月8日(日)"),
        (date(1989, 1, 7), "昭和64年1月7日(土)"),
        (date(1926, 12, 25), "昭和元年12月25日(土)"),
        (date(1926, 12, 24), "大正15年12月24日(金)"),
        (date(1912, 7, 30), "大正元年7月30日(火)"),
        (date(1912, 7, 29), "明治45年7月29日(月)"),
        (date(1860, 1, 1), "1860年1月1日(日)"),
    ],
)
def test_a_day_on_paper_carries_its_era(day, written):
    assert formats.wareki(day) == written


def test_a_month_on_paper_carries_the_era_it_began_in():
    assert formats.wareki_month(2026, 10) == "令和8年10月"
    assert formats.wareki_month(2019, 4) == "平成31年4月"
    assert formats.wareki_month(2019, 5) == "令和元年5月"
    assert formats.wareki_month(1989, 1) == "昭和64年1月"


def test_a_day_on_screen_follows_the_language():
    assert formats.short_day(date(2026, 10, 3)) == "10月3日(土)"
    assert formats.short_day(date(2026, 10, 3), "en") == "Sat 3 Oct"


def test_a_clock_shows_tokyo_time():
    assert formats.clock(time(13, 5)) == "13:05"
    assert formats.clock(time(9, 0)) == "9:00"
    assert formats.clock(datetime(2026, 10, 3, 4, 5, tzinfo=UTC)) == "13:05"


@pytest.mark.parametrize(
    ("minutes", "clock", "decimal"),
    [
        (270, "4:30", "4.5"),
        (0, "0:00", "0"),
        (20, "0:20", "0.33"),
        (40, "0:40", "0.67"),
        (59, "0:59", "0.98"),
        (60, "1:00", "1"),
        (606, "10:06", "10.1"),
        (-90, "-1:30", "-1.5"),
    ],
)
def test_minutes_are_written_as_hours(minutes, clock, decimal):
    assert formats.hours_minutes(minutes) == clock
    assert formats.decimal_hours(minutes) == decimal


@given(st.integers(-100_000, 100_000))
def test_decimal_hours_are_exact(minutes):
    exact = (Decimal(minutes) / 60).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert Decimal(formats.decimal_hours(minutes)) == exact


def test_a_count_has_thousands():
    assert formats.count(1234) == "1,234"
    assert formats.count(7) == "7"
