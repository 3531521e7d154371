"""同じ人: entries that may be one person, what a coordinator decides about them, and undoing it.

A decision is one small record of its own, so it travels; nothing that was entered is written over.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from smartsupport.domain.card import Party
from smartsupport.domain.door import DoorEvent, visits_from
from smartsupport.domain.errors import NotFound, Refused
from smartsupport.domain.history import Happened
from smartsupport.domain.participant import Participant
from smartsupport.domain.same import SameAs, Verdict
from smartsupport.domain.supporter import Supporter
from smartsupport.services.history import account_names
from smartsupport.services.office import Office
from smartsupport.storage import history
from smartsupport.storage.queries import erased
from smartsupport.storage.queries import same as queries
from smartsupport.storage.unit_of_work import Reading

Person = Participant | Supporter

MOST = 50
"""Pairs shown at once; deciding about one makes room for the next."""

_KINDS: dict[Party, type[Person]] = {Party.PARTICIPANT: Participant, Party.SUPPORTER: Supporter}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One of two entries: `account` entered it `at` on the computer `letters` (`here`: this one).

    People call that `computer`, "" where nobody named it.
    `visits` and the `last` of them are those of everybody it is one person with.
    """

    person: Person
    at: datetime
    account: str
    letters: str
    computer: str
    here: bool
    imported: bool
    visits: int
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two entries that may be one person, and what is decided about them so far."""

    link: SameAs
    entries: tuple[Entry, Entry]


def pairs(office: Office) -> list[Pair]:
    """The pairs about whom nobody decided, `MOST` of them."""
    with office.store.reading() as reading:
        links = queries.likely(reading, MOST)
        people = _people(reading, links)
        return [
            Pair(
                link=link,
                entries=(_entry(reading, people[link.first]), _entry(reading, people[link.second])),
            )
            for link in links
            if people.keys() >= {*link.both}
        ]


def names_in(reading: Reading) -> list[tuple[SameAs, Person]]:
    """`pairs` as 要対応 lists them: one of the two is named."""
    links = queries.likely(reading, MOST)
    people = _people(reading, links)
    return [(link, people[link.first]) for link in links if people.keys() >= {*link.both}]


def half_erased_in(reading: Reading) -> list[Person]:
    """Who is held as the same person as somebody who was erased, and was not erased with them."""
    links = queries.half_erased(reading)
    people = _people(reading, links)
    gone = erased.levels(reading, people)
    return [people[id] for id in sorted(people.keys() - gone.keys())]


def link(office: Office, one: UUID, other: UUID) -> SameAs:
    """What is decided about two people so far. Raises NotFound("person_not_found")."""
    with office.store.reading() as reading:
        for party, kind in _KINDS.items():
            if one != other and len(reading.find(kind, id=[one, other])) == 2:
                blank = SameAs.of(one, other, party, Verdict.OPEN)
                return reading.first(SameAs, id=blank.id) or blank
    raise NotFound("person_not_found")


def decide(office: Office, seen: SameAs, verdict: Verdict) -> SameAs:
    """Say whether two entries are one person; returns what is now stored, for `undo`.

    What another computer decided meanwhile stands beside it as 入力の食い違い.
    Raises NotFound("person_not_found") and Refused("person_erased") where one is not there to be
    the same as the other.
    """
    with office.store.transaction() as work:
        if verdict is Verdict.SAME:
            _check(work, seen)
        if work.first(SameAs, id=seen.id) is not None:
            return work.change(seen, verdict=verdict)
        return work.add(SameAs.of(*seen.both, seen.party, verdict))


def undo(office: Office, before: SameAs, decided: SameAs) -> None:
    """Take a decision back: what stood `before` stands again."""
    with office.store.transaction() as work:
        work.change(decided, verdict=before.verdict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A link that makes somebody one person with `other`, who is None once erased."""

    link: SameAs
    other: Person | None


def joined(office: Office, person_id: UUID) -> list[Joined]:
    """What joins a person's entries, so that it can be taken apart again."""
    with office.store.reading() as reading:
        entries = queries.entries(reading, person_id)
        links = [x for x in reading.find(SameAs, first=entries) if x.verdict is Verdict.SAME]
        people = _people(reading, links)
        for id in erased.levels(reading, people):
            del people[id]
    others = [(link, link.second if link.first == person_id else link.first) for link in links]
    return [Joined(link=link, other=people.get(other)) for link, other in others]


def _check(reading: Reading, link: SameAs) -> None:
    if len(reading.find(_KINDS[link.party], id=list(link.both))) < 2:
        raise NotFound("person_not_found")
    if erased.levels(reading, link.both):
        raise Refused("person_erased")


def _people(reading: Reading, links: list[SameAs]) -> dict[UUID, Person]:
    out: dict[UUID, Person] = {}
    for party, kind in _KINDS.items():
        ids = {id for link in links if link.party is party for id in link.both}
        out |= {person.id: person for person in reading.find(kind, id=ids)} if ids else {}
    return out


def _entry(reading: Reading, person: Person) -> Entry:
    first = history.of_rows(reading, [person.id])[-1]
    events = reading.find(DoorEvent, person_id=queries.entries(reading, person.id))
    sessions = {v.session_id: v for v in visits_from(events)}
    days = [event.day for event in events]
    wrote = first.account
    return Entry(
        person=person,
        at=first.at,
        account=account_names(reading, {wrote}).get(wrote, "") if wrote else "",
        letters=first.letters,
        computer=first.computer,
        here=first.here,
        imported=first.happened is Happened.IMPORTED,
        visits=len(sessions),
        last=max(days, default=None),
    )
