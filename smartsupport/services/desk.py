"""The reception desk: one call for whatever way a person comes in (desk.md).

Each call is one transaction: the answer, what it wrote and the step it can be taken back by are
durable together. Nothing here asks the user anything; what needs a decision is parked.
"""

from dataclasses import replace
from uuid import UUID

from smartsupport.codes.token import parse
from smartsupport.domain.booking import BookingState
from smartsupport.domain.card import CardState
from smartsupport.domain.desk import Answer, Result
from smartsupport.domain.errors import NotFound, Refused
from smartsupport.domain.participant import Participant
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.venue import Venue
from smartsupport.services.at_desk import Desk, Here, about, person_of, standing_at
from smartsupport.services.keeping import keep
from smartsupport.services.office import Office
from smartsupport.services.reception import (
    already_here,
    answer_arrival,
    answer_scan,
    arrivals_of,
    no_place,
    placed_today,
    supporter_answer,
)
from smartsupport.services.records import add_in
from smartsupport.services.registering import (
    begin_work,
    bind_card,
    book_here,
    depart,
    register,
)
from smartsupport.services.taking_back import change_companions
from smartsupport.storage.queries import desk as queries
from smartsupport.storage.queries import same
from smartsupport.storage.steps import Wrote


def scan(office: Office, text: str, desk: Desk) -> Answer:
    """What to do about a scanned or typed code; checks the person in where nothing is to decide."""
    found = parse(text)
    with standing_at(office, desk) as here:
        return keep(here, *answer_scan(here, found))


def arrive(office: Office, person_id: UUID, desk: Desk) -> Answer:
    """The same for a person chosen from a list. Raises NotFound("person_not_found")."""
    with standing_at(office, desk) as here:
        return keep(here, *answer_arrival(here, person_id))


def admit(
    office: Office,
    person_id: UUID,
    session_id: UUID,
    desk: Desk,
    *,
    reason: str = "",
    companions: int = 0,
    settles: UUID | None = None,
) -> Answer:
    """Check somebody in to a session of their choice (当日受付, ここで受付, もう一度受付, 復活).

    A booking is made or revived; `reason` is kept with it. `companions` count where there was no
    booking. `settles` is the parked step that this decides. Raises Refused("session_cancelled"),
    Refused("session_not_here"), NotFound, and Refused("coordinator_only") where a 受付係 would
    restore a cancelled booking.
    """
    with standing_at(office, desk) as here:
        person = person_of(here.work, person_id)
        session = _held(here, session_id)
        arrivals = arrivals_of(here, person_id)
        if session_id in arrivals:
            answer = already_here(here, person, arrivals[session_id], arrivals)
            return keep(here, answer, settles=settles)
        if isinstance(person, Supporter):
            answer, wrote = begin_work(here, person, session, reason=reason)
            answer = supporter_answer(here, answer, placed_today(here, person))
            return keep(here, answer, wrote, settles=settles)
        booking, wrote = book_here(
            here, person.id, session_id, reason=reason, companions=companions
        )
        answer, door = register(
            here, person, session, companions=booking.companions, reason=reason, slot=booking.at
        )
        return keep(here, answer, [*wrote, *door], settles=settles)


def wait(
    office: Office,
    person_id: UUID,
    session_id: UUID,
    desk: Desk,
    *,
    companions: int = 0,
    settles: UUID | None = None,
) -> Answer:
    """Put a participant on a full session's waiting list (補欠); they stay in 保留 meanwhile.

    Raises Refused("session_cancelled"), Refused("session_not_here") and NotFound.
    """
    with standing_at(office, desk) as here:
        person = here.work.get(Participant, same.speaks_for(here.work, person_id))
        session = _held(here, session_id)
        booking, wrote = book_here(
            here, person.id, session_id, state=BookingState.WAITING, companions=companions
        )
        waiting = [b.id for b in queries.waiting_list(here.work, session_id)]
        answer = replace(
            about(person, session, Result.FULL),
            waiting=waiting.index(booking.id) + 1 if booking.id in waiting else 0,
            choices=here.choices(),
        )
        return keep(here, answer, wrote, settles=settles)


