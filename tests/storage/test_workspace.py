"""Making and opening a 台帳; every way in which its files can be wrong has a name."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select

from smartsupport.domain.errors import Known, NotFound, Refused, Unavailable
from smartsupport.domain.participant import Participant
from smartsupport.paths import Places
from smartsupport.storage import check, workspace
from smartsupport.storage import vault as vaults
from smartsupport.storage.op import OpId
from smartsupport.storage.schema import REPLICA
from smartsupport.storage.unit_of_work import Store
from tests.storage.logs import ops_of
from tests.stores import COORDINATOR, WORKSPACE, HeldClock, assert_replays, new_store, open_again


@pytest.fixture
def places(tmp_path: Path, clock: HeldClock) -> Places:
    """A closed workspace with one person in it."""
    store = new_store(tmp_path / "mine", clock)
    with store.transaction() as work:
        work.add(Participant(id=uuid4(), name="山田"))
    store.close()
    return Places(base=tmp_path / "mine")


def code_of(places: Places, clock: HeldClock, expected: type[Known] = Known) -> str:
    before = {f: f.read_bytes() for f in places.base.iterdir() if f.suffix in (".db", ".json")}
    with pytest.raises(expected) as failure:
        open_again(places, clock)
    for file, content in before.items():
        assert file.read_bytes() == content
    return failure.value.code


def test_what_was_made_is_opened_again(places: Places, clock: HeldClock) -> None:
    store, vault = open_again(places, clock), vaults.load(places.vault)
    assert (vault.workspace, vault.actor, store.actor) == (WORKSPACE, COORDINATOR, COORDINATOR)
    with store.reading() as reading:
        assert [p.name for p in reading.find(Participant)] == ["山田"]
    assert check.quick_check(store) == []
    assert_replays(store)
    store.close()
    assert {f.name for f in places.base.iterdir()} == {"smartsupport.db", "vault.json"}


def test_a_workspace_is_not_made_over_another(places: Places, clock: HeldClock) -> None:
    for file in (None, places.vault, places.database):
        if file:
            file.unlink()
        if workspace.exists(places):
            with pytest.raises(Refused, match="workspace_exists"):
                new_store(places.base, clock)


def test_no_workspace(tmp_path: Path, clock: HeldClock) -> None:
    with pytest.raises(NotFound, match="no_workspace"):
        open_again(Places(base=tmp_path / "nowhere"), clock)


def test_a_missing_database_is_not_replaced_by_an_empty_one(
    places: Places, clock: HeldClock
) -> None:
    places.database.unlink()
    assert code_of(places, clock, Refused) == "database_missing"
    assert not places.database.exists()


@pytest.mark.parametrize("content", [b"", b"x"])
def test_an_emptied_database_is_not_taken_for_a_new_one(
    places: Places, clock: HeldClock, content: bytes
) -> None:
    places.database.write_bytes(content)
    with pytest.raises(Unavailable, match="database_damaged"):
        open_again(places, clock)


def test_other_bytes_and_other_keys_are_not_ours(
    places: Places, tmp_path: Path, clock: HeldClock
) -> None:
    whole = places.database.read_bytes()
    for content in (os.urandom(len(whole)), bytes(len(whole)), whole[:100], whole[100:]):
        places.database.write_bytes(content)
        assert code_of(places, clock, Refused) == "database_not_ours"
    new_store(tmp_path / "other", clock).close()
    shutil.copy(tmp_path / "other" / "smartsupport.db", places.database)
    assert code_of(places, clock, Refused) == "database_not_ours"
    places.database.write_bytes(whole)
    shutil.copy(tmp_path / "other" / "vault.json", places.vault)
    assert code_of(places, clock, Refused) == "database_not_ours"


def test_a_cut_database_is_damaged(places: Places, clock: HeldClock) -> None:
    whole = places.database.read_bytes()
    places.database.write_bytes(whole[: len(whole) // 8192 * 4096])
    assert code_of(places, clock, Unavailable) == "database_damaged"


def test_no_bit_flip_goes_unnamed(places: Places, clock: HeldClock) -> None:
    whole = places.database.read_bytes()
    for place in range(7, len(whole), len(whole) // 40):
        content = bytearray(whole)
        content[place] ^= 0x10
        places.database.write_bytes(content)
        try:
            store = open_again(places, clock)
        except Known as failure:
            assert failure.code in ("database_damaged", "database_not_ours")
            continue
        assert check.quick_check(store) != []
        store.close()


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path, clock: HeldClock) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Unavailable, match="workspace_not_writable"):
        new_store(tmp_path / "file" / "folder", clock)


def test_a_folder_in_place_of_the_database(places: Places, clock: HeldClock) -> None:
    places.database.unlink()
    places.database.mkdir()
    with pytest.raises(Unavailable, match="database_not_openable"):
        open_again(places, clock)


class PowerCut(BaseException):
    pass


def test_cut_off_before_the_vault_there_is_no_workspace_and_no_obstacle(
    tmp_path: Path, clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object) -> None:
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(vaults, "save", cut)
        with pytest.raises(PowerCut):
            new_store(tmp_path, clock)
    assert not workspace.exists(Places(base=tmp_path))
    new_store(tmp_path, clock).close()
    assert {f.name for f in tmp_path.iterdir()} == {"smartsupport.db", "vault.json"}


def test_cut_off_after_the_vault_there_is_a_whole_workspace(
    tmp_path: Path, clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object) -> None:
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(workspace, "open_store", cut)
        with pytest.raises(PowerCut):
            new_store(tmp_path, clock)
    store = open_again(Places(base=tmp_path), clock)
    with store.reading() as reading:
        assert reading.find(Participant) == []
    assert store.actor == COORDINATOR
    store.close()


def test_a_restored_copy_is_another_incarnation_of_the_laptop_it_is_on(
    store: Store, another: Callable[[str], Store]
) -> None:
    def written(into: Store) -> OpId:
        with into.transaction() as work:
            added = work.add(Participant(id=uuid4()))
        return next(OpId.unpack(op.id) for op in ops_of(into) if op.row == added.id.bytes)

    before, restored = written(store), another("restored")
    workspace.become_another(restored, store)
    after = written(restored)
    assert after.replica == before.replica
    assert after.incarnation > before.incarnation
    assert after.seq == 1


def test_a_copy_restored_where_nothing_was_is_a_laptop_of_its_own(store: Store) -> None:
    def mine() -> bytes:
        with store.reading() as reading:
            return bytes(reading.connection.execute(select(REPLICA.c.replica)).scalar_one())

    before = mine()
    workspace.become_another(store)
    assert mine() != before
