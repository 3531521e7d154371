"""入力の食い違い: what two laptops changed differently, and how a person settles it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from smartsupport.domain.history import letters
from smartsupport.storage import oplog
from smartsupport.storage.fold import heads_of, raw
from smartsupport.storage.heads import siblings
from smartsupport.storage.history import names_of_computers
from smartsupport.storage.op import Op, OpId
from smartsupport.storage.records import decoded, from_row
from smartsupport.storage.schema import REPLICA, SYNCED, TWO_VERSIONS
from smartsupport.storage.types import from_ms
from smartsupport.storage.unit_of_work import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One of the values that stand: `values` by field; `by` wrote them, `at` by their own clock.

    The computer has these two `letters` and people call it `computer` ("" where nobody named it);
    `here` is this one. `id` tells it from the other versions of the same record.
    """

    id: str
    values: dict[str, Any]
    at: datetime
    by: UUID | None
    letters: str
    computer: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenVersions:
    """Fields of one record in which different values stand, the one in use last.

    `Work.settle` ends it: name the value that is to stand. What a merge brought since `record` was
    read stands beside that one again.
    """

    kind: str
    """The table of the record."""
    record: Any
    """As it was read, with all that stood in it seen."""
    fields: tuple[str, ...]
    versions: tuple[Version, ...]
    sensitive: bool
    """Whether the fields hold what is not shown unless asked for."""

    @property
    def id(self) -> UUID:
        """The id of the record."""
        found: UUID = self.record.id
        return found


def count_open_versions(reading: Reading) -> int:
    """How many there are."""
    found = reading.connection.execute(select(func.count()).select_from(TWO_VERSIONS))
    return int(found.scalar_one())


def open_versions(reading: Reading) -> list[OpenVersions]:
    """Every 入力の食い違い, by kind and id."""
    where = reading.connection.execute(
        select(TWO_VERSIONS).order_by(*TWO_VERSIONS.primary_key.columns)
    ).all()
    mine = reading.connection.execute(select(REPLICA.c.replica)).scalar_one()
    return [_read(reading, kind, id, group, mine) for kind, id, group in where]


def _read(reading: Reading, kind: str, id: UUID, group: str, mine: bytes) -> OpenVersions:
    synced, raw_table = SYNCED[kind], raw(SYNCED[kind])
    row = (
        reading.connection.execute(select(raw_table).where(raw_table.c.id == id.bytes))
        .mappings()
        .one()
    )
    heads = siblings(heads_of(synced, row), (group,))[group]
    ops = oplog.by_id(reading.connection, (head.op for head in heads))
    named = names_of_computers(reading)

    def version(values: Mapping[str, Any], op: Op) -> Version:
        first = _first_written(reading, op, group, ops.values())
        writer = OpId.unpack(first.id)
        return Version(
            id=op.id[-8:].hex(),
            values=decoded(synced, group, values),
            at=from_ms(first.at),
            by=UUID(bytes=first.actor) if first.actor else None,
            letters=letters(writer.replica, writer.incarnation),
            computer=named.get(writer.replica, ""),
            here=writer.replica == mine,
        )

    return OpenVersions(
        kind=kind,
        record=from_row(synced, synced.record, row),
        fields=tuple(c.name for c in synced.by_group[group]),
        versions=tuple(version(head.values, ops[head.op]) for head in heads),
        sensitive=any(c.privacy == "sensitive" for c in synced.by_group[group]),
    )


def _first_written(reading: Reading, op: Op, group: str, standing: Collection[Op]) -> Op:
    """The op that wrote what `op` wrote anew, where a settlement was taken back; else itself.

    Taking back is the one thing that writes versions beside each other in one transaction.
    """
    if not any(other.txn == op.txn and other.id != op.id for other in standing):
        return op
    settled = oplog.by_id(reading.connection, op.base.get(group, ()))
    stood = [id for one in settled.values() for id in one.base.get(group, ())]
    before = oplog.by_id(reading.connection, stood)
    for one in before.values():
        if one.values.get(group) == op.values[group]:
            return _first_written(reading, one, group, before.values())
    return op
