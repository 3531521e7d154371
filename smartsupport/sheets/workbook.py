"""Reading .xlsx: every sheet's cells with their real dates, numbers and texts."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError

from smartsupport.domain.errors import Refused
from smartsupport.sheets.grid import Cell, Record, Sheet, blank
from smartsupport.sheets.watch import Watch

UNPACKED_LIMIT = 600 * 1024 * 1024
"""Bytes a workbook may unpack to; more is damage or malice, not a list of people."""


def sheets_of(content: bytes, watch: Watch) -> list[Sheet]:
    """Every sheet that holds anything, in the workbook's order.

    Raises Refused("sheet_is_archive" | "sheet_damaged" | "sheet_too_large" | "sheet_empty").
    """
    _check_package(content)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of drawings and validations it leaves out; only cells are wanted here.
            warnings.simplefilter("ignore", UserWarning)
            found = list(_sheets(content, watch))
    except (
        zipfile.BadZipFile,
        zlib.error,
        ParseError,
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        AttributeError,
        OSError,
        EOFError,
    ) as error:
        raise Refused("sheet_damaged") from error
    if not found:
        raise Refused("sheet_empty")
    return found


def _check_package(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
    except zipfile.BadZipFile as error:
        raise Refused("sheet_damaged") from error
    if not any(m.filename == "xl/workbook.xml" for m in members):
        raise Refused("sheet_is_archive")
    if sum(m.file_size for m in members) > UNPACKED_LIMIT:
        raise Refused("sheet_too_large", limit_mb=UNPACKED_LIMIT // 1024**2)


def _sheets(content: bytes, watch: Watch) -> Iterator[Sheet]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        # Some writers state a wrong extent; the cells themselves are the truth.
        sheet.reset_dimensions()
        records = []
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            watch.step(number, 0)
            cells = tuple(map(_cell, row))
            while cells and blank(cells[-1]):
                cells = cells[:-1]
            records.append(Record(number, cells))
        if any(record.cells for record in records):
            yield Sheet(name=sheet.title, records=tuple(records), encoding="xlsx")
    book.close()


def _cell(value: object) -> Cell:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Cell):
        return value
    return str(value)
