"""The file of a backup: made beside a desk that works, and refused when anything of it is wrong."""

import errno
import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from smartsupport.domain.errors import Known, Refused, Unavailable
from smartsupport.domain.participant import Participant
from smartsupport.paths import Places
from smartsupport.storage import backup, copying, database, migrate
from smartsupport.storage import vault as vaults
from smartsupport.storage.backup import Header
from smartsupport.storage.unit_of_work import Store
from tests.stores import COORDINATOR, WORKSPACE

KEY = "5a" * 32


def header(**other: Any) -> Header:
    said = {
        "format": backup.FORMAT,
        "made_at": datetime(2026, 10, 3, tzinfo=UTC),
        "schema": migrate.HEAD,
        "position": 1,
        "vault": vaults.open_vault(WORKSPACE, KEY, COORDINATOR, ""),
    }
    return Header(**(said | other))


def key_of(store: Store) -> str:
    key = vaults.load(Places(base=store.path.parent).vault).database_key
    assert key is not None
    return key


def written(store: Store, folder: Path, **more: Any) -> Path:
    target = folder / "one.ssbackup"
    backup.write(
        store.path,
        key_of(store),
        target,
        header=more.pop("header", header()),
        backup_key=KEY,
        work=folder / "work.db",
        **more,
    )
    return target


def add(store: Store, name: str) -> None:
    with store.transaction() as work:
        work.add(Participant(id=uuid4(), name=name))


def names_in(path: Path, folder: Path) -> list[str]:
    backup.unpack(path, folder / "unpacked.db")
    connection = database.connect(folder / "unpacked.db", KEY)
    found = [n for (n,) in connection.execute("SELECT name FROM participant ORDER BY name")]
    connection.close()
    return found


def refusal(path: Path) -> str:
    """The code with which every way of reading it refuses."""
    target = path.with_name("never.db")
    with pytest.raises(Known) as verified:
        backup.verify(path)
    with pytest.raises(Known) as unpacked:
        backup.unpack(path, target)
    assert verified.value.code == unpacked.value.code
    assert not target.exists()
    return verified.value.code


def test_it_holds_one_moment_of_a_desk_that_goes_on(store: Store, tmp_path: Path) -> None:
    for n in range(30):
        add(store, f"{n:02}")
    seen: list[float] = []

    def meanwhile(done: float) -> None:
        add(store, "later")
        seen.append(done)

    path = written(store, tmp_path, progress=meanwhile)
    assert names_in(path, tmp_path) == [f"{n:02}" for n in range(30)]
    assert seen == sorted(seen)
    assert seen[-1] == 1
    assert {p.name for p in tmp_path.iterdir()} == {"workspace", "one.ssbackup", "unpacked.db"}


def test_neither_the_laptops_key_nor_a_name_is_in_it(store: Store, tmp_path: Path) -> None:
    add(store, "金糸雀")
    content = written(store, tmp_path).read_bytes()
    assert "金糸雀".encode() not in content
    assert key_of(store).encode() not in content
    assert bytes.fromhex(key_of(store)) not in content


def test_it_is_what_the_page_says_byte_by_byte(store: Store, tmp_path: Path) -> None:
    content = written(store, tmp_path).read_bytes()
    length = int.from_bytes(content[8:12], "big")
    assert content[:8] == b"ssbackup"
    assert msgspec.json.decode(content[12 : 12 + length], type=Header) == header()
    assert content[-32:] == hashlib.sha256(content[:-32]).digest()
    assert (len(content) - 12 - length - 32) % 4096 == 0


def test_cut_off_anywhere_it_is_refused(store: Store, tmp_path: Path) -> None:
    whole = written(store, tmp_path).read_bytes()
    cut = tmp_path / "cut.ssbackup"
    ends = [*range(900), *range(900, len(whole), 4111), *range(len(whole) - 40, len(whole))]
    for end in ends:
        cut.write_bytes(whole[:end])
        assert refusal(cut) == ("not_a_backup" if end < 8 else "backup_damaged"), end


def test_something_behind_it_is_refused(store: Store, tmp_path: Path) -> None:
    path = written(store, tmp_path)
    path.write_bytes(path.read_bytes() + b"\0")
    assert refusal(path) == "backup_damaged"


def test_one_bit_turned_anywhere_is_refused(store: Store, tmp_path: Path) -> None:
    whole = written(store, tmp_path).read_bytes()
    bad = tmp_path / "bad.ssbackup"
    places = [*range(700), *range(700, len(whole), 3989), *range(len(whole) - 32, len(whole))]
    for n, place in enumerate(places):
        bad.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << n % 8)]) + whole[place + 1 :])
        assert refusal(bad) in ("not_a_backup", "backup_damaged", "workspace_newer"), place


