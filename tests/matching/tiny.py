"""Tiny months for the tests of the engine: short calls, fixed ids, and hypothesis's own months."""

from datetime import date, time, timedelta
from itertools import product
from uuid import UUID

from hypothesis import strategies as st

from smartsupport.domain.availability import Answer
from smartsupport.domain.period import Month, span
from smartsupport.domain.placement import PlacementState
from smartsupport.domain.session import WantedPlaces
from smartsupport.domain.supporter import Role
from smartsupport.domain.venue import Place
from smartsupport.matching import cost
from smartsupport.matching.check import violations
from smartsupport.matching.problem import (
    FAIR,
    FILL,
    NEAR,
    Candidate,
    Limits,
    Load,
    Placed,
    Problem,
    Slot,
    StoredPlacement,
    standing,
)

DAY = date(2026, 10, 3)
YES, IF_NEEDED, NO, UNKNOWN = Answer.YES, Answer.IF_NEEDED, Answer.NO, Answer.UNKNOWN
ADVISER, RECEPTION = Role.ADVISER, Role.RECEPTION
HERE = Place.of(35.69, 139.70)
NEAR_HERE = Place.of(35.70, 139.71)
FAR = Place.of(35.70, 139.20)


def person(n: int, *roles: Role, **more: object) -> Candidate:
    """Supporter `n`: experienced, an adviser, living next to the first venue."""
    given: dict[str, object] = {"experienced": True, "place": HERE, **more}
    return Candidate(id=UUID(int=n), roles=frozenset(roles or (ADVISER,)), **given)


def slot(
    n: int, start: int = 10, end: int = 12, days: int = 0, venue: int = 900, **more: object
) -> Slot:
    """Session `n` (from 100) at whole hours, wanting one adviser."""
    day = DAY + timedelta(days=days)
    given: dict[str, object] = {"wanted": (want(ADVISER),), "place": HERE, **more}
    return Slot(
        id=UUID(int=n),
        venue_id=UUID(int=venue),
        day=day,
        work=span(day, time(start), time(end)),
        month=Month.of(day),
        **given,
    )


def want(role: Role, minimum: int = 1, wanted: int | None = None) -> WantedPlaces:
    return WantedPlaces(role=role, minimum=minimum, wanted=minimum if wanted is None else wanted)


def ask(
    people: list[Candidate],
    slots: list[Slot],
    answers: dict[tuple[int, int], Answer] | None = None,
    **more: object,
) -> Problem:
    """A problem in which everyone can always come, but for `answers` by (person, session)."""
    said = {(p.id, s.id): YES for p, s in product(people, slots)}
    said |= {(UUID(int=p), UUID(int=s)): a for (p, s), a in (answers or {}).items()}
    return Problem(candidates=tuple(people), slots=tuple(slots), answers=said, **more)


def stored(who: int, where: int, state: str = "accepted", **more: object) -> StoredPlacement:
    given: dict[str, object] = {"role": ADVISER, **more}
    return StoredPlacement(
        session_id=UUID(int=where),
        supporter_id=UUID(int=who),
        state=PlacementState(state),
        **given,
    )


