"""Ops into rows: the one place that writes a synced table.

A local change and a merged one take the same path, so replaying the log gives the same tables.
"""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from msgspec.structs import replace
from sqlalchemy import (
    Connection,
    Insert,
    TableClause,
    bindparam,
    column,
    delete,
    insert,
    select,
    table,
    update,
)

from smartsupport.storage import heads as history
from smartsupport.storage import schema
from smartsupport.storage.heads import GroupValues, Heads
from smartsupport.storage.op import ADD, CHANGE, KINDS, Op, decode, upcast
from smartsupport.storage.row_sums import RowSums
from smartsupport.storage.schema import DELETED, OP, ROW, SYNCED, VOIDED, SyncedColumn, SyncedTable
from smartsupport.storage.types import Primitive

WAITING, APPLIED, PARTIAL, UNKNOWN = 0, 1, 2, 3
"""States of a stored op: its transaction is incomplete; folded; folded but for columns that this
version does not know; of a table or kind that this version does not know."""

FOLDED = (APPLIED, PARTIAL)

FOLDING = {"smartsupport_folding": True}
"""The execution option that lets a statement pass the write guard."""

AT_ONCE = 500
"""Rows read, or ids named, by one statement."""

_Row = Mapping[Any, Any]


@cache
def raw(synced: SyncedTable) -> TableClause:
    """The table with untyped columns: primitives go in and out as they stand in the log."""
    return table(synced.name, *(column(c.name) for c in synced.table.columns))


@cache
def _insert(synced: SyncedTable) -> Insert:
    return insert(raw(synced)).execution_options(**FOLDING)


@cache
def groups_of(synced: SyncedTable) -> tuple[str, ...]:
    """The names of its groups, without deletion and voiding."""
    return (ROW,) if synced.event else tuple(synced.by_group)


AnyId = TypeVar("AnyId", bytes, UUID)


def batches(ids: Collection[AnyId]) -> Iterator[Sequence[AnyId]]:
    """The ids in order, at most `AT_ONCE` together."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), AT_ONCE):
        yield ordered[start : start + AT_ONCE]


def fold_ops(
    connection: Connection, ops: Iterable[Op], sums: RowSums, unstored: Container[bytes] = ()
) -> set[tuple[str, bytes]]:
    """Fold ops of known tables, not yet in the log, into their rows.

    `sums` is told which rows came and went. `unstored` are ids of ops folded before in this
    transaction and not in the log either. Returns (table, id) of the rows that are not here:
    their ops change nothing now and are folded when the row is added.
    """
    missing: set[tuple[str, bytes]] = set()
    by_table: dict[SyncedTable, dict[bytes, list[Op]]] = {}
    for op in ops:
        synced = SYNCED[op.table]
        by_table.setdefault(synced, {}).setdefault(op.row, []).append(_as_known(synced, op))
    for synced, by_row in by_table.items():
        for ids in batches(by_row):
            stored = {row["id"]: row for row in _rows(connection, synced, ids)}
            fresh = {i: by_row[i] for i in ids if i not in stored}
            for row_id, row in stored.items():
                _refold(connection, synced, row, by_row[row_id], sums, unstored)
            _make(connection, synced, fresh, sums)
            missing |= {(synced.name, i) for i, found in fresh.items() if not _adds(found)}
    return missing


def make_row(connection: Connection, op: Op, sums: RowSums) -> None:
    """Fold an `add` of a row that is not here; an IntegrityError says that it is."""
    synced = SYNCED[op.table]
    _make(connection, synced, {op.row: [_as_known(synced, op)]}, sums)


def fold_again(
    connection: Connection, synced: SyncedTable, ids: Collection[bytes], sums: RowSums
) -> None:
    """Make these rows anew from the log."""
    raw_table = raw(synced)
    for some in batches(ids):
        gone = connection.execute(
            delete(raw_table).where(raw_table.c.id.in_(some)).returning(raw_table),
            execution_options=FOLDING,
        )
        sums.went(synced, gone.mappings())
        _make(connection, synced, {i: [] for i in some}, sums)


def _adds(ops: Iterable[Op]) -> bool:
    return any(op.kind == ADD for op in ops)


def is_empty(op: Op) -> bool:
    """Whether an erasure left nothing of an op."""
    left = (values for name, values in op.values.items() if name != DELETED)
    return op.stub_of is not None and not any(left)


def _rows(connection: Connection, synced: SyncedTable, ids: Sequence[bytes]) -> Iterable[_Row]:
    raw_table = raw(synced)
    return connection.execute(select(raw_table).where(raw_table.c.id.in_(ids))).mappings().all()


def _make(
    connection: Connection, synced: SyncedTable, fresh: dict[bytes, list[Op]], sums: RowSums
) -> None:
    """Insert the rows that are added by these ops or by what the log holds about them."""
    made = []
    for ids in batches(fresh):
        earlier = _earlier(connection, synced, ids)
        for row_id in ids:
            ops = [*earlier.get(row_id, ()), *fresh[row_id]]
            if _adds(ops):
                made.append(_made(synced, row_id, ops))
    if made:
        connection.execute(_insert(synced), made)
    sums.came(synced, made)


# Made once: with each row of an import its own statement, building them took most of the time.
_EARLIER = select(OP.c.body).where(
    OP.c.row_id.in_(bindparam("rows", expanding=True)),
    OP.c.table_name == bindparam("table"),
    OP.c.state.in_(FOLDED),
)


def _earlier(
    connection: Connection, synced: SyncedTable, ids: Sequence[bytes]
) -> dict[bytes, list[Op]]:
    """The ops in the log on these rows."""
    stored = connection.execute(_EARLIER, {"rows": ids, "table": synced.name})
    out: dict[bytes, list[Op]] = {}
    for (body,) in stored:
        op = decode(body)
        out.setdefault(op.row, []).append(_as_known(synced, op))
    return out


def _made(synced: SyncedTable, row_id: bytes, ops: Sequence[Op]) -> dict[str, Primitive]:
    heads: Heads = {}
    known: set[tuple[bytes, str]] = set()
    for op in ops:
        history.fold(heads, op, known.__contains__)
        known.update((op.id, group) for group in op.values)
    return {"id": row_id, **_columns(synced, heads)}


def _refold(
    connection: Connection,
    synced: SyncedTable,
    row: _Row,
    ops: Sequence[Op],
    sums: RowSums,
    unstored: Container[bytes],
) -> None:
    heads = heads_of(synced, row)
    here: set[tuple[bytes, str]] = set()

    def known(seen: tuple[bytes, str]) -> bool:
        return seen in here or seen[0] in unstored or _folded(connection, synced, row["id"], *seen)

    for op in ops:
        history.fold(heads, op, known)
        here.update((op.id, group) for group in op.values)
    values = _columns(synced, heads)
    changed = {name: value for name, value in values.items() if row[name] != value}
    if changed:
        raw_table = raw(synced)
        connection.execute(
            update(raw_table).where(raw_table.c.id == bindparam("row_id")).values(changed),
            {"row_id": row["id"]},
            execution_options=FOLDING,
        )
        sums.went(synced, [row])
        sums.came(synced, [{**row, **changed}])


def _folded(
    connection: Connection, synced: SyncedTable, row_id: bytes, op_id: bytes, group: str
) -> bool:
    """Whether the op stands in this group: one that a strange hand named may be another row's."""
    found = connection.execute(
        select(OP.c.body).where(
            OP.c.id == op_id,
            OP.c.row_id == row_id,
            OP.c.table_name == synced.name,
            OP.c.state.in_(FOLDED),
        )
    ).scalar()
    return found is not None and group in _as_known(synced, decode(found)).values


