"""Who may come in after a restore, and who stays erased: that does not go back in time."""

import shutil
from pathlib import Path

import pytest

from smartsupport.codes.recovery import new_code
from smartsupport.domain.account import AccountRole
from smartsupport.domain.erasure import Level
from smartsupport.domain.errors import Refused
from smartsupport.domain.participant import Participant
from smartsupport.services import accounts, backups, erasure, recovery, restoring, sign_in
from smartsupport.services.office import Office
from smartsupport.services.restoring import Way
from smartsupport.settings import DEFAULTS
from smartsupport.storage import check, oplog
from smartsupport.storage import vault as vaults
from tests.accounts import OTHER, PASSWORD, cheap_passwords, closed
from tests.services import given

__all__ = ["cheap_passwords", "closed"]

CODE = new_code(lambda size: bytes(range(size)))
THIRD = "an entirely new one"
WAY = Way(password=PASSWORD)


def saved(office: Office) -> Path:
    """A backup of it as it is now, outside its folder."""
    made = backups.make(office, DEFAULTS).backup.path
    return Path(shutil.copy(made, office.places.base.parent))


def sound(office: Office) -> bool:
    return check.quick_check(office.store) == check.replay_differences(office.store) == []


@pytest.mark.parametrize("way", [PASSWORD, OTHER])
def test_todays_password_opens_it_whichever_opened_the_backup(closed: Office, way: str) -> None:
    path = saved(closed)
    accounts.change_password(closed, PASSWORD, OTHER)
    restoring.replace(closed.places, path, Way(password=way), current=closed)
    with pytest.raises(Refused, match="password_wrong"):
        sign_in.sign_in(closed.places, PASSWORD)
    again = sign_in.sign_in(closed.places, OTHER)
    assert again.person == closed.person
    assert sound(again)
    again.close()


def test_who_was_removed_stays_out_and_who_was_added_stays_in(closed: Office) -> None:
    gone = accounts.add(closed, "鈴木", AccountRole.COORDINATOR, OTHER)
    path = saved(closed)
    accounts.remove(closed, gone.id)
    accounts.add(closed, "高橋", AccountRole.COORDINATOR, THIRD)
    restored = restoring.replace(closed.places, path, Way(password=OTHER), current=closed)
    assert restored.id == closed.account.id
    with pytest.raises(Refused, match="password_wrong"):
        sign_in.sign_in(closed.places, OTHER)
    again = sign_in.sign_in(closed.places, THIRD)
    assert again.person == "高橋"
    again.close()


def test_the_sheet_of_today_opens_it(closed: Office) -> None:
    path = saved(closed)
    recovery.make_sheet(closed, CODE)
    restoring.replace(closed.places, path, WAY, current=closed)
    sign_in.recover(closed.places, CODE.secret, THIRD).close()


def test_whom_the_replaced_one_had_erased_is_erased_again(closed: Office) -> None:
    guest = given.participant(closed, "カナリヤ ナルコ", name="金糸雀 鳴子")
    path = saved(closed)
    erasure.erase(closed, [guest.id], Level.ALL, "本人の求め")
    restoring.replace(closed.places, path, WAY, current=closed)
    again = sign_in.sign_in(closed.places, PASSWORD)
    with again.store.reading() as reading:
        assert [p.name for p in reading.find(Participant)] in ([], [""])
        bodies = [op.values for op in oplog.about(reading.connection, guest.id)]
    assert "金糸雀" not in str(bodies)
    assert sound(again)
    assert restoring.merge(again, path, WAY) == 0
    with again.store.reading() as reading:
        assert "金糸雀" not in str(reading.find(Participant))
    again.close()


def test_a_vault_is_what_the_accounts_say(closed: Office) -> None:
    accounts.add(closed, "鈴木", AccountRole.COORDINATOR, OTHER)
    path = saved(closed)
    restoring.replace(closed.places, path, Way(password=OTHER), current=closed)
    vault = vaults.load(closed.places.vault)
    assert len(vault.slots) == 2
    again = sign_in.sign_in(closed.places, PASSWORD)
    assert vaults.load(closed.places.vault) == vault
    again.close()
