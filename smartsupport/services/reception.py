"""What a scan comes to, inside one transaction: the rules of the desk, and what they write."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from smartsupport.codes.token import Scan, ScanKind
from smartsupport.domain.booking import Booking, BookingState
from smartsupport.domain.card import CardEvent, CardMove, CardState, Party
from smartsupport.domain.desk import Answer, Booked, Decision, OpenSession, Result, decide, nearest
from smartsupport.domain.door import Direction, DoorEvent, Source, Visit
from smartsupport.domain.errors import NotFound, Refused
from smartsupport.domain.participant import Participant
from smartsupport.domain.person import called
from smartsupport.domain.placement import Placement
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Standing, Supporter
from smartsupport.domain.workspace import Workspace
from smartsupport.services.office import Office
from smartsupport.storage.queries import desk as queries
from smartsupport.storage.steps import Wrote
from smartsupport.storage.unit_of_work import Work

TOO_SOON = timedelta(minutes=10)
"""A supporter's second scan within this long is a slip, not the end of the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where and when: the desk belongs to a venue and a day. `at` overrides the clock."""

    venue_id: UUID
    day: date
    at: datetime | None = None
    source: Source = Source.SCANNED


Done = tuple[Answer, list[Wrote]]


def answer_scan(office: Office, work: Work, found: Scan, desk: Desk) -> Done:
    """What to do about a code that was read: a refusal, a decision to take, or an arrival."""
    if found.kind is ScanKind.FOREIGN:
        return Answer(result=Result.FOREIGN), []
    if found.kind not in (ScanKind.OURS, ScanKind.PRACTICE):
        return Answer(result=Result.UNKNOWN), []
    practice = work.get(Workspace, office.workspace_id).practice
    if (found.kind is ScanKind.PRACTICE) != practice:
        return Answer(result=Result.PRACTICE, code=found.code), []
    card = queries.card(work, found.code)
    if card is None:
        return Answer(result=Result.UNKNOWN, code=found.code), []
    if card.state is CardState.REVOKED:
        return Answer(result=Result.REVOKED, code=found.code, since=card.since), []
    if card.person_id is None:
        return Answer(result=Result.UNASSIGNED, code=found.code, choices=_choices(work, desk)), []
    try:
        return answer_arrival(office, work, card.person_id, desk)
    except NotFound:
        return Answer(result=Result.WITHDRAWN, code=found.code), []


def answer_arrival(office: Office, work: Work, person_id: UUID, desk: Desk) -> Done:
    """What to do about a person who stands here. Raises NotFound("person_not_found")."""
    person = person_of(work, person_id)
    if isinstance(person, Supporter):
        return _supporter(office, work, person, desk)
    return _participant(office, work, person, desk)


def _participant(office: Office, work: Work, person: Participant, desk: Desk) -> Done:
    now = desk.at or work.now
    sessions = work.find(Session, venue_id=desk.venue_id, day=desk.day)
    decision = decide(queries.bookings_of(work, person.id), sessions, now, desk.venue_id, desk.day)
    visits = {
        v.session_id: v
        for v in queries.visits_of(work, person.id, desk.day)
        if v.arrival is not None
    }
    here = next((v for s, v in visits.items() if s in {x.id for x in sessions}), None)
    if decision.result is Result.OK and decision.session and decision.session.id not in visits:
        companions = decision.booked.companions if decision.booked else 0
        return register(
            office,
            work,
            person,
            decision.session,
            desk,
            companions=companions,
            booked=decision.booked,
        )
    if decision.result is Result.OK and decision.session:
        here = visits[decision.session.id]
    if here is not None:
        return _already(work, person, here, desk, visits), []
    return _to_decide(work, person, decision, desk), []


def _already(
    work: Work, person: Participant | Supporter, visit: Visit, desk: Desk, visits: dict[UUID, Visit]
) -> Answer:
    session = work.get(Session, visit.session_id)
    arrival = visit.arrival
    assert arrival is not None
    choices = tuple(c for c in _choices(work, desk) if c.session_id not in visits)
    return replace(
        _about(person, session),
        result=Result.ALREADY_IN,
        number=arrival.called,
        since=arrival.at,
        by=arrival.by,
        choices=choices,
    )


def _to_decide(work: Work, person: Participant, decision: Decision, desk: Desk) -> Answer:
    choices = _choices(work, desk)
    answer = _about(person, decision.session)
    if decision.booked is not None:
        venue = decision.booked.venue
        reason = decision.booked.session.reason
        return replace(
            answer,
            result=decision.result,
            venue=venue,
            slot=decision.booked.at,
            reason=reason,
            choices=choices,
        )
    full = bool(choices) and all(c.free == 0 for c in choices)
    return replace(answer, result=Result.FULL if full else Result.NOT_BOOKED, choices=choices)


def _supporter(office: Office, work: Work, person: Supporter, desk: Desk) -> Done:
    now = desk.at or work.now
    sessions = {
        s.id: s for s in work.find(Session, venue_id=desk.venue_id, day=desk.day) if not s.cancelled
    }
    visits = [v for v in queries.visits_of(work, person.id, desk.day) if v.session_id in sessions]
    inside = next((v for v in visits if v.inside), None)
    if inside is not None and inside.arrival is not None:
        if now - inside.arrival.at < TOO_SOON:
            return _already(work, person, inside, desk, {v.session_id: v for v in visits}), []
        return depart(office, work, person, sessions[inside.session_id], inside, desk)
    placed = {
        p.session_id
        for p in work.find(Placement, supporter_id=person.id)
        if p.state.fills and p.session_id in sessions
    }
    done = {v.session_id for v in visits}
    candidates = (
        [s for s in sessions.values() if s.id in placed - done]
        or [s for s in sessions.values() if s.id not in done]
        or list(sessions.values())
    )
    if not candidates:
        return replace(_about(person, None), result=Result.NOT_BOOKED), []
    session = nearest(candidates, now)[0]
    event = _event(office, work, person, session, desk, Direction.IN)
    answer = replace(
        _about(person, session),
        result=Result.SUPPORTER_IN,
        event_id=event.id,
        at=event.at,
        placed=session.id in placed,
    )
    return answer, [("door_event", event.id)]


