"""入力の食い違い: what two laptops changed differently, and how a person settles it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from smartsupport.storage import oplog
from smartsupport.storage.fold import heads_of, raw
from smartsupport.storage.heads import Head, siblings
from smartsupport.storage.records import decoded
from smartsupport.storage.schema import SYNCED, TWO_VERSIONS
from smartsupport.storage.types import from_ms
from smartsupport.storage.unit_of_work import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One of the values that stand: `values` by field; `by` wrote them, `at` by their own clock."""

    values: dict[str, Any]
    at: datetime
    by: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenVersions:
    """Fields of one record in which different values stand, the one in use last.

    `Work.settle` ends it: read the record, and name the value that is to stand.
    """

    kind: str
    """The table of the record."""
    id: UUID
    fields: tuple[str, ...]
    versions: tuple[Version, ...]


def count_open_versions(reading: Reading) -> int:
    """How many there are."""
    found = reading.connection.execute(select(func.count()).select_from(TWO_VERSIONS))
    return int(found.scalar_one())


def open_versions(reading: Reading) -> list[OpenVersions]:
    """Every 入力の食い違い, by kind and id."""
    where = reading.connection.execute(
        select(TWO_VERSIONS).order_by(*TWO_VERSIONS.primary_key.columns)
    ).all()
    return [_read(reading, kind, id, group) for kind, id, group in where]


def _read(reading: Reading, kind: str, id: UUID, group: str) -> OpenVersions:
    synced, raw_table = SYNCED[kind], raw(SYNCED[kind])
    row = (
        reading.connection.execute(select(raw_table).where(raw_table.c.id == id.bytes))
        .mappings()
        .one()
    )
    heads = siblings(heads_of(synced, row), (group,))[group]
    ops = oplog.by_id(reading.connection, (head.op for head in heads))

    def version(head: Head) -> Version:
        op = ops[head.op]
        return Version(
            values=decoded(synced, group, head.values),
            at=from_ms(op.at),
            by=UUID(bytes=op.actor) if op.actor else None,
        )

    return OpenVersions(
        kind=kind,
        id=id,
        fields=tuple(c.name for c in synced.by_group[group]),
        versions=tuple(version(head) for head in heads),
    )
