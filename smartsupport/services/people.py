"""Supporters and participants: finding them, and whether somebody is already known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from smartsupport.domain.availability import Answer, Availability
from smartsupport.domain.door import DoorEvent, visits_from
from smartsupport.domain.kana import index_row
from smartsupport.domain.participant import Participant
from smartsupport.domain.person import looks_same
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.venue import Venue
from smartsupport.services.office import Office
from smartsupport.services.records import add_in, save_in
from smartsupport.storage.queries import erased, same
from smartsupport.storage.queries import people as queries
from smartsupport.storage.unit_of_work import Reading, Work

Person = Supporter | Participant
P = TypeVar("P", Supporter, Participant)


def ids(
    office: Office,
    kind: type[Person],
    text: str = "",
    *,
    descending: bool = False,
    limit: int = 0,
    **equal: object,
) -> list[UUID]:
    """Ids of supporters or participants by reading, those that match a typed text.

    `equal` narrows them to those with these values (`standing=Standing.ACTIVE`); `limit` 0 is all.
    """
    with office.store.reading() as reading:
        return queries.ordered_ids(
            reading, NAMES[kind], text, descending=descending, limit=limit, equal=equal
        )


def count(office: Office, kind: type) -> int:
    """How many of a kind there are."""
    with office.store.reading() as reading:
        return queries.count(reading, NAMES[kind])


def index(
    office: Office, kind: type, text: str = "", *, descending: bool = False, **equal: object
) -> dict[str, int]:
    """For each あかさたな row ("ア", "カ" …) there is, where it begins in the same list of ids.

    `kind` may be `Venue` too.
    """
    with office.store.reading() as reading:
        initials = queries.index_positions(
            reading, NAMES[kind], text, descending=descending, equal=equal
        )
    out: dict[str, int] = {}
    for initial, position in initials.items():
        if row := index_row(initial):
            out.setdefault(row, position)
    return out


def rows(office: Office, kind: type[Person], wanted: list[UUID]) -> dict[UUID, Person]:
    """The people with these ids; of who was erased there is nothing to show."""
    with office.store.reading() as reading:
        gone = erased.levels(reading, wanted)
        found = reading.find(kind, id=wanted)
        return {person.id: person for person in found if person.id not in gone}


def find(office: Office, text: str, limit: int = 20) -> list[Person]:
    """Participants, then supporters, that a typed text may mean; "" finds nobody."""
    if not text.strip():
        return []
    with office.store.reading() as reading:
        return find_in(reading, text, limit)


def find_in(reading: Reading, text: str, limit: int) -> list[Person]:
    """`find` inside a snapshot."""
    found: list[Person] = []
    kinds: tuple[type[Person], ...] = (Participant, Supporter)
    for kind in kinds:
        wanted = queries.ordered_ids(reading, NAMES[kind], text, limit=limit)
        by_id = {p.id: p for p in reading.find(kind, id=wanted)}
        found += [by_id[id] for id in wanted if id in by_id]
    return found[:limit]


def person(reading: Reading, id: UUID) -> Person | None:
    """Whoever has this id, on either side of the table."""
    return reading.first(Participant, id=id) or reading.first(Supporter, id=id)


def twins(reading: Reading, someone: Person) -> list[Person]:
    """People of the same kind who may be the same person: proposed, never merged by itself."""
    kind = type(someone)
    likely: set[UUID] = set()
    for text in (someone.kana or someone.name, someone.phone):
        if text:
            likely.update(queries.ordered_ids(reading, NAMES[kind], text, limit=50))
    likely.discard(someone.id)
    return [
        other
        for other in reading.find(kind, id=sorted(likely))
        if looks_same(someone, someone.phone, other, other.phone)
    ]


def twins_of(office: Office, someone: Person) -> list[Person]:
    """People of the same kind who may be the same person."""
    with office.store.reading() as reading:
        return twins(reading, someone)


def save(
    office: Office, before: P, values: Mapping[str, Any], week: Mapping[int, Answer] | None = None
) -> P:
    """Store what a form holds of a person, and a supporter's `week`, in one step.

    Raises Refused when a rule is broken; then nothing is stored.
    """
    with office.store.transaction() as work:
        person = save_in(work, before, values)
        set_week_in(office, work, person.id, week or {})
        return person


def set_week(office: Office, supporter_id: UUID, week: Mapping[int, Answer]) -> None:
    """Say for each weekday (0 Monday - 6) what a supporter answers; 未回答 removes the answer."""
    with office.store.transaction() as work:
        set_week_in(office, work, supporter_id, week)


def set_week_in(office: Office, work: Work, supporter_id: UUID, week: Mapping[int, Answer]) -> None:
    """`set_week` inside a transaction that does more."""
    known = _whole_days(work.find(Availability, supporter_id=supporter_id))
    for weekday, answer in week.items():
        before = known.get(weekday)
        if before is None and answer is not Answer.UNKNOWN:
            add_in(
                work,
                Availability(
                    id=office.new_id(), supporter_id=supporter_id, weekday=weekday, answer=answer
                ),
            )
        elif before is not None and answer is Answer.UNKNOWN:
            work.delete(before)
        elif before is not None:
            work.change(before, answer=answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A supporter's whole-day answers by weekday, and how many other statements there are."""

    answers: dict[int, Answer]
    others: int


def week_of(office: Office, supporter_id: UUID) -> Week:
    """What a supporter said about whole weekdays."""
    with office.store.reading() as reading:
        statements = reading.find(Availability, supporter_id=supporter_id)
    whole = _whole_days(statements)
    answers = {weekday: said.answer for weekday, said in whole.items()}
    return Week(answers=answers, others=len(statements) - len(whole))


def _whole_days(statements: Iterable[Availability]) -> dict[int, Availability]:
    """Those about a weekday from morning to evening, by weekday."""
    return {
        a.weekday: a
        for a in statements
        if a.weekday is not None and a.day is None and a.start is None and a.end is None
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One visit of a person, as their record shows it."""

    day: date
    session: str
    venue: str
    arrival: datetime | None
    departure: datetime | None
    estimated: bool


def visits_of(office: Office, person_id: UUID) -> list[Past]:
    """Every visit of a participant or supporter, the latest first."""
    with office.store.reading() as reading:
        events = reading.find(DoorEvent, person_id=same.entries(reading, person_id))
        visits = visits_from(same.as_one(reading, events))
        sessions = {s.id: s for s in reading.find(Session, id=[v.session_id for v in visits])}
        venues = {
            v.id: v.name for v in reading.find(Venue, id=[s.venue_id for s in sessions.values()])
        }
    return [
        Past(
            day=sessions[v.session_id].day,
            session=sessions[v.session_id].title,
            venue=venues.get(sessions[v.session_id].venue_id, ""),
            arrival=v.arrival.at if v.arrival else None,
            departure=v.departure.at if v.departure else None,
            estimated=v.contradictory,
        )
        for v in reversed(visits)
        if v.session_id in sessions
    ]


NAMES: dict[type, str] = {Supporter: "supporter", Participant: "participant", Venue: "venue"}
"""What each kind is called where lists are ordered and searched."""
