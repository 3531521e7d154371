"""定期開催: a recurrence rule that makes sessions."""

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from uuid import UUID

from smartsupport.domain.change import UNSEEN, Seen


class Repeat(StrEnum):
    """How a series repeats."""

    WEEKLY = "weekly"
    MONTHLY_WEEKDAY = "monthly_weekday"
    MONTHLY_DAY = "monthly_day"


class OnHoliday(StrEnum):
    """What happens when a date falls on a public holiday."""

    HOLD = "hold"
    SKIP = "skip"
    NEXT_DAY = "next_day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A recurrence rule. `weekdays` are 0 (Monday) to 6; `ordinals` 1-5, or -1 for the last."""

    id: UUID
    title: str
    venue_id: UUID
    kind_id: UUID
    repeat: Repeat
    first: date
    last: date
    start: time
    end: time
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    ordinals: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    on_holiday: OnHoliday = OnHoliday.SKIP
    except_days: tuple[date, ...] = ()
    deleted: bool = False
    seen: Seen = field(default=UNSEEN, repr=False, compare=False)
