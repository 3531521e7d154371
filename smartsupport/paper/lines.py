"""Breaking text into lines that fit, by the rules of Japanese setting (禁則); nothing is cut."""

import re
from dataclasses import dataclass

from smartsupport.paper import fonts

LEADING = 1.3
"""Distance of baselines, of the type size."""

_NOT_FIRST = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー）〕］｝〉》」』】,.:;?!)]}%ぁぃぅぇぉっゃゅょァィゥェォッャュョヶヵ〜～"
)
_NOT_LAST = frozenset("（〔［｛〈《「『【([{")
_ATOM = re.compile(r"[!-'*-~]+|\s+|.")
_STEP = 0.95
_LEAST_ON_ONE_LINE = 0.82
"""Below this part of its size a text is broken rather than made smaller still."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """Text broken to fit: its lines at `size` points."""

    lines: tuple[str, ...]
    size: float

    @property
    def height(self) -> float:
        """What the lines take together, in mm."""
        return len(self.lines) * line_height(self.size)


def line_height(size: float) -> float:
    """Distance of two baselines at `size` points, in mm."""
    return size * LEADING / fonts.MM


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """`text` as drawable lines of at most `width` mm; one line at least, even if empty."""
    out: list[str] = []
    for paragraph in fonts.drawable(text).split("\n"):
        line = ""
        for atom in _narrow(_atoms(paragraph), width, size, bold):
            if line and fonts.width((line + atom).rstrip(), size, bold=bold) > width:
                out.append(line.rstrip())
                line = atom.lstrip()
            else:
                line += atom
        out.append(line.rstrip())
    return tuple(out)


def one_line(text: str, width: float, size: float, *, bold: bool = False) -> float:
    """The largest size up to `size` at which the drawable `text` is at most `width` mm wide."""
    natural = fonts.width(text, size, bold=bold)
    return size if natural <= width else size * width / natural


def fitted(
    text: str, width: float, size: float, *, height: float | None = None, bold: bool = False
) -> Fitted:
    """`text` at `size` or a little smaller on one line, else wrapped, else smaller until it fits.

    `width` and `height` in mm; without a height the lines may be as many as they like.
    """
    whole = fonts.drawable(text)
    if "\n" not in whole:
        one = one_line(whole, width, size, bold=bold)
        if one >= size * _LEAST_ON_ONE_LINE and (height is None or line_height(one) <= height):
            return Fitted(lines=(whole,), size=one)
    while True:
        lines = wrapped(whole, width, size, bold=bold)
        found = Fitted(lines=lines, size=size)
        if height is None or found.height <= height:
            return found
        size *= _STEP


def _atoms(paragraph: str) -> list[str]:
    """Pieces that no line break may divide."""
    out: list[str] = []
    for piece in _ATOM.findall(paragraph):
        if out and (piece[0] in _NOT_FIRST or out[-1][-1] in _NOT_LAST):
            out[-1] += piece
        else:
            out.append(piece)
    return out


def _narrow(atoms: list[str], width: float, size: float, bold: bool) -> list[str]:
    """The same, with whatever is wider than a whole line divided after all."""
    out: list[str] = []
    for atom in atoms:
        if fonts.width(atom, size, bold=bold) <= width:
            out.append(atom)
        else:
            out.extend(atom)
    return out
