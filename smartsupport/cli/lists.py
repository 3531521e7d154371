"""list: what the register holds, as a table or as JSON."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from uuid import UUID

import typer

from smartsupport.cli.deciding import TWINS, VERSIONS, twins_of, versions_of
from smartsupport.cli.history import HISTORY, history_of
from smartsupport.cli.run import answer, office, read_day, read_id
from smartsupport.cli.tables import table
from smartsupport.clock import TOKYO
from smartsupport.domain.errors import NotFound
from smartsupport.domain.participant import Participant
from smartsupport.domain.period import Month
from smartsupport.domain.supporter import Supporter
from smartsupport.services import (
    bookings,
    calendar,
    consultations,
    desk,
    figures,
    journal,
    people,
    placements,
    tasks,
    venues,
)
from smartsupport.services.defaults import REFERRALS, TOPICS
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

    def check(self, opened: Office) -> None:
        """Raises NotFound for a session or venue that is not in the register."""
        if self.session is not None and calendar.line(opened, self.session) is None:
            raise NotFound("session_not_found")
        if self.venue is not None:
            desk.venue_of(opened, self.venue)


def add_to(program: typer.Typer) -> None:
    """Add this verb."""
    program.command("list", help=f"Print a list. KIND: {', '.join(_KINDS)}")(show)


def show(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND")],
    session: Annotated[str, typer.Option(metavar="ID", help="Only this session.")] = "",
    venue: Annotated[str, typer.Option(metavar="ID", help="Only this venue.")] = "",
    on: Annotated[str, typer.Option(metavar="DAY", help="Only this day, like 2026-10-03.")] = "",
    month: Annotated[
        str, typer.Option(metavar="MONTH", help="Only this month, like 2026-10.")
    ] = "",
    record: Annotated[
        str, typer.Option("--id", metavar="ID", help="With `history`: of which record.")
    ] = "",
) -> None:
    """Print a list."""
    if kind == HISTORY:
        history_of(context, record)
        return
    if kind in _OF_THEIR_OWN:
        _OF_THEIR_OWN[kind](context)
        return
    if kind not in LISTS:
        raise typer.BadParameter(", ".join(_KINDS), param_hint="KIND")
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
        narrowed.check(opened)
        rows = LISTS[kind](opened, narrowed)
        if kind not in _NAME_NOBODY:
            journal.list_opened(opened, kind, len(rows))
        answer(context, rows, table(rows, _words(opened)))


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


def _supporters(opened: Office, _narrowed: Narrowed) -> Rows:
    ids = people.ids(opened, Supporter)
    found = people.rows(opened, Supporter, ids)
    return [
        {**_person(p), "kind": p.kind, "standing": p.standing}
        for p in (found[id] for id in ids if id in found)
        if isinstance(p, Supporter)
    ]


def _participants(opened: Office, _narrowed: Narrowed) -> Rows:
    ids = people.ids(opened, Participant)
    found = people.rows(opened, Participant, ids)
    return [
        {**_person(p), "age_band": p.age_band, "phone_type": p.phone_type}
        for p in (found[id] for id in ids if id in found)
        if isinstance(p, Participant)
    ]


def _person(person: people.Person) -> dict[str, Any]:
    return {"id": person.id, "name": person.name, "kana": person.kana, "phone": person.phone}


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
    today = opened.clock().astimezone(TOKYO).date()
    month = Month.of(today)
    found = tasks.open_tasks(opened, narrowed.first or month.first, narrowed.last or month.last)
    return [
        {
            "task": task.kind,
            "day": task.day,
            "venue": task.venue or None,
            "session": task.session_id,
            "title": task.session or None,
            "person": task.person_id,
            "name": task.person or None,
            "role": task.role,
            "missing": task.missing or None,
            "arrived_at": task.came,
            "proposed": task.proposed,
        }
        for task in found
        if narrowed.session in (None, task.session_id) and narrowed.venue in (None, task.venue_id)
    ]


def _words(opened: Office) -> dict[str, str]:
    """The register's own codes in its own words."""
    chosen = [*consultations.choices(opened, TOPICS), *consultations.choices(opened, REFERRALS)]
    return {c.code: c.name for c in chosen}


LISTS: dict[str, Callable[[Office, Narrowed], Rows]] = {
    "venues": _venues,
    "sessions": _sessions,
    "supporters": _supporters,
    "participants": _participants,
    "bookings": _bookings,
    "placements": _placements,
    "attendance": _attendance,
    "consultations": _consultations,
    "tasks": _tasks,
}

_OF_THEIR_OWN = {VERSIONS: versions_of, TWINS: twins_of}
_KINDS = (*LISTS, HISTORY, *_OF_THEIR_OWN)
_NAME_NOBODY = {"venues", "sessions"}
