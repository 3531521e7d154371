"""廃棄記録: what was disposed of in a 年度, how, by whom and when. It names nobody it is about."""

from dataclasses import dataclass

from smartsupport.clock import TOKYO
from smartsupport.domain.erasure import Level
from smartsupport.domain.period import FiscalYear
from smartsupport.domain.retention import ON_REQUEST, REGISTER, Disposal, Kept
from smartsupport.domain.words import word
from smartsupport.i18n import _
from smartsupport.paper import dates
from smartsupport.paper.frame import Issue, framed_sheet, title_block
from smartsupport.paper.grid import facts, seals
from smartsupport.paper.page import Sheet
from smartsupport.paper.table import Column, Row, table


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalRecord:
    """The year's `lines`, the earliest first."""

    issue: Issue
    register: str
    year: FiscalYear
    lines: tuple[Disposal, ...]
    backup: str = ""
    """Where everything is kept that was removed from one computer as a whole."""


def title() -> str:
    """What it is called."""
    return _("Record of disposal")


def render(content: DisposalRecord) -> bytes:
    """The record as a PDF."""
    months = content.year.months()
    span = f"{dates.day_text(months[0].first)} 〜 {dates.day_text(months[-1].last)}"
    sheet = framed_sheet(content.issue, title(), subtitle=span)
    title_block(sheet, title(), span)
    seals(sheet, (_("Head"), _("In charge")), sheet.right, sheet.y)
    sheet.y += 25
    facts(
        sheet,
        [
            [(_("Register"), content.register)],
            [(_("Made by"), content.issue.made_by)],
            *([[(_("Backup"), content.backup)]] if content.backup else []),
        ],
    )
    _lines(sheet, content.lines)
    _how(sheet, whole=bool(content.backup))
    return sheet.pdf()


def kind_text(kind: str) -> str:
    """The word for what was disposed of; one of a newer version stands as it is."""
    if kind == REGISTER:
        return _("The register on this computer")
    if kind == ON_REQUEST:
        return _("One person, on request")
    return word(Kept(kind)) if kind in [k.value for k in Kept] else kind


def _lines(sheet: Sheet, lines: tuple[Disposal, ...]) -> None:
    columns = [
        Column(title=_("Day"), width=33),
        Column(title=_("What"), width=43),
        Column(title=_("Number of cases"), width=14, align=1.0),
        Column(title=_("Ground"), width=38),
        Column(title=_("How"), width=30),
        Column(title=_("By"), width=22),
    ]
    rows = [
        Row(
            cells=(
                dates.day_text(d.at.astimezone(TOKYO).date()),
                kind_text(d.kind),
                str(d.how_many),
                d.reason or _("Kept for {months} months").format(months=d.months),
                _("All of it") if d.level is Level.ALL else _("Names and notes"),
                d.by,
            )
        )
        for d in lines
    ]
    table(sheet, columns, rows)


def _how(sheet: Sheet, *, whole: bool) -> None:
    sheet.heading(_("How it was disposed of"))
    for text in (
        *(_of_all() if whole else _of_some()),
        _("Paper, exported files and other computers' copies are not part of this record."),
    ):
        sheet.text(sheet.left + 1.5, sheet.y + 3.6, "・", 10)
        sheet.paragraph(text, 10, x=sheet.left + 6)


def _of_some() -> tuple[str, ...]:
    return (
        _(
            "Names and notes: what says who somebody is was erased from the register, from its "
            "log of changes and from its search. Figures stay, without a name."
        ),
        _("Everything: the figures were erased as well."),
        _("What was erased cannot be made readable again from this computer's register."),
    )


def _of_all() -> tuple[str, ...]:
    return (
        _(
            "The key was destroyed first, then the register, the backups in its folder, the "
            "documents, settings and logs were removed. Without the key nothing of them can be "
            "read, whatever the disk still holds."
        ),
        _("The backup named above is kept, and opens with a coordinator's password."),
    )
