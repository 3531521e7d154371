"""A document being laid out: pages of marks in mm from the top left corner, painted at the end.

Pages are kept as marks until all are known, so that each can say which of how many it is.
"""

import io
from collections.abc import Callable
from functools import partial
from typing import Any

from smartsupport import i18n
from smartsupport.paper import fonts, lines

Colour = tuple[float, float, float]
Mark = Callable[[Any], None]

BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)
SHADE: Colour = (0.92, 0.92, 0.92)
"""Ground of headings: plain white on a printer that knows only black."""
FAINT: Colour = (0.88, 0.88, 0.88)

THIN = 0.2
THICK = 0.4
"""Widths of rules, in mm."""

A4 = (210.0, 297.0)
_PAD = 1.2


class Sheet:
    """Pages being filled from the top. `y` is where the next block begins; all lengths in mm."""

    def __init__(
        self, title: str, author: str, frame: "Frame | None" = None, *, landscape: bool = False
    ) -> None:
        self.title, self.author, self.frame = title, author, frame
        self.page_width, self.page_height = A4[::-1] if landscape else A4
        self.left, self.right = 15.0, self.page_width - 15.0
        self.top, self.bottom = 22.0, self.page_height - 18.0
        self.y = self.top
        self._pages: list[list[Mark]] = [[]]

    @property
    def width(self) -> float:
        """Between the side margins."""
        return self.right - self.left

    @property
    def room(self) -> float:
        """What is left of this page below `y`."""
        return self.bottom - self.y

    def new_page(self) -> None:
        """Begin the next page."""
        self._pages.append([])
        self.y = self.top

    def need(self, height: float) -> None:
        """Begin the next page unless `height` still fits on this one."""
        if height > self.room and self.y > self.top:
            self.new_page()

    def mark(self, mark: Mark) -> None:
        """Add any other drawing to this page; it draws in points from the bottom left corner."""
        self._pages[-1].append(mark)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
        align: float = 0.0,
        colour: Colour = BLACK,
    ) -> None:
        """One line, its baseline at `y`; `align` 0 starts at `x`, 0.5 centres on it, 1 ends."""
        shown = fonts.drawable(text)
        at = x - align * fonts.width(shown, size, bold=bold)
        self.mark(partial(_paint_text, self._points(at, y), shown, size, bold, colour))

    def line(self, x1: float, y1: float, x2: float, y2: float, *, weight: float = THIN) -> None:
        """A straight rule of `weight` mm."""
        self.mark(partial(_paint_line, (*self._points(x1, y1), *self._points(x2, y2)), weight))

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        weight: float = THIN,
        fill: Colour | None = None,
    ) -> None:
        """A rectangle with its top left corner at (x, y); weight 0 draws no outline."""
        corner = self._points(x, y + height)
        self.mark(partial(_paint_box, corner, width, height, weight, fill))

    def within(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
        align: float = 0.0,
        colour: Colour = BLACK,
    ) -> None:
        """Text inside a box, in the middle of its height, made to fit and never cut."""
        found = lines.fitted(text, width - 2 * _PAD, size, height=height, bold=bold)
        at = x + _PAD + align * (width - 2 * _PAD)
        step = lines.line_height(found.size)
        cap = found.size * fonts.CAP_HEIGHT / fonts.MM
        y += (height - step * (len(found.lines) - 1) + cap) / 2
        for n, line in enumerate(found.lines):
            self.text(at, y + n * step, line, found.size, bold=bold, align=align, colour=colour)

    def paragraph(
        self, text: str, size: float, *, bold: bool = False, x: float | None = None
    ) -> None:
        """Text over the width of the page, from `y` down, over as many pages as it takes."""
        at = self.left if x is None else x
        step = lines.line_height(size)
        for line in lines.wrapped(text, self.right - at, size, bold=bold):
            self.need(step)
            self.text(at, self.y + step * 0.78, line, size, bold=bold)
            self.y += step

    def heading(self, text: str, *, keep: float = 20.0) -> None:
        """A section's heading, kept together with `keep` mm of what follows."""
        self.need(8.0 + keep)
        self.box(self.left, self.y + 1.2, 1.6, 4.6, weight=0, fill=BLACK)
        self.within(self.left + 2, self.y + 0.7, self.width - 2, 6.0, text, 11, bold=True)
        self.y += 7.6

    def pdf(self) -> bytes:
        """The finished file: the same marks give the same bytes."""
        from reportlab.pdfgen.canvas import Canvas

        out = io.BytesIO()
        size = (self.page_width * fonts.MM, self.page_height * fonts.MM)
        canvas = Canvas(out, pagesize=size, invariant=1, pageCompression=1)
        canvas.setTitle(fonts.drawable(self.title))
        canvas.setAuthor(fonts.drawable(self.author))
        canvas.setCreator("smartsupport")
        canvas.setCatalogEntry("Lang", i18n.language())
        for page in self._framed():
            for mark in page:
                mark(canvas)
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    def _framed(self) -> list[list[Mark]]:
        """The pages with what stands on each of them; a frame lies under the content."""
        bodies = self._pages
        if self.frame is None:
            return bodies
        self._pages = []
        for number, body in enumerate(bodies, 1):
            self._pages.append([])
            self.frame(self, number, len(bodies))
            self._pages[-1].extend(body)
        framed, self._pages = self._pages, bodies
        return framed

    def _points(self, x: float, y: float) -> tuple[float, float]:
        return x * fonts.MM, (self.page_height - y) * fonts.MM


Frame = Callable[[Sheet, int, int], None]
"""Draws what stands on every page: the sheet, this page's number, how many there are."""


def _paint_text(
    at: tuple[float, float], text: str, size: float, bold: bool, colour: Colour, canvas: Any
) -> None:
    canvas.setFillColorRGB(*colour)
    canvas.setStrokeColorRGB(*colour)
    fonts.draw(canvas, *at, text, size, bold=bold)


def _paint_line(ends: tuple[float, float, float, float], weight: float, canvas: Any) -> None:
    canvas.setStrokeColorRGB(*BLACK)
    canvas.setLineWidth(weight * fonts.MM)
    canvas.line(*ends)


def _paint_box(
    corner: tuple[float, float],
    width: float,
    height: float,
    weight: float,
    fill: Colour | None,
    canvas: Any,
) -> None:
    canvas.setStrokeColorRGB(*BLACK)
    canvas.setLineWidth(weight * fonts.MM)
    if fill is not None:
        canvas.setFillColorRGB(*fill)
    size = (width * fonts.MM, height * fonts.MM)
    canvas.rect(*corner, *size, stroke=int(weight > 0), fill=int(fill is not None))