def seats(placements: tuple[Placed, ...]) -> set[tuple[int, int]]:
    """(person, session) of each placement."""
    return {(p.supporter_id.int, p.session_id.int) for p in placements}


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Months small enough to try every plan, with everything in them that the engine knows."""
    slots = [_slot(draw, 100 + n) for n in range(draw(st.integers(1, 4)))]
    ids = range(1, draw(st.integers(1, 4)) + 1)
    people = [_person(draw, n, list(ids)) for n in ids]
    answers = {
        (p.id, s.id): draw(st.sampled_from([YES, YES, YES, IF_NEEDED, NO, UNKNOWN]))
        for p, s in product(people, slots)
    }
    return Problem(
        candidates=tuple(people),
        slots=tuple(slots),
        answers=answers,
        stored=tuple(_stored(draw, people, slots)),
        loads={
            (p.id, Month(2026, 10)): Load(sessions=draw(st.integers(0, 6)), minutes=60)
            for p in people
            if draw(st.booleans())
        },
        weights=draw(st.sampled_from([FILL, NEAR, FAIR])),
        limits=Limits(many_sessions=draw(st.integers(1, 5)), trainees=draw(st.integers(0, 2))),
    )


def _slot(draw: st.DrawFn, n: int) -> Slot:
    start = draw(st.integers(9, 14))
    wanted = [want(ADVISER, *draw(st.sampled_from([(1, 1), (1, 2), (0, 1), (2, 2)])))]
    if draw(st.booleans()):
        wanted.append(want(RECEPTION, *draw(st.sampled_from([(1, 1), (0, 1)]))))
    venue = draw(st.integers(900, 901))
    return slot(
        n,
        start,
        start + draw(st.integers(1, 3)),
        days=draw(st.sampled_from([0, 0, 1])),
        venue=venue,
        place=draw(st.sampled_from([HERE if venue == 900 else NEAR_HERE, None])),
        wanted=tuple(wanted),
        strengths=frozenset(draw(st.sampled_from([(), (), ("iphone",), ("iphone", "android")]))),
        locked=draw(st.sampled_from([False] * 7 + [True])),
    )


def _person(draw: st.DrawFn, n: int, ids: list[int]) -> Candidate:
    others = st.frozensets(st.sampled_from(ids).map(lambda i: UUID(int=i)), max_size=1)
    return person(
        n,
        *draw(st.sampled_from([(ADVISER,), (RECEPTION,), (ADVISER, RECEPTION)])),
        active=draw(st.sampled_from([True] * 7 + [False])),
        trainee=draw(st.sampled_from([False, False, True])),
        experienced=draw(st.booleans()),
        strengths=frozenset(draw(st.sampled_from([(), ("iphone",), ("iphone", "android")]))),
        place=draw(st.sampled_from([HERE, NEAR_HERE, FAR, None])),
        monthly_cap=draw(st.sampled_from([None, None, 1, 2])),
        monthly_minutes_cap=draw(st.sampled_from([None, None, 120, 300])),
        reach_minutes=draw(st.sampled_from([None, None, 30])),
        keep_with=draw(others),
        keep_apart=draw(others) - {UUID(int=n)},
        past_at={UUID(int=900): draw(st.integers(0, 1))},
    )


def _stored(draw: st.DrawFn, people: list[Candidate], slots: list[Slot]) -> list[StoredPlacement]:
    states = ["candidate", "candidate", "asked", "accepted", "declined", "cancelled"]
    return [
        stored(
            p.id.int,
            s.id.int,
            draw(st.sampled_from(states)),
            role=draw(st.sampled_from([ADVISER, RECEPTION])),
            trainee=p.trainee,
            pinned=draw(st.sampled_from([False, False, True])),
        )
        for p, s in product(people, slots)
        if draw(st.sampled_from([False, False, False, True]))
    ]


def every_plan(problem: Problem, most: int) -> list[list[Placed]] | None:
    """Every plan that breaks no rule, by trying them all; None where there are over `most`."""
    pins = [p for p in standing(problem) if p.pinned]
    held = {(p.supporter_id, p.session_id) for p in pins}
    choices: list[list[Placed | None]] = []
    count = 1
    for candidate, at in product(problem.candidates, problem.slots):
        if (candidate.id, at.id) in held:
            continue
        options: list[Placed | None] = [None]
        roles = [w.role for w in at.wanted if w.role in candidate.roles]
        for role in roles[:1] if candidate.trainee else roles:
            one = Placed(
                session_id=at.id, supporter_id=candidate.id, role=role, trainee=candidate.trainee
            )
            if not [v for v in broken(problem, [*pins, one]) if v != "trainee_alone"]:
                options.append(one)
        choices.append(options)
        count *= len(options)
        if count > most:
            return None
    plans = ([*pins, *(c for c in chosen if c is not None)] for chosen in product(*choices))
    return [plan for plan in plans if not broken(problem, plan)]


def broken(problem: Problem, placements: list[Placed] | tuple[Placed, ...]) -> list[str]:
    """The codes of the rules that a plan breaks, beyond what is pinned."""
    return [v.code for v in violations(problem, placements) if not v.pinned]


def cheapest(problem: Problem, plans: list[list[Placed]]) -> int:
    return min(cost.total(problem, plan) for plan in plans)
