"""Sessions with what surrounds them: venue, kind, bookings, placements, attendance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from smartsupport.domain.booking import BookingState
from smartsupport.domain.card import Party
from smartsupport.domain.door import Direction
from smartsupport.domain.placement import PlacementState
from smartsupport.domain.session import Session, SessionKind
from smartsupport.domain.venue import Venue
from smartsupport.storage.queries import same
from smartsupport.storage.schema import BOOKING, DOOR_EVENT, PLACEMENT, SESSION
from smartsupport.storage.unit_of_work import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLine:
    """A session as lists and cards show it. `missing` places count against the minimum."""

    session: Session
    venue: str
    kind: str
    letter: str
    booked: int
    attended: int
    placed: int
    missing: int


def session_ids(
    reading: Reading,
    first: date | None = None,
    last: date | None = None,
    venue_id: UUID | None = None,
) -> list[UUID]:
    """Ids of sessions from `first` to `last`, both included, by day, time and venue."""
    table = SESSION.table
    statement: Select[Any] = select(table.c.id).where(table.c.deleted == 0)
    if first is not None:
        statement = statement.where(table.c.day >= first)
    if last is not None:
        statement = statement.where(table.c.day <= last)
    if venue_id is not None:
        statement = statement.where(table.c.venue_id == venue_id)
    statement = statement.order_by(table.c.day, table.c.start, table.c.venue_id, table.c.id)
    return list(reading.connection.execute(statement).scalars())


def session_lines(reading: Reading, ids: Sequence[UUID]) -> list[SessionLine]:
    """The lines of these sessions, in the order of `ids`."""
    sessions = {s.id: s for s in reading.find(Session, id=list(ids))}
    venues = {v.id: v.name for v in reading.find(Venue, id=[s.venue_id for s in sessions.values()])}
    kinds = {k.id: k for k in reading.find(SessionKind)}
    booked = _booked(reading, ids)
    attended = _attended(reading, ids)
    placed = _placed(reading, ids)
    out = []
    for id in ids:
        session = sessions.get(id)
        if session is None:
            continue
        kind = kinds.get(session.kind_id)
        roles = placed.get(id, {})
        out.append(
            SessionLine(
                session=session,
                venue=venues.get(session.venue_id, ""),
                kind=kind.name if kind else "",
                letter=kind.letter if kind else "",
                booked=booked.get(id, 0),
                attended=attended.get(id, 0),
                placed=sum(roles.values()),
                missing=sum(
                    max(0, place.minimum - roles.get(place.role.value, 0))
                    for place in session.places
                ),
            )
        )
    return out


def _booked(reading: Reading, ids: Sequence[UUID]) -> dict[UUID, int]:
    table = BOOKING.table
    joined, person = same.one_each(table, table.c.participant_id)
    rows = reading.connection.execute(
        select(table.c.session_id, func.count(person.distinct()))
        .select_from(joined)
        .where(
            table.c.session_id.in_(ids),
            table.c.deleted == 0,
            table.c.state.in_([s.value for s in BookingState if s.expected]),
        )
        .group_by(table.c.session_id)
    )
    return {row[0]: row[1] for row in rows}


def _attended(reading: Reading, ids: Sequence[UUID]) -> dict[UUID, int]:
    table = DOOR_EVENT.table
    joined, person = same.one_each(table, table.c.person_id)
    rows = reading.connection.execute(
        select(table.c.session_id, func.count(person.distinct()))
        .select_from(joined)
        .where(
            table.c.session_id.in_(ids),
            table.c.voided == 0,
            table.c.party == Party.PARTICIPANT.value,
            table.c.direction == Direction.IN.value,
        )
        .group_by(table.c.session_id)
    )
    return {row[0]: row[1] for row in rows}


def _placed(reading: Reading, ids: Sequence[UUID]) -> dict[UUID, dict[str, int]]:
    """Filled places by session and role; trainees fill none."""
    table = PLACEMENT.table
    joined, person = same.one_each(table, table.c.supporter_id)
    rows = reading.connection.execute(
        select(table.c.session_id, table.c.role, func.count(person.distinct()))
        .select_from(joined)
        .where(
            table.c.session_id.in_(ids),
            table.c.deleted == 0,
            table.c.trainee == 0,
            table.c.state.in_([s.value for s in PlacementState if s.fills]),
        )
        .group_by(table.c.session_id, table.c.role)
    )
    out: dict[UUID, dict[str, int]] = {}
    for session_id, role, number in rows:
        out.setdefault(session_id, {})[role] = number
    return out
