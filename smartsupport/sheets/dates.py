"""Dates as people type them: western, 和暦 within its eras, spreadsheet serials."""

import re
from datetime import date, datetime, timedelta

from smartsupport.formats import ERAS
from smartsupport.sheets.grid import Cell
from smartsupport.sheets.values import Value, plain

_ERA_NAMES = {
    "令和": "令和", "令": "令和", "r": "令和",
    "平成": "平成", "平": "平成", "h": "平成",
    "昭和": "昭和", "昭": "昭和", "s": "昭和",
    "大正": "大正", "大": "大正", "t": "大正",
}  # fmt: skip
# 大正15年12月25日 and 昭和元年12月25日 are one day; so are the two names of 30 July 1912.
_LAST = {"平成": date(2019, 4, 30), "昭和": date(1989, 1, 7), "大正": date(1926, 12, 25)}
_FIRST = {name: first for name, first in ERAS if name in _ERA_NAMES}
_SEP = r"\s*[/.\-年]\s*"
_SEP2 = r"\s*[/.\-月]\s*"
_TAIL = (
    r"\s*日?\s*(?:\(?[月火水木金土日](?:曜日?)?\)?)?\s*(?:[T ]?\d{1,2}:\d{2}(?::\d{2}(?:\.0+)?)?)?"
)
_WESTERN = re.compile(rf"(\d{{4}}){_SEP}(\d{{1,2}}){_SEP2}(\d{{1,2}}){_TAIL}")
_ERA = re.compile(
    rf"({'|'.join(sorted(_ERA_NAMES, key=len, reverse=True))})\s*(\d{{1,2}}|元){_SEP}"
    rf"(\d{{1,2}}){_SEP2}(\d{{1,2}}){_TAIL}",
    re.IGNORECASE,
)
_SHORT = re.compile(rf"(\d{{2}}){_SEP}(\d{{1,2}}){_SEP2}(\d{{1,2}}){_TAIL}")
_NO_YEAR = re.compile(rf"(\d{{1,2}}){_SEP2}(\d{{1,2}}){_TAIL}")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(10_000, 80_000)  # 1927 to 2119
_YEARS = range(1900, 2101)


def day(cell: Cell) -> Value[date]:
    """One day. A time behind it is dropped.

    Problems: date_not_readable, date_without_year, date_year_short (26/10/3: 2026 or 平成26年?),
    date_not_in_calendar, date_outside_era (era, first, last).
    """
    if isinstance(cell, datetime):
        return Value(value=cell.date())
    if isinstance(cell, date):
        return Value(value=cell)
    typed = plain(cell)
    if not typed:
        return Value()
    if re.fullmatch(r"\d{5}(\.0+)?", typed) and int(float(typed)) in _SERIALS:
        return Value(value=_SERIAL_ZERO + timedelta(days=int(float(typed))))
    if found := _WESTERN.fullmatch(typed) or _COMPACT.fullmatch(typed):
        return _western(int(found[1]), int(found[2]), int(found[3]))
    if found := _ERA.fullmatch(typed):
        year = 1 if found[2] == "元" else int(found[2])
        return _in_era(_ERA_NAMES[found[1].lower()], year, int(found[3]), int(found[4]))
    if _SHORT.fullmatch(typed):
        return Value(problem="date_year_short")
    if _NO_YEAR.fullmatch(typed):
        return Value(problem="date_without_year")
    return Value(problem="date_not_readable")


def _western(year: int, month: int, number: int) -> Value[date]:
    if year not in _YEARS:
        return Value(problem="date_not_readable")
    try:
        return Value(value=date(year, month, number))
    except ValueError:
        return Value(problem="date_not_in_calendar")


def _in_era(era: str, year: int, month: int, number: int) -> Value[date]:
    first, last = _FIRST[era], _LAST.get(era, date(2100, 12, 31))
    found = _western(first.year + year - 1, month, number)
    if year < 1 or (found.value and not first <= found.value <= last):
        return Value(problem="date_outside_era", data={"era": era, "first": first, "last": last})
    return found