@pytest.mark.parametrize("content", [b"", b"PK\3\4", b"SQLite format 3\0", b"\0" * 5000])
def test_another_kind_of_file_is_no_backup(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.ssbackup"
    path.write_bytes(content)
    assert refusal(path) == "not_a_backup"


def test_one_of_a_newer_program_says_so(store: Store, tmp_path: Path) -> None:
    newer = header(format=backup.FORMAT + 1)
    with pytest.raises(Refused, match="workspace_newer"):
        backup.read_header(_forged(tmp_path, newer))


def test_a_file_that_is_not_there_or_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nothing.ssbackup") == "backup_not_found"
    (tmp_path / "folder.ssbackup").mkdir()
    assert refusal(tmp_path / "folder.ssbackup") == "backup_not_readable"


def _forged(folder: Path, said: Header) -> Path:
    raw = msgspec.json.encode(said)
    start = b"ssbackup" + len(raw).to_bytes(4, "big") + raw
    path = folder / "forged.ssbackup"
    path.write_bytes(start + hashlib.sha256(start).digest())
    return path


class Full:
    """A file on a disk that has room for so many more bytes."""

    def __init__(self, file: Any, room: int) -> None:
        self._file, self._room = file, room

    def __enter__(self) -> "Full":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def write(self, content: bytes) -> int:
        self._room -= len(content)
        if self._room < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return int(self._file.write(content))


@pytest.mark.parametrize("room", [0, 100, 50_000])
def test_a_disk_that_is_full_in_the_middle_leaves_the_last_one(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    add(store, "一")
    path = written(store, tmp_path)
    add(store, "二")
    opened = Path.open

    def full(self: Path, mode: str = "r", *rest: Any, **more: Any) -> Any:
        file = opened(self, mode, *rest, **more)
        return Full(file, room) if mode == "wb" else file

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", full)
        with pytest.raises(Unavailable, match="disk_full"):
            written(store, tmp_path)
        with pytest.raises(Unavailable, match="disk_full"):
            backup.unpack(path, tmp_path / "unpacked.db")
    assert {p.name for p in tmp_path.iterdir()} == {"workspace", "one.ssbackup"}
    assert names_in(path, tmp_path) == ["一"]


def test_a_disk_that_fills_up_under_sqlite_leaves_the_last_one(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(store, tmp_path)
    plain = copying._plainly

    def small(target: Path, key: str) -> Any:
        connection = plain(target, key)
        connection.execute("PRAGMA max_page_count = 20")
        return connection

    with monkeypatch.context() as patch:
        patch.setattr(copying, "_plainly", small)
        with pytest.raises(Unavailable, match="disk_full"):
            written(store, tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == {"workspace", "one.ssbackup"}
    backup.verify(path)


def test_a_place_that_is_gone_says_so(store: Store, tmp_path: Path) -> None:
    (tmp_path / "gone").write_bytes(b"where a folder was")
    with pytest.raises(Unavailable, match="backup_not_written"):
        written(store, tmp_path / "gone")


def test_a_place_that_vanishes_in_the_middle_says_so(store: Store, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    first = written(store, tmp_path)

    def pulled(done: float) -> None:
        if done > 0.8:
            for file in stick.iterdir():
                file.unlink()
            stick.rmdir()

    with pytest.raises(Unavailable, match="backup_not_written"):
        backup.write(
            store.path,
            key_of(store),
            stick / "two.ssbackup",
            header=header(),
            backup_key=KEY,
            work=tmp_path / "work.db",
            progress=pulled,
        )
    backup.verify(first)


def test_what_a_disk_wrote_wrongly_never_counts(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(store, tmp_path)
    before = path.read_bytes()
    whole = backup._write_whole

    def lying(out: Any, said: bytes, work: Path) -> None:
        whole(out, said, work)
        out.seek(5000)
        out.write(b"\0")

    with monkeypatch.context() as patch:
        patch.setattr(backup, "_write_whole", lying)
        with pytest.raises(Unavailable, match="backup_not_written"):
            written(store, tmp_path)
    assert path.read_bytes() == before
    assert {p.name for p in tmp_path.iterdir()} == {"workspace", "one.ssbackup"}


def test_a_second_copy_is_the_same_and_checked(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(store, tmp_path)
    backup.again(path, tmp_path / "elsewhere" / "two.ssbackup")
    assert (tmp_path / "elsewhere" / "two.ssbackup").read_bytes() == path.read_bytes()
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(Unavailable, match="backup_not_written"):
        backup.again(path, tmp_path / "elsewhere" / "three.ssbackup")
    assert [p.name for p in (tmp_path / "elsewhere").iterdir()] == ["two.ssbackup"]
