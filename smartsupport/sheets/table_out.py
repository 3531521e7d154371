"""A list to be written: columns with kinds, rows of plain values; as .csv here, .xlsx beside."""

import csv
import io
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Literal

from smartsupport import formats
from smartsupport.domain.errors import Refused

Out = str | int | date | time | None
"""A value to be written; lengths of time are whole minutes."""

Encoding = Literal["utf-8-sig", "utf-8", "cp932"]


class Kind(StrEnum):
    """What a column holds, and so how it is written."""

    TEXT = "text"
    """Also telephone and other numbers that are names: never turned into a quantity."""
    COUNT = "count"
    DAY = "day"
    CLOCK = "clock"
    MINUTES = "minutes"
    """A length as 4:30: a real duration in a workbook."""
    HOURS = "hours"
    """The same length as 4.5."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column with its shown title; `width` is in characters, `total` adds it up below."""

    title: str
    kind: Kind = Kind.TEXT
    width: int = 12
    total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One sheet's table. `owner` is the column that says whose row it is."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Out, ...], ...]
    owner: int = 0


# Characters of Unicode whose twin in CP932 looks the same; Japanese systems mix them freely.
_TWINS = str.maketrans("〜−‖—", "～－∥―")
_FORMULA_STARTS = frozenset("=+-@＝＋－＠\t\r")


def csv_bytes(table: Table, encoding: Encoding = "utf-8-sig") -> bytes:
    """The table as CSV with CRLF: ISO days, HH:MM, 4:30 and 4.5; formulas defused.

    Raises Refused("not_in_cp932", characters, found): every character that encoding cannot write,
    with whose row it is in; nothing is ever replaced by a question mark.
    """
    lines = [
        [column.title for column in table.columns],
        *([_written(c, v) for c, v in zip(table.columns, row, strict=True)] for row in table.rows),
    ]
    if encoding == "cp932":
        lines = [[cell.translate(_TWINS) for cell in line] for line in lines]
        _check_cp932(table, lines)
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(lines)
    return out.getvalue().encode(encoding)


def defused(value: str) -> str:
    """A text that no spreadsheet takes for a formula: = + - @ and TAB get an apostrophe before."""
    return f"'{value}" if value.lstrip(" 　")[:1] in _FORMULA_STARTS else value


def _written(column: Column, value: Out) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, int):
        as_length = {Kind.MINUTES: formats.hours_minutes, Kind.HOURS: formats.decimal_hours}
        return as_length.get(column.kind, str)(value)
    return defused(value)


def _check_cp932(table: Table, lines: Sequence[Sequence[str]]) -> None:
    found: dict[tuple[str, str], None] = {}
    for line in lines:
        for cell in line:
            for char in _unwritable(cell):
                found[char, line[table.owner]] = None
    if found:
        shown = "、".join(f"{char}（{owner}）" for char, owner in found)
        raise Refused("not_in_cp932", characters=shown, found=tuple(found))


def _unwritable(text: str) -> Iterator[str]:
    for index, char in enumerate(text):
        try:
            char.encode("cp932")
        except UnicodeEncodeError:
            # A variation selector shows nothing by itself: name the character it stands behind.
            selector = unicodedata.category(char) == "Mn"
            yield text[max(0, index - 1) : index + 1] if selector else char
