"""What the desk asks while somebody stands in front of it; every question uses an index."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import exists, func, select, union

from smartsupport.domain.booking import Booking, BookingState
from smartsupport.domain.card import Card, CardEvent, Party, card_from
from smartsupport.domain.desk import Booked
from smartsupport.domain.door import Direction, DoorEvent, Visit, visits_from
from smartsupport.domain.kana import sort_key
from smartsupport.domain.participant import Participant
from smartsupport.domain.placement import Placement, PlacementState
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Role, Supporter
from smartsupport.domain.venue import Venue
from smartsupport.storage.fold import groups_of
from smartsupport.storage.heads import seen_base
from smartsupport.storage.oplog import history
from smartsupport.storage.queries import same
from smartsupport.storage.schema import BOOKING, DOOR_EVENT
from smartsupport.storage.types import from_ms
from smartsupport.storage.unit_of_work import Reading

_DOOR = DOOR_EVENT.table
_BOOKING = BOOKING.table


def card(reading: Reading, code: str) -> Card | None:
    """The card with this code, as its events leave it."""
    return card_from(reading.find(CardEvent, code=code))


def cards_of(reading: Reading, person_id: UUID) -> list[Card]:
    """Every card that was ever given to a person."""
    events = reading.find(CardEvent, person_id=same.entries(reading, person_id))
    codes = sorted({event.code for event in events})
    found = (card(reading, code) for code in codes)
    return [c for c in found if c is not None]


def bookings_of(reading: Reading, participant_id: UUID) -> list[Booked]:
    """A participant's bookings with their sessions, deleted sessions left out."""
    bookings = reading.find(Booking, participant_id=same.entries(reading, participant_id))
    sessions = {s.id: s for s in reading.find(Session, id=[b.session_id for b in bookings])}
    venues = {v.id: v.name for v in reading.find(Venue, id=[s.venue_id for s in sessions.values()])}
    return [
        Booked(
            booking_id=b.id,
            state=b.state,
            session=sessions[b.session_id],
            venue=venues.get(sessions[b.session_id].venue_id, ""),
            at=b.at,
            companions=b.companions,
            reason=b.reason,
        )
        for b in bookings
        if b.session_id in sessions
    ]


def visits_of(reading: Reading, person_id: UUID, day: date) -> list[Visit]:
    """One person's visits on one day, at any venue."""
    entries = same.entries(reading, person_id)
    return visits_from(same.as_one(reading, reading.find(DoorEvent, person_id=entries, day=day)))


def came_before(reading: Reading, person_id: UUID, day: date) -> bool:
    """Whether a person was ever registered at a door before `day`."""
    return bool(
        reading.connection.execute(
            select(
                exists().where(
                    _DOOR.c.person_id.in_(same.entries(reading, person_id)),
                    _DOOR.c.voided == 0,
                    _DOOR.c.day < day,
                )
            )
        ).scalar()
    )


def first_visitors(reading: Reading, people: Sequence[UUID], day: date) -> frozenset[UUID]:
    """Those of `people` who were never registered at a door before `day`."""
    whose = same.every_entry(reading, people)
    seen = reading.connection.execute(
        select(_DOOR.c.person_id)
        .where(_DOOR.c.person_id.in_(whose), _DOOR.c.voided == 0, _DOOR.c.day < day)
        .distinct()
    ).scalars()
    return frozenset(people) - {whose[entry] for entry in seen}


def next_number(reading: Reading, venue_id: UUID, day: date, letter: str) -> int:
    """The next 受付番号 of a venue and day; a number taken back is not given out again."""
    last = reading.connection.execute(
        select(func.max(_DOOR.c.number)).where(
            _DOOR.c.day == day, _DOOR.c.venue_id == venue_id, _DOOR.c.letter == letter
        )
    ).scalar()
    return int(last or 0) + 1


def places_taken(reading: Reading, sessions: Sequence[UUID]) -> dict[UUID, int]:
    """How many participants came to each of these sessions or are still expected at it."""
    bookings, booker = same.one_each(_BOOKING, _BOOKING.c.participant_id)
    booked = (
        select(_BOOKING.c.session_id, booker.label("person"))
        .select_from(bookings)
        .where(
            _BOOKING.c.session_id.in_(sessions),
            _BOOKING.c.deleted == 0,
            _BOOKING.c.state.in_([s.value for s in BookingState if s.expected]),
        )
    )
    events, comer = same.one_each(_DOOR, _DOOR.c.person_id)
    came = (
        select(_DOOR.c.session_id, comer.label("person"))
        .select_from(events)
        .where(
            _DOOR.c.session_id.in_(sessions),
            _DOOR.c.voided == 0,
            _DOOR.c.party == Party.PARTICIPANT.value,
            _DOOR.c.direction == Direction.IN.value,
        )
    )
    people = union(booked, came).subquery()
    rows = reading.connection.execute(
        select(people.c.session_id, func.count()).group_by(people.c.session_id)
    )
    return dict.fromkeys(sessions, 0) | {row[0]: row[1] for row in rows}


