"""The log: every change that was ever made here or arrived from elsewhere.

`merge` takes ops from other laptops in any order, any number of times, in part or whole.
"""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from uuid import UUID

from sqlalchemy import Connection, bindparam, func, insert, literal_column, select, update

from smartsupport.storage import erasing, held
from smartsupport.storage.erasing import Touched
from smartsupport.storage.fold import (
    APPLIED,
    AT_ONCE,
    FOLDED,
    PARTIAL,
    UNKNOWN,
    WAITING,
    batches,
    fold_again,
    fold_ops,
    raw,
    state_of,
)
from smartsupport.storage.hlc import observe
from smartsupport.storage.op import Op, decode, encode
from smartsupport.storage.row_sums import RowSums
from smartsupport.storage.schema import OP, OP_SUBJECT, REPLICA, SYNCED

_UNFINISHED = OP.c.state != literal_column(str(APPLIED))
"""In these very words, so that the partial index on the few such ops is used."""

_FARTHEST = 1 << 20
_LAST = (1 << 32) - _FARTHEST - 1


@dataclass(slots=True)
class Merged:
    """What a merge did: `new` ops stored, `waiting` ones among all that are kept back; `twin` says
    that another database writes under this one's name, which therefore took a new one.
    """

    new: int = 0
    waiting: int = 0
    twin: bool = False
    touched: Touched = field(default_factory=dict)


def append(connection: Connection, ops: Iterable[tuple[Op, int]]) -> None:
    """Store ops, each with its state, and the people they are about."""
    rows, subjects = [], []
    for op, state in ops:
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
    """Take ops from elsewhere into the log and the tables, in the caller's transaction.

    Known ops are passed over, but a stub takes the place of its op. A transaction is folded when
    all its ops are here; an op for a table or of a kind that this version does not know waits
    alone.
    """
    done = Merged()
    sums = RowSums()
    coming = iter(ops)
    while some := list(islice(coming, AT_ONCE)):
        new, emptied = _new(connection, some)
        erasing.put(connection, emptied, done.touched, sums)
        if new:
            left = erasing.as_erased(connection, new)
            folded = _take(connection, left, done.touched, sums)
            erasures = erasing.erasures_in(folded)
            _add_up(done.touched, erasing.take_effect(connection, erasures, sums))
            done.new += len(new)
            _observe(connection, max(op.hlc for op in new))
            held.note(connection, [op.id for op in new])
            done.twin |= _meet_twin(connection, new)
        erasing.expect(connection, {op.stub_of for op in some if op.stub_of is not None})
    sums.note(connection)
    done.waiting = connection.execute(
        select(func.count()).select_from(OP).where(_UNFINISHED, OP.c.state.in_((WAITING, UNKNOWN)))
    ).scalar_one()
    return done


def _add_up(touched: Touched, more: Touched) -> None:
    for name, ids in more.items():
        touched.setdefault(name, set()).update(ids)


def _new(connection: Connection, ops: Iterable[Op]) -> tuple[list[Op], list[Op]]:
    """The ops that are not here yet, and what becomes of known ones of which a stub came."""
    coming: dict[bytes, Op] = {}
    for op in ops:
        coming[op.id] = erasing.joined(coming[op.id], op) if op.id in coming else op
    known = connection.execute(select(OP.c.id).where(OP.c.id.in_(list(coming)))).scalars()
    again = [coming.pop(op_id) for op_id in known]
    stubs = {op.id: op for op in again if op.stub_of is not None}
    here = by_id(connection, stubs)
    left = [(op, erasing.joined(op, stubs[op.id])) for op in here.values()]
    return list(coming.values()), [now for before, now in left if now != before]


