"""Making and opening a workspace: the vault, the encrypted file, its tables and its identity."""

import secrets
from pathlib import Path
from uuid import UUID

from sqlalchemy import insert, select, update

from smartsupport.clock import Clock
from smartsupport.domain.errors import Refused
from smartsupport.paths import Places
from smartsupport.storage import vault as vaults
from smartsupport.storage.database import read_engine, write_engine
from smartsupport.storage.migrate import bring_up_to_date
from smartsupport.storage.schema import REPLICA
from smartsupport.storage.unit_of_work import Store


def exists(places: Places) -> bool:
    """Whether a workspace lies here."""
    return places.vault.exists() or places.database.exists()


def create(places: Places, *, workspace: UUID, actor: UUID, actor_name: str, clock: Clock) -> Store:
    """Make an empty workspace with an open vault and open it.

    The vault is written last: until then, nothing here counts as a workspace.
    Raises Refused("workspace_exists"), Unavailable("workspace_not_writable").
    """
    if exists(places):
        raise Refused("workspace_exists", path=str(places.base))
    vault = vaults.new_vault(workspace, actor, actor_name)
    vaults.save(vault, places.vault)
    return _open(places, vault, clock)


def open_store(places: Places, clock: Clock) -> tuple[Store, vaults.Vault]:
    """Open the workspace that lies here.

    Raises what `vault.load` raises, Refused("workspace_newer") and Refused("database_missing").
    """
    vault = vaults.load(places.vault)
    if not places.database.exists():
        raise Refused("database_missing", path=str(places.database))
    return _open(places, vault, clock), vault


def _open(places: Places, vault: vaults.Vault, clock: Clock) -> Store:
    path: Path = places.database
    writer = write_engine(path, vault.database_key)
    try:
        bring_up_to_date(
            writer, path=path, key=vault.database_key, backups=places.backups, now=clock()
        )
        with writer.begin() as connection:
            if connection.execute(select(REPLICA)).first() is None:
                connection.execute(
                    insert(REPLICA).values(
                        id=1, replica=secrets.token_bytes(8), incarnation=1, seq=0, hlc=0
                    )
                )
    except BaseException:
        writer.dispose()
        raise
    return Store(writer, read_engine(path, vault.database_key), clock, vault.actor)


def become_another(store: Store) -> None:
    """Give this database a new identity as a writer (after a clone or a restore)."""
    with store.maintenance() as connection:
        now = connection.execute(select(REPLICA.c.incarnation)).scalar_one()
        connection.execute(update(REPLICA).values(incarnation=now + 1, seq=0))
