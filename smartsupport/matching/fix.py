"""The cheapest fix: the one change that would fill a place.

Each rule is set aside in turn for one supporter while the rest of the plan stands as it is. A new
search with that rule set aside might move ten other people, which is not *one* change.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from smartsupport.domain.supporter import Role
from smartsupport.matching import cost
from smartsupport.matching.board import Board
from smartsupport.matching.explain import on_board
from smartsupport.matching.plan import Shortage
from smartsupport.matching.problem import Candidate, Placed, Problem, Slot, aimed
from smartsupport.matching.rules import BARRING, Force, Reason, reasons
from smartsupport.matching.shortage import suits


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """One change. `code` says what to do, `reason` which rule gives way and what it saw.

    For "swap": the supporter moves here from `leaves`, and `steps_in` takes the place there.
    """

    code: str
    session_id: UUID
    supporter_id: UUID
    role: Role
    points: int
    reason: Reason | None = None
    leaves: UUID | None = None
    steps_in: UUID | None = None


EFFORT: Mapping[str, tuple[str, int]] = {
    "not_answered": ("ask", 100),
    "overlapping": ("swap", 300),
    "over_own_cap": ("raise_cap", 400),
    "over_own_minutes": ("raise_minutes_cap", 400),
    "beyond_own_reach": ("go_farther", 500),
    "role_lacking": ("take_role", 600),
    "not_available": ("ask_again", 800),
    "refused_before": ("ask_again", 900),
}
"""Rule → what to do about it, and how much is asked of people by it, in points."""


def cheapest_fix(problem: Problem, placements: Iterable[Placed], shortage: Shortage) -> Fix | None:
    """The one change that ends one place of `shortage` with the least effort; None if none does."""
    board = Board(problem, placements)
    slot = board.slots[shortage.session_id]
    found = sorted(_fixes(board, slot, shortage), key=lambda f: (f.points, f.supporter_id))
    for fix in found:
        if fix.code != "swap":
            return fix
        if swap := _with_substitute(board, fix):
            return swap
    return None


def _fixes(board: Board, slot: Slot, shortage: Shortage) -> Iterator[Fix]:
    look = suits(shortage.lack, shortage.strength)
    for candidate in board.problem.candidates:
        if look(candidate) is not None:
            continue
        role = shortage.role or _role(slot, candidate)
        barring = reasons(board, slot, candidate, role, BARRING)
        if role is None or len(barring) > 1:
            continue
        reason = barring[0] if barring else None
        if reason is None:
            code, effort = "place", 0
        elif reason.code in EFFORT:
            code, effort = EFFORT[reason.code]
        else:
            continue
        points = (
            effort
            + cost.of_pair(board, slot, candidate, trainee=False)
            + cost.added(board, slot, candidate)
        )
        yield Fix(
            code=code,
            session_id=slot.id,
            supporter_id=candidate.id,
            role=role,
            points=points,
            reason=reason,
        )


def _role(slot: Slot, candidate: Candidate) -> Role | None:
    """In which role someone joins for a strength: the first that the session wants of them."""
    wanted = [w.role for w in slot.wanted if aimed(w)]
    able = [role for role in wanted if role in candidate.roles]
    return next(iter(able or wanted), None)


def _with_substitute(board: Board, fix: Fix) -> Fix | None:
    """`fix` as a swap, if what holds the supporter is free to move and someone steps in there."""
    slot = board.slots[fix.session_id]
    holding = [
        item
        for item in board.of[fix.supporter_id]
        if board.clash(slot, board.slots[item.session_id])
    ]
    if len(holding) != 1 or holding[0].pinned:
        return None
    left = holding[0]
    board.lift(left)
    able = [
        s
        for s in on_board(board, left.session_id, left.role)
        if s.supporter_id != fix.supporter_id
        and all(reason.force is Force.SOFT for reason in s.reasons)
    ]
    board.place(left)
    if not able:
        return None
    return Fix(
        code="swap",
        session_id=fix.session_id,
        supporter_id=fix.supporter_id,
        role=fix.role,
        points=fix.points + able[0].points,
        reason=fix.reason,
        leaves=left.session_id,
        steps_in=able[0].supporter_id,
    )
