"""A sheet as it was found: records, and among them a header with rows under it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Cell = str | int | float | datetime | date | time | timedelta
"""A cell as read: text from CSV; numbers, dates and times too from a workbook; "" when blank."""


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a sheet; `number` is the row number that the spreadsheet shows."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def filled(self) -> int:
        """How many cells hold anything."""
        return sum(not blank(cell) for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Every record of one sheet, with what was recognised while reading it."""

    name: str
    records: tuple[Record, ...]
    encoding: str = ""
    delimiter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A sheet with its header found: `columns` says where each field of the format stands.

    `header` is () when the sheet has none and the columns were told by their content.
    """

    sheet: Sheet
    header: tuple[str, ...]
    header_row: int
    columns: Mapping[str, tuple[int, ...]]
    rows: tuple[Record, ...]
    footer: tuple[Record, ...] = ()

    @property
    def unmatched(self) -> tuple[str, ...]:
        """Headers that no field claimed."""
        used = {i for places in self.columns.values() for i in places}
        return tuple(h for i, h in enumerate(self.header) if h and i not in used)

    def header_of(self, field: str) -> str:
        """The header a field's first column carries, or "" for none."""
        places = self.columns.get(field, ())
        return self.header[places[0]] if places and places[0] < len(self.header) else ""


def blank(cell: Cell) -> bool:
    """Whether a cell holds nothing; ideographic spaces are nothing."""
    return isinstance(cell, str) and not cell.strip()


def shown(cell: Cell) -> str:
    """A cell as text a person would recognise: 3 and not 3.0, 2026-10-03 and not a midnight."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        if cell.time() == time(0, 0):
            return cell.date().isoformat()
        return cell.isoformat(" ", timespec="minutes")
    if isinstance(cell, time):
        return cell.isoformat("minutes")
    return str(cell)
