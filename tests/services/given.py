"""A venue on a Saturday with a morning and an afternoon, and people who come to its desk."""

from datetime import date, time
from uuid import UUID, uuid4

from smartsupport.clock import Clock
from smartsupport.domain.booking import Booking, BookingState
from smartsupport.domain.desk import Answer
from smartsupport.domain.participant import Participant
from smartsupport.domain.period import moment
from smartsupport.domain.session import Session, SessionKind
from smartsupport.domain.supporter import Role, Supporter
from smartsupport.domain.venue import Venue
from smartsupport.services import cards, desk, desk_list, placements, records
from smartsupport.services.calendar import add_session, kinds
from smartsupport.services.desk_list import DeskView
from smartsupport.services.office import Office
from smartsupport.services.reception import Desk
from smartsupport.storage.queries.desk import TodayLine
from smartsupport.storage.steps import Step

DAY = date(2026, 10, 3)


def at(text: str, day: date = DAY):
    return moment(day, time.fromisoformat(text))


def venue(office: Office, name: str = "中央会館", **more: object) -> Venue:
    return records.add(office, Venue(id=uuid4(), name=name, **more))


def session(
    office: Office,
    place: Venue,
    start: str = "10:00",
    end: str = "12:00",
    day: date = DAY,
    kind: SessionKind | None = None,
    **more: object,
) -> Session:
    return add_session(
        office,
        venue_id=place.id,
        kind_id=(kind or kinds(office)[0]).id,
        day=day,
        start=time.fromisoformat(start),
        end=time.fromisoformat(end),
        **more,
    )


def participant(office: Office, kana: str = "ヤマダ ハナコ", **more: object) -> Participant:
    return records.add(office, Participant(id=uuid4(), kana=kana, **more))


def supporter(office: Office, kana: str = "スズキ イチロウ", **more: object) -> Supporter:
    return records.add(office, Supporter(id=uuid4(), kana=kana, **more))


def booked(
    office: Office,
    person: Participant,
    where: Session,
    state: BookingState = BookingState.CONFIRMED,
    **more: object,
) -> Booking:
    return records.add(
        office,
        Booking(id=uuid4(), session_id=where.id, participant_id=person.id, state=state, **more),
    )


def placed(office: Office, person: Supporter, where: Session, role: Role = Role.ADVISER):
    return placements.place(office, where.id, person.id, role)


def card_of(office: Office, person: Participant | Supporter) -> str:
    return cards.for_people(office, [person.id])[0].code


class Reception:
    """A desk of one venue and day, and what a receptionist does at it."""

    def __init__(self, office: Office, place: Venue, clock: Clock, day: date = DAY) -> None:
        self.office = office
        self.clock = clock
        self.desk = Desk(venue_id=place.id, day=day)

    def scan(self, code: str) -> Answer:
        return desk.scan(self.office, code, self.desk)

    def arrive(self, person: Participant | Supporter) -> Answer:
        return desk.arrive(self.office, person.id, self.desk)

    def admit(self, person: Participant | Supporter, where: Session, **more: object) -> Answer:
        return desk.admit(self.office, person.id, where.id, self.desk, **more)

    def walk_in(self, where: Session, kana: str = "", **more: object) -> Answer:
        person = Participant(id=uuid4(), kana=kana)
        return desk.walk_in(self.office, person, where.id, self.desk, **more)

    def leave(self, person: Participant | Supporter, **more: object) -> Answer:
        return desk.leave(self.office, person.id, self.desk, **more)

    def bind(self, code: str, person: Participant | Supporter, **more: object) -> Answer:
        return desk.bind(self.office, code, person.id, self.desk, **more)

    def undo(self) -> Step:
        return desk_list.undo(self.office, self.desk.venue_id, self.desk.day)

    @property
    def view(self) -> DeskView:
        return desk_list.view(self.office, self.desk.venue_id, self.desk.day)

    @property
    def parked(self) -> list[Answer]:
        return [step.answer for step in self.view.parked]

    def line(self, person_id: UUID, where: Session) -> TodayLine | None:
        found = (x for x in self.view.lines if (x.person_id, x.session_id) == (person_id, where.id))
        return next(found, None)

    def is_in(self, person_id: UUID, where: Session) -> bool:
        line = self.line(person_id, where)
        return line is not None and line.visit is not None and line.visit.inside
