"""このパソコンから台帳を消す: nothing without a whole backup elsewhere, and then all of it."""

from pathlib import Path

import pytest

from smartsupport import log, settings
from smartsupport.domain.account import AccountRole
from smartsupport.domain.errors import Refused
from smartsupport.paths import Places
from smartsupport.services import accounts, backups, leaving, restoring, sign_in
from smartsupport.services.office import Office, is_there, make
from smartsupport.services.restoring import Way
from smartsupport.settings import DEFAULTS
from smartsupport.storage import leaving as storage
from tests.accounts import OTHER, PASSWORD, cheap_passwords, closed
from tests.paper.seen import text
from tests.services import given
from tests.services.stepping import killed

__all__ = ["cheap_passwords", "closed"]

LEAVER = Path(__file__).with_name("leaver.py")


@pytest.fixture
def full(closed: Office) -> Office:
    """A register with everything that a year leaves in its folder."""
    given.participant(closed, "ヤマダ ハナコ", name="山田 花子")
    given.supporter(closed, "スズキ イチロウ")
    settings.save(closed.places.settings, DEFAULTS)
    log.stop(log.start(closed.places.logs))
    closed.places.documents.mkdir()
    (closed.places.documents / "list.pdf").write_bytes(b"x")
    backups.make(closed, DEFAULTS)
    return closed


@pytest.fixture
def kept(full: Office, tmp_path: Path) -> Path:
    """A backup elsewhere, made after the last change."""
    return backups.make(full, DEFAULTS, tmp_path / "safe" / "all.ssbackup").backup.path


def refused(office: Office, path: Path, password: str = PASSWORD) -> str:
    before = {p: p.read_bytes() for p in office.places.base.rglob("*.json")}
    with pytest.raises(Refused) as failure:
        leaving.leave(office, path, password)
    assert {p: p.read_bytes() for p in office.places.base.rglob("*.json")} == before
    return failure.value.code


def test_everything_goes_and_the_backup_gives_it_back(
    full: Office, kept: Path, tmp_path: Path
) -> None:
    gone = leaving.what_goes(full)
    assert (gone.supporters, gone.participants, gone.backups, gone.documents) == (1, 1, 1, 1)
    leaving.leave(full, kept, PASSWORD)
    assert not is_there(full.places)
    full.close()
    leaving.finish(full.places)
    assert not full.places.base.exists()
    leaving.finish(full.places)

    account = restoring.replace(full.places, kept, Way(password=PASSWORD))
    assert account.name == "佐藤 髙﨑"
    again = sign_in.sign_in(full.places, PASSWORD)
    assert again.workspace().name == "中野区スマホ相談会台帳"
    again.close()


def test_a_backup_in_the_folder_or_of_yesterday_or_of_another_is_none(
    full: Office, kept: Path, tmp_path: Path
) -> None:
    assert refused(full, backups.listed(full)[0].path) == "backup_inside"
    other = make(Places(base=tmp_path / "other"), name="別の台帳", person="鈴木")
    theirs = backups.make(other, DEFAULTS, tmp_path / "safe" / "theirs.ssbackup").backup.path
    other.close()
    assert refused(full, theirs) == "backup_of_another"
    given.participant(full, "タナカ ミノル")
    assert refused(full, kept) == "backup_not_complete"


def test_a_damaged_backup_is_none(full: Office, kept: Path) -> None:
    content = bytearray(kept.read_bytes())
    content[len(content) // 2] ^= 1
    kept.write_bytes(content)
    assert refused(full, kept) == "backup_damaged"


def test_it_takes_a_coordinator_s_password(full: Office, tmp_path: Path) -> None:
    accounts.add(full, "受付 一郎", AccountRole.RECEPTIONIST, OTHER)
    kept = backups.make(full, DEFAULTS, tmp_path / "safe" / "all.ssbackup").backup.path
    assert refused(full, kept, "not-the-right-words") == "password_wrong"
    assert refused(full, kept, OTHER) == "password_wrong"
    assert is_there(full.places)


def test_not_while_a_window_is_open_elsewhere(full: Office, kept: Path) -> None:
    window = sign_in.sign_in(full.places, PASSWORD, alone=True)
    assert refused(full, kept) == "register_open"
    window.close()


def test_what_is_somebody_s_own_in_the_folder_stays(full: Office, kept: Path) -> None:
    own = full.places.base / "my notes.txt"
    own.write_text("x")
    leaving.leave(full, kept, PASSWORD)
    full.close()
    leaving.finish(full.places)
    assert [p.name for p in full.places.base.iterdir()] == ["my notes.txt"]


def test_the_record_names_the_backup_and_nobody(full: Office, kept: Path) -> None:
    shown = text(leaving.record(full, kept).content)
    for expected in ("Record of disposal", "The key was destroyed first", "佐藤 髙﨑"):
        assert expected in shown
    assert "safe/all.ssbackup" in shown.replace("\n", "")
    assert "山田" not in shown


@pytest.mark.parametrize("steps", [1, 2, 3, 6, 9, 13, 20])
def test_killed_on_the_way_there_is_all_of_it_or_nothing_that_opens(
    full: Office, kept: Path, steps: int
) -> None:
    full.close()
    finished = killed(LEAVER, full.places.base, kept, steps=steps)
    if is_there(full.places):
        assert not finished
        office = sign_in.sign_in(full.places, PASSWORD)
        assert leaving.what_goes(office).participants == 1
        leaving.leave(office, kept, PASSWORD)
        office.close()
    assert not full.places.vault.exists()
    leaving.finish(full.places)
    assert list(full.places.base.rglob("*")) == []
    assert kept.exists()


def test_the_steps_reach_past_the_decision_and_not_to_the_end(full: Office, kept: Path) -> None:
    """Else the moments above would be none."""
    full.close()
    assert not killed(LEAVER, full.places.base, kept, steps=1)
    assert is_there(full.places)
    assert not killed(LEAVER, full.places.base, kept, steps=18)
    assert leaving.is_under_way(full.places)


def test_the_disk_knows_of_the_decision_before_the_key_is_overwritten(
    full: Office, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = full.places.vault.read_bytes()
    found = []
    monkeypatch.setattr(
        storage, "settle", lambda folder: found.append((folder, full.places.leaving.read_bytes()))
    )
    leaving.leave(full, kept, PASSWORD)
    assert found == [(full.places.base, key)]
    assert full.places.leaving.read_bytes() == b""


def test_the_next_register_here_finds_nothing_of_the_last(full: Office, kept: Path) -> None:
    leaving.leave(full, kept, PASSWORD)
    full.close()
    fresh = make(full.places, name="新しい台帳", person="鈴木")
    assert backups.listed(fresh) == []
    assert not full.places.documents.exists()
    fresh.close()
