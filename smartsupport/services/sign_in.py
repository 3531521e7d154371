"""The ways into a 台帳: making it, a password, and the recovery sheet's code.

A password says who it is. Nobody is asked for a name, so none has to lie outside the encrypted
file. Each way takes about half a second a person tried: never call one on the GUI thread.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from smartsupport.clock import Clock, NewId, system_clock
from smartsupport.domain.account import Account, AccountRole, checked_password
from smartsupport.domain.errors import Refused
from smartsupport.domain.journal import Deed
from smartsupport.domain.text import clean
from smartsupport.paths import Places
from smartsupport.services.defaults import first_workspace
from smartsupport.services.journal import note
from smartsupport.services.keys import write_again
from smartsupport.services.laptops import let_in
from smartsupport.services.office import Office, enter, make_with
from smartsupport.storage import sealing
from smartsupport.storage import vault as vaults
from smartsupport.storage import workspace as storage
from smartsupport.storage.holders import people, ways_in
from smartsupport.storage.sealing import CannotOpen
from smartsupport.storage.unit_of_work import Store
from smartsupport.storage.vault import Opened, Vault


def needs_password(places: Places) -> bool:
    """Whether a password opens the 台帳 at `places`. Raises what `vault_of` raises."""
    return storage.vault_of(places).database_key is None


def with_new_key(account: Account, password: str, private: bytes | None = None) -> Account:
    """`account` with a fresh key pair, or the one of `private`, under this password.

    Raises Refused("password_short" | "password_simple").
    """
    private = private or sealing.new_private_key()
    return replace(
        account,
        public_key=sealing.public_key(private).hex(),
        wrapped=vaults.wrapped_for(account.id, private, checked_password(password)),
    )


def make(
    places: Places,
    *,
    name: str,
    organiser: str = "",
    municipality: str = "",
    person: str,
    password: str,
    alone: bool = False,
    clock: Clock = system_clock,
    new_id: NewId = uuid4,
) -> Office:
    """Make a 台帳 that `person`, its first 担当者, opens with `password`.

    Raises Refused("name_required" | "person_required" | "text_not_storable" | "password_short" |
    "password_simple" | "workspace_exists"), Unavailable("workspace_not_writable"); nothing is
    left behind then.
    """
    account = Account(id=new_id(), name=clean(person, "person"), role=AccountRole.COORDINATOR)
    if not account.name:
        raise Refused("person_required", field="person")
    private = sealing.new_private_key()
    account = with_new_key(account, password, private)
    first = first_workspace(
        new_id(), clean(name, "name"), clean(organiser, "organiser"), practice=False
    )
    workspace = replace(first, municipality=municipality)
    key = vaults.new_key()
    vault = vaults.closed_vault(workspace.id, key, [account])
    opened = Opened(key, account.id, private)
    return make_with(
        places, workspace, vault, opened, account, alone=alone, clock=clock, new_id=new_id
    )


def sign_in(
    places: Places,
    password: str,
    *,
    first: UUID | None = None,
    wrong: Iterable[datetime] = (),
    alone: bool = False,
    clock: Clock = system_clock,
    new_id: NewId = uuid4,
) -> Office:
    """Open the 台帳 with somebody's password; `first` is whose to try before the others'.

    `wrong` are the moments of the wrong ones before it, for the journal; `alone` as in
    `open_office`. A password that costs a guess less than what is usual now is wrapped anew; of two
    that were set on two laptops at once the one that is used stays. One that was changed elsewhere
    opens once more, and `Office.old_password` says so.
    Raises Refused("password_wrong"), Refused("account_removed"), Refused("vault_mixed_up") and
    what opening an office raises.
    """
    vault = storage.vault_of(places)
    opened = vaults.open_with_password(vault, password, first)

    def sitting(store: Store) -> Account:
        return _account(store, opened)

    office = enter(
        places, vault.workspace, opened, sitting, alone=alone, clock=clock, new_id=new_id
    )
    try:
        office = _raised(_settled(office, vault, password), password)
        write_again(office)
        for moment in wrong:
            note(_nobody(office), Deed.SIGN_IN_FAILED, at=moment)
        note(office, Deed.SIGN_IN)
        let_in(office)
    except BaseException:
        office.close()
        raise
    return office


def _nobody(office: Office) -> Office:
    """The office while it is not known who sits there."""
    return replace(office, account=replace(office.account, name=""))


def _account(store: Store, opened: Opened) -> Account:
    with store.reading() as reading:
        for found in people(reading):
            if found.id == opened.account:
                return found
    raise Refused("account_removed")


def _settled(office: Office, vault: Vault, password: str) -> Office:
    """The one version of the account that this password opens, in the place of several."""
    account = office.account
    with office.opened.reading() as reading:
        versions = [a for a in ways_in(reading) if a.id == account.id]
    if len(versions) == 1 and not vaults.is_behind(vault, account.id, versions):
        return office
    for version in reversed(versions):
        try:
            vaults.private_key_of(version, password)
        except CannotOpen:
            continue
        if len(versions) == 1:
            return office
        keys = {"public_key": version.public_key, "wrapped": version.wrapped}
        with office.opened.transaction() as work:
            return replace(office, account=work.settle(account, **keys))
    return replace(office, old_password=True)


def _raised(office: Office, password: str) -> Office:
    """The same person, whose password costs a guess what is usual now."""
    account = office.account
    if not account.wrapped or vaults.cost_of(account).work >= sealing.STANDARD.work:
        return office
    try:
        private = vaults.private_key_of(account, password)
    except CannotOpen:  # changed on another laptop: this one was let in by the old one
        return office
    with office.opened.transaction() as work:
        wrapped = vaults.wrapped_for(account.id, private, password)
        return replace(office, account=work.change(account, wrapped=wrapped))


def recover(
    places: Places,
    code: bytes,
    password: str,
    *,
    account: UUID | None = None,
    alone: bool = False,
    clock: Clock = system_clock,
    new_id: NewId = uuid4,
) -> Office:
    """Open the 台帳 with a recovery sheet's code and give a 担当者 a new password.

    `account` says whose; None is the only one's. Raises Refused("recovery_code_of_another"),
    Refused("whose_password", names=…) when there are several, Refused("account_removed"),
    Refused("password_short" | "password_simple").
    """
    checked_password(password)
    vault = storage.vault_of(places)
    opened = vaults.open_with_code(vault, code)

    def sitting(store: Store) -> Account:
        return renewed(store, account, password)

    office = enter(
        places, vault.workspace, opened, sitting, alone=alone, clock=clock, new_id=new_id
    )
    try:
        write_again(office)
        note(office, Deed.PASSWORD_CHANGED, document="recovery")
        note(office, Deed.SIGN_IN)
        let_in(office)
    except BaseException:
        office.close()
        raise
    return office


def renewed(store: Store, account: UUID | None, password: str) -> Account:
    """The 担当者 to whom a recovery sheet gives a new password; raises like `recover`."""
    before = _whose(store, account)
    after = with_new_key(before, password)
    store.actor = before.id
    with store.transaction() as work:
        return work.change(before, public_key=after.public_key, wrapped=after.wrapped)


def coordinators_by_code(places: Places, code: bytes, clock: Clock = system_clock) -> list[Account]:
    """Whose password a recovery sheet's code may renew. Raises like `recover`."""
    opened = vaults.open_with_code(storage.vault_of(places), code)
    store = storage.open_store(places, opened, clock)
    try:
        return coordinators(store)
    finally:
        store.close()


def coordinators(store: Store) -> list[Account]:
    """The 担当者 of an open database, by name."""
    with store.reading() as reading:
        found = people(reading, AccountRole.COORDINATOR)
    return sorted(found, key=lambda a: a.name)


def _whose(store: Store, account: UUID | None) -> Account:
    found = coordinators(store)
    if account is None and len(found) > 1:
        raise Refused("whose_password", names="、".join(a.name for a in found))
    wanted = next((a for a in found if account in (None, a.id)), None)
    if wanted is None:
        raise Refused("account_removed")
    return wanted


def confirm(office: Office, password: str) -> Account:
    """Whose password this is, for unlocking and leaving 受付モード.

    Raises Refused("password_wrong"), which the journal keeps.
    """
    with office.desk_store.reading() as reading:
        found = ways_in(reading)
    for account in sorted(found, key=lambda a: a.id != office.account.id):
        try:
            vaults.private_key_of(account, password)
        except CannotOpen:
            continue
        return account
    note(_nobody(office), Deed.SIGN_IN_FAILED)
    raise Refused("password_wrong")
