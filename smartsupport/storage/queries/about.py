"""Everything that stands of one person: rows of every table, and who wrote what when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from smartsupport.storage.fold import raw
from smartsupport.storage.oplog import about
from smartsupport.storage.records import decoded, from_row
from smartsupport.storage.schema import SYNCED
from smartsupport.storage.types import from_ms
from smartsupport.storage.unit_of_work import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One change: which table, by whom, and the values that it gave."""

    at: datetime
    by: UUID | None
    kind: str
    table: str
    row: UUID
    values: Mapping[str, Any]


def records(reading: Reading, person_id: UUID) -> dict[str, list[Any]]:
    """Every record about a person by table, those taken out of sight too."""
    out: dict[str, list[Any]] = {}
    for synced in SYNCED.values():
        if not synced.subjects:
            continue
        table = raw(synced)
        mine = or_(*(table.c[name] == person_id.bytes for name in synced.subjects))
        rows = reading.connection.execute(select(table).where(mine)).mappings()
        found: list[Any] = [from_row(synced, synced.record, row) for row in rows]
        if found:
            out[synced.name] = found
    return out


def writings(reading: Reading, person_id: UUID) -> list[Written]:
    """Every change about a person, the earliest first."""
    return [
        Written(
            at=from_ms(op.at),
            by=UUID(bytes=op.actor) if op.actor else None,
            kind=op.kind,
            table=op.table,
            row=UUID(bytes=op.row),
            values={
                name: value
                for group, values in op.values.items()
                if op.table in SYNCED
                for name, value in decoded(SYNCED[op.table], group, values).items()
            },
        )
        for op in about(reading.connection, person_id)
    ]
