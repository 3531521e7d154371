"""The counting rules (glossary.md, "What is counted"): from what is stored to figures."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from smartsupport.domain.booking import Booking, BookingState
from smartsupport.domain.card import Party
from smartsupport.domain.consultation import Choice, Consultation, Outcome
from smartsupport.domain.door import Visit
from smartsupport.domain.figures import Attendee, SessionFigures, SupporterThere, TopicCount
from smartsupport.domain.hours import HoursRow
from smartsupport.domain.kana import list_place
from smartsupport.domain.participant import ASKED_AGE_BANDS, AgeBand, Participant
from smartsupport.domain.placement import Placement, PlacementState, standing
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Role, Supporter, SupporterKind

_ABSENT = (BookingState.ABSENT_TOLD, BookingState.ABSENT_SILENT)
_CONFIRMED = (BookingState.CONFIRMED, *_ABSENT)
"""Who is marked absent was confirmed before."""
_LISTED = (BookingState.CONFIRMED, BookingState.APPLIED, *_ABSENT, BookingState.CANCELLED)
"""Bookings that put a person on the attendance list; of several, the earlier in this order."""
_AT_WORK = (
    PlacementState.ACCEPTED,
    PlacementState.ABSENT_TOLD,
    PlacementState.ABSENT_SILENT,
)
"""Placements that put a supporter on the report, there or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFacts:
    """Everything the figures of one session are made from; rows of other sessions are passed over.

    `topics` and `referrals` are the two lists of choices; `hours` are rows of `domain.credit`;
    `first_visits` are the participants who never came before; `now` decides who is absent.
    The `erased` were known, and still count as distinct people.
    """

    session: Session
    kind: str
    venue: str
    now: datetime
    bookings: Collection[Booking] = ()
    participants: Mapping[UUID, Participant] = field(default_factory=dict)
    visits: Collection[Visit] = ()
    first_visits: frozenset[UUID] = frozenset()
    consultations: Collection[Consultation] = ()
    topics: Collection[Choice] = ()
    referrals: Collection[Choice] = ()
    placements: Collection[Placement] = ()
    supporters: Mapping[UUID, Supporter] = field(default_factory=dict)
    hours: Collection[HoursRow] = ()
    erased: frozenset[UUID] = frozenset()


def session_figures(facts: SessionFacts) -> SessionFigures:
    """Every figure of one session; pure, whatever order the facts come in."""
    session = facts.session
    attendees = attendees_of(facts)
    there = [a for a in attendees if a.arrived]
    bands = Counter(a.age_band for a in there)
    aged = Counter(a.age_band.is_65_or_over for a in there)
    anonymous = sum(_participant(facts, a.participant_id).anonymous and not a.erased for a in there)
    records = [c for c in facts.consultations if c.session_id == session.id and not c.deleted]
    outcomes = Counter(record.outcome for record in records)
    return SessionFigures(
        session_id=session.id,
        title=session.title or facts.kind,
        kind=facts.kind,
        day=session.day,
        start=session.start,
        end=session.end,
        gather=session.gather,
        dismiss=session.dismiss,
        venue=facts.venue,
        room=session.room,
        state=session.state,
        reason=session.reason,
        booked=sum(_confirmed(a) for a in attendees),
        attendances=len(there),
        people=len(there) - anonymous,
        anonymous=anonymous,
        first_visits=sum(a.first_visit for a in there),
        walk_ins=sum(a.walk_in for a in there),
        absent=sum(_absent(a, facts) for a in attendees),
        aged_65=aged[True],
        age_unknown=aged[None],
        ages=tuple((b, bands[b]) for b in AgeBand if b in ASKED_AGE_BANDS or bands[b]),
        companions=sum(a.companions for a in there),
        consultations=len(records),
        topics=_topics(facts.topics, records),
        outcomes=tuple((outcome, outcomes[outcome]) for outcome in Outcome),
        referrals=_referrals(facts.referrals, records),
        attendees=attendees,
        helpers=helpers_of(facts),
        note=session.note,
    )


def attendees_of(facts: SessionFacts) -> tuple[Attendee, ...]:
    """Who was at the session, was expected there or had cancelled, by reading.

    Someone who came without a booking, or with one that did not hold, is a walk-in.
    """
    here = facts.session.id
    bookings: dict[UUID, list[Booking]] = {}
    for booking in facts.bookings:
        if booking.session_id == here and not booking.deleted and booking.state in _LISTED:
            bookings.setdefault(booking.participant_id, []).append(booking)
    visits: dict[UUID, list[Visit]] = {}
    for visit in facts.visits:
        if visit.session_id == here and visit.party is Party.PARTICIPANT:
            visits.setdefault(visit.person_id, []).append(visit)
    everyone = [
        _attendee(facts, person, bookings.get(person, []), visits.get(person, []))
        for person in bookings.keys() | visits.keys()
    ]
    return tuple(sorted(everyone, key=lambda a: (*list_place(a.name, a.kana), a.participant_id)))


