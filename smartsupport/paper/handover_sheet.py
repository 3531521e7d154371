"""引継書: what a successor must know on the first day; no participant is named."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from smartsupport.i18n import _
from smartsupport.paper import dates
from smartsupport.paper.frame import Issue, framed_sheet, title_block
from smartsupport.paper.grid import facts, seals
from smartsupport.paper.page import Sheet
from smartsupport.paper.table import Column, Look, Row, table


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A venue with whom to ask there, and how often it was used."""

    name: str
    phone: str
    address: str
    note: str
    sessions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """A 定期開催 that still makes sessions."""

    title: str
    venue: str
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverSheet:
    """Everything of the sheet, in the order it is printed."""

    issue: Issue
    register: str
    year: int
    """The fiscal year that is handed over."""
    sessions: int
    attendances: int
    supporters: int
    participants: int
    people: tuple[tuple[str, str], ...]
    """Name and role of who works with the register."""
    sheet: str
    """How the recovery sheet stands, in words."""
    backup: str
    """When the last backup was made, in words."""
    venues: tuple[Place, ...]
    series: tuple[Repeated, ...]
    tasks: tuple[tuple[str, int], ...]
    """Open 要対応 in words, and how many."""


def title() -> str:
    """What it is called."""
    return _("Handover sheet")


def render(content: HandoverSheet) -> bytes:
    """The sheet as a PDF."""
    sheet = framed_sheet(content.issue, title(), subtitle=content.register)
    title_block(sheet, title(), content.register)
    seals(sheet, (_("Predecessor"), _("Successor")), sheet.right, sheet.y - 14)
    sheet.y += 10
    facts(
        sheet,
        [
            [
                (_("Fiscal year"), dates.fiscal_year_text(content.year)),
                (_("Sessions held"), str(content.sessions)),
            ],
            [
                (_("Attendances"), str(content.attendances)),
                (_("Registered"), _registered(content)),
            ],
            [(_("Recovery sheet"), content.sheet)],
            [(_("Backup"), content.backup)],
        ],
    )
    _list(
        sheet,
        _("Who works with this register"),
        [Column(title=_("Name"), width=90), Column(title=_("Role"), width=90)],
        content.people,
    )
    _list(
        sheet,
        _("Open tasks"),
        [Column(title=_("Task"), width=150), Column(title=_("Number"), width=30, align=1.0)],
        [(words, str(number)) for words, number in content.tasks],
    )
    _list(
        sheet,
        _("Repeated sessions"),
        [
            Column(title=_("Title"), width=70),
            Column(title=_("Venue"), width=70),
            Column(title=_("Last day"), width=40),
        ],
        [(s.title, s.venue, dates.day_text(s.last)) for s in content.series],
    )
    _list(
        sheet,
        _("Venues and whom to ask"),
        [
            Column(title=_("Venue"), width=46),
            Column(title=_("Telephone"), width=30),
            Column(title=_("Address"), width=46),
            Column(title=_("Note"), width=42),
            Column(title=_("How often"), width=16, align=1.0),
        ],
        [(v.name, v.phone, v.address, v.note, str(v.sessions)) for v in content.venues],
    )
    return sheet.pdf()


def _registered(content: HandoverSheet) -> str:
    return _("{supporters} supporters, {participants} participants").format(
        supporters=content.supporters, participants=content.participants
    )


def _list(
    sheet: Sheet, heading: str, columns: list[Column], rows: Sequence[tuple[str, ...]]
) -> None:
    sheet.need(25)
    sheet.heading(heading)
    if rows:
        table(sheet, columns, [Row(cells=cells) for cells in rows], Look(size=9.5, height=8))
    else:
        sheet.paragraph(_("None."), 10)
    sheet.y += 2
