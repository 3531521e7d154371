"""ロック: whose password opens what, and what the journal keeps of it."""

import pytest

from smartsupport.domain.account import AccountRole
from smartsupport.domain.errors import Refused
from smartsupport.services import accounts, journal, reception_mode
from smartsupport.services.lock import lock, unlock
from smartsupport.services.office import Office
from smartsupport.storage import oplog
from smartsupport.storage.journal import Wanted
from tests.accounts import OTHER, PASSWORD, cheap_passwords, closed
from tests.services import given

__all__ = ["cheap_passwords", "closed"]

CLERKS = "window-bicycle-garden"


def noted(office: Office) -> list[tuple[str, str]]:
    """Deed and person of every line."""
    entries = [line.entry for line in journal.lines(office, journal.ids(office, Wanted())).values()]
    return sorted((entry.deed, entry.person) for entry in entries)


def test_another_coordinator_takes_over_name_and_records(closed: Office) -> None:
    second = accounts.add(closed, "田中", AccountRole.COORDINATOR, OTHER)
    lock(closed)
    after = unlock(closed, OTHER)
    assert after.person == "田中"
    person = given.participant(after)
    with after.store.reading() as reading:
        (op, *_more) = oplog.about(reading.connection, person.id)
    assert op.actor == second.id.bytes
    assert ("lock", "佐藤 髙﨑") in noted(after)
    assert ("unlock", "田中") in noted(after)


def test_a_wrong_password_is_noted_under_nobodys_name(closed: Office) -> None:
    lock(closed)
    with pytest.raises(Refused, match="password_wrong"):
        unlock(closed, "not the right one")
    assert unlock(closed, PASSWORD).person == "佐藤 髙﨑"
    assert [line for line in noted(closed) if line[0] == "sign_in_failed"] == [
        ("sign_in_failed", "")
    ]


def test_a_receptionist_cannot_unlock_what_a_coordinator_left_open(closed: Office) -> None:
    accounts.add(closed, "受付 一郎", AccountRole.RECEPTIONIST, CLERKS)
    lock(closed)
    with pytest.raises(Refused, match="coordinator_only"):
        unlock(closed, CLERKS)


def test_in_reception_mode_it_stays_in_the_volunteers_hands(closed: Office) -> None:
    clerk = accounts.add(closed, "受付 一郎", AccountRole.RECEPTIONIST, CLERKS)
    at_desk = reception_mode.begin(closed, clerk)
    for password in (PASSWORD, CLERKS):
        lock(at_desk)
        after = unlock(at_desk, password)
        assert (after.person, after.is_coordinators) == ("受付 一郎", False)
