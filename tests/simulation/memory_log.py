"""The log and the tables of one laptop in dictionaries.

What an op means is asked of the program's own pure functions; how ops are kept, found and folded
is told here a second time, without SQL.
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any, NamedTuple

import msgspec

from smartsupport.storage import erasing, fold, heads
from smartsupport.storage.erasing import Emptied
from smartsupport.storage.fold import FOLDED, WAITING, state_of
from smartsupport.storage.op import ADD, Op, encode
from smartsupport.storage.schema import ERASURE, SYNCED

Row = dict[str, Any]

_encode = msgspec.msgpack.Encoder().encode
_MODULUS = 1 << 128


class Kept(NamedTuple):
    """A row as it stands, and what it adds to the digest."""

    row: Row
    sum: int


class MemoryLog:
    """Ops and rows of one laptop. `merge` and `append` are whole or not done."""

    def __init__(self) -> None:
        self.ops: dict[bytes, Op] = {}
        self.states: dict[bytes, int] = {}
        self.tables: dict[str, dict[bytes, Kept]] = {name: {} for name in SYNCED}
        self.erased: dict[bytes, Emptied] = {}
        self.unswept: set[bytes] = set()
        self.stubbed: set[bytes] = set()
        self._on_row: dict[tuple[str, bytes], list[bytes]] = {}
        self._about: dict[bytes, set[bytes]] = {}
        self._waiting: dict[bytes, list[bytes]] = {}

    def copy(self) -> "MemoryLog":
        """What a backup holds: ops, rows and texts are never changed in place."""
        new = MemoryLog()
        new.ops, new.states = dict(self.ops), dict(self.states)
        new.tables = {name: dict(rows) for name, rows in self.tables.items()}
        new.erased, new.unswept = dict(self.erased), set(self.unswept)
        new.stubbed = set(self.stubbed)
        new._on_row = {row: list(ids) for row, ids in self._on_row.items()}
        new._about = {subject: set(ids) for subject, ids in self._about.items()}
        new._waiting = {txn: list(ids) for txn, ids in self._waiting.items()}
        return new

    def row(self, table: str, id: bytes) -> Row | None:
        kept = self.tables[table].get(id)
        return None if kept is None else kept.row

    def rows(self, table: str) -> Iterator[Row]:
        """The rows, by id."""
        for _id, kept in sorted(self.tables[table].items()):
            yield kept.row

    def digest(self) -> bytes:
        total = sum(kept.sum for rows in self.tables.values() for kept in rows.values())
        return (total % _MODULUS).to_bytes(16, "big")

    # --- taking ops ---------------------------------------------------------------------------

    def append(self, ops: list[Op]) -> None:
        """Ops written here, already as the known erasures leave them."""
        for op in ops:
            self._fold(op, fold.APPLIED)
        self.take_effect(ops)

    def merge(self, ops: Iterable[Op]) -> list[Op]:
        """Ops from elsewhere; returns those that were new."""
        coming: dict[bytes, Op] = {}
        for op in ops:
            coming[op.id] = erasing.joined(coming[op.id], op) if op.id in coming else op
        again = [coming.pop(id) for id in list(coming) if id in self.ops]
        emptied = [(self.ops[op.id], op) for op in again if op.stub_of is not None]
        self._put(erasing.joined(mine, stub) for mine, stub in emptied)
        new = [self.as_erased(op) for op in coming.values()]
        self.take_effect(self._take(new))
        return new

    def as_erased(self, op: Op) -> Op:
        known = {id: self.erased[id] for id in erasing._concerned(op) if id in self.erased}
        return erasing._emptied(op, known) if known else op

    def _take(self, new: list[Op]) -> list[Op]:
        by_txn: dict[bytes, list[Op]] = {}
        for op in new:
            by_txn.setdefault(op.txn, []).append(op)
        folded: list[Op] = []
        for txn, ops in by_txn.items():
            earlier = [self.ops[id] for id in self._waiting.get(txn, ())]
            if len(ops) + len(earlier) < ops[0].count:
                for op in ops:
                    self._store(op, WAITING)
                self._waiting.setdefault(txn, []).extend(op.id for op in ops)
                continue
            self._waiting.pop(txn, None)
            for op in (*earlier, *ops):
                state = state_of(op)
                if state in FOLDED:
                    self._fold(op, state)
                    folded.append(op)
                else:
                    self._store(op, state)
        return folded

    def _store(self, op: Op, state: int) -> None:
        if op.id not in self.ops:
            self.ops[op.id] = op
            self._on_row.setdefault((op.table, op.row), []).append(op.id)
            for subject in op.subjects:
                self._about.setdefault(subject, set()).add(op.id)
        self.states[op.id] = state

    # --- rows ---------------------------------------------------------------------------------

    def _fold(self, op: Op, state: int) -> None:
        """Fold an op into its row before it is stored: what is stored is what a row has seen."""
        synced = SYNCED[op.table]
        row = self.row(op.table, op.row)
        if row is None:
            self._store(op, state)
            self._make(op.table, op.row)
            return
        found = fold.heads_of(synced, row)

        def known(seen: tuple[bytes, str]) -> bool:
            there = self.ops.get(seen[0])
            return (
                there is not None
                and (there.table, there.row) == (op.table, op.row)
                and self.states[there.id] in FOLDED
                and seen[1] in fold._as_known(synced, there).values
            )

        heads.fold(found, fold._as_known(synced, op), known)
        self._store(op, state)
        self._keep(op.table, {"id": op.row, **fold._columns(synced, found)})

    def _make(self, table: str, id: bytes) -> None:
        synced = SYNCED[table]
        ids = [i for i in self._on_row.get((table, id), ()) if self.states[i] in FOLDED]
        ops = [fold._as_known(synced, self.ops[i]) for i in ids]
        if any(op.kind == ADD for op in ops):
            self._keep(table, fold._made(synced, id, ops))
        else:
            self.tables[table].pop(id, None)

    def _keep(self, table: str, row: Row) -> None:
        said = _encode((table, [(name, row[name]) for name in sorted(row)]))
        sum = int.from_bytes(blake2b(said, digest_size=16).digest(), "big")
        self.tables[table][row["id"]] = Kept(row, sum)

    # --- erasures -----------------------------------------------------------------------------

    def take_effect(self, folded: Iterable[Op]) -> None:
        new: dict[bytes, Emptied] = {}
        for op in erasing.erasures_in(folded):
            for id, emptied in erasing._said_by(op).items():
                new[id] = emptied.and_also(new[id]) if id in new else emptied
        for id, emptied in new.items():
            self.erased[id] = emptied.and_also(self.erased[id]) if id in self.erased else emptied
            self.unswept.add(id)
        if new:
            concerned = {op for id in new for op in self._about.get(id, ())}
            concerned |= {op for (_t, row), ops in self._on_row.items() if row in new for op in ops}
            left = [(self.ops[id], self.as_erased(self.ops[id])) for id in sorted(concerned)]
            self._put(now for before, now in left if now != before)

    def _put(self, stubs: Iterable[Op]) -> None:
        rows = set()
        for op in stubs:
            if op == self.ops[op.id]:
                continue
            self.ops[op.id] = op
            self.stubbed.add(op.id)
            if self.states[op.id] != WAITING:
                self.states[op.id] = state_of(op)
            if op.table in SYNCED:
                rows.add((op.table, op.row))
        for table, id in sorted(rows):
            self._make(table, id)

    def finished_erasures(self) -> list[bytes]:
        return sorted(
            row["id"]
            for row in self.rows(ERASURE.name)
            if not row["voided"] and self.unswept.isdisjoint(_ids(row["ids"]))
        )

    def holds(self) -> bytes:
        """Every op and row as bytes, one after the other, to look for a word in."""
        rows = (kept.row for table in self.tables.values() for kept in table.values())
        return b"".join((*map(encode, self.ops.values()), *(map(_encode, rows))))


def _ids(said: str) -> set[bytes]:
    return {bytes.fromhex(id.replace("-", "")) for id in msgspec.json.decode(said)}
