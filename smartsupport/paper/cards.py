"""受付カード: ten to an A4 on standard 91 × 55 mm business-card stock (documents.md).

Each carries a code that a fixed-focus laptop camera reads, the code in letters under it, and the
word 「受付専用」, so that nobody takes it for the metropolis's own 登録証.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from smartsupport.domain.card import Party
from smartsupport.domain.kana import hiragana
from smartsupport.i18n import N_, _
from smartsupport.paper import fonts, lines
from smartsupport.paper.code import QUIET, Matrix, draw_code
from smartsupport.paper.frame import Issue, made_text
from smartsupport.paper.page import BLACK, FAINT, THICK, THIN, WHITE, Colour, Sheet

WIDTH, HEIGHT = 91.0, 55.0
ACROSS, DOWN = 2, 5
PER_SHEET = ACROSS * DOWN
SIDE, HEAD = 14.0, 11.0
"""Margins of the stock, left and right, top and bottom, in mm."""

CODE = 26.0
"""Width of a printed code without its quiet zone, in mm: 25 even after a little shrinking."""

_BAND = 10.5
"""Where the band ends and a code's quiet zone may begin, from the top of the card."""
_BLUE: Colour = (0.0, 0.09, 0.55)
_TEAL: Colour = (0.0, 0.38, 0.45)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFace:
    """What one card shows; `party` None is a card that is nobody's yet.

    A participant's card carries a name only if one is given: a card is easily lost.
    """

    code: str
    groups: tuple[str, ...]
    """The code as it is read aloud, in fours."""
    matrix: Matrix
    party: Party | None = None
    name: str = ""
    kana: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSheet:
    """Cards to print; `used` places of the first sheet are already gone and stay empty."""

    faces: tuple[CardFace, ...]
    issue: Issue
    used: int = 0


