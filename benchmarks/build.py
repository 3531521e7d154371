"""A register as large as a busy city's after some years, for measuring against.

    .venv/bin/python benchmarks/build.py [DIR] --people 100000 --events 1000000

Everything arrives as ops of another laptop, as a first sync would bring it. Sessions run from some
years ago until a month ahead of DAY (a Saturday); bookings begin three months before it.
Without DIR it is thrown away again, and only the speed is printed.
"""

import argparse
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count, islice
from pathlib import Path
from random import Random
from uuid import UUID

from smartsupport.codes.token import new_code
from smartsupport.domain.booking import Booking
from smartsupport.domain.card import CardEvent, CardMove, Party
from smartsupport.domain.door import Direction, DoorEvent
from smartsupport.domain.participant import Participant
from smartsupport.domain.period import moment
from smartsupport.domain.placement import Placement, PlacementState, placement_id
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Role, Supporter
from smartsupport.domain.venue import Venue
from smartsupport.paths import Places
from smartsupport.services import calendar, demo_people
from smartsupport.services import office as offices
from smartsupport.services.office import Office
from smartsupport.storage.hlc import tick
from smartsupport.storage.op import ADD, Op, OpId
from smartsupport.storage.records import all_values, subjects_of
from smartsupport.storage.schema import BY_RECORD, SCHEMA_VERSION
from smartsupport.storage.types import to_ms
from smartsupport.storage.unit_of_work import Store

DAY = date(2026, 10, 3)
NOW = moment(DAY, datetime(2026, 10, 3, 9, 30).time())  # noqa: DTZ001 - a clock face
BATCH = 5000

GUESTS, HELPERS = 24, 3
EVENTS_EACH = GUESTS + 2 * HELPERS
VENUES = 20
AHEAD = timedelta(days=31)
BOOKED_SINCE = timedelta(days=90)
TIMES = ((10, 12), (13, 15), (15, 17))


def as_ops(records: Iterable[object], random: Random) -> Iterator[Op]:
    """The records as another laptop's log would bring them."""
    hlc = 0
    replica = random.randbytes(8)
    for seq, record in enumerate(records, 1):
        synced = BY_RECORD[type(record)]
        at = datetime(2021, 4, 1, tzinfo=UTC) + timedelta(seconds=seq)
        hlc = tick(hlc, at)
        yield Op(
            id=OpId(replica, 1, seq, random.randbytes(8)).pack(),
            hlc=hlc,
            at=to_ms(at),
            txn=random.randbytes(16),
            index=0,
            count=1,
            actor=bytes(16),
            schema=SCHEMA_VERSION,
            kind=ADD,
            table=synced.name,
            row=record.id.bytes,
            values=all_values(synced, record),
            base={},
            subjects=subjects_of(synced, record),
        )


def merge(store: Store, ops: Iterator[Op]) -> tuple[int, float]:
    """Takes all ops in; returns how many, and how many a second."""
    taken, busy = 0, 0.0
    while some := list(islice(ops, BATCH)):
        begun = time.perf_counter()
        store.merge(some)
        busy += time.perf_counter() - begun
        taken += len(some)
    return taken, taken / busy if busy else 0.0


def everything(office: Office, people: int, events: int) -> Iterator[object]:
    """Every record and event, what others point at first."""
    random = Random(1)
    new_id = demo_people.demo_ids(random)
    participants = demo_people.demo_participants(people, random, new_id)
    supporters = demo_people.demo_supporters(max(20, people // 50), random, new_id)
    venues = demo_people.demo_venues(VENUES, random, new_id)
    yield from participants
    yield from supporters
    yield from venues
    for person in participants:
        yield CardEvent(
            id=new_id(),
            code=new_code(draw=random.getrandbits),
            move=CardMove.ISSUE,
            at=NOW,
            person_id=person.id,
            party=Party.PARTICIPANT,
        )
    kind = calendar.kinds(office)[0].id
    for session in _sessions(venues, kind, events // EVENTS_EACH, new_id):
        yield session
        yield from _around(
            session,
            random.sample(participants, min(GUESTS, people)),
            random.sample(supporters, HELPERS),
            new_id,
        )


def _sessions(venues: list[Venue], kind: UUID, past: int, new_id) -> Iterator[Session]:
    """So many before DAY, backwards; then those of DAY and of the month after it."""
    days = (DAY - timedelta(days=n) for n in count(1))
    before = (
        _session(venue, kind, day, times, new_id)
        for day in days
        for times in TIMES
        for venue in venues
    )
    yield from islice(before, past)
    for n in range(AHEAD.days):
        for venue in venues:
            for times in TIMES:
                yield _session(venue, kind, DAY + timedelta(days=n), times, new_id)


def _session(venue: Venue, kind: UUID, day: date, times: tuple[int, int], new_id) -> Session:
    start, end = (datetime(2000, 1, 1, hour).time() for hour in times)  # noqa: DTZ001
    return Session(
        id=new_id(),
        venue_id=venue.id,
        kind_id=kind,
        day=day,
        start=start,
        end=end,
        gather=start,
        dismiss=end,
        title="相談会",
        desks=4,
        capacity=40,
    )


def _around(
    session: Session, guests: list[Participant], helpers: list[Supporter], new_id
) -> Iterator[object]:
    if session.day >= DAY - BOOKED_SINCE:
        for guest in guests:
            yield Booking(id=new_id(), session_id=session.id, participant_id=guest.id)
        for helper in helpers:
            yield Placement(
                id=placement_id(session.id, helper.id, Role.ADVISER),
                session_id=session.id,
                supporter_id=helper.id,
                role=Role.ADVISER,
                state=PlacementState.ACCEPTED,
            )
    if session.day >= DAY:
        return
    for number, guest in enumerate(guests, 1):
        yield _event(session, guest.id, Party.PARTICIPANT, Direction.IN, new_id, number=number)
    for helper in helpers:
        came = _event(session, helper.id, Party.SUPPORTER, Direction.IN, new_id)
        yield came
        yield _event(session, helper.id, Party.SUPPORTER, Direction.OUT, new_id, after=came.id)


def _event(
    session: Session, person: UUID, party: Party, direction: Direction, new_id, **more
) -> DoorEvent:
    span = session.work_span
    return DoorEvent(
        id=new_id(),
        direction=direction,
        party=party,
        person_id=person,
        session_id=session.id,
        venue_id=session.venue_id,
        day=session.day,
        at=span.start if direction is Direction.IN else span.end,
        by="担当",
        **more,
    )


def build(folder: Path, people: int, events: int) -> tuple[Office, float]:
    """A new register of that size in `folder`, open; and the ops a second it took in."""
    office = offices.make(
        Places(base=folder), name="測定用", person="担当", practice=False, clock=lambda: NOW
    )
    _taken, speed = merge(office.store, as_ops(everything(office, people, events), Random(2)))
    return office, speed


def opened(folder: Path | None, people: int, events: int) -> Office:
    """The register in `folder`, built first if there is none."""
    places = Places(base=folder) if folder else None
    if places and offices.is_there(places):
        return offices.open_office(places, clock=lambda: NOW)
    target = folder or Path(tempfile.mkdtemp())
    return build(target, people, events)[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--people", type=int, default=2_000)
    parser.add_argument("--events", type=int, default=20_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = given.folder or Path(name)
        office, speed = build(folder, given.people, given.events)
        size = office.store.path.stat().st_size / 1e6
        print(f"{given.people:,} people, {given.events:,} door events, {size:,.0f} MB")
        print(f"taken in                   {speed:>9,.0f} ops/s")
        office.close()


if __name__ == "__main__":
    main()
