"""Time and Cancel: never nothing comes back, and what is proven is said."""

from random import Random
from uuid import UUID

import pytest

from smartsupport.matching.plan import Plan, Progress, Status, Stopped
from smartsupport.matching.problem import Problem
from smartsupport.matching.search import least_beyond
from smartsupport.matching.solve import solve
from tests.matching.tiny import ADVISER, HERE, NEAR_HERE, YES, ask, broken, person, slot, want


def month(supporters: int = 60, sessions: int = 40) -> Problem:
    """A month in which two in five can come, half of them with some experience."""
    rng = Random(5)
    slots = [
        slot(
            1000 + n,
            9 + rng.randrange(8),
            18,
            days=rng.randrange(20),
            venue=900 + n % 5,
            place=rng.choice([HERE, NEAR_HERE]),
            wanted=(want(ADVISER, 1, 2),),
        )
        for n in range(sessions)
    ]
    people = [
        person(n, experienced=rng.random() < 0.5, monthly_cap=3, place=rng.choice([HERE, None]))
        for n in range(1, supporters + 1)
    ]
    answers = {(p.id, s.id): YES for p in people for s in slots if rng.random() < 0.4}
    return Problem(candidates=tuple(people), slots=tuple(slots), answers=answers)


def test_a_month_is_proven_and_reported_on_the_way() -> None:
    seen: list[Progress] = []

    plan = solve(month(), progress=seen.append)

    assert (plan.status, plan.stopped, plan.gap) == (Status.OPTIMAL, None, 0.0)
    assert [p.bound for p in seen] == sorted(p.bound for p in seen)
    assert seen[-1].objective == plan.objective == seen[-1].bound


def test_no_time_at_all_still_gives_a_plan_that_keeps_the_rules() -> None:
    problem = month()

    plan = solve(problem, seconds=0)

    assert (plan.status, plan.stopped) == (Status.FEASIBLE, Stopped.TIME)
    assert plan.placements
    assert plan.bound < plan.objective
    assert plan.gap > 0
    assert broken(problem, plan.placements) == []


def test_cancel_gives_the_best_so_far() -> None:
    asked: list[Progress] = []

    def enough() -> bool:
        return len(asked) > 1

    plan = solve(month(), cancelled=enough, progress=asked.append)

    assert (plan.status, plan.stopped) == (Status.FEASIBLE, Stopped.CANCELLED)
    assert plan.placements
    proven = solve(month()).objective
    assert plan.bound <= proven <= plan.objective


def test_the_same_seed_gives_the_same_plan() -> None:
    def told(plan: Plan) -> object:
        return (plan.placements, plan.objective, plan.shortages)

    assert told(solve(month(), seed=7)) == told(solve(month(), seed=7))


def test_another_seed_costs_the_same() -> None:
    assert solve(month(), seed=1).objective == solve(month(), seed=2).objective


@pytest.mark.parametrize(
    ("relaxed", "slack", "least"),
    [(10.0, 0.5, 11), (10.2, 0.5, 11), (10.6, 0.5, 12), (10.0, 1.0, 11), (10.0, 1.01, 12)],
)
def test_what_was_not_searched_costs_the_next_whole_point(
    relaxed: float, slack: float, least: int
) -> None:
    assert least_beyond(relaxed, slack) == least


@pytest.mark.parametrize("slack", [0.0, 3.0, 10_000.0])
def test_how_wide_the_first_search_is_changes_no_cost(
    slack: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = solve(month(sessions=60, supporters=40))
    monkeypatch.setattr("smartsupport.matching.search.FIRST_SLACK", slack)

    plan = solve(month(sessions=60, supporters=40))

    assert (plan.objective, plan.status) == (usual.objective, Status.OPTIMAL)


def test_whoever_has_nothing_yet_goes_before_whoever_has_three() -> None:
    days = [slot(100 + n, days=n) for n in range(4)]
    plan = solve(ask([person(n) for n in range(1, 5)], days))

    assert {p.supporter_id for p in plan.placements} == {UUID(int=n) for n in range(1, 5)}
