"""Who instead, and the one change that would help."""

from random import Random
from uuid import UUID

from smartsupport.matching.explain import substitutes
from smartsupport.matching.fix import Fix, cheapest_fix
from smartsupport.matching.problem import Problem, standing
from smartsupport.matching.shortage import shortages
from smartsupport.matching.solve import solve
from tests.matching.tiny import (
    ADVISER,
    FAR,
    HERE,
    IF_NEEDED,
    NEAR_HERE,
    NO,
    RECEPTION,
    UNKNOWN,
    ask,
    person,
    slot,
    stored,
)


def who(problem: Problem) -> list[int]:
    return [s.supporter_id.int for s in substitutes(problem, (), UUID(int=100), ADVISER)]


def test_near_before_far_before_whoever_has_not_answered() -> None:
    people = [person(1), person(2, place=FAR), person(3, place=NEAR_HERE), person(4), person(5)]

    assert who(ask(people, [slot(100)], {(1, 100): UNKNOWN, (4, 100): NO})) == [5, 3, 2, 1]


def test_nobody_is_offered_against_a_hard_rule() -> None:
    people = [person(1, RECEPTION), person(2, trainee=True), person(3), person(4)]
    problem = ask(people, [slot(100)], stored=(stored(3, 100, "cancelled"),))

    assert who(problem) == [4]


def test_a_substitute_comes_with_what_the_coordinator_asks_first() -> None:
    someone = person(1, past_at={UUID(int=900): 3})

    problem = ask([someone], [slot(100)], {(1, 100): IF_NEEDED})

    (found,) = substitutes(problem, (), UUID(int=100), ADVISER)

    assert (found.past_here, found.sessions, found.way) == (3, 0, 10)
    assert [reason.code for reason in found.reasons] == ["if_needed"]


def test_of_twelve_hundred_supporters_the_nearest_come_first() -> None:
    rng = Random(1)
    people = [person(n, place=rng.choice([HERE, NEAR_HERE, FAR])) for n in range(1, 1201)]

    found = substitutes(ask(people, [slot(10_000)]), (), UUID(int=10_000), ADVISER)

    ways = [one.way for one in found]
    assert len(ways) == 1200
    assert ways == sorted(ways)


def fix(problem: Problem) -> Fix | None:
    plan = solve(problem)
    return cheapest_fix(problem, plan.placements, plan.shortages[0])


def test_asking_someone_silent_is_cheaper_than_raising_a_cap() -> None:
    people = [person(1, monthly_cap=0), person(2)]

    found = fix(ask(people, [slot(100)], {(2, 100): UNKNOWN}))

    assert found is not None
    assert (found.code, found.supporter_id.int) == ("ask", 2)


def test_a_cap_is_raised_rather_than_a_no_turned() -> None:
    people = [person(1, monthly_cap=0), person(2)]

    found = fix(ask(people, [slot(100)], {(2, 100): NO}))

    assert found is not None
    assert (found.code, found.supporter_id.int) == ("raise_cap", 1)
    assert found.reason is not None
    assert found.reason.seen == {"sessions": 0, "limit": 0}


def test_two_rules_in_the_way_are_not_one_change() -> None:
    people = [person(1, monthly_cap=0, reach_minutes=5)]

    assert fix(ask(people, [slot(100)])) is None


def test_a_missing_strength_is_asked_of_those_who_have_it() -> None:
    people = [person(1), person(2, strengths=frozenset({"korean"})), person(3)]
    sessions = [slot(100, strengths=frozenset({"korean"}))]

    found = fix(ask(people, sessions, {(2, 100): UNKNOWN, (3, 100): UNKNOWN}))

    assert found is not None
    assert (found.code, found.supporter_id.int, found.role) == ("ask", 2, ADVISER)


def test_someone_moves_over_and_another_steps_in() -> None:
    problem = ask(
        [person(1), person(2)],
        [slot(100), slot(101)],
        {(2, 100): NO},
        stored=(stored(1, 101, "candidate"),),
    )
    now = standing(problem)
    short = next(s for s in shortages(problem, now) if s.session_id == UUID(int=100))

    found = cheapest_fix(problem, now, short)

    assert found is not None
    assert (found.code, found.supporter_id.int) == ("swap", 1)
    assert (found.leaves, found.steps_in) == (UUID(int=101), UUID(int=2))


def test_nobody_moves_over_from_a_place_already_accepted() -> None:
    problem = ask(
        [person(1), person(2)], [slot(100), slot(101)], {(2, 100): NO}, stored=(stored(1, 101),)
    )

    found = fix(problem)

    assert found is not None
    assert (found.code, found.supporter_id.int) == ("ask_again", 2)
