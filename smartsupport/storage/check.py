"""Is the database whole, and does the log tell the same story as the tables?"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from sqlalchemy import Connection, MetaData, create_mock_engine, insert, select, text
from sqlalchemy.engine.mock import MockConnection
from sqlalchemy.schema import ExecutableDDLElement

from smartsupport.domain.errors import Unavailable
from smartsupport.storage import digest, oplog
from smartsupport.storage.database import memory_engine
from smartsupport.storage.fold import raw
from smartsupport.storage.op import encode
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
    """Rows in which replaying the whole log gives something else than the tables hold, ops that
    hold more than the erasures in the log leave of them, and tables that add up to something else
    than is noted.

    Empty when the fundamental promise of the log stands. Uses memory in proportion to the log.
    """
    with store.reading() as reading, in_memory() as fresh:
        oplog.merge(fresh, oplog.all_ops(reading.connection))
        return [
            *table_differences(reading.connection, fresh),
            *_not_emptied(reading.connection, fresh),
            *sum_differences(reading.connection),
        ]


@contextmanager
def in_memory() -> Iterator[Connection]:
    """An empty database of this version, gone at the end."""
    engine = memory_engine()
    try:
        with engine.begin() as connection:
            for statement in _schema(METADATA):
                connection.exec_driver_sql(statement)
            connection.execute(
                insert(REPLICA).values(id=1, replica=bytes(8), incarnation=1, seq=0, hlc=0)
            )
            yield connection
    finally:
        engine.dispose()


@cache
def _schema(metadata: MetaData) -> tuple[str, ...]:
    """The statements that make its tables; putting them into words takes longer than running."""
    statements: list[str] = []

    def write_down(statement: ExecutableDDLElement, *_: object) -> None:
        statements.append(str(statement.compile(dialect=scribe.dialect)))

    scribe: MockConnection = create_mock_engine("sqlite://", write_down)
    metadata.create_all(scribe, checkfirst=False)
    return tuple(statements)


def _not_emptied(log: Connection, replayed: Connection) -> list[str]:
    """Ops of which an erasure should have left less, as "op id"."""
    pairs = zip(oplog.all_ops(log), oplog.all_ops(replayed), strict=True)
    return [f"op {ours.id.hex()}" for ours, theirs in pairs if encode(ours) != encode(theirs)]


def sum_differences(connection: Connection) -> list[str]:
    """Tables that add up to something else than was noted at their writes, as "sum table"."""
    noted, found = digest.noted(connection), digest.added_up(connection)
    return [
        f"sum {name}" for name in sorted(noted.keys() | found) if noted.get(name) != found.get(name)
    ]


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
