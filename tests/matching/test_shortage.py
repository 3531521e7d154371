"""What is short comes first, with the number of people behind each reason."""

from uuid import UUID

from smartsupport.matching.plan import Lack
from smartsupport.matching.problem import Limits
from smartsupport.matching.shortage import shortages
from smartsupport.matching.solve import solve
from tests.matching.tiny import (
    ADVISER,
    FAR,
    HERE,
    NO,
    RECEPTION,
    UNKNOWN,
    ask,
    person,
    slot,
    want,
)


def test_reasons_count_every_candidate_once() -> None:
    people = [
        person(1),
        person(2, RECEPTION),
        person(3),
        person(4),
        person(5, reach_minutes=20, place=FAR),
        person(6, active=False),
        person(7, trainee=True),
        person(8, monthly_cap=0),
    ]
    answers = {(3, 100): NO, (4, 100): UNKNOWN}

    session = slot(100, place=HERE, wanted=(want(ADVISER, 2, 3),))

    plan = solve(ask(people, [session], answers, limits=Limits(trainees=0)))

    (short,) = plan.shortages
    assert (short.lack, short.role, short.missing, short.below_minimum) == (
        Lack.ROLE,
        ADVISER,
        2,
        1,
    )
    assert short.reasons == {
        "role_lacking": 1,
        "not_available": 1,
        "not_answered": 1,
        "beyond_own_reach": 1,
        "inactive": 1,
        "in_training": 1,
        "over_own_cap": 1,
    }


def test_a_strength_nobody_has_is_short_by_itself() -> None:
    plan = solve(ask([person(1), person(2)], [slot(100, strengths=frozenset({"korean"}))]))

    (short,) = plan.shortages
    assert (short.lack, short.strength, dict(short.reasons)) == (
        Lack.STRENGTH,
        "korean",
        {"strength_lacking": 1},
    )


def test_a_session_of_beginners_lacks_someone_experienced() -> None:
    plan = solve(ask([person(1, experienced=False)], [slot(100)]))

    assert [s.lack for s in plan.shortages] == [Lack.EXPERIENCED]


def test_below_the_minimum_comes_before_what_is_only_wanted() -> None:
    early = slot(100, wanted=(want(ADVISER, 0, 1),))
    late = slot(101, days=1, wanted=(want(ADVISER, 1, 1),))

    found = [s for s in shortages(ask([], [early, late]), ()) if s.lack is Lack.ROLE]

    assert [s.session_id.int for s in found] == [101, 100]


def test_someone_who_could_come_but_costs_too_much_is_named_so() -> None:
    problem = ask([person(1)], [slot(100)])

    (short, _) = shortages(problem, ())

    assert short.reasons == {"not_chosen": 1}


def test_a_locked_session_is_not_short_of_anything() -> None:
    assert solve(ask([person(1)], [slot(100, locked=True)])).shortages == ()


def test_the_minimum_of_one_session_goes_before_the_second_wish_of_another() -> None:
    rich = slot(100, wanted=(want(ADVISER, 1, 2),))
    poor = slot(101)

    plan = solve(ask([person(1), person(2)], [rich, poor]))

    assert sorted(p.session_id for p in plan.placements) == [UUID(int=100), UUID(int=101)]
