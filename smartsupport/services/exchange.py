"""The shared folder of a 台帳: choosing it, one round at it, and who else is there.

A round may be run by whoever sits here; choosing the folder is a 担当者's. What is written leaves
this computer sealed with the workspace key, never otherwise.
"""

import platform
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from smartsupport.domain.errors import Refused, Unavailable
from smartsupport.domain.journal import Deed
from smartsupport.domain.laptop import Laptop, free_letter, laptop_id
from smartsupport.domain.text import clean
from smartsupport.services import drives, keys, laptops, sharing_tasks
from smartsupport.services.journal import note
from smartsupport.services.office import Office
from smartsupport.settings import Settings
from smartsupport.storage import ring
from smartsupport.storage import vault as vaults
from smartsupport.storage.book import StoredBook
from smartsupport.sync import healing, place
from smartsupport.sync import keys as key_files
from smartsupport.sync.exchange import Rounds, exchange, trouble_of
from smartsupport.sync.folder import Attended, DiskFolder, Listed
from smartsupport.sync.side import REPLICA, Report, Side, Trouble

InTurn = Callable[[Callable[[], object]], object]
"""Runs a piece of work behind whoever waits at the desk, and comes back when it is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """One open 台帳 at its shared folder; made once and used for every round."""

    office: Office
    folder: Path
    """The 台帳's own folder, `smartsupport-…`, within the one that people share."""
    side: Side
    rounds: Rounds = field(default_factory=Rounds)


def connect(office: Office, chosen: Path, settings: Settings, name: str = "") -> Path:
    """Share this 台帳 through the folder `chosen`; returns the 台帳's own folder within it.

    The caller keeps it in `Settings.shared_folder`. `name` is what people call this computer;
    empty keeps what it is called, or takes the system's name. What is in the folder stays.
    Raises Refused("sync_needs_password" | "folder_inside" | "folder_of_another" |
    "folder_of_later"), Unavailable("folder_missing" | "folder_not_writable" | "folder_full" |
    "folder_unreachable" | "keys_not_here") and what `drives.check` raises.
    """
    _ = office.store  # closed to the reception
    if vaults.load(office.places.vault).database_key is not None:
        raise Refused("sync_needs_password")
    if chosen.resolve().is_relative_to(office.places.base.resolve()):
        raise Refused("folder_inside", path=str(chosen))
    if not chosen.is_dir():
        raise Unavailable("folder_missing", path=str(chosen))
    drives.check(office, chosen, settings)
    call_laptop(office, name)
    folder = own_folder(office.workspace_id, chosen)
    try:
        folder.mkdir(exist_ok=True)
        side = sharing(office, folder).side
        found = place.objection(side, side.folder.list())
        if found in (None, Trouble.EMPTY):
            place.prepare(side)
            found = place.objection(side, side.folder.list())
        if found is None:
            _first_key(side)
    except OSError as error:
        raise unavailable(error, chosen) from error
    if found is Trouble.NEWER:
        raise Refused("folder_of_later", path=str(chosen))
    if found is not None:
        raise Refused("folder_of_another", path=str(chosen))
    note(office, Deed.FOLDER_CHOSEN)
    return folder


def own_folder(workspace: UUID, chosen: Path) -> Path:
    """The folder within `chosen`, or `chosen` where somebody chose the inner one itself."""
    name = place.folder_name(workspace)
    if chosen.name == name or (chosen / place.WORKSPACE).exists():
        return chosen
    return chosen / name


def _first_key(side: Side) -> None:
    """For a 台帳 from before there were workspace keys: another copy of it may have made one.

    Raises OSError, Unavailable("keys_not_here").
    """
    if side.book.ring():
        return
    found = key_files.read(side.folder, side.folder.list())
    key_files.adopt(side, found)
    if not side.book.ring():
        if found:
            raise Unavailable("keys_not_here", path=key_files.FOLDER)
        side.book.add_key(ring.fresh(key_files.FIRST))


