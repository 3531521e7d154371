"""Where a participant belongs, decided from values alone."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given as example
from hypothesis import strategies as st

from smartsupport.domain.booking import BookingState
from smartsupport.domain.desk import Booked, Decision, Result, decide, nearest
from smartsupport.domain.session import Session, SessionState
from tests.domain.given import DAY, VENUE, at, session

ELSEWHERE = UUID(int=901)
MORNING = session(1, "10:00", "12:00")
AFTERNOON = session(2, "13:30", "15:30")


def booked(of: Session, state: BookingState = BookingState.CONFIRMED, n: int = 0) -> Booked:
    return Booked(
        booking_id=UUID(int=5000 + of.id.int + n), state=state, session=of, venue="中央会館"
    )


def decided(*bookings: Booked, now: str = "09:30") -> Decision:
    return decide(bookings, [MORNING, AFTERNOON], at(now), VENUE, DAY)


def _elsewhere(n: int = 8, **more: object) -> Session:
    return replace(session(n, "10:00", "12:00", **more), venue_id=ELSEWHERE)


def _cancelled(of: Session) -> Session:
    return replace(of, state=SessionState.CANCELLED)


@pytest.mark.parametrize(
    ("now", "expected"),
    [("08:00", [1, 2]), ("10:00", [1, 2]), ("12:00", [2, 1]), ("14:00", [2, 1]), ("16:00", [2, 1])],
)
def test_running_now_then_next_then_over(now: str, expected: list[int]) -> None:
    assert [s.id.int for s in nearest([AFTERNOON, MORNING], at(now))] == expected


def test_without_a_booking_the_nearest_session_is_offered() -> None:
    assert decided() == Decision(result=Result.NOT_BOOKED, session=MORNING)
    assert decided(now="13:00").session == AFTERNOON
    assert decide([], [_cancelled(MORNING)], at("09:30"), VENUE, DAY).session is None


@pytest.mark.parametrize(
    ("bookings", "result"),
    [
        ([booked(AFTERNOON)], Result.OK),
        ([booked(AFTERNOON, BookingState.APPLIED)], Result.OK),
        ([booked(_cancelled(MORNING))], Result.CANCELLED),
        ([booked(_cancelled(MORNING)), booked(AFTERNOON)], Result.OK),
        ([booked(MORNING, BookingState.CANCELLED)], Result.CANCELLED),
        ([booked(MORNING, BookingState.CANCELLED), booked(_elsewhere())], Result.OTHER_VENUE),
        ([booked(MORNING, BookingState.WAITING)], Result.FULL),
        ([booked(MORNING, BookingState.NOT_DRAWN)], Result.NOT_BOOKED),
        ([booked(_elsewhere())], Result.OTHER_VENUE),
        ([booked(_cancelled(_elsewhere()))], Result.NOT_BOOKED),
        ([booked(session(9, day=DAY + timedelta(days=1)))], Result.OTHER_DAY),
        ([booked(_elsewhere(day=DAY + timedelta(days=1)))], Result.NOT_BOOKED),
        ([booked(session(9, day=DAY - timedelta(days=1)))], Result.NOT_BOOKED),
        ([booked(_elsewhere()), booked(MORNING)], Result.OK),
    ],
)
def test_what_speaks_for_a_participant(bookings: list[Booked], result: Result) -> None:
    assert decided(*bookings).result is result


def test_of_several_coming_days_the_next_is_named() -> None:
    later = [booked(session(n, day=DAY + timedelta(days=n))) for n in (14, 7, 21)]
    found = decided(*later).session
    assert found
    assert found.day == DAY + timedelta(days=7)


@example(
    st.permutations(
        [
            booked(MORNING),
            booked(AFTERNOON),
            booked(_elsewhere()),
            booked(session(9, day=DAY + timedelta(days=1))),
        ]
    ),
    st.sampled_from(["08:00", "11:00", "12:30", "20:00"]),
)
def test_the_order_of_bookings_decides_nothing(bookings: list[Booked], now: str) -> None:
    expected = nearest([MORNING, AFTERNOON], at(now))[0]
    assert decided(*bookings, now=now).session == expected


def test_what_waits_writes_nothing() -> None:
    assert not [r for r in Result if r.waits and r.wrote]
