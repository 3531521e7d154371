"""The file underneath: encrypted, one writer at a time, and failures that have a name."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Connection, event

from smartsupport.domain.errors import Unavailable
from smartsupport.domain.participant import Participant
from smartsupport.paths import Places
from smartsupport.storage import check, database, vault
from smartsupport.storage.unit_of_work import Store
from tests.storage.logs import ops_of
from tests.stores import HeldClock, copied_store, new_store, open_again

CANARY = "カナリア秘密子"
IN_USE = database._SYNCHRONOUS
"""What the program says, before the tests are let off waiting for the disk."""


def test_a_name_stands_in_no_byte_of_the_folder(store: Store, tmp_path: Path) -> None:
    with store.transaction() as work:
        for _ in range(50):
            work.add(Participant(id=uuid4(), name=CANARY, phone="0312345678"))
    files = [f for f in (tmp_path / "workspace").rglob("*") if f.is_file()]
    assert {f.name for f in files} >= {"smartsupport.db", "smartsupport.db-wal"}
    for file in files:
        content = file.read_bytes()
        assert not content.startswith(b"SQLite format")
        for encoding in ("utf-8", "utf-16-le", "cp932"):
            assert CANARY.encode(encoding) not in content
        assert b"0312345678" not in content


def test_a_write_takes_the_lock_before_it_reads(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_BUSY_SECONDS", 0)
    other = _another_program(store)
    with store.maintenance(), pytest.raises(Unavailable) as busy, other.transaction():
        pass
    other.close()
    assert busy.value.code == "database_busy"


def test_reading_goes_on_while_another_program_writes(store: Store) -> None:
    other = _another_program(store)
    with store.transaction() as work:
        work.add(Participant(id=uuid4()))
        with other.reading() as reading:
            assert reading.find(Participant) == []
    with other.reading() as reading:
        assert len(reading.find(Participant)) == 1
    other.close()


def _another_program(store: Store) -> Store:
    key = vault.load(Places(base=store.path.parent).vault).database_key
    return Store(
        database.write_engine(store.path, key),
        database.read_engine(store.path, key),
        path=store.path,
        clock=store.clock,
        actor=None,
    )


def test_a_full_disk_loses_nothing_and_has_a_name(store: Store) -> None:
    with store.transaction() as work:
        kept = work.add(Participant(id=uuid4(), name="山田"))
    with store.maintenance() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Unavailable) as full, store.transaction() as work:
        for _ in range(100):
            work.add(Participant(id=uuid4(), note="長" * 1000))
    assert full.value.code == "disk_full"
    with store.reading() as reading:
        assert reading.find(Participant) == [kept]
    with store.maintenance() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    with store.transaction() as work:
        work.add(Participant(id=uuid4(), note="長" * 1000))
    assert len(ops_of(store)) == 2


def test_a_read_only_file_has_a_name(store: Store) -> None:
    with store.maintenance() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
    raw.execute("PRAGMA query_only = ON")
    with pytest.raises(Unavailable) as refused, store.transaction() as work:
        work.add(Participant(id=uuid4()))
    assert refused.value.code == "workspace_not_writable"
    raw.execute("PRAGMA query_only = OFF")


def test_a_damaged_page_has_a_name(tmp_path: Path, clock: HeldClock) -> None:
    store = new_store(tmp_path, clock)
    with store.transaction() as work:
        for _ in range(300):
            work.add(Participant(id=uuid4(), note="長" * 200))
    store.close()
    content = bytearray(store.path.read_bytes())
    for page in range(len(content) // 2 // 4096 * 4096, len(content), 4096):
        content[page + 100] ^= 1
    store.path.write_bytes(content)
    store = open_again(Places(base=tmp_path), clock)
    assert "page" in check.quick_check(store)[0]
    with pytest.raises(Unavailable) as damaged, store.reading() as reading:
        reading.find(Participant)
    assert damaged.value.code == "database_damaged"
    store.close()


def test_a_sound_file_passes_the_check(store: Store) -> None:
    with store.transaction() as work:
        work.add(Participant(id=uuid4()))
    assert check.quick_check(store) == []


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("fullfsync", 1),
        ("trusted_schema", 0),
        ("temp_store", 2),
    ],
)
def test_both_engines_are_set_for_safety(
    clock: HeldClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pragma: str, value: object
) -> None:
    monkeypatch.setattr(database, "_SYNCHRONOUS", IN_USE)
    store = copied_store(tmp_path, clock)

    def read(connection: Connection) -> object:
        return connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one()

    with store.maintenance() as connection:
        assert read(connection) == value
    with store.reading() as reading:
        assert read(reading.connection) == value
    store.close()


def test_what_one_engine_compiled_serves_every_other(
    store: Store, another: Callable[[str], Store]
) -> None:
    seen: list[str] = []
    for one in (store, another("b"), store):
        with one.reading() as reading:
            event.listen(
                reading.connection,
                "after_cursor_execute",
                lambda *given: seen.append(given[4].cache_hit.name),
            )
            reading.find(Participant, phone="", kana="", note="in no other place")
    assert seen == ["CACHE_MISS", "CACHE_HIT", "CACHE_HIT"]


def test_wal_is_used_only_with_a_library_that_has_its_last_repair(store: Store) -> None:
    with store.reading() as reading:
        version = reading.connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
    assert tuple(map(int, version.split("."))) >= (3, 51, 3)
