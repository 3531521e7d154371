"""A computer joins a register from its shared folder, or is told why it cannot yet."""

from pathlib import Path

import pytest

from smartsupport import settings
from smartsupport.codes.recovery import new_code
from smartsupport.domain.account import AccountRole
from smartsupport.domain.errors import Known, Refused
from smartsupport.domain.laptop import Laptop
from smartsupport.domain.participant import Participant
from smartsupport.paths import Places
from smartsupport.services import accounts, joining, recovery, sign_in
from smartsupport.services.joining import FolderState
from smartsupport.services.restoring import Way
from smartsupport.sync import place
from tests.accounts import OTHER, PASSWORD
from tests.services import given
from tests.services.sharing import Desk, Join, cheap_passwords, first, join, shared

__all__ = ["cheap_passwords", "first", "join", "shared"]

CODE = new_code(lambda size: bytes(range(size)))


def names(desk: Desk) -> list[str]:
    with desk.office.opened.reading() as reading:
        return sorted(p.name for p in reading.find(Participant))


def refused(tmp_path: Path, shared: Path, way: Way) -> str:
    """The code with which it is refused; nothing is left behind then."""
    places = Places(base=tmp_path / "refused")
    with pytest.raises(Known) as failure:
        joining.join(places, shared, way)
    left = [f.name for f in places.base.rglob("*")] if places.base.exists() else []
    assert left == []
    return failure.value.code


def test_it_has_everything_and_gives_what_it_writes(first: Desk, join: Join) -> None:
    given.participant(first.office, "ヤマダ ハナコ", name="山田 花子")
    first.sync()
    second = join()
    assert (second.office.person, names(second)) == ("佐藤", ["山田 花子"])
    given.participant(second.office, "スズキ ジロウ", name="鈴木 二郎")
    second.sync()
    first.sync()
    assert names(first) == ["山田 花子", "鈴木 二郎"]
    assert first.sync().is_complete
    with first.office.store.reading() as reading:
        laptops = {laptop.name: laptop.replica for laptop in reading.find(Laptop)}
    assert laptops.keys() == {"受付1", "受付2"}
    assert len(set(laptops.values())) == 2


def test_the_folder_and_the_password_are_remembered(first: Desk, join: Join) -> None:
    second = join()
    places = second.office.places
    assert settings.load(places.settings).shared_folder == str(first.folder.resolve())
    second.sit(PASSWORD)
    assert second.office.key != first.office.key
    assert second.sync().is_complete


def test_everybody_with_a_password_may_sit_there(first: Desk, join: Join) -> None:
    accounts.add(first.office, "鈴木", AccountRole.RECEPTIONIST, OTHER)
    first.sync()
    second = join()
    second.sit(OTHER)
    assert second.office.person == "鈴木"


def test_a_receptionists_password_opens_no_folder(
    first: Desk, tmp_path: Path, shared: Path
) -> None:
    accounts.add(first.office, "鈴木", AccountRole.RECEPTIONIST, OTHER)
    first.sync()
    assert refused(tmp_path, shared, Way(password=OTHER)) == "password_wrong"


def test_wrong_passwords_and_codes_leave_nothing(first: Desk, tmp_path: Path, shared: Path) -> None:
    assert refused(tmp_path, shared, Way(password=OTHER)) == "password_wrong"
    assert refused(tmp_path, shared, Way(code=CODE.secret, password=OTHER)) == (
        "recovery_code_of_another"
    )
    assert refused(tmp_path, shared, Way(code=CODE.secret, password="short")) == "password_short"


def test_the_sheet_joins_and_gives_a_new_password(first: Desk, join: Join) -> None:
    recovery.make_sheet(first.office, CODE)
    first.sync()
    second = join(OTHER, code=CODE.secret)
    assert second.office.person == "佐藤"
    second.sync()
    first.sync()
    first.sit(OTHER)
    with pytest.raises(Refused, match="password_wrong"):
        sign_in.sign_in(second.office.places, PASSWORD)


def test_a_second_register_is_not_joined_over_the_first(first: Desk, shared: Path) -> None:
    with pytest.raises(Refused, match="workspace_exists"):
        joining.join(first.office.places, shared, Way(password=PASSWORD))


def test_what_a_folder_is(first: Desk, tmp_path: Path, shared: Path) -> None:
    assert joining.look(shared).state is FolderState.READY
    assert joining.look(first.folder) == joining.look(shared)
    empty = tmp_path / "empty"
    empty.mkdir()
    assert joining.look(empty).state is FolderState.NOT_OURS
    assert refused(tmp_path, empty, Way(password=PASSWORD)) == "folder_not_shared"
    assert refused(tmp_path, tmp_path / "none", Way(password=PASSWORD)) == "folder_missing"
    (shared / "smartsupport-another").mkdir()
    marker = shared / "smartsupport-another" / place.WORKSPACE
    marker.write_bytes((first.folder / place.WORKSPACE).read_bytes())
    assert refused(tmp_path, shared, Way(password=PASSWORD)) == "folder_several"
    (first.folder / place.WORKSPACE).write_text('{"format": 99}')
    assert refused(tmp_path, first.folder, Way(password=PASSWORD)) == "folder_of_later"


@pytest.mark.parametrize("late", ["keys", "log", "workspace.json"])
def test_what_is_still_arriving_is_waited_for(
    first: Desk, tmp_path: Path, shared: Path, late: str, join: Join
) -> None:
    (first.folder / late).rename(tmp_path / "late")
    assert joining.look(shared).state is FolderState.ARRIVING
    assert refused(tmp_path, shared, Way(password=PASSWORD)) == "not_arrived"
    (tmp_path / "late").rename(first.folder / late)
    assert join().sync().is_complete


def test_half_of_the_records_are_not_enough(first: Desk, tmp_path: Path, shared: Path) -> None:
    for file in (first.folder / "log").rglob("*.seg"):
        file.write_bytes(file.read_bytes()[:-1])
    assert refused(tmp_path, shared, Way(password=PASSWORD)) == "not_arrived"


def test_cut_off_anywhere_there_is_none_or_a_whole_one(
    first: Desk, tmp_path: Path, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = Places(base=tmp_path / "cut")

    def cut(done: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        joining.join(places, shared, Way(password=PASSWORD), progress=cut)
    assert not places.vault.exists()
    joining.join(places, shared, Way(password=PASSWORD)).close()
    sign_in.sign_in(places, PASSWORD).close()
