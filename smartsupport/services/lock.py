"""ロック: a 台帳 that nobody looks at shows nothing until a password is typed again."""

from smartsupport.domain.account import Account, AccountRole
from smartsupport.domain.errors import Refused
from smartsupport.domain.journal import Deed
from smartsupport.services.journal import note
from smartsupport.services.laptops import is_kept_out
from smartsupport.services.office import Office
from smartsupport.services.sign_in import confirm
from smartsupport.storage.holders import people


def lock(office: Office) -> None:
    """Note that the screen was locked."""
    note(office, Deed.LOCK)


def is_in(office: Office) -> bool:
    """Whether who sits here still works with this 台帳: another computer may have removed them, or
    called this one lost. A volunteer in 受付モード has no account: somebody else let them in.
    """
    if is_kept_out(office):
        return False
    with office.desk_store.reading() as reading:
        known = reading.first(Account, id=office.account.id) is not None
        return not known or office.account.id in {account.id for account in people(reading)}


def unlock(office: Office, password: str) -> Office:
    """The 台帳 in the hands of whose password this is; takes about half a second a person tried.

    In 受付モード it stays in the volunteer's, whoever lends a password. Raises
    Refused("password_wrong") and Refused("coordinator_only") for a 受付係 who
    would unlock what a 担当者 left open.
    """
    account = confirm(office, password)
    if not office.is_coordinators:
        after = office
    elif account.role is AccountRole.COORDINATOR:
        after = office.in_hands_of(account)
    else:
        raise Refused("coordinator_only")
    note(after, Deed.UNLOCK)
    return after
