"""What the engine answers: who goes where, what is still short and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from smartsupport.domain.supporter import Role
from smartsupport.matching.problem import Placed


class Status(StrEnum):
    """Whether a better plan is ruled out."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"


class Stopped(StrEnum):
    """Why the search ended before its proof."""

    TIME = "time"
    CANCELLED = "cancelled"


class Lack(StrEnum):
    """What a session is short of."""

    ROLE = "role"
    STRENGTH = "strength"
    EXPERIENCED = "experienced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortage:
    """`missing` of what is wanted; of these `below_minimum` are needed for the session to run.

    `reasons`: rule code → number of candidates, each counted once, by the first rule in the way.
    They add up to all candidates who are not at the session.
    """

    session_id: UUID
    lack: Lack
    role: Role | None = None
    strength: str = ""
    missing: int = 1
    below_minimum: int = 0
    reasons: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The best found. `objective` and `bound` are points: nothing costs less than `bound`."""

    status: Status
    stopped: Stopped | None
    objective: int
    bound: int
    build_seconds: float
    seconds: float
    """Building included."""
    pairs: int
    placements: tuple[Placed, ...]
    shortages: tuple[Shortage, ...]

    @property
    def gap(self) -> float:
        """How much of the cost might still be saved at most: 0.0 when proven best."""
        return (self.objective - self.bound) / max(1, abs(self.objective))


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where the search stands. `objective` is None until a plan is found."""

    seconds: float
    objective: int | None
    bound: int | None
