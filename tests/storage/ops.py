"""Ops made by hand, and what sync says a set of them means, worked out the slow way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from smartsupport.storage.op import ADD, CHANGE, VOID, Op, OpId
from smartsupport.storage.schema import DELETED, VOIDED

ROW_ID = bytes(range(16))

BLANK = {"name": {"name": "", "kana": ""}, "phone": {"phone": ""}, "note": {"note": ""}}
"""Three groups of a participant; the model knows no others."""


def op_id(seq: int, replica: int = 1) -> bytes:
    return OpId(bytes([replica]) * 8, 1, seq, bytes([seq % 256]) * 8).pack()


def make_op(
    seq: int,
    kind: str = CHANGE,
    values: Mapping[str, Mapping[str, Any]] | None = None,
    base: Mapping[str, list[bytes]] | None = None,
    *,
    replica: int = 1,
    hlc: int | None = None,
    table: str = "participant",
    row: bytes = ROW_ID,
    txn: int | None = None,
    index: int = 0,
    count: int = 1,
    schema: int = 1,
    subjects: Iterable[bytes] = (),
) -> Op:
    return Op(
        id=op_id(seq, replica),
        hlc=seq if hlc is None else hlc,
        at=1_790_000_000_000 + seq,
        txn=(1000 * replica + seq if txn is None else txn).to_bytes(16, "big"),
        index=index,
        count=count,
        actor=None,
        schema=schema,
        kind=kind,
        table=table,
        row=row,
        values={name: dict(given) for name, given in (values or {}).items()},
        base={name: list(seen) for name, seen in (base or {}).items()},
        subjects=list(subjects),
    )


@dataclass(frozen=True)
class Meaning:
    """What a set of ops on one row means."""

    shown: dict[str, dict[str, Any]]
    heads: dict[str, set[bytes]]
    ghosts: dict[str, set[bytes]]
    deleted: bool
    voided: bool
    here: bool


def meaning(ops: Iterable[Op], blank: Mapping[str, Mapping[str, Any]] = BLANK) -> Meaning:
    """Heads are the ops that stand in no other op's base; the greatest (hlc, id) is shown."""
    known = {op.id: op for op in ops}
    shown: dict[str, dict[str, Any]] = {name: dict(values) for name, values in blank.items()}
    heads: dict[str, set[bytes]] = {}
    ghosts: dict[str, set[bytes]] = {}
    for name in (*blank, DELETED, VOIDED):
        written = {op.id for op in known.values() if name in op.values}
        named = {
            seen
            for op in known.values()
            if name in op.values
            for seen in op.base.get(name, ())
            if seen != op.id
        }
        if written:
            heads[name] = written - named
            ghosts[name] = named - written
        if heads.get(name) and name in shown:
            last = max((known[i] for i in heads[name]), key=lambda op: (op.hlc, op.id))
            shown[name] = {**blank[name], **last.values[name]}
    return Meaning(
        shown=shown,
        heads=heads,
        ghosts=ghosts,
        deleted=_deleted(known, heads),
        voided=bool(heads.get(VOIDED)),
        here=any(op.kind == ADD for op in known.values()),
    )


def _deleted(known: Mapping[bytes, Op], heads: Mapping[str, set[bytes]]) -> bool:
    standing = [known[i] for i in heads.get(DELETED, ())]
    if not standing:
        return False
    if not max(standing, key=lambda op: (op.hlc, op.id)).values[DELETED][DELETED]:
        return False
    deletions = [op for op in standing if op.values[DELETED][DELETED]]
    return all(
        any(head in deletion.base.get(name, ()) for deletion in deletions)
        for name, others in heads.items()
        if name not in (DELETED, VOIDED)
        for head in others
    )


def base_from(ops: Iterable[Op], names: Iterable[str]) -> dict[str, list[bytes]]:
    """What a writer who knows these ops has seen of these groups."""
    heads = meaning(ops).heads
    return {name: sorted(heads[name]) for name in names if name in heads}


def written_by(known: Iterable[Op], action: str, seq: int, replica: int, hlc: int) -> Op:
    """The op that this action leaves when its writer has seen `known`."""
    text = f"{action}{seq}"
    if action == "add":
        values = {"name": {"name": text, "kana": ""}, "phone": {"phone": ""}, "note": {"note": ""}}
        return make_op(seq, ADD, values, {}, replica=replica, hlc=hlc)
    if action in ("delete", "undelete"):
        base = base_from(known, (*BLANK, DELETED))
        values = {DELETED: {DELETED: int(action == "delete")}}
        return make_op(seq, CHANGE, values, base, replica=replica, hlc=hlc)
    values = {"name": {"name": text, "kana": "カナ"}}
    if action == "change both":
        values["phone"] = {"phone": "0312345678"}
    return make_op(seq, CHANGE, values, base_from(known, values), replica=replica, hlc=hlc)


def void_of(seq: int, replica: int, hlc: int, seen: Iterable[bytes]) -> Op:
    return make_op(
        seq, VOID, {VOIDED: {}}, {"row": list(seen)}, replica=replica, hlc=hlc, table="card_event"
    )
