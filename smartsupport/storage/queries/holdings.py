"""How many people of which kind are held, and what of them."""

from sqlalchemy import ColumnElement, and_, func, or_, select

from smartsupport.domain.holdings import Group, Holdings
from smartsupport.storage.schema import (
    BOOKING,
    CONSULTATION,
    DOOR_EVENT,
    ERASED,
    PARTICIPANT,
    SUPPORTER,
)
from smartsupport.storage.synced import SyncedTable
from smartsupport.storage.unit_of_work import Reading


def holdings(reading: Reading) -> Holdings:
    """The figures as they stand; people taken out of sight are still held, and counted."""
    note = CONSULTATION.table.c.note != ""
    people = [select(t.table.c.id) for t in (PARTICIPANT, SUPPORTER)]
    return Holdings(
        participants=_group(reading, PARTICIPANT, PARTICIPANT.table.c.access_needs != ""),
        supporters=_group(reading, SUPPORTER),
        bookings=_count(reading, BOOKING),
        visits=_count(reading, DOOR_EVENT),
        consultations=_count(reading, CONSULTATION),
        consultation_notes=_count(reading, CONSULTATION, note),
        erased=int(
            reading.connection.execute(
                select(func.count())
                .select_from(ERASED)
                .where(or_(*(ERASED.c.subject.in_(found) for found in people)))
            ).scalar_one()
        ),
    )


def _group(reading: Reading, of: SyncedTable, needs: ColumnElement[bool] | None = None) -> Group:
    c = of.table.c
    here = and_(
        or_(c.name != "", c.kana != "", c.phone != ""), c.id.not_in(select(ERASED.c.subject))
    )
    return Group(
        people=_count(reading, of, here),
        with_phone=_count(reading, of, here, c.phone != ""),
        with_notes=_count(reading, of, here, c.note != ""),
        with_needs=0 if needs is None else _count(reading, of, here, needs),
    )


def _count(reading: Reading, of: SyncedTable, *where: ColumnElement[bool]) -> int:
    statement = select(func.count()).select_from(of.table).where(*where)
    return int(reading.connection.execute(statement).scalar_one())
