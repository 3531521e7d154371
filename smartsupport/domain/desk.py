"""What the desk answers to a scan, a tap or a name: one code, and what the card shows.

One rule decides (`decide`), whatever way the person came in (desk.md, Results).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from smartsupport.domain.booking import BookingState
from smartsupport.domain.card import Party
from smartsupport.domain.session import Session


class Result(StrEnum):
    """The desk's result codes; the command line prints them as they are."""

    OK = "ok"
    ALREADY_IN = "already_in"
    NOT_BOOKED = "not_booked"
    OTHER_VENUE = "other_venue"
    OTHER_DAY = "other_day"
    CANCELLED = "cancelled"
    REVOKED = "revoked"
    UNASSIGNED = "unassigned"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"
    FOREIGN = "foreign"
    UNKNOWN = "unknown"
    PRACTICE = "practice"
    SUPPORTER_IN = "supporter_in"
    SUPPORTER_OUT = "supporter_out"
    FULL = "full"
    LEFT = "left"

    @property
    def wrote(self) -> bool:
        """Whether the person is now registered at the door."""
        return self in (Result.OK, Result.SUPPORTER_IN, Result.SUPPORTER_OUT, Result.LEFT)

    @property
    def waits(self) -> bool:
        """Whether a person must decide: it becomes a 保留 chip and holds nobody up."""
        return self in _WAITING


_WAITING = {
    Result.NOT_BOOKED,
    Result.OTHER_VENUE,
    Result.OTHER_DAY,
    Result.CANCELLED,
    Result.UNASSIGNED,
    Result.FULL,
}


class StepState(StrEnum):
    """What became of one thing done at the desk."""

    DONE = "done"
    PARKED = "parked"
    SETTLED = "settled"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """A booking as the desk sees it, with its session and where that is."""

    booking_id: UUID
    state: BookingState
    session: Session
    venue: str
    at: time | None = None
    companions: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSession:
    """A session of this venue and day.

    `free` places are None without a limit; those booked and not here yet still hold theirs.
    `waiting` is how many stand on its waiting list (補欠).
    """

    session_id: UUID
    title: str
    start: time
    end: time
    room: str = ""
    free: int | None = None
    waiting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the large card says and offers. Empty fields are not shown.

    `choices` are today's sessions a person could be admitted to, the nearest in time first.
    """

    result: Result
    step_id: UUID | None = None
    party: Party | None = None
    person_id: UUID | None = None
    called: str = ""
    """ふりがな, or the name where no reading is known."""
    session_id: UUID | None = None
    title: str = ""
    venue: str = ""
    room: str = ""
    day: date | None = None
    start: time | None = None
    end: time | None = None
    slot: time | None = None
    number: str = ""
    event_id: UUID | None = None
    at: datetime | None = None
    since: datetime | None = None
    by: str = ""
    first_visit: bool = False
    companions: int = 0
    waiting: int = 0
    """Which place on the waiting list the person has; 0 = none."""
    placed: bool | None = None
    """Supporters: whether placed at this session; `venue` is where else they are placed today."""
    reason: str = ""
    code: str = ""
    choices: tuple[OpenSession, ...] = ()

    def at_session(self, session: Session) -> "Answer":
        """This answer, naming a session."""
        return replace(
            self,
            session_id=session.id,
            title=session.title,
            room=session.room,
            day=session.day,
            start=session.start,
            end=session.end,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Where a participant goes: `booked` is the booking that speaks, if any."""

    result: Result
    booked: Booked | None = None
    session: Session | None = None


def decide(
    bookings: Sequence[Booked],
    here_today: Sequence[Session],
    now: datetime,
    venue_id: UUID,
    day: date,
) -> Decision:
    """Which session a participant belongs to, from their bookings and today's sessions here.

    Their own booking here today wins, the nearest in time of several; then what became of it:
    the session cancelled, on the waiting list. A booking elsewhere today, one here that was
    cancelled and one here on a coming day are named only when nothing else fits. Without any
    booking it is `not_booked`, for the nearest open session.
    """
    here = [b for b in bookings if b.session.venue_id == venue_id and b.session.day == day]
    expected = [b for b in here if b.state.expected]
    held = [b for b in expected if not b.session.cancelled]
    if held:
        best = nearest([b.session for b in held], now)[0]
        return _about(Result.OK, next(b for b in held if b.session.id == best.id))
    if expected:
        return _about(Result.CANCELLED, expected[0])
    for result, found in (
        (Result.FULL, _waiting(here)),
        (Result.OTHER_VENUE, _elsewhere(bookings, venue_id, day)),
        (Result.CANCELLED, [b for b in here if b.state is BookingState.CANCELLED]),
        (Result.OTHER_DAY, _coming(bookings, venue_id, day)),
    ):
        if found:
            return _about(result, found[0])
    choices = nearest([s for s in here_today if not s.cancelled], now)
    return Decision(result=Result.NOT_BOOKED, session=choices[0] if choices else None)


def _about(result: Result, booked: Booked) -> Decision:
    return Decision(result=result, booked=booked, session=booked.session)


def _waiting(here: Sequence[Booked]) -> list[Booked]:
    return [b for b in here if b.state is BookingState.WAITING and not b.session.cancelled]


def _elsewhere(bookings: Sequence[Booked], venue_id: UUID, day: date) -> list[Booked]:
    """Today at other venues, the earliest first."""
    found = [
        b
        for b in bookings
        if b.session.day == day
        and b.session.venue_id != venue_id
        and b.state.expected
        and not b.session.cancelled
    ]
    return sorted(found, key=lambda b: (b.session.start, b.booking_id))


def _coming(bookings: Sequence[Booked], venue_id: UUID, day: date) -> list[Booked]:
    """Here on a later day, the next first. An earlier day is over: they may well have come."""
    found = [
        b
        for b in bookings
        if b.session.venue_id == venue_id
        and b.state.expected
        and not b.session.cancelled
        and timedelta() < b.session.day - day <= _NEAR
    ]
    return sorted(found, key=lambda b: (b.session.day, b.session.start, b.booking_id))


_NEAR = timedelta(days=60)
"""A booking further away than this is not what today's visit is about."""


def nearest(sessions: Sequence[Session], now: datetime) -> list[Session]:
    """Sessions ordered by how near they are: running now, then the next, then what is over."""

    def distance(session: Session) -> tuple[int, timedelta, UUID]:
        span = session.span
        if span.start <= now < span.end:
            return (0, timedelta(), session.id)
        if now < span.start:
            return (1, span.start - now, session.id)
        return (2, now - span.end, session.id)

    return sorted(sessions, key=distance)
