"""Living with a plan: pins hold, little changes, and the calls say who and what."""

from datetime import time
from uuid import UUID

from hypothesis import given, settings

from smartsupport.domain.period import moment
from smartsupport.matching import cost
from smartsupport.matching.measure import measure
from smartsupport.matching.problem import Problem, standing
from smartsupport.matching.replan import adopted, differences, hold
from smartsupport.matching.solve import solve
from tests.matching.tiny import (
    ADVISER,
    DAY,
    FAR,
    NO,
    ask,
    cheapest,
    every_plan,
    person,
    problems,
    seats,
    slot,
    stored,
    want,
)


def test_what_was_accepted_stays_even_against_a_rule() -> None:
    problem = ask([person(1), person(2)], [slot(100)], {(1, 100): NO}, stored=(stored(1, 100),))

    plan = solve(problem)

    assert seats(plan.placements) == {(1, 100)}
    assert [p.pinned for p in plan.placements] == [True]


def test_two_accepted_at_one_time_both_stay() -> None:
    problem = ask([person(1)], [slot(100), slot(101)], stored=(stored(1, 100), stored(1, 101)))

    assert seats(solve(problem).placements) == {(1, 100), (1, 101)}


def test_a_candidate_makes_way_and_an_accepted_one_does_not() -> None:
    people = [person(1, place=FAR), person(2)]

    free = ask(people, [slot(100)], stored=(stored(1, 100, "candidate"),))
    kept = ask(people, [slot(100)], stored=(stored(1, 100, "accepted"),))

    assert seats(solve(free).placements) == {(2, 100)}
    assert seats(solve(kept).placements) == {(1, 100)}


def test_published_places_are_pinned_and_the_past_takes_nobody_new() -> None:
    days = [slot(100, days=0), slot(101, days=1), slot(102, days=2)]
    far = person(1, place=FAR)
    problem = ask([far, person(2)], days, stored=(stored(1, 101, "candidate"),))

    held = hold(problem, published={UUID(int=101)}, now=moment(DAY, time(12, 0)))

    assert seats(solve(held).placements) == {(1, 101), (2, 102)}


def test_a_cancellation_moves_nobody_else() -> None:
    days = [slot(100 + n, days=n) for n in range(5)]
    people = [person(n) for n in range(1, 7)]
    first = solve(ask(people, days))
    gone = first.placements[2]
    after = adopted(ask(people, days), first.placements)
    problem = ask(
        people,
        days,
        stored=(
            *(s for s in after.stored if s.session_id != gone.session_id),
            stored(gone.supporter_id.int, gone.session_id.int, "cancelled"),
        ),
    )

    calls = differences(first.placements, solve(problem).placements)

    newly = [call for call in calls if call.placed]
    freed = [call for call in calls if call.freed]
    assert [p.session_id for call in newly for p in call.placed] == [gone.session_id]
    assert [call.supporter_id for call in freed] == [gone.supporter_id]


def test_the_same_plan_calls_for_nobody() -> None:
    plan = solve(ask([person(1)], [slot(100)])).placements

    assert differences(plan, plan) == ()


def test_one_call_tells_a_supporter_everything() -> None:
    days = [slot(100), slot(101, days=1)]
    old = solve(ask([person(1)], days[:1])).placements
    new = solve(ask([person(1)], days[1:])).placements

    (call,) = differences(old, new)

    assert seats(call.freed) == {(1, 100)}
    assert seats(call.placed) == {(1, 101)}


@given(problems())
@settings(max_examples=40)
def test_planning_again_at_once_changes_nothing_that_costs(problem: Problem) -> None:
    first = solve(problem)
    again = adopted(problem, first.placements)

    second = solve(again)

    assert cost.dropped(again, second.placements) == []


@given(problems())
@settings(max_examples=40)
def test_no_plan_as_cheap_drops_what_stands_for_less(problem: Problem) -> None:
    plans = every_plan(problem, most=100)
    if plans is None:
        return
    plan = solve(problem)
    weight = problem.weights.change
    without = plan.objective - weight * len(cost.dropped(problem, plan.placements))

    assert cheapest(problem, plans) == plan.objective
    for other in plans:
        drops = len(cost.dropped(problem, other))
        if cost.total(problem, other) - weight * drops == without:
            assert drops >= len(cost.dropped(problem, plan.placements))


def test_two_plans_stand_side_by_side() -> None:
    people = [person(1), person(2, place=FAR)]
    problem = ask(
        people,
        [slot(100, wanted=(want(ADVISER, 1, 2),))],
        stored=(stored(1, 100, "candidate"),),
    )

    now, full = measure(problem, standing(problem)), measure(problem, solve(problem).placements)

    assert (now.filled, full.filled, full.wanted) == (1, 2, 2)
    assert (full.added, full.dropped, full.supporters, full.below_minimum) == (1, 0, 2, 0)
    assert full.way_longest > 60 > now.way_longest
