"""Today's list as rows: who is expected, who is here, and others of the register that were found.

Values made from values; the table only shows them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from uuid import UUID

from smartsupport.domain.booking import BookingState
from smartsupport.domain.card import Party
from smartsupport.domain.door import Visit
from smartsupport.domain.kana import hiragana, list_place
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.words import word
from smartsupport.formats import clock
from smartsupport.i18n import _
from smartsupport.services.desk_people import Found
from smartsupport.services.people import Person
from smartsupport.storage.queries.desk import TodayLine


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRow:
    """One row. `session_id` is None for somebody of the register who is not expected today."""

    person_id: UUID
    session_id: UUID | None
    party: Party
    number: str = ""
    reading: str = ""
    name: str = ""
    about: str = ""
    """When and what they are expected for."""
    state: str = ""
    here: bool = False

    @property
    def key(self) -> tuple[UUID, UUID | None]:
        """Tells it from every other row; the same after the list was read again."""
        return (self.person_id, self.session_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What stands under the list: people, each once."""

    booked: int
    walk_ins: int
    here: int
    supporters: int


def rows_of(lines: Iterable[TodayLine], found: Found | None = None) -> list[DeskRow]:
    """Everybody of today by reading; with `found` those who were found, today's people first."""
    shown = [line for line in lines if found is None or line.person_id in found.here]
    several = len({line.session_id for line in shown}) > 1
    ordered = sorted(shown, key=lambda line: list_place(line.name, line.kana))
    rows = [_of_line(line, several) for line in ordered]
    return rows + [_of_person(person) for person in (found.others if found else ())]


def counts_of(lines: Sequence[TodayLine]) -> Counts:
    """Participants booked, come without a booking and here, and supporters at work."""
    participants = [line for line in lines if line.party is Party.PARTICIPANT]
    booked = {line.person_id for line in participants if line.state and not line.walk_in}
    return Counts(
        booked=len(booked),
        walk_ins=len({line.person_id for line in participants} - booked),
        here=len({line.person_id for line in participants if _arrived(line.visit)}),
        supporters=sum(
            line.party is Party.SUPPORTER and line.visit is not None and line.visit.inside
            for line in lines
        ),
    )


def _of_line(line: TodayLine, several: bool) -> DeskRow:
    return DeskRow(
        person_id=line.person_id,
        session_id=line.session_id,
        party=line.party,
        number=line.number,
        reading=hiragana(line.kana) or line.name or _("Nameless"),
        name=line.name if line.kana else "",
        about=_about(line, several),
        state=_state(line.visit, line.party),
        here=_arrived(line.visit),
    )


def _of_person(person: Person) -> DeskRow:
    supporter = isinstance(person, Supporter)
    return DeskRow(
        person_id=person.id,
        session_id=None,
        party=Party.SUPPORTER if supporter else Party.PARTICIPANT,
        reading=hiragana(person.kana) or person.name or _("Nameless"),
        name=person.name if person.kana else "",
        about=_("Supporter") if supporter else _("Unbooked"),
    )


def _about(line: TodayLine, several: bool) -> str:
    if line.party is Party.SUPPORTER:
        return word(line.role) if line.role else _("Supporter")
    if line.walk_in:
        return _("Walk-in")
    if line.state and line.state not in _EXPECTED:
        return word(BookingState(line.state))
    at: time | None = line.slot or (line.start if several else None)
    return clock(at) if at else _("Booked")


_EXPECTED = {state.value for state in BookingState if state.expected}


def _state(visit: Visit | None, party: Party) -> str:
    if visit is None or visit.arrival is None:
        return ""
    at = clock(visit.arrival.at)
    if party is Party.PARTICIPANT:
        return at
    if visit.departure is not None:
        return f"–{clock(visit.departure.at)}"
    return at


def _arrived(visit: Visit | None) -> bool:
    return visit is not None and visit.arrival is not None
