"""The log: every change that was ever made here or arrived from elsewhere.

`merge` takes ops from other laptops in any order, any number of times, in part or whole.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Connection, func, insert, select, update

from smartsupport.storage.fold import APPLIED, PARTIAL, UNKNOWN, WAITING, fold_op, is_partial
from smartsupport.storage.hlc import observe
from smartsupport.storage.op import KINDS, Op, decode, encode
from smartsupport.storage.schema import OP, OP_SUBJECT, REPLICA, SYNCED

Touched = dict[str, set[UUID]]
"""Ids of changed rows by table name."""


@dataclass(slots=True)
class Merged:
    """What a merge did: `new` ops stored, `waiting` ones among all that are kept back."""

    new: int = 0
    waiting: int = 0
    touched: Touched = field(default_factory=dict)


def append(connection: Connection, ops: Iterable[Op], state: int = APPLIED) -> None:
    """Store ops of a whole transaction with the people they are about."""
    rows, subjects = [], []
    for op in ops:
        rows.append(
            {
                "id": op.id,
                "txn": op.txn,
                "table_name": op.table,
                "row_id": op.row,
                "state": state,
                "body": encode(op),
            }
        )
        subjects += [{"subject": person, "op": op.id} for person in set(op.subjects)]
    if rows:
        connection.execute(insert(OP), rows)
    if subjects:
        connection.execute(insert(OP_SUBJECT), subjects)


def merge(connection: Connection, ops: Iterable[Op]) -> Merged:
    """Take ops from elsewhere into the log and the tables.

    Known ops are passed over. A transaction is folded when all its ops are here; an op for a
    table or of a kind that this version does not know waits alone.
    """
    done = Merged()
    highest = 0
    complete: list[bytes] = []
    for op in ops:
        if _holds(connection, op.id):
            continue
        append(connection, [op], WAITING)
        done.new += 1
        highest = max(highest, op.hlc)
        if op.txn not in complete:
            complete.append(op.txn)
    for txn in complete:
        _fold_if_whole(connection, txn, done)
    if highest:
        _observe(connection, highest)
    done.waiting = connection.execute(
        select(func.count()).select_from(OP).where(OP.c.state.in_((WAITING, UNKNOWN)))
    ).scalar_one()
    return done


def _fold_if_whole(connection: Connection, txn: bytes, done: Merged) -> None:
    waiting = [
        decode(body)
        for (body,) in connection.execute(
            select(OP.c.body).where(OP.c.txn == txn, OP.c.state == WAITING)
        )
    ]
    if not waiting or len(waiting) < waiting[0].count:
        return
    for op in sorted(waiting, key=lambda op: op.index):
        state = _state_of(op)
        connection.execute(update(OP).where(OP.c.id == op.id).values(state=state))
        if state == UNKNOWN:
            continue
        fold_op(connection, op)
        done.touched.setdefault(op.table, set()).add(UUID(bytes=op.row))


def _state_of(op: Op) -> int:
    if op.kind not in KINDS or op.table not in SYNCED:
        return UNKNOWN
    return PARTIAL if is_partial(op) else APPLIED


def _holds(connection: Connection, op_id: bytes) -> bool:
    return connection.execute(select(OP.c.id).where(OP.c.id == op_id)).first() is not None


def _observe(connection: Connection, hlc: int) -> None:
    last = connection.execute(select(REPLICA.c.hlc)).scalar_one()
    connection.execute(update(REPLICA).values(hlc=observe(last, hlc)))


def all_ops(connection: Connection) -> Iterator[Op]:
    """Every op in the log, by writer and age."""
    for (body,) in connection.execute(select(OP.c.body).order_by(OP.c.id)):
        yield decode(body)


def about(connection: Connection, person: UUID) -> list[Op]:
    """Who did what about one person: their ops, oldest first."""
    stored = connection.execute(
        select(OP.c.body)
        .join(OP_SUBJECT, OP_SUBJECT.c.op == OP.c.id)
        .where(OP_SUBJECT.c.subject == person.bytes)
    )
    return sorted((decode(body) for (body,) in stored), key=lambda op: (op.hlc, op.id))


def history(connection: Connection, table: str, row: UUID) -> list[Op]:
    """Every op on one row, oldest first."""
    stored = connection.execute(
        select(OP.c.body).where(OP.c.row_id == row.bytes, OP.c.table_name == table)
    )
    return sorted((decode(body) for (body,) in stored), key=lambda op: (op.hlc, op.id))
