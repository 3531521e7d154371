"""Supporters and participants: finding them, and whether somebody is already known."""

from dataclasses import dataclass
from uuid import UUID

from smartsupport.domain.availability import Answer, Availability
from smartsupport.domain.participant import Participant
from smartsupport.domain.person import looks_same
from smartsupport.domain.supporter import Supporter
from smartsupport.services.office import Office
from smartsupport.services.records import add_in
from smartsupport.storage.queries import people as queries
from smartsupport.storage.unit_of_work import Reading

Person = Supporter | Participant


def ids(
    office: Office, kind: type[Person], text: str = "", *, descending: bool = False
) -> list[UUID]:
    """Ids of supporters or participants by reading, those that match a typed text."""
    with office.store.reading() as reading:
        return queries.ordered_ids(reading, _NAMES[kind], text, descending=descending)


def rows(office: Office, kind: type[Person], wanted: list[UUID]) -> dict[UUID, Person]:
    """The people with these ids."""
    with office.store.reading() as reading:
        return {person.id: person for person in reading.find(kind, id=wanted)}


def find(office: Office, text: str, limit: int = 20) -> list[Person]:
    """Participants, then supporters, that a typed text may mean; "" finds nobody."""
    if not text.strip():
        return []
    with office.store.reading() as reading:
        found: list[Person] = []
        kinds: tuple[type[Person], ...] = (Participant, Supporter)
        for kind in kinds:
            wanted = queries.ordered_ids(reading, _NAMES[kind], text, limit=limit)
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
            likely.update(queries.ordered_ids(reading, _NAMES[kind], text, limit=50))
    likely.discard(someone.id)
    return [
        other
        for other in reading.find(kind, id=sorted(likely))
        if looks_same(someone, someone.phone, other, other.phone)
    ]


def set_week(office: Office, supporter_id: UUID, week: dict[int, Answer]) -> None:
    """Say for each weekday (0 Monday - 6) what a supporter answers; 未回答 removes the answer."""
    with office.store.transaction() as work:
        known = {
            a.weekday: a
            for a in work.find(Availability, supporter_id=supporter_id)
            if a.day is None and a.start is None and a.end is None
        }
        for weekday, answer in week.items():
            before = known.get(weekday)
            if before is None and answer is not Answer.UNKNOWN:
                add_in(
                    work,
                    Availability(
                        id=office.new_id(),
                        supporter_id=supporter_id,
                        weekday=weekday,
                        answer=answer,
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
    whole = {
        a.weekday: a.answer
        for a in statements
        if a.weekday is not None and a.day is None and a.start is None and a.end is None
    }
    return Week(answers=whole, others=len(statements) - len(whole))


_NAMES: dict[type, str] = {Supporter: "supporter", Participant: "participant"}
