"""Who may do what: every use case there is, against every role there is.

A use case is closed to the reception until it is named here, so a new one cannot be forgotten.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import time
from typing import Any
from unittest.mock import MagicMock
from uuid import UUID, uuid4

import pytest

from smartsupport import services
from smartsupport.codes.recovery import new_code
from smartsupport.domain.account import AccountRole
from smartsupport.domain.booking import Booking, BookingState
from smartsupport.domain.desk import Result
from smartsupport.domain.errors import Refused
from smartsupport.domain.period import Month
from smartsupport.domain.series import Repeat, Series
from smartsupport.domain.session import Session
from smartsupport.domain.venue import Venue
from smartsupport.services import accounts, desk, documents, people, reception_mode
from smartsupport.services.at_desk import Desk
from smartsupport.services.office import Office
from smartsupport.storage import oplog
from tests.accounts import OTHER, PASSWORD, cheap_passwords, closed
from tests.services import given
from tests.services.conftest import clock, hall, morning, office
from tests.services.given import DAY

__all__ = ["cheap_passwords", "clock", "closed", "hall", "morning", "office"]

DESK = {
    "calendar": {"kinds", "lines", "lines_of", "line"},
    "consultations": {"choices", "record", "change", "of_session", "by_number"},
    "backups": {"keep_up", "newest"},
    "desk": {
        *("scan", "arrive", "admit", "wait", "walk_in", "bind", "leave", "add_companion"),
        *("whose", "venue_of"),
    },
    "desk_list": {"view", "arrive_all", "undo", "undo_act", "set_aside"},
    "desk_people": {"find", "without_card"},
    "journal": {"note", "list_opened"},
    "accounts": {"change_password"},
    "reception_mode": {"volunteers", "begin", "end"},
    "sign_in": {"confirm"},
    "lock": {"is_in", "lock", "unlock"},
    "keys": {"write_again"},
    "exchange": {"call_laptop", "sharing"},
    "laptops": {"count_anew", "is_kept_out", "let_in"},
}
"""What answers to a 受付係: the desk, walk-ins, consultations, and their own password."""

WITHIN = {
    ("at_desk", "standing_at"),  # the desk's own transaction
    ("backups", "is_too_old"),
    ("bookings", "book_in"),
    ("erasure", "erase_in"),
    ("retention", "rules_in"),
    ("retention", "this_year"),  # only looks at the clock
    ("journal", "note_in"),
    ("paper_content", "issue"),
    ("paper_content", "recovery_sheet"),
    ("people", "set_week_in"),
    ("taking_back", "take_back"),
    ("taking_back", "change_companions"),
    ("import_store", "accept"),  # is given what `imports.preview` found
    ("imports", "problem_sheet"),
    ("hours_files", "hours_bytes"),  # is given what `hours.sheet` counted
    ("hours_files", "hours_files"),
    ("day", "run_day"),  # on practice data only
}
"""What is given a transaction, or what was read, behind somebody else's door."""

ARGUMENTS: dict[tuple[str, str], Callable[[], dict[str, Any]]] = {
    ("calendar", "add_series"): lambda: {"series": SERIES},
    ("cards", "blank"): lambda: {"number": 3},
    ("documents", "of_session"): lambda: {
        "code": documents.SESSION_DOCUMENTS[0].code,
        "session_id": uuid4(),
    },
    ("journal_files", "month_bytes"): lambda: {"month": Month(2026, 10), "ending": "csv"},
    ("exports", "export"): lambda: {"kind": "events", "first": DAY, "last": DAY},
    ("imports", "preview"): lambda: {"kind": "venues", "source": VENUES},
    ("placements", "propose"): lambda: {"first": DAY, "last": DAY},
    ("recovery", "make_sheet"): lambda: {"code": new_code()},
}
"""What must be a real value for a use case to come as far as the door."""


SERIES = Series(
    id=UUID(int=1),
    title="毎週の相談会",
    venue_id=UUID(int=2),
    kind_id=UUID(int=3),
    repeat=Repeat.WEEKLY,
    first=DAY,
    last=DAY,
    start=time(10),
    end=time(12),
)
VENUES = "名称,住所\n中央会館,東京都中野区1-1\n"


def use_cases() -> Iterator[tuple[str, str, Callable[..., Any]]]:
    for found in pkgutil.iter_modules(services.__path__):
        module = importlib.import_module(f"{services.__name__}.{found.name}")
        for name, function in vars(module).items():
            ours = inspect.isfunction(function) and function.__module__ == module.__name__
            if not ours or name.startswith("_") or (found.name, name) in WITHIN:
                continue
            given_first = next(iter(inspect.signature(function).parameters.values()), None)
            if given_first is not None and given_first.annotation is Office:
                yield found.name, name, function


