"""The search table follows its rows."""

from uuid import UUID, uuid4

from sqlalchemy import select

from smartsupport.domain.participant import Participant
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.venue import Venue
from smartsupport.storage import derive
from smartsupport.storage.schema import SEARCH
from smartsupport.storage.unit_of_work import Store


def search(store: Store) -> list[tuple[str, UUID, str]]:
    with store.reading() as reading:
        found = reading.connection.execute(
            select(SEARCH.c.kind, SEARCH.c.id, SEARCH.c.text).order_by(SEARCH.c.kind, SEARCH.c.sort)
        )
        return [tuple(row) for row in found]


def test_people_and_places_are_found_by_name_reading_and_number(store: Store) -> None:
    with store.transaction() as work:
        b = work.add(
            Participant(id=uuid4(), name="山田 花子", kana="ヤマダ ハナコ", phone="03-1234")
        )
        a = work.add(Participant(id=uuid4(), name="青木", kana="アオキ"))
        s = work.add(Supporter(id=uuid4(), name="佐藤", phone="０９０"))
        v = work.add(Venue(id=uuid4(), name="Ａホール", kana="エーホール", address="本町 1"))
    assert search(store) == [
        ("participant", a.id, "青木 アオキ aoki "),
        ("participant", b.id, "山田花子 ヤマダハナコ yamadahanako 031234"),
        ("supporter", s.id, "佐藤   090"),
        ("venue", v.id, "aホール エーホール ehoru 本町1"),
    ]


def test_a_renamed_person_is_found_by_the_new_name_and_a_deleted_one_not_at_all(
    store: Store,
) -> None:
    with store.transaction() as work:
        one = work.add(Participant(id=uuid4(), name="山田"))
        other = work.add(Participant(id=uuid4(), name="鈴木"))
    with store.transaction() as work:
        work.change(one, name="山口")
        gone = work.delete(other)
    assert [text for *_, text in search(store)] == ["山口   "]
    with store.transaction() as work:
        work.change(gone, deleted=False)
    assert len(search(store)) == 2


def test_more_than_one_batch_is_refreshed(store: Store) -> None:
    with store.transaction() as work:
        added = [work.add(Participant(id=uuid4(), name=str(n))) for n in range(1100)]
    assert len(search(store)) == 1100
    with store.maintenance() as connection:
        connection.execute(SEARCH.delete())
        derive.refresh(connection, {"participant": {p.id for p in added}})
    assert len(search(store)) == 1100
