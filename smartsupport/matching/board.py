"""The board: a problem with the placements that stand, laid out so that a rule can look around."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from smartsupport.domain.availability import Answer
from smartsupport.domain.period import Month
from smartsupport.domain.venue import Place
from smartsupport.matching import travel
from smartsupport.matching.problem import Candidate, Load, Placed, Problem, Slot

NO_LOAD = Load()


class Board:
    """Lookups over one problem; `place` and `lift` move placements on it."""

    def __init__(self, problem: Problem, placements: Iterable[Placed] = ()) -> None:
        self.problem = problem
        self.candidates: dict[UUID, Candidate] = {c.id: c for c in problem.candidates}
        self.slots: dict[UUID, Slot] = {s.id: s for s in problem.slots}
        self.refused: set[tuple[UUID, UUID]] = {
            (item.supporter_id, item.session_id) for item in problem.stored if not item.state.fills
        }
        self.of: defaultdict[UUID, list[Placed]] = defaultdict(list)
        self.at: defaultdict[UUID, list[Placed]] = defaultdict(list)
        self._ways: dict[tuple[Place | None, Place | None], int] = {}
        self._apart: defaultdict[UUID, set[UUID]] = defaultdict(set)
        for candidate in problem.candidates:
            for other in candidate.keep_apart:
                self._apart[candidate.id].add(other)
                self._apart[other].add(candidate.id)
        for item in placements:
            self.place(item)

    def place(self, item: Placed) -> None:
        """Put one placement on the board."""
        self.of[item.supporter_id].append(item)
        self.at[item.session_id].append(item)

    def lift(self, item: Placed) -> None:
        """Take one placement off again."""
        self.of[item.supporter_id].remove(item)
        self.at[item.session_id].remove(item)

    def answer(self, candidate: Candidate, slot: Slot) -> Answer:
        """What the supporter said about this session; silence is 未回答."""
        return self.problem.answers.get((candidate.id, slot.id), Answer.UNKNOWN)

    def way(self, candidate: Candidate, slot: Slot) -> int:
        """Minutes from the supporter to the session, one way; the settings' guess if unknown."""
        key = (candidate.place, slot.place)
        found = self._ways.get(key)
        if found is None:
            known = travel.minutes(candidate.place, slot.place, self.problem.travel)
            found = self._ways[key] = self.problem.travel.unknown if known is None else known
        return found

    def knows_way(self, candidate: Candidate, slot: Slot) -> bool:
        """Whether `way` is more than a guess."""
        return candidate.place is not None and slot.place is not None

    def clash(self, a: Slot, b: Slot) -> bool:
        """Whether nobody can be at both: the spans overlap once the way between is added."""
        first, second = (a, b) if a.work.start <= b.work.start else (b, a)
        if first.work.end > second.work.start:
            return first.work.overlaps(second.work)
        if first.day != second.day or first.venue_id == second.venue_id:
            return False
        between = travel.minutes(first.place, second.place, self.problem.travel)
        needed = self.problem.travel.unknown if between is None else between
        return (second.work.start - first.work.end).total_seconds() < needed * 60

    def apart(self, supporter: UUID) -> set[UUID]:
        """Whom this supporter is kept apart from, said by either of the two."""
        return self._apart.get(supporter, set())

    def load(self, supporter: UUID, month: Month) -> Load:
        """Sessions and minutes in `month`, those outside this problem included."""
        before = self.problem.loads.get((supporter, month), NO_LOAD)
        slots = [self.slots[p.session_id] for p in self.of.get(supporter, ())]
        mine = [s.work.minutes for s in slots if s.month == month]
        return Load(sessions=before.sessions + len(mine), minutes=before.minutes + sum(mine))
