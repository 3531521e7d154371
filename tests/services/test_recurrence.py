from datetime import date, time, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsupport.domain.errors import Refused
from smartsupport.domain.series import OnHoliday, Repeat, Series
from smartsupport.services.recurrence import dates_of, japanese_holidays

OFFICIAL_2026 = {
    "1/1": "元日",
    "1/12": "成人の日",
    "2/11": "建国記念の日",
    "2/23": "天皇誕生日",
    "3/20": "春分の日",
    "4/29": "昭和の日",
    "5/3": "憲法記念日",
    "5/4": "みどりの日",
    "5/5": "こどもの日",
    "5/6": "振替休日",
    "7/20": "海の日",
    "8/11": "山の日",
    "9/21": "敬老の日",
    "9/22": "国民の休日",
    "9/23": "秋分の日",
    "10/12": "スポーツの日",
    "11/3": "文化の日",
    "11/23": "勤労感謝の日",
}
"""The Cabinet Office's list; it writes 休日 for 振替休日 and 国民の休日."""


def no_holidays(day: date) -> None:
    return None


def series(first: date, last: date, repeat: Repeat = Repeat.WEEKLY, **more: object) -> Series:
    return Series(
        id=UUID(int=1),
        title="スマホ相談会",
        venue_id=UUID(int=2),
        kind_id=UUID(int=3),
        repeat=repeat,
        first=first,
        last=last,
        start=time(13),
        end=time(16),
        **more,
    )


def held(of: Series, holidays=no_holidays) -> list[str]:
    return [f"{day.month}/{day.day}" for day, skipped in dates_of(of, holidays) if skipped is None]


YEAR = date(2026, 1, 1), date(2026, 12, 31)


def test_the_public_holidays_are_the_official_ones():
    holiday = japanese_holidays()
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    named = {f"{day.month}/{day.day}": name for day in days if (name := holiday(day))}
    assert named == OFFICIAL_2026


def test_every_week_on_the_first_days_weekday():
    assert held(series(date(2026, 10, 3), date(2026, 10, 31))) == [
        "10/3", "10/10", "10/17", "10/24", "10/31",
    ]  # fmt: skip


def test_every_other_week_on_two_weekdays_counts_weeks_from_monday():
    # A Thursday: its Tuesday lies before the first day, the next Tuesday in a week left out.
    every_other = series(date(2026, 10, 1), date(2026, 10, 31), interval=2, weekdays=(1, 3))
    assert held(every_other) == ["10/1", "10/13", "10/15", "10/27", "10/29"]
    sundays = series(date(2026, 10, 1), date(2026, 10, 31), interval=2, weekdays=(6,))
    assert held(sundays) == ["10/4", "10/18"]


def test_the_second_and_fourth_tuesday_of_a_month():
    monthly = series(
        date(2026, 10, 1),
        date(2026, 12, 31),
        Repeat.MONTHLY_WEEKDAY,
        weekdays=(1,),
        ordinals=(2, 4),
    )
    assert held(monthly) == ["10/13", "10/27", "11/10", "11/24", "12/8", "12/22"]


def test_the_last_saturday_of_a_month():
    monthly = series(
        date(2026, 10, 1), date(2026, 12, 31), Repeat.MONTHLY_WEEKDAY, weekdays=(5,), ordinals=(-1,)
    )
    assert held(monthly) == ["10/31", "11/28", "12/26"]


def test_a_monthly_weekday_without_more_follows_the_first_day():
    monthly = series(date(2026, 10, 20), date(2026, 12, 31), Repeat.MONTHLY_WEEKDAY)
    assert held(monthly) == ["10/20", "11/17", "12/15"]


def test_a_fifth_weekday_comes_only_in_months_that_have_one():
    monthly = series(*YEAR, Repeat.MONTHLY_WEEKDAY, weekdays=(3,), ordinals=(5,))
    assert held(monthly) == ["1/29", "4/30", "7/30", "10/29", "12/31"]


