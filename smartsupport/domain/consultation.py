"""相談記録: what was asked and how it ended."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from smartsupport.domain.change import UNSEEN, Seen


class Outcome(StrEnum):
    """How it ended; no guess is forced."""

    SOLVED = "solved"
    PARTLY = "partly"
    CONTINUES = "continues"
    NOT_POSSIBLE = "not_possible"
    NOT_RECORDED = "not_recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One entry of an editable list (topics, つなぎ先); retired, never deleted."""

    id: UUID
    list_name: str
    code: str
    name: str
    key: str = ""
    position: int = 0
    retired: bool = False
    seen: Seen = field(default=UNSEEN, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """One turn's record. `topics` are ○, `main_topic` is ◎ (also in `topics`); choice codes."""

    id: UUID
    session_id: UUID
    participant_id: UUID | None = None
    supporter_id: UUID | None = None
    topics: tuple[str, ...] = ()
    main_topic: str = ""
    outcome: Outcome = Outcome.NOT_RECORDED
    referrals: tuple[str, ...] = ()
    minutes: int | None = None
    note: str = ""
    paper: bool = False
    """Keyed from a 相談カード afterwards."""
    deleted: bool = False
    seen: Seen = field(default=UNSEEN, repr=False, compare=False)
