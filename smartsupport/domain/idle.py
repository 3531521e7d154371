"""When a window that nobody touches locks itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

SLEPT = timedelta(seconds=60)
"""A clock that is looked at every few seconds jumps this far only in a computer that slept."""
AFTER_THE_LAST_SESSION = timedelta(minutes=30)
"""How long an open desk keeps the window open (defaults.md)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """When somebody last touched the window, and when the clock was last looked at."""

    touched: datetime
    looked: datetime

    def touch(self, now: datetime) -> "Watch":
        """Somebody is here."""
        return replace(self, touched=now)

    def look(self, now: datetime) -> "Watch":
        """The clock was looked at. One that was set back begins the waiting anew."""
        return replace(self, touched=min(self.touched, now), looked=now)

    def locks(self, now: datetime, minutes: int, desk_until: datetime | None) -> bool:
        """Whether to lock: the computer slept, or nobody touched it for so many `minutes`.

        `desk_until` is until when an open desk keeps the window open for the reception.
        """
        if now - self.looked > SLEPT:
            return True
        if desk_until is not None and now <= desk_until:
            return False
        return now - self.touched >= timedelta(minutes=minutes)


def desk_keeps_open(ends: Sequence[datetime]) -> datetime | None:
    """Until when a desk with sessions ending then keeps the window open; None: not at all."""
    return max(ends) + AFTER_THE_LAST_SESSION if ends else None