def render(content: CardSheet) -> bytes:
    """The cards as A4 pages, ten to a page; without a card one page with marks only."""
    sheet = Sheet(_("Reception cards"), content.issue.organiser)
    places = list(_places(content))
    pages = max(1, -(-(content.used + len(content.faces)) // PER_SHEET))
    for number in range(pages):
        if number:
            sheet.new_page()
        _cut_marks(sheet)
        _calibration(sheet)
        _made(sheet, content.issue, number + 1, pages)
        for page, x, y, face in places:
            if page == number:
                _card(sheet, x, y, face, content.issue)
    return sheet.pdf()


def _places(content: CardSheet) -> Iterator[tuple[int, float, float, CardFace]]:
    """Page, left and top of every face, filled row by row."""
    for n, face in enumerate(content.faces, content.used):
        page, place = divmod(n, PER_SHEET)
        down, across = divmod(place, ACROSS)
        yield page, SIDE + across * WIDTH, HEAD + down * HEIGHT, face


def _card(sheet: Sheet, x: float, y: float, face: CardFace, issue: Issue) -> None:
    if issue.practice:
        sheet.within(x + 42, y + 30, 46, 14, _("PRACTICE"), 34, bold=True, align=0.5, colour=FAINT)
    _band(sheet, x, y, face.party, issue.practice)
    side = CODE / len(face.matrix)
    quiet = QUIET * side
    draw_code(sheet, x + 2 + quiet, y + _BAND + quiet, CODE, face.matrix)
    sheet.within(
        x + 2, y + 48, CODE + 2 * quiet, 5, " ".join(face.groups), 10, bold=True, align=0.5
    )
    _person(sheet, x + 41, y + _BAND, face)
    sheet.within(x + 41, y + 43.6, 47, 4.6, issue.organiser, 7)
    if issue.practice:
        note = _("PRACTICE: not for a real reception")
    else:
        note = _("Only for this reception. It is not a registration certificate.")
    sheet.within(x + 41, y + 48.2, 47, 4.6, note, 6.5)


def _person(sheet: Sheet, x: float, y: float, face: CardFace) -> None:
    reading = hiragana(face.kana)
    if face.name and reading:
        sheet.within(x, y + 5, 47, 6, reading, 9)
        sheet.within(x, y + 11, 47, 19, face.name, 17, bold=True)
    elif face.name or reading:
        sheet.within(x, y + 6, 47, 24, face.name or reading, 17, bold=True)
    elif face.party is None:
        sheet.within(x, y + 6, 47, 24, _("New card: hand it to anyone at the reception."), 10)
    else:
        sheet.within(x, y + 6, 47, 24, _("Please show this card at the reception."), 10)


_BAND_WORDS = {
    None: N_("New card"),
    Party.PARTICIPANT: N_("Participant"),
    Party.SUPPORTER: N_("Supporter"),
}


def _band(sheet: Sheet, x: float, y: float, party: Party | None, practice: bool) -> None:
    """Told apart by shape as well as by colour: full, double, or outlined."""
    x, y, width, height = x + 3, y + 2.5, WIDTH - 6, 6.2
    ink: Colour = WHITE
    if party is None:
        sheet.box(x, y, width, height, weight=THICK)
        ink = BLACK
    elif party is Party.PARTICIPANT:
        sheet.box(x, y, width, height, weight=0, fill=_BLUE)
    else:
        sheet.box(x, y, width, height, weight=0, fill=_TEAL)
        sheet.box(x, y + height + 0.6, width, 1.0, weight=0, fill=_TEAL)
    word = _(_BAND_WORDS[party])
    sheet.within(x + 1, y, width / 2, height, word, 11.5, bold=True, colour=ink)
    only = _("PRACTICE") if practice else _("For reception only")
    sheet.within(
        x + width / 2, y, width / 2 - 1, height, only, 11.5, bold=True, align=1.0, colour=ink
    )


def _cut_marks(sheet: Sheet) -> None:
    """A small cross at every corner of every card, inside the printable part of the paper."""
    arm = 3.0
    right, bottom = sheet.page_width - 10.2, sheet.page_height - 10.2
    for n in range(ACROSS + 1):
        x = SIDE + n * WIDTH
        for m in range(DOWN + 1):
            y = HEAD + m * HEIGHT
            sheet.line(max(x - arm, 10.2), y, min(x + arm, right), y, weight=0.1)
            sheet.line(x, max(y - arm, 10.2), x, min(y + arm, bottom), weight=0.1)


def _calibration(sheet: Sheet) -> None:
    """A line of exactly 50 mm in the left margin: shorter on paper means the printer shrank it."""
    x, top = 12.0, HEAD + 2.5
    sheet.line(x, top, x, top + 50, weight=THIN)
    for end in (top, top + 50):
        sheet.line(x - 1.2, end, x + 1.2, end, weight=THIN)
    _upright(sheet, 12.8, 1, _("This line is 50 mm. Print at 100 %."))


def _made(sheet: Sheet, issue: Issue, number: int, total: int) -> None:
    """Small print runs up the margin, where the stock has no room for a header."""
    edge = sheet.page_width - 11.2
    _upright(sheet, edge, 1, made_text(issue))
    _upright(sheet, edge, 0, f"{_('Reception cards')}  {number} / {total}")


def _upright(sheet: Sheet, x: float, row: int, text: str) -> None:
    """Text running upwards beside the cards of one row, clear of the cut marks."""
    shown = fonts.drawable(text)
    size = lines.one_line(shown, HEIGHT - 8, 6)
    at = (x * fonts.MM, (sheet.page_height - HEAD - (row + 1) * HEIGHT + 4) * fonts.MM)
    sheet.mark(partial(_paint_upright, at, shown, size))


def _paint_upright(at: tuple[float, float], text: str, size: float, canvas: Any) -> None:
    canvas.saveState()
    canvas.translate(*at)
    canvas.rotate(90)
    canvas.setFillColorRGB(*BLACK)
    canvas.setStrokeColorRGB(*BLACK)
    fonts.draw(canvas, 0, 0, text, size)
    canvas.restoreState()
