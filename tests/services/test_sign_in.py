"""Making a 台帳 with a password, and every way into it or not."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smartsupport.codes.recovery import last_four, new_code
from smartsupport.domain.account import AccountRole
from smartsupport.domain.errors import Known, Refused, Unavailable
from smartsupport.domain.participant import Participant
from smartsupport.paths import Places
from smartsupport.services import accounts, journal, recovery, sign_in
from smartsupport.services import office as offices
from smartsupport.services.office import Office
from smartsupport.storage import sealing
from smartsupport.storage import vault as vaults
from smartsupport.storage.journal import Wanted
from tests.accounts import DEARER, OTHER, PASSWORD, cheap_passwords, closed

__all__ = ["cheap_passwords", "closed"]

CODE = new_code(lambda size: bytes(range(size)))
NEWER = new_code(lambda size: b"\1" * size)


def refused(places: Places, password: str = PASSWORD) -> str:
    """The code with which it is refused; the files stay as they were."""
    before = {f: f.read_bytes() for f in places.base.iterdir() if f.is_file()}
    with pytest.raises(Known) as failure:
        sign_in.sign_in(places, password)
    assert all(f.read_bytes() == content for f, content in before.items())
    return failure.value.code


def test_what_a_password_made_it_opens_again(closed: Office) -> None:
    closed.close()
    again = sign_in.sign_in(closed.places, PASSWORD)
    assert (again.person, again.account.role) == ("佐藤 髙﨑", AccountRole.COORDINATOR)
    assert again.workspace().name == "中野区スマホ相談会台帳"
    assert again.opened.actor == again.account.id
    again.close()


def test_without_the_password_there_is_no_way_in(closed: Office) -> None:
    closed.close()
    assert sign_in.needs_password(closed.places)
    with pytest.raises(Refused, match="password_needed"):
        offices.open_office(closed.places)
    for wrong in ("", "x", PASSWORD[:-1], PASSWORD + " ", OTHER):
        assert refused(closed.places, wrong) == "password_wrong"


def test_a_thousand_wrong_passwords_wipe_nothing(closed: Office) -> None:
    closed.close()
    for n in range(1000):
        with pytest.raises(Refused, match="password_wrong"):
            sign_in.sign_in(closed.places, f"guess number {n}")
    sign_in.sign_in(closed.places, PASSWORD).close()


def test_the_key_file_names_nobody_and_holds_no_key(closed: Office) -> None:
    text = closed.places.vault.read_text()
    assert closed.key not in text
    for word in ("佐藤", "髙﨑", "中野", json.dumps("佐藤")[1:-1]):
        assert word not in text


def test_a_password_too_short_leaves_nothing_behind(tmp_path: Path) -> None:
    places = Places(base=tmp_path / "none")
    with pytest.raises(Refused, match="password_short"):
        sign_in.make(places, name="台帳", person="佐藤", password="short")
    with pytest.raises(Refused, match="person_required"):
        sign_in.make(places, name="台帳", person=" ", password=PASSWORD)
    with pytest.raises(Refused, match="name_required"):
        sign_in.make(places, name=" ", person="佐藤", password=PASSWORD)
    assert not places.base.exists()


def test_a_key_file_cut_anywhere_is_called_damaged(closed: Office) -> None:
    closed.close()
    whole = closed.places.vault.read_bytes()
    for length in range(0, len(whole), 7):
        closed.places.vault.write_bytes(whole[:length])
        assert refused(closed.places) == "vault_damaged"


def test_another_workspaces_key_file_opens_nothing(closed: Office, tmp_path: Path) -> None:
    other = sign_in.make(
        Places(base=tmp_path / "other"), name="別の台帳", person="鈴木", password=PASSWORD
    )
    other.close()
    closed.close()
    closed.places.vault.write_bytes(other.places.vault.read_bytes())
    assert refused(closed.places) == "database_not_ours"


def _edit(office: Office, change: Callable[[dict[str, object]], None]) -> None:
    raw = json.loads(office.places.vault.read_text())
    change(raw)
    office.places.vault.write_text(json.dumps(raw))


def test_a_slot_moved_to_another_workspace_or_person_opens_nothing(closed: Office) -> None:
    accounts.add(closed, "鈴木", AccountRole.COORDINATOR, OTHER)
    closed.close()
    whole = closed.places.vault.read_text()

    def swap(raw: dict[str, object]) -> None:
        a, b = raw["slots"]  # type: ignore[misc]
        a["database_key"], b["database_key"] = b["database_key"], a["database_key"]

    _edit(closed, swap)
    assert refused(closed.places) == "vault_mixed_up"
    closed.places.vault.write_text(whole)
    _edit(closed, lambda raw: raw.update(workspace="00000000-0000-4000-8000-000000000000"))
    assert refused(closed.places) == "vault_mixed_up"
    closed.places.vault.write_text(whole)
    _edit(closed, lambda raw: raw["slots"].reverse())  # type: ignore[attr-defined]
    sign_in.sign_in(closed.places, OTHER).close()


def test_an_open_key_put_into_a_closed_vault_is_damage(closed: Office) -> None:
    closed.close()
    _edit(closed, lambda raw: raw.update(database_key="0" * 64))
    assert refused(closed.places) == "vault_damaged"


def test_a_removed_person_stays_out_even_with_an_old_key_file(closed: Office) -> None:
    second = accounts.add(closed, "鈴木", AccountRole.COORDINATOR, OTHER)
    old = closed.places.vault.read_bytes()
    accounts.remove(closed, second.id)
    closed.close()
    assert refused(closed.places, OTHER) == "password_wrong"
    closed.places.vault.write_bytes(old)
    assert refused(closed.places, OTHER) == "account_removed"


def test_a_key_file_left_behind_is_brought_up_to_date_at_sign_in(
    closed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Unavailable("workspace_not_writable", path="")

    with monkeypatch.context() as patch:
        patch.setattr(vaults, "save", full)
        with pytest.raises(Unavailable):
            accounts.change_password(closed, PASSWORD, OTHER)
    closed.close()
    again = sign_in.sign_in(closed.places, PASSWORD)  # the change was cut off before the key file
    again.close()
    assert refused(closed.places) == "password_wrong"
    sign_in.sign_in(closed.places, OTHER).close()


def test_an_old_cost_is_raised_at_sign_in(closed: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    closed.close()
    monkeypatch.setattr(sealing, "STANDARD", DEARER)
    again = sign_in.sign_in(closed.places, PASSWORD)
    assert vaults.cost_of(again.account) == DEARER
    again.close()
    (slot,) = vaults.load(closed.places.vault).slots
    assert slot.wrapped.cost == DEARER
    sign_in.sign_in(closed.places, PASSWORD).close()


def test_the_sheets_code_alone_opens_it_and_gives_a_new_password(closed: Office) -> None:
    sheet = recovery.make_sheet(closed, CODE)
    recovery.confirm_sheet(closed, sheet.id, f" {last_four(CODE.text).lower()} ")
    closed.close()
    with pytest.raises(Refused, match="recovery_code_of_another"):
        sign_in.recover(closed.places, bytes(20), OTHER)
    with pytest.raises(Refused, match="password_short"):
        sign_in.recover(closed.places, CODE.secret, "short")
    again = sign_in.recover(closed.places, CODE.secret, OTHER)
    assert again.person == "佐藤 髙﨑"
    again.close()
    assert refused(closed.places) == "password_wrong"
    sign_in.sign_in(closed.places, OTHER).close()


def test_with_two_coordinators_the_sheet_asks_whose_password(closed: Office) -> None:
    second = accounts.add(closed, "鈴木", AccountRole.COORDINATOR, OTHER)
    recovery.make_sheet(closed, CODE)
    closed.close()
    with pytest.raises(Refused, match="whose_password") as asked:
        sign_in.recover(closed.places, CODE.secret, "an entirely new one")
    assert "鈴木" in str(asked.value.data["names"])
    assert [a.name for a in sign_in.coordinators_by_code(closed.places, CODE.secret)] == [
        "佐藤 髙﨑",
        "鈴木",
    ]
    sign_in.recover(closed.places, CODE.secret, "an entirely new one", account=second.id).close()
    assert sign_in.sign_in(closed.places, PASSWORD).person == "佐藤 髙﨑"
    assert sign_in.sign_in(closed.places, "an entirely new one").person == "鈴木"


def test_a_new_sheet_replaces_the_old_one_when_it_is_confirmed(closed: Office) -> None:
    first = recovery.make_sheet(closed, CODE)
    recovery.confirm_sheet(closed, first.id, last_four(CODE.text))
    newer = recovery.make_sheet(closed, NEWER)
    vault = vaults.load(closed.places.vault)
    assert vaults.open_with_code(vault, CODE.secret).key == closed.key
    standing = recovery.standing_sheet(closed)
    assert standing is not None and standing.id == first.id
    with pytest.raises(Refused, match="last_four_wrong"):
        recovery.confirm_sheet(closed, newer.id, last_four(CODE.text))
    recovery.confirm_sheet(closed, newer.id, last_four(NEWER.text))
    vault = vaults.load(closed.places.vault)
    assert vaults.open_with_code(vault, NEWER.secret).key == closed.key
    with pytest.raises(Refused, match="recovery_code_of_another"):
        vaults.open_with_code(vault, CODE.secret)


def test_an_unlocking_password_says_whose_it_is(closed: Office) -> None:
    accounts.add(closed, "鈴木", AccountRole.COORDINATOR, OTHER)
    assert sign_in.confirm(closed, OTHER).name == "鈴木"
    assert sign_in.confirm(closed, PASSWORD).id == closed.account.id
    with pytest.raises(Refused, match="password_wrong"):
        sign_in.confirm(closed, "neither of the two")


def test_the_database_is_unreadable_without_the_key(closed: Office) -> None:
    with closed.store.transaction() as work:
        work.add(Participant(id=closed.new_id(), name="山田 太郎", phone="03-0000-0001"))
    closed.close()
    content = b"".join(f.read_bytes() for f in closed.places.base.iterdir() if f.is_file())
    for word in ("山田", "03-0000-0001", "佐藤", "participant", "SQLite format"):
        assert word.encode() not in content


def test_who_signed_in_and_who_did_not_stands_in_the_journal(closed: Office) -> None:
    closed.close()
    tried = datetime(2026, 10, 3, 0, 20, tzinfo=UTC)
    again = sign_in.sign_in(closed.places, PASSWORD, wrong=[tried, tried])
    accounts.add(again, "受付 一郎", AccountRole.RECEPTIONIST)
    lines = journal.lines(again, journal.ids(again, Wanted())).values()
    noted = sorted((line.entry for line in lines), key=lambda entry: entry.at)
    assert [(entry.deed, entry.person) for entry in noted] == [
        ("sign_in_failed", ""),
        ("sign_in_failed", ""),
        ("sign_in", "佐藤 髙﨑"),
        ("person_added", "佐藤 髙﨑"),
    ]
    again.close()
