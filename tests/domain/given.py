"""Small values for the tests of the domain: short calls, fixed ids, one Saturday in October."""

from datetime import date, datetime, time
from uuid import UUID

from smartsupport.domain.booking import Booking, BookingState
from smartsupport.domain.card import Party
from smartsupport.domain.door import Direction, DoorEvent, Source, Visit, visits_from
from smartsupport.domain.period import moment
from smartsupport.domain.placement import Placement, PlacementState
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Role

DAY = date(2026, 10, 3)
VENUE = UUID(int=900)
KIND = UUID(int=901)


def clock(text: str) -> time:
    hour, minute = text.split(":")
    return time(int(hour), int(minute))


def at(text: str, day: date = DAY) -> datetime:
    """A moment from "13:05"."""
    return moment(day, clock(text))


def session(
    n: int = 1,
    start: str = "13:00",
    end: str = "16:00",
    gather: str = "12:30",
    dismiss: str = "16:15",
    day: date = DAY,
    **more: object,
) -> Session:
    return Session(
        id=UUID(int=n),
        venue_id=VENUE,
        kind_id=KIND,
        day=day,
        start=clock(start),
        end=clock(end),
        gather=clock(gather),
        dismiss=clock(dismiss),
        **more,
    )


def event(
    n: int,
    direction: str,
    when: str | datetime,
    person: int = 100,
    session: int = 1,
    party: Party = Party.SUPPORTER,
    after: int | None = None,
    day: date = DAY,
    **more: object,
) -> DoorEvent:
    return DoorEvent(
        id=UUID(int=n),
        direction=Direction(direction),
        party=party,
        person_id=UUID(int=person),
        session_id=UUID(int=session),
        venue_id=VENUE,
        day=day,
        at=at(when, day) if isinstance(when, str) else when,
        after=None if after is None else UUID(int=after),
        **more,
    )


def stay(
    came: str,
    left: str | None,
    person: int = 100,
    session: int = 1,
    day: date = DAY,
    out_source: Source = Source.SCANNED,
    in_source: Source = Source.SCANNED,
) -> Visit:
    """One visit of a supporter, from two clock faces."""
    events = [event(1, "in", came, person, session, day=day, source=in_source)]
    if left:
        events.append(event(2, "out", left, person, session, after=1, day=day, source=out_source))
    return visits_from(events)[0]


def placement(
    person: int = 100,
    session: int = 1,
    role: Role = Role.ADVISER,
    state: PlacementState = PlacementState.ACCEPTED,
    **more: object,
) -> Placement:
    return Placement(
        id=UUID(int=10_000 + person * 10 + session),
        session_id=UUID(int=session),
        supporter_id=UUID(int=person),
        role=role,
        state=state,
        **more,
    )


def booking(
    person: int, state: BookingState = BookingState.CONFIRMED, session: int = 1, **more: object
) -> Booking:
    return Booking(
        **{
            "id": UUID(int=20_000 + person * 10 + session),
            "session_id": UUID(int=session),
            "participant_id": UUID(int=person),
            "state": state,
        }
        | more
    )