def test_every_named_use_case_exists() -> None:
    there = {(module, name) for module, name, _ in use_cases()}
    assert {(m, n) for m, names in DESK.items() for n in names} <= there
    assert ARGUMENTS.keys() <= there
    assert len(there) > 100


CLOSED = [
    pytest.param(module, name, function, id=f"{module}.{name}")
    for module, name, function in use_cases()
    if name not in DESK.get(module, ())
]


@pytest.mark.parametrize(("module", "name", "function"), CLOSED)
def test_the_reception_is_refused(
    office: Office, module: str, name: str, function: Callable[..., Any]
) -> None:
    receptionist = replace(office, account=replace(office.account, role=AccountRole.RECEPTIONIST))
    parameters = list(inspect.signature(function).parameters.values())[1:]
    needed = {p.name: MagicMock() for p in parameters if p.default is p.empty}
    needed |= ARGUMENTS.get((module, name), dict)()
    with pytest.raises(Refused, match="coordinator_only"):
        function(receptionist, **needed)


def test_in_reception_mode_only_the_desk_answers_and_the_log_names_the_volunteer(
    closed: Office,
) -> None:
    hall = given.venue(closed)
    morning = given.session(closed, hall, "10:00", "12:00")
    helper = given.supporter(closed, "タカハシ メグミ")
    given.placed(closed, helper, morning)
    accounts.add(closed, "受付 一郎", AccountRole.RECEPTIONIST)
    guest = given.participant(closed, "ヤマダ ハナコ")
    given.booked(closed, guest, morning)
    known = reception_mode.volunteers(closed, hall.id, DAY)
    assert [a.name for a in known] == ["たかはし めぐみ", "受付 一郎"]
    at_desk = reception_mode.begin(closed, known[0])
    assert at_desk.person == "たかはし めぐみ"
    with pytest.raises(Refused, match="coordinator_only"):
        people.ids(at_desk, type(guest))
    arrived = desk.arrive(at_desk, guest.id, Desk(venue_id=hall.id, day=DAY))
    assert arrived.result is Result.OK
    with closed.store.reading() as reading:
        ops = oplog.about(reading.connection, guest.id)
    assert [op.actor for op in ops if op.table == "door_event"] == [helper.id.bytes]
    for wrong in ("", OTHER):
        with pytest.raises(Refused, match="password_wrong"):
            reception_mode.end(at_desk, wrong)
    back = reception_mode.end(at_desk, PASSWORD)
    assert back.account.id == closed.account.id
    assert people.ids(back, type(guest)) == [guest.id]


def test_a_receptionists_own_password_does_not_end_it(closed: Office) -> None:
    clerk = accounts.add(closed, "受付 一郎", AccountRole.RECEPTIONIST, OTHER)
    at_desk = reception_mode.begin(closed, clerk)
    with pytest.raises(Refused, match="coordinator_only"):
        reception_mode.end(at_desk, OTHER)


def test_an_open_register_is_left_without_a_password(
    office: Office, hall: Venue, morning: Session
) -> None:
    clerk = accounts.add(office, "受付 一郎", AccountRole.RECEPTIONIST)
    at_desk = reception_mode.begin(office, clerk)
    assert reception_mode.volunteers(at_desk, hall.id, morning.day) == [clerk]
    assert reception_mode.end(at_desk, "").account.id == office.account.id


def test_a_cancelled_booking_is_for_a_coordinator_to_restore(closed: Office) -> None:
    hall = given.venue(closed)
    morning = given.session(closed, hall, "10:00", "12:00")
    guest = given.participant(closed, "ヤマダ ハナコ")
    booking = given.booked(closed, guest, morning, BookingState.CANCELLED)
    clerk = accounts.add(closed, "受付 一郎", AccountRole.RECEPTIONIST)
    here = Desk(venue_id=hall.id, day=DAY)
    at_desk = reception_mode.begin(closed, clerk)
    assert desk.arrive(at_desk, guest.id, here).result is Result.CANCELLED
    for restore in (desk.admit, desk.wait):
        with pytest.raises(Refused, match="coordinator_only"):
            restore(at_desk, guest.id, morning.id, here)
    with closed.store.reading() as reading:
        assert reading.get(Booking, booking.id).state is BookingState.CANCELLED
    back = reception_mode.end(at_desk, PASSWORD)
    assert desk.admit(back, guest.id, morning.id, here).result is Result.OK
