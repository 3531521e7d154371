"""Joining: this computer becomes one more that keeps a 台帳, from its shared folder alone.

A 担当者's password opens the workspace keys that lie there, or the code of a recovery sheet does;
the keys open everything else. Until the last moment there is nothing here, and then all of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from uuid import UUID, uuid4

import msgspec

from smartsupport import settings
from smartsupport.clock import Clock, NewId, system_clock
from smartsupport.domain.account import Account, AccountRole, checked_password
from smartsupport.domain.errors import Refused, Unavailable
from smartsupport.domain.journal import Deed
from smartsupport.domain.workspace import Workspace
from smartsupport.paths import Places
from smartsupport.services import sign_in
from smartsupport.services.exchange import call_laptop, unavailable
from smartsupport.services.journal import note
from smartsupport.services.office import Office
from smartsupport.services.restoring import Way
from smartsupport.storage import holders, probe
from smartsupport.storage import vault as vaults
from smartsupport.storage import workspace as storage
from smartsupport.storage.book import RingKey, StoredBook
from smartsupport.storage.copying import Progress, silent
from smartsupport.storage.unit_of_work import Store
from smartsupport.storage.vault import Opened, Vault
from smartsupport.sync import keys, reading
from smartsupport.sync import place as folders
from smartsupport.sync.folder import DiskFolder, Listed, is_in_flight
from smartsupport.sync.keys import Found
from smartsupport.sync.side import Report, Side

AT_ONCE = 5_000
"""Ops merged in one commit: nobody waits behind it yet."""


class FolderState(StrEnum):
    """What a chosen folder is good for."""

    NOT_OURS = "not_ours"
    """No 台帳 lies there."""
    SEVERAL = "several"
    """More than one does: the inner folder has to be chosen."""
    NEWER = "newer"
    """Only a later version of this program understands it."""
    ARRIVING = "arriving"
    """It is one, and its keys or its records are not here yet."""
    READY = "ready"
    """A password may be asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A folder as it is seen from outside; `folder` is the 台帳's own within the chosen one."""

    state: FolderState
    folder: Path
    workspace: UUID | None = None


def look(chosen: Path) -> Look:
    """Whether a 台帳 can be joined there.

    Raises Unavailable("folder_missing" | "folder_unreachable").
    """
    try:
        return _look(chosen)
    except OSError as error:
        raise unavailable(error, chosen) from error


def folder_in(chosen: Path) -> Path:
    """The folder of the 台帳 that can be joined in `chosen`, or `chosen` itself.

    Raises Refused("folder_not_shared" | "folder_several" | "folder_of_later"),
    Unavailable("not_arrived") and what `look` raises.
    """
    seen = look(chosen)
    _workspace(seen)
    return seen.folder


def _look(chosen: Path) -> Look:
    begun = sorted(one for one in chosen.iterdir() if one.name.startswith(folders.NAME))
    inside = [f for f in (chosen, *begun) if (f / folders.WORKSPACE).exists()]
    if not inside:
        state = FolderState.ARRIVING if begun else FolderState.NOT_OURS
        return Look(state=state, folder=chosen)
    if len(inside) > 1:
        return Look(state=FolderState.SEVERAL, folder=chosen)
    folder = DiskFolder(inside[0])
    try:
        workspace = folders.whose(folder)
    except msgspec.DecodeError:
        return Look(state=FolderState.ARRIVING, folder=inside[0])
    if workspace is None:
        return Look(state=FolderState.NEWER, folder=inside[0])
    there = folder.list()
    whole = keys.read(folder, there) and any(one.path.startswith("log/") for one in there)
    state = FolderState.READY if whole else FolderState.ARRIVING
    return Look(state=state, folder=inside[0], workspace=workspace)


def join(
    places: Places,
    chosen: Path,
    way: Way,
    name: str = "",
    *,
    alone: bool = False,
    clock: Clock = system_clock,
    new_id: NewId = uuid4,
    progress: Progress = silent,
) -> Office:
    """Make the 台帳 of a shared folder on this computer, which has none, and open it.

    `name` is what people will call this computer. The folder is remembered in its settings, unless
    it is on a drive that can be pulled out, which has to be allowed first.
    Raises Refused("workspace_exists" | "folder_not_shared" | "folder_several" |
    "folder_of_later" | "password_wrong" | "recovery_code_of_another" | "account_removed"),
    Unavailable("not_arrived") while something is on its way, and what `look`, `workspace.bear`
    and, with a code, `sign_in.recover` raise. Nothing is here then.
    """
    if way.code is not None:
        checked_password(way.password)
    door = _door(places, chosen, way)
    opened = Opened(vaults.new_key(), door.account, door.private)
    sitting: list[Account] = []

    def fill(store: Store) -> Vault:
        door.read_into(store, clock, progress)
        sitting.append(_who(store, door.workspace, door.account, way, door.folder))
        _remember(places, door.folder)
        with store.reading() as snapshot:
            ways, sheets = holders.ways_in(snapshot), holders.sheets(snapshot)
        return vaults.closed_vault(door.workspace, opened.key, ways, sheets)

    store = storage.bear(places, opened, clock, fill)
    store.actor = sitting[0].id
    office = Office(
        opened=store,
        places=places,
        workspace_id=door.workspace,
        account=sitting[0],
        key=opened.key,
        private=door.private,
        new_id=new_id,
        occupancy=storage.occupied(places) if alone else None,
    )
    call_laptop(office, name)
    note(office, Deed.FOLDER_CHOSEN)
    if way.code is not None:
        note(office, Deed.PASSWORD_CHANGED, document="recovery")
    note(office, Deed.SIGN_IN)
    progress(1)
    return office


