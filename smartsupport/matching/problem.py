"""What the engine is asked: who could help, where help is wanted, what already stands.

Values only. The engine reads no clock, no database and no setting: all of it is in here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from smartsupport.domain.availability import Answer
from smartsupport.domain.period import Month, Span
from smartsupport.domain.placement import PlacementState
from smartsupport.domain.session import WantedPlaces
from smartsupport.domain.supporter import Role
from smartsupport.domain.venue import Place
from smartsupport.matching.travel import Travel


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A supporter as the engine sees one. Caps are per month; None = no own limit. Minutes."""

    id: UUID
    roles: frozenset[Role]
    strengths: frozenset[str] = frozenset()
    active: bool = True
    trainee: bool = False
    """研修中: joins a session beside an experienced supporter and fills no place."""
    experienced: bool = False
    place: Place | None = None
    monthly_cap: int | None = None
    monthly_minutes_cap: int | None = None
    reach_minutes: int | None = None
    keep_with: frozenset[UUID] = frozenset()
    keep_apart: frozenset[UUID] = frozenset()
    past_at: Mapping[UUID, int] = field(default_factory=dict)
    """How often this supporter has been at a venue before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A session as the engine sees one. `work` is 活動時間帯; a locked one takes nobody new."""

    id: UUID
    venue_id: UUID
    day: date
    work: Span
    month: Month
    wanted: tuple[WantedPlaces, ...] = ()
    place: Place | None = None
    strengths: frozenset[str] = frozenset()
    accessible: bool = False
    locked: bool = False

    def __post_init__(self) -> None:
        if len({w.role for w in self.wanted}) < len(self.wanted):
            object.__setattr__(self, "wanted", _one_each(self.wanted))


def _one_each(wanted: Iterable[WantedPlaces]) -> tuple[WantedPlaces, ...]:
    """A kind may name a role in two rules, as per desk and per session; the places add up."""
    out: dict[Role, WantedPlaces] = {}
    for item in wanted:
        so_far = out.get(item.role, WantedPlaces(role=item.role, minimum=0, wanted=0))
        out[item.role] = WantedPlaces(
            role=item.role,
            minimum=so_far.minimum + item.minimum,
            wanted=so_far.wanted + item.wanted,
        )
    return tuple(out.values())


def aimed(wanted: WantedPlaces) -> int:
    """How many places of the role are to be filled if possible."""
    return max(wanted.wanted, wanted.minimum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One supporter at one session in one role. A trainee fills no place; a pinned one stays."""

    session_id: UUID
    supporter_id: UUID
    role: Role
    trainee: bool = False
    pinned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPlacement:
    """A placement that already exists, in any state."""

    session_id: UUID
    supporter_id: UUID
    role: Role
    state: PlacementState = PlacementState.CANDIDATE
    trainee: bool = False
    pinned: bool = False
    """Set for what was published or put there by hand; asked and accepted are always pinned."""

    @property
    def stays(self) -> bool:
        """Whether the engine must leave it as it is."""
        return self.state.fills and (self.pinned or self.state is not PlacementState.CANDIDATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What a supporter already has in a month outside the sessions asked about."""

    sessions: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What one of each costs, in points; whole numbers, so that two plans never tie by rounding."""

    below_minimum: int = 1000
    below_wanted: int = 300
    lack_strength: int = 250
    lack_experienced: int = 200
    travel: int = 2
    """Per ten minutes one way."""
    beyond_reach: int = 20
    if_needed: int = 8
    new_venue: int = 3
    fairness: int = 6
    """Per session the supporter already has in the month, up to `FAIR_STEPS`."""
    many_sessions: int = 20
    second_venue: int = 20
    together: int = 10
    """Gained when two who wish to go together do."""
    trainee: int = 15
    """Gained when a trainee joins."""
    change: int = 40


FAIR_STEPS = 8
"""From here on one more session costs as much as this one: the order of the busiest is settled."""

FILL = Weights(
    below_minimum=4000, below_wanted=2000, lack_strength=1000, lack_experienced=800, fairness=3
)
NEAR = Weights(travel=12, beyond_reach=120, new_venue=1, fairness=2, many_sessions=10)
FAIR = Weights(fairness=30, many_sessions=80, travel=1, beyond_reach=10, new_venue=1)

PRESETS: Mapping[str, Weights] = {"fill": FILL, "near": NEAR, "fair": FAIR}
"""不足をなくす / 移動を短く / 公平に. In each of them the minimum goes before everything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Where warnings begin, for everyone; a supporter's own limits are in `Candidate`."""

    reach_minutes: int = 60
    many_sessions: int = 5
    trainees: int = 1
    """Trainees at one session at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One question to the engine.

    `answers` is by (supporter, session); a pair without one is 未回答: it may be asked, never
    placed. Every stored placement names one of `candidates` and one of `slots`, else ValueError.
    """

    candidates: tuple[Candidate, ...]
    slots: tuple[Slot, ...]
    answers: Mapping[tuple[UUID, UUID], Answer] = field(default_factory=dict)
    stored: tuple[StoredPlacement, ...] = ()
    loads: Mapping[tuple[UUID, Month], Load] = field(default_factory=dict)
    weights: Weights = FILL
    limits: Limits = Limits()
    travel: Travel = field(default_factory=Travel)

    def __post_init__(self) -> None:
        supporters = {c.id for c in self.candidates}
        sessions = {s.id for s in self.slots}
        if len(supporters) < len(self.candidates) or len(sessions) < len(self.slots):
            raise ValueError("a supporter or a session is given twice")
        for item in self.stored:
            if item.supporter_id not in supporters or item.session_id not in sessions:
                raise ValueError(f"stored placement of something not given: {item}")


def pinned(problem: Problem) -> tuple[StoredPlacement, ...]:
    """What any plan must contain: asked, accepted, pinned by hand, or at a locked session."""
    locked = {slot.id for slot in problem.slots if slot.locked}
    return tuple(
        item
        for item in problem.stored
        if item.stays or (item.state.fills and item.session_id in locked)
    )


def standing(problem: Problem) -> tuple[Placed, ...]:
    """The placements that stand now: 候補, 打診中 and 承諾."""
    pins = set(pinned(problem))
    return tuple(
        Placed(
            session_id=item.session_id,
            supporter_id=item.supporter_id,
            role=item.role,
            trainee=item.trainee,
            pinned=item in pins,
        )
        for item in problem.stored
        if item.state.fills
    )
