"""Tables that go on over pages: headings repeated, rows as high as their longest cell."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from smartsupport.paper import fonts, lines
from smartsupport.paper.page import SHADE, THICK, THIN, Sheet

_PAD = 1.2
_OVER = 6.5
"""Type size of the reading above a name, in points."""


Painter = Callable[[Sheet, float, float, float, float], None]
"""Draws into a cell: the sheet, then x, y, width and height of the cell in mm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: `width` in mm, `align` 0 left, 0.5 middle, 1 right."""

    title: str
    width: float
    align: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row's texts; `over` and `paint` say more of the column with that number."""

    cells: Sequence[str]
    over: Mapping[int, str] = field(default_factory=dict)
    """Small text above the cell's own: a ふりがな."""
    paint: Mapping[int, Painter] = field(default_factory=dict)
    strong: bool = False
    """A line of totals: bold, under a heavier rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Type size in points, least row height in mm."""

    size: float = 9.0
    height: float = 7.0
    head: float = 8.0
    fixed: bool = False
    """Every row exactly `height`: texts shrink instead of making their row grow."""


_Line = tuple[str, float]
"""Text and its size in points."""


def table(
    sheet: Sheet, columns: Sequence[Column], rows: Iterable[Row], look: Look | None = None
) -> None:
    """Draw the table from `sheet.y` down, on as many pages as it takes."""
    look = look or Look()
    kept = list(rows)
    first = _height(_layout(columns, kept[0], look), look) if kept else 0.0
    sheet.need(head_height(columns, look) + min(first, 30))
    _head(sheet, columns, look)
    for row in kept:
        _row(sheet, columns, row, look)
    _rule(sheet, columns, THICK)
    sheet.y += 2.5


def head_height(columns: Sequence[Column], look: Look) -> float:
    """How much the headings take, in mm."""
    tallest = max(_title(column, look).height for column in columns)
    return max(6.0, tallest + 1.6)


def _title(column: Column, look: Look) -> lines.Fitted:
    return lines.fitted(column.title, column.width - 1.2, look.head, bold=True)


def _head(sheet: Sheet, columns: Sequence[Column], look: Look) -> None:
    height = head_height(columns, look)
    sheet.box(
        sheet.left, sheet.y, _edges(sheet, columns)[-1] - sheet.left, height, fill=SHADE, weight=0
    )
    _rule(sheet, columns, THICK)
    for x, column in zip(_edges(sheet, columns), columns, strict=False):
        sheet.within(
            x - 0.6,
            sheet.y,
            column.width + 1.2,
            height,
            column.title,
            look.head,
            bold=True,
            align=0.5,
        )
    _sides(sheet, columns, height)
    sheet.y += height


def _row(sheet: Sheet, columns: Sequence[Column], row: Row, look: Look) -> None:
    """One row; a row taller than a page goes on over the next, line by line."""
    layout = _layout(columns, row, look)
    if _height(layout, look) > sheet.room:
        body = sheet.bottom - sheet.top - head_height(columns, look)
        if _height(layout, look) <= body or sheet.room < 25:
            _turn(sheet, columns, look)
    while True:
        now, later = _divided(layout, sheet.room, look)
        _draw(sheet, columns, now, row, look)
        if not any(later):
            return
        _turn(sheet, columns, look)
        layout = later


def _turn(sheet: Sheet, columns: Sequence[Column], look: Look) -> None:
    _rule(sheet, columns, THICK)
    sheet.new_page()
    _head(sheet, columns, look)


def _layout(columns: Sequence[Column], row: Row, look: Look) -> list[list[_Line]]:
    out = []
    for n, (column, text) in enumerate(zip(columns, row.cells, strict=True)):
        room = column.width - 2 * _PAD
        cell: list[_Line] = []
        left = look.height - 0.8 if look.fixed else None
        if row.over.get(n):
            small = lines.fitted(row.over[n], room, _OVER, height=left and left * 0.4)
            cell += [(line, small.size) for line in small.lines]
            left = left and left - small.height
        found = lines.fitted(text, room, look.size, height=left, bold=row.strong)
        cell += [(line, found.size) for line in found.lines]
        out.append(cell)
    return out


def _cell_height(cell: Sequence[_Line]) -> float:
    return sum(lines.line_height(size) for _, size in cell)


def _height(layout: list[list[_Line]], look: Look) -> float:
    if look.fixed:
        return look.height
    return max(look.height, 1.6 + max(map(_cell_height, layout)))


def _divided(
    layout: list[list[_Line]], room: float, look: Look
) -> tuple[list[list[_Line]], list[list[_Line]]]:
    """What fits into `room` mm, and what is left for the next page."""
    if _height(layout, look) <= room:
        return layout, [[] for _ in layout]
    now, later = [], []
    for cell in layout:
        ends = list(accumulate(lines.line_height(size) for _, size in cell))
        fit = sum(end <= room - 1.6 for end in ends)
        now.append(cell[:fit])
        later.append(cell[fit:])
    return now, later


def _draw(
    sheet: Sheet, columns: Sequence[Column], layout: list[list[_Line]], row: Row, look: Look
) -> None:
    height = _height(layout, look)
    _rule(sheet, columns, THICK if row.strong else THIN)
    edges = _edges(sheet, columns)
    for n, paint in row.paint.items():
        paint(sheet, edges[n], sheet.y, columns[n].width, height)
    for x, column, cell in zip(edges, columns, layout, strict=False):
        y = sheet.y + (height - _cell_height(cell)) / 2
        at = x + _PAD + column.align * (column.width - 2 * _PAD)
        for text, size in cell:
            step = lines.line_height(size)
            base = y + (step + size * fonts.CAP_HEIGHT / fonts.MM) / 2
            sheet.text(at, base, text, size, bold=row.strong, align=column.align)
            y += step
    _sides(sheet, columns, height)
    sheet.y += height


def _edges(sheet: Sheet, columns: Sequence[Column]) -> list[float]:
    return list(accumulate((column.width for column in columns), initial=sheet.left))


def _rule(sheet: Sheet, columns: Sequence[Column], weight: float) -> None:
    sheet.line(sheet.left, sheet.y, _edges(sheet, columns)[-1], sheet.y, weight=weight)


def _sides(sheet: Sheet, columns: Sequence[Column], height: float) -> None:
    edges = _edges(sheet, columns)
    for x in edges:
        weight = THICK if x in (edges[0], edges[-1]) else THIN
        sheet.line(x, sheet.y, x, sheet.y + height, weight=weight)
