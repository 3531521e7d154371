"""Any order of things done at the desk, beside a model that a child could keep on paper."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from smartsupport.domain.desk import Result
from smartsupport.domain.errors import Refused
from smartsupport.domain.participant import Participant
from smartsupport.services import desk, figures
from tests.services import given
from tests.services.conftest import new_office
from tests.services.given import Reception
from tests.stores import HeldClock, assert_replays

Stay = tuple[UUID, UUID]
"""A person at a session."""


@dataclass
class Paper:
    """What should be so: who came where, with how many companions, and who waits."""

    came: dict[Stay, int] = field(default_factory=dict)
    parked: list[UUID] = field(default_factory=list)

    def copy(self) -> "Paper":
        return Paper(dict(self.came), list(self.parked))


class AtTheDesk(RuleBasedStateMachine):
    """Two sessions without limit, six people: two booked in the morning, two after noon."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.clock = HeldClock()
        self.office = new_office(Path(self.folder.name), self.clock)
        self.paper = Paper()
        self.before: list[Paper] = []
        self.steps: dict[Stay, UUID] = {}
        self.numbers: list[int] = []

    @initialize()
    def a_saturday(self) -> None:
        hall = given.venue(self.office)
        self.sessions = [
            given.session(self.office, hall, "10:00", "12:00"),
            given.session(self.office, hall, "13:30", "15:30"),
        ]
        self.reception = Reception(self.office, hall, self.clock)
        self.people = [given.participant(self.office, f"ヒト{n}") for n in range(6)]
        self.booked = {p.id: self.sessions[n // 2] for n, p in enumerate(self.people[:4])}
        for person in self.people[:4]:
            given.booked(self.office, person, self.booked[person.id])
        self.codes = {p.id: given.card_of(self.office, p) for p in self.people}

    def _came(self, person_id: UUID, session_id: UUID, answer: desk.Answer) -> None:
        assert answer.result is Result.OK
        assert answer.step_id
        self.numbers.append(int(answer.number))
        self.before.append(self.paper.copy())
        self.steps[(person_id, session_id)] = answer.step_id
        self.paper.came[(person_id, session_id)] = 0
        self.paper.parked = [p for p in self.paper.parked if p != person_id]

    @rule(n=st.integers(0, 5), by_card=st.booleans())
    def comes(self, n: int, by_card: bool) -> None:
        person = self.people[n]
        here = [s for p, s in self.paper.came if p == person.id]
        answer = (
            self.reception.scan(self.codes[person.id]) if by_card else self.reception.arrive(person)
        )
        booked = self.booked.get(person.id)
        if booked and booked.id not in here and not self._admitted(person.id):
            self._came(person.id, booked.id, answer)
        elif here:
            assert answer.result is Result.ALREADY_IN
            self.paper.parked = [p for p in self.paper.parked if p != person.id]
        else:
            assert answer.result is Result.NOT_BOOKED
            if person.id not in self.paper.parked:
                self.paper.parked.append(person.id)

    def _admitted(self, person_id: UUID) -> bool:
        """At a session of their own choice, which is nearer in time than the booked one."""
        nearest = next(s for s in self.sessions if self.clock() < given.at(f"{s.end:%H:%M}"))
        return (person_id, nearest.id) in self.paper.came

    @rule(n=st.integers(0, 5), where=st.integers(0, 1))
    def is_admitted(self, n: int, where: int) -> None:
        person, session = self.people[n], self.sessions[where]
        answer = self.reception.admit(person, session)
        if (person.id, session.id) in self.paper.came:
            assert answer.result is Result.ALREADY_IN
            self.paper.parked = [p for p in self.paper.parked if p != person.id]
        else:
            self._came(person.id, session.id, answer)

    @rule(where=st.integers(0, 1))
    def walks_in(self, where: int) -> None:
        session = self.sessions[where]
        person = Participant(id=uuid4())
        answer = desk.walk_in(self.office, person, session.id, self.reception.desk)
        self._came(person.id, session.id, answer)

    @precondition(lambda self: self.paper.came)
    @rule(n=st.integers(0, 99), fewer=st.booleans())
    def brings_somebody(self, n: int, fewer: bool) -> None:
        stay = sorted(self.paper.came)[n % len(self.paper.came)]
        desk.add_companion(self.office, self.steps[stay], fewer=fewer)
        self.before.append(self.paper.copy())
        self.paper.came[stay] = max(0, self.paper.came[stay] + (-1 if fewer else 1))

    @rule(minutes=st.sampled_from([-5, 0, 1, 30]))
    def time_passes(self, minutes: int) -> None:
        if self.clock() + timedelta(minutes=minutes) < given.at("15:00"):
            self.clock.advance(minutes=minutes)

    @rule()
    def is_taken_back(self) -> None:
        if not self.before:
            try:
                self.reception.undo()
            except Refused as refused:
                assert refused.code == "nothing_to_undo"
                return
            raise AssertionError("something was taken back that nobody did")
        self.reception.undo()
        waiting = self.paper.parked
        self.paper = self.before.pop()
        # A chip that came or went without anything written is not brought back or taken away.
        here = {p for p, _s in self.paper.came}
        again = [p for p in self.paper.parked if p not in waiting and p not in here]
        self.paper.parked = [*waiting, *again]

    def teardown(self) -> None:
        try:
            if hasattr(self, "people"):
                self._agrees()
        finally:
            self.office.close()
            self.folder.cleanup()

    def _agrees(self) -> None:
        assert self.numbers == list(range(1, len(self.numbers) + 1))
        assert {a.person_id for a in self.reception.parked} == set(self.paper.parked)
        for session in self.sessions:
            found = figures.of_session(self.office, session.id)
            came = {p: n for (p, s), n in self.paper.came.items() if s == session.id}
            assert {a.participant_id: a.companions for a in found.attendees if a.arrived} == came
            assert found.attendances == len(came)
            assert found.companions == sum(came.values())
        assert_replays(self.office.store)


AtTheDesk.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=25,
    suppress_health_check=[HealthCheck.too_slow],
)
TestAtTheDesk = AtTheDesk.TestCase
