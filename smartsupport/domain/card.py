"""受付カード: a printed code, and what happened to it. Once revoked, always revoked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Party(StrEnum):
    """On which side of the table a person sits."""

    PARTICIPANT = "participant"
    SUPPORTER = "supporter"


class CardMove(StrEnum):
    """What can happen to a card."""

    ISSUE = "issue"
    BIND = "bind"
    REVOKE = "revoke"


class CardState(StrEnum):
    """未割当 → 使用中 → 失効."""

    UNASSIGNED = "unassigned"
    IN_USE = "in_use"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardEvent:
    """One thing that happened to the card with this `code`; `person_id` None = still nobody's."""

    id: UUID
    code: str
    move: CardMove
    at: datetime
    person_id: UUID | None = None
    party: Party | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card as its events leave it; `since` is when it came into this state."""

    code: str
    state: CardState
    since: datetime
    person_id: UUID | None = None
    party: Party | None = None


def card_from(events: Iterable[CardEvent]) -> Card | None:
    """The card that unvoided `events` of one code describe; None when there are none.

    Whatever order the events come in: any revocation wins, and the earliest giving-out stands.
    """
    ordered = sorted(events, key=lambda e: (e.at, e.id))
    if not ordered:
        return None
    given = next((e for e in ordered if e.person_id is not None), None)
    revoked = next((e for e in ordered if e.move is CardMove.REVOKE), None)
    state = CardState.IN_USE if given else CardState.UNASSIGNED
    since = (given or ordered[0]).at
    if revoked:
        state, since = CardState.REVOKED, revoked.at
    return Card(
        code=ordered[0].code,
        state=state,
        since=since,
        person_id=given.person_id if given else None,
        party=given.party if given else None,
    )
