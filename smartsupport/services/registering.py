"""What the desk writes: 受付 and 退出, the booking that goes with them, whose a card is."""

from dataclasses import replace
from datetime import time
from uuid import UUID

from smartsupport.domain.booking import Booking, BookingState
from smartsupport.domain.card import CardEvent, CardMove, CardState
from smartsupport.domain.desk import Answer, Result
from smartsupport.domain.door import Direction, DoorEvent
from smartsupport.domain.errors import NotFound, Refused
from smartsupport.domain.laptop import Laptop, reception_letter
from smartsupport.domain.participant import Participant
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Supporter
from smartsupport.services.at_desk import Here, Person, about, party_of
from smartsupport.storage.queries import desk as queries
from smartsupport.storage.queries import same
from smartsupport.storage.steps import Wrote

Done = tuple[Answer, list[Wrote]]
"""An answer, and what was written for it."""


def register(
    here: Here,
    person: Participant,
    session: Session,
    *,
    companions: int = 0,
    reason: str = "",
    slot: time | None = None,
) -> Done:
    """Write 受付 for a participant, with the next 受付番号."""
    first = not queries.came_before(here.work, person.id, here.desk.day)
    letter = reception_letter(here.work.replica, here.work.find(Laptop))
    number = queries.next_number(here.work, here.desk.venue_id, here.desk.day, letter)
    event = _through_the_door(
        here,
        person,
        session,
        Direction.IN,
        number=number,
        letter=letter,
        companions=companions,
        reason=reason,
    )
    answer = replace(
        about(person, session, Result.OK),
        number=event.called,
        event_id=event.id,
        at=event.at,
        first_visit=first,
        companions=companions,
        slot=slot,
    )
    return answer, [Wrote(table="door_event", id=event.id)]


def begin_work(here: Here, person: Supporter, session: Session, *, reason: str = "") -> Done:
    """Write 活動開始 for a supporter."""
    event = _through_the_door(here, person, session, Direction.IN, reason=reason)
    answer = replace(about(person, session, Result.SUPPORTER_IN), event_id=event.id, at=event.at)
    return answer, [Wrote(table="door_event", id=event.id)]


def depart(here: Here, person: Person, session: Session, arrival: DoorEvent) -> Done:
    """Write 退出 or 活動終了 for somebody who is still inside since `arrival`."""
    event = _through_the_door(here, person, session, Direction.OUT, after=arrival.id)
    answer = departed(person, session, arrival, event)
    return answer, [Wrote(table="door_event", id=event.id)]


def departed(person: Person, session: Session, arrival: DoorEvent, event: DoorEvent) -> Answer:
    """What is said about a departure."""
    result = Result.SUPPORTER_OUT if isinstance(person, Supporter) else Result.LEFT
    return replace(
        about(person, session, result),
        number=arrival.called,
        event_id=event.id,
        at=event.at,
        since=arrival.at,
    )


def _through_the_door(
    here: Here, person: Person, session: Session, direction: Direction, **more: object
) -> DoorEvent:
    return here.work.add(
        DoorEvent(
            id=here.office.new_id(),
            direction=direction,
            party=party_of(person),
            person_id=person.id,
            session_id=session.id,
            venue_id=here.desk.venue_id,
            day=here.desk.day,
            at=here.moment(session, party_of(person), direction),
            source=here.desk.source,
            by=here.office.person,
            **more,  # type: ignore[arg-type]
        )
    )


def book_here(
    here: Here,
    person_id: UUID,
    session_id: UUID,
    *,
    state: BookingState = BookingState.CONFIRMED,
    reason: str = "",
    companions: int = 0,
) -> tuple[Booking, list[Wrote]]:
    """See to it that a booking stands in `state`; a new one is a 当日受付 and keeps the reason.

    A booking that the desk expects already is left as it is. One that was cancelled is for a 担当者
    to restore: Raises Refused("coordinator_only") for a 受付係.
    """
    entries = same.entries(here.work, person_id)
    of_theirs = here.work.find(Booking, participant_id=entries, session_id=session_id)
    known = max(of_theirs, key=lambda b: (b.state.expected, b.state is state), default=None)
    if known is None:
        made = here.work.add(
            Booking(
                id=here.office.new_id(),
                session_id=session_id,
                participant_id=person_id,
                state=state,
                walk_in=True,
                companions=companions,
                reason=reason,
            )
        )
        return made, [Wrote(table="booking", id=made.id)]
    if known.state.expected or known.state is state:
        return known, []
    if known.state is BookingState.CANCELLED and not here.office.is_coordinators:
        raise Refused("coordinator_only")
    before = {"state": known.state.value, "reason": known.reason}
    changed = here.work.change(known, state=state, reason=reason)
    return changed, [Wrote(table="booking", id=known.id, before=before)]


def bind_card(here: Here, code: str, person: Person) -> Wrote:
    """Give a card to a person. Raises NotFound("card_not_found"), Refused("card_not_free")."""
    card = queries.card(here.work, code)
    if card is None:
        raise NotFound("card_not_found")
    if card.state is not CardState.UNASSIGNED:
        raise Refused("card_not_free")
    event = here.work.add(
        CardEvent(
            id=here.office.new_id(),
            code=code,
            move=CardMove.BIND,
            at=here.work.now,
            person_id=person.id,
            party=party_of(person),
        )
    )
    return Wrote(table="card_event", id=event.id)
