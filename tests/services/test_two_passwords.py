"""A password changed on one laptop, or on two at once, as the others see it."""

import pytest

from smartsupport.domain.account import Account
from smartsupport.domain.errors import Refused
from smartsupport.services import accounts, sign_in
from smartsupport.storage import vault as vaults
from tests.accounts import OTHER, PASSWORD
from tests.services.sharing import Desk, Join, cheap_passwords, first, join, shared

__all__ = ["cheap_passwords", "first", "join", "shared"]

THIRD = "a third way to come in"


def comes_in(desk: Desk, password: str) -> bool:
    try:
        desk.sit(password)
    except Refused as error:
        assert error.code == "password_wrong"
        return False
    return True


def wrapped(desk: Desk) -> list[str]:
    with desk.office.opened.reading() as reading:
        return [account.wrapped for account in reading.find(Account)]


def test_the_old_one_works_elsewhere_until_it_has_synced(first: Desk, join: Join) -> None:
    second = join()
    accounts.change_password(first.office, PASSWORD, OTHER)
    first.sync()
    assert comes_in(second, PASSWORD)
    assert not second.office.old_password
    second.sync()
    assert not comes_in(second, PASSWORD)
    assert comes_in(second, OTHER)
    assert not second.office.old_password


def test_who_comes_in_by_an_old_one_is_told(first: Desk, join: Join) -> None:
    """The records came, and the program was cut off before the key file beside them."""
    second = join()
    accounts.change_password(first.office, PASSWORD, OTHER)
    first.sync()
    vault = second.office.places.vault
    before = vault.read_bytes()
    second.sync()
    vault.write_bytes(before)
    assert comes_in(second, PASSWORD)
    assert second.office.old_password
    assert not comes_in(second, PASSWORD)
    assert comes_in(second, OTHER)


@pytest.mark.parametrize("renewed", [False, True], ids=["own", "given by another"])
def test_two_set_at_once_both_open_until_one_is_used(
    first: Desk, join: Join, renewed: bool
) -> None:
    second = join()
    accounts.change_password(first.office, PASSWORD, OTHER)
    if renewed:
        accounts.set_password(second.office, second.office.account.id, THIRD)
    else:
        accounts.change_password(second.office, PASSWORD, THIRD)
    for desk in (first, second) * 3:
        desk.sync()
    for desk in (first, second):
        slots = vaults.load(desk.office.places.vault).slots
        assert [slot.account for slot in slots] == [desk.office.account.id] * 2
    assert not comes_in(first, PASSWORD)
    assert comes_in(first, OTHER)
    assert not comes_in(first, THIRD)
    for desk in (first, second) * 2:
        desk.sync()
    assert not comes_in(second, THIRD)
    assert comes_in(second, OTHER)
    assert wrapped(first) == wrapped(second)
    assert second.sync().is_complete


def test_both_open_the_folder_too(first: Desk, join: Join) -> None:
    second = join()
    accounts.change_password(first.office, PASSWORD, OTHER)
    accounts.change_password(second.office, PASSWORD, THIRD)
    for desk in (first, second) * 3:
        desk.sync()
    for password in (OTHER, THIRD):
        third = join(password)
        assert third.office.person == "佐藤"
        sign_in.confirm(third.office, password)
