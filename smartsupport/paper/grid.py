"""Blocks of named facts and figures: what a form shows besides tables of people."""

from collections.abc import Sequence
from dataclasses import dataclass

from smartsupport.paper import fonts, lines
from smartsupport.paper.page import SHADE, THICK, THIN, Sheet

_LABEL = 24.0
"""Width of a label, in mm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One counted number with its unit, and a remark that belongs to it."""

    label: str
    value: str
    note: str = ""


def facts(sheet: Sheet, rows: Sequence[Sequence[tuple[str, str]]], *, size: float = 10) -> None:
    """Rows of label and value; the pairs of one row share the width."""
    start = sheet.y
    for row in rows:
        value = sheet.width / len(row) - _LABEL
        tall = max(lines.fitted(text, value - 2.4, size).height for _, text in row)
        height = max(7.5, tall + 2.4)
        if height > sheet.room and sheet.y > sheet.top:
            _outline(sheet, start)
            sheet.new_page()
            start = sheet.y
        x = sheet.left
        for label, text in row:
            sheet.box(x, sheet.y, _LABEL, height, fill=SHADE)
            sheet.within(x, sheet.y, _LABEL, height, label, 9, bold=True)
            sheet.box(x + _LABEL, sheet.y, value, height)
            sheet.within(x + _LABEL, sheet.y, value, height, text, size)
            x += _LABEL + value
        sheet.y += height
    _outline(sheet, start)
    sheet.y += 3


def figures(sheet: Sheet, cells: Sequence[Figure], *, per_row: int) -> None:
    """Figures as tiles, `per_row` in a row, the number large."""
    for at in range(0, len(cells), per_row):
        row = cells[at : at + per_row]
        sheet.need(15)
        wide = sheet.width / per_row
        for n, cell in enumerate(row):
            x = sheet.left + n * wide
            sheet.box(x, sheet.y, wide, 14.5)
            sheet.within(x, sheet.y + 0.4, wide, 5, cell.label, 9)
            number = wide
            if cell.note:
                number = min(fonts.width(cell.value, 15, bold=True) + 3, wide * 0.62)
            sheet.within(x, sheet.y + 5, number, 9, cell.value, 15, bold=True)
            if cell.note:
                sheet.within(
                    x + number - 1, sheet.y + 6, wide - number + 1, 8, cell.note, 8, align=1.0
                )
        sheet.box(sheet.left, sheet.y, wide * len(row), 14.5, weight=THICK)
        sheet.y += 14.5
    sheet.y += 3


def counts(sheet: Sheet, pairs: Sequence[tuple[str, int]], *, per_row: int = 8) -> None:
    """Counts under their names, at most `per_row` side by side."""
    for at in range(0, len(pairs), per_row):
        row = pairs[at : at + per_row]
        sheet.need(13)
        wide = sheet.width / per_row
        for n, (label, count) in enumerate(row):
            x = sheet.left + n * wide
            sheet.box(x, sheet.y, wide, 6, fill=SHADE, weight=THIN)
            sheet.within(x, sheet.y, wide, 6, label, 8.5, align=0.5)
            sheet.box(x, sheet.y + 6, wide, 6.5)
            sheet.within(x, sheet.y + 6, wide, 6.5, str(count), 11, align=0.5)
        sheet.box(sheet.left, sheet.y, wide * len(row), 12.5, weight=THICK)
        sheet.y += 12.5
    sheet.y += 3


def seals(sheet: Sheet, labels: Sequence[str], x: float, y: float) -> None:
    """印 boxes side by side, ending at `x`, each 20 mm wide with its label above."""
    for n, label in enumerate(reversed(labels)):
        left = x - (n + 1) * 20
        sheet.box(left, y, 20, 5, fill=SHADE)
        sheet.within(left, y, 20, 5, label, 8, align=0.5)
        sheet.box(left, y + 5, 20, 17)


def _outline(sheet: Sheet, top: float) -> None:
    if sheet.y == top:
        return
    sheet.box(sheet.left, top, sheet.width, sheet.y - top, weight=THICK)
