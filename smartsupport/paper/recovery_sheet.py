"""回復キー用紙: the one sheet of paper that opens the register when every password is forgotten.

The code stands in rows numbered as the program names them when one is mistyped, each character in
a cell of its own; the picture beside it is the same code.
"""

from dataclasses import dataclass

from smartsupport.i18n import _
from smartsupport.paper.code import Matrix, draw_code
from smartsupport.paper.dates import moment_text
from smartsupport.paper.frame import Issue, framed_sheet, title_block
from smartsupport.paper.grid import facts
from smartsupport.paper.page import SHADE, THICK, Sheet

_CELL, _HIGH = 11.5, 14.5
"""Of one character, in mm."""
_NUMBER = 9.0
_BETWEEN = 5.0
"""Between the two groups of a row, in mm."""
_PICTURE = 45.0
"""Width of the picture without its quiet zone, in mm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySheet:
    """The code in rows of two groups of four, and as a picture; `register` is what it opens."""

    issue: Issue
    register: str
    rows: tuple[tuple[str, str], ...]
    matrix: Matrix


def render(content: RecoverySheet) -> bytes:
    """The sheet as a PDF of one page."""
    title = _("Recovery sheet")
    sheet = framed_sheet(content.issue, title)
    title_block(sheet, title, _("It opens the register when nobody remembers a password."))
    made = [
        (_("Made"), moment_text(content.issue.made_at)),
        (_("Made by"), content.issue.made_by),
    ]
    facts(sheet, [[(_("Register"), content.register)], made])
    sheet.y += 2
    _code(sheet, content)
    for heading, points in _sections():
        sheet.heading(heading)
        for point in points:
            sheet.text(sheet.left + 1.5, sheet.y + 3.6, "・", 11)
            sheet.paragraph(point, 11, x=sheet.left + 6)
        sheet.y += 2
    _kept(sheet)
    return sheet.pdf()


def _code(sheet: Sheet, content: RecoverySheet) -> None:
    """The rows from the left, the picture at the right."""
    top = sheet.y
    for n, groups in enumerate(content.rows, 1):
        x, y = sheet.left, sheet.y
        sheet.within(x, y, _NUMBER, _HIGH, str(n), 12, align=0.5)
        x += _NUMBER
        for group in groups:
            for character in group:
                sheet.box(x, y, _CELL, _HIGH)
                sheet.within(x, y, _CELL, _HIGH, character, 24, bold=True, align=0.5)
                x += _CELL
            x += _BETWEEN
        sheet.y += _HIGH
    last = sheet.left + _NUMBER + 4 * _CELL + _BETWEEN
    sheet.box(last, sheet.y - _HIGH, 4 * _CELL, _HIGH, weight=3 * THICK)
    rest = sheet.left + _NUMBER + 8 * _CELL + 2 * _BETWEEN
    x = rest + (sheet.right - rest - _PICTURE) / 2
    draw_code(sheet, x, top + 9, _PICTURE, content.matrix)
    note = _("The same code as a picture")
    sheet.within(rest, top + 63, sheet.right - rest, 5, note, 9, align=0.5)
    sheet.y += 1.5
    note = _("Thick frame: the last 4 characters. Type them to show that this sheet was printed.")
    sheet.within(sheet.left + _NUMBER - 1.2, sheet.y, sheet.width - _NUMBER, 5.5, note, 9.5)
    sheet.y += 9


def _sections() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        (
            _("Where to keep it"),
            (
                _("In a safe or a locked cabinet, not where the computer or its bag is kept."),
                _("Do not photograph it, and do not save it on a computer or a telephone."),
                _("If it is lost, or a stranger may have seen it, make a new sheet at once."),
            ),
        ),
        (
            _("What it can do"),
            (
                _("Whoever holds it can open the register and its backups and set a new password."),
                _(
                    "Without this sheet and without any coordinator's password nobody can open "
                    "the register or its backups, not even the makers of this program."
                ),
            ),
        ),
        (
            _("How to type it"),
            (
                _("Row by row. If something is mistyped, the number of the row is shown."),
                _(
                    "0 and O count as the same, and so do 1, I and L. "
                    "Capital and small letters are the same."
                ),
            ),
        ),
    )


def _kept(sheet: Sheet) -> None:
    """Who keeps it and where, to be written in by hand."""
    sheet.y += 1
    wide = sheet.width / 3
    for n, label in enumerate((_("Kept where"), _("Kept by"), _("Kept since"))):
        x = sheet.left + n * wide
        sheet.box(x, sheet.y, wide, 5.5, fill=SHADE)
        sheet.within(x, sheet.y, wide, 5.5, label, 9, bold=True)
        sheet.box(x, sheet.y + 5.5, wide, 11)
    sheet.box(sheet.left, sheet.y, sheet.width, 16.5, weight=THICK)
    sheet.y += 16.5
