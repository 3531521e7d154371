"""Bringing a database to this version: one look at start, Alembic only when something differs."""

from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, text

from smartsupport.domain.errors import Refused, Unavailable
from smartsupport.storage.database import connect

HEAD = "0001"
"""The newest revision; a test holds it against the files."""

_REVISIONS = ("0001",)


def bring_up_to_date(engine: Engine, *, path: Path, key: str, backups: Path, now: datetime) -> bool:
    """Migrate the database behind `engine` if its revision is not this version's.

    A backup is made first, unless the file is new. Returns whether anything was done.
    Raises Refused("workspace_newer") for a file that a later version wrote.
    """
    with engine.begin() as connection:
        found = revision(connection)
    if found == HEAD:
        return False
    if found is not None and found not in _REVISIONS:
        raise Refused("workspace_newer")
    if found is not None:
        back_up(path, key, backups / f"before-{HEAD}-{now:%Y%m%d-%H%M%S}.db")
    with engine.begin() as connection:
        _upgrade(connection)
    return True


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
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    source = copy = None
    try:
        source, copy = connect(path, key), connect(part, key)
        source.backup(copy)
        verdict = copy.execute("PRAGMA quick_check").fetchone()[0]
    except (sqlcipher.Error, OSError) as error:
        raise Unavailable("backup_not_written", path=str(target.parent)) from error
    finally:
        for connection in (source, copy):
            if connection is not None:
                connection.close()
    if verdict != "ok":
        raise Unavailable("backup_not_written", path=str(target.parent))
    part.replace(target)


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
