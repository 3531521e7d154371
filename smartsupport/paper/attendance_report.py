"""参加者出席報告: the list of participants of one session as it happened."""

from dataclasses import dataclass

from smartsupport.domain import words
from smartsupport.domain.booking import BookingState
from smartsupport.domain.figures import Attendee, SessionFigures
from smartsupport.domain.kana import list_place
from smartsupport.domain.session import SessionState
from smartsupport.i18n import _
from smartsupport.paper import dates
from smartsupport.paper.frame import Issue, framed_sheet, title_block
from smartsupport.paper.grid import facts
from smartsupport.paper.page import Sheet
from smartsupport.paper.table import Column, Row, table


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceReport:
    """The session whose `attendees` are listed; `issue.serial` is the 通し番号."""

    figures: SessionFigures
    issue: Issue


def render(content: AttendanceReport) -> bytes:
    """The list as a PDF: who came, in the order they came, then who did not."""
    held = content.figures
    title = _("Attendance report")
    subtitle = f"{dates.day_text(held.day)} {held.venue}"
    sheet = framed_sheet(content.issue, title, subtitle=subtitle, hand_back=True)
    title_block(sheet, title)
    _overview(sheet, held)
    if held.attendees:
        _list(sheet, sorted(held.attendees, key=_order))
    else:
        sheet.paragraph(_("Nobody booked and nobody came."), 10)
    return sheet.pdf()


def _overview(sheet: Sheet, held: SessionFigures) -> None:
    place = f"{held.venue} {held.room}".strip()
    people = _(
        "Attendances {attendances} (distinct people {people}, anonymous {anonymous})"
    ).format(attendances=held.attendances, people=held.people, anonymous=held.anonymous)
    apart = _("companions {companions}, absent {absent}").format(
        companions=held.companions, absent=held.absent
    )
    rows = [
        [
            (_("Day held"), dates.day_text(held.day)),
            (_("Public hours"), dates.span_text(held.start, held.end)),
        ],
        [(_("Venue"), place), (_("Session"), f"{held.title} ({held.kind})")],
        [(_("People"), people + _(", ") + apart)],
    ]
    if held.state is SessionState.CANCELLED:
        why = held.reason or _("No reason was noted.")
        rows.append([(_("Held or not"), _("CANCELLED: {reason}").format(reason=why))])
    facts(sheet, rows)


def _order(attendee: Attendee) -> tuple[bool, float, tuple[bool, str]]:
    """Those who came by time; after them the absent, by reading."""
    seen = attendee.arrived_at or attendee.left_at
    at = seen.timestamp() if seen else 0.0
    return (not attendee.arrived, at, list_place(attendee.name, attendee.kana))


def _list(sheet: Sheet, attendees: list[Attendee]) -> None:
    leaving = any(attendee.left_at for attendee in attendees)
    columns = [
        Column(title=_("Row"), width=9, align=1.0),
        Column(title=_("Reception number"), width=15, align=0.5),
        Column(title=_("Name of participant"), width=48),
        Column(title=_("Age"), width=21, align=0.5),
        Column(title=_("Booking"), width=24),
        Column(title=_("Arrived"), width=15, align=0.5),
        *([Column(title=_("Left"), width=15, align=0.5)] if leaving else []),
        Column(title=_("First visit"), width=13, align=0.5),
        Column(title=_("Companions"), width=14, align=0.5),
    ]
    rest = sheet.width - sum(column.width for column in columns)
    if leaving:
        # 退出 is seldom recorded; where it is, the names give way so that remarks keep a place.
        columns[2] = Column(title=columns[2].title, width=columns[2].width - 9)
        rest += 9
    columns.append(Column(title=_("Remark"), width=rest))
    table(sheet, columns, [_row(n, a, leaving) for n, a in enumerate(attendees, 1)])


def _row(number: int, attendee: Attendee, leaving: bool) -> Row:
    nameless = _("(erased)") if attendee.erased else _("Anonymous")
    named = attendee.name or attendee.kana or nameless
    return Row(
        cells=(
            str(number),
            attendee.number,
            named,
            _(words.AGE_BANDS[attendee.age_band]),
            _booking(attendee),
            dates.clock_text(attendee.arrived_at),
            *([dates.clock_text(attendee.left_at)] if leaving else []),
            "○" if attendee.first_visit else "",
            str(attendee.companions) if attendee.companions else "",
            attendee.note,
        ),
        over={2: attendee.kana} if attendee.name else {},
    )


def _booking(attendee: Attendee) -> str:
    if attendee.walk_in:
        return _("Came without booking")
    return _(words.BOOKING_STATES[BookingState(attendee.state)]) if attendee.state else ""
