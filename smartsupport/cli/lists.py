"""list: what the register holds, as a table or as JSON."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from uuid import UUID

import typer

from smartsupport.cli.run import answer, office, read_day, read_id, table
from smartsupport.domain.participant import Participant
from smartsupport.domain.period import Month
from smartsupport.domain.supporter import Supporter
from smartsupport.services import (
    bookings,
    calendar,
    consultations,
    figures,
    hours,
    people,
    placements,
    venues,
)
from smartsupport.services.office import Office

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What a list is narrowed to; None means not at all."""

    session: UUID | None
    venue: UUID | None
    first: date | None
    last: date | None
    month: Month | None


def add_to(program: typer.Typer) -> None:
    """Add this verb."""
    program.command("list", help=f"KIND: {', '.join(LISTS)}")(show)


def show(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND")],
    session: Annotated[str, typer.Option(help="Only this session.")] = "",
    venue: Annotated[str, typer.Option(help="Only this venue.")] = "",
    on: Annotated[str, typer.Option(help="Only this day, like 2026-10-03.")] = "",
    month: Annotated[str, typer.Option(help="Only this month, like 2026-10.")] = "",
) -> None:
    """Print a list."""
    if kind not in LISTS:
        raise typer.BadParameter(", ".join(LISTS), param_hint="KIND")
    with office(context) as opened:
        day = read_day(on) if on else None
        whole = Month.parse(month) if month else None
        narrowed = Narrowed(
            session=read_id(session) if session else None,
            venue=read_id(venue) if venue else None,
            first=day or (whole.first if whole else None),
            last=day or (whole.last if whole else None),
            month=whole,
        )
        rows = LISTS[kind](opened, narrowed)
        answer(context, rows, table(rows))


def _venues(opened: Office, _narrowed: Narrowed) -> Rows:
    return [
        {"id": v.id, "name": v.name, "address": v.address, "to_complete": v.to_complete}
        for v in venues.everything(opened)
    ]


def _sessions(opened: Office, narrowed: Narrowed) -> Rows:
    return [
        {
            "id": line.session.id,
            "day": line.session.day,
            "start": f"{line.session.start:%H:%M}",
            "end": f"{line.session.end:%H:%M}",
            "venue": line.venue,
            "kind": line.kind,
            "title": line.session.title,
            "state": line.session.state,
            "booked": line.booked,
            "attended": line.attended,
            "placed": line.placed,
            "missing": line.missing,
        }
        for line in calendar.lines(opened, narrowed.first, narrowed.last, narrowed.venue)
        if narrowed.session in (None, line.session.id)
    ]


def _people(kind: type[people.Person]) -> Callable[[Office, Narrowed], Rows]:
    def rows(opened: Office, _narrowed: Narrowed) -> Rows:
        ids = people.ids(opened, kind)
        found = people.rows(opened, kind, ids)
        return [
            {"id": id, "name": found[id].name, "kana": found[id].kana, "phone": found[id].phone}
            for id in ids
            if id in found
        ]

    return rows


def _sessions_meant(opened: Office, narrowed: Narrowed) -> list[UUID]:
    if narrowed.session is not None:
        return [narrowed.session]
    lines = calendar.lines(opened, narrowed.first, narrowed.last, narrowed.venue)
    return [line.session.id for line in lines]


def _bookings(opened: Office, narrowed: Narrowed) -> Rows:
    return [
        {
            "id": line.booking.id,
            "session": session,
            "participant": line.participant.id,
            "name": line.participant.name,
            "kana": line.participant.kana,
            "state": line.booking.state,
            "at": f"{line.booking.at:%H:%M}" if line.booking.at else None,
            "walk_in": line.booking.walk_in,
        }
        for session in _sessions_meant(opened, narrowed)
        for line in bookings.of_session(opened, session)
    ]


def _placements(opened: Office, narrowed: Narrowed) -> Rows:
    return [
        {
            "id": line.placement.id,
            "session": line.placement.session_id,
            "supporter": line.supporter.id,
            "name": line.supporter.name,
            "kana": line.supporter.kana,
            "role": line.placement.role,
            "state": line.placement.state,
            "trainee": line.placement.trainee,
        }
        for line in placements.of_sessions(opened, _sessions_meant(opened, narrowed))
    ]


def _attendance(opened: Office, narrowed: Narrowed) -> Rows:
    return [
        {
            "session": session,
            "participant": a.participant_id,
            "number": a.number,
            "name": a.name,
            "kana": a.kana,
            "arrived_at": a.arrived_at,
            "first_visit": a.first_visit,
            "companions": a.companions,
        }
        for session in _sessions_meant(opened, narrowed)
        for a in figures.of_session(opened, session).attendees
        if a.arrived
    ]


def _consultations(opened: Office, narrowed: Narrowed) -> Rows:
    return [
        {
            "id": c.id,
            "session": c.session_id,
            "participant": c.participant_id,
            "topics": list(c.topics),
            "main_topic": c.main_topic,
            "outcome": c.outcome,
            "referrals": list(c.referrals),
        }
        for session in _sessions_meant(opened, narrowed)
        for c in consultations.of_session(opened, session)
    ]


def _tasks(opened: Office, narrowed: Narrowed) -> Rows:
    month = narrowed.month or Month.of(narrowed.first or opened.clock().date())
    return [
        {
            "task": "confirm_end",
            "supporter": item.row.supporter_id,
            "name": item.row.supporter,
            "session": item.row.session_id,
            "day": item.row.day,
            "proposed": item.proposed,
        }
        for item in hours.to_confirm(opened, month)
    ]


LISTS: dict[str, Callable[[Office, Narrowed], Rows]] = {
    "venues": _venues,
    "sessions": _sessions,
    "supporters": _people(Supporter),
    "participants": _people(Participant),
    "bookings": _bookings,
    "placements": _placements,
    "attendance": _attendance,
    "consultations": _consultations,
    "tasks": _tasks,
}
