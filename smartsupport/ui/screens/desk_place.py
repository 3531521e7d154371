"""Where a reception desk stands: what a screen is sent to when somebody opens one."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, runtime_checkable
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPlace:
    """A venue on a day."""

    venue_id: UUID
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDesk:
    """A desk that is open, and until when it keeps the window from locking; None: not at all."""

    place: DeskPlace
    until: datetime | None


@runtime_checkable
class HasDesk(Protocol):
    """A screen at which a desk may be open."""

    def open_desk(self) -> OpenDesk | None:
        """The desk that is open just now."""
