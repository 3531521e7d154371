"""研修中: joins beside someone experienced, and fills no place."""

from smartsupport.matching.plan import Lack
from smartsupport.matching.problem import Limits
from smartsupport.matching.solve import solve
from tests.matching.tiny import ask, person, seats, slot


def test_a_trainee_joins_and_the_place_is_filled_by_another() -> None:
    plan = solve(ask([person(1, trainee=True), person(2)], [slot(100)]))

    assert seats(plan.placements) == {(1, 100), (2, 100)}
    assert {p.supporter_id.int: p.trainee for p in plan.placements} == {1: True, 2: False}
    assert plan.shortages == ()


def test_a_trainee_alone_stays_at_home_and_the_place_is_short() -> None:
    plan = solve(ask([person(1, trainee=True)], [slot(100)]))

    assert plan.placements == ()
    assert {s.lack for s in plan.shortages} == {Lack.ROLE, Lack.EXPERIENCED}


def test_a_trainee_does_not_join_beginners() -> None:
    people = [person(1, trainee=True), person(2, experienced=False)]

    assert seats(solve(ask(people, [slot(100)])).placements) == {(2, 100)}


def test_only_so_many_trainees_join_one_session() -> None:
    people = [person(n, trainee=True) for n in (1, 2, 3)]
    problem = ask([*people, person(4)], [slot(100)], limits=Limits(trainees=2))

    assert sum(p.trainee for p in solve(problem).placements) == 2
