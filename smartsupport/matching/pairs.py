"""The possible pairs: who could be where in which role, and what each costs by itself."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from smartsupport.domain.availability import Answer
from smartsupport.domain.supporter import Role
from smartsupport.matching.board import Board
from smartsupport.matching.cost import of_pair
from smartsupport.matching.problem import Candidate, Placed, Slot, aimed, standing
from smartsupport.matching.rules import possible


@dataclass(frozen=True, slots=True)
class Pair:
    """One column of the model: a placement that a plan may contain, or (pinned) must."""

    candidate: Candidate
    slot: Slot
    number: int
    """The session's place in the calendar: cheaper to compare than its id."""
    role: Role
    trainee: bool
    pinned: bool
    cost: int

    @property
    def placed(self) -> Placed:
        """This pair as a placement."""
        return Placed(
            session_id=self.slot.id,
            supporter_id=self.candidate.id,
            role=self.role,
            trainee=self.trainee,
            pinned=self.pinned,
        )


def possible_pairs(board: Board) -> list[Pair]:
    """Every pair that may be placed, in an order that depends on ids alone; `board` is bare."""
    pins: defaultdict[tuple[UUID, UUID], list[Placed]] = defaultdict(list)
    for item in standing(board.problem):
        if item.pinned:
            pins[item.supporter_id, item.session_id].append(item)
    willing: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for (supporter, session), answer in board.problem.answers.items():
        if answer is Answer.YES or answer is Answer.IF_NEEDED:
            willing[supporter].add(session)
    for supporter, session in pins:
        willing[supporter].add(session)
    calendar = sorted(board.slots.values(), key=by_time)
    order = {slot.id: n for n, slot in enumerate(calendar)}
    out: list[Pair] = []
    for candidate in sorted(board.candidates.values(), key=lambda c: c.id.bytes):
        for number in sorted(order[s] for s in willing.get(candidate.id, ()) if s in order):
            slot = calendar[number]
            held = pins.get((candidate.id, slot.id)) if pins else None
            if held:
                out.extend(_pinned(board, slot, number, candidate, held))
            elif possible(board, slot, candidate):
                out.extend(_free(board, slot, number, candidate))
    return out


def by_time(slot: Slot) -> tuple[object, ...]:
    """A session's place in the calendar; ids decide between equals."""
    return (slot.work.start, slot.work.end, slot.id.bytes)


def _pinned(
    board: Board, slot: Slot, number: int, candidate: Candidate, held: list[Placed]
) -> Iterator[Pair]:
    for item in sorted(held, key=lambda p: p.role):
        cost = of_pair(board, slot, candidate, trainee=item.trainee)
        yield Pair(candidate, slot, number, item.role, item.trainee, True, cost)


def _free(board: Board, slot: Slot, number: int, candidate: Candidate) -> Iterator[Pair]:
    roles = [w.role for w in slot.wanted if aimed(w) and w.role in candidate.roles]
    cost = of_pair(board, slot, candidate, trainee=candidate.trainee)
    for role in roles[:1] if candidate.trainee else roles:
        yield Pair(candidate, slot, number, role, candidate.trainee, False, cost)
