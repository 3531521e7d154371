"""Restoring a backup: its changes beside what is here, or the whole of it in the place of it.

A backup opens with the password of a 担当者, today's or the one of its day, or with the code of a
recovery sheet; on a computer that has nothing it makes the register anew.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from uuid import UUID, uuid4

from smartsupport.clock import Clock, NewId, system_clock
from smartsupport.domain.account import Account, checked_password
from smartsupport.domain.errors import Known, Refused, Unavailable
from smartsupport.domain.journal import Deed
from smartsupport.paths import Places
from smartsupport.services import backups, sign_in
from smartsupport.services.erasure import sweep
from smartsupport.services.journal import note
from smartsupport.services.keys import write_again
from smartsupport.services.office import Office
from smartsupport.settings import DEFAULTS
from smartsupport.storage import backup, holders, oplog, place, restoring
from smartsupport.storage import vault as vaults
from smartsupport.storage import workspace as storage
from smartsupport.storage.copying import Progress, forget, silent
from smartsupport.storage.occupancy import occupy
from smartsupport.storage.sealing import CannotOpen
from smartsupport.storage.unit_of_work import Store
from smartsupport.storage.vault import Opened, Vault

BROKEN = (
    *("vault_damaged", "vault_mixed_up", "database_missing", "database_not_ours"),
    *("database_damaged", "no_workspace"),
)
"""Why a register here cannot be opened by anybody, and may be replaced all the same."""

_AT_ONCE = 2000
"""Ops in one transaction, so that the desk comes in between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What opens a backup: a password; or a recovery sheet's code, and then `password` is new,
    for the 担当者 `account` (None: the only one). An open backup needs neither.
    """

    password: str = field(default="", repr=False)
    code: bytes | None = field(default=None, repr=False)
    account: UUID | None = None


def merge(office: Office, path: Path, way: Way, progress: Progress = silent) -> int:
    """Add what a backup knows and this register does not; returns how many changes were new.

    Doing it again changes nothing. Raises Refused("backup_of_another"), what `backup.verify`
    raises, and Refused("password_wrong" | "recovery_code_of_another").
    """
    store = office.store
    header = backup.verify(path, lambda done: progress(done * 0.2))
    opened = _opened(header.vault, way, office)
    work = backups.unfinished(office.places)
    new = 0
    try:
        _make_folder(work.parent)
        restoring.unpacked(path, opened.key, work, lambda done: progress(0.2 + done * 0.3))
        copy = storage.open_copy(work, opened, office.clock)
        try:
            with copy.reading() as reading:
                ops = oplog.all_ops(reading.connection)
                while some := list(islice(ops, _AT_ONCE)):
                    new += store.merge(some).new
        finally:
            copy.close()
    finally:
        forget(work)
    write_again(office)
    note(office, Deed.RESTORED, document="merge", count=new)
    progress(1)
    return new


def replace(
    places: Places,
    path: Path,
    way: Way,
    *,
    current: Office | None = None,
    clock: Clock = system_clock,
    new_id: NewId = uuid4,
    progress: Progress = silent,
) -> Account:
    """Make a backup this laptop's register; returns who sits at it: whose way it was, or who sat
    here before.

    `current` is the register that is open here: it becomes a backup itself and is closed at the
    end; its people, their passwords and its sheets stay as they are today. What cannot be opened
    is copied aside. Until the last moment nothing is changed.
    Raises what `merge` raises, Refused("register_open"), Unavailable("database_busy" |
    "disk_full" | "backup_not_written" | "workspace_not_writable") and what `place.check` raises;
    with a code what `sign_in.recover` raises.
    """
    if current is not None:
        _ = current.store  # closed to the reception
    if way.code is not None:
        checked_password(way.password)
    place.check(places.base)
    header = backup.verify(path, lambda done: progress(done * 0.1))
    _refuse_another(places, header.vault)
    opened = _opened(header.vault, way, current)
    _make_folder(places.base)
    with _alone(places, current):
        key = vaults.new_key()
        database = restoring.prepare(
            places, path, opened.key, key, lambda done: progress(0.1 + done * 0.5)
        )
        store = storage.open_copy(database, Opened(key, opened.account), clock)
        try:
            account = _settled(store, way, current)
            restored = Office(
                opened=store,
                places=places,
                workspace_id=header.vault.workspace,
                account=account,
                key=key,
                new_id=new_id,
            )
            note(restored, Deed.RESTORED, document="replace")
            sweep(restored)
            vault = _vault(restored, header.vault)
        finally:
            store.close()
        _put_away(places, current, clock, lambda done: progress(0.6 + done * 0.4))
        restoring.commit(places, vault)
    return account


def coordinators(
    places: Places, path: Path, code: bytes, clock: Clock = system_clock
) -> list[Account]:
    """Whose password a recovery sheet's code may renew in a backup. Raises what `merge` raises."""
    opened = vaults.open_with_code(backup.read_header(path).vault, code)
    work = backups.unfinished(places)
    try:
        _make_folder(work.parent)
        restoring.unpacked(path, opened.key, work)
        copy = storage.open_copy(work, opened, clock)
        try:
            return sign_in.coordinators(copy)
        finally:
            copy.close()
    finally:
        forget(work)


