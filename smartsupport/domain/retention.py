"""保存期間と廃棄: how long what is kept, and what was disposed of."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from smartsupport.domain.change import UNSEEN, Seen
from smartsupport.domain.erasure import Level

TWICE_ABOVE = 50
"""More than this are disposed of at once only when their number was typed."""


class Kept(StrEnum):
    """A kind of record with a time of its own, counted from what its months say."""

    NOTES = "notes"
    APPLICANTS = "applicants"
    PARTICIPANTS = "participants"
    SUPPORTERS = "supporters"
    HOURS = "hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRules:
    """Months per kind; provisional until somebody has `confirmed` them against the host's rules."""

    id: UUID
    notes: int = 6
    """相談記録's free text, from the session."""
    applicants: int = 3
    """Who applied, was not drawn and never came: from the session applied for."""
    participants: int = 12
    """From the last visit."""
    supporters: int = 12
    """From having left."""
    hours: int = 60
    """The remarks at supporters' coming and going, from the day."""
    confirmed: bool = False
    seen: Seen = field(default=UNSEEN, repr=False, compare=False)

    def months(self, kind: Kept) -> int:
        """How long this kind is kept."""
        return int(getattr(self, kind.value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposal:
    """One line of the 廃棄記録: what, how many, how, by whom, when. It names nobody it is about.

    `kind` is a `Kept`, or ON_REQUEST for one person. `months` is the rule it went by, 0 for none.
    """

    id: UUID
    kind: str
    how_many: int
    level: Level
    at: datetime
    by: str
    months: int = 0
    reason: str = ""


ON_REQUEST = "on_request"
"""The kind of a disposal that somebody asked for."""
REGISTER = "register"
"""The kind of a disposal of everything on a computer; it stands on paper only."""


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
