"""開催回: one dated event at one venue, with its public and its supporters' span."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from smartsupport.domain.change import UNSEEN, Seen
from smartsupport.domain.errors import Refused
from smartsupport.domain.period import Span, moment
from smartsupport.domain.supporter import Role


class Behaviour(StrEnum):
    """The three ways a session runs; every 種別 stands on one of them."""

    TURNS = "turns"
    LECTURE = "lecture"
    DROP_IN = "drop_in"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRule:
    """How many supporters of a role a session of this kind wants.

    `per` says per what: "session", "desk" or "participant" (then one for each `each`).
    """

    role: Role
    wanted: int = 1
    minimum: int = 1
    per: str = "session"
    each: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionKind:
    """種別: an editable name on one of three behaviours. `turn_minutes` is one 相談枠."""

    id: UUID
    name: str
    letter: str = ""
    behaviour: Behaviour = Behaviour.TURNS
    places: tuple[PlaceRule, ...] = ()
    turn_minutes: int = 30
    position: int = 0
    retired: bool = False
    seen: Seen = field(default=UNSEEN, repr=False, compare=False)


class SessionState(StrEnum):
    """What is known of a session besides its date."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedPlaces:
    """Places of one role: `wanted` is aimed at, fewer than `minimum` is a shortage."""

    role: Role
    minimum: int
    wanted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One dated event at one venue.

    `start`-`end` is 開催時間 (public), `gather`-`dismiss` is 活動時間帯 (supporters); Tokyo time.
    """

    id: UUID
    venue_id: UUID
    kind_id: UUID
    day: date
    start: time
    end: time
    gather: time
    dismiss: time
    title: str = ""
    room: str = ""
    desks: int = 0
    capacity: int | None = None
    """Participants at most; None = no limit."""
    places: tuple[WantedPlaces, ...] = ()
    strengths: frozenset[str] = frozenset()
    accessible: bool = False
    """障害者向け: longer turns, more helpers."""
    state: SessionState = SessionState.PLANNED
    reason: str = ""
    series_id: UUID | None = None
    audience: str = ""
    fee: str = ""
    apply_how: str = ""
    apply_until: date | None = None
    contact: str = ""
    url: str = ""
    note: str = ""
    source: str = ""
    deleted: bool = False
    seen: Seen = field(default=UNSEEN, repr=False, compare=False)

    @property
    def span(self) -> Span:
        """開催時間 as moments."""
        return Span(moment(self.day, self.start), moment(self.day, self.end))

    @property
    def work_span(self) -> Span:
        """活動時間帯, 集合 to 解散, as moments."""
        return Span(moment(self.day, self.gather), moment(self.day, self.dismiss))

    @property
    def cancelled(self) -> bool:
        """Whether it will not be, or was not, held."""
        return self.state is SessionState.CANCELLED


def check_times(start: time, end: time, gather: time, dismiss: time) -> None:
    """Refuse times that cannot be: ends_before_start, gather_after_start, dismiss_before_end."""
    if end <= start:
        raise Refused("ends_before_start", start=start, end=end)
    if gather > start:
        raise Refused("gather_after_start", gather=gather, start=start)
    if dismiss < end:
        raise Refused("dismiss_before_end", dismiss=dismiss, end=end)


def shifted(at: time, minutes: int) -> time:
    """`at` moved by `minutes`, held inside the same day (00:00 to 23:59)."""
    base = datetime(2000, 1, 1, at.hour, at.minute)  # noqa: DTZ001 - arithmetic on a bare clock face
    moved = base + timedelta(minutes=minutes)
    if moved.date() < base.date():
        return time(0, 0)
    if moved.date() > base.date():
        return time(23, 59)
    return moved.time()


def minutes_between(earlier: time, later: time) -> int:
    """Minutes from one clock face to another of the same day; negative backwards."""
    return (later.hour - earlier.hour) * 60 + later.minute - earlier.minute


BESIDE_A_LEARNER = frozenset({Role.ADVISER, Role.ASSISTANT})


def places_for(
    kind: SessionKind, *, desks: int, capacity: int | None, accessible: bool
) -> tuple[WantedPlaces, ...]:
    """The places a session of `kind` wants by default (defaults.md, "places").

    障害者向け wants one helper per learner at least, two if possible, in the kind's first role
    that sits beside a learner.
    """
    out: list[WantedPlaces] = []
    for rule in kind.places:
        factor = {"desk": max(1, desks), "participant": -(-(capacity or 0) // max(1, rule.each))}
        times = max(1, factor.get(rule.per, 1))
        out.append(
            WantedPlaces(role=rule.role, minimum=rule.minimum * times, wanted=rule.wanted * times)
        )
    beside = [n for n, places in enumerate(out) if places.role in BESIDE_A_LEARNER]
    if accessible and beside and capacity:
        n = beside[0]
        out[n] = WantedPlaces(role=out[n].role, minimum=capacity, wanted=capacity * 2)
    return tuple(out)


def resized(
    places: tuple[WantedPlaces, ...], wanted: Mapping[Role, int]
) -> tuple[WantedPlaces, ...]:
    """`places` with as many of each role as `wanted` says, in the order of the roles.

    The minimum of a role stays where it was below what was wanted; it never exceeds that.
    """
    before = {role: [p for p in places if p.role is role] for role in Role}
    out = []
    for role, number in wanted.items():
        low = sum(p.minimum for p in before[role])
        high = sum(p.wanted for p in before[role])
        if number > 0:
            minimum = min(low, number) if low < high else number
            out.append(WantedPlaces(role=role, minimum=minimum, wanted=number))
    return tuple(out)
