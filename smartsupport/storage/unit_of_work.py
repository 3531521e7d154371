"""Transactions: a service asks `work` for `get, find, add, change, void`, and each leaves its op.

Everything a `Work` did is committed together or not at all; the rows are written at once, so the
same transaction reads what it wrote, and the ops are numbered and stored just before the commit.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Lock, get_ident
from typing import Any, TypeVar
from uuid import UUID

from msgspec import structs
from sqlalchemy import Connection, Engine, select, update
from sqlalchemy.exc import IntegrityError

from smartsupport.clock import Clock
from smartsupport.domain.change import Seen
from smartsupport.domain.errors import NotFound, Refused
from smartsupport.storage import derive, erasing, oplog
from smartsupport.storage.database import known_failures
from smartsupport.storage.erasing import Touched
from smartsupport.storage.fold import APPLIED, fold_ops, groups_of, is_empty, make_row, raw
from smartsupport.storage.heads import base_of, fresh, seen_base
from smartsupport.storage.hlc import tick
from smartsupport.storage.op import ADD, CHANGE, VOID, Op, OpId, Values
from smartsupport.storage.oplog import Merged
from smartsupport.storage.records import all_values, changed_values, from_row, subjects_of
from smartsupport.storage.row_sums import RowSums
from smartsupport.storage.schema import (
    BY_RECORD,
    DELETED,
    ERASED,
    REPLICA,
    ROW,
    SCHEMA_VERSION,
    VOIDED,
    SyncedTable,
)
from smartsupport.storage.types import Id, to_ms

T = TypeVar("T")


class Reading:
    """A consistent snapshot. Read models in `storage.queries` take one; services never look in."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def find(self, record: type[T], **equal: object) -> list[T]:
        """Records whose columns equal these values; a tuple or list means any of its values.

        Deleted records and voided events are left out.
        """
        synced = BY_RECORD[record]
        raw_table = raw(synced)
        statement = select(raw_table)
        hidden = VOIDED if synced.event else DELETED
        statement = statement.where(raw_table.c[hidden] == 0)
        for name, value in equal.items():
            column = raw_table.c[name]
            encode = _encoder(synced, name)
            if isinstance(value, tuple | list | set | frozenset):
                statement = statement.where(column.in_([encode(v) for v in value]))
            elif value is None:
                statement = statement.where(column.is_(None))
            else:
                statement = statement.where(column == encode(value))
        rows = self.connection.execute(statement).mappings()
        return [from_row(synced, record, row) for row in rows]

    def get(self, record: type[T], id: UUID) -> T:
        """The record with this id, deleted or not. Raises NotFound("<table>_not_found")."""
        synced = BY_RECORD[record]
        return from_row(synced, record, self._stored(synced, id))

    def _stored(self, synced: SyncedTable, id: UUID) -> Mapping[Any, Any]:
        raw_table = raw(synced)
        row = (
            self.connection.execute(select(raw_table).where(raw_table.c.id == id.bytes))
            .mappings()
            .first()
        )
        if row is None:
            raise NotFound(f"{synced.name}_not_found", id=str(id))
        return row

    def first(self, record: type[T], **equal: object) -> T | None:
        """The first of `find`, or None."""
        return next(iter(self.find(record, **equal)), None)


def _encoder(synced: SyncedTable, name: str) -> Callable[[Any], Any]:
    if name == "id":
        return lambda value: Id().process_bind_param(value, None)  # type: ignore[arg-type]
    return next(c.codec.encode for c in synced.columns if c.name == name)


