"""A damaged page takes nothing with it but what stands on it: the desk goes on with the rest."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest

from smartsupport.domain.door import DoorEvent
from smartsupport.domain.errors import Known
from smartsupport.domain.participant import Participant
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.venue import Venue
from smartsupport.paths import Places
from smartsupport.storage import check
from smartsupport.storage.unit_of_work import Store
from tests.stores import HeldClock, new_store, open_again

RECORDS = (Venue, Supporter, Participant, DoorEvent)
PAGE = 4096


@pytest.fixture
def places(tmp_path: Path, clock: HeldClock) -> Places:
    """A closed workspace in which each table has pages of its own."""
    store = new_store(tmp_path, clock)
    with store.transaction() as work:
        for n in range(60):
            work.add(Participant(id=UUID(int=n), name=f"参加者{n}", note="あ" * 200))
            work.add(Supporter(id=UUID(int=n), name=f"サポーター{n}", note="い" * 200))
    store.close()
    return Places(base=tmp_path)


def lay(places: Places, content: bytes) -> None:
    """Put a database in place of the one that was, and of its journal."""
    for left in places.base.glob(places.database.name + "-*"):
        left.unlink()
    places.database.write_bytes(content)


def answer(store: Store, record: type) -> object:
    try:
        with store.reading() as reading:
            return len(reading.find(record))
    except Known as error:
        return error.code


def writes(store: Store) -> object:
    try:
        with store.transaction() as work:
            work.add(Venue(id=uuid4(), name="会館"))
    except Known as error:
        return error.code
    return "written"


def test_what_stands_on_whole_pages_is_read_and_written_beside_a_damaged_one(
    places: Places, clock: HeldClock
) -> None:
    whole = places.database.read_bytes()
    hurt = 0
    for page in range(len(whole) // PAGE - 1, 1, -len(whole) // PAGE // 12):
        turned = bytearray(whole)
        turned[page * PAGE + 50] ^= 1
        alone: dict[type, object] = {}
        for record in RECORDS:
            lay(places, turned)
            try:
                store = open_again(places, clock)
            except Known:
                break
            alone[record] = answer(store, record)
            store.close()
        else:
            lay(places, turned)
            store = open_again(places, clock)
            assert check.quick_check(store) != []
            together = {record: answer(store, record) for record in (*RECORDS, *RECORDS[::-1])}
            assert together == alone
            first = writes(store)
            assert [writes(store) for _ in range(3)] == [first] * 3
            assert {record: answer(store, record) for record in RECORDS[1:]} == {
                record: alone[record] for record in RECORDS[1:]
            }
            hurt += "database_damaged" in alone.values()
            store.close()
    assert hurt
