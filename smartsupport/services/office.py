"""What every use case is given: one open workspace, who sits at it, a clock and a source of ids."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

from smartsupport.clock import Clock, NewId, system_clock
from smartsupport.domain.account import Account, AccountRole
from smartsupport.domain.errors import Refused
from smartsupport.domain.text import clean
from smartsupport.domain.workspace import Workspace
from smartsupport.paths import Places
from smartsupport.services.defaults import first_choices, first_kinds, first_workspace
from smartsupport.storage import ring
from smartsupport.storage import vault as vaults
from smartsupport.storage import workspace as storage
from smartsupport.storage.occupancy import Occupancy
from smartsupport.storage.schema import SYNCED
from smartsupport.storage.unit_of_work import Store, Work
from smartsupport.storage.vault import Opened, Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One open 台帳 and who sits at it.

    There are two doors to what is stored. Services take `store`, which opens for a 担当者 only;
    what a 受付係 needs at the desk takes `desk_store`, which opens for everybody. A new use case
    is closed to the reception until it says otherwise.
    """

    opened: Store
    places: Places
    workspace_id: UUID
    account: Account
    key: str = field(repr=False)
    """The database's key on this laptop, as hexadecimal."""
    private: bytes | None = field(default=None, repr=False)
    """The private key with which it was opened, for workspace keys that come later; only here."""
    old_password: bool = False
    """Whether the password that opened it was changed elsewhere: it opened for the last time."""
    new_id: NewId = uuid4
    occupancy: Occupancy | None = None
    """Of a window; a command works beside it."""

    @property
    def store(self) -> Store:
        """What is stored, for a 担当者. Raises Refused("coordinator_only") for anyone else."""
        if not self.is_coordinators:
            raise Refused("coordinator_only")
        return self.opened

    @property
    def is_coordinators(self) -> bool:
        """Whether a 担当者 sits here."""
        return self.account.role is AccountRole.COORDINATOR

    @property
    def desk_store(self) -> Store:
        """What is stored, for whoever stands at the desk."""
        return self.opened

    @property
    def person(self) -> str:
        """Who sits here, as records show it."""
        return self.account.name

    @property
    def clock(self) -> Clock:
        """Gives the present moment, UTC."""
        return self.opened.clock

    def workspace(self) -> Workspace:
        """The workspace's own record."""
        with self.desk_store.reading() as reading:
            return reading.get(Workspace, self.workspace_id)

    def in_hands_of(self, account: Account) -> "Office":
        """The same 台帳 with `account` sitting at it: what is written carries their name now."""
        self.opened.actor = account.id
        return replace(self, account=account)

    def tell_changes(self, heard: Callable[[Mapping[type, Collection[UUID]]], None]) -> None:
        """Call `heard` after each commit, in the thread that wrote: ids by domain class."""
        self.opened.after_commit = lambda touched: heard(
            {SYNCED[name].record: ids for name, ids in touched.items()}
        )

    def close(self) -> None:
        """Close the database and give up the place."""
        self.opened.close()
        if self.occupancy is not None:
            self.occupancy.leave()


def make(
    places: Places,
    *,
    name: str,
    organiser: str = "",
    person: str,
    practice: bool = False,
    clock: Clock = system_clock,
    new_id: NewId = uuid4,
) -> Office:
    """Make a workspace whose key lies openly beside it; see `accounts.make` for any other.

    It has its first kinds of session and lists of choices.
    Raises Refused("name_required"), Refused("text_not_storable"), Refused("workspace_exists") and
    Unavailable("workspace_not_writable"); nothing is left behind then.
    """
    id, key = new_id(), vaults.new_key()
    account = Account(id=new_id(), name=clean(person, "person"), role=AccountRole.COORDINATOR)
    return make_with(
        places,
        first_workspace(id, clean(name, "name"), clean(organiser, "organiser"), practice),
        vaults.open_vault(id, key, account.id, account.name),
        Opened(key, account.id),
        account,
        clock=clock,
        new_id=new_id,
    )


def make_with(
    places: Places,
    workspace: Workspace,
    vault: Vault,
    opened: Opened,
    account: Account,
    *,
    alone: bool = False,
    clock: Clock,
    new_id: NewId,
) -> Office:
    """Make `workspace` under a vault that `opened` belongs to, with its first person."""
    if not workspace.name:
        raise Refused("name_required", field="name")

    def begin(work: Work) -> None:
        for record in (workspace, account, *first_kinds(new_id), *first_choices(new_id)):
            work.add(record)
        ring.put(work.connection, ring.fresh(1))

    store = storage.create(places, vault=vault, opened=opened, clock=clock, begin=begin)
    return Office(
        opened=store,
        places=places,
        workspace_id=workspace.id,
        account=account,
        key=opened.key,
        private=opened.private,
        new_id=new_id,
        occupancy=storage.occupied(places) if alone else None,
    )


def open_office(
    places: Places,
    *,
    alone: bool = False,
    clock: Clock = system_clock,
    new_id: NewId = uuid4,
) -> Office:
    """Open the workspace that lies openly at `places`; `alone`, as the one window there may be.

    Raises NotFound("no_workspace"), Refused("password_needed"), Refused("register_open"), and the
    errors of a vault or database that cannot be opened.
    """
    vault = storage.vault_of(places)
    opened = vaults.open_plainly(vault)

    def sitting(store: Store) -> Account:
        return _who_sits_there(store, vault)

    return enter(places, vault.workspace, opened, sitting, alone=alone, clock=clock, new_id=new_id)


def enter(
    places: Places,
    workspace_id: UUID,
    opened: Opened,
    sitting: Callable[[Store], Account],
    *,
    alone: bool,
    clock: Clock,
    new_id: NewId,
) -> Office:
    """Open a workspace with the key that a way in gave; `sitting` says who sits there.

    What `sitting` raises leaves everything closed again.
    """
    occupancy = storage.occupied(places) if alone else None
    store = None
    try:
        store = storage.open_store(places, opened, clock, alone=alone)
        account = sitting(store)
    except BaseException:
        if store is not None:
            store.close()
        if occupancy is not None:
            occupancy.leave()
        raise
    return Office(
        opened=store,
        places=places,
        workspace_id=workspace_id,
        account=account,
        key=opened.key,
        private=opened.private,
        new_id=new_id,
        occupancy=occupancy,
    )


def _who_sits_there(store: Store, vault: Vault) -> Account:
    """The account an open vault names; one from before there were accounts gets its record."""
    assert vault.actor is not None
    with store.reading() as reading:
        found = reading.first(Account, id=vault.actor)
    if found is not None:
        return found
    made = Account(id=vault.actor, name=vault.actor_name, role=AccountRole.COORDINATOR)
    with store.transaction() as work:
        return work.add(made)


def is_there(places: Places) -> bool:
    """Whether a workspace lies at `places`."""
    return storage.exists(places)
