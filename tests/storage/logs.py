"""Databases in memory to merge into, and what they hold."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, create_engine, insert, select
from sqlalchemy.pool import StaticPool

from smartsupport.storage import check, oplog
from smartsupport.storage.fold import raw
from smartsupport.storage.op import Op
from smartsupport.storage.schema import METADATA, OP, REPLICA, SYNCED
from smartsupport.storage.unit_of_work import Store


@contextmanager
def in_memory() -> Iterator[Connection]:
    """An empty database of this version."""
    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher,
        creator=lambda: sqlcipher.connect(":memory:", isolation_level=None),
        poolclass=StaticPool,
    )
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            METADATA.create_all(connection)
            connection.execute(
                insert(REPLICA).values(id=1, replica=bytes(8), incarnation=1, seq=0, hlc=0)
            )
            yield connection
    finally:
        engine.dispose()


def ops_of(store: Store) -> list[Op]:
    with store.reading() as reading:
        return list(oplog.all_ops(reading.connection))


def states(connection: Connection) -> dict[bytes, int]:
    return {row.id: row.state for row in connection.execute(select(OP.c.id, OP.c.state))}


def rows(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """Every synced table, in order."""
    return {
        name: sorted(tuple(row) for row in connection.execute(select(raw(synced))))
        for name, synced in SYNCED.items()
    }


def differences(one: Store, other: Store) -> list[str]:
    with one.reading() as a, other.reading() as b:
        return check.table_differences(a.connection, b.connection)
