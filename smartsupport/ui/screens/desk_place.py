"""Where a reception desk stands: what a screen is sent to when somebody opens one."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPlace:
    """A venue on a day."""

    venue_id: UUID
    day: date
