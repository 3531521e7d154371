"""Who works with this 台帳: adding, removing and renaming people, and their passwords."""

from collections.abc import Iterable
from uuid import UUID

from smartsupport.domain.account import (
    Account,
    AccountRole,
    AccountState,
    checked_password,
    removal_rings,
)
from smartsupport.domain.errors import NotFound, Refused
from smartsupport.domain.journal import Deed
from smartsupport.domain.text import clean
from smartsupport.services.journal import note_in
from smartsupport.services.keys import write_again
from smartsupport.services.office import Office
from smartsupport.services.sign_in import with_new_key
from smartsupport.storage import vault as vaults
from smartsupport.storage.holders import people, ways_in
from smartsupport.storage.ring import want_another
from smartsupport.storage.sealing import CannotOpen
from smartsupport.storage.unit_of_work import Reading, Work


def everyone(office: Office) -> list[Account]:
    """Who is not removed, 担当者 first, then by name."""
    with office.store.reading() as reading:
        found = people(reading)
    return sorted(found, key=lambda a: (a.role is not AccountRole.COORDINATOR, a.name))


def add(office: Office, name: str, role: AccountRole, password: str = "") -> Account:
    """A new person. A 担当者 needs a password where the 台帳 has any; a 受付係 may go without.

    Raises Refused("person_required" | "text_not_storable" | "password_short" |
    "password_simple" | "password_taken" | "password_needed_for_coordinator").
    """
    account = Account(id=office.new_id(), name=clean(name, "name"), role=role)
    if not account.name:
        raise Refused("person_required", field="name")
    closed = _is_closed(office)
    if closed and role is AccountRole.COORDINATOR and not password:
        raise Refused("password_needed_for_coordinator")
    if password and closed:
        _refuse_taken(office, password)
        account = with_new_key(account, password)
    with office.store.transaction() as work:
        account = work.add(account)
        note_in(office, work, Deed.PERSON_ADDED)
    write_again(office)
    return account


def rename(office: Office, id: UUID, name: str) -> Account:
    """What a person is called. Raises Refused("person_required"), NotFound("account_not_found")."""
    name = clean(name, "name")
    if not name:
        raise Refused("person_required", field="name")
    with office.store.transaction() as work:
        return work.change(_standing(work, id), name=name)


def change_password(office: Office, old: str, new: str) -> Account:
    """A new password for whoever sits here; their key pair stays, so nothing is sealed anew.

    Raises Refused("password_wrong") for the old one, Refused("password_taken"), and what
    `checked_password` raises.
    """
    with office.desk_store.reading() as reading:
        before = _standing(reading, office.account.id)
    try:
        private = vaults.private_key_of(before, old)
    except CannotOpen:
        raise Refused("password_wrong") from None
    checked_password(new)
    _refuse_taken(office, new)
    wrapped = vaults.wrapped_for(before.id, private, new)
    with office.desk_store.transaction() as work:
        changed = work.change(before, wrapped=wrapped)
        note_in(office, work, Deed.PASSWORD_CHANGED)
    write_again(office)
    return changed


def set_password(office: Office, id: UUID, new: str) -> Account:
    """A new password and key pair for somebody who forgot theirs, given by a 担当者.

    Raises Refused("password_taken"), what `checked_password` raises, NotFound and
    Refused("no_passwords_here") in an open 台帳.
    """
    with office.store.reading() as reading:
        before = _standing(reading, id)
    if not _is_closed(office):
        raise Refused("no_passwords_here")
    _refuse_taken(office, new)
    after = with_new_key(before, new)
    with office.store.transaction() as work:
        changed = work.change(before, public_key=after.public_key, wrapped=after.wrapped)
        note_in(office, work, Deed.PASSWORD_CHANGED)
    write_again(office)
    return changed


def remove(office: Office, id: UUID) -> None:
    """Take away a person's way in, for good; what they wrote keeps their name.

    Of people who removed one another the others stay. Laptops that share a folder go on with a new
    key. Raises Refused("last_coordinator"), NotFound("account_not_found").
    """
    with office.store.transaction() as work:
        account = _standing(work, id)
        left = [a for a in people(work, AccountRole.COORDINATOR) if a.id != id]
        if account.role is AccountRole.COORDINATOR and not left:
            raise Refused("last_coordinator")
        _keep(work, [a for ring in rings_in(work) for a in ring if account in ring and a.id != id])
        work.settle(account, state=AccountState.REMOVED, removed_by=office.account.id)
        note_in(office, work, Deed.PERSON_REMOVED)
        want_another(work)
    write_again(office)


def torn(office: Office) -> list[Account]:
    """Those who removed one another, by name; see `rings_in`."""
    with office.store.reading() as reading:
        found = [account for ring in rings_in(reading) for account in ring]
    return sorted(found, key=lambda a: a.name)


def keep_all(office: Office) -> None:
    """Decide that all who removed one another stay. To decide otherwise, `remove` somebody."""
    with office.store.transaction() as work:
        _keep(work, [a for ring in rings_in(work) for a in ring])
    write_again(office)


def rings_in(reading: Reading) -> list[list[Account]]:
    """Those who removed one another without knowing of it, and stay until somebody decides."""
    return removal_rings(reading.find(Account))


def _keep(work: Work, accounts: Iterable[Account]) -> None:
    for account in accounts:
        work.settle(account, state=AccountState.ACTIVE, removed_by=None)


def _standing(reading: Reading, id: UUID) -> Account:
    for found in people(reading):
        if found.id == id:
            return found
    raise NotFound("account_not_found", id=str(id))


def _is_closed(office: Office) -> bool:
    return vaults.load(office.places.vault).database_key is None


def _refuse_taken(office: Office, password: str) -> None:
    """A password says who it is, so no two people may have the same."""
    with office.desk_store.reading() as reading:
        found = ways_in(reading)
    for account in found:
        try:
            vaults.private_key_of(account, password)
        except CannotOpen:
            continue
        raise Refused("password_taken")