def _opened(vault: Vault, way: Way, office: Office | None) -> Opened:
    """The backup's own key. Raises Refused("backup_of_another") for another register's."""
    if office is not None and vault.workspace != office.workspace_id:
        raise Refused("backup_of_another")
    if way.code is not None:
        return vaults.open_with_code(vault, way.code)
    try:
        return vaults.open_with_password(vault, way.password)
    except Refused:
        if office is None:
            raise
        return _opened_today(vault, way.password, office)


def _opened_today(vault: Vault, password: str, office: Office) -> Opened:
    """By the password that a person of the backup has here and now."""
    with office.opened.reading() as reading:
        accounts = holders.ways_in(reading)
    for account in accounts:
        try:
            private = vaults.private_key_of(account, password)
        except CannotOpen:
            continue
        return vaults.open_with_private_key(vault, private)
    raise Refused("password_wrong")


def _refuse_another(places: Places, vault: Vault) -> None:
    try:
        here = storage.vault_of(places).workspace
    except Known as error:
        if error.code not in BROKEN:
            raise
        return
    if here != vault.workspace:
        raise Refused("backup_of_another")


@contextmanager
def _alone(places: Places, current: Office | None) -> Iterator[None]:
    """As the only window there may be here."""
    if current is not None and current.occupancy is not None:
        yield
        return
    occupancy = occupy(places.in_use)
    try:
        yield
    finally:
        occupancy.leave()


def _settled(store: Store, way: Way, current: Office | None) -> Account:
    """The database as one of this laptop, and who will sit at it first."""
    if current is not None:
        with current.opened.reading() as reading:
            restoring.carry_over(store, reading)
    storage.become_another(store, current.opened if current else None)
    if way.code is not None:
        return sign_in.renewed(store, way.account, way.password)
    with store.reading() as reading:
        found = reading.first(Account, id=current.account.id if current else store.actor)
    if found is None:
        raise Refused("account_removed")
    return found


def _vault(restored: Office, before: Vault) -> Vault:
    """Who opens the restored register: its own people and sheets."""
    account = restored.account
    if before.database_key is not None:
        return vaults.open_vault(before.workspace, restored.key, account.id, account.name)
    with restored.opened.reading() as reading:
        return vaults.closed_vault(
            before.workspace, restored.key, holders.ways_in(reading), holders.sheets(reading)
        )


def _put_away(places: Places, current: Office | None, clock: Clock, progress: Progress) -> None:
    """Keep what is here now: as a backup, or as it lies there where it does not open."""
    if current is None:
        if places.vault.exists() or places.database.exists():
            restoring.keep_aside(places, clock())
        return
    made = backups.make(current, DEFAULTS, progress=progress)
    current.opened.close()
    restoring.let_go(places.database, current.key, made.backup.position)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable("workspace_not_writable", path=str(folder)) from error
