"""申込・予約: who asked to come to which session."""

from dataclasses import dataclass
from datetime import time
from uuid import UUID

from smartsupport.domain.booking import Booking, BookingState
from smartsupport.domain.errors import Refused
from smartsupport.domain.participant import Participant
from smartsupport.domain.session import Session
from smartsupport.services.office import Office
from smartsupport.services.records import add_in
from smartsupport.storage.queries import same
from smartsupport.storage.queries.desk import places_taken
from smartsupport.storage.unit_of_work import Reading, Work


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingLine:
    """A booking with the person it is about."""

    booking: Booking
    participant: Participant


def of_session(office: Office, session_id: UUID) -> list[BookingLine]:
    """Every booking of a session, in the order of slots and readings."""
    with office.store.reading() as reading:
        bookings = reading.find(Booking, session_id=session_id)
        people = same.speakers(reading, Participant, {b.participant_id for b in bookings})
    lines = [
        BookingLine(booking=b, participant=people[b.participant_id])
        for b in bookings
        if b.participant_id in people
    ]
    return sorted(
        lines,
        key=lambda x: (x.booking.at or time.max, x.participant.kana, x.participant.name),
    )


def book(
    office: Office,
    session_id: UUID,
    participant_id: UUID,
    *,
    at: time | None = None,
    companions: int = 0,
    walk_in: bool = False,
) -> Booking:
    """Book a participant. A session that is full puts them on the waiting list (補欠).

    Raises Refused("session_cancelled", "already_booked"); the latter has changed nothing.
    """
    with office.store.transaction() as work:
        known = _booked(work, session_id, participant_id)
        if known is not None and known.state.awaited:
            raise Refused("already_booked")
        return book_in(
            office,
            work,
            session_id,
            participant_id,
            at=at,
            companions=companions,
            walk_in=walk_in,
        )


def book_new(
    office: Office, session_id: UUID, participant: Participant, *, walk_in: bool = False
) -> Booking:
    """Enter somebody who is not in the register yet and book them, in one step.

    Raises what `book` raises.
    """
    with office.store.transaction() as work:
        add_in(work, participant)
        return book_in(office, work, session_id, participant.id, walk_in=walk_in)


def book_in(
    office: Office,
    work: Work,
    session_id: UUID,
    participant_id: UUID,
    *,
    at: time | None = None,
    companions: int = 0,
    walk_in: bool = False,
    source: str = "",
) -> Booking:
    """`book` inside a transaction that does more; booking twice changes nothing."""
    session = work.get(Session, session_id)
    if session.cancelled:
        raise Refused("session_cancelled")
    known = _booked(work, session_id, participant_id)
    if known is not None:
        if known.state.awaited:
            return known
        state = _state(work, session)
        return work.change(known, state=state, reason="", at=at, companions=companions)
    return add_in(
        work,
        Booking(
            id=office.new_id(),
            session_id=session_id,
            participant_id=participant_id,
            state=_state(work, session),
            at=at,
            companions=companions,
            walk_in=walk_in,
            source=source,
        ),
    )


def _booked(reading: Reading, session_id: UUID, participant_id: UUID) -> Booking | None:
    """Somebody's booking under any id that is theirs, one that holds before others."""
    entries = same.entries(reading, participant_id)
    found = reading.find(Booking, session_id=session_id, participant_id=entries)
    return max(found, key=lambda b: b.state.awaited, default=None)


def set_state(office: Office, before: Booking, state: BookingState, reason: str = "") -> Booking:
    """Move a booking on: 確定, 取消, 欠席 …"""
    with office.store.transaction() as work:
        return work.change(before, state=state, reason=reason)


def _state(reading: Reading, session: Session) -> BookingState:
    if session.capacity is None:
        return BookingState.CONFIRMED
    taken = places_taken(reading, [session.id])[session.id]
    return BookingState.CONFIRMED if taken < session.capacity else BookingState.WAITING
