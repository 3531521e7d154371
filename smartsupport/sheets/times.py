"""Times and spans of time as people type them."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from smartsupport.sheets.grid import Cell
from smartsupport.sheets.values import Value, plain

_HALF = r"(午前|午後|AM|PM)?\s*"
_CLOCK = r"(?:(\d{1,2})(?:\s*([:時])\s*(?:(半)|(\d{1,2})(?::\d{2}|\s*分)?)?)?|(正午))"
_TIME = re.compile(rf"{_HALF}{_CLOCK}(?:\s*(AM|PM))?", re.IGNORECASE)
_DASH = r"\s*(?:[~〜～ー‐‑–—―−-]|から)\s*"
_RANGE = re.compile(
    rf"(?<!\d)(?<!\d[:/.月年]){_HALF}{_CLOCK}{_DASH}{_HALF}{_CLOCK}(?![\d:/月日])(?:まで)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"([01]?\d|2[0-3])([0-5]\d)")

NOON, DAY, UNREADABLE = 720, 1440, 10_000
"""Minutes; UNREADABLE stands for a minute hand that cannot be, such as 9:75."""

Span = tuple[time, time]
_Parts = tuple[str | None, ...]
"""午前/午後, hour, the mark behind it, 半, minutes, 正午: what `_HALF` and `_CLOCK` capture."""


def clock_time(cell: Cell) -> Value[time]:
    """One time: 9:00, ９時半, 午後1時, 0900, or a spreadsheet's fraction of a day.

    Problems: time_not_readable, time_past_midnight (24:00 and later).
    """
    if isinstance(cell, datetime):
        return Value(value=cell.time().replace(second=0, microsecond=0))
    if isinstance(cell, time):
        return Value(value=cell.replace(second=0, microsecond=0))
    if isinstance(cell, timedelta):
        return _from_minutes(round(cell.total_seconds() / 60))
    if isinstance(cell, float) and 0 <= cell < 1:
        return _from_minutes(round(cell * 1440))
    if isinstance(cell, date):
        return Value(problem="time_not_readable")
    typed = plain(cell)
    if not typed:
        return Value()
    if (found := _TIME.fullmatch(typed)) and _marked(found.groups()[:6]):
        return _from_minutes(_minutes(found.groups()[:6], late=found[7] or ""))
    if found := _COMPACT.fullmatch(typed):
        return _from_minutes(int(found[1]) * 60 + int(found[2]))
    return Value(problem="time_not_readable")


def time_span(cell: Cell) -> Value[Span]:
    """A cell that is one span: 13:00～16:00, 午後2~4時, 9時半から11時まで.

    Problems: span_not_readable, ends_before_start, span_more (something beside the one span).
    """
    typed = plain(cell)
    if not typed:
        return Value()
    found = _RANGE.fullmatch(typed)
    span = _span(found) if found else None
    if span is None:
        inside = spans_in(typed)
        if len(inside) != 1:
            return Value(problem="span_not_readable")
        return Value(value=inside[0], problem="span_more")
    if span[1] <= span[0]:
        return Value(problem="ends_before_start", data={"start": span[0], "end": span[1]})
    return Value(value=span)


def spans_in(prose: str) -> list[Span]:
    """Every span of time that stands somewhere in a sentence, in order, each once."""
    typed = unicodedata.normalize("NFKC", prose)
    spans = [span for found in _RANGE.finditer(typed) if (span := _span(found))]
    return list(dict.fromkeys(span for span in spans if span[0] < span[1]))


def _span(found: re.Match[str]) -> Span | None:
    first, second = found.groups()[:6], found.groups()[6:]
    # "1-3" is no span of time: one side at least must be written as a time.
    if not (_marked(first) or _marked(second)):
        return None
    start, end = _minutes(first), _minutes(second)
    if first[0] and not second[0] and end <= start and end < NOON:
        end += NOON
    low, high = _from_minutes(start).value, _from_minutes(end).value
    return None if low is None or high is None else (low, high)


def _marked(parts: _Parts) -> bool:
    """Whether a colon, 時, 午前/午後 or 正午 shows that a time is meant, and not a number."""
    half, _, mark, _, _, noon = parts
    return bool(half or mark or noon)


def _minutes(parts: _Parts, late: str = "") -> int:
    half, hour, _, half_past, minute, noon = parts
    if noon:
        return NOON
    hours, minutes = int(hour or 0), 30 if half_past else int(minute or 0)
    if minutes >= 60:
        return UNREADABLE
    name = (half or late).upper()
    if name in ("午後", "PM") and hours < 12:
        hours += 12
    elif name in ("午前", "AM") and hours == 12:
        hours = 0
    return hours * 60 + minutes


def _from_minutes(minutes: int) -> Value[time]:
    if minutes == UNREADABLE or minutes > 48 * 60:
        return Value(problem="time_not_readable")
    if minutes >= DAY:
        return Value(problem="time_past_midnight")
    return Value(value=time(minutes // 60, minutes % 60))
