"""Taking a backup back: merged, put in the place of all, or on a computer that has nothing."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from smartsupport.codes.recovery import new_code
from smartsupport.domain.account import AccountRole
from smartsupport.domain.errors import Known, Refused, Unavailable
from smartsupport.domain.journal import Deed
from smartsupport.domain.venue import Venue
from smartsupport.paths import Places
from smartsupport.services import (
    accounts,
    backups,
    journal,
    recovery,
    restoring,
    sign_in,
)
from smartsupport.services import office as offices
from smartsupport.services.office import Office
from smartsupport.services.restoring import Way
from smartsupport.settings import DEFAULTS
from smartsupport.storage import check, database
from smartsupport.storage import restoring as storage
from smartsupport.storage.journal import Wanted
from smartsupport.storage.schema import REPLICA
from tests.accounts import OTHER, PASSWORD, cheap_passwords, closed
from tests.services import given
from tests.services.conftest import clock, new_office, office
from tests.stores import HeldClock

__all__ = ["cheap_passwords", "clock", "closed", "office"]

CODE = new_code(lambda size: bytes(range(size)))
THIRD = "an entirely new one"
WAY = Way(password=PASSWORD)


class PowerCut(BaseException):
    """Everything stops here."""


def saved(office: Office) -> Path:
    """A backup of it as it is now, outside its folder."""
    made = backups.make(office, DEFAULTS).backup.path
    folder = office.places.base.parent / "kept"
    folder.mkdir(exist_ok=True)
    return Path(shutil.copy(made, folder))


def names(office: Office) -> list[str]:
    with office.store.reading() as reading:
        return sorted(v.name for v in reading.find(Venue))


def identity(office: Office) -> tuple[bytes, int]:
    with office.opened.reading() as reading:
        found = reading.connection.execute(select(REPLICA)).one()
    return found.replica, found.incarnation


def sound(office: Office) -> bool:
    return check.quick_check(office.store) == check.replay_differences(office.store) == []


def deeds(office: Office) -> list[tuple[str, str, int]]:
    found = journal.lines(office, journal.ids(office, Wanted(deeds=[Deed.RESTORED]))).values()
    return [(x.entry.person, x.entry.document, x.entry.count) for x in found]


def files(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def test_merged_it_adds_what_is_missing_and_nothing_twice(closed: Office, tmp_path: Path) -> None:
    given.venue(closed, "ここ")
    copy = tmp_path / "copy"
    shutil.copytree(closed.places.base, copy)
    given.venue(closed, "消えるはずだった")
    path = saved(closed)
    before = sign_in.sign_in(Places(base=copy), PASSWORD)
    assert names(before) == ["ここ"]
    assert restoring.merge(before, path, WAY) == 1
    assert names(before) == ["ここ", "消えるはずだった"]
    assert restoring.merge(before, path, WAY) == 0
    assert deeds(before) == [("佐藤 髙﨑", "merge", 0), ("佐藤 髙﨑", "merge", 1)]
    assert sound(before)
    assert [f.suffix for f in before.places.backups.iterdir()] == []
    before.close()


def test_another_registers_is_refused_either_way(closed: Office, office: Office) -> None:
    given.venue(office, "別の台帳")
    path = saved(office)
    with pytest.raises(Refused, match="backup_of_another"):
        restoring.merge(closed, path, WAY)
    with pytest.raises(Refused, match="backup_of_another"):
        restoring.replace(closed.places, path, WAY, current=closed)
    assert names(closed) == []


def test_put_in_the_place_of_all_the_old_one_becomes_a_backup(closed: Office) -> None:
    given.venue(closed, "むかし")
    path = saved(closed)
    given.venue(closed, "いま")
    key, (replica, incarnation) = closed.key, identity(closed)
    restoring.replace(closed.places, path, WAY, current=closed)
    closed.close()

    again = sign_in.sign_in(closed.places, PASSWORD)
    assert names(again) == ["むかし"]
    assert again.key != key
    assert identity(again)[0] == replica
    assert identity(again)[1] > incarnation
    assert deeds(again) == [("佐藤 髙﨑", "replace", 0)]
    assert sound(again)
    given.venue(again, "あと")
    newest = backups.listed(again)[0].path
    assert restoring.merge(again, newest, WAY) > 0
    assert names(again) == ["あと", "いま", "むかし"]
    assert sound(again)
    assert {f.name for f in again.places.base.iterdir() if f.is_dir()} == {"backups"}
    again.close()


def test_the_key_of_the_database_before_opens_nothing_any_more(closed: Office) -> None:
    path = saved(closed)
    restoring.replace(closed.places, path, WAY, current=closed)
    with pytest.raises(Refused, match="database_not_ours"):
        database.connect(closed.places.database, closed.key)


def test_an_open_register_needs_no_password(tmp_path: Path, clock: HeldClock) -> None:
    office = new_office(tmp_path / "open", clock)
    given.venue(office, "むかし")
    path = saved(office)
    given.venue(office, "いま")
    restoring.replace(office.places, path, Way(), current=office, clock=office.clock)
    again = offices.open_office(office.places, clock=office.clock)
    assert (names(again), again.person) == (["むかし"], office.person)
    again.close()


def test_it_opens_by_the_password_of_its_day_and_by_todays(closed: Office) -> None:
    path = saved(closed)
    accounts.change_password(closed, PASSWORD, OTHER)
    assert restoring.merge(closed, path, WAY) == 0
    assert restoring.merge(closed, path, Way(password=OTHER)) == 0
    with pytest.raises(Refused, match="password_wrong"):
        restoring.merge(closed, path, Way(password=THIRD))


def test_a_receptionist_restores_nothing(closed: Office) -> None:
    path = saved(closed)
    clerk = replace(closed, account=replace(closed.account, role=AccountRole.RECEPTIONIST))
    with pytest.raises(Refused, match="coordinator_only"):
        restoring.merge(clerk, path, WAY)
    with pytest.raises(Refused, match="coordinator_only"):
        restoring.replace(closed.places, path, WAY, current=clerk)
    assert not closed.places.restoring.exists()


def test_with_the_sheet_and_the_backup_alone_everything_opens(
    closed: Office, tmp_path: Path
) -> None:
    recovery.make_sheet(closed, CODE)
    given.venue(closed, "中野区役所")
    path = saved(closed)
    replica, _ = identity(closed)
    closed.close()
    shutil.rmtree(closed.places.base)

    new = Places(base=tmp_path / "another laptop")
    with pytest.raises(Refused, match="password_short"):
        restoring.replace(new, path, Way(code=CODE.secret, password="short"))
    with pytest.raises(Refused, match="recovery_code_of_another"):
        restoring.replace(new, path, Way(code=b"\1" * 20, password=THIRD))
    assert not offices.is_there(new)
    restoring.replace(new, path, Way(code=CODE.secret, password=THIRD))
    again = sign_in.sign_in(new, THIRD)
    assert (names(again), again.person) == (["中野区役所"], "佐藤 髙﨑")
    assert identity(again)[0] != replica
    assert sound(again)
    again.close()
    with pytest.raises(Refused, match="password_wrong"):
        sign_in.sign_in(new, PASSWORD)
    sign_in.recover(new, CODE.secret, OTHER).close()


def test_with_several_the_sheet_asks_whose_password_and_makes_nothing(
    closed: Office, tmp_path: Path
) -> None:
    recovery.make_sheet(closed, CODE)
    second = accounts.add(closed, "鈴木", AccountRole.COORDINATOR, OTHER)
    path = saved(closed)
    new = Places(base=tmp_path / "new")
    with pytest.raises(Refused, match="whose_password"):
        restoring.replace(new, path, Way(code=CODE.secret, password=THIRD))
    assert not offices.is_there(new)
    restoring.replace(new, path, Way(code=CODE.secret, password=THIRD, account=second.id))
    again = sign_in.sign_in(new, THIRD)
    assert again.person == "鈴木"
    again.close()


def test_on_a_computer_that_has_nothing_a_password_makes_it(closed: Office, tmp_path: Path) -> None:
    given.venue(closed, "会館")
    path = saved(closed)
    new = Places(base=tmp_path / "new")
    with pytest.raises(Refused, match="password_wrong"):
        restoring.replace(new, path, Way(password=OTHER))
    restoring.replace(new, path, WAY)
    again = sign_in.sign_in(new, PASSWORD)
    assert names(again) == ["会館"]
    again.close()


BREAKING: dict[str, Callable[[Places], object]] = {
    "a database that is not one": lambda p: p.database.write_bytes(b"x" * 9000),
    "a missing database": lambda p: p.database.unlink(),
    "a damaged key file": lambda p: p.vault.write_bytes(b"{"),
    "a missing key file": lambda p: p.vault.unlink(),
}


@pytest.mark.parametrize("breaking", BREAKING.values(), ids=BREAKING.keys())
def test_what_does_not_open_any_more_is_kept_aside(
    closed: Office, breaking: Callable[[Places], object]
) -> None:
    given.venue(closed, "会館")
    path = saved(closed)
    closed.close()
    breaking(closed.places)
    left = {
        f.name: f.read_bytes() for f in (closed.places.database, closed.places.vault) if f.exists()
    }
    with pytest.raises(Known) as failure:
        sign_in.sign_in(closed.places, PASSWORD)
    assert failure.value.code in restoring.BROKEN
    restoring.replace(closed.places, path, WAY)
    again = sign_in.sign_in(closed.places, PASSWORD)
    assert names(again) == ["会館"]
    (aside,) = again.places.backups.glob("replaced-*")
    assert files(aside) == left
    again.close()


def test_an_old_journal_is_not_played_into_the_restored_one(closed: Office, tmp_path: Path) -> None:
    path, old = saved(closed), Places(base=tmp_path / "old")
    shutil.copytree(closed.places.base, old.base)
    assert old.database.with_name(old.database.name + "-wal").stat().st_size
    old.vault.write_bytes(b"{}")
    restoring.replace(old, path, WAY)
    again = sign_in.sign_in(old, PASSWORD)
    assert sound(again)
    again.close()


def test_while_another_program_works_with_it_nothing_is_replaced(closed: Office) -> None:
    given.venue(closed, "むかし")
    path = saved(closed)
    given.venue(closed, "いま")
    other = sign_in.sign_in(closed.places, PASSWORD)
    with pytest.raises(Unavailable, match="database_busy"):
        restoring.replace(closed.places, path, WAY, current=closed)
    assert names(other) == names(closed) == ["いま", "むかし"]
    other.close()
    window = sign_in.sign_in(closed.places, PASSWORD, alone=True)
    with pytest.raises(Refused, match="register_open"):
        restoring.replace(closed.places, path, WAY, current=closed)
    window.close()


def test_what_is_written_after_the_last_backup_is_never_lost(
    closed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(closed)
    let_go = storage.let_go

    def written_meanwhile(*given_to: object) -> None:
        other = sign_in.sign_in(closed.places, PASSWORD)
        given.venue(other, "間に合った")
        other.close()
        let_go(*given_to)  # type: ignore[arg-type]

    monkeypatch.setattr(storage, "let_go", written_meanwhile)
    with pytest.raises(Unavailable, match="database_busy"):
        restoring.replace(closed.places, path, WAY, current=closed)
    assert names(closed) == ["間に合った"]


@pytest.mark.parametrize("step", ["prepare", "let_go", "commit", "keep_aside"])
def test_cut_off_before_it_is_decided_the_old_one_is_there(
    closed: Office, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    given.venue(closed, "いま")
    path = saved(closed)
    current = None if step == "keep_aside" else closed

    def cut(*_: object) -> None:
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(storage, step, cut)
        with pytest.raises(PowerCut):
            restoring.replace(closed.places, path, WAY, current=current)
    closed.close()
    again = sign_in.sign_in(closed.places, PASSWORD)
    assert names(again) == ["いま"]
    assert again.key == closed.key
    restoring.replace(closed.places, path, WAY, current=again)
    again.close()


@pytest.mark.parametrize("step", range(8))
def test_cut_off_after_it_is_decided_the_new_one_is_there(
    closed: Office, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    given.venue(closed, "むかし")
    path = saved(closed)
    given.venue(closed, "いま")
    left = step
    settle, move = storage.settle, Path.replace

    def turn() -> None:
        nonlocal left
        if closed.places.restored.exists():
            left -= 1
            if left < 0:
                raise PowerCut

    def settled(place: Path) -> None:
        turn()
        settle(place)

    def moved(self: Path, target: Path) -> Path:
        turn()
        return move(self, target)

    cut = False
    with monkeypatch.context() as patch:
        patch.setattr(storage, "settle", settled)
        patch.setattr(Path, "replace", moved)
        try:
            restoring.replace(closed.places, path, WAY, current=closed)
        except PowerCut:
            cut = True
    assert cut == (step < 4)
    assert offices.is_there(closed.places)
    again = sign_in.sign_in(closed.places, PASSWORD)
    assert names(again) == ["むかし"]
    assert not closed.places.restored.exists()
    assert sound(again)
    again.close()


def test_while_another_puts_it_in_place_a_command_waits_outside(
    closed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(closed)
    seen: list[str] = []

    def looked(places: Places) -> None:
        with pytest.raises(Refused) as failure:
            sign_in.sign_in(places, PASSWORD)
        seen.append(failure.value.code)
        take(places)

    take = storage._take_place
    monkeypatch.setattr(storage, "_take_place", looked)
    restoring.replace(closed.places, path, WAY, current=closed)
    assert seen == ["register_open"]


def test_a_register_in_a_folder_that_a_cloud_copies_is_refused(
    closed: Office, tmp_path: Path
) -> None:
    path = saved(closed)
    cloud = Places(base=tmp_path / "OneDrive" / "register")
    with pytest.raises(Refused, match="place_in_cloud"):
        restoring.replace(cloud, path, WAY)
    assert not cloud.base.exists()


def test_the_ids_are_drawn_as_everywhere(closed: Office, tmp_path: Path) -> None:
    path = saved(closed)
    new = Places(base=tmp_path / "new")
    restoring.replace(new, path, WAY, new_id=lambda: UUID(int=7))
    again = sign_in.sign_in(new, PASSWORD)
    found = journal.ids(again, Wanted(deeds=[Deed.RESTORED]))
    assert found == [UUID(int=7)]
    again.close()