class _Enough(Exception):
    """What was wanted of the records is known."""


def coordinators(
    places: Places, chosen: Path, code: bytes, clock: Clock = system_clock
) -> list[Account]:
    """Whose password a recovery sheet's code may renew while joining; reads everything, and
    leaves nothing. Raises what `join` raises.
    """
    door = _door(places, chosen, Way(code=code))
    found: list[Account] = []

    def fill(store: Store) -> Vault:
        door.read_into(store, clock, silent)
        found.extend(sign_in.coordinators(store))
        raise _Enough

    try:
        storage.bear(places, Opened(vaults.new_key(), None, door.private), clock, fill)
    except _Enough:
        return found
    raise AssertionError  # `fill` makes no workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class _Door:
    """A shared folder that a way in has opened."""

    folder: Path
    workspace: UUID
    account: UUID | None
    """Whose way in it is; None of a recovery sheet."""
    private: bytes = field(repr=False)
    ring: Sequence[RingKey] = field(repr=False)
    listed: Sequence[Listed]

    def read_into(self, store: Store, clock: Clock, progress: Progress) -> None:
        """Take everything that lies in the folder."""
        book = StoredBook(store)
        for key in self.ring:
            book.add_key(key)
        side = Side(
            workspace=self.workspace.bytes,
            book=book,
            folder=DiskFolder(self.folder),
            name="",
            clock=clock,
            at_once=AT_ONCE,
        )
        reading.read_all(
            side, list(self.listed), {}, Report(), progress=lambda done: progress(done * 0.95)
        )


def _door(places: Places, chosen: Path, way: Way) -> _Door:
    if storage.exists(places):
        raise Refused("workspace_exists", path=str(places.base))
    seen = look(chosen)
    workspace, folder = _workspace(seen), DiskFolder(seen.folder)
    try:
        listed = [one for one in folder.list() if not is_in_flight(one.path)]
    except OSError as error:
        raise unavailable(error, chosen) from error
    account, private = _private_key(found := keys.read(folder, listed), way)
    ring = keys.opened(found, workspace.bytes, private, ())
    if not ring:
        raise _not_arrived(seen.folder)
    return _Door(
        folder=seen.folder,
        workspace=workspace,
        account=account,
        private=private,
        ring=ring,
        listed=listed,
    )


def _workspace(seen: Look) -> UUID:
    refusals = {
        FolderState.NOT_OURS: "folder_not_shared",
        FolderState.SEVERAL: "folder_several",
        FolderState.NEWER: "folder_of_later",
    }
    if seen.state in refusals:
        raise Refused(refusals[seen.state], path=str(seen.folder))
    if seen.state is FolderState.ARRIVING or seen.workspace is None:
        raise _not_arrived(seen.folder)
    return seen.workspace


def _not_arrived(folder: Path) -> Unavailable:
    return Unavailable("not_arrived", path=str(folder))


def _private_key(found: Sequence[Found], way: Way) -> tuple[UUID | None, bytes]:
    """Whose it is (None: a recovery sheet's), and the key."""
    sealed = [one.file.vault for one in found]
    if way.code is not None:
        return None, vaults.private_key_by_code(sealed, way.code)
    return vaults.private_key_by_password(sealed, way.password)


def _who(store: Store, workspace: UUID, account: UUID | None, way: Way, folder: Path) -> Account:
    """Who will sit here, once the records that say so have arrived."""
    with store.reading() as snapshot:
        known = snapshot.find(Account)
        if not snapshot.find(Workspace, id=workspace) or not known:
            raise _not_arrived(folder)
        if way.code is None and account not in {a.id for a in known}:
            raise _not_arrived(folder)
        inside = {a.id: a for a in holders.people(snapshot, AccountRole.COORDINATOR)}
    if account is None:
        return sign_in.renewed(store, way.account, way.password)
    if account not in inside:
        raise Refused("account_removed")
    return inside[account]


def _remember(places: Places, folder: Path) -> None:
    if probe.ground(folder, ()).removable:
        return
    known = settings.load(places.settings)
    kept = msgspec.structs.replace(known, shared_folder=str(folder.resolve()))
    try:
        settings.save(places.settings, kept)
    except OSError as error:
        raise Unavailable("workspace_not_writable", path=str(places.base)) from error