def walk_in(
    office: Office,
    participant: Participant,
    session_id: UUID,
    desk: Desk,
    *,
    code: str = "",
    companions: int = 0,
    settles: UUID | None = None,
) -> Answer:
    """Register somebody new, check them in, and give them the card `code` if there is one.

    Where no place is left they are registered and parked as `full`: `admit` or `wait` decides.
    Raises Refused("session_cancelled"), Refused("session_not_here"), and what `bind` raises
    about the card.
    """
    with standing_at(office, desk) as here:
        session = _held(here, session_id)
        person = add_in(here.work, participant)
        wrote = [Wrote(table="participant", id=person.id)]
        known = parse(code).code
        if code:
            wrote.append(bind_card(here, known, person))
        answer = no_place(here, person, session)
        if answer is not None:
            answer = replace(answer, code=known, companions=companions)
            return keep(here, answer, wrote, settles=settles)
        wrote += book_here(here, person.id, session_id, companions=companions)[1]
        answer, door = register(here, person, session, companions=companions)
        answer = replace(answer, code=known)
        return keep(here, answer, [*wrote, *door], settles=settles)


def bind(
    office: Office, code: str, person_id: UUID, desk: Desk, *, settles: UUID | None = None
) -> Answer:
    """Give an unassigned card to a person, who is then checked in if not there yet.

    Raises NotFound("card_not_found"), Refused("card_not_free"), NotFound("person_not_found").
    """
    with standing_at(office, desk) as here:
        known = parse(code).code
        bound = bind_card(here, known, person_of(here.work, person_id))
        answer, wrote = answer_arrival(here, person_id)
        answer = replace(answer, code=known)
        return keep(here, answer, [bound, *wrote], settles=settles)


def leave(office: Office, person_id: UUID, desk: Desk, *, session_id: UUID | None = None) -> Answer:
    """退出 or 活動終了. Raises Refused("not_inside") when nobody of that name is in here."""
    with standing_at(office, desk) as here:
        person = person_of(here.work, person_id)
        for visit in queries.visits_of(here.work, person_id, desk.day):
            arrival = visit.arrival
            if arrival is None or not visit.inside or arrival.venue_id != desk.venue_id:
                continue
            if session_id in (None, visit.session_id):
                session = here.work.get(Session, visit.session_id)
                return keep(here, *depart(here, person, session, arrival))
        raise Refused("not_inside")


def add_companion(office: Office, step_id: UUID, *, fewer: bool = False) -> Answer:
    """One more 付き添い (or one `fewer`) for the person a step checked in, as a step of its own.

    Number and time stay. Returns that person's answer. Raises NotFound("step_not_found") for a
    step that checked no participant in.
    """
    with office.desk_store.transaction() as work:
        return change_companions(office, work, step_id, -1 if fewer else 1)


def whose(office: Office, code: str) -> UUID:
    """Whose card this is. Raises NotFound("card_not_found") for a card that is nobody's."""
    with office.desk_store.reading() as reading:
        card = queries.card(reading, parse(code).code)
        if card is None or card.person_id is None or card.state is not CardState.IN_USE:
            raise NotFound("card_not_found")
        return same.speaks_for(reading, card.person_id)


def venue_of(office: Office, venue_id: UUID) -> Venue:
    """The venue a desk stands at. Raises NotFound("venue_not_found")."""
    with office.desk_store.reading() as reading:
        return reading.get(Venue, venue_id)


def _held(here: Here, session_id: UUID) -> Session:
    session = here.work.get(Session, session_id)
    if (session.venue_id, session.day) != (here.desk.venue_id, here.desk.day):
        raise Refused("session_not_here")
    if session.cancelled:
        raise Refused("session_cancelled")
    return session