def test_days_of_the_month():
    assert held(series(date(2026, 9, 15), date(2026, 11, 30), Repeat.MONTHLY_DAY)) == [
        "9/15", "10/15", "11/15",
    ]  # fmt: skip
    ends = series(date(2026, 9, 1), date(2026, 11, 30), Repeat.MONTHLY_DAY, month_days=(1, 31))
    assert held(ends) == ["9/1", "10/1", "10/31", "11/1"]


def test_a_holiday_is_passed_over_and_named():
    tuesdays = series(date(2026, 10, 27), date(2026, 11, 10))
    assert dates_of(tuesdays, japanese_holidays()) == [
        (date(2026, 10, 27), None),
        (date(2026, 11, 3), "文化の日"),
        (date(2026, 11, 10), None),
    ]


def test_a_holiday_can_be_worked():
    tuesdays = series(date(2026, 11, 3), date(2026, 11, 10), on_holiday=OnHoliday.HOLD)
    assert held(tuesdays, japanese_holidays()) == ["11/3", "11/10"]


def test_a_session_moved_off_a_row_of_holidays_lands_behind_it():
    mondays = series(date(2026, 9, 14), date(2026, 9, 30), on_holiday=OnHoliday.NEXT_DAY)
    assert held(mondays, japanese_holidays()) == ["9/14", "9/24", "9/28"]


def test_a_session_moved_onto_another_is_held_once():
    daily = series(
        date(2026, 11, 2), date(2026, 11, 4), weekdays=(0, 1, 2), on_holiday=OnHoliday.NEXT_DAY
    )
    assert dates_of(daily, japanese_holidays()) == [
        (date(2026, 11, 2), None),
        (date(2026, 11, 4), None),
    ]


def test_a_session_is_not_moved_past_the_end_of_its_series():
    last = series(date(2026, 11, 3), date(2026, 11, 3), on_holiday=OnHoliday.NEXT_DAY)
    assert dates_of(last, japanese_holidays()) == [(date(2026, 11, 3), "文化の日")]


def test_a_day_left_out_by_hand_stays_out_and_nothing_moves_onto_it():
    mondays = series(
        date(2026, 9, 14),
        date(2026, 9, 30),
        on_holiday=OnHoliday.NEXT_DAY,
        except_days=(date(2026, 9, 14), date(2026, 9, 24)),
    )
    assert dates_of(mondays, japanese_holidays()) == [
        (date(2026, 9, 14), ""),
        (date(2026, 9, 25), None),
        (date(2026, 9, 28), None),
    ]


def test_a_series_that_ends_before_it_starts_is_refused():
    with pytest.raises(Refused) as refusal:
        dates_of(series(date(2026, 10, 3), date(2026, 10, 2)), no_holidays)
    assert refusal.value.code == "series_ends_before_start"


def test_a_series_without_end_is_refused():
    with pytest.raises(Refused) as refusal:
        dates_of(series(date(2026, 10, 3), date(9000, 1, 1)), no_holidays)
    assert refusal.value.code == "series_too_long"


@given(
    st.builds(
        series,
        first=st.dates(date(2026, 1, 1), date(2026, 6, 30)),
        last=st.dates(date(2026, 7, 1), date(2027, 3, 31)),
        repeat=st.sampled_from(Repeat),
        interval=st.integers(0, 3),
        weekdays=st.lists(st.integers(0, 6), max_size=3).map(tuple),
        ordinals=st.lists(st.sampled_from([1, 2, 3, 4, 5, -1]), max_size=2).map(tuple),
        month_days=st.lists(st.integers(1, 31), max_size=2).map(tuple),
        on_holiday=st.sampled_from(OnHoliday),
    )
)
def test_dates_are_in_order_once_each_inside_the_series_and_off_holidays(of):
    holiday = japanese_holidays()
    dates = dates_of(of, holiday)
    days = [day for day, _ in dates]
    assert days == sorted(set(days))
    assert all(of.first <= day <= of.last for day in days)
    for day, skipped in dates:
        if of.on_holiday is OnHoliday.HOLD:
            assert skipped is None
        else:
            assert skipped == holiday(day)
