"""What is short after a plan, and why nobody fits: words before numbers."""

from collections import Counter
from collections.abc import Callable, Sequence

from smartsupport.domain.supporter import Role
from smartsupport.matching.board import Board
from smartsupport.matching.plan import Lack, Shortage
from smartsupport.matching.problem import Candidate, Placed, Problem, Slot, aimed
from smartsupport.matching.rules import first_bar

Suits = Callable[[Candidate], str | None]
"""What a candidate lacks for this very shortage, as a code; None when suitable."""


def shortages(problem: Problem, placements: Sequence[Placed]) -> tuple[Shortage, ...]:
    """Every shortage of the sessions that are not locked; the gravest first, then by time."""
    board = Board(problem, placements)
    found = [
        shortage
        for slot in sorted(board.slots.values(), key=lambda s: (s.work.start, s.id.bytes))
        if not slot.locked
        for shortage in _of_session(board, slot)
    ]
    return tuple(sorted(found, key=lambda s: -s.below_minimum))


def suits(shortage_lack: Lack, strength: str) -> Suits:
    """What it takes to end a shortage of this sort, beyond the rules for everyone."""

    def look(candidate: Candidate) -> str | None:
        if candidate.trainee:
            return "in_training"
        if shortage_lack is Lack.STRENGTH and strength not in candidate.strengths:
            return "strength_lacking"
        if shortage_lack is Lack.EXPERIENCED and not candidate.experienced:
            return "experience_lacking"
        return None

    return look


def _of_session(board: Board, slot: Slot) -> list[Shortage]:
    filling = [p for p in board.at.get(slot.id, ()) if not p.trainee]
    people = [board.candidates[p.supporter_id] for p in filling]
    out = []
    for wanted in slot.wanted:
        here = sum(p.role is wanted.role for p in filling)
        number = aimed(wanted)
        if here < number:
            out.append(
                Shortage(
                    session_id=slot.id,
                    lack=Lack.ROLE,
                    role=wanted.role,
                    missing=number - here,
                    below_minimum=max(0, wanted.minimum - here),
                    reasons=_reasons(board, slot, wanted.role, suits(Lack.ROLE, "")),
                )
            )
    for strength in sorted(slot.strengths):
        if not any(strength in person.strengths for person in people):
            why = _reasons(board, slot, None, suits(Lack.STRENGTH, strength))
            out.append(
                Shortage(session_id=slot.id, lack=Lack.STRENGTH, strength=strength, reasons=why)
            )
    if slot.wanted and not any(person.experienced for person in people):
        why = _reasons(board, slot, None, suits(Lack.EXPERIENCED, ""))
        out.append(Shortage(session_id=slot.id, lack=Lack.EXPERIENCED, reasons=why))
    return out


def _reasons(board: Board, slot: Slot, role: Role | None, look: Suits) -> dict[str, int]:
    here = {p.supporter_id for p in board.at.get(slot.id, ())}
    counts: Counter[str] = Counter()
    for candidate in board.problem.candidates:
        if candidate.id not in here:
            bar = first_bar(board, slot, candidate, role)
            counts[look(candidate) or (bar.code if bar else "not_chosen")] += 1
    return dict(counts.most_common())
