"""Rejected rows with their reasons as a workbook, to be mended and imported again."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from smartsupport.i18n import _
from smartsupport.sheets.draft import Problem, Reading
from smartsupport.sheets.grid import Cell, Grid
from smartsupport.sheets.workbook_out import for_a4, options

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# What a sheet without a header gets, so that the mended one is read without guessing.
_HEADERS = {"name": "氏名", "kana": "ふりがな", "phone": "電話", "email": "メール"}


def problems_sheet(reading: Reading, explain: Callable[[Problem], str], made_at: datetime) -> bytes:
    """An .xlsx of the rows an error kept out: the reasons, the row they stood in, their own cells.

    `explain` makes the sentence of a problem. The cells at fault are marked; the two columns in
    front are passed over when the mended file is imported.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, options()) as workbook:
        workbook.set_properties({"created": made_at.astimezone(UTC).replace(tzinfo=None)})
        sheet = workbook.add_worksheet(_("Rows to mend"))
        bold = workbook.add_format({"bold": True, "bg_color": "#E6E6E6"})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        header = _header(reading.grid)
        for place, title in enumerate((_("Reason"), _("Row in the file"), *header)):
            sheet.write_string(0, place, title, bold)
        sheet.set_column(0, 0, 60)
        sheet.set_column(1, 1 + len(header), 16)
        sheet.freeze_panes(1, 1)
        for_a4(sheet)
        by_number = {record.number: record for record in reading.grid.rows}
        shapes = _shapes(workbook)
        for index, number in enumerate(reading.rejected, start=1):
            problems = [p for p in reading.problems if p.row == number]
            reasons = "\n".join(dict.fromkeys(explain(p) for p in problems))
            sheet.write_string(index, 0, reasons, wrapped)
            sheet.write_number(index, 1, number, wrapped)
            faulty = {p.column for p in problems if p.column}
            for place, cell in enumerate(by_number[number].cells):
                marked = place < len(header) and header[place] in faulty
                _write(sheet, index, place + 2, cell, shapes(cell, marked))
    return buffer.getvalue()


def _header(grid: Grid) -> tuple[str, ...]:
    if grid.header:
        return grid.header
    width = max((len(r.cells) for r in grid.rows), default=0)
    names = {places[0]: _HEADERS.get(field, field) for field, places in grid.columns.items()}
    return tuple(names.get(place, "") for place in range(width))


def _shapes(workbook: "Workbook") -> Callable[[Cell, bool], "Format"]:
    made: dict[tuple[str, bool], Format] = {}

    def shape(cell: Cell, marked: bool) -> "Format":
        key = (_number_format(cell), marked)
        if key not in made:
            look = {"num_format": key[0], "valign": "top"}
            made[key] = workbook.add_format({**look, "bg_color": "#FFE699"} if marked else look)
        return made[key]

    return shape


def _number_format(cell: Cell) -> str:
    if isinstance(cell, str):
        return "@"
    if isinstance(cell, datetime):
        return "yyyy/m/d h:mm" if cell.time() != time() else "yyyy/m/d"
    if isinstance(cell, date):
        return "yyyy/m/d"
    return "h:mm" if isinstance(cell, time | timedelta) else "General"


def _write(sheet: "Worksheet", row: int, place: int, cell: Cell, shape: "Format") -> None:
    if isinstance(cell, str):
        sheet.write_string(row, place, cell, shape)
    elif isinstance(cell, datetime | date | time | timedelta):
        sheet.write_datetime(row, place, cell, shape)
    else:
        sheet.write_number(row, place, cell, shape)
