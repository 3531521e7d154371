"""Living with a plan: what is published stays, the past is locked, and whom to phone about what."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from smartsupport.matching.problem import Placed, Problem, StoredPlacement


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One supporter to phone; someone who changes role at a session has it in both lists."""

    supporter_id: UUID
    placed: tuple[Placed, ...] = ()
    freed: tuple[Placed, ...] = ()


def hold(problem: Problem, *, published: Collection[UUID], now: datetime) -> Problem:
    """The problem with sessions begun by `now` locked and placements at `published` ones pinned.

    Only the rest is free to move. `now` is aware.
    """
    return replace(
        problem,
        slots=tuple(
            replace(slot, locked=True) if slot.work.start <= now else slot for slot in problem.slots
        ),
        stored=tuple(
            replace(item, pinned=True) if item.session_id in published else item
            for item in problem.stored
        ),
    )


def adopted(problem: Problem, placements: Iterable[Placed]) -> Problem:
    """The problem with `placements` standing as 候補, for the next replanning.

    What is stored already for a place keeps its state; a 候補 that the plan let go is gone.
    """
    plan = list(placements)
    kept = {(p.session_id, p.supporter_id, p.role) for p in plan}
    stored = [
        item
        for item in problem.stored
        if item.stays
        or not item.state.fills
        or (item.session_id, item.supporter_id, item.role) in kept
    ]
    there = {(s.session_id, s.supporter_id, s.role) for s in stored}
    new = [
        StoredPlacement(
            session_id=p.session_id, supporter_id=p.supporter_id, role=p.role, trainee=p.trainee
        )
        for p in plan
        if (p.session_id, p.supporter_id, p.role) not in there
    ]
    return replace(problem, stored=(*stored, *new))


def differences(before: Iterable[Placed], after: Iterable[Placed]) -> tuple[Call, ...]:
    """Whom to phone about what to come from one plan to the other; most to tell first."""
    old = {(p.session_id, p.supporter_id, p.role): p for p in before}
    new = {(p.session_id, p.supporter_id, p.role): p for p in after}
    placed: defaultdict[UUID, list[Placed]] = defaultdict(list)
    freed: defaultdict[UUID, list[Placed]] = defaultdict(list)
    for key in sorted(new.keys() - old.keys()):
        placed[key[1]].append(new[key])
    for key in sorted(old.keys() - new.keys()):
        freed[key[1]].append(old[key])
    calls = [
        Call(supporter_id=who, placed=tuple(placed[who]), freed=tuple(freed[who]))
        for who in sorted(placed.keys() | freed.keys())
    ]
    return tuple(sorted(calls, key=lambda c: -len(c.placed) - len(c.freed)))