def heads_of(synced: SyncedTable, row: _Row) -> Heads:
    """The history of a row read with its primitives."""
    groups = synced.by_group

    def column_values(group: str) -> GroupValues:
        return {c.name: row[c.name] for c in groups.get(group, ())}

    return history.decode(row["heads"], groups_of(synced), column_values)


def _columns(synced: SyncedTable, heads: Heads) -> dict[str, Primitive]:
    """What the row's columns show of these heads, and the heads themselves."""
    out: dict[str, Primitive] = {}
    for name, defaults in _defaults(synced).items():
        group = heads.get(name)
        out |= group.shown.values if group and group.heads else defaults
    if synced.event:
        out[VOIDED] = int(history.is_voided(heads))
    else:
        out[DELETED] = int(history.is_deleted(heads))
    out["heads"] = history.encode(heads, groups_of(synced))
    return out


@cache
def _defaults(synced: SyncedTable) -> dict[str, GroupValues]:
    return {
        name: {c.name: c.codec.default for c in columns}
        for name, columns in synced.by_group.items()
    }


def _as_known(synced: SyncedTable, op: Op) -> Op:
    """The op as this version understands it; the log keeps it as it came.

    Groups and columns of a newer version are left out, and every group is filled up to its
    columns: what a head holds must not depend on whether it passed through the row's columns.
    """
    op = upcast(op, schema.SCHEMA_VERSION)
    known: dict[str, GroupValues] = {}
    for name, values in op.values.items():
        if name in synced.by_group:
            known[name] = {c.name: _filled(c, values) for c in synced.by_group[name]}
        elif name == DELETED and not synced.event:
            known[name] = {DELETED: int(bool(values.get(DELETED)))}
        elif name == VOIDED and synced.event:
            known[name] = {}
    # An `add` of which nothing is left adds no row.
    return replace(op, values=known, kind=CHANGE if is_empty(op) else op.kind)


def _filled(column: SyncedColumn, values: Mapping[str, Any]) -> Primitive:
    value: Primitive = values.get(column.name, column.codec.default)
    return column.codec.default if value is None and not column.codec.nullable else value


def state_of(op: Op) -> int:
    """The state of an op whose transaction is whole."""
    synced = SYNCED.get(op.table)
    if synced is None or op.kind not in KINDS:
        return UNKNOWN
    known = _as_known(synced, op).values
    columns = (c for name in known for c in synced.by_group.get(name, ()))
    if not all(_storable(c, known[c.group][c.name]) for c in columns):
        return UNKNOWN
    given = upcast(op, schema.SCHEMA_VERSION).values
    whole = all(
        name in known and values.keys() <= known[name].keys() for name, values in given.items()
    )
    return APPLIED if whole else PARTIAL


def _storable(column: SyncedColumn, value: object) -> bool:
    """Whether it is of the column's type, or a database would make something else of it, and that
    only where the value has its own column. A later version may have more types.
    """
    if type(value) is int is column.codec.kind:
        return -(2**63) <= value < 2**63
    return value is None or type(value) is column.codec.kind
