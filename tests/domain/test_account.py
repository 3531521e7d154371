"""Which passwords are long enough, how long a wrong one makes one wait, and who may come in."""

from collections.abc import Iterable
from dataclasses import replace
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsupport.domain.account import (
    Account,
    AccountRole,
    AccountState,
    checked_password,
    pause_after,
    removal_rings,
    standing,
)
from smartsupport.domain.errors import Refused


@pytest.mark.parametrize(
    "password",
    ["correct-horse", "さくらまどみかんでんしゃ", "犬 と 猫 車輪", "x9!k2#m4$p6&"],
)
def test_twelve_characters_or_four_words_are_enough(password: str) -> None:
    assert checked_password(password) == password


@pytest.mark.parametrize("password", ["", "short", "elevenchars", "三つ の 語", "   a   "])
def test_less_is_refused(password: str) -> None:
    with pytest.raises(Refused, match="password_short"):
        checked_password(password)


@pytest.mark.parametrize(
    "password",
    ["aaaaaaaaaaaa", "abababababab", "123456789012", "a a a a", "１２３４５６７８９０１２"],
)
def test_what_is_guessed_at_once_is_refused(password: str) -> None:
    with pytest.raises(Refused, match="password_simple"):
        checked_password(password)


def test_each_wrong_password_takes_longer_and_none_takes_for_ever() -> None:
    waits = [pause_after(n) for n in range(1000)]
    assert waits[:6] == [0, 0, 0, 1, 2, 4]
    assert waits == sorted(waits)
    assert max(waits) == 60


def test_a_person_without_a_key_has_no_password() -> None:
    one = Account(id=UUID(int=1), name="佐藤", role=AccountRole.RECEPTIONIST)
    assert not one.has_password
    keyed = replace(one, public_key="00", wrapped="{}")
    assert keyed.has_password
    assert "wrapped" not in repr(keyed)


def account(n: int, removed_by: int | None = None, **how: AccountRole) -> Account:
    return Account(
        id=UUID(int=n),
        name=f"担当 {n}",
        role=how.get("role", AccountRole.COORDINATOR),
        state=AccountState.ACTIVE if removed_by is None else AccountState.REMOVED,
        removed_by=None if removed_by is None else UUID(int=removed_by),
    )


def ids(accounts: Iterable[Account]) -> set[int]:
    return {a.id.int for a in accounts}


@pytest.mark.parametrize(
    ("removed_by", "inside"),
    [
        ({1: None, 2: None}, {1, 2}),
        ({1: None, 2: 1}, {1}),
        ({1: 2, 2: 1}, {1, 2}),
        ({1: 2, 2: 3, 3: 1}, {1, 2, 3}),
        ({1: 2, 2: 1, 3: 1, 4: 3}, {1, 2}),
        ({1: None, 2: 2}, {1}),
        ({1: 1, 2: 2, 3: 1}, {1, 2}),
        ({1: 1, 2: 1, 3: 2}, {1}),
        ({1: 2, 2: 1, 3: 3}, {1, 2}),
        ({1: None, 2: 9}, {1}),
    ],
)
def test_who_removed_each_other_stay(removed_by: dict[int, int | None], inside: set[int]) -> None:
    assert ids(standing(account(n, by) for n, by in removed_by.items())) == inside


def test_a_receptionist_alone_does_not_keep_the_last_coordinator_out() -> None:
    clerk = account(2, role=AccountRole.RECEPTIONIST)
    assert ids(standing([account(1, 1), clerk])) == {1, 2}


SIX = st.lists(st.none() | st.integers(0, 5), min_size=6, max_size=6)


@given(SIX)
def test_every_account_follows_the_ring_rule(removed_by: list[int | None]) -> None:
    accounts = [account(n, by) for n, by in enumerate(removed_by)]

    def returns(start: int) -> bool:
        """Whether going on from remover to remover leads back, over somebody else."""
        at, steps = removed_by[start], 1
        while at is not None and at != start and steps <= len(accounts):
            at, steps = removed_by[at], steps + 1
        return at == start and steps > 1

    ring = {n for n in range(6) if returns(n)}
    assert {i for found in removal_rings(accounts) for i in ids(found)} == ring
    stays = ring | {n for n, by in enumerate(removed_by) if by is None}
    assert ids(standing(accounts)) == stays or (
        not stays
        and ids(standing(accounts)) == {n for n, by in enumerate(removed_by) if by == n} != set()
    )


@given(SIX, st.randoms())
def test_no_order_of_accounts_matters_and_somebody_stays(
    removed_by: list[int | None], chance: Random
) -> None:
    accounts = [account(n, by) for n, by in enumerate(removed_by)]
    before = ids(standing(accounts))
    assert before
    chance.shuffle(accounts)
    assert ids(standing(accounts)) == before
