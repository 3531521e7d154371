"""Is the database whole, and does the log tell the same story as the tables?"""

from sqlalchemy import Connection, create_engine, insert, select, text
from sqlalchemy.pool import StaticPool

from smartsupport.domain.errors import Unavailable
from smartsupport.storage import oplog
from smartsupport.storage.fold import raw
from smartsupport.storage.schema import METADATA, REPLICA, SYNCED
from smartsupport.storage.unit_of_work import Store


def quick_check(store: Store) -> list[str]:
    """What is wrong with the file; empty when every page in use is as it was written.

    May run beside writes: it reads through the journal, and each page's checksum with it.
    """
    try:
        with store.reading() as reading:
            # After one wrong page it reads no other: nobody else may be given this connection.
            reading.connection.detach()
            found = reading.connection.execute(text("PRAGMA quick_check")).scalars().all()
    except Unavailable as error:
        if error.code != "database_damaged":
            raise
        return [error.code]
    return [str(line) for line in found if line != "ok"]


def replay_differences(store: Store) -> list[str]:
    """Rows in which replaying the whole log gives something else than the tables hold, and ops
    that hold more than the erasures in the log leave of them.

    Empty when the fundamental promise of the log stands. Uses memory in proportion to the log.
    """
    import sqlcipher3.dbapi2 as sqlcipher

    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher,
        poolclass=StaticPool,
        connect_args={"check_same_thread": False},
    )
    try:
        with store.reading() as reading, engine.begin() as fresh:
            METADATA.create_all(fresh, checkfirst=False)
            fresh.execute(
                insert(REPLICA).values(id=1, replica=b"\0" * 8, incarnation=1, seq=0, hlc=0)
            )
            oplog.merge(fresh, oplog.all_ops(reading.connection))
            return table_differences(reading.connection, fresh) + _not_emptied(
                reading.connection, fresh
            )
    finally:
        engine.dispose()


def _not_emptied(log: Connection, replayed: Connection) -> list[str]:
    """Ops of which an erasure should have left less, as "op id"."""
    pairs = zip(oplog.all_ops(log), oplog.all_ops(replayed), strict=True)
    return [f"op {ours.id.hex()}" for ours, theirs in pairs if ours != theirs]


def table_differences(a: Connection, b: Connection) -> list[str]:
    """Which synced rows two databases hold differently, as "table id"."""
    out = []
    for synced in SYNCED.values():
        table = raw(synced)
        rows_a, rows_b = ({row[0]: tuple(row) for row in c.execute(select(table))} for c in (a, b))
        out += [
            f"{synced.name} {key.hex()}"
            for key in sorted(rows_a.keys() | rows_b.keys())
            if rows_a.get(key) != rows_b.get(key)
        ]
    return out
