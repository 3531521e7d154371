"""The figures of a session, one shape for every report; `domain.counting` makes them."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from smartsupport.domain.consultation import Outcome
from smartsupport.domain.participant import AgeBand
from smartsupport.domain.session import SessionState
from smartsupport.domain.supporter import Role, SupporterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """One line of 参加者出席報告: a participant at this session, there or not."""

    participant_id: UUID
    name: str
    kana: str
    number: str
    """受付番号 as called, "" when not given."""
    arrived_at: datetime | None
    left_at: datetime | None
    booked: bool
    walk_in: bool
    first_visit: bool
    companions: int
    age_band: AgeBand
    state: str
    """A BookingState value, or "" when there was no booking."""
    note: str = ""
    erased: bool = False
    """Somebody known who has no name any more."""

    @property
    def arrived(self) -> bool:
        """Whether the door saw this person, coming or only going."""
        return self.arrived_at is not None or self.left_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupporterThere:
    """One supporter at this session; minutes as in `domain.hours`."""

    supporter_id: UUID
    name: str
    kana: str
    kind: SupporterKind
    role: Role
    state: str
    """A PlacementState value, or "" for someone who came without being placed."""
    start: datetime | None
    end: datetime | None
    credited: int
    estimated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicCount:
    """Consultations in which a topic was ○, and in which it was ◎ (`main` is part of `asked`)."""

    code: str
    name: str
    asked: int
    main: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFigures:
    """Every figure of one session. 付き添い are apart; anonymous people are not in `people`."""

    session_id: UUID
    title: str
    kind: str
    day: date
    start: time
    end: time
    gather: time
    dismiss: time
    venue: str
    room: str
    state: SessionState
    reason: str
    booked: int
    """People with a confirmed booking, those marked absent since too; without walk-ins."""
    attendances: int
    """延べ人数."""
    people: int
    """実人数: distinct identified people."""
    anonymous: int
    first_visits: int
    walk_ins: int
    absent: int
    """Of `booked`, those who never came, once the session is over."""
    aged_65: int
    age_unknown: int
    """Among `attendances`: those whose answer does not tell whether they are 65 or over."""
    ages: tuple[tuple[AgeBand, int], ...]
    companions: int
    consultations: int
    """相談件数: turns with a record."""
    topics: tuple[TopicCount, ...]
    outcomes: tuple[tuple[Outcome, int], ...]
    referrals: tuple[tuple[str, int], ...]
    attendees: tuple[Attendee, ...]
    helpers: tuple[SupporterThere, ...]
    note: str = ""
