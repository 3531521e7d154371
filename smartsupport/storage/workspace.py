"""Making and opening a workspace: the vault, the encrypted file, its tables and its identity."""

import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine, insert, select, update

from smartsupport.clock import Clock
from smartsupport.domain.errors import NotFound, Refused, Unavailable
from smartsupport.paths import Places
from smartsupport.storage import held, leaving, mark, oplog, place, private, restoring
from smartsupport.storage import vault as vaults
from smartsupport.storage.database import known_failures, read_engine, write_engine
from smartsupport.storage.migrate import bring_up_to_date, is_older, revision
from smartsupport.storage.occupancy import Occupancy, occupy
from smartsupport.storage.schema import REPLICA
from smartsupport.storage.settling import settle
from smartsupport.storage.unit_of_work import Store, Work
from smartsupport.storage.vault import Opened, Vault


def exists(places: Places) -> bool:
    """Whether a workspace lies here, and is not on its way out."""
    return not leaving.is_decided(places) and any(
        p.exists() for p in (places.vault, places.database, places.restored)
    )


def vault_of(places: Places) -> Vault:
    """The vault of the workspace that lies here, which is the restored one once that is ready.

    Raises what `vault.load` raises, and Refused("register_open") while another restores it.
    """
    leaving.finish(places)
    restoring.finish(places)
    return vaults.load(places.vault)


def create(
    places: Places,
    *,
    vault: Vault,
    opened: Opened,
    clock: Clock,
    begin: Callable[[Work], object] = lambda work: None,
) -> Store:
    """Make a workspace with what `begin` writes, and open it; see `bear`."""

    def fill(store: Store) -> Vault:
        with store.transaction() as work:
            begin(work)
        return vault

    return bear(places, opened, clock, fill)


def bear(places: Places, opened: Opened, clock: Clock, fill: Callable[[Store], Vault]) -> Store:
    """Make a workspace of what `fill` writes and under the vault that it returns, and open it.

    The database is finished under another name first; the vault makes it a workspace. Cut off
    in between, there is either none or a whole one; nothing is left of what `fill` refuses.
    Raises Refused("workspace_exists"), Unavailable("workspace_not_writable") and what
    `place.check` raises.
    """
    leaving.finish(places)
    if exists(places):
        raise Refused("workspace_exists", path=str(places.base))
    place.check(places.base)
    unborn = _unborn(places)
    try:
        places.base.mkdir(parents=True, exist_ok=True)
        _forget(unborn)
    except OSError as error:
        raise Unavailable("workspace_not_writable", path=str(places.base)) from error
    private.tighten(places)
    store = _store(places, unborn, opened, clock, alone=True)
    try:
        vault = fill(store)
    except BaseException:
        store.close()
        with suppress(OSError):  # worth nothing without its key, and gone before the next try
            _forget(unborn)
        raise
    store.close()
    vaults.save(vault, places.vault)
    return open_store(places, opened, clock)


def occupied(places: Places) -> Occupancy:
    """Take the one window's place here.

    Raises NotFound("no_workspace") and what `place.check` and `occupy` raise.
    """
    if not exists(places):
        raise NotFound("no_workspace", path=str(places.base))
    place.check(places.base)
    return occupy(places.in_use)


def open_store(places: Places, opened: Opened, clock: Clock, *, alone: bool = False) -> Store:
    """Open the workspace that lies here, brought to this version's schema.

    Who is not `alone`, that is has not `occupied` it, is refused when that needs a migration and
    a window is open: the window is of another version and does not know what it would meet.
    Raises what `place.check` and `database.connect` raise, Refused("workspace_newer"),
    Refused("database_missing") and Unavailable("database_damaged") for a file that is empty.
    """
    place.check(places.base)
    if not places.database.exists():
        _name(places)
    private.tighten(places)  # before the journal is made, which is given the database's mode
    return _store(places, places.database, opened, clock, alone)


def _store(places: Places, path: Path, opened: Opened, clock: Clock, alone: bool) -> Store:
    return Store(
        _prepared(places, path, opened.key, clock, alone),
        read_engine(path, opened.key),
        path=path,
        clock=clock,
        actor=opened.account,
    )


def _unborn(places: Places) -> Path:
    return places.database.with_name(places.database.name + ".new")


def _forget(unborn: Path) -> None:
    for leftover in unborn.parent.glob(unborn.name + "*"):
        leftover.unlink()


def _name(places: Places) -> None:
    try:
        _unborn(places).rename(places.database)
        settle(places.base)
    except FileNotFoundError:
        raise Refused("database_missing", path=str(places.database)) from None
    except OSError as error:
        raise Unavailable("workspace_not_writable", path=str(places.base)) from error


def _prepared(places: Places, path: Path, key: str, clock: Clock, alone: bool) -> Engine:
    writer = write_engine(path, key)
    try:
        with known_failures(path):
            with writer.begin() as connection:
                found = revision(connection)
            if path == places.database and found is None:
                raise Unavailable("database_damaged", path=str(path))
            if not alone and is_older(found):
                occupied(places).leave()  # a window that comes now waits for the migration
            bring_up_to_date(writer, path=path, key=key, backups=places.backups, now=clock())
            with writer.begin() as connection:
                if connection.execute(select(REPLICA)).first() is None:
                    connection.execute(
                        insert(REPLICA).values(
                            id=1, replica=secrets.token_bytes(8), incarnation=1, seq=0, hlc=0
                        )
                    )
                mark.compare(connection, places.base)
    except BaseException:
        writer.dispose()
        raise
    return writer


def open_copy(path: Path, opened: Opened, clock: Clock) -> Store:
    """Open the database of a backup, unpacked to `path` and brought to this version's schema.

    Raises Refused("workspace_newer") and what `database.connect` raises.
    """
    writer = write_engine(path, opened.key)
    try:
        with known_failures(path):
            bring_up_to_date(writer, path=path, key=opened.key, backups=None, now=clock())
    except BaseException:
        writer.dispose()
        raise
    reader = read_engine(path, opened.key)
    return Store(writer, reader, path=path, clock=clock, actor=opened.account)


def become_another(store: Store, instead_of: Store | None = None) -> None:
    """Give this database a new identity as a writer, after a restore.

    It is the next incarnation of the laptop whose database it replaces, and later than all that
    was written there; without one, it is a laptop nobody has seen before.
    """
    values: dict[str, object] = {"replica": secrets.token_bytes(8), "incarnation": 1}
    if instead_of is not None:
        with instead_of.reading() as reading:
            before = reading.connection.execute(select(REPLICA)).one()
            incarnation = oplog.next_incarnation(reading.connection)
        values = {"replica": before.replica, "incarnation": incarnation}
    with store.maintenance() as connection:
        if instead_of is not None:
            hlc = connection.execute(select(REPLICA.c.hlc)).scalar_one()
            values["hlc"] = max(hlc, before.hlc)
        held.catch_up(connection)  # nobody looks for new ops under the old name afterwards
        connection.execute(update(REPLICA).values(seq=0, **values))
