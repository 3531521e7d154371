"""The stored types, and no others (decisions/storage.md).

Id 16 bytes · Instant whole milliseconds UTC · Day ISO text · Json canonical UTF-8 text · Text ·
and whole numbers. There are no floats. What is bound to the database is exactly what the op log
holds (a *primitive*), so replaying the log needs no conversion, on SQLite and PostgreSQL alike.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Dialect, LargeBinary, Text
from sqlalchemy.types import TypeDecorator

Primitive = bytes | int | str | None

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST, _LAST = date(1000, 1, 1), date(9000, 1, 1)
"""The days that a program may count from and back without leaving the calendar."""


def to_ms(at: datetime) -> int:
    """An aware datetime as whole milliseconds since 1970 UTC."""
    return (at - _EPOCH) // timedelta(milliseconds=1)


_FIRST_MS, _LAST_MS = (to_ms(datetime(day.year, 1, 1, tzinfo=UTC)) for day in (_FIRST, _LAST))


def from_ms(ms: int) -> datetime:
    """Whole milliseconds since 1970 UTC as an aware datetime, UTC.

    What lies before the year 1000 or after 9000 is given as that: no clock showed it, and it must
    not take a list from the screen.
    """
    return _EPOCH + timedelta(milliseconds=min(max(ms, _FIRST_MS), _LAST_MS))


def id_from(stored: Any) -> UUID:
    """16 bytes → UUID. Raises ValueError; of a number `bytes` would make as many zeros."""
    if not isinstance(stored, bytes | memoryview):
        raise ValueError("no id")
    return UUID(bytes=bytes(stored))


def day_from(text: str) -> date:
    """ "2026-10-03" → date, within the same years. Raises ValueError."""
    return min(max(date.fromisoformat(text), _FIRST), _LAST)


class Id(TypeDecorator[UUID]):
    """A UUID as its 16 bytes."""

    impl = LargeBinary(16)
    cache_ok = True

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> bytes | None:
        """UUID → bytes."""
        return None if value is None else value.bytes

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        """Bytes → UUID; the zero one for bytes that nobody wrote as an id."""
        try:
            return None if value is None else id_from(value)
        except ValueError:
            return UUID(int=0)


class Instant(TypeDecorator[datetime]):
    """An aware datetime as milliseconds UTC; it comes back aware, unlike SQLite's DateTime."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Datetime → milliseconds."""
        return None if value is None else to_ms(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Milliseconds → datetime."""
        return None if value is None else from_ms(value)


class Day(TypeDecorator[date]):
    """A date as ISO text, which orders as dates do."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """Date → "2026-10-03"."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        """ "2026-10-03" → date; the first of 1970 for text that nobody wrote as a day."""
        try:
            return None if value is None else day_from(value)
        except ValueError:
            return _EPOCH.date()
