"""What matching asks about the past."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from smartsupport.storage.queries import same
from smartsupport.storage.schema import DOOR_EVENT, HELPED, VENUE
from smartsupport.storage.unit_of_work import Reading


def past_sessions(reading: Reading, first: date, before: date) -> dict[UUID, dict[UUID, int]]:
    """At how many sessions each supporter helped from `first` up to `before`, by venue."""
    table = DOOR_EVENT.table
    rows = reading.connection.execute(
        select(table.c.person_id, table.c.venue_id, func.count(table.c.session_id.distinct()))
        .where(
            # Venue by venue, for so begins the index of those who helped.
            table.c.venue_id.in_(select(VENUE.table.c.id)),
            table.c.day >= first,
            table.c.day < before,
            HELPED,
        )
        .group_by(table.c.venue_id, table.c.person_id)
    )
    speaks = same.everybody(reading)
    out: dict[UUID, dict[UUID, int]] = {}
    for person_id, venue_id, number in rows:
        helped = out.setdefault(speaks.get(person_id, person_id), {})
        helped[venue_id] = helped.get(venue_id, 0) + number
    return out


def last_days(reading: Reading, venue_id: UUID, before: date) -> dict[UUID, date]:
    """When each supporter was last at a venue before a day."""
    table = DOOR_EVENT.table
    rows = reading.connection.execute(
        select(table.c.person_id, func.max(table.c.day))
        .where(
            table.c.venue_id == venue_id,
            table.c.day < before,
            HELPED,
        )
        .group_by(table.c.person_id)
    )
    speaks = same.everybody(reading)
    out: dict[UUID, date] = {}
    for person_id, day in rows:
        one = speaks.get(person_id, person_id)
        out[one] = max(day, out.get(one, day))
    return out
