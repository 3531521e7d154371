"""Ops into rows: the one place that writes a synced table.

A local change and a merged one take the same path, so replaying the log gives the same tables.
"""

from collections.abc import Container, Iterator, Mapping
from functools import cache
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, TableClause, bindparam, column, insert, select, table, update

from smartsupport.storage import heads as history
from smartsupport.storage.heads import GroupValues, Heads
from smartsupport.storage.op import ADD, Op, decode, upcast
from smartsupport.storage.schema import (
    DELETED,
    OP,
    ROW,
    SCHEMA_VERSION,
    SYNCED,
    VOIDED,
    SyncedTable,
)
from smartsupport.storage.types import Primitive

WAITING, APPLIED, PARTIAL, UNKNOWN = 0, 1, 2, 3
"""States of a stored op: its transaction is incomplete; folded; folded but for columns that this
version does not know; of a table or kind that this version does not know."""

FOLDED = (APPLIED, PARTIAL)

FOLDING = {"smartsupport_folding": True}
"""The execution option that lets a statement pass the write guard."""


@cache
def raw(synced: SyncedTable) -> TableClause:
    """The table with untyped columns: primitives go in and out as they stand in the log."""
    return table(synced.name, *(column(c.name) for c in synced.table.columns))


@cache
def groups_of(synced: SyncedTable) -> tuple[str, ...]:
    """The names of its groups, without deletion and voiding."""
    return (ROW,) if synced.event else tuple(synced.by_group)


def fold_op(connection: Connection, op: Op, unstored: Container[bytes] = ()) -> bool:
    """Fold one op into its row; False when its table is not known to this version.

    `unstored` are the ids of ops folded in this transaction whose place in the log comes later.
    An op whose row has not arrived changes nothing now: it is folded when the row is added.
    """
    synced = SYNCED.get(op.table)
    if synced is None:
        return False
    op = upcast(op, SCHEMA_VERSION)
    row = _read(connection, synced, op.row)
    if row is not None:
        _refold(connection, synced, row, op, unstored)
    elif op.kind == ADD:
        _make(connection, synced, op, list(_earlier(connection, op)))
    return True


def _read(connection: Connection, synced: SyncedTable, row_id: bytes) -> Mapping[Any, Any] | None:
    raw_table = raw(synced)
    return (
        connection.execute(
            select(raw_table).where(raw_table.c.id == bindparam("row_id")), {"row_id": row_id}
        )
        .mappings()
        .first()
    )


def _earlier(connection: Connection, op: Op) -> Iterator[Op]:
    """Ops on this row that came before the row itself did."""
    stored = connection.execute(
        select(OP.c.body).where(
            OP.c.row_id == op.row,
            OP.c.table_name == op.table,
            OP.c.state.in_(FOLDED),
            OP.c.id != op.id,
        )
    )
    for (body,) in stored:
        yield upcast(decode(body), SCHEMA_VERSION)


def _make(connection: Connection, synced: SyncedTable, op: Op, earlier: list[Op]) -> None:
    given: GroupValues = {}
    for values in op.values.values():
        given.update(values)
    row: dict[str, Primitive] = {c.name: given.get(c.name, c.codec.default) for c in synced.columns}
    row["id"] = op.row
    row[VOIDED if synced.event else DELETED] = 0
    heads: Heads = {}
    known: set[bytes] = set()
    for each in [op, *earlier]:
        history.fold(heads, _known_columns(synced, each), known.__contains__)
        known.add(each.id)
    if earlier:
        row |= _columns(synced, heads)
    row["heads"] = history.encode(heads, groups_of(synced))
    connection.execute(insert(raw(synced)), row, execution_options=FOLDING)


def _refold(
    connection: Connection,
    synced: SyncedTable,
    row: Mapping[Any, Any],
    op: Op,
    unstored: Container[bytes],
) -> None:
    heads = heads_of(synced, row)
    history.fold(
        heads,
        _known_columns(synced, op),
        lambda seen: seen in unstored or _folded(connection, seen),
    )
    raw_table = raw(synced)
    values = _columns(synced, heads)
    values["heads"] = history.encode(heads, groups_of(synced))
    changed = {name: value for name, value in values.items() if row[name] != value}
    if changed:
        connection.execute(
            update(raw_table).where(raw_table.c.id == bindparam("row_id")).values(changed),
            {"row_id": op.row},
            execution_options=FOLDING,
        )


def heads_of(synced: SyncedTable, row: Mapping[Any, Any]) -> Heads:
    """The history of a row read with its primitives."""
    groups = synced.by_group

    def column_values(group: str) -> GroupValues:
        return {c.name: row[c.name] for c in groups.get(group, ())}

    return history.decode(row["heads"], groups_of(synced), column_values)


def _columns(synced: SyncedTable, heads: Heads) -> dict[str, Primitive]:
    """What the row's columns show of these heads."""
    out: dict[str, Primitive] = {}
    for name, columns in synced.by_group.items():
        group = heads.get(name)
        shown = group.shown.values if group and group.heads else {}
        for c in columns:
            out[c.name] = shown.get(c.name, c.codec.default)
    if synced.event:
        out[VOIDED] = int(history.is_voided(heads))
    else:
        out[DELETED] = int(history.is_deleted(heads))
    return out


def _known_columns(synced: SyncedTable, op: Op) -> Op:
    """The op without groups and columns of a newer version; the log keeps it whole."""
    groups = synced.by_group
    known: dict[str, GroupValues] = {}
    for name, values in op.values.items():
        if name in (DELETED, VOIDED):
            known[name] = values
        elif name in groups:
            names = {c.name for c in groups[name]}
            known[name] = {k: v for k, v in values.items() if k in names}
    return op if known == op.values else replace(op, values=known)


def is_partial(op: Op) -> bool:
    """Whether the op carries columns that this version does not know."""
    synced = SYNCED.get(op.table)
    return synced is not None and _known_columns(synced, op) is not op


def _folded(connection: Connection, op_id: bytes) -> bool:
    return (
        connection.execute(select(OP.c.id).where(OP.c.id == op_id, OP.c.state.in_(FOLDED))).first()
        is not None
    )
