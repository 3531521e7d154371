"""Why not this person, and who instead: the rules themselves answer, never the solver."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from smartsupport.domain.availability import Answer
from smartsupport.domain.supporter import Role
from smartsupport.matching import cost
from smartsupport.matching.board import Board
from smartsupport.matching.problem import Placed, Problem
from smartsupport.matching.rules import Force, Reason, first_bar, reasons


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitute:
    """Someone who could take a place; `reasons` are warnings, or that they have to be asked.

    `way` is minutes one way (None: not known), `sessions` what they already have in the month,
    `past_here` how often they were at the venue; fewer `points` come first.
    """

    supporter_id: UUID
    answer: Answer
    way: int | None
    sessions: int
    past_here: int
    points: int
    reasons: tuple[Reason, ...]


def explain(
    problem: Problem,
    placements: Iterable[Placed],
    session_id: UUID,
    supporter_id: UUID,
    role: Role | None = None,
) -> tuple[Reason, ...]:
    """Every rule against this supporter at this session, the gravest first.

    Someone placed there already is looked at as if about to be placed: what remains is what a
    coordinator should know about that placement. Raises KeyError for ids the problem lacks.
    """
    board = Board(problem, placements)
    for item in [p for p in board.of.get(supporter_id, ()) if p.session_id == session_id]:
        board.lift(item)
    found = reasons(board, board.slots[session_id], board.candidates[supporter_id], role)
    return tuple(sorted(found, key=lambda reason: list(Force).index(reason.force)))


def substitutes(
    problem: Problem, placements: Iterable[Placed], session_id: UUID, role: Role
) -> tuple[Substitute, ...]:
    """Who could take one place of `role`, best first; those who have yet to answer come last."""
    return on_board(Board(problem, placements), session_id, role)


def on_board(board: Board, session_id: UUID, role: Role) -> tuple[Substitute, ...]:
    """`substitutes` for a board already laid out."""
    slot = board.slots[session_id]
    out = []
    for candidate in board.problem.candidates:
        bar = first_bar(board, slot, candidate, role)
        if candidate.trainee or (bar and bar.force is Force.HARD):
            continue
        found = reasons(board, slot, candidate, role)
        if any(reason.force is Force.HARD for reason in found):
            continue
        out.append(
            Substitute(
                supporter_id=candidate.id,
                answer=board.answer(candidate, slot),
                way=board.way(candidate, slot) if board.knows_way(candidate, slot) else None,
                sessions=board.load(candidate.id, slot.month).sessions,
                past_here=candidate.past_at.get(slot.venue_id, 0),
                points=cost.of_pair(board, slot, candidate, trainee=False)
                + cost.added(board, slot, candidate),
                reasons=found,
            )
        )
    return tuple(sorted(out, key=lambda s: (s.answer is Answer.UNKNOWN, s.points, s.supporter_id)))
