"""Days, times and numbers as people type them: 10/3, 1003, 令和8年10月3日; 930, 9時半; １２."""

import re
import unicodedata
from datetime import date, time

_ERAS = {"R": 2018, "令和": 2018, "H": 1988, "平成": 1988, "S": 1925, "昭和": 1925}
_ERA = re.compile(r"(R|H|S|令和|平成|昭和)(\d{1,2}|元)[年./-](\d{1,2})[月./-](\d{1,2})日?")
_FULL = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?")
_SHORT = re.compile(r"(\d{1,2})[月./-](\d{1,2})日?")
_TIME = re.compile(r"(\d{1,2})(?::|時)(\d{1,2})?分?")


def read_day(text: str, today: date) -> date | None:
    """The day that `text` names; a day without a year is the one nearest to `today`.

    None when it names none.
    """
    plain = re.sub(r"\([月火水木金土日]\)|\s", "", unicodedata.normalize("NFKC", text).upper())
    if found := _ERA.fullmatch(plain):
        year = 1 if found[2] == "元" else int(found[2])
        return _day(_ERAS[found[1]] + year, int(found[3]), int(found[4]))
    if found := _FULL.fullmatch(plain):
        return _day(*map(int, found.groups()))
    if re.fullmatch(r"\d{8}", plain):
        return _day(int(plain[:4]), int(plain[4:6]), int(plain[6:]))
    if found := _SHORT.fullmatch(plain):
        return _nearest(int(found[1]), int(found[2]), today)
    if re.fullmatch(r"\d{3,4}", plain):
        return _nearest(int(plain[:-2]), int(plain[-2:]), today)
    return None


def read_time(text: str) -> time | None:
    """The time of day that `text` names: 9, 930, 9:30, 9時半, 午後1時. None when it names none."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).replace("時半", "時30分")
    late = plain.startswith(("午後", "PM", "pm"))
    plain = re.sub(r"^(午前|午後|AM|PM|am|pm)", "", plain)
    if re.fullmatch(r"\d{1,2}", plain):
        hour, minute = int(plain), 0
    elif re.fullmatch(r"\d{3,4}", plain):
        hour, minute = int(plain[:-2]), int(plain[-2:])
    elif found := _TIME.fullmatch(plain):
        hour, minute = int(found[1]), int(found[2] or 0)
    else:
        return None
    hour += 12 if late and hour < 12 else 0
    return time(hour, minute) if hour < 24 and minute < 60 else None


def read_number(text: str) -> int | None:
    """The whole number in `text`, full-width digits and thousands commas included; else None."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).replace(",", "")
    return int(plain) if re.fullmatch(r"-?\d{1,12}", plain) else None


def read_phone(text: str) -> str:
    """A telephone number in half-width digits and hyphens; anything else is kept as it is."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return re.sub(r"[‐‑‒–—―−ーｰ]", "-", plain)


def _nearest(month: int, day: int, today: date) -> date | None:
    near = [_day(today.year + step, month, day) for step in (-1, 0, 1)]
    return min(
        (found for found in near if found is not None),
        key=lambda found: abs(found - today),
        default=None,
    )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1868 <= year <= 2200 else None
    except ValueError:
        return None
