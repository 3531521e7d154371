"""Tables as a workbook: a cover, then a table a sheet, ready to be read, filtered and printed."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from smartsupport.i18n import _
from smartsupport.sheets.table_out import Column, Kind, Out, Table

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FONT = "BIZ UDPゴシック"
"""Comes with Windows; elsewhere the reader's own font takes its place."""

_A4 = 9
_MARGIN = 0.6  # inches: 15 mm
_ROW_HEIGHT = 20
_LINES = {"border": 1, "border_color": "#A0A0A0"}
_NUMBER_FORMATS = {
    Kind.TEXT: "@",
    Kind.COUNT: "#,##0",
    Kind.DAY: "[$-411]yyyy/m/d(aaa)",
    Kind.CLOCK: "h:mm",
    Kind.MINUTES: "[h]:mm",
    Kind.HOURS: "0.00",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The first sheet: what this is, of when, by whom, under which rules."""

    title: str
    lines: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A workbook to be written. `made_at` is aware; the same book gives the same bytes."""

    cover: Cover | None
    tables: tuple[Table, ...]
    made_at: datetime
    made_by: str = ""
    practice: bool = False


def workbook_bytes(book: Book) -> bytes:
    """The book as .xlsx: text stays text, days and lengths are real, A4, header on every page."""
    import xlsxwriter

    buffer = io.BytesIO()
    made = book.made_at.astimezone(UTC).replace(tzinfo=None)
    with xlsxwriter.Workbook(buffer, options()) as workbook:
        workbook.set_properties({"created": made, "author": book.made_by})
        style = _styles(workbook)
        if book.cover:
            _write_cover(workbook.add_worksheet(_("Cover")), book, book.cover, style)
        for number, table in enumerate(book.tables, start=1):
            sheet = workbook.add_worksheet(table.title[:31])
            _set_up(sheet, book, table.title)
            _write_table(sheet, table, number, style)
    return buffer.getvalue()


def options() -> dict[str, object]:
    """How every workbook is made: in memory, nothing a person typed becomes a formula or a link.

    A new one each time, for the writer empties what it is given.
    """
    return {
        "in_memory": True,
        "strings_to_numbers": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": FONT, "font_size": 11, "font_scheme": None},
    }


_Style = Callable[..., "Format"]


def _styles(workbook: "Workbook") -> _Style:
    """Formats by their properties, each made once; order of making is part of the bytes."""
    made: dict[tuple[tuple[str, object], ...], Format] = {}

    def style(**properties: object) -> "Format":
        key = tuple(sorted(properties.items()))
        if key not in made:
            made[key] = workbook.add_format({"valign": "vcenter", **properties})
        return made[key]

    return style


def for_a4(sheet: "Worksheet") -> None:
    """Print on A4 across, as many pages down as it takes, the header row on each."""
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=_MARGIN, right=_MARGIN, top=0.9, bottom=0.8)
    sheet.repeat_rows(0)


def _set_up(sheet: "Worksheet", book: Book, title: str) -> None:
    for_a4(sheet)
    mark = f"&C{_('SAMPLE')}" if book.practice else ""
    name = f"{book.cover.title} {title}" if book.cover else title
    sheet.set_header(f"&L{name.replace('&', '&&')}{mark}")
    sheet.set_footer("&C&P / &N")


def _write_cover(sheet: "Worksheet", book: Book, cover: Cover, style: _Style) -> None:
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 1)
    sheet.set_margins(left=_MARGIN, right=_MARGIN, top=0.9, bottom=0.8)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 58)
    sheet.hide_gridlines(2)
    sheet.set_row(0, 34)
    sheet.write_string(0, 0, cover.title, style(bold=True, font_size=18))
    row = 1
    if book.practice:
        sheet.write_string(row, 0, _("SAMPLE"), style(bold=True, font_size=18, font_color="red"))
        row += 1
    for label, text in cover.lines:
        row += 1
        sheet.set_row(row, 8 + 15 * (1 + text.count("\n")))
        sheet.write_string(row, 0, label, style(bold=True, bottom=1))
        sheet.write_string(row, 1, text, style(text_wrap=True, bottom=1))
    row += 1
    for note in cover.notes:
        row += 1
        sheet.set_row(row, 36)
        sheet.merge_range(row, 0, row, 1, note, style(text_wrap=True, font_size=10))


def _write_table(sheet: "Worksheet", table: Table, number: int, style: _Style) -> None:
    rows = table.rows or ((_("Nothing to show"), *(None for _c in table.columns[1:])),)
    totals = bool(table.rows) and any(c.total for c in table.columns)
    last = len(rows) + (1 if totals else 0)
    sheet.add_table(
        0,
        0,
        last,
        len(table.columns) - 1,
        {
            "name": f"Table{number}",
            "style": "Table Style Light 15",
            "total_row": totals,
            "columns": [
                _table_column(c, n, table.rows, totals, style) for n, c in enumerate(table.columns)
            ],
        },
    )
    sheet.freeze_panes(1, table.owner + 1)
    sheet.set_row(0, 34)
    for index in range(1, last + 1):
        sheet.set_row(index, _ROW_HEIGHT)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
        shape = _shape(style, column)
        for index, row in enumerate(rows, start=1):
            _write(sheet, index, place, column.kind, row[place], shape)
        if totals and place and not column.total:
            sheet.write_blank(last, place, None, _shape(style, column, bold=True))


def _shape(style: _Style, column: Column, **more: object) -> "Format":
    indent = {"indent": 1} if column.kind is Kind.TEXT else {}
    return style(num_format=_NUMBER_FORMATS[column.kind], **indent, **_LINES, **more)


def _table_column(
    column: Column, place: int, rows: Sequence[Sequence[Out]], totals: bool, style: _Style
) -> dict[str, object]:
    described: dict[str, object] = {
        "header": column.title,
        "header_format": style(bold=True, text_wrap=True, border=1, bg_color="#E6E6E6"),
    }
    if not totals:
        return described
    described["format"] = _shape(style, column, bold=True)
    if column.total:
        added = sum(v for row in rows if isinstance(v := row[place], int))
        described |= {"total_function": "sum", "total_value": _as_number(column.kind, added)}
    elif place == 0:
        described["total_string"] = _("Total")
    return described


def _write(
    sheet: "Worksheet", row: int, place: int, kind: Kind, value: Out, shape: "Format"
) -> None:
    if value is None or value == "":
        sheet.write_blank(row, place, None, shape)
    elif isinstance(value, date):
        sheet.write_datetime(row, place, datetime.combine(value, time()), shape)
    elif isinstance(value, time):
        sheet.write_number(row, place, (value.hour * 60 + value.minute) / 1440, shape)
    elif isinstance(value, int):
        sheet.write_number(row, place, _as_number(kind, value), shape)
    else:
        sheet.write_string(row, place, value, shape)


def _as_number(kind: Kind, value: int) -> float:
    """Minutes as the fraction of a day that a spreadsheet counts in, or as hours."""
    if kind is Kind.MINUTES:
        return value / 1440
    return value / 60 if kind is Kind.HOURS else value
