"""Two laptops at once: what survives, what is kept for a person to choose, what beats what."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from smartsupport.domain.card import CardEvent, CardMove
from smartsupport.domain.errors import NotFound, Refused
from smartsupport.domain.participant import Participant
from smartsupport.domain.placement import Placement, PlacementState, placement_id
from smartsupport.domain.supporter import Role
from smartsupport.storage.unit_of_work import Store
from smartsupport.storage.versions import count_open_versions, open_versions
from tests.storage.logs import differences, ops_of
from tests.stores import COORDINATOR, HeldClock

Pair = tuple[Store, Store, Participant, Participant]


@pytest.fixture
def pair(store: Store, another: Callable[[str], Store], clock: HeldClock) -> Pair:
    """Two laptops that both hold 山田, as each read her."""
    far = another("far")
    with store.transaction() as work:
        here = work.add(Participant(id=uuid4(), name="山田", phone="1", note="杖"))
    far.merge(ops_of(store))
    clock.advance(minutes=1)
    with far.reading() as reading:
        return store, far, here, reading.get(Participant, here.id)


def sync(one: Store, other: Store) -> None:
    one.merge(ops_of(other))
    other.merge(ops_of(one))
    assert differences(one, other) == []


def read(store: Store, id: UUID) -> Participant:
    with store.reading() as reading:
        return reading.get(Participant, id)


def test_a_form_saved_after_a_merge_keeps_the_other_field(pair: Pair) -> None:
    here, far, mine, theirs = pair
    with far.transaction() as work:
        work.change(theirs, phone="2")
    here.merge(ops_of(far))
    with here.transaction() as work:
        saved = work.change(mine, note="杖なし")
    assert (saved.phone, saved.note) == ("2", "杖なし")
    sync(here, far)
    assert read(far, mine.id) == saved
    with here.reading() as reading:
        assert open_versions(reading) == []


def test_the_same_field_saved_without_seeing_the_other_is_two_versions(
    pair: Pair, clock: HeldClock
) -> None:
    here, far, mine, theirs = pair
    with far.transaction() as work:
        work.change(theirs, name="山多")
    here.merge(ops_of(far))
    earlier = clock.now
    clock.advance(minutes=1)
    with here.transaction() as work:
        assert work.change(mine, name="山口").name == "山口"
    sync(here, far)
    for one in (here, far):
        with one.reading() as reading:
            (found,) = open_versions(reading)
            assert count_open_versions(reading) == 1
        assert (found.kind, found.id, found.fields) == ("participant", mine.id, ("name", "kana"))
        assert [(v.values, v.at, v.by, v.here) for v in found.versions] == [
            ({"name": "山多", "kana": ""}, earlier, COORDINATOR, one is far),
            ({"name": "山口", "kana": ""}, clock.now, COORDINATOR, one is here),
        ]


def test_a_correction_of_what_was_seen_is_one_version(pair: Pair) -> None:
    here, far, mine, theirs = pair
    with far.transaction() as work:
        work.change(theirs, name="山多")
    here.merge(ops_of(far))
    with here.transaction() as work:
        work.change(work.get(Participant, mine.id), name="山口")
    sync(here, far)
    with far.reading() as reading:
        assert open_versions(reading) == []
        assert reading.get(Participant, mine.id).name == "山口"


@pytest.mark.parametrize("chosen", ["2", "3", "4"])
def test_settling_leaves_one_version_everywhere_whichever_is_chosen(
    pair: Pair, clock: HeldClock, chosen: str
) -> None:
    here, far, mine, theirs = pair
    with here.transaction() as work:
        work.change(mine, phone="2")
    clock.advance(minutes=1)
    with far.transaction() as work:
        work.change(theirs, phone="3")
    sync(here, far)
    with here.transaction() as work:
        before = work.get(Participant, mine.id)
        assert before.phone == "3"
        assert work.change(before, phone=before.phone) == before
        assert count_open_versions(work) == 1
        work.settle(before, phone=chosen)
    sync(here, far)
    for one in (here, far):
        with one.reading() as reading:
            assert open_versions(reading) == []
            assert reading.get(Participant, mine.id).phone == chosen


def test_equal_changes_are_not_two_versions(pair: Pair) -> None:
    here, far, mine, theirs = pair
    for one, record in ((here, mine), (far, theirs)):
        with one.transaction() as work:
            work.change(record, phone="2")
    sync(here, far)
    with here.reading() as reading:
        assert open_versions(reading) == []


def test_of_a_field_not_kept_twice_the_later_stands(pair: Pair, clock: HeldClock) -> None:
    here, far, mine, theirs = pair
    with here.transaction() as work:
        work.change(mine, note="先")
    clock.advance(minutes=1)
    with far.transaction() as work:
        work.change(theirs, note="後")
    sync(here, far)
    with here.reading() as reading:
        assert open_versions(reading) == []
        assert reading.get(Participant, mine.id).note == "後"


def test_an_edit_beats_a_deletion_that_had_not_seen_it(pair: Pair, clock: HeldClock) -> None:
    here, far, mine, theirs = pair
    with far.transaction() as work:
        work.change(theirs, note="まだ来る")
    clock.advance(minutes=5)
    with here.transaction() as work:
        work.delete(mine)
    assert read(here, mine.id).deleted
    sync(here, far)
    assert not read(here, mine.id).deleted
    with here.transaction() as work:
        work.delete(work.get(Participant, mine.id))
    sync(here, far)
    assert read(far, mine.id).deleted
    with far.reading() as reading:
        assert reading.find(Participant) == []


def test_two_versions_of_a_deleted_record_ask_nobody(pair: Pair) -> None:
    here, far, mine, theirs = pair
    with here.transaction() as work:
        work.change(mine, phone="2")
    with far.transaction() as work:
        work.change(theirs, phone="3")
    sync(here, far)
    with here.transaction() as work:
        gone = work.delete(work.get(Participant, mine.id))
    sync(here, far)
    with far.reading() as reading:
        assert open_versions(reading) == []
    with here.transaction() as work:
        work.change(gone, deleted=False)
    with here.reading() as reading:
        assert count_open_versions(reading) == 1


def test_a_placement_made_on_two_laptops_is_one_row_with_both_states(
    store: Store, another: Callable[[str], Store]
) -> None:
    far = another("far")
    session, supporter, role = uuid4(), uuid4(), Role.ADVISER
    for one, state in ((store, PlacementState.ACCEPTED), (far, PlacementState.DECLINED)):
        with one.transaction() as work:
            work.add(
                Placement(
                    id=placement_id(session, supporter, role),
                    session_id=session,
                    supporter_id=supporter,
                    role=role,
                    state=state,
                )
            )
    sync(store, far)
    with far.reading() as reading:
        assert len(reading.find(Placement)) == 1
        (found,) = open_versions(reading)
    assert found.fields == ("state", "reason")
    assert {v.values["state"] for v in found.versions} == {
        PlacementState.ACCEPTED,
        PlacementState.DECLINED,
    }


def test_a_void_takes_back_only_the_event_it_names(
    store: Store, another: Callable[[str], Store]
) -> None:
    far = another("far")
    with store.transaction() as work:
        first = work.add(CardEvent(id=uuid4(), code="S1", move=CardMove.BIND, at=work.now))
    far.merge(ops_of(store))
    with far.transaction() as work:
        second = work.add(CardEvent(id=uuid4(), code="S1", move=CardMove.BIND, at=work.now))
    with store.transaction() as work:
        for event in work.find(CardEvent):
            work.void(event)
    with far.transaction() as work:
        work.void(first)
    sync(store, far)
    with store.reading() as reading:
        assert reading.find(CardEvent) == [second]


def test_what_is_not_here_can_be_neither_changed_nor_voided(store: Store) -> None:
    with store.transaction() as work:
        with pytest.raises(NotFound, match="participant_not_found"):
            work.change(Participant(id=uuid4()), name="x")
        with pytest.raises(NotFound, match="card_event_not_found"):
            work.void(CardEvent(id=uuid4(), code="S1", move=CardMove.ISSUE, at=work.now))
        with pytest.raises(NotFound, match="participant_not_found"):
            work.get(Participant, uuid4())
    assert ops_of(store) == []


def test_an_id_is_added_once(store: Store) -> None:
    with store.transaction() as work:
        added = work.add(Participant(id=uuid4(), name="山田"))
        with pytest.raises(Refused, match="participant_exists"):
            work.add(Participant(id=added.id, name="鈴木"))
        work.delete(added)
        with pytest.raises(Refused, match="participant_exists"):
            work.add(Participant(id=added.id, name="鈴木"))
    assert [op.kind for op in ops_of(store)] == ["add", "change"]


def test_saving_what_did_not_change_writes_nothing(store: Store) -> None:
    with store.transaction() as work:
        added = work.add(Participant(id=uuid4(), name="山田"))
    told = []
    store.after_commit = told.append
    with store.transaction() as work:
        assert work.change(added, name="山田") is added
    assert told == []
    assert len(ops_of(store)) == 1