class Work(Reading):
    """One transaction that may write."""

    def __init__(self, connection: Connection, clock: Clock, actor: UUID | None) -> None:
        super().__init__(connection)
        self.now = clock()
        self.touched: Touched = {}
        self.txn = secrets.token_bytes(16)
        self._actor = actor
        self._ops: list[Op] = []
        self._unstored: set[bytes] = set()
        self._sums = RowSums()
        any_erased = select(ERASED.c.subject).exists().label("any_erased")
        found = connection.execute(select(REPLICA, any_erased)).one()
        self.replica, self._incarnation = found.replica, found.incarnation
        self._seq, self._hlc = found.seq, found.hlc
        self._any_erased = bool(found.any_erased)

    @property
    def writer(self) -> tuple[bytes, int]:
        """Replica and incarnation under which this transaction writes."""
        return self.replica, self._incarnation

    @property
    def position(self) -> int:
        """The number of its last op; of the one before it as long as it has none."""
        return int(self._seq)

    def add(self, record: T) -> T:
        """Store a new record or event; returns it with what its writer has seen.

        Raises Refused("<table>_exists") when something, deleted or not, has this id already, and
        Refused("text_not_storable").
        """
        synced = BY_RECORD[type(record)]
        row: UUID = record.id  # type: ignore[attr-defined]
        values = all_values(synced, record)
        op = self._next(synced, ADD, row, values, {}, subjects_of(synced, record))
        try:
            make_row(self.connection, op, self._sums)
        except IntegrityError:
            raise Refused(f"{synced.name}_exists", id=str(row)) from None
        self._keep(op)
        if synced.event:
            return record
        return replace(record, seen=Seen(fresh(op, groups_of(synced))))  # type: ignore[type-var]

    def change(self, before: T, **values: object) -> T:
        """Store what differs from `before` as read; returns the record as changed.

        The op's base is what `before` had *seen*: a foreign change since then is not overwritten
        but stands beside this one; so go on with the record returned, not with `before`. A
        deleted record that is edited is back.
        Raises NotFound("<table>_not_found") and Refused("text_not_storable").
        """
        return self._change(before, values, settled=())

    def settle(self, before: T, **values: object) -> T:
        """Like `change`, and these fields have one version afterwards, even the one in use."""
        return self._change(before, values, settled=values)

    def _change(self, before: T, values: Mapping[str, object], settled: Iterable[str]) -> T:
        synced = BY_RECORD[type(before)]
        after = replace(before, **values)  # type: ignore[type-var]
        groups = {c.group for c in synced.columns if c.name in settled}
        changed = changed_values(synced, before, after, groups)
        if not changed:
            return before
        seen = seen_base(before.seen, groups_of(synced))  # type: ignore[attr-defined]
        names = (*groups_of(synced), DELETED) if DELETED in changed else tuple(changed)
        row: UUID = before.id  # type: ignore[attr-defined]
        subjects = sorted({*subjects_of(synced, before), *subjects_of(synced, after)})
        self._fold(synced, CHANGE, row, changed, base_of(seen, names), subjects)
        return self.get(type(before), row)

    def delete(self, before: T) -> T:
        """Take a record out of sight; its history stays."""
        return self.change(before, deleted=True)

    def void(self, event: object) -> None:
        """Take back an event; both stay in the log. Raises NotFound("<table>_not_found")."""
        synced = BY_RECORD[type(event)]
        row: UUID = event.id  # type: ignore[attr-defined]
        stored = self._stored(synced, row)
        base = base_of(seen_base(stored["heads"], groups_of(synced)), (ROW,))
        about = subjects_of(synced, from_row(synced, type(event), stored))
        self._fold(synced, VOID, row, {VOIDED: {}}, base, about)

    def _fold(
        self,
        synced: SyncedTable,
        kind: str,
        row: UUID,
        values: Values,
        base: dict[str, list[bytes]],
        subjects: list[bytes],
    ) -> None:
        op = self._next(synced, kind, row, values, base, subjects)
        if fold_ops(self.connection, [op], self._sums, self._unstored):
            raise NotFound(f"{synced.name}_not_found", id=str(row))
        self._keep(op)

    def _next(
        self,
        synced: SyncedTable,
        kind: str,
        row: UUID,
        values: Values,
        base: dict[str, list[bytes]],
        subjects: list[bytes],
    ) -> Op:
        seq = self._seq + 1
        op = Op(
            id=OpId(self.replica, self._incarnation, seq, secrets.token_bytes(8)).pack(),
            hlc=tick(self._hlc, self.now),
            at=to_ms(self.now),
            txn=self.txn,
            index=len(self._ops),
            count=1,
            actor=self._actor.bytes if self._actor else None,
            schema=SCHEMA_VERSION,
            kind=kind,
            table=synced.name,
            row=row.bytes,
            values=values,
            base=base,
            subjects=subjects,
        )
        return self._as_erased(op) if self._any_erased else op

    def _as_erased(self, op: Op) -> Op:
        """The op, or what the erasures of those it is about leave of it.

        Raises Refused("person_erased") when that is less than it says.
        """
        [left] = erasing.as_erased(self.connection, [op])
        if erasing.loses(op, left) or (op.kind == ADD and is_empty(left)):
            raise Refused("person_erased")
        return left

    def _keep(self, op: Op) -> None:
        """Take a folded op among those that this transaction stores."""
        self._seq += 1
        self._hlc = op.hlc
        self._ops.append(op)
        self._unstored.add(op.id)
        self.touched.setdefault(op.table, set()).add(UUID(bytes=op.row))

    def finish(self) -> None:
        """Number the ops, store them, and bring what is derived from the rows up to date."""
        if not self._ops:
            return
        count = len(self._ops)
        whole = [structs.replace(op, count=count) for op in self._ops]
        oplog.append(self.connection, ((op, APPLIED) for op in whole))
        self.connection.execute(update(REPLICA).values(seq=self._seq, hlc=self._hlc))
        gone = erasing.take_effect(self.connection, erasing.erasures_in(whole), self._sums)
        self._sums.note(self.connection)
        for name, ids in gone.items():
            self.touched.setdefault(name, set()).update(ids)
        derive.refresh(self.connection, self.touched)


