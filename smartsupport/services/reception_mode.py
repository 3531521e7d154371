"""受付モード: a coordinator opens it, volunteers tap their name, and only the desk answers.

Nobody needs a password to stand at the desk. The log carries the volunteer's own name, and
leaving needs a coordinator's password again.
"""

from dataclasses import replace
from datetime import date
from uuid import UUID

from smartsupport.domain.account import Account, AccountRole
from smartsupport.domain.errors import Refused
from smartsupport.domain.journal import Deed
from smartsupport.domain.person import shown_name
from smartsupport.domain.placement import Placement
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Supporter
from smartsupport.services.journal import note
from smartsupport.services.office import Office
from smartsupport.services.sign_in import confirm
from smartsupport.storage import vault as vaults
from smartsupport.storage.holders import people
from smartsupport.storage.queries import same


def volunteers(office: Office, venue_id: UUID, day: date) -> list[Account]:
    """Who may tap their name: the 受付係, and the supporters placed here that day, by name."""
    with office.desk_store.reading() as reading:
        known = people(reading, AccountRole.RECEPTIONIST)
        sessions = [s.id for s in reading.find(Session, venue_id=venue_id, day=day)]
        stored = same.as_one(reading, reading.find(Placement, session_id=sessions))
        placed = {p.supporter_id for p in stored if p.state.fills}
        supporters = reading.find(Supporter, id=placed)
    helping = [
        Account(id=s.id, name=shown_name(s), role=AccountRole.RECEPTIONIST) for s in supporters
    ]
    return sorted((*known, *helping), key=lambda a: (a.name, a.id))


def begin(office: Office, volunteer: Account) -> Office:
    """The same 台帳 in this volunteer's hands: what is written carries their name from now on."""
    after = office.in_hands_of(replace(volunteer, role=AccountRole.RECEPTIONIST))
    # Among volunteers who relieve each other the newest says so; a 担当者 opens it.
    note(office if office.is_coordinators else after, Deed.MODE_OPENED)
    return after


def end(office: Office, password: str) -> Office:
    """Back in a coordinator's hands; in an open 台帳 anyone's word is enough.

    Raises Refused("password_wrong"), Refused("coordinator_only").
    """
    vault = vaults.load(office.places.vault)
    if vault.actor is not None:
        with office.desk_store.reading() as reading:
            account = reading.get(Account, vault.actor)
    else:
        account = confirm(office, password)
    if account.role is not AccountRole.COORDINATOR:
        raise Refused("coordinator_only")
    back = office.in_hands_of(account)
    note(back, Deed.MODE_LEFT)
    return back
