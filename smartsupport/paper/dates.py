"""Days, times and spans as paper writes them: 和暦 in Japanese."""

from datetime import date, datetime, time

from smartsupport import i18n
from smartsupport.clock import TOKYO
from smartsupport.formats import clock, short_day, wareki, wareki_fiscal_year


def day_text(day: date) -> str:
    """令和8年10月3日(土) in Japanese; Sat 3 Oct 2026 in English."""
    if i18n.language() == "ja":
        return wareki(day)
    return f"{short_day(day, 'en')} {day.year}"


def fiscal_year_text(year: int) -> str:
    """令和8年度 in Japanese; FY 2026 in English."""
    return wareki_fiscal_year(year) if i18n.language() == "ja" else f"FY {year}"


def moment_text(at: datetime) -> str:
    """The day and the time that a clock in Tokyo shows at `at`."""
    return f"{day_text(at.astimezone(TOKYO).date())} {clock(at)}"


def clock_text(at: datetime | time | None) -> str:
    """13:05, or "" when the time is not known."""
    return "" if at is None else clock(at)


def span_text(start: time, end: time) -> str:
    """13:00〜16:00."""
    return f"{clock(start)}〜{clock(end)}"
