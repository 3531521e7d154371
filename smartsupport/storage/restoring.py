"""Putting a whole register from a backup in the place of the one here: all at once or not at all.

The new database and its key file are finished in the folder `restoring`. Renaming that folder to
`restored` decides; from then on every opening carries on until both files stand in their places.
Cut off before, the old register is there; cut off afterwards, the new one.
"""

import shutil
from datetime import datetime
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import select

from smartsupport.domain.errors import Refused, Unavailable
from smartsupport.paths import Places
from smartsupport.storage import backup, copying, ring
from smartsupport.storage import vault as vaults
from smartsupport.storage.backup import Header
from smartsupport.storage.copying import Progress, silent
from smartsupport.storage.database import connect
from smartsupport.storage.occupancy import occupy
from smartsupport.storage.op import decode
from smartsupport.storage.schema import OP
from smartsupport.storage.settling import settle
from smartsupport.storage.unit_of_work import Reading, Store
from smartsupport.storage.vault import Vault

_CARRIED = ("erasure", "account", "recovery_sheet")


def unpacked(path: Path, key: str, work: Path, progress: Progress = silent) -> Header:
    """The database of a backup in the new file `work`, looked through page by page.

    Raises what `backup.unpack` raises; nothing is left then.
    """
    header = backup.unpack(path, work, lambda done: progress(done * 0.5))
    try:
        whole = copying.is_whole(work, key)
    except BaseException:
        copying.forget(work)
        raise
    if not whole:
        copying.forget(work)
        raise Refused("backup_damaged", file=path.name)
    progress(1)
    return header


def prepare(places: Places, path: Path, backup_key: str, key: str, progress: Progress) -> Path:
    """The database of a backup in the folder of what is made ready, under a `key` of its own.

    Raises what `unpacked` and `copying.copy` raise, Unavailable("workspace_not_writable").
    """
    try:
        shutil.rmtree(places.restoring, ignore_errors=True)
        places.restoring.mkdir(parents=True)
    except OSError as error:
        raise Unavailable("workspace_not_writable", path=str(places.base)) from error
    work = places.restoring / "unpacked.db"
    ready = places.restoring / places.database.name
    unpacked(path, backup_key, work, lambda done: progress(done * 0.5))
    copying.copy(work, backup_key, ready, key, lambda done: progress(0.5 + done * 0.5))
    copying.forget(work)
    return ready


def carry_over(restored: Store, replaced: Reading) -> None:
    """Merge what must not go back to the day of the backup: who was erased since, who may come
    in and by which password or sheet. Each change comes with its whole transaction. The keys of
    the shared folder come along: what is written must not go under one of that day.
    """
    carried = select(OP.c.txn).where(OP.c.table_name.in_(_CARRIED))
    bodies = replaced.connection.execute(select(OP.c.body).where(OP.c.txn.in_(carried)))
    restored.merge([decode(body) for body in bodies.scalars()])
    with restored.maintenance() as connection:
        for key in ring.keys(replaced.connection):
            ring.put(connection, key)


def let_go(database: Path, key: str, position: int) -> None:
    """Bring a database into one file that no program has open, and that is still at `position`.

    Raises Unavailable("database_busy") where another has it open, or wrote since.
    """
    connection = connect(database, key)
    try:
        connection.execute("PRAGMA busy_timeout = 1000")
        (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        (now,) = connection.execute("SELECT hlc FROM replica").fetchone()
    except sqlcipher.Error as error:
        raise Unavailable("database_busy", path=str(database)) from error
    finally:
        connection.close()
    if mode != "delete" or now != position:
        raise Unavailable("database_busy", path=str(database))


def keep_aside(places: Places, now: datetime) -> None:
    """Copy what cannot be opened, as it is, into the folder of the backups.

    Raises Unavailable("backup_not_written" | "disk_full").
    """
    aside = places.backups / f"replaced-{now:%Y%m%d-%H%M%S}"
    beside = places.base.glob(places.database.name + "*")
    try:
        aside.mkdir(parents=True, exist_ok=True)
        for file in (*beside, places.vault):
            if file.is_file():
                shutil.copy2(file, aside / file.name)
                settle(aside / file.name)
    except OSError as error:
        raise copying.failed(error, aside) from error


def commit(places: Places, vault: Vault) -> None:
    """What was made ready takes its place; whoever calls this is alone here.

    Raises Unavailable("workspace_not_writable"); the old register is there then, or the next
    opening carries on.
    """
    vaults.save(vault, places.restoring / places.vault.name)
    try:
        settle(places.restoring / places.database.name)
        settle(places.restoring)
        places.restoring.rename(places.restored)
        settle(places.base)
        _take_place(places)
    except OSError as error:
        raise Unavailable("workspace_not_writable", path=str(places.base)) from error


def finish(places: Places) -> None:
    """Carry on where a restore was cut off; nothing where none was.

    Raises Refused("register_open") while another is at it, Unavailable("workspace_not_writable").
    """
    if not places.restored.exists():
        return
    occupancy = occupy(places.in_use)
    try:
        _take_place(places)
    except OSError as error:
        raise Unavailable("workspace_not_writable", path=str(places.base)) from error
    finally:
        occupancy.leave()


def _take_place(places: Places) -> None:
    """Every step may have been done already. The key file goes last: until then it is not ours."""
    database, vault = (places.restored / p.name for p in (places.database, places.vault))
    if database.exists():
        # What the old database's journal says must not be played into the new one.
        for end in ("-wal", "-shm", "-journal"):
            places.database.with_name(places.database.name + end).unlink(missing_ok=True)
        database.replace(places.database)
    if vault.exists():
        vault.replace(places.vault)
    settle(places.base)
    shutil.rmtree(places.restored, ignore_errors=True)
