"""What a scan comes to, inside one transaction: the rules of the desk."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from smartsupport.codes.token import Scan, ScanKind
from smartsupport.domain.booking import BookingState
from smartsupport.domain.card import CardState
from smartsupport.domain.desk import Answer, Booked, Decision, Result, decide, nearest
from smartsupport.domain.door import DoorEvent, Visit
from smartsupport.domain.errors import NotFound
from smartsupport.domain.participant import Participant
from smartsupport.domain.placement import Placement
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.venue import Venue
from smartsupport.domain.workspace import Workspace
from smartsupport.services.at_desk import Desk, Here, Person, about, person_of
from smartsupport.services.registering import Done, begin_work, depart, departed, register
from smartsupport.storage.queries import desk as queries
from smartsupport.storage.queries import erased, same

__all__ = [
    "Desk",
    "already_here",
    "answer_arrival",
    "answer_scan",
    "arrivals_of",
    "no_place",
    "placed_today",
    "supporter_answer",
]

TOO_SOON = timedelta(minutes=10)
"""A supporter's second scan within this long is a slip, not a coming or going."""


def answer_scan(here: Here, found: Scan) -> Done:
    """What to do about a code that was read: a refusal, a decision to take, or an arrival."""
    if found.kind is ScanKind.FOREIGN:
        return Answer(result=Result.FOREIGN), []
    if found.kind not in (ScanKind.OURS, ScanKind.PRACTICE):
        return Answer(result=Result.UNKNOWN), []
    practice = here.work.get(Workspace, here.office.workspace_id).practice
    if (found.kind is ScanKind.PRACTICE) != practice:
        return Answer(result=Result.PRACTICE, code=found.code), []
    card = queries.card(here.work, found.code)
    if card is None:
        return Answer(result=Result.UNKNOWN, code=found.code), []
    if card.state is CardState.REVOKED:
        return Answer(result=Result.REVOKED, code=found.code, since=card.since), []
    if card.person_id is None:
        unassigned = Answer(result=Result.UNASSIGNED, code=found.code, choices=here.choices())
        return unassigned, []
    try:
        answer, wrote = answer_arrival(here, card.person_id)
    except NotFound:
        return Answer(result=Result.WITHDRAWN, code=found.code), []
    if answer.result is Result.ERASED:
        answer = replace(answer, code=found.code)
    return answer, wrote


def answer_arrival(here: Here, person_id: UUID) -> Done:
    """What to do about a person who stands here. Raises NotFound("person_not_found")."""
    if erased.levels(here.work, [person_id]):
        # Not a word about who it was.
        return Answer(result=Result.ERASED), []
    person = person_of(here.work, person_id)
    if isinstance(person, Supporter):
        return _supporter(here, person)
    return _participant(here, person)


# --- participants -----------------------------------------------------------------------------


def _participant(here: Here, person: Participant) -> Done:
    sessions = here.sessions()
    arrivals = arrivals_of(here, person.id)
    bookings = [
        b
        for b in queries.bookings_of(here.work, person.id)
        if b.session.venue_id == here.desk.venue_id or b.session.id not in arrivals
    ]
    decision = decide(bookings, sessions, here.now, here.desk.venue_id, here.desk.day)
    if decision.result is Result.OK and decision.session and decision.booked:
        been = arrivals.get(decision.session.id)
        if been is None:
            return register(
                here,
                person,
                decision.session,
                companions=decision.booked.companions,
                slot=decision.booked.at,
            )
    else:
        been = next((arrivals[s.id] for s in sessions if s.id in arrivals), None)
    if been is not None:
        return already_here(here, person, been, arrivals), []
    return _to_decide(here, person, decision), []


def arrivals_of(here: Here, person_id: UUID) -> dict[UUID, DoorEvent]:
    """When somebody first came today, by session, at any venue."""
    out: dict[UUID, DoorEvent] = {}
    for visit in queries.visits_of(here.work, person_id, here.desk.day):
        if visit.arrival is not None:
            out.setdefault(visit.session_id, visit.arrival)
    return out


def already_here(
    here: Here, person: Person, arrival: DoorEvent, arrivals: Mapping[UUID, DoorEvent]
) -> Answer:
    """What is said to somebody who came before; participants may go to another session too."""
    session = here.work.get(Session, arrival.session_id)
    choices = () if isinstance(person, Supporter) else here.choices()
    return replace(
        about(person, session, Result.ALREADY_IN),
        number=arrival.called,
        since=arrival.at,
        by=arrival.by,
        choices=tuple(c for c in choices if c.session_id not in arrivals),
    )


