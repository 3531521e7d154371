"""`vault.json` holds the key: written whole or not at all, and read with care."""

import json
from pathlib import Path
from uuid import uuid4

import pytest

from smartsupport.domain.errors import Known, NotFound, Refused, Unavailable
from smartsupport.storage import vault as vaults
from tests.stores import COORDINATOR, WORKSPACE


@pytest.fixture
def vault() -> vaults.Vault:
    return vaults.open_vault(WORKSPACE, vaults.new_key(), COORDINATOR, "担当 髙﨑")


def code_of(path: Path, expected: type[Known]) -> str:
    with pytest.raises(expected) as failure:
        vaults.load(path)
    return failure.value.code


def test_what_was_saved_is_read_back_and_nothing_lies_beside_it(
    tmp_path: Path, vault: vaults.Vault
) -> None:
    path = tmp_path / "new" / "vault.json"
    vaults.save(vault, path)
    assert vaults.load(path) == vault
    assert [f.name for f in path.parent.iterdir()] == ["vault.json"]
    assert path.stat().st_mode & 0o077 == 0


def test_every_vault_has_its_own_key() -> None:
    keys = {vaults.new_key() for _ in range(50)}
    assert {len(bytes.fromhex(key)) for key in keys} == {32}
    assert len(keys) == 50


def test_no_vault_is_no_workspace(tmp_path: Path) -> None:
    assert code_of(tmp_path / "vault.json", NotFound) == "no_workspace"


def test_every_cut_is_damage(tmp_path: Path, vault: vaults.Vault) -> None:
    path = tmp_path / "vault.json"
    vaults.save(vault, path)
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert code_of(path, Refused) == "vault_damaged"


@pytest.mark.parametrize(
    "key", ["", "00", "g" * 64, "0" * 63, "0" * 65, "A" * 64, "0" * 64 + "\n", "'; DROP", None, 7]
)
def test_a_key_that_is_none_is_damage(tmp_path: Path, vault: vaults.Vault, key: object) -> None:
    path = tmp_path / "vault.json"
    vaults.save(vault, path)
    path.write_text(json.dumps({**json.loads(path.read_text()), "database_key": key}))
    assert code_of(path, Refused) == "vault_damaged"


@pytest.mark.parametrize("content", [b"\xff\xfe", b"[]", b"null", b"{}", b"\0" * 300, b"[" * 9999])
def test_other_bytes_are_damage(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "vault.json"
    path.write_bytes(content)
    assert code_of(path, Refused) == "vault_damaged"


def test_a_later_versions_vault_is_called_newer_whatever_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "vault.json"
    path.write_text('{"format": 3, "everything": "else"}')
    assert code_of(path, Refused) == "workspace_newer"


def test_a_folder_in_its_place_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "vault.json").mkdir()
    assert code_of(tmp_path / "vault.json", Unavailable) == "workspace_not_readable"


def test_a_save_that_fails_leaves_the_old_vault(
    tmp_path: Path, vault: vaults.Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "vault.json"
    vaults.save(vault, path)

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(vaults.os, "fsync", full)
    with pytest.raises(Unavailable, match="workspace_not_writable"):
        vaults.save(vaults.open_vault(uuid4(), vaults.new_key(), uuid4(), ""), path)
    assert vaults.load(path) == vault


def test_a_key_is_never_shown_with_what_holds_it() -> None:
    key = vaults.new_key()
    assert key not in repr(vaults.Opened(key, None))


def test_a_saved_vault_waits_until_its_folder_is_on_the_disk(
    tmp_path: Path, vault: vaults.Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "vault.json"
    settled: list[tuple[Path, bool]] = []
    monkeypatch.setattr(vaults, "settle", lambda folder: settled.append((folder, path.exists())))
    vaults.save(vault, path)
    assert settled == [(tmp_path, True)]
