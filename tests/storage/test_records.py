"""Values of the domain survive being stored; what cannot be stored is refused by name."""

from dataclasses import fields
from datetime import UTC, date, datetime, time
from typing import Any, get_type_hints
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from smartsupport.domain.booking import Booking
from smartsupport.domain.card import CardEvent, CardMove
from smartsupport.domain.errors import Refused
from smartsupport.domain.participant import AgeBand, Participant
from smartsupport.domain.session import PlaceRule, Session, SessionKind, WantedPlaces
from smartsupport.domain.supporter import Role, Supporter
from smartsupport.domain.venue import Venue
from smartsupport.storage.database import FOLDING
from smartsupport.storage.records import all_values, from_row
from smartsupport.storage.schema import BY_RECORD, DELETED
from smartsupport.storage.unit_of_work import Store

whole = st.integers(-(2**31), 2**31 - 1)
storable = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=9)
minutes = st.times().map(lambda t: t.replace(second=0, microsecond=0))
moments = st.datetimes(
    datetime.fromisoformat("1000-01-01"),
    datetime.fromisoformat("9000-01-01"),
    timezones=st.just(UTC),
).map(lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000))
days = st.dates(date(1000, 1, 1), date(9000, 1, 1))
for kind, strategy in (
    (int, whole),
    (str, storable),
    (time, minutes),
    (datetime, moments),
    (date, days),
):
    st.register_type_strategy(kind, strategy)


def any_of(record: type) -> st.SearchStrategy[Any]:
    hints = get_type_hints(record)
    names = {f.name for f in fields(record)} - {"seen", DELETED}
    return st.builds(record, **{name: st.from_type(hints[name]) for name in names})


@pytest.mark.parametrize("record", list(BY_RECORD), ids=lambda record: record.__name__)
@settings(max_examples=25)
@given(data=st.data())
def test_every_value_comes_back_as_it_was(record: type, data: st.DataObject) -> None:
    synced = BY_RECORD[record]
    value = data.draw(any_of(record))
    row: dict[str, Any] = {"id": value.id.bytes, "heads": b"", DELETED: 0}
    for values in all_values(synced, value).values():
        row |= values
    assert from_row(synced, record, row) == value


def test_equal_sets_are_equal_text() -> None:
    synced = BY_RECORD[Supporter]
    id, others = uuid4(), [uuid4() for _ in range(9)]
    roles = list(Role)
    one = Supporter(id=id, roles=frozenset(roles), keep_with=frozenset(others))
    other = Supporter(id=id, roles=frozenset(roles[::-1]), keep_with=frozenset(others[::-1]))
    assert all_values(synced, one) == all_values(synced, other)


@pytest.mark.parametrize("bad", ["a\0b", "\ud800", "山田\udfff"])
def test_text_that_no_database_holds_is_refused_with_its_field(store: Store, bad: str) -> None:
    for record, field in (
        (Participant(id=uuid4(), note=bad), "note"),
        (Venue(id=uuid4(), name="会場", rooms=("1階", bad)), "rooms"),
        (
            CardEvent(id=uuid4(), code="S1", move=CardMove.REVOKE, at=store.clock(), reason=bad),
            "reason",
        ),
    ):
        with pytest.raises(Refused) as refused, store.transaction() as work:
            work.add(record)
        assert refused.value.code == "text_not_storable"
        assert refused.value.data == {"field": field}


def test_refused_text_in_a_change_leaves_the_record_as_it_was(store: Store) -> None:
    with store.transaction() as work:
        before = work.add(Participant(id=uuid4(), name="山田"))
    with pytest.raises(Refused), store.transaction() as work:
        work.change(before, note="ok")
        work.change(before, name="\0")
    with store.reading() as reading:
        assert reading.get(Participant, before.id) == before


def test_a_value_that_only_a_later_version_knows_does_not_hide_the_rest(store: Store) -> None:
    with store.transaction() as work:
        added = work.add(Participant(id=uuid4(), name="山田", age_band=AgeBand.FROM_70))
    with store.maintenance() as connection:
        update = text("UPDATE participant SET age_band = :band")
        connection.execute(update, {"band": "100_over"}, execution_options=FOLDING)
    with store.reading() as reading:
        found = reading.get(Participant, added.id)
        assert (found.name, found.age_band) == ("山田", AgeBand.UNKNOWN)
    with store.maintenance() as connection:
        update = text("UPDATE participant SET age_band = :band")
        connection.execute(update, {"band": "70_74"}, execution_options=FOLDING)


def test_nested_values_are_kept_in_order(store: Store) -> None:
    places = (
        WantedPlaces(role=Role.RECEPTION, minimum=1, wanted=1),
        WantedPlaces(role=Role.ADVISER, minimum=2, wanted=3),
    )
    kind = SessionKind(
        id=uuid4(), name="相談会", places=(PlaceRule(role=Role.ADVISER, per="desk"),)
    )
    session = Session(
        id=uuid4(),
        venue_id=uuid4(),
        kind_id=kind.id,
        day=date(2026, 10, 3),
        start=time(10),
        end=time(12),
        gather=time(9, 30),
        dismiss=time(12, 15),
        places=places,
    )
    with store.transaction() as work:
        work.add(kind)
        work.add(session)
    with store.reading() as reading:
        assert reading.get(SessionKind, kind.id) == kind
        assert reading.get(Session, session.id) == session
        assert reading.find(Session, day=date(2026, 10, 3), capacity=None) == [session]


def test_find_by_several_values_by_none_and_by_truth(store: Store) -> None:
    people = [UUID(int=n) for n in range(1, 4)]
    with store.transaction() as work:
        for n, person in enumerate(people):
            work.add(
                Booking(
                    id=UUID(int=n + 10),
                    session_id=UUID(int=7),
                    participant_id=person,
                    walk_in=n == 1,
                    at=time(10) if n else None,
                )
            )
    with store.reading() as reading:

        def found(**equal: object) -> list[int]:
            return sorted(b.participant_id.int for b in reading.find(Booking, **equal))

        assert found(participant_id=people[:2]) == [1, 2]
        assert found(participant_id=[]) == []
        assert found(at=None) == [1]
        assert found(at=time(10), walk_in=False) == [3]
        assert found(id=UUID(int=11)) == [2]
