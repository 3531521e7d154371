"""配置表: who does what at one session, with the telephone numbers the coordinator needs."""

from dataclasses import dataclass
from datetime import date, time

from smartsupport.domain import words
from smartsupport.domain.placement import PlacementState
from smartsupport.domain.supporter import Role
from smartsupport.i18n import _
from smartsupport.paper import dates
from smartsupport.paper.frame import Issue, framed_sheet, title_block
from smartsupport.paper.grid import facts
from smartsupport.paper.table import Column, Look, Row, table


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One place; with no `state` it is still to be filled."""

    role: Role
    state: PlacementState | None = None
    name: str = ""
    kana: str = ""
    phone: str = ""
    gather: time | None = None
    dismiss: time | None = None
    trainee: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementSheet:
    """One session and its places, in the order they are to be printed."""

    issue: Issue
    title: str
    kind: str
    day: date
    start: time
    end: time
    gather: time
    dismiss: time
    venue: str
    room: str = ""
    places: tuple[Placed, ...] = ()
    note: str = ""


def render(content: PlacementSheet) -> bytes:
    """The sheet as a PDF; places nobody fills yet stay open for writing in."""
    title = _("Placement sheet")
    subtitle = f"{dates.day_text(content.day)} {content.venue}"
    sheet = framed_sheet(content.issue, title, subtitle=subtitle, hand_back=True)
    title_block(sheet, title)
    rows = [
        [
            (_("Day held"), dates.day_text(content.day)),
            (_("Public hours"), dates.span_text(content.start, content.end)),
        ],
        [
            (_("Venue"), f"{content.venue} {content.room}".strip()),
            (_("Supporters' hours"), dates.span_text(content.gather, content.dismiss)),
        ],
        [(_("Session"), content.title), (_("Kind of session"), content.kind)],
    ]
    if content.note:
        rows.append([(_("Remarks"), content.note)])
    facts(sheet, rows)
    columns = [
        Column(title=_("Role"), width=25),
        Column(title=_("Name of supporter"), width=48),
        Column(title=_("State of placement"), width=22),
        Column(title=_("Gathering"), width=15, align=0.5),
        Column(title=_("Dismissal"), width=15, align=0.5),
        Column(title=_("Telephone"), width=31),
        Column(title=_("Remark"), width=24),
    ]
    table(sheet, columns, [_row(one, content) for one in content.places], Look(size=10, height=9.5))
    if not content.places:
        sheet.paragraph(_("No supporter was placed."), 10)
    return sheet.pdf()


def _row(one: Placed, content: PlacementSheet) -> Row:
    role = _(words.ROLES[one.role])
    if one.trainee:
        role = _("{role} (trainee)").format(role=role)
    state = _("Still open")
    if one.state is not None:
        state = _(words.PLACEMENT_STATES[one.state])
    return Row(
        cells=(
            role,
            one.name or one.kana,
            state,
            dates.clock_text(one.gather or content.gather),
            dates.clock_text(one.dismiss or content.dismiss),
            one.phone,
            one.note,
        ),
        over={1: one.kana} if one.name else {},
    )
