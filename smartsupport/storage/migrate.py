"""Bringing a database to this version: one look at start, Alembic only when something differs."""

from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, inspect, select, text

from smartsupport.domain.errors import Refused, Unavailable
from smartsupport.storage import derive, digest, held, oplog
from smartsupport.storage.database import connect
from smartsupport.storage.erasing import Touched
from smartsupport.storage.joining import PEOPLE
from smartsupport.storage.op import UPCASTERS
from smartsupport.storage.schema import ENTRY_KEY, SYNCED

HEAD = "0006"
"""The newest revision; a test holds it against the files."""

_REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")


def bring_up_to_date(
    engine: Engine, *, path: Path, key: str, backups: Path | None, now: datetime
) -> bool:
    """Migrate the database behind `engine` if its revision is not this version's.

    A backup is made first, unless the file is new or a copy itself (`backups` None).
    Returns whether anything was done.
    Raises Refused("workspace_newer") for a file that a later version wrote.
    """
    with engine.begin() as connection:
        found = revision(connection)
    if found == HEAD:
        return False
    if found is not None and found not in _REVISIONS:
        raise Refused("workspace_newer", path=str(path.parent))
    if found is not None and backups is not None:
        back_up(path, key, backups / f"before-{HEAD}-{now:%Y%m%d-%H%M%S}.db")
    with engine.begin() as connection:
        before, compared = _columns(connection), _has(connection, ENTRY_KEY.name)
        _upgrade(connection)
        if found is not None:
            _fold_again(connection, before)
            held.fill(connection)
            if not compared:
                derive.refresh(connection, _everybody(connection))
        digest.fill(connection)
    return True


def is_older(found: str | None) -> bool:
    """Whether a database at revision `found` is one that this version migrates."""
    return found in _REVISIONS and found != HEAD


def revision(connection: Connection) -> str | None:
    """The revision a database stands at; None for an empty one."""
    known = connection.execute(
        text("SELECT name FROM sqlite_schema WHERE name = 'alembic_version'")
    ).first()
    if known is None:
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    return None if found is None else str(found[0])


def back_up(path: Path, key: str, target: Path) -> None:
    """Copy a database, encrypted with the same key, into a new file that is then checked.

    Raises Unavailable("backup_not_written").
    """
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        verdict = _copy(path, key, part)
        if verdict == "ok":
            part.replace(target)
    except (sqlcipher.Error, OSError, Unavailable) as error:
        raise Unavailable("backup_not_written", path=str(target.parent)) from error
    if verdict != "ok":
        raise Unavailable("backup_not_written", path=str(target.parent))


def _copy(path: Path, key: str, target: Path) -> str:
    source = connect(path, key)
    try:
        copy = connect(target, key)
        try:
            source.backup(copy)
            return str(copy.execute("PRAGMA quick_check").fetchone()[0])
        finally:
            copy.close()
    finally:
        source.close()


def _columns(connection: Connection) -> dict[str, frozenset[str]]:
    """The columns of every synced table that is there."""
    found = inspect(connection)
    there = SYNCED.keys() & set(found.get_table_names())
    return {name: frozenset(c["name"] for c in found.get_columns(name)) for name in there}


def _fold_again(connection: Connection, before: dict[str, frozenset[str]]) -> None:
    """Make anew from the log what this version understands differently: rows with new columns,
    rows of a changed meaning, and ops that had waited for this version.
    """
    after = _columns(connection)
    changed = {name for name, columns in before.items() if after[name] != columns}
    for upcaster in UPCASTERS.values():
        changed |= upcaster.tables
    derive.refresh(connection, oplog.refold(connection, changed))


def _has(connection: Connection, table: str) -> bool:
    return inspect(connection).has_table(table)


def _everybody(connection: Connection) -> Touched:
    """All people, who are compared with each other from now on."""
    return {
        kind: set(connection.execute(select(SYNCED[kind].table.c.id)).scalars()) for kind in PEOPLE
    }


def _upgrade(connection: Connection) -> None:
    from alembic import command

    command.upgrade(alembic_config(connection), "head")


def alembic_config(connection: Connection) -> Any:
    """Alembic's configuration for this program's revisions on one connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config
