"""The history of records, read from the log: what each op replaced, and with what."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from smartsupport.domain.history import Change, Changed, Happened, letters
from smartsupport.domain.laptop import Laptop
from smartsupport.storage import oplog
from smartsupport.storage.fold import FOLDED, batches, raw
from smartsupport.storage.op import ADD, Op, OpId, decode, upcast
from smartsupport.storage.records import decoded, from_row
from smartsupport.storage.schema import (
    BY_RECORD,
    DELETED,
    OP,
    OP_SUBJECT,
    REPLICA,
    SCHEMA_VERSION,
    SYNCED,
    SyncedTable,
)
from smartsupport.storage.types import from_ms
from smartsupport.storage.unit_of_work import Reading

T = TypeVar("T")

SOURCE = "source"
"""The column that says from which row of whose file a record came."""


def of_rows(reading: Reading, rows: Collection[UUID]) -> list[Change]:
    """Every change to these rows, the latest first."""
    found: list[Op] = []
    for some in batches([row.bytes for row in rows]):
        found += _folded(reading, OP.c.row_id.in_(some))
    return _changes(reading, found)


def about_person(reading: Reading, person: UUID, kinds: Collection[str]) -> list[Change]:
    """Every change to rows of these kinds that are about one person, the latest first."""
    ops = select(OP_SUBJECT.c.op).where(OP_SUBJECT.c.subject == person.bytes)
    found = _folded(reading, OP.c.id.in_(ops), OP.c.table_name.in_(kinds))
    return _changes(reading, found)


def records(reading: Reading, record: type[T], ids: Collection[UUID]) -> list[T]:
    """The records with these ids, deleted ones too."""
    synced, found = BY_RECORD[record], raw(BY_RECORD[record])
    return [
        from_row(synced, record, row)
        for some in batches([id.bytes for id in ids])
        for row in reading.connection.execute(select(found).where(found.c.id.in_(some))).mappings()
    ]


def ids_where(reading: Reading, record: type, column: str, id: UUID) -> list[UUID]:
    """The ids of the records whose `column` is this id, deleted ones too."""
    found = raw(BY_RECORD[record])
    rows = reading.connection.execute(select(found.c.id).where(found.c[column] == id.bytes))
    return [UUID(bytes=row) for row in rows.scalars()]


def _folded(reading: Reading, *conditions: Any) -> list[Op]:
    bodies = reading.connection.execute(
        select(OP.c.body).where(*conditions, OP.c.state.in_(FOLDED))
    )
    return [upcast(decode(body), SCHEMA_VERSION) for body in bodies.scalars()]


def _changes(reading: Reading, ops: Iterable[Op]) -> list[Change]:
    latest_first = sorted(ops, key=lambda op: (op.hlc, op.id), reverse=True)
    based = {head for op in latest_first for heads in op.base.values() for head in heads}
    before = {
        id: upcast(op, SCHEMA_VERSION) for id, op in oplog.by_id(reading.connection, based).items()
    }
    mine = reading.connection.execute(select(REPLICA.c.replica)).scalar_one()
    named = names_of_computers(reading)
    return [_change(op, before, mine, named) for op in latest_first if op.table in SYNCED]


def names_of_computers(reading: Reading) -> dict[bytes, str]:
    """What people call each computer, by the 8 bytes under which it writes."""
    return {laptop.writer: laptop.name for laptop in reading.find(Laptop)}


def _change(op: Op, before: Mapping[bytes, Op], mine: bytes, named: Mapping[bytes, str]) -> Change:
    synced, writer = SYNCED[op.table], OpId.unpack(op.id)
    changed = tuple(_fields(synced, op, before))
    return Change(
        kind=op.table,
        row=UUID(bytes=op.row),
        at=from_ms(op.at),
        account=UUID(bytes=op.actor) if op.actor else None,
        letters=letters(writer.replica, writer.incarnation),
        computer=named.get(writer.replica, ""),
        here=writer.replica == mine,
        happened=_happened(op, changed),
        fields=changed,
    )


def _happened(op: Op, changed: tuple[Changed, ...]) -> Happened:
    if op.stub_of is not None:
        return Happened.ERASED
    if DELETED in op.values:
        return Happened.DELETED if op.values[DELETED].get(DELETED) else Happened.RESTORED
    if op.values.get(SOURCE, {}).get(SOURCE):
        return Happened.IMPORTED
    if op.kind == ADD:
        return Happened.ADDED
    if any(len(field.before) > 1 for field in changed):
        return Happened.SETTLED
    return Happened.CHANGED


def _fields(synced: SyncedTable, op: Op, before: Mapping[bytes, Op]) -> Iterable[Changed]:
    """The fields that say something else than before; of a new record those that say anything."""
    if op.stub_of is not None:
        return
    blank = {f.name: f.default for f in fields(synced.record)}
    for group, columns in synced.by_group.items():
        after = decoded(synced, group, op.values.get(group, {}))
        stood = _stood(synced, group, [before[id] for id in op.base.get(group, ()) if id in before])
        for column in columns:
            if column.name not in after or column.name == SOURCE:
                continue
            now = after[column.name]
            was = tuple(dict.fromkeys(old[column.name] for old in stood if column.name in old))
            if now != (was[-1] if was else blank.get(column.name)) or len(was) > 1:
                yield Changed(
                    field=column.name,
                    before=was,
                    after=now,
                    hidden=column.privacy == "sensitive",
                )


def _stood(synced: SyncedTable, group: str, ops: Iterable[Op]) -> list[dict[str, Any]]:
    """The versions of a group that stood in the writer's sight, the one shown last."""
    ordered = sorted(ops, key=lambda op: (op.hlc, op.id))
    return [decoded(synced, group, op.values[group]) for op in ordered if group in op.values]
