"""活動時間: planned, actual and credited minutes of supporters, rounded and capped on export."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from smartsupport.domain.door import Source
from smartsupport.domain.errors import Refused
from smartsupport.domain.kana import list_place
from smartsupport.domain.period import Month
from smartsupport.domain.supporter import Role, SupporterKind


class RoundedOver(StrEnum):
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
    """How minutes are rounded on export, and capped after it. The default changes nothing.

    Refused("rounding_not_possible", unit, day_cap, year_cap) for a unit below 1 or a cap below 0.
    """

    unit: int = 1
    """Minutes."""
    direction: RoundingDirection = RoundingDirection.DOWN
    base: RoundedOver = RoundedOver.EACH
    day_cap: int | None = None
    """Minutes credited a day at most; None = no cap."""
    year_cap: int | None = None
    """Minutes credited a 年度 at most; None = no cap."""

    def __post_init__(self) -> None:
        if self.unit < 1 or (self.day_cap or 0) < 0 or (self.year_cap or 0) < 0:
            raise Refused(
                "rounding_not_possible",
                unit=self.unit,
                day_cap=self.day_cap,
                year_cap=self.year_cap,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursRow:
    """One supporter at one session. All lengths in minutes.

    `planned` is 0 where the supporter was not placed. `actual` is what the door saw, cut to
    集合-解散; `credited` is 0 where something is estimated, else `actual` without the minutes
    credited to another session, before rounding. `start`/`end` are the moments at the door;
    an end that is missing or cannot be believed is proposed as 解散.
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
    """A time is missing or cannot be, and nobody confirmed the proposed one yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupporterHours:
    """One supporter's month. `capped` is what the caps took off, in minutes.

    `times` is 活動回数 (sessions), `days` 活動日数.
    """

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


def month_hours(
    rows: Iterable[HoursRow], rounding: Rounding, earlier: Mapping[UUID, int] | None = None
) -> tuple[SupporterHours, ...]:
    """Each supporter's `rows` of one month, rounded and capped.

    `earlier` is what each was credited in the 年度 before this month, for the year's cap.
    """
    of: dict[UUID, list[HoursRow]] = {}
    for row in rows:
        of.setdefault(row.supporter_id, []).append(row)
    people = [_one_month(own, rounding, (earlier or {}).get(key, 0)) for key, own in of.items()]
    return tuple(sorted(people, key=by_reading))


def rounded(minutes: int, rounding: Rounding) -> int:
    """`minutes` as a whole number of units; nearest takes the half upwards."""
    add = {
        RoundingDirection.DOWN: 0,
        RoundingDirection.UP: rounding.unit - 1,
        RoundingDirection.NEAREST: rounding.unit // 2,
    }
    return (minutes + add[rounding.direction]) // rounding.unit * rounding.unit


def rounded_and_capped(rows: Iterable[HoursRow], rounding: Rounding) -> tuple[int, int]:
    """(rounded without caps, kept under the day's cap) of one supporter's `rows`.

    Caps follow rounding. A rounded month has no rounded days: there each day is capped as it is,
    the rest rounded, and the caps of all its days together still hold.
    """
    days: dict[date, int] = {}
    for row in rows:
        each = rounding.base is RoundedOver.EACH
        minutes = rounded(row.credited, rounding) if each else row.credited
        days[row.day] = days.get(row.day, 0) + minutes
    if rounding.base is RoundedOver.DAY:
        days = {day: rounded(minutes, rounding) for day, minutes in days.items()}
    full = sum(days.values())
    kept = sum(_capped(minutes, rounding.day_cap) for minutes in days.values())
    if rounding.base is RoundedOver.MONTH:
        full, kept = rounded(full, rounding), rounded(kept, rounding)
        if rounding.day_cap is not None:
            kept = min(kept, rounding.day_cap * len(days))
    return full, kept


def _capped(minutes: int, cap: int | None) -> int:
    return minutes if cap is None else min(minutes, cap)


def _one_month(rows: list[HoursRow], rounding: Rounding, earlier: int) -> SupporterHours:
    full, kept = rounded_and_capped(rows, rounding)
    if rounding.year_cap is not None:
        kept = min(kept, max(0, rounding.year_cap - earlier))
    first = rows[0]
    return SupporterHours(
        supporter_id=first.supporter_id,
        supporter=first.supporter,
        kana=first.kana,
        kind=first.kind,
        times=len(rows),
        days=len({row.day for row in rows}),
        planned=sum(row.planned for row in rows),
        actual=sum(row.actual for row in rows),
        credited=kept,
        capped=full - kept,
        rows=tuple(sorted(rows, key=by_time)),
    )


def by_reading(person: HoursRow | SupporterHours) -> tuple[bool, str, UUID]:
    """Sorts as an index does."""
    return (*list_place(person.supporter, person.kana), person.supporter_id)


def by_time(row: HoursRow) -> tuple[date, float, UUID]:
    """Sorts one supporter's rows."""
    at = row.start or row.end
    return (row.day, at.timestamp() if at else 0.0, row.session_id)
