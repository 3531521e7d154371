"""Backups: when they are made, how long they are kept, where else they lie."""

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest

from smartsupport.codes.recovery import new_code
from smartsupport.domain.account import AccountRole
from smartsupport.domain.errors import Refused, Unavailable
from smartsupport.domain.journal import Deed
from smartsupport.domain.tasks import TaskKind
from smartsupport.domain.workspace import Workspace
from smartsupport.services import accounts, backups, drives, journal, recovery, tasks
from smartsupport.services.office import Office
from smartsupport.settings import DEFAULTS, Settings
from smartsupport.storage import backup, probe
from smartsupport.storage.journal import Wanted
from smartsupport.storage.probe import Ground
from tests.accounts import OTHER, cheap_passwords, closed
from tests.services import given
from tests.services.conftest import clock, office
from tests.stores import HeldClock

__all__ = ["cheap_passwords", "clock", "closed", "office"]

CODE = new_code(lambda size: bytes(range(size)))


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A drive that can be pulled out."""
    folder = tmp_path / "stick"
    folder.mkdir()
    ground = probe.ground

    def asked(place: Path, markers: tuple[str, ...]) -> Ground:
        return replace(ground(place, markers), removable=place.is_relative_to(folder))

    monkeypatch.setattr(probe, "ground", asked)
    yield folder


def noted(office: Office) -> list[tuple[str, str]]:
    found = journal.lines(office, journal.ids(office, Wanted(deeds=[Deed.DRIVE_ALLOWED])))
    return [(line.entry.person, line.entry.document) for line in found.values()]


def test_it_opens_for_each_coordinator_and_each_sheet_and_nobody_else(closed: Office) -> None:
    accounts.add(closed, "鈴木", AccountRole.COORDINATOR, OTHER)
    accounts.add(closed, "受付 一郎", AccountRole.RECEPTIONIST, "receptionist-window-seat")
    recovery.make_sheet(closed, CODE)
    made = backups.make(closed, DEFAULTS)
    vault = backup.verify(made.backup.path).vault
    coordinators = {a.id for a in accounts.everyone(closed) if a.role is AccountRole.COORDINATOR}
    assert {slot.account for slot in vault.slots} == coordinators
    assert len(vault.sheets) == 1
    assert vault.database_key is None
    assert backups.needs_password(made.backup.path)


def test_no_name_stands_in_what_anybody_can_read(closed: Office, office: Office) -> None:
    for one in (closed, office):
        content = backups.make(one, DEFAULTS).backup.path.read_bytes()
        for name in (one.person, one.workspace().name):
            assert name.encode() not in content
            assert name.encode("unicode_escape") not in content
    assert not backups.needs_password(backups.listed(office)[0].path)


def test_where_somebody_wants_it_and_in_the_list(office: Office, tmp_path: Path) -> None:
    made = backups.make(office, DEFAULTS, tmp_path / "new folder" / "a name.ssbackup")
    assert made.backup.path.exists()
    assert backups.listed(office) == []
    backups.make(office, DEFAULTS)
    backups.make(office, DEFAULTS)
    names = [b.path.name for b in backups.listed(office)]
    assert names == ["2026-10-03_093000_2.ssbackup", "2026-10-03_093000.ssbackup"]
    assert {f.suffix for f in office.places.backups.iterdir()} == {".ssbackup"}


def test_it_is_made_daily_and_on_closing_when_something_is_new(
    office: Office, clock: HeldClock
) -> None:
    def made(**how: bool) -> bool:
        return backups.keep_up(office, DEFAULTS, **how) is not None

    assert made()
    assert [made(), made(closing=True)] == [False, False]
    given.venue(office)
    assert [made(), made(closing=True), made(closing=True)] == [False, True, False]
    clock.advance(hours=21)
    assert [made(closing=True), made()] == [False, True]
    assert made() is False


def test_the_reception_has_them_made_too(office: Office) -> None:
    clerk = replace(office, account=replace(office.account, role=AccountRole.RECEPTIONIST))
    assert backups.keep_up(clerk, DEFAULTS, closing=True)


def test_a_practice_register_keeps_none(office: Office) -> None:
    with office.store.transaction() as work:
        work.change(work.get(Workspace, office.workspace_id), practice=True)
    assert backups.keep_up(office, DEFAULTS) is None
    assert not office.places.backups.exists()


def test_thirty_or_ninety_days_whichever_is_more(office: Office, clock: HeldClock) -> None:
    for _ in range(33):
        backups.make(office, DEFAULTS)
        clock.advance(hours=1)
    assert len(backups.listed(office)) == 33
    foreign = office.places.backups / "damaged.ssbackup"
    foreign.write_bytes(b"ssbackup")
    clock.advance(days=91)
    last = backups.make(office, DEFAULTS)
    found = backups.listed(office)
    assert len(found) == 30
    assert found[0] == last.backup
    assert foreign.exists()


def test_another_registers_backups_in_the_second_place_are_left_alone(
    office: Office, closed: Office, tmp_path: Path, clock: HeldClock
) -> None:
    settings = Settings(second_backup=str(tmp_path / "share"))
    theirs = backups.make(closed, settings).second
    for _ in range(31):
        clock.advance(days=100)
        backups.make(office, settings)
    assert theirs and theirs.exists()
    assert len(list((tmp_path / "share").iterdir())) == 31


def test_a_second_place_that_is_gone_is_no_failure_of_the_first(
    office: Office, tmp_path: Path
) -> None:
    (tmp_path / "gone").write_bytes(b"")
    made = backups.make(office, Settings(second_backup=str(tmp_path / "gone")))
    assert made.backup.path.exists()
    assert made.second is None
    assert made.failure is not None
    assert made.failure.code == "backup_not_written"


def test_a_drive_that_is_pulled_out_is_refused_until_it_is_allowed(
    closed: Office, stick: Path
) -> None:
    with pytest.raises(Refused, match="drive_not_allowed"):
        backups.make(closed, DEFAULTS, stick / "one.ssbackup")
    with pytest.raises(Refused, match="drive_not_allowed"):
        backups.check_second(closed, stick / "copies", DEFAULTS)
    assert list(stick.iterdir()) == []
    for number, reason in (("", "保管"), ("12", " ")):
        with pytest.raises(Refused, match="drive_why"):
            drives.allow(closed, number, reason)
    assert noted(closed) == []

    drives.allow(closed, "USB-0012", "耐火金庫に保管するため")
    assert noted(closed) == [("佐藤 髙﨑", "USB-0012 耐火金庫に保管するため")]
    allowed = Settings(second_backup=str(stick / "copies"), allowed_drives=(str(stick),))
    backups.check_second(closed, stick / "copies", allowed)
    assert backups.make(closed, allowed, stick / "one.ssbackup").backup.path.exists()
    made = backups.make(closed, allowed)
    assert made.second == stick / "copies" / made.backup.path.name


def test_an_open_register_is_never_written_to_one(office: Office, stick: Path) -> None:
    allowed = Settings(allowed_drives=(str(stick),))
    with pytest.raises(Refused, match="drive_needs_password"):
        backups.make(office, allowed, stick / "one.ssbackup")


def test_after_a_week_without_one_it_stands_among_the_tasks(
    office: Office, clock: HeldClock
) -> None:
    def asked() -> list[TaskKind]:
        return [t.kind for t in tasks.open_tasks(office, given.DAY, given.DAY)]

    assert asked() == []
    clock.advance(days=7)
    assert asked() == [TaskKind.BACKUP_OLD]
    backups.make(office, DEFAULTS)
    assert asked() == []
    clock.advance(days=7)
    assert asked() == [TaskKind.BACKUP_OLD]
    with office.store.transaction() as work:
        work.change(work.get(Workspace, office.workspace_id), practice=True)
    assert asked() == []


@pytest.mark.parametrize(
    ("name", "days"), [("unfinished-1.db", 1), ("before-0004-20261003-090000.db", 90)]
)
def test_what_a_crash_or_a_migration_left_long_ago_goes(
    office: Office, name: str, days: int
) -> None:
    old = office.places.backups / name
    old.parent.mkdir()
    for age, stays in (
        (timedelta(days=days, hours=-1), True),
        (timedelta(days=days, hours=1), False),
    ):
        old.write_bytes(b"")
        moment = time.time() - age.total_seconds()
        os.utime(old, (moment, moment))
        backups.make(office, DEFAULTS)
        assert old.exists() == stays


def test_a_header_somebody_changed_opens_nothing_else(closed: Office, tmp_path: Path) -> None:
    """Its slots put under another register's id, with the digest made anew."""
    import hashlib

    made = backups.make(closed, DEFAULTS).backup.path
    header = backup.read_header(made)
    raw = made.read_bytes()
    start = 12 + int.from_bytes(raw[8:12], "big")
    vault = msgspec.structs.replace(header.vault, workspace=uuid4())
    said = msgspec.json.encode(msgspec.structs.replace(header, vault=vault))
    body = b"ssbackup" + len(said).to_bytes(4, "big") + said + raw[start:-32]
    forged = tmp_path / "forged.ssbackup"
    forged.write_bytes(body + hashlib.sha256(body).digest())
    from smartsupport.services import restoring
    from tests.accounts import PASSWORD

    with pytest.raises(Refused, match="backup_of_another"):
        restoring.merge(closed, forged, restoring.Way(password=PASSWORD))


def test_a_disk_that_says_no_is_told(office: Office, tmp_path: Path) -> None:
    office.places.backups.write_bytes(b"")
    with pytest.raises(Unavailable, match="backup_not_written"):
        backups.make(office, DEFAULTS)
