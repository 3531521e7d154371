"""Writing at a laptop in memory, with the verbs that `storage.unit_of_work.Work` has."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from msgspec import structs

from smartsupport.domain.change import Seen
from smartsupport.domain.errors import NotFound, Refused
from smartsupport.storage import erasing
from smartsupport.storage.fold import groups_of, is_empty
from smartsupport.storage.heads import base_of, fresh, seen_base
from smartsupport.storage.hlc import tick
from smartsupport.storage.op import ADD, CHANGE, VOID, Op, OpId, Values
from smartsupport.storage.records import all_values, changed_values, from_row, subjects_of
from smartsupport.storage.schema import (
    BY_RECORD,
    DELETED,
    ROW,
    SCHEMA_VERSION,
    VOIDED,
    SyncedTable,
)
from smartsupport.storage.types import to_ms
from tests.simulation.memory_book import MemoryBook

T = TypeVar("T")


class Pen:
    """One transaction: what is written is there from `finish` on, all of it or nothing."""

    def __init__(self, book: MemoryBook, now: datetime) -> None:
        self.now = now
        self._book = book
        self._ops: list[Op] = []
        self._txn = book.random.randbytes(16)
        self._hlc = book.hlc

    def get(self, record: type[T], id: UUID) -> T:
        synced = BY_RECORD[record]
        row = self._book.log.row(synced.name, id.bytes)
        if row is None:
            raise NotFound(f"{synced.name}_not_found", id=str(id))
        return from_row(synced, record, row)

    def find(self, record: type[T]) -> list[T]:
        synced = BY_RECORD[record]
        hidden = VOIDED if synced.event else DELETED
        rows = self._book.log.rows(synced.name)
        return [from_row(synced, record, row) for row in rows if not row[hidden]]

    def add(self, record: T) -> T:
        synced = BY_RECORD[type(record)]
        row: UUID = record.id  # type: ignore[attr-defined]
        if self._book.log.row(synced.name, row.bytes) is not None:
            raise Refused(f"{synced.name}_exists", id=str(row))
        values = all_values(synced, record)
        op = self._next(synced, ADD, row, values, {}, subjects_of(synced, record))
        if synced.event:
            return record
        return replace(record, seen=Seen(fresh(op, groups_of(synced))))  # type: ignore[type-var]

    def change(self, before: T, **values: object) -> None:
        self._change(before, values, settled=())

    def settle(self, before: T, **values: object) -> None:
        self._change(before, values, settled=values)

    def _change(self, before: Any, values: dict[str, object], settled: Iterable[str]) -> None:
        synced = BY_RECORD[type(before)]
        self.get(type(before), before.id)
        after = replace(before, **values)
        groups = {c.group for c in synced.columns if c.name in settled}
        changed = changed_values(synced, before, after, groups)
        if changed:
            seen = seen_base(before.seen, groups_of(synced))
            names = (*groups_of(synced), DELETED) if DELETED in changed else tuple(changed)
            subjects = sorted({*subjects_of(synced, before), *subjects_of(synced, after)})
            self._next(synced, CHANGE, before.id, changed, base_of(seen, names), subjects)

    def delete(self, before: object) -> None:
        self.change(before, deleted=True)

    def void(self, event: Any) -> None:
        synced = BY_RECORD[type(event)]
        row = self._book.log.row(synced.name, event.id.bytes)
        if row is None:
            raise NotFound(f"{synced.name}_not_found", id=str(event.id))
        base = base_of(seen_base(row["heads"], groups_of(synced)), (ROW,))
        self._next(synced, VOID, event.id, {VOIDED: {}}, base, subjects_of(synced, event))

    def _next(
        self,
        synced: SyncedTable,
        kind: str,
        row: UUID,
        values: Values,
        base: dict[str, list[bytes]],
        subjects: list[bytes],
    ) -> Op:
        book, index = self._book, len(self._ops)
        seq = book.seq + index + 1
        self._hlc = tick(self._hlc, self.now)
        op = Op(
            id=OpId(book.replica, book.incarnation, seq, book.random.randbytes(8)).pack(),
            hlc=self._hlc,
            at=to_ms(self.now),
            txn=self._txn,
            index=index,
            count=1,
            actor=None,
            schema=SCHEMA_VERSION,
            kind=kind,
            table=synced.name,
            row=row.bytes,
            values=values,
            base=base,
            subjects=subjects,
        )
        left = book.log.as_erased(op)
        if erasing.loses(op, left) or (kind == ADD and is_empty(left)):
            raise Refused("person_erased")
        self._ops.append(left)
        return left

    def finish(self) -> list[Op]:
        """Commit; returns the ops."""
        whole = [structs.replace(op, count=len(self._ops)) for op in self._ops]
        if whole:
            self._book.append(whole)
        return whole