def unavailable(error: OSError, path: Path) -> Unavailable:
    """What is to be said of a folder that did not do what was asked."""
    code = {
        Trouble.MISSING: "folder_missing",
        Trouble.NOT_WRITABLE: "folder_not_writable",
        Trouble.FULL: "folder_full",
    }.get(trouble_of(error), "folder_unreachable")
    return Unavailable(code, path=str(path))


def call_laptop(office: Office, name: str = "") -> Laptop:
    """Give this computer its record among those that share the 台帳, and its name.

    Raises Refused("text_not_storable").
    """
    wanted = clean(name, "name")
    replica = StoredBook(office.opened).me()[:REPLICA]
    with office.desk_store.transaction() as work:
        found = work.first(Laptop, id=laptop_id(replica))
        if found is None:
            return work.add(
                Laptop(
                    id=laptop_id(replica),
                    replica=replica.hex(),
                    name=wanted or platform.node(),
                    letter=free_letter({one.letter for one in work.find(Laptop)}),
                    joined_at=office.clock(),
                )
            )
        return work.change(found, name=wanted) if wanted else found


def sharing(
    office: Office,
    folder: Path,
    in_turn: InTurn = lambda work: work(),
    left: Callable[[], bool] = lambda: False,
) -> Sharing:
    """This 台帳 at its own folder `folder`, as `connect` returned it.

    Once `left()`, a round that is still under way raises `folder.Unattended`.
    """
    book = StoredBook(office.opened)
    side = Side(
        workspace=office.workspace_id.bytes,
        book=book,
        holders=book,
        private=lambda: None if laptops.is_kept_out(office) else office.private,
        folder=Attended(DiskFolder(folder), left),
        name=call_laptop(office).name,
        clock=office.clock,
        in_turn=in_turn,
    )
    return Sharing(office=office, folder=folder, side=side)


def exchange_now(
    shared: Sharing,
    *,
    thorough: bool = False,
    heal: bool = False,
    progress: Callable[[float], None] = lambda done: None,
) -> Report:
    """One round at the shared folder; see `sync.exchange.exchange`. Not for the GUI thread.

    Raises Unavailable("keys_not_written") when somebody's password came and the key file beside
    the database could not follow.
    """
    report = exchange(shared.side, shared.rounds, thorough=thorough, heal=heal, progress=progress)
    laptops.count_anew(shared.office)
    report.kept_out = laptops.is_kept_out(shared.office)
    sharing_tasks.note(shared.side.book, report, shared.side.now)
    if report.new:
        keys.write_again(shared.office)
    return report


def stop(office: Office) -> None:
    """Share no more from this computer: nothing is asked of anybody about it.

    The caller forgets `Settings.shared_folder`; what lies there stays.
    """
    sharing_tasks.forget(StoredBook(office.store))


def unsent(shared: Sharing) -> int:
    """How many own changes were in no file of the folder when it was last looked at.

    Asks the database only.
    """
    return healing.unsent(shared.side, shared.side.book.files())


def start_again(shared: Sharing) -> Report:
    """詰め直す: put everything that is here into the folder, which may be empty.

    Raises Unavailable("folder_missing" | "folder_not_writable" | "folder_full" |
    "folder_unreachable"), Refused("coordinator_only").
    """
    _ = shared.office.store
    try:
        shared.folder.mkdir(exist_ok=True)
        listed: list[Listed] = shared.side.folder.list()
        if place.objection(shared.side, listed) is Trouble.EMPTY:
            place.prepare(shared.side)
    except OSError as error:
        raise unavailable(error, shared.folder) from error
    return exchange_now(shared, thorough=True, heal=True)


def digest(office: Office) -> str:
    """What the records add up to, as hexadecimal: the same on two computers that hold the same."""
    _schema, found = StoredBook(office.store).state_digest()
    return found.hex()
