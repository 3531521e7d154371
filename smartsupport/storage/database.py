"""Engines over one encrypted SQLite file: one writer, several readers.

The driver's own transaction handling is switched off (it leaves DDL behind after a rollback); the
write engine begins with BEGIN IMMEDIATE, the read engine with BEGIN on a connection that refuses
to write. A guard refuses any statement that would change a synced table without an op.
"""

import re
import sqlite3
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

from smartsupport.domain.errors import Refused, Unavailable
from smartsupport.storage.fold import FOLDING
from smartsupport.storage.schema import SYNCED

_CHANGES = re.compile(
    r"\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)"
    r"\s+[\"`\[]?(\w+)",
    re.IGNORECASE,
)

_CACHE_KIB = 16 * 1024


class UnguardedWrite(Exception):
    """A bug: a synced table was written without leaving an op."""


def write_engine(path: Path, key: str) -> Engine:
    """The one connection that writes; `key` is hexadecimal, 32 bytes."""
    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher,
        creator=lambda: connect(path, key),
        poolclass=StaticPool,
    )
    event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN IMMEDIATE"))
    event.listen(engine, "before_cursor_execute", _guard)
    return engine


def read_engine(path: Path, key: str) -> Engine:
    """Connections that read a consistent snapshot and cannot write."""

    def creator() -> Any:
        connection = connect(path, key)
        connection.execute("PRAGMA query_only = ON")
        return connection

    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher,
        creator=creator,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=4,
    )
    event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN"))
    return engine


def connect(path: Path, key: str) -> Any:
    """A keyed connection with this program's pragmas.

    Raises Refused("database_not_ours") when the key does not open the file and
    Unavailable("database_not_openable").
    """
    try:
        connection = sqlcipher.connect(
            str(path), isolation_level=None, check_same_thread=False, timeout=30
        )
    except sqlcipher.OperationalError as error:
        raise Unavailable("database_not_openable", path=str(path)) from error
    try:
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
        connection.execute("PRAGMA journal_mode = WAL")
        for pragma in (
            "synchronous = FULL",
            "fullfsync = ON",
            "trusted_schema = OFF",
            "temp_store = MEMORY",
            f"cache_size = -{_CACHE_KIB}",
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except (sqlcipher.DatabaseError, sqlite3.DatabaseError) as error:
        connection.close()
        if "not a database" in str(error):
            raise Refused("database_not_ours", path=str(path)) from error
        raise Unavailable("database_not_openable", path=str(path)) from error
    return connection


def known_failure(error: Exception) -> Unavailable | None:
    """The known reason behind a driver's error (full disk, read-only, locked), or None: a bug."""
    text = str(error)
    for words, code in (
        ("database or disk is full", "disk_full"),
        ("attempt to write a readonly", "workspace_not_writable"),
        ("database is locked", "database_busy"),
        ("disk I/O error", "database_not_openable"),
        ("malformed", "database_damaged"),
    ):
        if words in text:
            return Unavailable(code, path="")
    return None


def _guard(
    connection: Connection,
    _cursor: object,
    statement: str,
    _parameters: object,
    context: Any,
    _many: bool,
) -> None:
    found = _CHANGES.match(statement)
    if not found or found[1].lower() not in SYNCED:
        return
    options = context.execution_options if context is not None else {}
    if not all(options.get(name) == value for name, value in FOLDING.items()):
        raise UnguardedWrite(statement)
