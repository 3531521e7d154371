"""Finding people however their names are typed, in the order of a Japanese index."""

from uuid import UUID, uuid4

import pytest

from smartsupport.domain.participant import Participant
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.venue import Venue
from smartsupport.storage.queries import people as queries
from smartsupport.storage.unit_of_work import Store

PEOPLE = {
    "yamada": Participant(id=uuid4(), name="山田 花子", kana="ヤマダ ハナコ", phone="03-1234-5678"),
    "yamamoto": Participant(id=uuid4(), name="山本", kana="ヤマモト"),
    "takasaki": Participant(id=uuid4(), name="髙﨑 𠮷江", kana="タカサキ ヨシエ"),
    "shinbashi": Participant(id=uuid4(), kana="シンバシ チヨ"),
    "sakura": Participant(id=uuid4(), name="さくら"),
    "percent": Participant(id=uuid4(), name="100%_山"),
    "nobody": Participant(id=uuid4()),
}


@pytest.fixture
def names(store: Store) -> dict[UUID, str]:
    with store.transaction() as work:
        for person in PEOPLE.values():
            work.add(person)
        work.add(Supporter(id=uuid4(), name="山田 太郎", kana="ヤマダ タロウ"))
    return {person.id: name for name, person in PEOPLE.items()}


def _found(store: Store, names: dict[UUID, str], text: str, **more: object) -> list[str]:
    with store.reading() as reading:
        return [names[id] for id in queries.ordered_ids(reading, "participant", text, **more)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("やま", ["yamada", "yamamoto"]),
        ("ヤマ", ["yamada", "yamamoto"]),
        ("ﾔﾏﾓ", ["yamamoto"]),
        ("yama", ["yamada", "yamamoto"]),
        ("yamam", ["yamamoto"]),
        ("yamamo", ["yamamoto"]),
        ("ＹＡＭＡＭＯ", ["yamamoto"]),
        ("shin", ["shinbashi"]),
        ("sinba", ["shinbashi"]),
        ("やまm", ["yamamoto"]),
        ("sakura", ["sakura"]),
        ("takasaki yo", ["takasaki"]),
        ("山田", ["yamada"]),
        ("やまだ はな", ["yamada"]),
        ("はな　やま", ["yamada"]),
        ("やまだはな", ["yamada"]),
        ("5678", ["yamada"]),
        ("1234-5678", ["yamada"]),
        ("１２３４", ["yamada"]),
        ("𠮷", ["takasaki"]),
        ("さく", ["sakura"]),
        ("サク", ["sakura"]),
        ("%", ["percent"]),
        ("_", ["percent"]),
        ("0%", ["percent"]),
        ("ぬ", []),
        ("山田 本", []),
    ],
)
def test_a_typed_text_finds(
    store: Store, names: dict[UUID, str], text: str, expected: list[str]
) -> None:
    assert _found(store, names, text) == expected


def test_a_text_that_was_pasted_whole_is_looked_for_too(
    store: Store, names: dict[UUID, str]
) -> None:
    assert _found(store, names, "山田 " * 3000) == ["yamada"]
    assert _found(store, names, "山" * 60_000) == []


def test_the_order_is_an_indexs_and_the_nameless_stand_last(
    store: Store, names: dict[UUID, str]
) -> None:
    order = ["percent", "sakura", "shinbashi", "takasaki", "yamada", "yamamoto", "nobody"]
    assert _found(store, names, "") == order
    assert _found(store, names, "", descending=True) == [*reversed(order[:-1]), "nobody"]
    assert [len(_found(store, names, "", limit=n)) for n in (1, 6, 7, 100)] == [1, 6, 7, 7]
    assert _found(store, names, "", limit=6) == order[:6]


def test_the_index_says_where_each_syllable_begins(store: Store, names: dict[UUID, str]) -> None:
    for descending in (False, True):
        order = _found(store, names, "", descending=descending)
        with store.reading() as reading:
            found = queries.index_positions(reading, "participant", descending=descending)
        assert order[found["サ"]] == "sakura"
        assert order[found["ヤ"]] == ("yamamoto" if descending else "yamada")


def test_a_person_whose_name_changed_is_found_by_the_new_one_only(
    store: Store, names: dict[UUID, str]
) -> None:
    with store.transaction() as work:
        before = work.get(Participant, PEOPLE["yamamoto"].id)
        work.change(before, name="佐藤", kana="サトウ")
        work.delete(work.get(Participant, PEOPLE["sakura"].id))
    assert _found(store, names, "やま") == ["yamada"]
    assert _found(store, names, "さとう") == ["yamamoto"]
    assert _found(store, names, "さくら") == []
    with store.reading() as reading:
        assert queries.count(reading, "participant") == len(PEOPLE) - 1


def test_a_venue_is_found_by_its_address(store: Store) -> None:
    hall = Venue(id=uuid4(), name="中央会館", address="東京都中野区中野四丁目")
    with store.transaction() as work:
        work.add(hall)
    with store.reading() as reading:
        assert queries.ordered_ids(reading, "venue", "四丁目") == [hall.id]
