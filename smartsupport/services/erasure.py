"""消去: taking one person out of the register, at either level, and saying first what is lost."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from smartsupport.domain.booking import Booking, BookingState
from smartsupport.domain.erasure import Erasure, Level
from smartsupport.domain.errors import NotFound, Refused
from smartsupport.domain.journal import Deed
from smartsupport.domain.kana import katakana
from smartsupport.domain.participant import Participant
from smartsupport.domain.person import phone_digits
from smartsupport.domain.placement import Placement, PlacementState
from smartsupport.domain.retention import ON_REQUEST, Disposal
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Standing, Supporter
from smartsupport.domain.text import clean, folded
from smartsupport.services.journal import note_in
from smartsupport.services.office import Office
from smartsupport.storage import sweeping
from smartsupport.storage.queries import erased, same
from smartsupport.storage.unit_of_work import Reading, Work

Person = Participant | Supporter


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is held of one person: how many rows of each kind, and how far they were erased."""

    person: Person
    rows: dict[str, int]
    erased: Level | None = None


def held(office: Office, person_id: UUID) -> Held:
    """What an erasure of this person would take, under every id that is theirs.

    Raises NotFound("person_not_found").
    """
    with office.store.reading() as reading:
        person = find(reading, person_id)
        return Held(
            person=person,
            rows=erased.held(reading, same.entries(reading, person_id)),
            erased=erased.levels(reading, [person_id]).get(person_id),
        )


def find(reading: Reading, person_id: UUID) -> Person:
    """A participant or supporter, also one who was removed. Raises NotFound("person_not_found")."""
    try:
        return reading.get(Participant, person_id)
    except NotFound:
        pass
    try:
        return reading.get(Supporter, person_id)
    except NotFound:
        raise NotFound("person_not_found") from None


def erase(office: Office, people: Collection[UUID], level: Level, reason: str) -> None:
    """Erase somebody, under every id that is theirs as far as is known; it cannot be taken back.

    Raises Refused("reason_required"), Refused("reason_names_person"), Refused("person_erased")
    when nothing is left to erase, and NotFound("person_not_found").
    """
    reason = clean(reason, "reason")
    if not reason:
        raise Refused("reason_required", field="reason")
    with office.store.transaction() as work:
        people = {entry for id in people for entry in same.entries(work, id)}
        known = erased.levels(work, people)
        if all(known.get(id) in (Level.ALL, level) for id in people):
            raise Refused("person_erased")
        here = sorted(id for id in people if known.get(id) is not Level.ALL)
        for person in [find(work, id) for id in here]:
            if _names(reason, person):
                raise Refused("reason_names_person", field="reason")
            take_leave(work, person)
        erase_in(office, work, people, level, reason)
        work.add(
            Disposal(
                id=office.new_id(),
                kind=ON_REQUEST,
                how_many=1,
                level=level,
                at=work.now,
                by=office.person,
                reason=reason,
            )
        )


def erase_in(
    office: Office, work: Work, ids: Collection[UUID], level: Level, reason: str = ""
) -> None:
    """Erase people, under every id that is theirs, or single records inside a transaction."""
    whole = frozenset(same.every_entry(work, ids))
    work.add(Erasure(id=office.new_id(), ids=whole, level=level, at=work.now, reason=reason))
    note_in(office, work, Deed.ERASED, count=len(ids))


def take_leave(work: Work, person: Person) -> None:
    """Free the places that somebody who is to be erased still holds."""
    if isinstance(person, Supporter):
        if person.standing is not Standing.LEFT:
            work.change(person, standing=Standing.LEFT)
        for placement in work.find(Placement, supporter_id=person.id):
            if placement.state in _OPEN_PLACEMENTS and not _is_over(work, placement.session_id):
                work.change(placement, state=PlacementState.CANCELLED)
        return
    for booking in work.find(Booking, participant_id=person.id):
        if booking.state in _OPEN_BOOKINGS and not _is_over(work, booking.session_id):
            work.change(booking, state=BookingState.CANCELLED)


def sweep(office: Office) -> bool:
    """Write the file anew if something was erased since it last was; whether it was done.

    For when nobody is at the desk. Raises Unavailable("database_busy"), Unavailable("disk_full").
    """
    with office.store.reading() as reading:
        if not sweeping.unswept(reading):
            return False
    sweeping.sweep(office.store)
    return True


_OPEN_BOOKINGS = (BookingState.APPLIED, BookingState.CONFIRMED, BookingState.WAITING)
_OPEN_PLACEMENTS = (PlacementState.CANDIDATE, PlacementState.ASKED, PlacementState.ACCEPTED)


def _is_over(work: Work, session_id: UUID) -> bool:
    found = work.first(Session, id=session_id)
    return found is not None and found.span.end <= work.now


def _names(reason: str, person: Person) -> bool:
    """Whether a reason says who it is about; it stays, so it must not."""
    text, digits = katakana(folded(reason)), phone_digits(person.phone)
    parts = (*person.name.split(), *person.kana.split(), person.name, person.kana)
    names = {katakana(folded(part)) for part in parts}
    if any(len(name) > 1 and name in text for name in names):
        return True
    return bool(digits) and digits in phone_digits(reason)
