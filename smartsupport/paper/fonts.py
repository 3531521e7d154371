"""Type on paper: BIZ UDPGothic, and VL PGothic for each character it lacks, so that 𠮷 prints."""

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

from smartsupport.domain.text import without_selectors
from smartsupport.paths import resources

if TYPE_CHECKING:
    from smartsupport.paper.face import Face

MM = 72 / 25.4
"""Points in a millimetre."""

CAP_HEIGHT = 0.765
"""Height of a capital above the baseline, of the type size."""

_REGULAR = "BIZUDPGothic-Regular"
_BOLD = "BIZUDPGothic-Bold"
_FALLBACK = "VL-PGothic-Regular"
_VOICED = re.compile("[\u3041-\u30ff][\u3099\u309a]")


def drawable(text: str) -> str:
    """`text` as it can be drawn: one line break is kept, what has no shape of its own is left out.

    Variation selectors draw as boxes and stay in the data only; か + ゛ becomes が; kanji are
    never replaced by a compatible one.
    """
    plain = _VOICED.sub(lambda pair: unicodedata.normalize("NFC", pair[0]), text)
    plain = without_selectors(plain.replace("\r\n", "\n").replace("\t", " ").replace("\xa0", " "))
    return "".join(c for c in plain if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf"))


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide one line of drawable `text` is at `size` points, in mm."""
    return sum(_glyph(char, bold)[1] for char in text) * size / 1000 / MM


def substituted(char: str) -> bool:
    """Whether no font of ours has `char`, so that 〓 stands for it on paper."""
    _glyph(char, False)
    return _face(_REGULAR).stands_in_for(char)


def draw(canvas: Any, x: float, y: float, text: str, size: float, *, bold: bool = False) -> None:
    """Draw one line of drawable `text` from (x, y) in points, each run in the font that has it."""
    for font, run in _runs(text, bold):
        line = canvas.beginText(x, y)
        line.setFont(font, size)
        # The fallback has no bold: its outline is drawn as well.
        stronger = bold and font == _FALLBACK
        line.setTextRenderMode(2 if stronger else 0)
        line.textOut(run)
        canvas.saveState()
        canvas.setLineWidth(size / 30)
        canvas.drawText(line)
        canvas.restoreState()
        x += width(run, size, bold=bold) * MM


def _runs(text: str, bold: bool) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    for char in text:
        font = _glyph(char, bold)[0]
        if out and out[-1][0] == font:
            out[-1] = (font, out[-1][1] + char)
        else:
            out.append((font, char))
    return out


@cache
def _glyph(char: str, bold: bool) -> tuple[str, float]:
    """The font that draws `char` and its advance in thousandths of the size."""
    first = _BOLD if bold else _REGULAR
    for name in (first, _FALLBACK):
        if _face(name).has(char):
            return name, _face(name).advance(char)
    _face(first).stand_in(char)
    return first, _face(first).advance(char)


@cache
def _face(name: str) -> "Face":
    from reportlab.pdfbase import pdfmetrics

    from smartsupport.paper.face import Face

    face = Face(name, str(resources() / "fonts" / f"{name}.ttf"))
    pdfmetrics.registerFont(face)
    return face
