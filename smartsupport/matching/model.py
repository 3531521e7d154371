"""The rows of the model: coverage, caps, one place at a time, fairness, company, changes.

`cost.py` says the same in plain words; the tests hold the two together.
"""

from itertools import combinations

from smartsupport.domain.period import Month
from smartsupport.matching import cliques, cost
from smartsupport.matching.board import NO_LOAD, Board
from smartsupport.matching.columns import INFINITE, Model, grouped
from smartsupport.matching.pairs import by_time, possible_pairs
from smartsupport.matching.problem import FAIR_STEPS, Slot, aimed


def build(board: Board) -> Model:
    """The whole model of the problem on a bare board; the order it is given in is no matter."""
    pairs = possible_pairs(board)
    model = Model(pairs=pairs, costs=[p.cost for p in pairs], uppers=[1.0] * len(pairs))
    at = grouped(range(len(pairs)), (p.number for p in pairs))
    calendar = sorted(board.slots.values(), key=by_time)
    for number, slot in enumerate(calendar):
        here = at.get(number, [])
        if not slot.locked:
            _coverage(model, board, slot, here)
        _trainees(model, board, here)
    clashes = _clashes(board, calendar)
    for mine in grouped(range(len(pairs)), (id(p.candidate) for p in pairs)).values():
        for month, columns in grouped(mine, (pairs[c].slot.month for c in mine)).items():
            _month(model, board, month, columns)
        for columns in grouped(mine, (pairs[c].slot.day for c in mine)).values():
            if len(columns) > 1:
                _day(model, board.problem.weights.second_venue, clashes, columns)
    _company(model, board, at)
    _changes(model, board)
    return model


def _coverage(model: Model, board: Board, slot: Slot, here: list[int]) -> None:
    """Σ + missing = wanted in each role; someone of each strength; someone experienced."""
    weights = board.problem.weights
    filling = [c for c in here if not model.pairs[c].trainee]
    for wanted in slot.wanted:
        columns = [c for c in filling if model.pairs[c].role is wanted.role]
        held = sum(model.pairs[c].pinned for c in columns)
        number = aimed(wanted)
        below = model.column(weights.below_minimum, wanted.minimum)
        short = model.column(weights.below_wanted, number - wanted.minimum)
        model.row(number, max(number, held), [*columns, below, short])
    for strength in sorted(slot.strengths):
        able = [c for c in filling if strength in model.pairs[c].candidate.strengths]
        model.row(1, INFINITE, [*able, model.column(weights.lack_strength, 1)])
    if slot.wanted:
        able = [c for c in filling if model.pairs[c].candidate.experienced]
        model.row(1, INFINITE, [*able, model.column(weights.lack_experienced, 1)])


def _trainees(model: Model, board: Board, here: list[int]) -> None:
    """A few trainees at a session, and only beside an experienced supporter."""
    learning = [c for c in here if model.pairs[c].trainee]
    beside = [
        c for c in here if not model.pairs[c].trainee and model.pairs[c].candidate.experienced
    ]
    model.at_most(board.problem.limits.trainees, learning)
    for column in learning:
        if not model.pairs[column].pinned:
            model.row(-INFINITE, 0, [column], beside)


def _month(model: Model, board: Board, month: Month, columns: list[int]) -> None:
    """A supporter's own caps, and a cost per session that never falls."""
    problem, candidate = board.problem, model.pairs[columns[0]].candidate
    before = problem.loads.get((candidate.id, month), NO_LOAD)
    if candidate.monthly_cap is not None:
        model.at_most(candidate.monthly_cap - before.sessions, columns)
    if candidate.monthly_minutes_cap is not None:
        model.at_most_minutes(candidate.monthly_minutes_cap - before.minutes, columns)
    last = max(FAIR_STEPS, problem.limits.many_sessions)
    steps, numbers = [], range(before.sessions + 1, before.sessions + len(columns) + 1)
    for number in numbers:
        rest = number >= last
        steps.append(
            model.column(
                cost.of_step(number, problem.weights, problem.limits),
                numbers[-1] - number + 1 if rest else 1,
            )
        )
        if rest:
            break
    model.row(-INFINITE, 0, columns, steps)


def _clashes(board: Board, calendar: list[Slot]) -> list[int]:
    """For each session, by its place in the calendar, a bit for each it clashes with."""
    out = [0] * len(calendar)
    for numbers in grouped(range(len(calendar)), (slot.day for slot in calendar)).values():
        for a, b in combinations(numbers, 2):
            if board.clash(calendar[a], calendar[b]):
                out[a] |= 1 << b
                out[b] |= 1 << a
    return out


def _day(model: Model, second_venue: int, clashes: list[int], columns: list[int]) -> None:
    """Of sessions that clash at most one; and a cost for each further venue on the day."""
    by_session = grouped(columns, (model.pairs[c].number for c in columns))
    numbers = list(by_session)
    groups = cliques.maximal(
        [sum((clashes[n] >> other & 1) << j for j, other in enumerate(numbers)) for n in numbers]
    )
    for group in groups:
        model.at_most(1, [c for i in cliques.bits(group) for c in by_session[numbers[i]]])
    by_venue = grouped(columns, (model.pairs[c].slot.venue_id for c in columns))
    held_here = sum(model.pairs[c].pinned for c in columns)
    if len(by_venue) > 1 and (len(groups) > 1 or held_here > 1):
        used = []
        for there in by_venue.values():
            venue = model.column(0, 1)
            used.append(venue)
            for same in grouped(there, (model.pairs[c].number for c in there)).values():
                held = sum(model.pairs[c].pinned for c in same)
                model.row(-INFINITE, max(0, held - 1), same, [venue])
        further = model.column(second_venue, len(used) - 1)
        model.row(-INFINITE, 1, used, [further])


def _company(model: Model, board: Board, at: dict[int, list[int]]) -> None:
    """Those kept apart are not at one session; those who wish it are gladly."""
    apart = {(min(c, other), max(c, other)) for c in board.candidates for other in board.apart(c)}
    friends = cost.together(board.problem)
    if not apart and not friends:
        return
    for here in at.values():
        by_person = grouped(here, (model.pairs[c].candidate.id for c in here))
        for a, b in sorted(apart):
            if a in by_person and b in by_person:
                model.at_most(1, by_person[a] + by_person[b])
        for a, b in friends:
            if a in by_person and b in by_person:
                both = model.column(-board.problem.weights.together, 1)
                model.row(0, INFINITE, by_person[a], [both])
                model.row(0, INFINITE, by_person[b], [both])


def _changes(model: Model, board: Board) -> None:
    """Each placement that stands and is dropped costs: so a plan changes as little as it can."""
    weight = board.problem.weights.change
    standing = {(p.supporter_id, p.session_id, p.role) for p in cost.dropped(board.problem, ())}
    if not standing:
        return
    model.offset += weight * len(standing)
    for column, pair in enumerate(model.pairs):
        if not pair.pinned and (pair.candidate.id, pair.slot.id, pair.role) in standing:
            model.costs[column] -= weight