def _take(connection: Connection, new: list[Op], touched: Touched, sums: RowSums) -> list[Op]:
    """Fold what is whole, then store all: an op in the log is one that its row has seen.

    Returns what was folded.
    """
    by_txn: dict[bytes, list[Op]] = {}
    for op in new:
        by_txn.setdefault(op.txn, []).append(op)
    whole: list[Op] = []
    waiting: list[Op] = []
    waited: list[Op] = []
    for txn, ops in by_txn.items():
        earlier = _waiting_of(connection, txn) if len(ops) < ops[0].count else []
        if len(ops) + len(earlier) < ops[0].count:
            waiting += ops
        else:
            whole += ops
            waited += earlier
    states = {op.id: state_of(op) for op in (*waited, *whole)}
    known = [op for op in (*waited, *whole) if states[op.id] in FOLDED]
    fold_ops(connection, known, sums)
    for op in known:
        touched.setdefault(op.table, set()).add(UUID(bytes=op.row))
    append(connection, [(op, states[op.id]) for op in whole])
    append(connection, [(op, WAITING) for op in waiting])
    _set_states(connection, waited)
    return known


def _waiting_of(connection: Connection, txn: bytes) -> list[Op]:
    stored = connection.execute(
        select(OP.c.body).where(OP.c.txn == txn, _UNFINISHED, OP.c.state == WAITING)
    )
    return [decode(body) for (body,) in stored]


def _set_states(connection: Connection, ops: list[Op]) -> None:
    if ops:
        connection.execute(
            update(OP).where(OP.c.id == bindparam("op")).values(state=bindparam("now")),
            [{"op": op.id, "now": state_of(op)} for op in ops],
        )


def _observe(connection: Connection, hlc: int) -> None:
    last = connection.execute(select(REPLICA.c.hlc)).scalar_one()
    connection.execute(update(REPLICA).values(hlc=observe(last, hlc)))


def _meet_twin(connection: Connection, new: Iterable[Op]) -> bool:
    """Take a new name where ops came under ours that were not written here.

    A copy of this database writes elsewhere, or this one was put back to an earlier day.
    """
    me = held.me(connection)
    if not any(op.id.startswith(me) for op in new):
        return False
    take_next_name(connection)
    return True


def take_next_name(connection: Connection) -> None:
    """What is written here from now on is another incarnation's."""
    held.catch_up(connection)  # nobody looks for new ops under the old name afterwards
    connection.execute(update(REPLICA).values(incarnation=next_incarnation(connection), seq=0))


def next_incarnation(connection: Connection) -> int:
    """A number under which this replica never wrote, here or in a copy of it.

    By chance and not the next one: two copies that find each other must not agree again.
    """
    before = int(connection.execute(select(REPLICA.c.incarnation)).scalar_one())
    return before + 1 + secrets.randbelow(_FARTHEST) if before < _LAST else secrets.randbelow(_LAST)


def refold(connection: Connection, changed: Iterable[str]) -> Touched:
    """After an upgrade: fold what had waited for it, and make anew the rows of `changed` tables.

    Returns the ids of the rows made anew. What the tables add up to is not kept on the way.
    """
    sums = RowSums()
    again: dict[str, set[bytes]] = {}
    stored = connection.execute(
        select(OP.c.body).where(_UNFINISHED, OP.c.state.in_((PARTIAL, UNKNOWN)))
    )
    better = [op for op in map(decode, stored.scalars()) if state_of(op) in FOLDED]
    _set_states(connection, better)
    for op in better:
        again.setdefault(op.table, set()).add(op.row)
    for name in changed:
        ids = connection.execute(select(raw(SYNCED[name]).c.id)).scalars()
        again.setdefault(name, set()).update(ids)
    for name, rows in again.items():
        fold_again(connection, SYNCED[name], rows, sums)
    touched = {name: {UUID(bytes=row) for row in rows} for name, rows in again.items()}
    _add_up(touched, erasing.take_effect(connection, erasing.erasures_in(better), sums))
    return touched


def by_id(connection: Connection, ids: Iterable[bytes]) -> dict[bytes, Op]:
    """These ops, as far as they are here."""
    out: dict[bytes, Op] = {}
    for some in batches(set(ids)):
        stored = connection.execute(select(OP.c.body).where(OP.c.id.in_(some)))
        out |= {op.id: op for op in map(decode, stored.scalars())}
    return out


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
