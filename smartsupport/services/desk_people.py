"""Whom the desk may mean: typed text finds today's people first; a new card finds who has none."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from smartsupport.domain.card import CardEvent, CardState, Party, card_from
from smartsupport.domain.text import folded
from smartsupport.services.office import Office
from smartsupport.services.people import Person, find_in
from smartsupport.storage.queries import people as queries
from smartsupport.storage.queries import same
from smartsupport.storage.queries.desk import TodayLine, today_list
from smartsupport.storage.unit_of_work import Reading

MOST_OTHERS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """People of today's list, and others of the register in the order of their reading."""

    here: frozenset[UUID]
    others: tuple[Person, ...] = ()


def find(office: Office, text: str, lines: Sequence[TodayLine]) -> Found:
    """Whom `text` may mean: a 受付番号 of today, else part of a reading or name, or of a phone.

    A 受付番号 that somebody has means them alone. `lines` is today's list as the desk shows it.
    """
    number = folded(text).upper().strip()
    called = frozenset(line.person_id for line in lines if number in line.numbers)
    if called or not number:
        return Found(here=called)
    with office.desk_store.reading() as reading:
        today = {line.person_id for line in lines}
        here = queries.matching(reading, today, text)
        others = find_in(reading, text, MOST_OTHERS + len(here))
    return Found(
        here=frozenset(here),
        others=tuple(p for p in others if p.id not in today)[:MOST_OTHERS],
    )


def without_card(office: Office, venue_id: UUID, day: date) -> list[TodayLine]:
    """Today's participants at a venue who have no card: who came last first, then the expected."""
    with office.desk_store.reading() as reading:
        lines = today_list(reading, venue_id, day)
        participants = {line.person_id for line in lines if line.party is Party.PARTICIPANT}
        carded = _carded(reading, participants)
    by_person = {
        line.person_id: line
        for line in sorted(lines, key=_came)
        if line.person_id in participants - carded
    }
    return sorted(by_person.values(), key=_came, reverse=True)


def _carded(reading: Reading, people: Collection[UUID]) -> set[UUID]:
    whose = same.every_entry(reading, people)
    events = reading.find(CardEvent, person_id=sorted(whose))
    by_code: dict[str, list[CardEvent]] = {}
    for event in reading.find(CardEvent, code=sorted({e.code for e in events})):
        by_code.setdefault(event.code, []).append(event)
    cards = [card_from(of_one) for of_one in by_code.values()]
    live = {c.person_id for c in cards if c and c.state is CardState.IN_USE and c.person_id}
    return {whose[entry] for entry in live & whose.keys()}


def _came(line: TodayLine) -> datetime:
    arrival = line.visit.arrival if line.visit else None
    return arrival.at if arrival else datetime.min.replace(tzinfo=UTC)
