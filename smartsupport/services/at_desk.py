"""Who stands at which desk: what every answer of the reception begins with."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from smartsupport.clock import TOKYO
from smartsupport.domain.booking import Booking, BookingState
from smartsupport.domain.card import Party
from smartsupport.domain.desk import Answer, OpenSession, Result, nearest
from smartsupport.domain.door import Direction, Source
from smartsupport.domain.errors import NotFound
from smartsupport.domain.participant import Participant
from smartsupport.domain.person import called
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Standing, Supporter
from smartsupport.services.office import Office
from smartsupport.storage.queries import desk as queries
from smartsupport.storage.queries import same
from smartsupport.storage.unit_of_work import Reading, Work

Person = Participant | Supporter


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where and when: the desk belongs to a venue and a day. `at` overrides the clock."""

    venue_id: UUID
    day: date
    at: datetime | None = None
    source: Source = Source.SCANNED


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """One transaction of one desk."""

    office: Office
    work: Work
    desk: Desk

    @property
    def now(self) -> datetime:
        """The moment that counts as present: the desk's own, or the clock's on the desk's day."""
        if self.desk.at is not None:
            return self.desk.at
        here = self.work.now.astimezone(TOKYO)
        if here.date() == self.desk.day:
            return self.work.now
        return datetime.combine(self.desk.day, here.time(), tzinfo=TOKYO)

    @property
    def afterwards(self) -> bool:
        """Whether a paper list of another day is keyed: the clock tells nothing about that day."""
        return self.desk.at is None and self.work.now.astimezone(TOKYO).date() != self.desk.day

    def moment(self, session: Session, party: Party, direction: Direction) -> datetime:
        """When somebody comes or goes: now, or afterwards as the session was planned.

        The hour at which a list is keyed would credit a supporter with nothing.
        """
        if not self.afterwards:
            return self.now
        planned = session.work_span if party is Party.SUPPORTER else session.span
        return planned.start if direction is Direction.IN else planned.end

    def sessions(self) -> list[Session]:
        """Today's sessions here, cancelled ones too."""
        return self.work.find(Session, venue_id=self.desk.venue_id, day=self.desk.day)

    def choices(self) -> tuple[OpenSession, ...]:
        """Today's sessions here that are held, the nearest in time first."""
        held = nearest([s for s in self.sessions() if not s.cancelled], self.now)
        ids = [session.id for session in held]
        taken = queries.places_taken(self.work, ids)
        waiting = Counter(
            b.session_id
            for b in self.work.find(Booking, session_id=ids, state=BookingState.WAITING)
        )
        return tuple(_open(session, taken[session.id], waiting[session.id]) for session in held)


@contextmanager
def standing_at(office: Office, desk: Desk) -> Iterator[Here]:
    """One transaction at a desk."""
    with office.desk_store.transaction() as work:
        yield Here(office=office, work=work, desk=desk)


def _open(session: Session, taken: int, waiting: int) -> OpenSession:
    return OpenSession(
        session_id=session.id,
        title=session.title,
        start=session.start,
        end=session.end,
        room=session.room,
        free=None if session.capacity is None else max(0, session.capacity - taken),
        waiting=waiting,
    )


def party_of(person: Person) -> Party:
    """On which side of the table somebody sits."""
    return Party.SUPPORTER if isinstance(person, Supporter) else Party.PARTICIPANT


def about(person: Person, session: Session | None, result: Result) -> Answer:
    """The part of an answer that says who and where."""
    answer = Answer(
        result=result, party=party_of(person), person_id=person.id, called=called(person)
    )
    return answer if session is None else answer.at_session(session)


def person_of(reading: Reading, person_id: UUID) -> Person:
    """The entry that speaks for whom this id means.

    Raises NotFound("person_not_found") for nobody, and for supporters who left.
    """
    for id in dict.fromkeys((same.speaks_for(reading, person_id), person_id)):
        found = reading.first(Participant, id=id) or reading.first(Supporter, id=id)
        if found and not (isinstance(found, Supporter) and found.standing is Standing.LEFT):
            return found
    raise NotFound("person_not_found")
