"""How days, times, minutes and numbers look to a reader; pure, and alike on screen and on paper."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

TOKYO = ZoneInfo("Asia/Tokyo")

ERAS = (
    ("令和", date(2019, 5, 1)),
    ("平成", date(1989, 1, 8)),
    ("昭和", date(1926, 12, 25)),
    ("大正", date(1912, 7, 30)),
    ("明治", date(1868, 1, 25)),
)
"""Each era with the first day that carries its name, latest first."""

_WEEKDAYS_JA = "月火水木金土日"
_WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS_EN = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def wareki_year(day: date) -> str:
    """令和8年, 令和元年; 1867年 before 明治."""
    for name, first in ERAS:
        if day >= first:
            year = day.year - first.year + 1
            return f"{name}{'元' if year == 1 else year}年"
    return f"{day.year}年"


def wareki(day: date) -> str:
    """令和8年10月3日(土), as paper writes a day."""
    return f"{wareki_year(day)}{short_day(day)}"


def wareki_month(year: int, month: int) -> str:
    """令和8年10月; a month in which an era ended carries the era it began in."""
    return f"{wareki_year(date(year, month, 1))}{month}月"


def short_day(day: date, language: str = "ja") -> str:
    """10月3日(土), or "Sat 3 Oct" in English, as the screen writes a day."""
    if language == "en":
        return f"{_WEEKDAYS_EN[day.weekday()]} {day.day} {_MONTHS_EN[day.month - 1]}"
    return f"{day.month}月{day.day}日({_WEEKDAYS_JA[day.weekday()]})"


def weekday(number: int, language: str = "ja") -> str:
    """月 to 日, or "Mon" in English; 0 is Monday."""
    return _WEEKDAYS_EN[number] if language == "en" else _WEEKDAYS_JA[number]


def month_name(month: int, language: str = "ja") -> str:
    """10月, or "Oct" in English."""
    return _MONTHS_EN[month - 1] if language == "en" else f"{month}月"


def clock(at: datetime | time) -> str:
    """13:05 or 9:05; an aware datetime as a clock in Tokyo shows it."""
    if isinstance(at, datetime) and at.tzinfo is not None:
        at = at.astimezone(TOKYO)
    return f"{at.hour}:{at.minute:02d}"


def hours_minutes(minutes: int) -> str:
    """Minutes as 4:30; 確定後の訂正 may be negative."""
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else ''}{hours}:{rest:02d}"


def decimal_hours(minutes: int) -> str:
    """Minutes as hours, 4.5 or 0.33: at most two decimals, rounded half up, no trailing zeros."""
    hundredths = (abs(minutes) * 100 + 30) // 60
    whole, rest = divmod(hundredths, 100)
    decimals = f".{rest:02d}".rstrip("0").rstrip(".")
    return f"{'-' if minutes < 0 else ''}{whole}{decimals}"


def count(n: int) -> str:
    """1,234."""
    return f"{n:,}"


def wareki_fiscal_year(year: int) -> str:
    """令和8年度, named after the era in force on the first of April; 令和元年度 began in 平成."""
    if year == 2019:
        return "令和元年度"
    return f"{wareki_year(date(year, 4, 1))}度"
