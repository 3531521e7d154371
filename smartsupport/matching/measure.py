"""A plan in a few figures, so that two can stand side by side before one is taken."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from smartsupport.domain.availability import Answer
from smartsupport.matching import cost
from smartsupport.matching.board import Board
from smartsupport.matching.problem import Placed, Problem, aimed, standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Counts of a plan over the sessions that are not locked; the ways are minutes one way."""

    wanted: int
    filled: int
    below_minimum: int
    sessions_without_experienced: int
    strengths_missing: int
    trainees: int
    supporters: int
    """How many different supporters help at all."""
    most_sessions: int
    """How many sessions the busiest supporter has in one month, other sessions included."""
    way_total: int
    way_longest: int
    if_needed: int
    second_venues: int
    added: int
    """Placements that do not stand now."""
    dropped: int
    """Placements that stand now and would go."""
    points: int


def measure(problem: Problem, placements: Sequence[Placed]) -> Measures:
    """The figures of one plan, by whomever it was made."""
    board = Board(problem, placements)
    now = {(p.session_id, p.supporter_id, p.role) for p in standing(problem)}
    free = [p for p in placements if not board.slots[p.session_id].locked]
    pairs = [(board.candidates[p.supporter_id], board.slots[p.session_id]) for p in free]
    ways = [board.way(c, s) for c, s in pairs if board.knows_way(c, s)]
    venues = {(c.id, s.day, s.venue_id) for c, s in pairs}
    return Measures(
        **_coverage(board),
        trainees=sum(p.trainee for p in free),
        supporters=len({c.id for c, _ in pairs}),
        most_sessions=max((board.load(c.id, s.month).sessions for c, s in pairs), default=0),
        way_total=sum(ways),
        way_longest=max(ways, default=0),
        if_needed=sum(board.answer(c, s) is Answer.IF_NEEDED for c, s in pairs),
        second_venues=len(venues) - len({(who, day) for who, day, _ in venues}),
        added=sum((p.session_id, p.supporter_id, p.role) not in now for p in placements),
        dropped=len(cost.dropped(problem, placements)),
        points=cost.total(problem, placements),
    )


def _coverage(board: Board) -> dict[str, int]:
    out = Counter(
        wanted=0, filled=0, below_minimum=0, sessions_without_experienced=0, strengths_missing=0
    )
    for slot in board.problem.slots:
        if slot.locked:
            continue
        filling = [p for p in board.at.get(slot.id, ()) if not p.trainee]
        people = [board.candidates[p.supporter_id] for p in filling]
        for wanted in slot.wanted:
            here = sum(p.role is wanted.role for p in filling)
            out["wanted"] += aimed(wanted)
            out["filled"] += min(here, aimed(wanted))
            out["below_minimum"] += max(0, wanted.minimum - here)
        lacking = slot.strengths.difference(*(person.strengths for person in people))
        out["strengths_missing"] += len(lacking)
        alone = bool(slot.wanted) and not any(person.experienced for person in people)
        out["sessions_without_experienced"] += alone
    return dict(out)
