"""An independent check of any plan: shares the values and the way with the model, no code of it.

A plan made by dragging passes through here as well as the solver's.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from uuid import UUID

from smartsupport.domain.availability import Answer
from smartsupport.domain.period import Month
from smartsupport.matching import travel
from smartsupport.matching.problem import Candidate, Load, Placed, Problem, Slot, pinned


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A rule that a plan breaks. `pinned`: only by what a person had decided already."""

    code: str
    session_id: UUID
    supporter_id: UUID | None
    pinned: bool
    seen: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Seat:
    item: Placed
    person: Candidate
    slot: Slot


def violations(problem: Problem, placements: Sequence[Placed]) -> tuple[Violation, ...]:
    """Every hard rule the plan breaks. Empty for what the engine makes, but for pinned ones."""
    people = {c.id: c for c in problem.candidates}
    slots = {s.id: s for s in problem.slots}
    seats = [_Seat(p, people[p.supporter_id], slots[p.session_id]) for p in placements]
    by_session: defaultdict[UUID, list[_Seat]] = defaultdict(list)
    by_person: defaultdict[UUID, list[_Seat]] = defaultdict(list)
    for seat in seats:
        by_session[seat.slot.id].append(seat)
        by_person[seat.person.id].append(seat)
    out: list[Violation] = [*_missing_pins(problem, placements)]
    for seat in seats:
        if not seat.item.pinned:
            out += (_found(code, seat) for code in _alone(problem, seat))
    for here in by_session.values():
        out += _together(here, problem)
    for mine in by_person.values():
        out += _clashing(mine, problem)
        out += _over_caps(mine, problem)
    return tuple(out)


def _found(code: str, *seats: _Seat, **seen: object) -> Violation:
    return Violation(
        code=code,
        session_id=seats[-1].slot.id,
        supporter_id=seats[-1].person.id,
        pinned=all(s.item.pinned for s in seats),
        seen=seen,
    )


def _missing_pins(problem: Problem, placements: Sequence[Placed]) -> Iterator[Violation]:
    there = {(p.session_id, p.supporter_id, p.role, p.trainee) for p in placements}
    for pin in pinned(problem):
        if (pin.session_id, pin.supporter_id, pin.role, pin.trainee) not in there:
            yield Violation(
                code="pin_missing",
                session_id=pin.session_id,
                supporter_id=pin.supporter_id,
                pinned=False,
                seen={"role": pin.role},
            )


def _alone(problem: Problem, seat: _Seat) -> Iterator[str]:
    """What is wrong with one placement by itself."""
    person, slot = seat.person, seat.slot
    if not person.active:
        yield "inactive"
    if slot.locked:
        yield "locked"
    for item in problem.stored:
        same = item.supporter_id == person.id and item.session_id == slot.id
        if same and not item.state.fills:
            yield "refused_before"
            break
    answer = problem.answers.get((person.id, slot.id), Answer.UNKNOWN)
    if answer is Answer.NO:
        yield "not_available"
    if answer is Answer.UNKNOWN:
        yield "not_answered"
    if seat.item.role not in person.roles:
        yield "role_lacking"
    if seat.item.trainee is not person.trainee:
        yield "trainee_mismatch"
    way = travel.minutes(person.place, slot.place, problem.travel)
    if way is not None and person.reach_minutes is not None and way > person.reach_minutes:
        yield "beyond_own_reach"


def _together(here: list[_Seat], problem: Problem) -> Iterator[Violation]:
    """What is wrong among those at one session."""
    wanted = {w.role: max(w.wanted, w.minimum) for w in here[0].slot.wanted}
    filling = [s for s in here if not s.item.trainee]
    learning = [s for s in here if s.item.trainee]
    for role, count in Counter(s.item.role for s in filling).items():
        if count > wanted.get(role, 0):
            yield _found("too_many", *_free_last(s for s in filling if s.item.role is role))
    if len(learning) > problem.limits.trainees:
        yield _found("too_many_trainees", *_free_last(iter(learning)))
    if not any(s.person.experienced for s in filling):
        for seat in learning:
            yield _found("trainee_alone", seat)
    for a, b in combinations(here, 2):
        if a.person.id == b.person.id:
            yield _found("placed_twice", *_free_last(iter((a, b))))
        if a.person.id in b.person.keep_apart or b.person.id in a.person.keep_apart:
            yield _found("kept_apart", *_free_last(iter((a, b))))


def _free_last(seats: Iterator[_Seat]) -> list[_Seat]:
    return sorted(seats, key=lambda s: not s.item.pinned)


def _clashing(mine: list[_Seat], problem: Problem) -> Iterator[Violation]:
    ordered = sorted(mine, key=lambda s: s.slot.work.start)
    for a, b in combinations(ordered, 2):
        if a.slot.id == b.slot.id or a.slot.day != b.slot.day:
            continue
        needed = 0
        if a.slot.venue_id != b.slot.venue_id:
            known = travel.minutes(a.slot.place, b.slot.place, problem.travel)
            needed = problem.travel.unknown if known is None else known
        if b.slot.work.start < a.slot.work.end + timedelta(minutes=needed):
            yield _found("overlapping", *_free_last(iter((a, b))), minutes=needed)


def _over_caps(mine: list[_Seat], problem: Problem) -> Iterator[Violation]:
    person = mine[0].person
    by_month: defaultdict[Month, list[_Seat]] = defaultdict(list)
    for seat in mine:
        by_month[seat.slot.month].append(seat)
    for month, seats in by_month.items():
        before = problem.loads.get((person.id, month), Load())
        count = before.sessions + len(seats)
        total = before.minutes + sum(s.slot.work.minutes for s in seats)
        if person.monthly_cap is not None and count > person.monthly_cap:
            yield _found("over_own_cap", *_free_last(iter(seats)), sessions=count)
        if person.monthly_minutes_cap is not None and total > person.monthly_minutes_cap:
            yield _found("over_own_minutes", *_free_last(iter(seats)), minutes=total)
