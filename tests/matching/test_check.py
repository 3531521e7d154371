"""The checker finds each broken rule by itself, whoever made the plan."""

from uuid import UUID

import pytest

from smartsupport.domain.supporter import Role
from smartsupport.matching.check import violations
from smartsupport.matching.problem import Placed, Problem, standing
from tests.matching.test_rules import BARRED
from tests.matching.tiny import ADVISER, RECEPTION, ask, broken, person, slot, stored, want


def put(who: int = 1, where: int = 100, role: Role = ADVISER, trainee: bool = False) -> Placed:
    return Placed(
        session_id=UUID(int=where), supporter_id=UUID(int=who), role=role, trainee=trainee
    )


@pytest.mark.parametrize("code", BARRED)
def test_each_barred_placement_is_found(code: str) -> None:
    problem = BARRED[code]

    assert broken(problem, [*standing(problem), put()]) == [code]


TWO = [person(1), person(2)]
MORE: dict[str, tuple[Problem, list[Placed]]] = {
    "too_many": (ask(TWO, [slot(100)]), [put(1), put(2)]),
    "placed_twice": (
        ask([person(1, ADVISER, RECEPTION)], [slot(100, wanted=(want(ADVISER), want(RECEPTION)))]),
        [put(1), put(1, role=RECEPTION)],
    ),
    "too_many_trainees": (
        ask([person(1), *(person(n, trainee=True) for n in (2, 3))], [slot(100)]),
        [put(1), put(2, trainee=True), put(3, trainee=True)],
    ),
    "trainee_alone": (ask([person(1, trainee=True)], [slot(100)]), [put(1, trainee=True)]),
    "trainee_mismatch": (ask([person(1, trainee=True)], [slot(100)]), [put(1)]),
    "pin_missing": (ask(TWO, [slot(100)], stored=(stored(1, 100),)), []),
}


@pytest.mark.parametrize("code", MORE)
def test_what_only_a_whole_plan_shows_is_found(code: str) -> None:
    assert broken(*MORE[code]) == [code]


def test_what_a_person_pinned_is_told_apart() -> None:
    problem = ask([person(1)], [slot(100), slot(101)], stored=(stored(1, 100), stored(1, 101)))

    found = violations(problem, standing(problem))

    assert [(v.code, v.pinned) for v in found] == [("overlapping", True)]
