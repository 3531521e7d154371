"""What stands on every page: who made it and when, which page it is, and 練習 on practice."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from smartsupport.i18n import _
from smartsupport.paper import fonts
from smartsupport.paper.dates import moment_text
from smartsupport.paper.page import BLACK, FAINT, THICK, THIN, Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Who made this sheet of paper and when; printed on every page."""

    organiser: str
    made_at: datetime
    made_by: str
    practice: bool = False
    """Made from a practice workspace: nobody may take it for a real one."""
    serial: str = ""
    """通し番号 of this print, on lists of names."""


def framed_sheet(
    issue: Issue,
    title: str,
    *,
    subtitle: str = "",
    landscape: bool = False,
    hand_back: bool = False,
    running: bool = True,
) -> Sheet:
    """A sheet whose pages all carry the header and footer of `issue`.

    `hand_back` marks a list of names 要回収, with its 通し番号 and who printed it.
    Without `running` later pages do not repeat the title, because each has its own.
    """
    return Sheet(
        f"{title} {subtitle}".strip(),
        issue.organiser,
        partial(_frame, issue, f"{title}  {subtitle}".strip() if running else "", hand_back),
        landscape=landscape,
    )


def title_block(sheet: Sheet, title: str, subtitle: str = "") -> None:
    """The document's own title, large, at the top of its first page."""
    sheet.within(sheet.left, sheet.y, sheet.width, 10, title, 18, bold=True, align=0.5)
    sheet.y += 10
    if subtitle:
        sheet.within(sheet.left, sheet.y, sheet.width, 6.5, subtitle, 11, align=0.5)
        sheet.y += 6.5
    sheet.y += 3


def made_text(issue: Issue) -> str:
    """When this was made and by whom, in one line."""
    return _("Made {at} by {by}").format(at=moment_text(issue.made_at), by=issue.made_by)


def _frame(
    issue: Issue,
    running: str,
    hand_back: bool,
    sheet: Sheet,
    number: int,
    total: int,
) -> None:
    if issue.practice:
        watermark(sheet)
    half = sheet.width / 2
    sheet.within(sheet.left - 1.2, 11.5, half, 5, issue.organiser, 8.5)
    right = sheet.right
    for words, strong in _stamps(issue, hand_back):
        wide = fonts.width(words, 9, bold=strong) + 5
        right -= wide
        sheet.box(right, 11.3, wide, 5.4, weight=THICK)
        sheet.within(right, 11.3, wide, 5.4, words, 9, bold=strong, align=0.5)
        right -= 2
    if number > 1:
        space = right - sheet.left - half + 1.2
        sheet.within(sheet.left + half, 11.5, space, 5, running, 8.5, align=1.0)
    sheet.line(sheet.left, 18, sheet.right, 18, weight=THIN)
    foot = sheet.page_height - 15
    made = made_text(issue)
    if hand_back:
        made = _("Made {at}  Printed by {by}").format(
            at=moment_text(issue.made_at), by=issue.made_by
        )
    sheet.within(sheet.left - 1.2, foot, sheet.width - 25, 4.5, made, 8)
    sheet.text(sheet.right, foot + 3.3, f"{number} / {total}", 9, align=1.0)


def _stamps(issue: Issue, hand_back: bool) -> list[tuple[str, bool]]:
    """Boxed words of the header, from the right."""
    out = []
    if issue.practice:
        out.append((_("PRACTICE"), True))
    if hand_back:
        out.append((_("To be handed back"), True))
        if issue.serial:
            out.append((_("Serial No. {serial}").format(serial=issue.serial), False))
    return out


def watermark(sheet: Sheet) -> None:
    """見本 across the page, faint enough to read through; the boxed word survives 1-bit print."""
    centre = (sheet.page_width * fonts.MM / 2, sheet.page_height * fonts.MM / 2)
    words = _("SPECIMEN")
    size = 130.0
    size *= min(1.0, 0.75 * sheet.page_width / fonts.width(words, size, bold=True))
    sheet.mark(partial(_paint_watermark, centre, words, size))


def _paint_watermark(centre: tuple[float, float], words: str, size: float, canvas: Any) -> None:
    canvas.saveState()
    canvas.translate(*centre)
    canvas.rotate(35)
    canvas.setFillColorRGB(*FAINT)
    x = -fonts.width(words, size, bold=True) * fonts.MM / 2
    fonts.draw(canvas, x, -size * fonts.CAP_HEIGHT / 2, words, size, bold=True)
    canvas.restoreState()
    canvas.setFillColorRGB(*BLACK)
