"""Days, months, fiscal years and spans, as a ward office counts them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from smartsupport.domain.errors import Refused

TOKYO = ZoneInfo("Asia/Tokyo")


def moment(day: date, at: time) -> datetime:
    """The instant at which a clock in Tokyo shows `at` on `day`; aware."""
    return datetime.combine(day, at, tzinfo=TOKYO)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One calendar month; the unit of the hours export."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read "2026-10". Raises Refused("month_not_readable")."""
        found = re.fullmatch(r"(\d{4})-(\d{1,2})", text.strip())
        if not found or not 1 <= int(found[2]) <= 12 or int(found[1]) < 1900:
            raise Refused("month_not_readable", value=text)
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month that `day` lies in."""
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.next().first - timedelta(days=1)

    def next(self) -> "Month":
        """The month after."""
        return Month(self.year + self.month // 12, self.month % 12 + 1)

    def days(self) -> Iterator[date]:
        """Every day of it, in order."""
        for n in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=n)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


@dataclass(frozen=True, slots=True, order=True)
class FiscalYear:
    """年度: April to March, named after the year of its April."""

    year: int

    @classmethod
    def of(cls, day: date) -> "FiscalYear":
        """The fiscal year that `day` lies in."""
        return cls(day.year if day.month >= 4 else day.year - 1)

    def months(self) -> tuple[Month, ...]:
        """April to March."""
        return tuple(
            Month(self.year if m >= 4 else self.year + 1, m) for m in (*range(4, 13), 1, 2, 3)
        )


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From `start` up to `end`, both aware; `end` is not in it."""

    start: datetime
    end: datetime

    @property
    def minutes(self) -> int:
        """Whole minutes, never negative."""
        return max(0, int((self.end - self.start).total_seconds()) // 60)

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share any moment."""
        return self.start < other.end and other.start < self.end

    def cut_to(self, other: "Span") -> "Span | None":
        """The part inside `other`; None when nothing is."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None


def span(day: date, start: time, end: time) -> Span:
    """A span on one day in Tokyo. Raises Refused("ends_before_start")."""
    if end <= start:
        raise Refused("ends_before_start", start=start, end=end)
    return Span(moment(day, start), moment(day, end))


def joined(spans: list[Span]) -> list[Span]:
    """The same moments as disjoint spans in order, so that overlaps never count twice."""
    out: list[Span] = []
    for item in sorted(spans):
        if out and item.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, item.end))
        else:
            out.append(item)
    return out