def helpers_of(facts: SessionFacts) -> tuple[SupporterThere, ...]:
    """The supporters who were to come or came, by reading."""
    here = facts.session.id
    rows = {row.supporter_id: row for row in facts.hours if row.session_id == here}
    placed = {
        supporter: placement
        for (supporter, session), placement in standing(facts.placements).items()
        if session == here and (placement.state in _AT_WORK or supporter in rows)
    }
    everyone = [
        _helper(facts, supporter, placed.get(supporter), rows.get(supporter))
        for supporter in placed.keys() | rows.keys()
    ]
    return tuple(sorted(everyone, key=lambda h: (*list_place(h.name, h.kana), h.supporter_id)))


def _participant(facts: SessionFacts, person: UUID) -> Participant:
    return facts.participants.get(person) or Participant(id=person)


def _attendee(
    facts: SessionFacts, person: UUID, bookings: list[Booking], visits: list[Visit]
) -> Attendee:
    who = _participant(facts, person)
    booking = min(bookings, key=_speaks_first, default=None)
    booked = (
        booking is not None and not booking.walk_in and booking.state is not BookingState.CANCELLED
    )
    arrivals = sorted(
        (event for v in visits for event in (v.arrival, *v.joined) if event),
        key=lambda event: (event.at, event.id),
    )
    departures = [v.departure.at for v in visits if v.departure]
    inside = any(visit.inside for visit in visits)
    return Attendee(
        participant_id=person,
        name=who.name,
        kana=who.kana,
        number=next((event.called for event in arrivals if event.called), ""),
        arrived_at=arrivals[0].at if arrivals else None,
        left_at=None if inside else max(departures, default=None),
        booked=booked,
        walk_in=bool(visits) and not booked,
        first_visit=bool(visits) and person in facts.first_visits,
        companions=max((event.companions for event in arrivals), default=0),
        age_band=who.age_band,
        state=booking.state if booking else "",
        note=next((event.reason for event in arrivals if event.reason), "")
        or (booking.reason if booking else ""),
        erased=person in facts.erased,
    )


def _speaks_first(booking: Booking) -> tuple[int, bool, UUID]:
    return (_LISTED.index(booking.state), booking.walk_in, booking.id)


def _confirmed(attendee: Attendee) -> bool:
    return attendee.booked and attendee.state in _CONFIRMED


def _absent(attendee: Attendee, facts: SessionFacts) -> bool:
    """A confirmed booking of a session that was held, by someone who never came."""
    if attendee.arrived or facts.session.cancelled or not _confirmed(attendee):
        return False
    return attendee.state in _ABSENT or facts.now >= facts.session.span.end


def _helper(
    facts: SessionFacts, supporter: UUID, placement: Placement | None, row: HoursRow | None
) -> SupporterThere:
    who = facts.supporters.get(supporter) or Supporter(id=supporter, kind=SupporterKind.OTHER)
    unplaced = row.role if row else Role.ASSISTANT
    return SupporterThere(
        supporter_id=supporter,
        name=who.name,
        kana=who.kana,
        kind=who.kind,
        role=placement.role if placement else unplaced,
        state=placement.state if placement else "",
        start=row.start if row else None,
        end=row.end if row else None,
        credited=row.credited if row else 0,
        estimated=row.estimated if row else False,
    )


def _topics(choices: Collection[Choice], records: list[Consultation]) -> tuple[TopicCount, ...]:
    asked = Counter(code for r in records for code in {*r.topics, r.main_topic} - {""})
    main = Counter(r.main_topic for r in records if r.main_topic)
    return tuple(
        TopicCount(code=code, name=name, asked=asked[code], main=main[code])
        for code, name in _named(choices, asked).items()
    )


def _referrals(
    choices: Collection[Choice], records: list[Consultation]
) -> tuple[tuple[str, int], ...]:
    used = Counter(code for r in records for code in set(r.referrals))
    return tuple((name, used[code]) for code, name in _named(choices, used).items())


def _named(choices: Collection[Choice], used: Counter[str]) -> dict[str, str]:
    """Names by code, in the list's order: what may be chosen or was, listed or not."""
    names: dict[str, str] = {}
    for choice in sorted(choices, key=lambda c: (c.position, c.code, c.id)):
        if used[choice.code] or not choice.retired:
            names.setdefault(choice.code, choice.name)
    for code in sorted(used):
        names.setdefault(code, code)
    return names
