"""A code's picture on paper: black modules as one path, so that no printer leaves seams."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from smartsupport.paper import fonts
from smartsupport.paper.page import BLACK, Sheet

Matrix = tuple[tuple[bool, ...], ...]
"""A code's modules, row by row; True is black. Without its quiet zone."""

QUIET = 4
"""Modules left white around a code (ISO/IEC 18004)."""


def draw_code(sheet: Sheet, x: float, y: float, width: float, matrix: Matrix) -> None:
    """The code with its top left module at (x, y), `width` mm wide without its quiet zone."""
    corner = (x, sheet.page_height - y)
    sheet.mark(partial(_paint, matrix, corner, width / len(matrix)))


def _paint(matrix: Matrix, corner: tuple[float, float], side: float, canvas: Any) -> None:
    """The code from its top left `corner` down, in mm, as one path: no seams between modules."""
    left, top = corner
    path = canvas.beginPath()
    for row, modules in enumerate(matrix, 1):
        base = (top - row * side) * fonts.MM
        for first, last in _black_runs(modules):
            x = (left + first * side) * fonts.MM
            path.rect(x, base, (last - first) * side * fonts.MM, side * fonts.MM)
    canvas.setFillColorRGB(*BLACK)
    canvas.drawPath(path, stroke=0, fill=1)


def _black_runs(modules: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    """From and to of each run of black modules."""
    start: int | None = None
    for place, black in enumerate((*modules, False)):
        if black and start is None:
            start = place
        elif not black and start is not None:
            yield start, place
            start = None
