"""Databases in memory to merge into, and what they hold."""

from sqlalchemy import Connection, select

from smartsupport.storage import check, oplog
from smartsupport.storage.fold import raw
from smartsupport.storage.op import Op
from smartsupport.storage.schema import OP, SYNCED
from smartsupport.storage.unit_of_work import Store


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
