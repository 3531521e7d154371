"""Engines over one encrypted SQLite file: one writer, several readers.

The driver's own transaction handling is switched off (it leaves DDL behind after a rollback); the
write engine begins with BEGIN IMMEDIATE, the read engine with BEGIN on a connection that refuses
to write. A guard refuses any statement that would change a synced table without an op.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import Pool, QueuePool, StaticPool
from sqlalchemy.util import LRUCache

from smartsupport.domain.errors import Known, Refused, Unavailable
from smartsupport.storage.fold import FOLDING
from smartsupport.storage.schema import SYNCED

_CHANGES = re.compile(
    r"\b(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)"
    r"\s+(?:[\"`\[]?\w+[\"`\]]?\s*\.\s*)?[\"`\[]?(\w+)",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)

_BUSY_SECONDS = 30
"""How long a write waits for another process that writes."""

_SYNCHRONOUS = "FULL"
"""What was committed is on the disk, and outlives a cut of the power."""

_CACHE_KIB = 16 * 1024
_WRITER_CACHE_KIB = 64 * 1024
"""Ids are random, so every op changes leaves all over four indexes."""


class UnguardedWrite(Exception):
    """A bug: a synced table was written without leaving an op."""


class _Dialect(SQLiteDialect_pysqlite):
    """Every engine speaks the same SQLite: a statement compiled for one serves all."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Dialect)

    def __hash__(self) -> int:
        return hash(_Dialect)


registry.register("sqlite.smartsupport", __name__, _Dialect.__name__)

_COMPILED: LRUCache[Any, Any] = LRUCache(1000)
"""Statements without their values. Compiling one takes ten times as long as running it, and each
engine would do it again: the reading one, another after every lock, that of every backup."""


def _engine(creator: Callable[[], Any], poolclass: type[Pool], **pool: int) -> Engine:
    return create_engine(
        "sqlite+smartsupport://",
        module=sqlcipher,
        creator=creator,
        poolclass=poolclass,
        hide_parameters=True,
        execution_options={"compiled_cache": _COMPILED},
        **pool,
    )


def write_engine(path: Path, key: str) -> Engine:
    """The one connection that writes; `key` is hexadecimal, 32 bytes. Errors quote no values."""

    def creator() -> Any:
        connection = connect(path, key)
        connection.execute(f"PRAGMA cache_size = -{_WRITER_CACHE_KIB}")
        connection.execute("PRAGMA secure_delete = ON")
        return connection

    engine = _engine(creator, StaticPool)
    event.listen(engine, "handle_error", _replace_after_damage)
    event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN IMMEDIATE"))
    event.listen(engine, "before_cursor_execute", _guard)
    return engine


def read_engine(path: Path, key: str) -> Engine:
    """Connections that read a consistent snapshot and cannot write."""

    def creator() -> Any:
        connection = connect(path, key)
        connection.execute("PRAGMA query_only = ON")
        return connection

    engine = _engine(creator, QueuePool, pool_size=4, max_overflow=4)
    event.listen(engine, "handle_error", _replace_after_damage)
    event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN"))
    return engine


def memory_engine() -> Engine:
    """One connection to an empty database in memory, without a guard."""

    def creator() -> Any:
        return sqlcipher.connect(":memory:", isolation_level=None, check_same_thread=False)

    engine = _engine(creator, StaticPool)
    event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN"))
    return engine


def _replace_after_damage(context: ExceptionContext) -> None:
    """After one page with a wrong checksum SQLCipher reads no other one on that connection.

    With another connection the rest of the register stays in use, and the desk goes on.
    """
    if "malformed" in str(context.original_exception):
        context.is_disconnect = True
        context.invalidate_pool_on_disconnect = False


def connect(path: Path, key: str) -> Any:
    """A keyed connection with this program's pragmas.

    Raises Refused("database_not_ours") when the key does not open the file, and what `known`
    knows; Unavailable("database_not_openable") for the rest.
    """
    try:
        connection = sqlcipher.connect(
            str(path), isolation_level=None, check_same_thread=False, timeout=_BUSY_SECONDS
        )
    except sqlcipher.OperationalError as error:
        raise Unavailable("database_not_openable", path=str(path)) from error
    try:
        for pragma in (
            "cipher_log_level = NONE",
            f"key = \"x'{key}'\"",
            "journal_mode = WAL",
            f"synchronous = {_SYNCHRONOUS}",
            "fullfsync = ON",
            "trusted_schema = OFF",
            "temp_store = MEMORY",
            f"cache_size = -{_CACHE_KIB}",
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlcipher.DatabaseError as error:
        connection.close()
        raise known(error, path) or Unavailable("database_not_openable", path=str(path)) from error
    return connection


_KNOWN: tuple[tuple[str, type[Known], str], ...] = (
    ("file is not a database", Refused, "database_not_ours"),
    ("malformed", Unavailable, "database_damaged"),
    ("database or disk is full", Unavailable, "disk_full"),
    ("attempt to write a readonly", Unavailable, "workspace_not_writable"),
    ("database is locked", Unavailable, "database_busy"),
    ("disk I/O error", Unavailable, "database_not_openable"),
    ("unable to open database file", Unavailable, "database_not_openable"),
)
"""What the driver says, and what it means to a person."""


def known(error: Exception, path: Path) -> Known | None:
    """The known reason behind a driver's error, or None: a bug."""
    text = str(error)
    for words, failure, code in _KNOWN:
        if words in text:
            return failure(code, path=str(path))
    return None


@contextmanager
def known_failures(path: Path) -> Iterator[None]:
    """Turn what is known of the driver's errors into `Known` ones."""
    try:
        yield
    except DBAPIError as error:
        reason = known(error, path)
        if reason is None:
            raise
        raise reason from error


@lru_cache(maxsize=1000)
def _synced_tables_changed(statement: str) -> bool:
    found = _CHANGES.findall(_COMMENTS.sub(" ", statement))
    return any(name.lower() in SYNCED for name in found)


def _guard(
    _connection: Connection,
    _cursor: object,
    statement: str,
    _parameters: object,
    context: Any,
    _many: bool,
) -> None:
    if not _synced_tables_changed(statement):
        return
    options = context.execution_options if context is not None else {}
    if not all(options.get(name) == value for name, value in FOLDING.items()):
        raise UnguardedWrite(statement)
