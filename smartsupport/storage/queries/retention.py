"""What has been kept longer than a rule says. Each question gives ids and the day that counts."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select

from smartsupport.clock import TOKYO
from smartsupport.domain.booking import BookingState
from smartsupport.domain.card import Party
from smartsupport.domain.kana import hiragana
from smartsupport.domain.supporter import Standing
from smartsupport.storage.fold import batches, groups_of, raw
from smartsupport.storage.heads import seen_base
from smartsupport.storage.schema import (
    BOOKING,
    CONSULTATION,
    DOOR_EVENT,
    ERASED,
    PARTICIPANT,
    SESSION,
    SUPPORTER,
)
from smartsupport.storage.synced import SyncedTable
from smartsupport.storage.types import from_ms
from smartsupport.storage.unit_of_work import Reading

Due = dict[UUID, date]
"""What is due, with the last day on which something happened to it."""

_DOOR, _BOOKING, _SESSION = DOOR_EVENT.table, BOOKING.table, SESSION.table


def notes(reading: Reading, before: date) -> Due:
    """Consultations with a note whose session was before a day."""
    table = CONSULTATION.table
    return _days(
        reading,
        select(table.c.id, _SESSION.c.day)
        .join(_SESSION, _SESSION.c.id == table.c.session_id)
        .where(table.c.note != "", _SESSION.c.day < before),
    )


def remarks(reading: Reading, before: date) -> Due:
    """Supporters' coming and going before a day that still says why, or by whom it was noted."""
    return _days(
        reading,
        select(_DOOR.c.id, _DOOR.c.day).where(
            _DOOR.c.party == Party.SUPPORTER.value,
            _DOOR.c.day < before,
            or_(_DOOR.c.reason != "", _DOOR.c.by != ""),
        ),
    )


def participants(reading: Reading, before: date) -> Due:
    """Participants of whom nothing happened since a day: no visit, no booking, no change."""
    came, booked = _last_visits(reading, PARTICIPANT), _last_booked(reading)
    recent = {id for known in (came, booked) for id, day in known.items() if day >= before}
    last = {
        id: max(touched, came.get(id, touched), booked.get(id, touched))
        for id, touched in _identified(reading, PARTICIPANT, passing_over=recent)
    }
    return {id: day for id, day in last.items() if day < before}


def applicants(reading: Reading, before: date) -> Due:
    """Participants who applied before a day and later no more, were never drawn and never came."""
    came = _last_visits(reading, PARTICIPANT)
    booked = _last_booked(reading)
    not_all_lost = set(
        reading.connection.execute(
            select(_BOOKING.c.participant_id)
            .where(_BOOKING.c.state != BookingState.NOT_DRAWN.value, _BOOKING.c.deleted == 0)
            .distinct()
        ).scalars()
    )
    lost = {
        id: day
        for id, day in booked.items()
        if day < before and id not in came and id not in not_all_lost
    }
    here = _told_apart(PARTICIPANT)
    still = reading.connection.execute(select(PARTICIPANT.table.c.id).where(*here)).scalars()
    return {id: lost[id] for id in still if id in lost}


def supporters(reading: Reading, before: date) -> Due:
    """Supporters who left before a day and were not seen since."""
    last = _last_visits(reading, SUPPORTER)
    gone = SUPPORTER.table.c.standing == Standing.LEFT.value
    found = {
        id: max(left, last.get(id, left))
        for id, left in _identified(reading, SUPPORTER, gone, group="standing")
    }
    return {id: day for id, day in found.items() if day < before}


def _days(reading: Reading, statement: Select[Any]) -> Due:
    return {row[0]: row[1] for row in reading.connection.execute(statement)}


def _last_visits(reading: Reading, of: SyncedTable) -> Due:
    party = Party.SUPPORTER if of is SUPPORTER else Party.PARTICIPANT
    return _days(
        reading,
        select(_DOOR.c.person_id, func.max(_DOOR.c.day))
        .where(_DOOR.c.voided == 0, _DOOR.c.party == party.value)
        .group_by(_DOOR.c.person_id),
    )


def _last_booked(reading: Reading) -> Due:
    return _days(
        reading,
        select(_BOOKING.c.participant_id, func.max(_SESSION.c.day))
        .join(_SESSION, _SESSION.c.id == _BOOKING.c.session_id)
        .where(_BOOKING.c.deleted == 0)
        .group_by(_BOOKING.c.participant_id),
    )


def _identified(
    reading: Reading,
    of: SyncedTable,
    *which: ColumnElement[bool],
    group: str = "",
    passing_over: Collection[UUID] = (),
) -> list[tuple[UUID, date]]:
    """People who could be told from each other, and when they (or one group) last changed."""
    columns = of.table.c
    rows = reading.connection.execute(
        select(columns.id, columns.heads).where(*_told_apart(of), *which)
    )
    return [(id, _changed(of, heads, group)) for id, heads in rows if id not in passing_over]


def _told_apart(of: SyncedTable) -> tuple[ColumnElement[bool], ...]:
    """Not erased, and somebody; also those who were removed: out of sight they are still here.

    Where a record came from tells nobody apart.
    """
    personal = [
        of.table.c[c.name] != ""
        for c in of.columns
        if c.privacy in ("identity", "sensitive") and c.name != "source"
    ]
    return or_(*personal), of.table.c.id.not_in(select(ERASED.c.subject))


def names(reading: Reading, people: Collection[UUID]) -> dict[UUID, str]:
    """What each of these people is called, or "" for those without any name."""
    out: dict[UUID, str] = {}
    for some in batches([id.bytes for id in people]):
        for of in (PARTICIPANT, SUPPORTER):
            c = raw(of).c
            found = reading.connection.execute(select(c.id, c.name, c.kana).where(c.id.in_(some)))
            out |= {UUID(bytes=id): name or hiragana(kana) for id, name, kana in found}
    return out


def _changed(of: SyncedTable, stored: bytes, group: str) -> date:
    heads = seen_base(stored, groups_of(of))
    wanted = [heads[group]] if group in heads else heads.values()
    newest = max((h.hlc for g in wanted for h in g.heads), default=0)
    return from_ms(newest >> 16).astimezone(TOKYO).date()
