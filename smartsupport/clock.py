"""Time and identity come in through here, so that a test can hold both still."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

TOKYO = ZoneInfo("Asia/Tokyo")

Clock = Callable[[], datetime]
"""Gives the present moment as an aware datetime in UTC."""

NewId = Callable[[], UUID]
"""Gives an id that nothing else carries."""


def system_clock() -> datetime:
    """The machine's own clock, aware, UTC."""
    return datetime.now(UTC)
