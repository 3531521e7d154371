"""Each rule keeps a person out by itself, and says what it saw."""

from uuid import UUID

import pytest

from smartsupport.domain.period import Month
from smartsupport.matching.explain import explain
from smartsupport.matching.problem import Load, Placed, Problem, standing
from smartsupport.matching.rules import RULES, Force
from smartsupport.matching.solve import solve
from tests.matching.tiny import (
    ADVISER,
    FAR,
    IF_NEEDED,
    NO,
    RECEPTION,
    UNKNOWN,
    ask,
    person,
    seats,
    slot,
    stored,
    want,
)

OCTOBER = {(UUID(int=1), Month(2026, 10)): Load(sessions=2, minutes=240)}
HALF_DAYS = [slot(100, 9, 12), slot(101, 13, 16, venue=901)]

BARRED: dict[str, Problem] = {
    "inactive": ask([person(1, active=False)], [slot(100)]),
    "locked": ask([person(1)], [slot(100, locked=True)]),
    "refused_before": ask([person(1)], [slot(100)], stored=(stored(1, 100, "declined"),)),
    "role_lacking": ask([person(1, RECEPTION)], [slot(100)]),
    "not_available": ask([person(1)], [slot(100)], {(1, 100): NO}),
    "not_answered": ask([person(1)], [slot(100)], {(1, 100): UNKNOWN}),
    "beyond_own_reach": ask([person(1, reach_minutes=40)], [slot(100, place=FAR)]),
    "overlapping": ask(
        [person(1)], [slot(100), slot(101, 11, 13)], stored=(stored(1, 101, "asked"),)
    ),
    "kept_apart": ask(
        [person(1, keep_apart=frozenset({UUID(int=2)})), person(2)],
        [slot(100, wanted=(want(ADVISER, 2),))],
        stored=(stored(2, 100),),
    ),
    "over_own_cap": ask([person(1, monthly_cap=2)], [slot(100)], loads=OCTOBER),
    "over_own_minutes": ask([person(1, monthly_minutes_cap=300)], [slot(100)], loads=OCTOBER),
}

WARNED: dict[str, Problem] = {
    "in_training": ask([person(1, trainee=True)], [slot(100)]),
    "strength_lacking": ask([person(1)], [slot(100, strengths=frozenset({"sign_language"}))]),
    "places_filled": ask([person(1), person(2)], [slot(100)], stored=(stored(2, 100),)),
    "beyond_reach": ask([person(1)], [slot(100, place=FAR)]),
    "many_sessions": ask(
        [person(1)], [slot(100)], loads={(UUID(int=1), Month(2026, 10)): Load(sessions=4)}
    ),
    "second_venue": ask([person(1)], HALF_DAYS[::-1], stored=(stored(1, 101),)),
    "if_needed": ask([person(1)], [slot(100)], {(1, 100): IF_NEEDED}),
}


def why(problem: Problem, who: int = 1, where: int = 100) -> dict[str, Force]:
    found = explain(problem, standing(problem), UUID(int=where), UUID(int=who), ADVISER)
    return {reason.code: reason.force for reason in found}


@pytest.mark.parametrize("code", BARRED)
def test_a_barring_rule_stands_alone_and_keeps_the_person_out(code: str) -> None:
    problem = BARRED[code]

    assert list(why(problem)) == [code]
    assert why(problem)[code] is not Force.SOFT
    assert (1, 100) not in seats(solve(problem).placements)


@pytest.mark.parametrize("code", WARNED)
def test_a_warning_stands_alone_and_bars_nobody(code: str) -> None:
    assert why(WARNED[code]) == {code: Force.SOFT}


def test_every_rule_is_tried_here() -> None:
    assert {rule.code for rule in RULES} == {*BARRED, *WARNED, "already_here"}


def test_a_far_person_comes_if_nobody_else_does() -> None:
    assert seats(solve(WARNED["beyond_reach"]).placements) == {(1, 100)}


def test_the_way_between_two_venues_counts_into_the_overlap() -> None:
    close = [slot(100, 9, 12), slot(101, 12, 14, venue=901)]
    problem = ask([person(1)], close, stored=(stored(1, 101),))

    assert why(problem) == {"overlapping": Force.HARD, "second_venue": Force.SOFT}


def test_two_sessions_in_a_row_at_one_venue_do_not_overlap() -> None:
    problem = ask([person(1)], [slot(100, 9, 12), slot(101, 12, 14)])

    assert seats(solve(problem).placements) == {(1, 100), (1, 101)}


def test_a_reason_carries_what_the_rule_saw() -> None:
    (reason,) = explain(BARRED["over_own_minutes"], (), UUID(int=100), UUID(int=1), ADVISER)

    assert reason.seen == {"minutes": 360, "limit": 300}


def test_someone_placed_is_looked_at_as_if_about_to_be() -> None:
    here = Placed(session_id=UUID(int=100), supporter_id=UUID(int=1), role=ADVISER)

    assert explain(WARNED["if_needed"], [here], UUID(int=100), UUID(int=1)) != ()
    assert "already_here" not in why(WARNED["if_needed"])
