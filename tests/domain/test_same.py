"""One person entered twice: whom links join, who speaks for them, and who may be one person."""

from itertools import permutations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsupport.domain.card import Party
from smartsupport.domain.same import (
    Entry,
    SameAs,
    Verdict,
    canonical,
    components,
    likely_same,
    pair_id,
)

A, B, C, D = (UUID(int=n) for n in range(1, 5))

people = st.integers(1, 9).map(lambda n: UUID(int=n))
links = st.lists(st.tuples(people, people), max_size=12)


@given(links, st.randoms(use_true_random=False))
def test_the_order_and_the_direction_of_links_do_not_matter(
    found: list[tuple[UUID, UUID]], random: object
) -> None:
    shuffled = [pair[:: random.choice((1, -1))] for pair in found]
    random.shuffle(shuffled)
    assert {*components(found)} == {*components(shuffled + found)}


@given(links)
def test_components_are_what_one_comes_to_by_walking_along_the_links(
    found: list[tuple[UUID, UUID]],
) -> None:
    def walked(start: UUID) -> frozenset[UUID]:
        reached, ahead = {start}, [start]
        while ahead:
            here = ahead.pop()
            near = {p for pair in found if here in pair for p in pair} - reached
            reached |= near
            ahead += near
        return frozenset(reached)

    joined = components(found)
    assert {*joined} == {walked(person) for pair in found for person in pair}
    assert len(joined) == len({*joined})
    for some in joined:
        assert canonical(some) == min(some)
        assert canonical(some, some - {max(some)}) == max(some)
        assert canonical(some, some) == min(some)


def test_the_row_about_two_people_is_the_same_whoever_is_named_first() -> None:
    assert SameAs.of(A, B, Party.SUPPORTER, Verdict.SAME) == SameAs.of(
        B, A, Party.SUPPORTER, Verdict.SAME
    )
    assert pair_id(A, B) == UUID("24ef705d-a377-57d4-8b77-b95e2ac9667d")
    assert pair_id(A, B) != pair_id(A, C)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (("山田 花子", "ヤマダ ハナコ", "03-1"), ("山田花子", "ヤマダハナコ", "０３-1"), True),
        (("山田 花子", "ヤマダ ハナコ", "03-1"), ("山田 花子", "ヤマダ ハナコ", ""), True),
        (("山田 花子", "ヤマダ ハナコ", ""), ("山田 花子", "ヤマダ ハナコ", ""), True),
        (("山田 花子", "ヤマダ ハナコ", "03-1"), ("山田 花子", "ヤマダ ハナコ", "03-2"), False),
        (("山田 花子", "ヤマダ ハナコ", "03-1"), ("山多 華子", "ヤマダ ハナコ", "03-1"), True),
        (("山田 花子", "ヤマダ ハナコ", ""), ("山多 華子", "ヤマダ ハナコ", ""), False),
        (("山田 花子", "ヤマダ ハナコ", "03-1"), ("山田 太郎", "ヤマダ タロウ", "03-1"), False),
        (("", "ヤマダ ハナコ", ""), ("山田 花子", "ヤマダ ハナコ", ""), False),
        (("山田 花子", "", "03-1"), ("山田 花子", "", "03-1"), True),
        (("山田 花子", "", "03-1"), ("山田 太郎", "", "03-1"), False),
        (("", "ヤマダ ハナコ", ""), ("", "ヤマダ ハナコ", ""), True),
        (("", "ヤマダ", ""), ("", "ヤマダ", ""), False),
        (("", "ヤマダ", "03-1"), ("", "ヤマダ", "03-1"), True),
        (("", "", "03-1"), ("", "", "03-1"), False),
        (("", "", ""), ("", "", ""), False),
    ],
)
def test_who_may_be_one_person(
    one: tuple[str, str, str], other: tuple[str, str, str], alike: bool
) -> None:
    for order in permutations([Entry(B, *one), Entry(A, *other)]):
        assert likely_same(order) == ({(A, B)} if alike else set())


def test_each_pair_of_several_is_proposed_once() -> None:
    same = [Entry(id, "山田", "ヤマダ", phone) for id, phone in zip((A, B, C), "112", strict=True)]
    assert likely_same([*same, Entry(D, "山田", "ヤマダ", "")]) == {
        (A, B),
        (A, D),
        (B, D),
        (C, D),
    }
