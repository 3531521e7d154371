"""What a plan costs, written plainly term by term.

This is what the weights mean. The model puts the same into rows and columns; the tests hold the
two together.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from smartsupport.domain.availability import Answer
from smartsupport.matching.board import NO_LOAD, Board
from smartsupport.matching.problem import (
    FAIR_STEPS,
    Candidate,
    Limits,
    Placed,
    Problem,
    Slot,
    Weights,
    pinned,
    standing,
)
from smartsupport.matching.rules import beyond_reach, second_venue


def of_pair(board: Board, slot: Slot, candidate: Candidate, *, trainee: bool) -> int:
    """What one placement costs by itself: the way, the wish, the unfamiliar place."""
    weights = board.problem.weights
    way = board.way(candidate, slot)
    cost = (weights.travel * way + 5) // 10
    if beyond_reach(board, slot, candidate, None) is not None:
        cost += weights.beyond_reach
    if board.answer(candidate, slot) is Answer.IF_NEEDED:
        cost += weights.if_needed
    if not candidate.past_at.get(slot.venue_id):
        cost += weights.new_venue
    return cost - weights.trainee if trainee else cost


def of_step(number: int, weights: Weights, limits: Limits) -> int:
    """What the `number`th session of a supporter in a month costs for fairness; never falls."""
    many = weights.many_sessions if number >= limits.many_sessions else 0
    return weights.fairness * (min(number, FAIR_STEPS) - 1) + many


def added(board: Board, slot: Slot, candidate: Candidate) -> int:
    """What one more placement changes around it: its month, its day, what the session lacks.

    Besides `of_pair`, and besides the place it fills; for a candidate who is not in training.
    """
    weights = board.problem.weights
    number = board.load(candidate.id, slot.month).sessions + 1
    points = of_step(number, weights, board.problem.limits)
    here = [board.candidates[p.supporter_id] for p in board.at.get(slot.id, ()) if not p.trainee]
    for strength in slot.strengths & candidate.strengths:
        if not any(strength in person.strengths for person in here):
            points -= weights.lack_strength
    if candidate.experienced and not any(person.experienced for person in here):
        points -= weights.lack_experienced
    if second_venue(board, slot, candidate, None) is not None:
        points += weights.second_venue
    return points


def together(problem: Problem) -> list[tuple[UUID, UUID]]:
    """The pairs who wish to go together, said by either of the two."""
    known = {c.id for c in problem.candidates}
    return sorted(
        {
            (min(c.id, other), max(c.id, other))
            for c in problem.candidates
            for other in c.keep_with
            if other in known and other != c.id
        }
    )


def terms(problem: Problem, placements: Sequence[Placed]) -> dict[str, int]:
    """Points by term; a plan's cost is their sum. Locked sessions count no shortage."""
    board = Board(problem, placements)
    out: Counter[str] = Counter()
    for slot in problem.slots:
        if not slot.locked:
            out.update(_coverage(board, slot))
    for item in placements:
        candidate, slot = board.candidates[item.supporter_id], board.slots[item.session_id]
        out["pairs"] += of_pair(board, slot, candidate, trainee=item.trainee)
    for supporter in {p.supporter_id for p in placements}:
        out.update(_personal(board, supporter))
    for a, b in together(problem):
        both = {p.session_id for p in board.of.get(a, ())} & {
            p.session_id for p in board.of.get(b, ())
        }
        out["together"] -= problem.weights.together * len(both)
    out["change"] = problem.weights.change * len(dropped(problem, placements))
    return dict(out)


def total(problem: Problem, placements: Sequence[Placed]) -> int:
    """The whole cost in points."""
    return sum(terms(problem, placements).values())


def dropped(problem: Problem, placements: Iterable[Placed]) -> list[Placed]:
    """What stands now, is free to move, and is not in `placements` in the same role."""
    kept = {(p.session_id, p.supporter_id, p.role) for p in placements}
    held = {(p.session_id, p.supporter_id, p.role) for p in pinned(problem)}
    return [
        p for p in standing(problem) if (p.session_id, p.supporter_id, p.role) not in kept | held
    ]


def _coverage(board: Board, slot: Slot) -> Counter[str]:
    weights = board.problem.weights
    out: Counter[str] = Counter()
    filling = [p for p in board.at.get(slot.id, ()) if not p.trainee]
    people = [board.candidates[p.supporter_id] for p in filling]
    for wanted in slot.wanted:
        here = sum(p.role is wanted.role for p in filling)
        out["places"] += weights.below_minimum * max(0, wanted.minimum - here)
        out["places"] += weights.below_wanted * max(0, wanted.wanted - max(here, wanted.minimum))
    for strength in slot.strengths:
        if not any(strength in person.strengths for person in people):
            out["strengths"] += weights.lack_strength
    if slot.wanted and not any(person.experienced for person in people):
        out["experienced"] += weights.lack_experienced
    return out


def _personal(board: Board, supporter: UUID) -> Counter[str]:
    problem = board.problem
    out: Counter[str] = Counter()
    slots = [board.slots[p.session_id] for p in board.of[supporter]]
    for month, count in Counter(s.month for s in slots).items():
        before = problem.loads.get((supporter, month), NO_LOAD).sessions
        for number in range(before + 1, before + count + 1):
            out["fairness"] += of_step(number, problem.weights, problem.limits)
    venues: defaultdict[object, set[UUID]] = defaultdict(set)
    for slot in slots:
        venues[slot.day].add(slot.venue_id)
    for several in venues.values():
        out["second_venue"] += problem.weights.second_venue * (len(several) - 1)
    return out
