"""来年度の日程案: the day a session of last year falls on a year later."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta


def a_year_on(day: date) -> date:
    """The same weekday of the same month: a second Saturday stays a second Saturday.

    A fifth one that the month has not becomes its last.
    """
    year, month = day.year + 1, day.month
    first, days = monthrange(year, month)
    found = 1 + (day.weekday() - first) % 7 + (day.day - 1) // 7 * 7
    return date(year, month, found if found <= days else found - 7)


def off_holidays(day: date, holiday: Callable[[date], str | None]) -> date:
    """`day`, or the next same weekday that is no public holiday: helpers keep their weekday."""
    while holiday(day) is not None:
        day += timedelta(weeks=1)
    return day
