"""Whether a session that is over may still be matched."""

from datetime import timedelta

from smartsupport.services import desk
from smartsupport.services.office import Office
from smartsupport.services.problem import build_problem
from smartsupport.services.reception import Desk
from tests.services.given import DAY, participant, session, venue


def locked(office: Office, days_before: int, days_after: int) -> set[bool]:
    """Whether yesterday's session is locked in a period around it."""
    yesterday = DAY - timedelta(days=1)
    problem = build_problem(
        office, yesterday - timedelta(days=days_before), yesterday + timedelta(days=days_after)
    )
    return {slot.locked for slot in problem.slots if slot.day == yesterday}


def test_a_period_that_reaches_today_leaves_yesterday_alone(office: Office) -> None:
    session(office, venue(office), day=DAY - timedelta(days=1))
    assert locked(office, 3, 1) == {True}


def test_a_period_that_is_over_is_being_written_up(office: Office) -> None:
    session(office, venue(office), day=DAY - timedelta(days=1))
    assert locked(office, 3, 0) == {False}


def test_but_not_where_somebody_was_registered(office: Office) -> None:
    place = venue(office)
    held = session(office, place, day=DAY - timedelta(days=1))
    came = participant(office)
    desk.admit(office, came.id, held.id, Desk(venue_id=place.id, day=held.day, at=held.span.start))
    assert locked(office, 3, 0) == {True}
