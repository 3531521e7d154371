"""Erasure in the log: every op about an erased person becomes a *stub*, and its row follows.

A stub has the place of its op (id, clock, transaction, row, groups, base, subjects) and the id of
the erasure, but not the values. What is left of an op depends only on which erasures are known
and which stubs of it have come, never on the order: emptying is an intersection, and of several
erasures the least id is named. `docs/sync.md` has the format.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from smartsupport.domain.erasure import Level
from smartsupport.storage.fold import WAITING, batches, fold_again, state_of
from smartsupport.storage.op import ADD, Op, Values, decode, encode
from smartsupport.storage.row_sums import RowSums
from smartsupport.storage.schema import (
    DELETED,
    DESK_STEP,
    DISPOSAL,
    ERASED,
    ERASURE,
    FACT,
    JOURNAL,
    OP,
    OP_SUBJECT,
    ROW,
    STUBBED,
    SYNCED,
)
from smartsupport.storage.synced import SyncedTable

Touched = dict[str, set[UUID]]
"""Ids of changed rows by table name."""


class Emptied(NamedTuple):
    """What an erasure says of one id: how much goes, and the op that says so."""

    level: Level
    by: bytes

    def and_also(self, other: "Emptied") -> "Emptied":
        """Both: the greater level and the lesser op."""
        level = Level.ALL if Level.ALL in (self.level, other.level) else Level.IDENTITY
        return Emptied(level, min(self.by, other.by))


# --- one op -----------------------------------------------------------------------------------


def stub(op: Op, emptied: Emptied) -> Op:
    """What an erasure leaves of an op."""
    synced = SYNCED.get(op.table)
    values: Values = {
        name: dict(given) if name == DELETED else _left(synced, given, emptied.level)
        for name, given in op.values.items()
    }
    by = emptied.by if op.stub_of is None else min(op.stub_of, emptied.by)
    return replace(op, values=values, stub_of=by)


def _left(synced: SyncedTable | None, values: Mapping[str, Any], level: Level) -> dict[str, Any]:
    """The columns that stay; one that this version does not know might name somebody."""
    if synced is None or level is Level.ALL:
        return {}
    stays = {c.name for c in synced.columns if c.privacy in ("count", "key")}
    return {name: value for name, value in values.items() if name in stays}


def joined(one: Op, other: Op) -> Op:
    """What is known of an op of which two versions came: a stub beats what is whole."""
    stubs = [op for op in (one, other) if op.stub_of is not None]
    if not stubs:
        return one
    values = {
        name: {c: v for c, v in given.items() if c in other.values.get(name, ())}
        for name, given in one.values.items()
    }
    return replace(one, values=values, stub_of=min(op.stub_of for op in stubs if op.stub_of))


def loses(op: Op, left: Op) -> bool:
    """Whether an op says something that an erasure does not leave."""
    columns = SYNCED[op.table].columns
    gone = (c for c in columns if c.name not in left.values.get(c.group, ()))
    return any(
        op.values.get(c.group, {}).get(c.name, c.codec.default) != c.codec.default for c in gone
    )


def erasures_in(ops: Iterable[Op]) -> list[Op]:
    """The erasures among folded ops."""
    return [op for op in ops if op.table == ERASURE.name and op.kind == ADD]


# --- what is known to be erased ---------------------------------------------------------------


def emptied_among(connection: Connection, ids: Collection[bytes]) -> dict[bytes, Emptied]:
    """Those of these ids that were erased."""
    out: dict[bytes, Emptied] = {}
    for some in batches(ids):
        found = connection.execute(_AMONG, {"ids": some})
        out |= {id: Emptied(Level(level), op) for id, level, op in found}
    return out


# Built once, for it is asked at every write.
_AMONG = select(ERASED.c.subject, ERASED.c.level, ERASED.c.op).where(
    ERASED.c.subject.in_(bindparam("ids", expanding=True))
)


def as_erased(connection: Connection, ops: list[Op]) -> list[Op]:
    """These ops as the erasures that are known here leave them."""
    known = emptied_among(connection, {i for op in ops for i in _concerned(op)})
    return [_emptied(op, known) for op in ops] if known else ops


def _concerned(op: Op) -> tuple[bytes, ...]:
    """The ids whose erasure empties an op. An erasure itself is never emptied: it must travel."""
    return () if op.table in _NEVER else (op.row, *op.subjects)


_NEVER = (ERASURE.name, DISPOSAL.name)


def _emptied(op: Op, known: Mapping[bytes, Emptied]) -> Op:
    for id in _concerned(op):
        if id in known:
            op = stub(op, known[id])
    return op


# --- stubs that come before their erasure -------------------------------------------------------


def expect(connection: Connection, erasures: set[bytes]) -> None:
    """Remember those of these erasures, named by stubs that came, which are not here yet."""
    missing = _not_here(connection, erasures)
    if missing:
        known = {*missing, *_expected(connection)}
        connection.execute(delete(FACT).where(FACT.c.name == _EXPECTED))
        connection.execute(insert(FACT).values(name=_EXPECTED, value=b"".join(sorted(known))))


def is_awaited(connection: Connection) -> bool:
    """Whether a stub is here whose erasure is not: until it comes, this laptop's tables show less
    than those of another one that holds the same ops.
    """
    return bool(_not_here(connection, _expected(connection)))


def _expected(connection: Connection) -> set[bytes]:
    kept = connection.execute(select(FACT.c.value).where(FACT.c.name == _EXPECTED)).scalar() or b""
    return {kept[n : n + _ID] for n in range(0, len(kept), _ID)}


def _not_here(connection: Connection, ops: set[bytes]) -> set[bytes]:
    here: set[bytes] = set()
    for some in batches(ops):
        here |= set(connection.execute(select(OP.c.id).where(OP.c.id.in_(some))).scalars())
    return ops - here


_EXPECTED, _ID = "erasures", 28

# --- an erasure arrives -----------------------------------------------------------------------


def take_effect(connection: Connection, erasures: Iterable[Op], sums: RowSums) -> Touched:
    """Empty every op these folded erasures concern, and make the rows anew.

    Returns the ids of the rows, some of which may be gone.
    """
    new: dict[bytes, Emptied] = {}
    for op in erasures:
        for id, emptied in _said_by(op).items():
            new[id] = emptied.and_also(new[id]) if id in new else emptied
    if not new:
        return {}
    _remember(connection, new)
    touched: Touched = {}
    for some in batches(new):
        found = _stored_about(connection, some)
        left = as_erased(connection, found)
        fewer = (b for a, b in zip(found, left, strict=True) if a != b)
        put(connection, fewer, touched, sums)
        # Also the rows that came as stubs: they are still found by a search.
        for op in found:
            if op.row in some and op.table in SYNCED:
                touched.setdefault(op.table, set()).add(UUID(bytes=op.row))
        _forget_steps(connection, some)
        _forget_who(connection, some)
    return touched


def _said_by(op: Op) -> dict[bytes, Emptied]:
    said = op.values.get(ROW, {})
    try:
        ids = msgspec.json.decode(said.get("ids") or "[]", type=list[UUID])
    except (msgspec.DecodeError, TypeError):
        ids = []
    level = Level.ALL if said.get("level") == Level.ALL else Level.IDENTITY
    return {id.bytes: Emptied(level, op.id) for id in ids}


def _remember(connection: Connection, new: Mapping[bytes, Emptied]) -> None:
    before = emptied_among(connection, new.keys())
    rows = []
    for id, emptied in new.items():
        now = emptied.and_also(before[id]) if id in before else emptied
        rows.append({"subject": id, "level": now.level.value, "op": now.by, "swept": 0})
    for some in batches(before):
        connection.execute(delete(ERASED).where(ERASED.c.subject.in_(some)))
    connection.execute(insert(ERASED), rows)


def _stored_about(connection: Connection, ids: Collection[bytes]) -> list[Op]:
    about = select(OP_SUBJECT.c.op).where(OP_SUBJECT.c.subject.in_(ids))
    found = connection.execute(
        select(OP.c.body).where(or_(OP.c.id.in_(about), OP.c.row_id.in_(ids)))
    )
    return [decode(body) for body in found.scalars()]


def put(connection: Connection, ops: Iterable[Op], touched: Touched, sums: RowSums) -> None:
    """Store these stubs in the place of their ops, and make the rows they stand in anew."""
    rows: dict[str, set[bytes]] = {}
    changed: list[dict[str, Any]] = []
    for op in ops:
        changed.append({"op": op.id, "now": encode(op), "state_now": state_of(op)})
        if op.table in SYNCED:
            rows.setdefault(op.table, set()).add(op.row)
    if not changed:
        return
    by_id = OP.c.id == bindparam("op")
    connection.execute(update(OP).where(by_id).values(body=bindparam("now")), changed)
    _emptied_in_files(connection, {one["op"] for one in changed})
    # What waits for the rest of its transaction goes on waiting.
    connection.execute(
        update(OP).where(by_id, OP.c.state != WAITING).values(state=bindparam("state_now")), changed
    )
    for name, ids in rows.items():
        fold_again(connection, SYNCED[name], ids, sums)
        touched.setdefault(name, set()).update(UUID(bytes=i) for i in ids)


def _emptied_in_files(connection: Connection, ops: set[bytes]) -> None:
    """Remember that files of the shared folder may still hold the whole of these."""
    for some in batches(ops):
        connection.execute(delete(STUBBED).where(STUBBED.c.op.in_(some)))
    connection.execute(insert(STUBBED), [{"op": op} for op in ops])


def _forget_steps(connection: Connection, ids: Collection[bytes]) -> None:
    """Take the desk's steps that show, name or wrote something of these."""
    gone = {str(UUID(bytes=i)) for i in ids}
    steps = connection.execute(
        select(DESK_STEP.c.n, DESK_STEP.c.person, DESK_STEP.c.answer, DESK_STEP.c.wrote)
    )
    named = [
        n
        for n, person, answer, wrote in steps
        if str(person) in gone or not gone.isdisjoint(_AN_ID.findall(answer + wrote))
    ]
    if named:
        connection.execute(
            delete(DESK_STEP).where(DESK_STEP.c.n == bindparam("step")),
            [{"step": n} for n in named],
        )


def _forget_who(connection: Connection, ids: Collection[bytes]) -> None:
    """In the journal a supporter who stood at the desk has no name any more."""
    theirs = JOURNAL.c.account.in_([UUID(bytes=i) for i in ids])
    connection.execute(update(JOURNAL).where(theirs).values(actor=""))


_AN_ID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
