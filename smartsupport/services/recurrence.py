"""The dates that a 定期開催 comes to, and those it passes over because of a public holiday."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

from smartsupport.domain.errors import Refused
from smartsupport.domain.series import OnHoliday, Repeat, Series

Holidays = Callable[[date], str | None]
"""Gives the name of the public holiday on a day, or None."""

MOST_DATES = 1000
"""A series with more dates than this has a slip in its last day."""


def dates_of(series: Series, holidays: Holidays) -> list[tuple[date, str | None]]:
    """Every date of `series` in order, with None or why no session is held on it.

    The reason is the holiday's name, or "" for a day the series itself leaves out. A session moved
    off a holiday goes to the next day that is none, and is passed over if that lies after the end.
    Raises Refused("series_ends_before_start", first, last) and
    Refused("series_too_long", most).
    """
    if series.last < series.first:
        raise Refused("series_ends_before_start", first=series.first, last=series.last)
    days = list(islice(_by_the_rule(series), MOST_DATES + 1))
    if len(days) > MOST_DATES:
        raise Refused("series_too_long", most=MOST_DATES)
    out: dict[date, str | None] = {}
    for day in days:
        held, reason = _held_on(series, day, holidays)
        if reason is None:
            out[held] = None
        else:
            out.setdefault(day, reason)
    return sorted(out.items(), key=lambda item: item[0])


def japanese_holidays() -> Holidays:
    """Japan's public holidays from 1949 to 2099 by their Japanese names."""
    from holidays import country_holidays

    table = country_holidays("JP", language="ja")
    return lambda day: table.get(day)


def _held_on(series: Series, day: date, holidays: Holidays) -> tuple[date, str | None]:
    """The day on which the session of `day` is held, and None; or why it is not held."""
    if day in series.except_days:
        return day, ""
    name = holidays(day)
    if name is None or series.on_holiday is OnHoliday.HOLD:
        return day, None
    moved = day
    while series.on_holiday is OnHoliday.NEXT_DAY and moved < series.last:
        moved += timedelta(days=1)
        if holidays(moved) is None and moved not in series.except_days:
            return moved, None
    return day, name


def _by_the_rule(series: Series) -> Iterator[date]:
    """The rule alone; what it leaves open is taken from the first day."""
    from dateutil import rrule

    weekdays = series.weekdays or (series.first.weekday(),)
    if series.repeat is Repeat.WEEKLY:
        frequency, days = rrule.WEEKLY, {"byweekday": weekdays}
    elif series.repeat is Repeat.MONTHLY_WEEKDAY:
        ordinals = series.ordinals or ((series.first.day - 1) // 7 + 1,)
        frequency = rrule.MONTHLY
        days = {"byweekday": tuple(rrule.weekday(w, n) for w in weekdays for n in ordinals)}
    else:
        frequency, days = rrule.MONTHLY, {"bymonthday": series.month_days or (series.first.day,)}
    rule = rrule.rrule(
        frequency,
        dtstart=datetime.combine(series.first, time.min),
        until=datetime.combine(series.last, time.min),
        interval=max(1, series.interval),
        wkst=rrule.MO,
        **days,
    )
    return (moment.date() for moment in rule)
