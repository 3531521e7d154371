"""Backups: by hand, daily and on closing; how long they are kept, and where else they lie."""

import logging
import shutil
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import select

from smartsupport.clock import TOKYO
from smartsupport.domain.account import AccountRole
from smartsupport.domain.errors import Known
from smartsupport.domain.journal import Deed
from smartsupport.domain.workspace import Workspace
from smartsupport.paths import Places
from smartsupport.services import drives
from smartsupport.services.journal import note
from smartsupport.services.office import Office
from smartsupport.settings import Settings
from smartsupport.storage import backup, holders, migrate, oplog, private
from smartsupport.storage import vault as vaults
from smartsupport.storage.backup import Header
from smartsupport.storage.copying import Progress, forget, silent
from smartsupport.storage.schema import REPLICA
from smartsupport.storage.types import to_ms
from smartsupport.storage.unit_of_work import Reading, Store

_log = logging.getLogger(__name__)

ENDING = backup.ENDING

KEPT_AT_LEAST = 30
KEPT_FOR = timedelta(days=90)
DAILY = timedelta(hours=20)
"""A window that is opened each morning, once a little earlier, makes one each morning."""
TOO_OLD = timedelta(days=7)
_FORGOTTEN = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup that was whole when it was made."""

    path: Path
    made_at: datetime
    position: int
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What was made: the backup, its copy in the second place, and why there is none."""

    backup: Backup
    second: Path | None = None
    failure: Known | None = None


def make(
    office: Office, settings: Settings, path: Path | None = None, progress: Progress = silent
) -> Made:
    """Make a backup at `path`, or in the register's own folder and in the second place.

    Raises Refused("drive_not_allowed" | "drive_needs_password") for a `path` on a drive that can
    be pulled out, Unavailable("backup_not_written" | "disk_full"); what was there stays then. A
    second place that does not answer is no failure of the first.
    """
    _for_coordinators(office)
    if path is not None:
        drives.check(office, path.parent, settings)
        return Made(backup=_written(office, path, progress))
    return _made_here(office, settings, progress)


def keep_up(office: Office, settings: Settings, *, closing: bool = False) -> Made | None:
    """Make the backup that is due, whoever sits here: daily, and on closing if anything is new.

    A practice register has none. Raises what `make` raises.
    """
    if office.workspace().practice:
        return None
    last = newest(office)
    if last is not None:
        due = (
            _position(office) != last.position
            if closing
            else office.clock() - last.made_at >= DAILY
        )
        if not due:
            return None
    return _made_here(office, settings, silent)


def is_too_old(office: Office, reading: Reading) -> bool:
    """Whether a register that is no practice has had no backup for a week."""
    if reading.get(Workspace, office.workspace_id).practice:
        return False
    last, limit = newest(office), office.clock() - TOO_OLD
    if last is not None:
        return last.made_at <= limit
    first = next(oplog.all_ops(reading.connection), None)
    return first is not None and first.at <= to_ms(limit)


def listed(office: Office) -> list[Backup]:
    """The backups in the register's own folder, the newest first."""
    _for_coordinators(office)
    return _of(office.places.backups, office.workspace_id)


def newest(office: Office) -> Backup | None:
    """The last backup in the register's own folder."""
    return next(iter(_of(office.places.backups, office.workspace_id)), None)


def needs_password(path: Path) -> bool:
    """Whether a password or a recovery sheet opens this backup. Raises like `read_header`."""
    return backup.read_header(path).vault.database_key is None


def is_complete(office: Office, header: Header) -> bool:
    """Whether this is a backup of this register, made after its last change."""
    _for_coordinators(office)
    return header.vault.workspace == office.workspace_id and header.position == _position(office)


def check_second(office: Office, folder: Path, settings: Settings) -> None:
    """Whether every backup may be copied to `folder` as well.

    Raises Refused("drive_not_allowed" | "drive_needs_password").
    """
    _for_coordinators(office)
    drives.check(office, folder, settings)


def unfinished(places: Places) -> Path:
    """A file for a database that is being copied; one left by a crash goes a day later."""
    return places.backups / f"unfinished-{uuid4().hex}.db"


