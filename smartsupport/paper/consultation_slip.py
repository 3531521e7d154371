"""相談カード: a blank slip for one consultation, two to an A4, numbered as the form is keyed.

Supporters sit away from the laptop: they tick on paper, and the digits beside each box are the
keys of まとめて入力 (desk.md, "Around it").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from smartsupport.domain import words
from smartsupport.domain.consultation import Choice, Outcome
from smartsupport.i18n import _
from smartsupport.paper import dates
from smartsupport.paper.frame import Issue, made_text, watermark
from smartsupport.paper.page import SHADE, THICK, THIN, Sheet

_HALF = 148.5
_LABEL = 22.0
_OUTCOMES = tuple(outcome for outcome in Outcome if outcome is not Outcome.NOT_RECORDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationSlip:
    """What the slips ask; day and venue are left to be written in when None or ""."""

    issue: Issue
    topics: tuple[Choice, ...]
    referrals: tuple[Choice, ...]
    day: date | None = None
    venue: str = ""
    pages: int = 1


def render(content: ConsultationSlip) -> bytes:
    """`pages` sheets of A4, each to be cut across the middle into two slips."""
    sheet = Sheet(_("Consultation slip"), content.issue.organiser)
    for number in range(max(1, content.pages)):
        if number:
            sheet.new_page()
        if content.issue.practice:
            watermark(sheet)
        for x in range(12, int(sheet.page_width) - 12, 4):
            sheet.line(x, _HALF, x + 2, _HALF)
        for top in (11.5, _HALF + 5.5):
            _slip(sheet, top, content)
    return sheet.pdf()


def _slip(sheet: Sheet, top: float, content: ConsultationSlip) -> None:
    sheet.y = top
    _head(sheet, content)
    _topics(sheet, content.topics)
    outcomes = [(str(n), _(words.OUTCOMES[one])) for n, one in enumerate(_OUTCOMES, 1)]
    _options(sheet, _("Outcome"), outcomes, per_row=4)
    referrals = [(c.key or str(n), c.name) for n, c in enumerate(content.referrals, 1)]
    _options(sheet, _("Referred to"), referrals, per_row=4)
    _notes(sheet, top + 126.5)
    foot = f"{content.issue.organiser}  {made_text(content.issue)}"
    if content.issue.practice:
        foot = f"{_('PRACTICE')}  {foot}"
    sheet.within(sheet.left - 1.2, top + 127, sheet.width, 4, foot, 7)


def _head(sheet: Sheet, content: ConsultationSlip) -> None:
    """The number is called instead of names, so it stands largest."""
    y = sheet.y
    sheet.within(sheet.left - 1.2, y, 60, 9, _("Consultation slip"), 17, bold=True)
    day = dates.day_text(content.day) if content.day else _("Day:            ")
    where = content.venue or _("Venue:")
    sheet.within(sheet.left - 1.2, y + 9.5, 118, 5.5, f"{day}  {where}", 10)
    number = 62.0
    sheet.box(sheet.right - number, y, number, 15, weight=THICK)
    sheet.box(sheet.right - number, y, 22, 15, fill=SHADE)
    sheet.within(sheet.right - number, y, 22, 15, _("Reception number"), 10.5, bold=True, align=0.5)
    sheet.y = y + 17
    half = sheet.width / 2
    for n, label in enumerate((_("Supporter's name"), _("From / to"))):
        x = sheet.left + n * half
        sheet.box(x, sheet.y, _LABEL + 4, 8, fill=SHADE)
        sheet.within(x, sheet.y, _LABEL + 4, 8, label, 9.5, bold=True)
        sheet.box(x, sheet.y, half, 8)
        if n:
            sheet.within(
                x + _LABEL + 4, sheet.y, half - _LABEL - 4, 8, _(":   to   :"), 12, align=0.5
            )
    sheet.y += 10


def _topics(sheet: Sheet, topics: Sequence[Choice]) -> None:
    """A grid read downwards, each topic with its key and a box for ○ or ◎."""
    hint = _("Topics   ○ asked   ◎ the main one (only one)")
    sheet.within(sheet.left - 1.2, sheet.y, sheet.width, 5.5, hint, 10, bold=True)
    sheet.y += 6
    across = 4
    down = max(1, -(-len(topics) // across))
    height = min(8.6, 43.0 / down)
    wide = sheet.width / across
    for n, topic in enumerate(topics):
        x, y = sheet.left + n // down * wide, sheet.y + n % down * height
        sheet.within(x, y, 6, height, topic.key, 11, bold=True, align=0.5)
        sheet.box(x + 6, y, 8.5, height, weight=THICK)
        sheet.box(x, y, wide, height)
        sheet.within(x + 14.2, y, wide - 14.2, height, topic.name, 9.5)
    sheet.y += down * height + 2.5


def _options(sheet: Sheet, label: str, options: Sequence[tuple[str, str]], *, per_row: int) -> None:
    """Numbered boxes to tick, at most `per_row` side by side, behind one label."""
    down = max(1, -(-len(options) // per_row))
    height = min(6.6, 20.0 / down)
    sheet.box(sheet.left, sheet.y, _LABEL, down * height, fill=SHADE)
    sheet.within(sheet.left, sheet.y, _LABEL, down * height, label, 9.5, bold=True)
    wide = (sheet.width - _LABEL) / per_row
    for n, (key, name) in enumerate(options):
        x = sheet.left + _LABEL + n % per_row * wide
        y = sheet.y + n // per_row * height
        sheet.within(x, y, 5.5, height, key, 10, bold=True, align=0.5)
        sheet.box(x + 5.5, y + height / 2 - 2, 4, 4, weight=THIN)
        sheet.within(x + 9.3, y, wide - 9.3, height, name, 9.5)
    sheet.box(sheet.left, sheet.y, sheet.width, down * height)
    sheet.y += down * height + 2


def _notes(sheet: Sheet, bottom: float) -> None:
    sheet.box(sheet.left, sheet.y, sheet.width, bottom - sheet.y)
    hint = _("Notes (never write card numbers, My Number, passwords or PINs)")
    sheet.within(sheet.left, sheet.y + 0.3, sheet.width, 5, hint, 8)
    sheet.y = bottom
