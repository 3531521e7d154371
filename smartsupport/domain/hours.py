"""活動時間: planned, actual and credited minutes of supporters (documents.md, "Rules for hours")."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from smartsupport.domain.door import Source
from smartsupport.domain.period import Month
from smartsupport.domain.supporter import Role, SupporterKind


class RoundingBase(StrEnum):
    """What is rounded: 1回ごと / 1日ごと / 月合計."""

    EACH = "each"
    DAY = "day"
    MONTH = "month"


class RoundingDirection(StrEnum):
    """To which side."""

    UP = "up"
    DOWN = "down"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding:
    """How minutes are rounded on export, and capped after it. The default changes nothing."""

    unit: int = 1
    """Minutes."""
    direction: RoundingDirection = RoundingDirection.DOWN
    base: RoundingBase = RoundingBase.EACH
    day_cap: int | None = None
    """Minutes credited a day at most; None = no cap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursRow:
    """One supporter at one session. All lengths in minutes.

    `actual` is what the door saw, cut to 集合-解散; `credited` is `actual` where nothing is
    estimated, 0 otherwise, before rounding. `start`/`end` are the moments at the door.
    """

    supporter_id: UUID
    supporter: str
    kana: str
    kind: SupporterKind
    day: date
    session_id: UUID
    session: str
    venue_id: UUID
    venue: str
    role: Role
    planned: int
    actual: int
    credited: int
    start: datetime | None
    end: datetime | None
    source: Source
    estimated: bool = False
    """The end was taken as 解散 and nobody confirmed it yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupporterHours:
    """One supporter's month. `capped` is what the caps took off, in minutes."""

    supporter_id: UUID
    supporter: str
    kana: str
    kind: SupporterKind
    times: int
    days: int
    planned: int
    actual: int
    credited: int
    """After rounding and caps."""
    capped: int
    rows: tuple[HoursRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursSheet:
    """サポーター活動時間 of one month, as every format prints it."""

    month: Month
    rounding: Rounding
    supporters: tuple[SupporterHours, ...]
    organiser: str
    workspace: str
    made_at: datetime
    made_by: str
    practice: bool = False

    @property
    def credited(self) -> int:
        """Total credited minutes."""
        return sum(s.credited for s in self.supporters)

    @property
    def unconfirmed(self) -> int:
        """How many rows still carry an estimated end."""
        return sum(row.estimated for s in self.supporters for row in s.rows)
