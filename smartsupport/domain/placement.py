"""配置: a supporter at a session in a role."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from uuid import UUID, uuid5

from smartsupport.domain.change import UNSEEN, Seen
from smartsupport.domain.period import Span, moment
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Role


class PlacementState(StrEnum):
    """候補 / 打診中 / 承諾 / 辞退 / 取消 / 欠席 (連絡あり・なし)."""

    CANDIDATE = "candidate"
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    ABSENT_TOLD = "absent_told"
    ABSENT_SILENT = "absent_silent"

    @property
    def fills(self) -> bool:
        """Whether the place counts as taken."""
        return self in _FILLING


_FILLING = {PlacementState.CANDIDATE, PlacementState.ASKED, PlacementState.ACCEPTED}


_PLACEMENTS = UUID("6ab0b7f4-1f2c-5b39-9b57-3f1d5d0e8c61")


def placement_id(session: UUID, supporter: UUID, role: Role) -> UUID:
    """The id of this supporter's place at this session in this role.

    Derived, so that two laptops apart from each other make one row and not two; never change how.
    """
    return uuid5(_PLACEMENTS, f"{session} {supporter} {role.value}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A supporter at a session in a role; its id is derived from these three.

    `gather` and `dismiss` are the placement's own span where it differs from the session's.
    """

    id: UUID
    session_id: UUID
    supporter_id: UUID
    role: Role
    state: PlacementState = PlacementState.CANDIDATE
    reason: str = ""
    override: str = ""
    """Why a hard rule was set aside, in the coordinator's words."""
    trainee: bool = False
    gather: time | None = None
    dismiss: time | None = None
    deleted: bool = False
    seen: Seen = field(default=UNSEEN, repr=False, compare=False)

    def work_span(self, session: Session) -> Span:
        """集合 to 解散 for this supporter, as moments."""
        return Span(
            moment(session.day, self.gather or session.gather),
            moment(session.day, self.dismiss or session.dismiss),
        )


def standing(placements: Iterable[Placement]) -> dict[tuple[UUID, UUID], Placement]:
    """The placement that speaks for each (supporter, session): of two roles, one that fills."""
    speaking_last = sorted(placements, key=lambda p: (p.state.fills, p.id))
    return {(p.supporter_id, p.session_id): p for p in speaking_last if not p.deleted}
