"""A month's hours from the door, and times that a person says."""

import pytest

from smartsupport.domain.card import Party
from smartsupport.domain.door import Direction, DoorEvent, Source
from smartsupport.domain.errors import NotFound, Refused
from smartsupport.domain.hours import HoursRow, Rounding, RoundingDirection
from smartsupport.domain.period import Month
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.venue import Venue
from smartsupport.services import hours
from smartsupport.services.office import Office
from tests.services import given
from tests.services.given import Reception, at
from tests.stores import HeldClock

OCTOBER = Month(2026, 10)


@pytest.fixture
def helper(office: Office, morning: Session) -> Supporter:
    """Placed from 9:30 to 12:15."""
    person = given.supporter(office, "アキ")
    given.placed(office, person, morning)
    return person


def rows(office: Office) -> list[HoursRow]:
    return [row for person in hours.of_month(office, OCTOBER).supporters for row in person.rows]


def test_in_and_out_are_credited(
    office: Office, reception: Reception, clock: HeldClock, helper: Supporter, morning: Session
) -> None:
    reception.arrive(helper)
    reception.walk_in(morning, "タナカ")
    clock.now = at("12:00")
    reception.arrive(helper)
    (row,) = rows(office)
    assert (row.supporter_id, row.credited, row.estimated) == (helper.id, 150, False)
    sheet = hours.of_month(office, OCTOBER, Rounding(unit=60, direction=RoundingDirection.DOWN))
    assert sheet.credited == 120
    assert hours.of_month(office, Month(2026, 9)).supporters == ()


def test_the_years_cap_counts_the_months_before(
    office: Office, reception: Reception, clock: HeldClock, hall: Venue, helper: Supporter
) -> None:
    before = given.session(office, hall, day=given.DAY.replace(month=9, day=5))
    hours.confirm(office, helper.id, before.id, at("09:30", before.day), at("11:30", before.day))
    reception.arrive(helper)
    clock.now = at("12:00")
    reception.arrive(helper)
    assert hours.of_month(office, OCTOBER, Rounding(year_cap=200)).credited == 80


def test_a_missing_end_waits_until_it_is_confirmed(
    office: Office, reception: Reception, clock: HeldClock, morning: Session, helper: Supporter
) -> None:
    reception.arrive(helper)
    assert hours.to_confirm(office, OCTOBER) == []
    clock.now = at("12:15")
    (waiting,) = hours.to_confirm(office, OCTOBER)
    assert (waiting.row.start, waiting.proposed) == (at("09:30"), at("12:15"))
    assert rows(office)[0].credited == 0
    with pytest.raises(Refused, match="end_before_arrival"):
        hours.confirm(office, helper.id, morning.id, waiting.row.start, at("09:00"))
    hours.confirm(office, helper.id, morning.id, waiting.row.start, waiting.proposed)
    (row,) = rows(office)
    assert (row.credited, row.source) == (165, Source.TYPED)
    assert hours.to_confirm(office, OCTOBER) == []
    hours.confirm(office, helper.id, morning.id, None, at("12:00"))
    assert rows(office)[0].credited == 150


def test_somebody_only_seen_leaving_needs_a_start(
    office: Office, clock: HeldClock, morning: Session, helper: Supporter
) -> None:
    with office.store.transaction() as work:
        work.add(
            DoorEvent(
                id=office.new_id(),
                direction=Direction.OUT,
                party=Party.SUPPORTER,
                person_id=helper.id,
                session_id=morning.id,
                venue_id=morning.venue_id,
                day=morning.day,
                at=at("12:10"),
            )
        )
    clock.now = at("13:00")
    (waiting,) = hours.to_confirm(office, OCTOBER)
    assert waiting.row.start is None
    with pytest.raises(Refused, match="start_required"):
        hours.confirm(office, helper.id, morning.id, None, at("12:10"))
    hours.confirm(office, helper.id, morning.id, at("09:40"), at("12:10"))
    (row,) = rows(office)
    assert (row.start, row.end, row.credited) == (at("09:40"), at("12:10"), 150)


def test_somebody_never_seen_is_entered_afterwards(
    office: Office, morning: Session, helper: Supporter
) -> None:
    with pytest.raises(Refused, match="start_required"):
        hours.confirm(office, helper.id, morning.id, None, at("12:00"))
    hours.confirm(office, helper.id, morning.id, at("10:00"), at("12:00"))
    assert [(r.credited, r.source) for r in rows(office)] == [(120, Source.TYPED)]
    with pytest.raises(NotFound, match="supporter_not_found"):
        hours.confirm(office, office.new_id(), morning.id, at("10:00"), at("12:00"))


def test_a_break_that_the_door_saw_stays_when_the_end_is_confirmed(
    office: Office, reception: Reception, clock: HeldClock, morning: Session, helper: Supporter
) -> None:
    for when in ("09:30", "10:00", "11:00"):
        clock.now = at(when)
        reception.arrive(helper)
    assert reception.is_in(helper.id, morning)
    hours.confirm(office, helper.id, morning.id, at("09:30"), at("12:00"))
    assert [r.credited for r in rows(office)] == [90]


def test_another_start_replaces_what_the_door_saw(
    office: Office, reception: Reception, clock: HeldClock, morning: Session, helper: Supporter
) -> None:
    for when in ("09:50", "10:00", "11:00"):
        clock.now = at(when)
        reception.arrive(helper)
    hours.confirm(office, helper.id, morning.id, at("09:30"), at("12:00"))
    assert [(r.start, r.credited) for r in rows(office)] == [(at("09:30"), 150)]


def test_a_typed_time_outside_the_placement_counts(
    office: Office, morning: Session, helper: Supporter
) -> None:
    hours.confirm(office, helper.id, morning.id, at("09:00"), at("13:00"))
    assert [r.credited for r in rows(office)] == [240]
