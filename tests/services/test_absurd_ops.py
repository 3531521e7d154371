"""Ops that are whole and yet nonsense: merging them never raises, nor does any list afterwards.

They are made of real ones, so that they meet the rows which every screen reads. Another order of
coming must leave the same tables.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from random import Random
from uuid import uuid4

import pytest

from smartsupport.domain.account import Account, RecoverySheet
from smartsupport.domain.errors import NotFound
from smartsupport.domain.participant import Participant
from smartsupport.domain.period import FiscalYear, Month
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Supporter
from smartsupport.services import (
    board,
    bookings,
    calendar,
    consultations,
    desk_list,
    disclosure,
    exchange,
    exports,
    figures,
    handover,
    history,
    holdings,
    hours,
    lists,
    next_year,
    peers,
    people,
    placements,
    problem,
    retention,
    tasks,
    venues,
    versions,
)
from smartsupport.services.office import Office
from smartsupport.storage import check
from smartsupport.storage import vault as vaults
from smartsupport.storage.book import StoredBook
from smartsupport.storage.op import Op
from smartsupport.storage.schema import SYNCED
from smartsupport.storage.unit_of_work import Store
from tests.services import given
from tests.services.conftest import another, clock, hall, morning, office, reception
from tests.services.given import DAY, Reception
from tests.storage.logs import differences, ops_of
from tests.sync.fuzzing import with_absurd_values

__all__ = ["another", "clock", "hall", "morning", "office", "reception"]

WRAPPED = json.dumps(
    {
        "cost": {"memory_kib": 8, "iterations": 1, "lanes": 1},
        "salt": "A" * 32,
        "nonce": "A" * 16,
        "sealed": "",
    }
)
FIRST, LAST = DAY - timedelta(days=400), DAY + timedelta(days=400)


@pytest.fixture
def lived_in(office: Office, morning: Session, reception: Reception) -> list[Op]:
    """The ops of an office with one of everything."""
    guest, helper = given.participant(office, phone="0312345678"), given.supporter(office)
    given.booked(office, guest, morning)
    given.placed(office, helper, morning)
    reception.admit(guest, morning)
    reception.admit(helper, morning)
    reception.walk_in(morning)
    reception.leave(helper)
    given.card_of(office, guest)
    exchange.call_laptop(office)
    with office.store.transaction() as work:
        sheet = RecoverySheet(id=uuid4(), made_at=work.now, public_key="1f" * 32, last_four="ABCD")
        work.add(sheet)
        found = work.find(Account)[0]
        work.change(found, public_key="2e" * 32, wrapped=WRAPPED)
    return ops_of(office.opened)


def read_everything(office: Office) -> None:
    with office.store.reading() as reading:
        everything = {name: reading.find(synced.record) for name, synced in SYNCED.items()}
    for record in (one for found in everything.values() for one in found):
        with suppress(NotFound):
            history.of_record(office, record.id)
    for session in everything["session"]:
        _read_session(office, session)
    for venue in everything["venue"]:
        desk_list.view(office, venue.id, DAY)
    for person in (*everything["participant"], *everything["supporter"]):
        _read_person(office, person)
    _read_lists(office)


def _read_session(office: Office, session: Session) -> None:
    calendar.line(office, session.id)
    calendar.to_phone(office, session.id)
    figures.of_session(office, session.id)
    bookings.of_session(office, session.id)
    placements.of_sessions(office, [session.id])
    consultations.of_session(office, session.id)
    desk_list.view(office, session.venue_id, session.day)


def _read_person(office: Office, person: Participant | Supporter) -> None:
    people.visits_of(office, person.id)
    people.twins_of(office, person)
    disclosure.of_person(office, person.id, "json")
    if isinstance(person, Supporter):
        people.week_of(office, person.id)


def _read_lists(office: Office) -> None:
    between: list[Callable[[Office, date, date], object]] = [
        *(tasks.open_tasks, board.of_days, problem.build_problem, exports.events)
    ]
    for read in between:
        read(office, FIRST, LAST)
    plain: list[Callable[[Office], object]] = [
        *(calendar.kinds, venues.everything, retention.due, retention.disposals, retention.rules),
        *(holdings.of_register, versions.differences, handover.content),
    ]
    for read_one in plain:
        read_one(office)
    for month in (Month(2026, 10), Month(1970, 1)):
        hours.of_month(office, month)
        hours.to_confirm(office, month)
    book = StoredBook(office.opened)
    book.gone()
    vaults.closed_vault(office.workspace_id, "00" * 32, *book.holders()[:2])
    peers.peers(office)
    peers.receipts(office)
    next_year.draft(office, FiscalYear(2027))
    lists.entries(office, "topics")
    people.find(office, "ヤマ")


@pytest.mark.parametrize("seed", range(2))
def test_absurd_ops_are_merged_and_read(
    office: Office, lived_in: list[Op], another: Callable[[str], Store], seed: int
) -> None:
    random = Random(seed)
    absurd = [with_absurd_values(random, random.choice(lived_in), n) for n in range(250)]
    for start in range(0, len(absurd), 50):
        office.opened.merge(absurd[start : start + 50])
    read_everything(office)
    far = another("far")
    shuffled = [*lived_in, *absurd]
    random.shuffle(shuffled)
    for start in range(0, len(shuffled), 90):
        far.merge(shuffled[start : start + 90])
    assert differences(office.opened, far) == []
    assert check.replay_differences(far) == []