class Store:
    """One workspace's database: hands out transactions and snapshots.

    `after_commit` is called with the ids that a committed transaction changed, by table.
    """

    def __init__(
        self, writer: Engine, reader: Engine, *, path: Path, clock: Clock, actor: UUID | None
    ) -> None:
        self._writer = writer
        self._reader = reader
        self.path = path
        self.clock = clock
        self.actor = actor
        self.after_commit: Callable[[Touched], None] = lambda touched: None
        self._turn = Lock()
        self._writing: int | None = None

    @contextmanager
    def transaction(self) -> Iterator[Work]:
        """A transaction that commits at the end and rolls back on any error."""
        with self.maintenance() as connection:
            work = Work(connection, self.clock, self.actor)
            yield work
            work.finish()
        if work.touched:
            self.after_commit(work.touched)

    def merge(self, ops: Iterable[Op]) -> Merged:
        """Take ops from elsewhere, in one transaction; see `oplog.merge`."""
        with self.maintenance() as connection:
            done = oplog.merge(connection, ops)
            derive.refresh(connection, done.touched)
        if done.touched:
            self.after_commit(done.touched)
        return done

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """A snapshot that cannot write."""
        with known_failures(self.path), self._reader.begin() as connection:
            yield Reading(connection)

    @contextmanager
    def maintenance(self) -> Iterator[Connection]:
        """A bare write transaction for local tables and checks inside `storage`.

        Threads take turns: they share one connection, and so would share one transaction.
        """
        if self._writing == get_ident():
            raise RuntimeError("a transaction within a transaction")
        with self._turn, known_failures(self.path):
            self._writing = get_ident()
            try:
                with self._writer.begin() as connection:
                    yield connection
            finally:
                self._writing = None

    @contextmanager
    def bare(self) -> Iterator[Any]:
        """The writing connection of the driver, for what SQLite does outside transactions only."""
        with self._turn:
            borrowed = self._writer.raw_connection()
            try:
                yield borrowed.driver_connection
            finally:
                borrowed.close()

    def close(self) -> None:
        """Give every connection back; what was committed stays."""
        self._reader.dispose()
        self._writer.dispose()