def waiting_list(reading: Reading, session_id: UUID) -> list[Booking]:
    """Who stands on a session's waiting list (補欠), whoever was put there first in front."""
    waiting = reading.find(Booking, session_id=session_id, state=BookingState.WAITING)
    return sorted(waiting, key=_put_into_its_state)


def _put_into_its_state(booking: Booking) -> tuple[int, bytes]:
    return seen_base(booking.seen, groups_of(BOOKING))["state"].shown.rank


def state_since(reading: Reading, table: str, id: UUID) -> datetime | None:
    """When a booking or session came into the state it is in."""
    ops = [op for op in history(reading.connection, table, id) if "state" in op.values]
    return from_ms(ops[-1].at) if ops else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayLine:
    """One person on today's list of a venue: booked, placed, or simply there."""

    person_id: UUID
    party: Party
    name: str
    kana: str
    session_id: UUID
    session: str
    start: time
    slot: time | None = None
    state: str = ""
    """A BookingState or PlacementState value; "" for a walk-in without either."""
    role: Role | None = None
    visit: Visit | None = None
    walk_in: bool = False
    companions: int = 0

    @property
    def number(self) -> str:
        """受付番号, once there; more than one where two computers received the same person."""
        return "・".join(self.numbers)

    @property
    def numbers(self) -> tuple[str, ...]:
        """Every 受付番号 by which this person may be called."""
        return self.visit.numbers if self.visit else ()


def today_list(reading: Reading, venue_id: UUID, day: date) -> list[TodayLine]:
    """Everybody expected or seen at a venue on a day, by session and reading."""
    sessions = {s.id: s for s in reading.find(Session, venue_id=venue_id, day=day)}
    events = reading.find(DoorEvent, venue_id=venue_id, day=day)
    visits = {(v.session_id, v.person_id): v for v in visits_from(same.as_one(reading, events))}
    booked = same.as_one(reading, reading.find(Booking, session_id=list(sessions)))
    bookings = {
        (b.session_id, b.participant_id): b
        for b in sorted(booked, key=lambda b: b.state.expected)
        if b.state.expected or (b.session_id, b.participant_id) in visits
    }
    placed = same.as_one(reading, reading.find(Placement, session_id=list(sessions)))
    placements = {
        (p.session_id, p.supporter_id): p
        for p in sorted(placed, key=lambda p: p.state.fills)
        if p.state is not PlacementState.CANDIDATE
        and (p.state.fills or (p.session_id, p.supporter_id) in visits)
    }
    people = _people(reading, [who for _s, who in (*bookings, *placements, *visits)])
    lines = [
        _line(
            people[person_id],
            sessions[session_id],
            bookings.get((session_id, person_id)),
            placements.get((session_id, person_id)),
            visits.get((session_id, person_id)),
        )
        for session_id, person_id in {*bookings, *placements, *visits}
        if session_id in sessions and person_id in people
    ]
    return sorted(
        lines,
        key=lambda x: (x.start, x.session_id, x.party, sort_key(x.kana), x.name, x.person_id),
    )


def _line(
    person: Participant | Supporter,
    session: Session,
    booking: Booking | None,
    placement: Placement | None,
    visit: Visit | None,
) -> TodayLine:
    arrival = visit.arrival if visit else None
    state = booking.state if booking else placement.state if placement else ""
    return TodayLine(
        person_id=person.id,
        party=Party.SUPPORTER if isinstance(person, Supporter) else Party.PARTICIPANT,
        name=person.name,
        kana=person.kana,
        session_id=session.id,
        session=session.title,
        start=session.start,
        slot=booking.at if booking else None,
        state=state,
        role=placement.role if placement else None,
        visit=visit,
        walk_in=booking.walk_in if booking else False,
        companions=arrival.companions if arrival else booking.companions if booking else 0,
    )


def _people(reading: Reading, ids: list[UUID]) -> dict[UUID, Participant | Supporter]:
    wanted = sorted(set(ids))
    found: dict[UUID, Participant | Supporter] = {}
    found |= {p.id: p for p in reading.find(Participant, id=wanted)}
    found |= {s.id: s for s in reading.find(Supporter, id=wanted)}
    return found
