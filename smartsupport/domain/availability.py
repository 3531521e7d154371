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

    A dated statement beats the weekly pattern; any できない that touches the span decides; a
    できる must cover all of it, else the answer is 未回答.
    """
    touching = [
        s
        for s in statements
        if not s.deleted
        and (s.day == day or (s.day is None and s.weekday == day.weekday()))
        and (s.start is None or s.start < end)
        and (s.end is None or s.end > start)
    ]
    dated = [s for s in touching if s.day == day] or touching
    if any(s.answer is Answer.NO for s in dated):
        return Answer.NO
    covering = [
        s.answer
        for s in dated
        if (s.start is None or s.start <= start) and (s.end is None or s.end >= end)
    ]
    for answer in (Answer.YES, Answer.IF_NEEDED):
        if answer in covering:
            return answer
    return Answer.UNKNOWN
