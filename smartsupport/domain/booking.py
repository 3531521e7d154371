"""申込・予約: a participant who asked to come to a session."""

from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from uuid import UUID

from smartsupport.domain.change import UNSEEN, Seen


class BookingState(StrEnum):
    """申込 → 確定 / 補欠 / 落選 / 取消 / 欠席 (連絡あり・なし)."""

    APPLIED = "applied"
    CONFIRMED = "confirmed"
    WAITING = "waiting"
    NOT_DRAWN = "not_drawn"
    CANCELLED = "cancelled"
    ABSENT_TOLD = "absent_told"
    ABSENT_SILENT = "absent_silent"

    @property
    def expected(self) -> bool:
        """Whether the desk expects this person."""
        return self in (BookingState.APPLIED, BookingState.CONFIRMED)

    @property
    def awaited(self) -> bool:
        """Whether this person has a place or waits for one."""
        return self.expected or self is BookingState.WAITING


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """A participant's place at a session; `at` is the start of the 相談枠 where one was given."""

    id: UUID
    session_id: UUID
    participant_id: UUID
    state: BookingState = BookingState.CONFIRMED
    reason: str = ""
    at: time | None = None
    companions: int = 0
    walk_in: bool = False
    """当日受付: made at the desk."""
    source: str = ""
    deleted: bool = False
    seen: Seen = field(default=UNSEEN, repr=False, compare=False)
