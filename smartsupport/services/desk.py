"""The reception desk: one call for whatever way a person comes in (desk.md).

Each call is one transaction: the answer, what it wrote and the step it can be taken back by are
durable together. Nothing here asks the user anything; what needs a decision is parked.
"""

from dataclasses import replace
from uuid import UUID

from smartsupport.codes.token import parse
from smartsupport.domain.card import CardState, Party
from smartsupport.domain.desk import Answer
from smartsupport.domain.door import DoorEvent
from smartsupport.domain.errors import NotFound, Refused
from smartsupport.domain.participant import Participant
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.venue import Venue
from smartsupport.services.keeping import keep
from smartsupport.services.office import Office
from smartsupport.services.reception import (
    Desk,
    answer_arrival,
    answer_scan,
    bind_card,
    book_if_needed,
    depart,
    person_of,
    register,
)
from smartsupport.services.records import add_in
from smartsupport.storage import steps
from smartsupport.storage.queries import desk as queries
from smartsupport.storage.steps import Wrote


def scan(office: Office, text: str, desk: Desk) -> Answer:
    """What to do about a scanned or typed code; checks the person in where nothing is to decide."""
    found = parse(text)
    with office.store.transaction() as work:
        answer, wrote = answer_scan(office, work, found, desk)
        return keep(office, work, answer, wrote, desk)


def arrive(office: Office, person_id: UUID, desk: Desk) -> Answer:
    """The same for a person chosen from a list. Raises NotFound("person_not_found")."""
    with office.store.transaction() as work:
        answer, wrote = answer_arrival(office, work, person_id, desk)
        return keep(office, work, answer, wrote, desk)


def admit(
    office: Office,
    person_id: UUID,
    session_id: UUID,
    desk: Desk,
    *,
    reason: str = "",
    settles: UUID | None = None,
) -> Answer:
    """Check a participant in to a session they were not booked for (当日受付, ここで受付).

    `reason` is kept with the booking; `settles` is the parked step that this decides.
    """
    with office.store.transaction() as work:
        person = work.get(Participant, person_id)
        session = work.get(Session, session_id)
        wrote = book_if_needed(office, work, person_id, session_id, reason)
        answer, door = register(office, work, person, session, desk, reason=reason)
        return keep(office, work, answer, [*wrote, *door], desk, settles)


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
    """Register somebody new, check them in, and give them the card `code` if there is one."""
    with office.store.transaction() as work:
        session = work.get(Session, session_id)
        person = add_in(work, participant)
        wrote: list[Wrote] = [("participant", person.id)]
        wrote += book_if_needed(office, work, person.id, session_id, "", companions)
        if code:
            wrote.append(bind_card(office, work, code, person.id, Party.PARTICIPANT))
        answer, door = register(office, work, person, session, desk, companions=companions)
        return keep(office, work, answer, [*wrote, *door], desk, settles)


def bind(
    office: Office, code: str, person_id: UUID, desk: Desk, *, settles: UUID | None = None
) -> Answer:
    """Give an unassigned card to a person, who is then checked in if not there yet."""
    with office.store.transaction() as work:
        person = person_of(work, person_id)
        party = Party.SUPPORTER if isinstance(person, Supporter) else Party.PARTICIPANT
        bound = bind_card(office, work, parse(code).code, person_id, party)
        answer, wrote = answer_arrival(office, work, person_id, desk)
        return keep(office, work, answer, [bound, *wrote], desk, settles)


def leave(office: Office, person_id: UUID, desk: Desk, *, session_id: UUID | None = None) -> Answer:
    """退出 or 活動終了. Raises Refused("not_inside") when nobody of that name is there."""
    with office.store.transaction() as work:
        person = person_of(work, person_id)
        visit = next(
            (
                v
                for v in queries.visits_of(work, person_id, desk.day)
                if v.inside and session_id in (None, v.session_id)
            ),
            None,
        )
        if visit is None:
            raise Refused("not_inside")
        session = work.get(Session, visit.session_id)
        answer, wrote = depart(office, work, person, session, visit, desk)
        return keep(office, work, answer, wrote, desk)


def add_companion(office: Office, step_id: UUID) -> Answer:
    """One more 付き添い for the person a step checked in.

    The event is replaced by one that says so, with the same number and time.
    """
    with office.store.transaction() as work:
        step = steps.step(work, step_id)
        if step is None or step.answer.event_id is None:
            raise NotFound("step_not_found")
        before = work.get(DoorEvent, step.answer.event_id)
        work.void(before)
        event = replace(before, id=office.new_id(), companions=before.companions + 1)
        work.add(event)
        answer = replace(step.answer, event_id=event.id, companions=event.companions)
        wrote = [w for w in step.wrote if w[1] != before.id]
        return steps.renew(
            work, step_id, state=step.state, answer=answer, wrote=[*wrote, ("door_event", event.id)]
        )


def whose(office: Office, code: str) -> UUID:
    """Whose card this is. Raises NotFound("card_not_found") for a card that is nobody's."""
    with office.store.reading() as reading:
        card = queries.card(reading, parse(code).code)
    if card is None or card.person_id is None or card.state is not CardState.IN_USE:
        raise NotFound("card_not_found")
    return card.person_id


def venue_of(office: Office, venue_id: UUID) -> Venue:
    """The venue a desk stands at. Raises NotFound("venue_not_found")."""
    with office.store.reading() as reading:
        return reading.get(Venue, venue_id)
