"""A practice workspace: invented people at invented places, some weeks of it already lived.

The people come from a seeded generator and are nobody; the workspace is marked as practice, and
everything printed from it says 見本.
"""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from random import Random

from smartsupport.clock import TOKYO, Clock, system_clock
from smartsupport.domain.errors import Refused
from smartsupport.domain.participant import Participant
from smartsupport.domain.session import Behaviour, Session, SessionKind, places_for, shifted
from smartsupport.domain.venue import Venue
from smartsupport.i18n import _
from smartsupport.paths import Places
from smartsupport.services import calendar
from smartsupport.services.bookings import book_in
from smartsupport.services.demo_people import (
    demo_availability,
    demo_ids,
    demo_month,
    demo_participants,
    demo_sessions,
    demo_supporters,
    demo_venues,
)
from smartsupport.services.office import Office, make
from smartsupport.storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many of each a practice workspace has; `months` before and after this one."""

    supporters: int
    participants: int
    venues: int
    months: int


SIZES = {
    "small": Size(supporters=30, participants=80, venues=3, months=0),
    "ward": Size(supporters=200, participants=2_000, venues=12, months=1),
    "city": Size(supporters=1_200, participants=20_000, venues=40, months=1),
}

BOOKED = 10
"""How many participants are booked for a session."""

_BATCH = 500
_MORNING, _NOON = time(10), time(12)
_AFTERNOON, _EVENING = time(13, 30), time(15, 30)


def make_demo(
    places: Places,
    *,
    size: str = "small",
    seed: int = 1,
    day: date | None = None,
    clock: Clock = system_clock,
) -> Office:
    """A new practice workspace around `day` (today if not said).

    The first venue holds a 相談会 that morning and a 体験会 that afternoon, both booked.
    Raises Refused("size_unknown"), Refused("workspace_exists").
    """
    if size not in SIZES:
        raise Refused("size_unknown", size=size)
    rng = Random(seed)
    office = make(
        places,
        name=_("Practice register"),
        organiser=_("Practice ward, smartphone support"),
        person=_("Coordinator (practice)"),
        practice=True,
        clock=clock,
        new_id=demo_ids(rng),
    )
    _fill(office, SIZES[size], day or clock().astimezone(TOKYO).date(), rng)
    return office


def _fill(office: Office, size: Size, day: date, rng: Random) -> None:
    supporters = demo_supporters(size.supporters, rng, office.new_id)
    participants = demo_participants(size.participants, rng, office.new_id)
    venues = demo_venues(size.venues, rng, office.new_id)
    kinds = [k for k in calendar.kinds(office) if k.behaviour is not Behaviour.DROP_IN]
    days = [d for d in _days(day, size.months) if d != day]
    sessions = demo_sessions(venues, kinds, days, rng, office.new_id)
    today = _today(office, venues[0], kinds, day)
    _store(
        office,
        [
            *supporters,
            *demo_availability(supporters, rng, office.new_id),
            *participants,
            *venues,
            *sessions,
            *today,
        ],
    )
    for start in range(0, len(sessions) + len(today), _BATCH // BOOKED):
        some = [*sessions, *today][start : start + _BATCH // BOOKED]
        with office.store.transaction() as work:
            for session in some:
                _book(office, work, session, participants, rng)


def _days(day: date, months: int) -> list[date]:
    first = day.replace(day=1)
    for _n in range(months):
        first = (first - timedelta(days=1)).replace(day=1)
    out: list[date] = []
    for _n in range(2 * months + 1):
        out += demo_month(first)
        first = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return out


def _today(office: Office, venue: Venue, kinds: list[SessionKind], day: date) -> list[Session]:
    """A morning of turns and an afternoon with a lecturer, so that both can be tried."""
    out = []
    for behaviour, start, end in (
        (Behaviour.TURNS, _MORNING, _NOON),
        (Behaviour.LECTURE, _AFTERNOON, _EVENING),
    ):
        kind = next(k for k in kinds if k.behaviour is behaviour)
        session = Session(
            id=office.new_id(),
            venue_id=venue.id,
            kind_id=kind.id,
            day=day,
            start=start,
            end=end,
            gather=shifted(start, -venue.gather_before),
            dismiss=shifted(end, venue.dismiss_after),
            title=kind.name,
            desks=max(2, venue.desks),
            capacity=BOOKED + 2,
        )
        places = places_for(kind, desks=session.desks, capacity=session.capacity, accessible=False)
        out.append(replace(session, places=places))
    return out


def _store(office: Office, records: list[object]) -> None:
    for start in range(0, len(records), _BATCH):
        with office.store.transaction() as work:
            for record in records[start : start + _BATCH]:
                work.add(record)


def _book(
    office: Office, work: Work, session: Session, participants: list[Participant], rng: Random
) -> None:
    most = BOOKED if session.capacity is None else min(BOOKED, session.capacity)
    slots = [shifted(session.start, 30 * (n // max(1, session.desks))) for n in range(most)]
    for person, at in zip(rng.sample(participants, most), slots, strict=True):
        book_in(office, work, session.id, person.id, at=at if at < session.end else None)
