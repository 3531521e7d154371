"""What a set of ops means, worked out from the design alone: slow, and nowhere like the program.

Nothing here keeps state: everything is asked of the whole set each time.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import msgspec

from smartsupport.storage.op import Op
from smartsupport.storage.schema import SYNCED

Row = dict[str, Any]
Erased = dict[bytes, tuple[bool, bytes]]
"""Per id whether everything goes, and the least op that says so."""

NEVER_EMPTIED = ("erasure", "disposal")


def whole(ops: Iterable[Op]) -> list[Op]:
    """The ops of transactions that are complete."""
    by_txn: dict[bytes, list[Op]] = defaultdict(list)
    for op in ops:
        by_txn[op.txn].append(op)
    return [op for txn in by_txn.values() if len(txn) >= txn[0].count for op in txn]


def erased(ops: Iterable[Op]) -> Erased:
    """Who is erased by these ops."""
    said: dict[bytes, list[tuple[bool, bytes]]] = defaultdict(list)
    for op in whole(ops):
        if op.table == "erasure" and op.kind == "add":
            row = op.values["row"]
            for text in msgspec.json.decode(row["ids"]):
                said[UUID(text).bytes].append((row["level"] == "all", op.id))
    return {id: (any(a for a, _ in all), min(o for _, o in all)) for id, all in said.items()}


def left_of(op: Op, gone: Erased) -> Op:
    """What the erasures leave of an op as it was written."""
    if op.table in NEVER_EMPTIED:
        return op
    by = [gone[id] for id in {op.row, *op.subjects} if id in gone]
    if not by:
        return op
    stays: set[str] = {"deleted"}
    if not any(everything for everything, _ in by) and op.table in SYNCED:
        stays |= {c.name for c in SYNCED[op.table].columns if c.privacy in ("count", "key")}
    values = {
        group: {c: v for c, v in columns.items() if c in stays and (c != "deleted" or group == c)}
        for group, columns in op.values.items()
    }
    return msgspec.structs.replace(op, values=values, stub_of=min(o for _, o in by))


def rows(ops: Iterable[Op]) -> dict[tuple[str, bytes], Row]:
    """Every row that these ops make, by table and id: columns, `deleted` or `voided`."""
    known = [op for op in whole(ops) if op.table in SYNCED and op.kind in ("add", "change", "void")]
    by_row: dict[tuple[str, bytes], list[Op]] = defaultdict(list)
    for op in known:
        by_row[(op.table, op.row)].append(op)
    return {
        key: _row(key[0], theirs)
        for key, theirs in by_row.items()
        if any(op.kind == "add" and _says_something(op) for op in theirs)
    }


def _says_something(op: Op) -> bool:
    return op.stub_of is None or any(v for group, v in op.values.items() if group != "deleted")


def _row(table: str, ops: list[Op]) -> Row:
    synced = SYNCED[table]
    out: Row = {}
    groups: dict[str, list[Op]] = {}
    for group in {column.group for column in synced.columns} | {"deleted", "voided"}:
        written = [op for op in ops if group in op.values]
        named = {seen for op in written for seen in op.base.get(group, ()) if seen != op.id}
        groups[group] = [op for op in written if op.id not in named]
    for column in synced.columns:
        standing = groups[column.group]
        value = column.codec.default
        if standing:
            value = _latest(standing).values[column.group].get(column.name, value)
        if value is None and not column.codec.nullable:
            value = column.codec.default
        out[column.name] = value
    if synced.event:
        out["voided"] = int(bool(groups["voided"]))
    else:
        out["deleted"] = int(_is_deleted(groups))
    return out


def _latest(ops: list[Op]) -> Op:
    return sorted(ops, key=lambda op: (op.hlc, op.id))[-1]


def _is_deleted(groups: Mapping[str, list[Op]]) -> bool:
    marks = groups["deleted"]
    if not marks or not _latest(marks).values["deleted"]["deleted"]:
        return False
    deletions = [op for op in marks if op.values["deleted"]["deleted"]]
    return all(
        any(op.id in deletion.base.get(group, ()) for deletion in deletions)
        for group, standing in groups.items()
        if group not in ("deleted", "voided")
        for op in standing
    )


def inside(events: Iterable[Row]) -> set[tuple[bytes, bytes]]:
    """(session, person) of those who have come and not left, from unvoided door events."""
    by_stay: dict[tuple[bytes, bytes], list[Row]] = defaultdict(list)
    for event in events:
        by_stay[(event["session_id"], event["person_id"])].append(event)
    out = set()
    for stay, theirs in by_stay.items():
        here = False
        left = {event["id"]: event for event in theirs}
        while left:
            free = [e for e in left.values() if e["after"] not in left or e["after"] == e["id"]]
            event = min(free or left.values(), key=lambda e: (e["at"], e["id"]))
            here = event["direction"] == "in"
            del left[event["id"]]
        if here:
            out.add(stay)
    return out
