"""The keys of the shared folder: who can open it, and from when on no longer."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from smartsupport.codes.recovery import new_code
from smartsupport.domain.account import AccountRole
from smartsupport.domain.errors import Refused
from smartsupport.domain.participant import Participant
from smartsupport.services import accounts, recovery, sign_in
from smartsupport.services.tasks import open_tasks
from smartsupport.storage import ring
from smartsupport.storage import vault as vaults
from smartsupport.sync import keys
from smartsupport.sync.exchange import Rounds, exchange
from smartsupport.sync.folder import DiskFolder, Listed
from smartsupport.sync.keys import Found
from tests.accounts import OTHER, PASSWORD
from tests.services import given
from tests.services.sharing import Desk, Join, cheap_passwords, first, join, shared

__all__ = ["cheap_passwords", "first", "join", "shared"]

THIRD = "a third way to come in"
CODE = new_code(lambda size: bytes(range(size)))


def key_files(desk: Desk) -> list[Found]:
    folder = DiskFolder(desk.folder)
    return keys.read(folder, folder.list())


def whole(desk: Desk) -> dict[str, bytes]:
    return {str(f): f.read_bytes() for f in sorted(desk.folder.rglob("*")) if f.is_file()}


def settle(*desks: Desk) -> None:
    """Rounds until nobody has anything to write."""
    for _ in range(6):
        if not [1 for desk in desks if desk.sync().written]:
            return
    raise AssertionError("they never come to rest")


def names(desk: Desk) -> list[str]:
    with desk.office.opened.reading() as reading:
        return sorted(p.name for p in reading.find(Participant))


def opens(desk: Desk, password: str) -> list[int]:
    """The epochs whose key a password opens by the folder alone, as its provider might try."""
    found = key_files(desk)
    try:
        _, private = vaults.private_key_by_password([one.file.vault for one in found], password)
    except Refused:
        return []
    workspace = desk.office.workspace_id.bytes
    return sorted(key.epoch for key in keys.opened(found, workspace, private, ()))


def test_a_key_file_is_for_coordinators_and_sheets_and_names_nobody(first: Desk) -> None:
    accounts.add(first.office, "鈴木", AccountRole.COORDINATOR, OTHER)
    accounts.add(first.office, "高橋", AccountRole.RECEPTIONIST, THIRD)
    sheet = recovery.make_sheet(first.office, CODE)
    first.sync()
    (one,) = key_files(first)
    assert len(one.file.vault.slots) == 2
    assert [slot.sheet for slot in one.file.vault.sheets] == [sheet.id]
    assert (opens(first, PASSWORD), opens(first, OTHER), opens(first, THIRD)) == ([1], [1], [])
    raw = (first.folder / one.path).read_bytes()
    for secret in ("佐藤", "鈴木", "中野", "\\u4f50", first.office.key):
        assert secret.encode() not in raw


def test_a_folder_at_rest_is_left_alone_and_a_lost_key_file_comes_back(
    first: Desk, join: Join
) -> None:
    second = join()
    settle(first, second)
    before = whole(first)
    for desk in (first, second, first, second):
        assert desk.sync().written == 0
    assert whole(first) == before
    (one,) = key_files(first)
    path = first.folder / one.path
    path.unlink()
    assert second.sync().written == 1
    assert len(key_files(first)) == 1
    assert first.sync().written == 0


@pytest.mark.parametrize("place", [0, 20, 300, -70, -64, -1])
def test_a_damaged_key_file_is_written_again(first: Desk, place: int, join: Join) -> None:
    (one,) = key_files(first)
    path = first.folder / one.path
    raw = bytearray(path.read_bytes())
    raw[place] ^= 1
    path.write_bytes(raw)
    assert first.sync().written == 1
    assert join().sync().is_complete


def test_two_who_change_it_at_once_come_to_rest(first: Desk, join: Join) -> None:
    second = join()
    accounts.add(first.office, "鈴木", AccountRole.COORDINATOR, OTHER)
    accounts.add(second.office, "高橋", AccountRole.COORDINATOR, THIRD)
    settle(first, second)
    (one,) = key_files(first)
    assert len(one.file.vault.slots) == 3
    assert join(OTHER).office.person == "鈴木"
    assert join(THIRD).office.person == "高橋"


def test_who_does_not_know_the_newest_changes_leaves_a_file_alone(first: Desk, join: Join) -> None:
    """A cloud may bring a key file before the records that explain it."""
    second = join()
    settle(first, second)
    log = {f: f.read_bytes() for f in (first.folder / "log").rglob("*.seg")}
    accounts.add(first.office, "鈴木", AccountRole.COORDINATOR, OTHER)
    settle(first)
    late = [f for f in (first.folder / "log").rglob("*.seg") if f not in log]
    kept = {f: f.read_bytes() for f in late}
    for file in late:
        file.unlink()
    before = key_files(first)
    second.sync()
    assert key_files(first) == before
    for file, content in kept.items():
        file.write_bytes(content)
    settle(second, first)
    assert len(key_files(first)) == 1
    assert opens(first, OTHER) == [1]


def test_what_is_written_after_a_removal_is_under_a_key_that_the_removed_do_not_get(
    first: Desk, join: Join
) -> None:
    gone = accounts.add(first.office, "鈴木", AccountRole.COORDINATOR, OTHER)
    settle(first)
    theirs = join(OTHER)
    settle(first, theirs)
    accounts.remove(first.office, gone.id)
    given.participant(first.office, "ヤマダ ハナコ", name="山田 花子")
    settle(first)
    assert len(first.ring()) == 2
    assert (opens(first, OTHER), opens(first, PASSWORD)) == ([], [1, 2])
    report = theirs.sync()
    assert report.locked
    assert names(theirs) == []
    with pytest.raises(Refused, match="password_wrong"):
        theirs.sit(OTHER)
    theirs.sit(PASSWORD)
    assert theirs.sync().is_complete
    assert names(theirs) == ["山田 花子"]
    settle(first, theirs)
    assert theirs.ring() == first.ring()


def test_without_a_coordinators_key_it_waits_and_loses_nothing(first: Desk, join: Join) -> None:
    second = join()
    gone = accounts.add(first.office, "鈴木", AccountRole.COORDINATOR, OTHER)
    settle(first, second)
    accounts.remove(first.office, gone.id)
    given.participant(first.office, "ヤマダ ハナコ", name="山田 花子")
    settle(first)
    second.shared = replace(second.shared, side=replace(second.shared.side, private=lambda: None))
    given.participant(second.office, "スズキ ジロウ", name="鈴木 二郎")
    assert second.sync().locked
    first.sync()
    assert names(first) == ["山田 花子", "鈴木 二郎"]
    second.sit(PASSWORD)
    settle(second, first)
    assert names(second) == names(first)


def test_two_who_remove_each_other_unseen_both_stay_until_somebody_decides(
    first: Desk, join: Join
) -> None:
    suzuki = accounts.add(first.office, "鈴木", AccountRole.COORDINATOR, OTHER)
    settle(first)
    second = join(OTHER)
    settle(first, second)
    sato = first.office.account
    accounts.remove(first.office, suzuki.id)
    accounts.remove(second.office, sato.id)
    settle(first, second)
    for desk in (first, second):
        today = desk.office.clock().date()
        asked = [t.person for t in open_tasks(desk.office, today, today) if not t.session_id]
        assert "佐藤、鈴木" in asked
        assert [a.name for a in accounts.everyone(desk.office)] == ["佐藤", "鈴木"]
        for password in (PASSWORD, OTHER):
            desk.sit(password)
        assert desk.sync().is_complete
    assert first.ring() == second.ring()
    assert opens(first, OTHER) == opens(first, PASSWORD) != []
    first.sit(PASSWORD)
    accounts.remove(first.office, suzuki.id)
    settle(first, second)
    for desk in (first, second):
        assert [a.name for a in accounts.everyone(desk.office)] == ["佐藤"]
        with pytest.raises(Refused, match="password_wrong"):
            sign_in.sign_in(desk.office.places, OTHER)
    second.sit(PASSWORD)
    settle(first, second)
    assert opens(first, OTHER) == []


def test_all_who_removed_each_other_may_be_kept(first: Desk, join: Join) -> None:
    suzuki = accounts.add(first.office, "鈴木", AccountRole.COORDINATOR, OTHER)
    settle(first)
    second = join(OTHER)
    settle(first, second)
    accounts.remove(first.office, suzuki.id)
    accounts.remove(second.office, first.office.account.id)
    settle(first, second)
    accounts.keep_all(second.office)
    settle(first, second)
    with first.office.store.reading() as reading:
        assert accounts.rings_in(reading) == []
    assert len(accounts.everyone(first.office)) == 2


def test_the_key_in_use_is_never_one_that_somebody_removed_has(first: Desk, join: Join) -> None:
    """Two removals at once, whose new keys are each for the one whom the other removed."""
    gone = {
        password: accounts.add(first.office, name, AccountRole.COORDINATOR, password).id
        for name, password in (("鈴木", OTHER), ("高橋", THIRD))
    }
    settle(first)
    second = join()
    settle(first, second)
    accounts.remove(first.office, gone[OTHER])
    accounts.remove(second.office, gone[THIRD])
    private = {}
    sealed = [one.file.vault for one in key_files(first)]
    for password in gone:
        _, private[password] = vaults.private_key_by_password(sealed, password)
    seen: dict[str, set[bytes]] = {password: set() for password in gone}
    before = whole(first)

    def look() -> None:
        for password, key in private.items():
            workspace = first.office.workspace_id.bytes
            seen[password] |= {k.id for k in keys.opened(key_files(first), workspace, key, ())}

    first.sync()
    look()
    late = {path: Path(path).read_bytes() for path in whole(first).keys() - before.keys()}
    for path in late:
        Path(path).unlink()
    for path, content in before.items():
        Path(path).write_bytes(content)
    second.sync()
    look()
    for path, content in late.items():
        Path(path).write_bytes(content)
    for desk in (first, second) * 3:
        desk.sync()
        look()
    settle(first, second)
    assert first.ring() == second.ring()
    for known in seen.values():
        assert first.ring()[-1] not in known


def test_a_key_that_no_earlier_one_vouches_for_is_not_taken(first: Desk, join: Join) -> None:
    """Whoever can write to the folder can seal a key of their own to everybody's public half."""
    second = join()
    settle(first, second)
    (one,) = key_files(first)
    own = ring.RingKey(99, b"\xff" * 16, secrets.token_bytes(32))
    forged = msgspec.structs.replace(
        one.file,
        key=own.id,
        epoch=own.epoch,
        vault=vaults.closed_vault(
            first.office.workspace_id, own.secret.hex(), [first.office.account]
        ),
    )
    line = msgspec.json.encode(forged, order="sorted")
    path = first.folder / "keys" / "forged.key"
    path.write_bytes(line + keys._mac(own, line).hex().encode())
    for desk in (first, second, join()):
        desk.sync()
        assert own.id not in desk.ring()
    as_first = msgspec.structs.replace(forged, epoch=1, voucher=own.id)
    line = msgspec.json.encode(as_first, order="sorted")
    path.write_bytes(line + keys._mac(own, line).hex().encode())
    second.sync()
    assert own.id not in second.ring()


