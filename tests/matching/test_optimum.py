"""The plan is the best there is, keeps every rule, and is the same every time."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import assume, given, settings

from smartsupport.matching import cost
from smartsupport.matching.board import Board
from smartsupport.matching.greedy import greedy
from smartsupport.matching.pairs import possible_pairs
from smartsupport.matching.plan import Status
from smartsupport.matching.problem import Problem
from smartsupport.matching.solve import solve
from tests.matching.tiny import broken, cheapest, every_plan, problems


@given(problems())
@settings(max_examples=80)
def test_no_plan_of_all_possible_ones_costs_less(problem: Problem) -> None:
    plans = every_plan(problem, most=400)
    assume(plans is not None)

    plan = solve(problem)

    assert plan.status is Status.OPTIMAL
    assert plan.objective == plan.bound == cheapest(problem, plans)


@given(problems())
@settings(max_examples=100)
def test_a_plan_keeps_every_rule_and_costs_what_it_says(problem: Problem) -> None:
    plan = solve(problem)

    assert broken(problem, plan.placements) == []
    assert cost.total(problem, plan.placements) == plan.objective


@given(problems())
@settings(max_examples=50)
def test_the_greedy_plan_keeps_every_rule_too(problem: Problem) -> None:
    board = Board(problem)

    assert broken(problem, greedy(board, possible_pairs(board))) == []


@given(problems())
@settings(max_examples=20)
def test_the_order_in_which_a_problem_is_given_changes_nothing(problem: Problem) -> None:
    rng = Random(1)
    mixed = replace(
        problem,
        candidates=tuple(rng.sample(problem.candidates, len(problem.candidates))),
        slots=tuple(rng.sample(problem.slots, len(problem.slots))),
        stored=tuple(rng.sample(problem.stored, len(problem.stored))),
        answers=dict(rng.sample(list(problem.answers.items()), len(problem.answers))),
    )

    assert solve(mixed, seed=3).placements == solve(problem, seed=3).placements


def test_nothing_asked_gives_an_empty_plan() -> None:
    plan = solve(Problem(candidates=(), slots=()))

    assert (plan.status, plan.placements, plan.objective, plan.gap) == (
        Status.OPTIMAL,
        (),
        0,
        0.0,
    )


def test_a_supporter_given_twice_is_refused() -> None:
    from tests.matching.tiny import person

    with pytest.raises(ValueError, match="twice"):
        Problem(candidates=(person(1), person(1)), slots=())
