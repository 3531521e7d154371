"""What matching asks of the door: where supporters have helped."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from smartsupport.domain.card import Party
from smartsupport.domain.door import Direction, DoorEvent
from smartsupport.domain.venue import Venue
from smartsupport.storage.queries.placements import last_days, past_sessions
from smartsupport.storage.unit_of_work import Store

DAY = date(2026, 10, 3)
HERE, THERE = UUID(int=1), UUID(int=2)
ANNA, BEN, GUEST = UUID(int=11), UUID(int=12), UUID(int=13)


def _event(
    person: UUID, venue: UUID, days_ago: int, session: int = 0, party: Party = Party.SUPPORTER
) -> DoorEvent:
    day = DAY - timedelta(days=days_ago)
    return DoorEvent(
        id=uuid4(),
        direction=Direction.IN,
        party=party,
        person_id=person,
        session_id=UUID(int=1000 + days_ago * 10 + session),
        venue_id=venue,
        day=day,
        at=datetime(2026, 10, 1, tzinfo=UTC),
    )


def _stored(store: Store, *events: DoorEvent) -> None:
    with store.transaction() as work:
        for id in (HERE, THERE):
            work.add(Venue(id=id, name=str(id)))
        for event in events:
            work.add(event)


def test_sessions_are_counted_by_supporter_and_venue(store: Store) -> None:
    taken_back = _event(BEN, HERE, 5)
    _stored(
        store,
        _event(ANNA, HERE, 7),
        _event(ANNA, HERE, 7),
        _event(ANNA, HERE, 7, session=1),
        _event(ANNA, THERE, 3),
        _event(ANNA, HERE, 400),
        _event(ANNA, HERE, 0),
        _event(BEN, HERE, 30),
        _event(GUEST, HERE, 7, party=Party.PARTICIPANT),
        taken_back,
    )
    with store.transaction() as work:
        work.void(taken_back)
    with store.reading() as reading:
        assert past_sessions(reading, DAY - timedelta(days=365), DAY) == {
            ANNA: {HERE: 2, THERE: 1},
            BEN: {HERE: 1},
        }
        assert last_days(reading, HERE, DAY) == {
            ANNA: DAY - timedelta(days=7),
            BEN: DAY - timedelta(days=30),
        }