def no_place(here: Here, person: Participant, session: Session) -> Answer | None:
    """What is said to somebody who wants to a session that is full; None while it has places.

    That session stands first among the choices: its waiting list is meant.
    """
    choices = sorted(here.choices(), key=lambda choice: choice.session_id != session.id)
    if choices[0].free != 0:
        return None
    return replace(about(person, session, Result.FULL), choices=tuple(choices))


def _to_decide(here: Here, person: Participant, decision: Decision) -> Answer:
    answer = replace(about(person, decision.session, decision.result), choices=here.choices())
    if decision.booked is not None:
        answer = _about_booking(here, answer, decision.booked)
    elif answer.choices and all(choice.free == 0 for choice in answer.choices):
        answer = replace(answer, result=Result.FULL)
    return answer


def _about_booking(here: Here, answer: Answer, booked: Booked) -> Answer:
    """What the person should hear about the booking that speaks for them."""
    if answer.result is Result.FULL:
        waiting = [b.id for b in queries.waiting_list(here.work, booked.session.id)]
        free = next(c.free for c in answer.choices if c.session_id == booked.session.id)
        result = Result.FULL if free == 0 else Result.NOT_BOOKED
        return replace(answer, result=result, waiting=waiting.index(booked.booking_id) + 1)
    answer = replace(answer, venue=booked.venue, slot=booked.at)
    if answer.result is not Result.CANCELLED:
        return answer
    own = booked.state is BookingState.CANCELLED
    return replace(
        answer,
        reason=booked.reason if own else booked.session.reason,
        since=(
            queries.state_since(here.work, "booking", booked.booking_id)
            if own
            else queries.state_since(here.work, "session", booked.session.id)
        ),
    )


# --- supporters -------------------------------------------------------------------------------


def _supporter(here: Here, person: Supporter) -> Done:
    sessions = {s.id: s for s in here.sessions() if not s.cancelled}
    visits = [
        v
        for v in queries.visits_of(here.work, person.id, here.desk.day)
        if v.session_id in sessions
    ]
    for visit in visits:
        if visit.inside and visit.arrival is not None:
            if _too_soon(here, visit.arrival):
                return already_here(here, person, visit.arrival, {}), []
            return depart(here, person, sessions[visit.session_id], visit.arrival)
    done = {v.session_id for v in visits}
    placed = placed_today(here, person)
    own = [s for s in sessions.values() if s.id in placed and s.id not in done]
    slip = None if own else _just_left(here, visits)
    if slip is not None and slip.arrival is not None and slip.departure is not None:
        session = sessions[slip.session_id]
        return departed(person, session, slip.arrival, slip.departure), []
    candidates = own or [s for s in sessions.values() if s.id not in done] or [*sessions.values()]
    if not candidates:
        return about(person, None, Result.NOT_BOOKED), []
    answer, wrote = begin_work(here, person, nearest(candidates, here.now)[0])
    return supporter_answer(here, answer, placed), wrote


def placed_today(here: Here, person: Supporter) -> dict[UUID, Session]:
    """Today's sessions, anywhere, at which a supporter is placed."""
    entries = same.entries(here.work, person.id)
    placements = here.work.find(Placement, supporter_id=entries)
    ids = [p.session_id for p in placements if p.state.fills]
    found = here.work.find(Session, id=ids, day=here.desk.day)
    return {s.id: s for s in found if not s.cancelled}


def _just_left(here: Here, visits: list[Visit]) -> Visit | None:
    """The visit that ended so short a time ago that this scan must be a slip."""
    ended = [v for v in visits if v.departure is not None]
    last = ended[-1] if ended else None
    if last is None or last.departure is None or not _too_soon(here, last.departure):
        return None
    return last


def _too_soon(here: Here, before: DoorEvent) -> bool:
    """Afterwards every second scan is one: how long ago the first was says nothing of that day."""
    return here.afterwards or here.now - before.at < TOO_SOON


def supporter_answer(here: Here, answer: Answer, placed: Mapping[UUID, Session]) -> Answer:
    """A supporter's arrival, with whether they are placed here, or at which other venue today."""
    elsewhere = next((s for s in placed.values() if s.venue_id != here.desk.venue_id), None)
    if answer.session_id in placed or elsewhere is None:
        return replace(answer, placed=answer.session_id in placed)
    venue = here.work.first(Venue, id=elsewhere.venue_id)
    return replace(answer, placed=False, venue=venue.name if venue else "")