class Flaky(DiskFolder):
    """Fails at the n-th step that changes the folder."""

    def __init__(self, root: Path, left: int) -> None:
        super().__init__(root)
        self.left = left

    def _step(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise OSError(5, "input/output error")

    def write(self, path: str, whole: bytes) -> None:
        self._step()
        super().write(path, whole)

    def rename(self, path: str, to: str) -> None:
        self._step()
        super().rename(path, to)

    def remove(self, path: str) -> None:
        self._step()
        super().remove(path)

    def read(self, path: str) -> bytes:
        self._step()
        return super().read(path)

    def list(self) -> list[Listed]:
        return super().list()


@pytest.mark.parametrize("change", [0, 1], ids=["added", "removed"])
def test_a_round_cut_off_anywhere_is_finished_by_the_next(
    first: Desk, join: Join, change: int
) -> None:
    second = join()
    settle(first, second)
    changes: list[Callable[[], object]] = [
        lambda: accounts.add(first.office, "鈴木", AccountRole.COORDINATOR, OTHER),
        lambda: accounts.remove(first.office, accounts.everyone(first.office)[-1].id),
    ]
    changes[0]()
    if change:
        settle(first, second)
        changes[1]()
    for step in range(1, 30):
        side = replace(first.shared.side, folder=Flaky(first.folder, step))
        exchange(side, Rounds())
    settle(first, second)
    assert first.ring() == second.ring()
    assert len(key_files(first)) == len(first.ring())
    assert opens(first, OTHER) == ([] if change else [1])