def _for_coordinators(office: Office) -> Store:
    return office.store


def _made_here(office: Office, settings: Settings, progress: Progress) -> Made:
    made = _written(office, _named(office, office.places.backups), progress)
    _prune(office, office.places.backups)
    _sweep(office.places)
    private.tighten(office.places)
    if not settings.second_backup:
        return Made(backup=made)
    folder = Path(settings.second_backup)
    try:
        drives.check(office, folder, settings)
        second = _named(office, folder)
        backup.again(made.path, second)
        _prune(office, folder)
    except Known as error:
        _log.warning("second backup: %s", error.code)
        return Made(backup=made, failure=error)
    return Made(backup=made, second=second)


def _written(office: Office, path: Path, progress: Progress) -> Backup:
    key = vaults.new_key()
    header = _header(office, key)
    backup.write(
        office.places.database,
        office.key,
        path,
        header=header,
        backup_key=key,
        work=unfinished(office.places),
        progress=progress,
    )
    note(office, Deed.BACKUP_MADE)
    return _backup(path, header)


def _header(office: Office, key: str) -> Header:
    """Who may open it: whoever opens the register itself as 担当者, and the recovery sheets."""
    before = vaults.load(office.places.vault)
    with office.opened.reading() as reading:
        accounts = holders.ways_in(reading, AccountRole.COORDINATOR)
        sheets = holders.sheets(reading)
    if before.database_key is None:
        vault = vaults.closed_vault(office.workspace_id, key, accounts, sheets)
    else:
        assert before.actor is not None
        vault = vaults.open_vault(office.workspace_id, key, before.actor, actor_name="")
    return Header(
        format=backup.FORMAT,
        made_at=office.clock(),
        schema=migrate.HEAD,
        position=_position(office),
        vault=vault,
    )


def _position(office: Office) -> int:
    with office.opened.reading() as reading:
        return int(reading.connection.execute(select(REPLICA.c.hlc)).scalar_one())


def _named(office: Office, folder: Path) -> Path:
    """A name that says when, and never a person's or the register's."""
    stem = f"{office.clock().astimezone(TOKYO):%Y-%m-%d_%H%M%S}"
    names = (f"{stem}{end}{ENDING}" for end in ("", *(f"_{n}" for n in range(2, 1000))))
    return next(folder / name for name in names if not (folder / name).exists())


def _of(folder: Path, workspace_id: UUID) -> list[Backup]:
    found = []
    for path in folder.glob(f"*{ENDING}"):
        try:
            header = backup.read_header(path)
            if header.vault.workspace == workspace_id:
                found.append(_backup(path, header))
        except (Known, OSError):  # another program's, damaged, or gone meanwhile
            continue
    return sorted(found, key=lambda b: (b.made_at, b.path.name), reverse=True)


def _backup(path: Path, header: Header) -> Backup:
    return Backup(
        path=path,
        made_at=header.made_at,
        position=header.position,
        size=path.stat().st_size,
    )


def _prune(office: Office, folder: Path) -> None:
    """Only after one was made and checked, so that the last whole one never goes."""
    for old in _of(folder, office.workspace_id)[KEPT_AT_LEAST:]:
        if office.clock() - old.made_at >= KEPT_FOR:
            try:
                old.path.unlink(missing_ok=True)
            except OSError as error:
                _log.warning("an old backup stays: %s", error.strerror)


def _sweep(places: Places) -> None:
    """What a crash left behind long ago, and copies from before a migration, which nobody needs
    longer than a backup: they hold whom the register has erased since.
    """
    for left in (*places.backups.glob("unfinished-*"), *places.backups.glob("*.part")):
        if _is_older(left, _FORGOTTEN):
            forget(left)
    for copy in places.backups.glob("before-*.db"):
        if _is_older(copy, KEPT_FOR):
            forget(copy)
    if _is_older(places.restoring, _FORGOTTEN):
        shutil.rmtree(places.restoring, ignore_errors=True)


def _is_older(path: Path, age: timedelta) -> bool:
    try:
        return time.time() - path.stat().st_mtime > age.total_seconds()
    except OSError:
        return False
