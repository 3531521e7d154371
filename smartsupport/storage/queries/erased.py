"""Who was erased, and how much stands of somebody."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import func, select

from smartsupport.domain.erasure import Level
from smartsupport.storage.erasing import emptied_among
from smartsupport.storage.fold import raw
from smartsupport.storage.schema import DELETED, SYNCED, VOIDED
from smartsupport.storage.unit_of_work import Reading


def levels(reading: Reading, ids: Iterable[UUID]) -> dict[UUID, Level]:
    """Those of these people who were erased, and how far."""
    found = emptied_among(reading.connection, {id.bytes for id in ids})
    return {UUID(bytes=id): emptied.level for id, emptied in found.items()}


def held(reading: Reading, people: Iterable[UUID]) -> dict[str, int]:
    """How many rows of each table are about any of these people; tables with none are left out."""
    ids = [id.bytes for id in people]
    out = {}
    for synced in SYNCED.values():
        table = raw(synced)
        about = [table.c[name].in_(ids) for name in synced.subjects]
        if not about:
            continue
        hidden = VOIDED if synced.event else DELETED
        where = about[0] if len(about) == 1 else about[0] | about[1]
        statement = select(func.count()).where(where, table.c[hidden] == 0).select_from(table)
        if number := int(reading.connection.execute(statement).scalar_one()):
            out[synced.name] = number
    return out
