"""What people do at a laptop: each act is one transaction, drawn from the laptop's own chance."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from hashlib import sha256
from random import Random
from typing import Any
from uuid import UUID

from smartsupport.domain.booking import Booking, BookingState
from smartsupport.domain.card import CardEvent, CardMove, Party
from smartsupport.domain.consultation import Consultation
from smartsupport.domain.door import Direction, DoorEvent
from smartsupport.domain.erasure import Erasure, Level
from smartsupport.domain.laptop import Laptop, LaptopState, laptop_id
from smartsupport.domain.participant import AgeBand, Participant
from smartsupport.domain.placement import Placement, PlacementState, placement_id
from smartsupport.domain.session import Session, SessionState
from smartsupport.domain.supporter import Role

SESSION = UUID("7f2a6c1e-8c55-4a39-9a71-2f6a3b1c0d4e")
SUPPORTER = UUID("1b0f7c52-93c4-4d0e-8a26-5e9d7b3f6a10")
VENUE = UUID("c3d9e8f7-1a2b-4c3d-8e4f-5a6b7c8d9e0f")
KIND = UUID("2e4d6c8b-0a1f-4e3d-9c5b-7a8f6e5d4c3b")

MARK = "〆秘密"
"""Stands in everything that says something of somebody, and nowhere else."""


def canary(person: UUID) -> str:
    """A word that stands in all that is written of one person, and cannot be told from the id."""
    return MARK + sha256(person.bytes).hexdigest()[:12]


@dataclass
class Desk:
    """Who sits at one laptop, and the forms that they have open."""

    random: Random
    forms: list[Any] = field(default_factory=list)
    """Records as they were read some time ago."""

    def id(self) -> UUID:
        return UUID(bytes=self.random.randbytes(16), version=4)

    def text(self, person: UUID) -> str:
        return f"{canary(person)}{self.random.randrange(1000)}"

    def somebody(self, work: Any) -> Participant | None:
        """A person as this laptop shows them, or as a form showed them before."""
        if self.forms and self.random.random() < 0.4:
            return self.forms.pop(self.random.randrange(len(self.forms)))
        people = work.find(Participant)
        return self.random.choice(people) if people else None

    def act(self, work: Any) -> None:
        """Do something. Raises Refused and NotFound as services do."""
        (act,) = self.random.choices(_ACTS, _WEIGHTS)
        act(self, work)

    def open_form(self, work: Any) -> None:
        people = work.find(Participant)
        if people:
            self.forms.append(self.random.choice(people))


def register(desk: Desk, work: Any) -> None:
    for _ in range(desk.random.choice((1, 1, 1, 2, 4))):
        id = desk.id()
        work.add(Participant(id=id, name=desk.text(id), phone=desk.text(id)))


def edit(desk: Desk, work: Any) -> None:
    before = desk.somebody(work)
    if before is None:
        return register(desk, work)
    fields = desk.random.sample(("name", "phone", "note", "access_needs", "kana"), 2)
    values: dict[str, object] = {name: desk.text(before.id) for name in fields}
    if desk.random.random() < 0.3:
        values["age_band"] = desk.random.choice(tuple(AgeBand))
    return work.change(before, **values)


def settle(desk: Desk, work: Any) -> None:
    before = desk.somebody(work)
    if before is not None:
        work.settle(before, name=before.name)


def delete(desk: Desk, work: Any) -> None:
    before = desk.somebody(work)
    if before is not None:
        work.change(before, deleted=not before.deleted)


def book(desk: Desk, work: Any) -> None:
    bookings = work.find(Booking)
    person = desk.somebody(work)
    if bookings and desk.random.random() < 0.4:
        before = desk.random.choice(bookings)
        state = desk.random.choice(tuple(BookingState))
        work.change(before, state=state, reason=desk.text(before.participant_id))
    elif person is not None:
        work.add(
            Booking(
                id=desk.id(),
                session_id=SESSION,
                participant_id=person.id,
                reason=desk.text(person.id),
            )
        )


def door(desk: Desk, work: Any) -> None:
    person = desk.somebody(work)
    if person is None:
        return
    theirs = [e for e in work.find(DoorEvent) if e.person_id == person.id]
    last = max(theirs, key=lambda e: (e.at, e.id), default=None)
    comes = last is None or last.direction is Direction.OUT or desk.random.random() < 0.2
    work.add(
        DoorEvent(
            id=desk.id(),
            direction=Direction.IN if comes else Direction.OUT,
            party=Party.PARTICIPANT,
            person_id=person.id,
            session_id=SESSION,
            venue_id=VENUE,
            day=date(2026, 10, 3),
            at=work.now,
            after=None if comes or last is None else last.id,
            reason=desk.text(person.id),
        )
    )


def void(desk: Desk, work: Any) -> None:
    events = work.find(DoorEvent)
    if events:
        work.void(desk.random.choice(events))


def consult(desk: Desk, work: Any) -> None:
    person = desk.somebody(work)
    if person is not None:
        work.add(
            Consultation(
                id=desk.id(),
                session_id=SESSION,
                participant_id=person.id,
                topics=("line", "photo"),
                note=desk.text(person.id),
            )
        )


def card(desk: Desk, work: Any) -> None:
    person = desk.somebody(work)
    if person is not None:
        work.add(
            CardEvent(
                id=desk.id(),
                code=f"C{desk.random.randrange(5)}",
                move=desk.random.choice(tuple(CardMove)),
                at=work.now,
                person_id=person.id,
                party=Party.PARTICIPANT,
            )
        )


def place(desk: Desk, work: Any) -> None:
    """The same row, made on whichever laptop comes first, or on two."""
    id = placement_id(SESSION, SUPPORTER, Role.ADVISER)
    found = [p for p in work.find(Placement) if p.id == id]
    if found:
        return work.change(found[0], state=desk.random.choice(tuple(PlacementState)))
    return work.add(Placement(id=id, session_id=SESSION, supporter_id=SUPPORTER, role=Role.ADVISER))


def hold_session(desk: Desk, work: Any) -> None:
    found = [s for s in work.find(Session) if s.id == SESSION]
    if found:
        start = time(desk.random.randrange(8, 12))
        state = desk.random.choice(tuple(SessionState))
        return work.change(found[0], start=start, state=state, title=f"第{start.hour}回")
    return work.add(
        Session(
            id=SESSION,
            venue_id=VENUE,
            kind_id=KIND,
            day=date(2026, 10, 3),
            start=time(10),
            end=time(12),
            gather=time(9),
            dismiss=time(13),
        )
    )


def erase(desk: Desk, work: Any) -> None:
    """Somebody goes for good, or one record of theirs."""
    person = desk.somebody(work)
    if person is None:
        return
    gone = {person.id}
    if desk.random.random() < 0.2:
        records = [c.id for c in work.find(Consultation) if c.participant_id == person.id]
        gone = set(records[:1]) or gone
    level = desk.random.choice(tuple(Level))
    work.add(Erasure(id=desk.id(), ids=frozenset(gone), level=level, at=work.now))


def introduce(replica: bytes, name: str, now: datetime) -> Callable[[Any], None]:
    """The act of putting a laptop on the list of laptops."""
    one = Laptop(id=laptop_id(replica), replica=replica.hex(), name=name, joined_at=now)
    return lambda work: work.add(one)


def retire(replica: bytes, state: LaptopState, now: datetime) -> Callable[[Any], None]:
    """The act of saying that a laptop is retired or lost."""

    def act(work: Any) -> None:
        found = [p for p in work.find(Laptop) if p.id == laptop_id(replica)]
        if found:
            work.change(found[0], state=state)
        else:
            named = Laptop(
                id=laptop_id(replica), replica=replica.hex(), name="?", state=state, joined_at=now
            )
            work.add(named)

    return act


_ACTS = (register, edit, settle, delete, book, door, void, consult, card, place, hold_session)
_WEIGHTS = (6, 10, 1, 1, 3, 6, 1, 2, 2, 2, 1)