def depart(
    office: Office,
    work: Work,
    person: Participant | Supporter,
    session: Session,
    visit: Visit,
    desk: Desk,
) -> Done:
    """Write 退出 or 活動終了 for a visit that is still open."""
    assert visit.arrival is not None
    event = _event(office, work, person, session, desk, Direction.OUT, after=visit.arrival.id)
    supporter = isinstance(person, Supporter)
    answer = replace(
        _about(person, session),
        result=Result.SUPPORTER_OUT if supporter else Result.LEFT,
        number=visit.arrival.called,
        event_id=event.id,
        at=event.at,
        since=visit.arrival.at,
    )
    return answer, [("door_event", event.id)]


def register(
    office: Office,
    work: Work,
    person: Participant,
    session: Session,
    desk: Desk,
    *,
    companions: int = 0,
    reason: str = "",
    booked: Booked | None = None,
) -> Done:
    """Write 受付 for a participant, with the next 受付番号."""
    number = queries.next_number(work, desk.venue_id, desk.day, "")
    first = not queries.came_before(work, person.id, desk.day)
    event = _event(
        office,
        work,
        person,
        session,
        desk,
        Direction.IN,
        number=number,
        companions=companions,
        reason=reason,
    )
    answer = replace(
        _about(person, session),
        result=Result.OK,
        number=event.called,
        event_id=event.id,
        at=event.at,
        first_visit=first,
        companions=companions,
        slot=booked.at if booked else None,
    )
    return answer, [("door_event", event.id)]


def _event(
    office: Office,
    work: Work,
    person: Participant | Supporter,
    session: Session,
    desk: Desk,
    direction: Direction,
    **more: object,
) -> DoorEvent:
    return work.add(
        DoorEvent(
            id=office.new_id(),
            direction=direction,
            party=Party.SUPPORTER if isinstance(person, Supporter) else Party.PARTICIPANT,
            person_id=person.id,
            session_id=session.id,
            venue_id=desk.venue_id,
            day=desk.day,
            at=desk.at or work.now,
            source=desk.source,
            by=office.person,
            **more,  # type: ignore[arg-type]
        )
    )


def book_if_needed(
    office: Office,
    work: Work,
    person_id: UUID,
    session_id: UUID,
    reason: str,
    companions: int = 0,
) -> list[Wrote]:
    """See to it that a booking stands; a new one is a 当日受付 and keeps the reason."""
    known = work.first(Booking, participant_id=person_id, session_id=session_id)
    if known is not None:
        if not known.state.expected:
            work.change(known, state=BookingState.CONFIRMED, reason=reason)
        return []
    booking = work.add(
        Booking(
            id=office.new_id(),
            session_id=session_id,
            participant_id=person_id,
            walk_in=True,
            companions=companions,
            reason=reason,
        )
    )
    return [("booking", booking.id)]


def bind_card(office: Office, work: Work, code: str, person_id: UUID, party: Party) -> Wrote:
    """Give a card to a person. Raises NotFound("card_not_found"), Refused("card_not_free")."""
    card = queries.card(work, code)
    if card is None:
        raise NotFound("card_not_found")
    if card.state is not CardState.UNASSIGNED:
        raise Refused("card_not_free")
    event = work.add(
        CardEvent(
            id=office.new_id(),
            code=code,
            move=CardMove.BIND,
            at=work.now,
            person_id=person_id,
            party=party,
        )
    )
    return ("card_event", event.id)


def _choices(work: Work, desk: Desk) -> tuple[OpenSession, ...]:
    sessions = work.find(Session, venue_id=desk.venue_id, day=desk.day)
    held = [s for s in sessions if not s.cancelled]
    return tuple(
        OpenSession(
            session_id=s.id,
            title=s.title,
            start=s.start,
            end=s.end,
            room=s.room,
            free=(
                None if s.capacity is None else max(0, s.capacity - queries.attending(work, s.id))
            ),
        )
        for s in nearest(held, desk.at or work.now)
    )


def _about(person: Participant | Supporter, session: Session | None) -> Answer:
    """The part of an answer that says who and where; its result is filled in by the caller."""
    answer = Answer(
        result=Result.UNKNOWN,
        party=Party.SUPPORTER if isinstance(person, Supporter) else Party.PARTICIPANT,
        person_id=person.id,
        called=called(person),
    )
    if session is None:
        return answer
    return replace(
        answer,
        session_id=session.id,
        title=session.title,
        room=session.room,
        day=session.day,
        start=session.start,
        end=session.end,
    )


def person_of(work: Work, person_id: UUID) -> Participant | Supporter:
    """Raises NotFound("person_not_found") for nobody, and for supporters who left."""
    found = work.first(Participant, id=person_id) or work.first(Supporter, id=person_id)
    if found is None or (isinstance(found, Supporter) and found.standing is Standing.LEFT):
        raise NotFound("person_not_found")
    return found
