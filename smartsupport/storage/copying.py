"""A consistent copy of a database that is in use, under another key, checked before it counts."""

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from smartsupport.domain.errors import Unavailable
from smartsupport.storage.database import connect, known

Progress = Callable[[float], None]
"""Is told what part is done, 0 to 1, in the thread that works; what it raises stops the work."""

_PAGES = 500
"""About 2 MB a step: whoever writes meanwhile waits for the disk no longer than that takes."""


def silent(_part: float) -> None:
    """For whom nobody waits."""


def copy(path: Path, key: str, target: Path, target_key: str, progress: Progress = silent) -> None:
    """Copy the database at `path` into the new file `target`, in one piece and without a journal.

    The copy is of one moment, and others go on reading and writing meanwhile. It is opened with
    its own key and read page by page before this returns; nothing of it is left on a failure.
    Raises Unavailable("backup_not_written"), Unavailable("disk_full") and what `connect` raises.
    """
    forget(target)
    source = connect(path, key)
    try:
        # The snapshot of this read transaction is what is copied, whatever is written since.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        copied = _plainly(target, target_key)
        try:
            source.backup(
                copied,
                pages=_PAGES,
                progress=lambda _status, left, whole: progress(0.7 * (1 - left / (whole or 1))),
            )
        finally:
            copied.close()
        if not is_whole(target, target_key):
            raise Unavailable("backup_not_written", path=str(target.parent))
        progress(1)
    except BaseException as error:
        forget(target)
        if isinstance(error, sqlcipher.Error | OSError):
            raise failed(error, target) from error
        raise
    finally:
        source.close()


def is_whole(path: Path, key: str) -> bool:
    """Whether this key opens a database that nobody else has open, and every page of it is right.

    Leaves it in one file.
    """
    try:
        connection = _plainly(path, key)
        try:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            connection.execute("PRAGMA journal_mode = DELETE")
        finally:
            connection.close()
    except sqlcipher.DatabaseError:
        return False
    return bool(found == "ok")


def forget(path: Path) -> None:
    """Remove a database and what SQLite left beside it."""
    for end in ("", "-wal", "-shm", "-journal"):
        try:
            path.with_name(path.name + end).unlink(missing_ok=True)
        except OSError:  # a disk that is gone took the file along
            return


def _plainly(path: Path, key: str) -> Any:
    """A file that is worth nothing until it is finished needs no journal and waits for no disk."""
    connection = sqlcipher.connect(str(path), isolation_level=None)
    try:
        for pragma in (
            "cipher_log_level = NONE",
            f"key = \"x'{key}'\"",
            "journal_mode = OFF",
            "synchronous = OFF",
            "trusted_schema = OFF",
            "temp_store = MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def failed(error: Exception, target: Path) -> Unavailable:
    """What a refusal of the disk means while a backup is written to `target`."""
    folder = str(target.parent)
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    reason = known(error, target)
    if full or (reason is not None and reason.code == "disk_full"):
        return Unavailable("disk_full", path=folder)
    return Unavailable("backup_not_written", path=folder)
