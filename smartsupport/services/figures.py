"""What a session came to: everything stored about it, counted by the domain's rules."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from smartsupport.domain.booking import Booking
from smartsupport.domain.card import Party
from smartsupport.domain.consultation import Consultation
from smartsupport.domain.counting import SessionFacts, session_figures
from smartsupport.domain.credit import HoursFacts, hours_rows
from smartsupport.domain.door import DoorEvent, visits_from
from smartsupport.domain.figures import SessionFigures
from smartsupport.domain.hours import HoursRow
from smartsupport.domain.participant import Participant
from smartsupport.domain.placement import Placement
from smartsupport.domain.session import Session, SessionKind
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.venue import Venue
from smartsupport.services.consultations import choices_in
from smartsupport.services.defaults import REFERRALS, TOPICS
from smartsupport.services.office import Office
from smartsupport.storage.queries import erased, same
from smartsupport.storage.queries.desk import first_visitors
from smartsupport.storage.unit_of_work import Reading


def of_session(office: Office, session_id: UUID) -> SessionFigures:
    """Every figure of one session. Raises NotFound("session_not_found")."""
    with office.store.reading() as reading:
        return in_snapshot(reading, session_id, office.clock())


def in_snapshot(reading: Reading, session_id: UUID, now: datetime) -> SessionFigures:
    """`of_session` as it stands at `now` in a snapshot of which more is read."""
    session = reading.get(Session, session_id)
    visits = visits_from(same.as_one(reading, reading.find(DoorEvent, session_id=session_id)))
    bookings = same.as_one(reading, reading.find(Booking, session_id=session_id))
    placements = same.as_one(reading, reading.find(Placement, session_id=session_id))
    came = {v.person_id for v in visits}
    people = came | {b.participant_id for b in bookings}
    supporters = came | {p.supporter_id for p in placements}
    kind = reading.first(SessionKind, id=session.kind_id)
    venue = reading.first(Venue, id=session.venue_id)
    return session_figures(
        SessionFacts(
            session=session,
            kind=kind.name if kind else "",
            venue=venue.name if venue else "",
            now=now,
            bookings=bookings,
            participants={p.id: p for p in reading.find(Participant, id=list(people))},
            visits=visits,
            first_visits=first_visitors(reading, list(came), session.day),
            consultations=reading.find(Consultation, session_id=session_id),
            topics=choices_in(reading, TOPICS, retired=True),
            referrals=choices_in(reading, REFERRALS, retired=True),
            placements=placements,
            supporters={s.id: s for s in reading.find(Supporter, id=list(supporters))},
            erased=frozenset(erased.levels(reading, people)),
            # Somebody at two sessions at once is credited once, so the whole day is asked.
            hours=hours_of_sessions(reading, reading.find(Session, day=session.day)),
        )
    )


def hours_of_sessions(reading: Reading, sessions: Collection[Session]) -> list[HoursRow]:
    """What supporters' visits to these sessions come to, before rounding."""
    ids = [s.id for s in sessions]
    events = reading.find(DoorEvent, session_id=ids, party=Party.SUPPORTER)
    visits = visits_from(same.as_one(reading, events))
    supporters = reading.find(Supporter, id=[v.person_id for v in visits])
    return hours_rows(
        HoursFacts(
            visits=visits,
            sessions={s.id: s for s in sessions},
            placements=same.as_one(reading, reading.find(Placement, session_id=ids)),
            supporters={s.id: s for s in supporters},
            venues={v.id: v.name for v in reading.find(Venue, id=[s.venue_id for s in sessions])},
            kinds={k.id: k.name for k in reading.find(SessionKind)},
        )
    )
