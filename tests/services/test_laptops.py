"""The computers of a register: their names, and what it means that one is gone."""

from collections.abc import Callable
from uuid import UUID

import pytest

from smartsupport.domain.account import AccountRole
from smartsupport.domain.errors import Refused
from smartsupport.domain.journal import Deed
from smartsupport.domain.laptop import Laptop, LaptopState
from smartsupport.domain.venue import Venue
from smartsupport.messages.sharing import sharing_lines
from smartsupport.services import accounts, journal, laptops, lock
from smartsupport.services.journal import Wanted
from smartsupport.services.office import Office
from tests.accounts import OTHER, PASSWORD
from tests.services import given
from tests.services.sharing import Desk, Join, cheap_passwords, first, join, shared

__all__ = ["cheap_passwords", "first", "join", "shared"]


Gone = Callable[[Office, UUID], Laptop]


def states(desk: Desk) -> list[tuple[str, str]]:
    return [(one.name, one.state.value) for one in laptops.everyone(desk.office)]


def test_each_is_called_what_people_call_it(first: Desk, join: Join) -> None:
    second = join()
    with pytest.raises(Refused, match="name_required"):
        laptops.rename(first.office, laptops.this_one(first.office), " ")
    laptops.rename(second.office, laptops.this_one(first.office), " 窓口PC ")
    second.sync()
    first.sync()
    assert states(first) == states(second) == [("受付2", "active"), ("窓口PC", "active")]


@pytest.mark.parametrize(
    ("gone", "state", "deed", "keys"),
    [
        (laptops.retire, LaptopState.RETIRED, Deed.LAPTOP_RETIRED, 1),
        (laptops.mark_lost, LaptopState.LOST, Deed.LAPTOP_LOST, 2),
    ],
)
def test_one_that_is_gone_is_not_waited_for_and_a_lost_one_gets_no_new_key(
    first: Desk, join: Join, gone: Gone, state: LaptopState, deed: Deed, keys: int
) -> None:
    second = join()
    second.sync()
    first.sync()
    with pytest.raises(Refused, match="laptop_is_this"):
        gone(first.office, laptops.this_one(first.office))
    gone(first.office, laptops.this_one(second.office))
    assert states(first) == [("受付1", "active"), ("受付2", state.value)]
    assert len(journal.ids(first.office, Wanted(deeds=(deed,)))) == 1
    for _ in range(3):
        first.sync()
    assert len(first.ring()) == keys
    laptops.use_again(first.office, laptops.this_one(second.office))
    assert states(first) == [("受付1", "active"), ("受付2", "active")]


def test_a_lost_one_that_still_runs_learns_nothing_more_until_somebody_signs_in(
    first: Desk, join: Join
) -> None:
    second = join()
    second.sync()
    first.sync()
    laptops.mark_lost(first.office, laptops.this_one(second.office))
    given.venue(first.office, "鍵のあとの会館")
    given.venue(second.office, "まだ知らない会館")
    first.sync()
    report = second.sync()

    assert report.kept_out
    assert report.locked
    assert sharing_lines(report, second.office.clock())[0].code == "lost"
    assert not lock.is_in(second.office)
    assert len(second.ring()) == 1
    assert "鍵のあとの会館" not in venues(second)
    first.sync()
    assert "まだ知らない会館" in venues(first)  # what it enters is lost to nobody

    second.sit(PASSWORD)
    assert not second.sync().kept_out
    assert lock.is_in(second.office)
    assert "鍵のあとの会館" in venues(second)

    laptops.use_again(first.office, laptops.this_one(second.office))
    first.sync()
    second.sync()
    laptops.mark_lost(first.office, laptops.this_one(second.office))
    first.sync()
    assert second.sync().kept_out


def test_a_receptionist_who_signs_in_does_not_show_who_has_a_lost_one(
    first: Desk, join: Join
) -> None:
    accounts.add(first.office, "受付 一郎", AccountRole.RECEPTIONIST, OTHER)
    first.sync()
    second = join()
    second.sync()
    first.sync()
    laptops.mark_lost(first.office, laptops.this_one(second.office))
    first.sync()
    second.sync()
    second.sit(OTHER)
    assert laptops.is_kept_out(second.office)


def venues(desk: Desk) -> set[str]:
    with desk.office.store.reading() as reading:
        return {venue.name for venue in reading.find(Venue)}
