"""People who work with a 台帳: added, renamed, removed, and their passwords."""

from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from smartsupport.domain.account import AccountRole
from smartsupport.domain.errors import NotFound, Refused, Unavailable
from smartsupport.messages import sentence
from smartsupport.services import accounts, sign_in
from smartsupport.services.office import Office
from smartsupport.storage import database
from smartsupport.storage import vault as vaults
from tests.accounts import OTHER, PASSWORD, cheap_passwords, closed
from tests.services.conftest import clock, office

__all__ = ["cheap_passwords", "clock", "closed", "office"]


def names(office: Office) -> list[str]:
    return [a.name for a in accounts.everyone(office)]


def test_an_added_coordinator_opens_it_with_their_own_password(closed: Office) -> None:
    accounts.add(closed, " 鈴木 ", AccountRole.COORDINATOR, OTHER)
    assert names(closed) == ["佐藤 髙﨑", "鈴木"]
    closed.close()
    assert sign_in.sign_in(closed.places, OTHER).person == "鈴木"
    assert sign_in.sign_in(closed.places, PASSWORD).person == "佐藤 髙﨑"


def test_a_receptionist_needs_no_password_and_a_coordinator_does(closed: Office) -> None:
    accounts.add(closed, "高橋", AccountRole.RECEPTIONIST)
    assert len(vaults.load(closed.places.vault).slots) == 1
    with pytest.raises(Refused, match="password_needed_for_coordinator"):
        accounts.add(closed, "鈴木", AccountRole.COORDINATOR)
    with pytest.raises(Refused, match="person_required"):
        accounts.add(closed, "  ", AccountRole.RECEPTIONIST)
    assert names(closed) == ["佐藤 髙﨑", "高橋"]


def test_no_two_people_have_the_same_password(closed: Office) -> None:
    with pytest.raises(Refused, match="password_taken"):
        accounts.add(closed, "鈴木", AccountRole.COORDINATOR, PASSWORD)
    second = accounts.add(closed, "鈴木", AccountRole.COORDINATOR, OTHER)
    with pytest.raises(Refused, match="password_taken"):
        accounts.set_password(closed, second.id, PASSWORD)


def test_ones_own_password_needs_the_old_one_and_keeps_the_key_pair(closed: Office) -> None:
    for wrong in ("", OTHER):
        with pytest.raises(Refused, match="password_wrong"):
            accounts.change_password(closed, wrong, "a brand new password")
    with pytest.raises(Refused, match="password_short"):
        accounts.change_password(closed, PASSWORD, "short")
    changed = accounts.change_password(closed, PASSWORD, OTHER)
    assert changed.public_key == closed.account.public_key
    closed.close()
    with pytest.raises(Refused, match="password_wrong"):
        sign_in.sign_in(closed.places, PASSWORD)
    sign_in.sign_in(closed.places, OTHER).close()


def test_a_forgotten_password_is_renewed_by_another_coordinator(closed: Office) -> None:
    second = accounts.add(closed, "鈴木", AccountRole.COORDINATOR, OTHER)
    accounts.set_password(closed, second.id, "an entirely new one")
    closed.close()
    with pytest.raises(Refused, match="password_wrong"):
        sign_in.sign_in(closed.places, OTHER)
    assert sign_in.sign_in(closed.places, "an entirely new one").person == "鈴木"


def test_the_last_coordinator_stays(closed: Office) -> None:
    accounts.add(closed, "高橋", AccountRole.RECEPTIONIST)
    with pytest.raises(Refused, match="last_coordinator"):
        accounts.remove(closed, closed.account.id)
    second = accounts.add(closed, "鈴木", AccountRole.COORDINATOR, OTHER)
    accounts.remove(closed, second.id)
    with pytest.raises(NotFound, match="account_not_found"):
        accounts.remove(closed, second.id)
    with pytest.raises(NotFound, match="account_not_found"):
        accounts.rename(closed, second.id, "別の名前")
    assert names(closed) == ["佐藤 髙﨑", "高橋"]


def test_who_was_removed_does_not_count_as_left(closed: Office) -> None:
    gone = accounts.add(closed, "鈴木", AccountRole.COORDINATOR, OTHER)
    accounts.remove(closed, gone.id)
    with pytest.raises(Refused, match="last_coordinator"):
        accounts.remove(closed, closed.account.id)


def test_a_name_can_be_put_right(closed: Office) -> None:
    accounts.rename(closed, closed.account.id, "齋藤")
    assert names(closed) == ["齋藤"]
    with pytest.raises(Refused, match="person_required"):
        accounts.rename(closed, closed.account.id, " ")


def test_an_open_register_has_people_but_no_passwords(office: Office) -> None:
    second = accounts.add(office, "鈴木", AccountRole.COORDINATOR)
    assert names(office) == ["担当", "鈴木"]
    with pytest.raises(Refused, match="no_passwords_here"):
        accounts.set_password(office, second.id, OTHER)
    assert vaults.load(office.places.vault).database_key == office.key


def test_a_change_whose_key_file_was_not_written_says_which_password_opens(
    closed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_vault: vaults.Vault, _path: Path) -> None:
        raise Unavailable("workspace_not_writable", path="here")

    with monkeypatch.context() as patch:
        patch.setattr(vaults, "save", full)
        with pytest.raises(Unavailable) as failure:
            accounts.change_password(closed, PASSWORD, OTHER)
    assert "until the next sign-in" in sentence(failure.value)
    sign_in.sign_in(closed.places, PASSWORD).close()
    with pytest.raises(Refused, match="password_wrong"):
        sign_in.sign_in(closed.places, PASSWORD)
    sign_in.sign_in(closed.places, OTHER).close()


def test_the_key_file_is_written_while_no_other_program_writes(
    closed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    save, turns = vaults.save, []

    def saved(vault: vaults.Vault, path: Path) -> None:
        other = database.connect(closed.places.database, closed.key)
        other.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(sqlcipher.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()
        turns.append(path)
        save(vault, path)

    monkeypatch.setattr(vaults, "save", saved)
    accounts.add(closed, "鈴木", AccountRole.COORDINATOR, OTHER)
    assert turns == [closed.places.vault]
