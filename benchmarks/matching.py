"""How fast and how good is a month's matching? One table: HiGHS, a greedy rule, and CP-SAT if here.

python benchmarks/matching.py [--large] [--months N] [--seconds S]
"""

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import time, timedelta
from importlib.util import find_spec
from multiprocessing import get_context
from random import Random
from statistics import median
from time import perf_counter
from uuid import UUID

from smartsupport.domain.availability import Answer
from smartsupport.domain.period import Month, span
from smartsupport.domain.session import WantedPlaces
from smartsupport.domain.supporter import STRENGTHS, Role
from smartsupport.domain.venue import Place
from smartsupport.matching import cost
from smartsupport.matching.board import Board
from smartsupport.matching.check import violations
from smartsupport.matching.explain import substitutes
from smartsupport.matching.greedy import greedy
from smartsupport.matching.model import build
from smartsupport.matching.pairs import possible_pairs
from smartsupport.matching.problem import Candidate, Problem, Slot
from smartsupport.matching.solve import solve

MONTH = Month(2026, 10)
STARTS = (time(9, 0), time(10, 0), time(13, 0), time(14, 0), time(18, 0))


def tokyo_month(supporters: int, sessions: int, seed: int) -> Problem:
    """A month in the manner of Tokyo: people in the wards, weekly free half-days, few strengths."""
    rng = Random(seed)

    def new_id() -> UUID:
        return UUID(int=rng.getrandbits(128))

    def somewhere() -> Place:
        return Place.of(rng.gauss(35.70, 0.05), rng.gauss(139.65, 0.13))

    venues = [(new_id(), somewhere()) for _ in range(max(10, sessions // 8))]
    slots = tuple(_slot(rng, new_id(), *rng.choice(venues)) for _ in range(sessions))
    candidates = tuple(
        Candidate(
            id=new_id(),
            roles=frozenset(rng.sample([Role.ADVISER, Role.ASSISTANT], rng.choice((1, 2, 2))))
            | (frozenset({Role.RECEPTION}) if rng.random() < 0.3 else frozenset())
            | (frozenset({Role.LECTURER}) if rng.random() < 0.1 else frozenset()),
            strengths=frozenset(s for s in STRENGTHS if rng.random() < 0.2),
            trainee=rng.random() < 0.06,
            experienced=rng.random() < 0.5,
            place=somewhere(),
            monthly_cap=rng.choice((None, None, 2, 3, 4)),
            reach_minutes=rng.choice((None, 30, 45, 45, 60)),
            past_at={v[0]: 1 for v in rng.sample(venues, 2)},
        )
        for _ in range(supporters)
    )
    answers = {}
    for candidate in candidates:
        free = {(rng.randrange(7), rng.random() < 0.5) for _ in range(rng.choice((1, 2, 3, 4)))}
        for slot in slots:
            morning = slot.work.start.hour < 12
            if (slot.day.weekday(), morning) in free:
                answers[candidate.id, slot.id] = (
                    Answer.IF_NEEDED if rng.random() < 0.2 else Answer.YES
                )
    return Problem(candidates=candidates, slots=slots, answers=answers)


def _slot(rng: Random, id_: UUID, venue_id: UUID, place: Place) -> Slot:
    day = MONTH.first + timedelta(days=rng.randrange(31))
    start = rng.choice(STARTS)
    lecture = rng.random() < 0.3
    first = Role.LECTURER if lecture else Role.ADVISER
    wanted = (
        WantedPlaces(role=first, minimum=1, wanted=1 if lecture else 2),
        WantedPlaces(role=Role.ASSISTANT if lecture else Role.RECEPTION, minimum=1, wanted=1),
    )
    return Slot(
        id=id_,
        venue_id=venue_id,
        day=day,
        work=span(day, start, time(start.hour + rng.choice((2, 3)), 45)),
        month=MONTH,
        wanted=wanted,
        place=place,
        strengths=frozenset(rng.sample(STRENGTHS, 1)) if rng.random() < 0.3 else frozenset(),
    )


def greedily(problem: Problem) -> int:
    """What the greedy rule's plan costs."""
    board = Board(problem)
    return cost.total(problem, greedy(board, possible_pairs(board)))


def by_cp_sat(problem: Problem, seconds: float) -> str:
    """Seconds and gap of CP-SAT on the same model.

    To be run in its own process: ortools brings another build of HiGHS under the same name.
    """
    from ortools.sat.python import cp_model  # type: ignore[import-not-found, unused-ignore]

    model = build(Board(problem))
    cp = cp_model.CpModel()
    columns = [cp.new_int_var(0, int(upper), "") for upper in model.uppers]
    for start, end, low, high in zip(
        model.starts,
        [*model.starts[1:], len(model.indices)],
        model.row_lower,
        model.row_upper,
        strict=True,
    ):
        row = cp_model.LinearExpr.weighted_sum(
            [columns[c] for c in model.indices[start:end]],
            [int(value) for value in model.values[start:end]],
        )
        most = 10**9
        cp.add_linear_constraint(row, int(max(low, -most)), int(min(high, most)))
    cp.minimize(cp_model.LinearExpr.weighted_sum(columns, model.costs) + model.offset)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 1
    begun = perf_counter()
    solver.solve(cp)
    if not solver.response_proto.solution:
        return "no plan"
    gap = (solver.objective_value - solver.best_objective_bound) / solver.objective_value
    return f"{perf_counter() - begun:.1f} s, {gap:.2%}"


def beside(problem: Problem, seconds: float) -> str:
    if find_spec("ortools") is None:
        return "skipped: no ortools"
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(by_cp_sat, problem, seconds).result()


def row(supporters: int, sessions: int, seed: int, seconds: float) -> tuple[float, str]:
    """The seconds it took, and the line of the table. A plan that breaks a rule ends it all."""
    problem = tokyo_month(supporters, sessions, seed)
    plan = solve(problem, seconds=seconds)
    excess = greedily(problem) / plan.objective - 1
    broken = [v for v in violations(problem, plan.placements) if not v.pinned]
    if broken:
        sys.exit(f"{supporters} × {sessions}, seed {seed}: {broken}")
    return plan.seconds, (
        f"{supporters:6} {sessions:6} {seed:4} {plan.pairs:8} {plan.build_seconds:7.2f} "
        f"{plan.seconds - plan.build_seconds:7.2f} {plan.seconds:7.2f} {plan.status:>9} "
        f"{plan.gap:7.2%} {plan.objective:9} {len(plan.shortages):6} "
        f"{excess:8.1%}  {beside(problem, seconds)}"
    )


def ranked() -> float:
    """Milliseconds, the middle of nine times, until who could take a place stands in order."""
    problem = tokyo_month(1200, 400, 1)
    slot = problem.slots[0]
    times = []
    for _n in range(9):
        begun = perf_counter()
        substitutes(problem, (), slot.id, slot.wanted[0].role)
        times.append(perf_counter() - begun)
    return median(times) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="2,400 × 800 as well")
    parser.add_argument("--months", type=int, default=8, help="how many seeds of 1,200 × 400")
    parser.add_argument("--seconds", type=float, default=60.0)
    given = parser.parse_args()
    print(
        f"{'people':>6} {'sess.':>6} {'seed':>4} {'pairs':>8} {'build s':>7} {'solve s':>7} "
        f"{'all s':>7} {'status':>9} {'gap':>7} {'points':>9} {'short':>6} "
        f"{'greedy':>8}  CP-SAT"
    )
    sizes = [(60, 20, 1), (300, 400, 1), *((1200, 400, n + 1) for n in range(given.months))]
    if given.large:
        sizes.append((2400, 800, 1))
    months = []
    for size in sizes:
        seconds, line = row(*size, given.seconds)
        print(line, flush=True)
        if size[:2] == (1200, 400):
            months.append(seconds)
    print(f"1,200 supporters ranked for one place: {ranked():.0f} ms (target 100 ms)")
    if months:
        print(
            f"1,200 × 400, {len(months)} months, build and proof: min {min(months):.1f} s, "
            f"median {median(months):.1f} s, max {max(months):.1f} s (target 3 s)"
        )


if __name__ == "__main__":
    main()
