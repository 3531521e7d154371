"""活動できる日: what a supporter said about a weekday or a date. Silence is not consent."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from uuid import UUID

from smartsupport.domain.change import UNSEEN, Seen


class Answer(StrEnum):
    """できる / できれば / できない / 未回答."""

    YES = "yes"
    IF_NEEDED = "if_needed"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """One statement: for a `weekday` (0 Monday - 6) or for a `day`; None times mean all day."""

    id: UUID
    supporter_id: UUID
    answer: Answer
    weekday: int | None = None
    day: date | None = None
    start: time | None = None
    end: time | None = None
    deleted: bool = False
    seen: Seen = field(default=UNSEEN, repr=False, compare=False)


def answer_for(statements: Iterable[Availability], day: date, start: time, end: time) -> Answer:
    """What one supporter's statements say about the whole of `start`-`end` on `day`.

    A dated statement beats the weekly pattern; any できない that touches the span decides; できる
    must cover all of it, alone or 午前 and 午後 together, else the answer is 未回答.
    """
    touching = [
        s
        for s in statements
        if not s.deleted
        and (s.day == day or (s.day is None and s.weekday == day.weekday()))
        and (s.start is None or s.start < end)
        and (s.end is None or s.end > start)
    ]
    speaking = [s for s in touching if s.day == day] or touching
    if any(s.answer is Answer.NO for s in speaking):
        return Answer.NO
    sure = [s for s in speaking if s.answer is Answer.YES]
    if _cover(sure, start, end):
        return Answer.YES
    if _cover([s for s in speaking if s.answer is not Answer.UNKNOWN], start, end):
        return Answer.IF_NEEDED
    return Answer.UNKNOWN


def _cover(statements: list[Availability], start: time, end: time) -> bool:
    """Whether the statements' times leave no gap between `start` and `end`."""
    reached = start
    for s in sorted(statements, key=lambda s: s.start or time.min):
        if (s.start or time.min) <= reached:
            reached = max(reached, s.end or time.max)
    return bool(statements) and reached >= end
