"""Which passwords are long enough, and how long a wrong one makes one wait."""

from uuid import UUID

import pytest

from smartsupport.domain.account import (
    Account,
    AccountRole,
    AccountState,
    checked_password,
    pause_after,
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


def test_a_person_without_a_key_or_removed_opens_nothing() -> None:
    one = Account(id=UUID(int=1), name="佐藤", role=AccountRole.RECEPTIONIST)
    assert not one.opens
    keyed = Account(
        id=UUID(int=1), name="", role=AccountRole.COORDINATOR, public_key="00", wrapped="{}"
    )
    assert keyed.opens
    gone = Account(
        id=UUID(int=1),
        name="",
        role=AccountRole.COORDINATOR,
        state=AccountState.REMOVED,
        public_key="00",
        wrapped="{}",
    )
    assert not gone.opens
    assert "wrapped" not in repr(keyed)
