"""From one version to the next: backed up first, all or nothing, and nothing waits for ever."""

import shutil
from collections.abc import Callable
from dataclasses import make_dataclass
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from msgspec.structs import replace
from sqlalchemy import Connection, MetaData, text

from smartsupport.domain.errors import Refused, Unavailable
from smartsupport.domain.participant import Participant
from smartsupport.paths import Places
from smartsupport.storage import check, database, migrate, schema, synced
from smartsupport.storage import op as ops
from smartsupport.storage import vault as vaults
from smartsupport.storage.op import ADD, Op, Upcaster
from smartsupport.storage.schema import METADATA, SYNCED
from smartsupport.storage.synced import synced_table
from smartsupport.storage.unit_of_work import Store
from smartsupport.storage.versions import open_versions
from smartsupport.storage.workspace import occupied
from tests.storage.logs import ops_of
from tests.storage.ops import ROW_ID, make_op, op_id
from tests.stores import HeldClock, assert_replays, new_store, open_again

Upgrade = Callable[[str], None]


def test_a_fresh_database_is_what_the_schema_says(store: Store) -> None:
    with store.reading() as reading:
        context = MigrationContext.configure(reading.connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_the_revision_this_program_expects_is_the_newest(store: Store) -> None:
    with store.reading() as reading:
        script = ScriptDirectory.from_config(migrate.alembic_config(reading.connection))
        assert migrate.revision(reading.connection) == migrate.HEAD
    assert script.get_heads() == [migrate.HEAD]
    assert tuple(r.revision for r in script.walk_revisions())[::-1] == migrate._REVISIONS


def test_the_log_is_not_opened_again_when_nothing_is_to_do(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def loaded(_: Connection) -> None:
        raise AssertionError("alembic was loaded")

    store.close()
    monkeypatch.setattr(migrate, "_upgrade", loaded)
    again = open_again(Places(base=store.path.parent), store.clock)
    again.close()


def test_a_newer_database_is_refused_and_left_alone(tmp_path: Path, clock: HeldClock) -> None:
    store = new_store(tmp_path, clock)
    with store.maintenance() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    before = store.path.read_bytes()
    with pytest.raises(Refused, match="workspace_newer"):
        open_again(Places(base=tmp_path), clock)
    assert store.path.read_bytes() == before
    assert {f.name for f in tmp_path.iterdir()} == {"smartsupport.db", "vault.json"}


@pytest.fixture
def old(tmp_path: Path, clock: HeldClock) -> Places:
    """A closed workspace of this version, with what a later one has sent it."""
    store = new_store(tmp_path / "mine", clock)
    with store.transaction() as work:
        work.add(Participant(id=UUID(int=1), name="山田", note="ここで書いた"))
    store.merge(
        [
            make_op(
                1,
                ADD,
                {
                    "name": {"name": "鈴木", "kana": "スズキ"},
                    "nickname": {"nickname": "すーさん"},
                },
                schema=2,
            ),
            make_op(2, "rename", {"name": {"name": "鈴口"}}, {"name": [op_id(1)]}, schema=2),
        ]
    )
    store.close()
    return Places(base=tmp_path / "mine")


NEXT = f"{int(migrate.HEAD) + 1:04}"


@pytest.fixture
def upgrade(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Upgrade:
    """Turn this program into the next version, whose migration does these steps."""

    def become_next(steps: str) -> None:
        scripts = tmp_path / "migrations"
        shutil.copytree(Path(migrate.__file__).parent / "migrations", scripts)
        (scripts / "versions" / f"{NEXT}_next.py").write_text(
            "import sqlalchemy as sa\nfrom alembic import op\n"
            f"revision = '{NEXT}'\ndown_revision = '{migrate.HEAD}'\n"
            f"def upgrade():\n    {steps}\n"
        )
        config = migrate.alembic_config

        def with_scripts(connection: Connection) -> object:
            found = config(connection)
            found.set_main_option("script_location", str(scripts))
            return found

        monkeypatch.setattr(migrate, "alembic_config", with_scripts)
        monkeypatch.setattr(migrate, "_REVISIONS", (*migrate._REVISIONS, NEXT))
        monkeypatch.setattr(migrate, "HEAD", NEXT)
        monkeypatch.setattr(schema, "SCHEMA_VERSION", 2)

    return become_next


ADD_NICKNAME = (
    "op.add_column('participant',"
    " sa.Column('nickname', sa.Text, nullable=False, server_default=''))"
)


@pytest.fixture
def nicknames(old: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next version's participants have a nickname, and it knows one more kind of op."""
    newer = make_dataclass(
        "Participant",
        [("nickname", str, "")],
        bases=(Participant,),
        frozen=True,
        kw_only=True,
    )
    metadata = MetaData()
    for table in METADATA.tables.values():
        if table.name != "participant":
            table.to_metadata(metadata)
    monkeypatch.setattr(synced, "METADATA", metadata)
    monkeypatch.setattr(check, "METADATA", metadata)
    table = synced_table(
        "participant",
        newer,
        subjects="id",
        identity="name kana phone note source nickname",
        sensitive="access_needs",
        count="age_band phone_type",
        together=("name kana",),
        keep_both="name phone access_needs",
    )
    monkeypatch.setitem(SYNCED, "participant", table)
    monkeypatch.setattr("smartsupport.storage.fold.KINDS", (*ops.KINDS, "rename"))


def nicknames_in(store: Store) -> dict[str, str]:
    with store.reading() as reading:
        found = reading.connection.execute(text("SELECT name, nickname FROM participant"))
        return {name: nickname for name, nickname in found}


@pytest.mark.usefixtures("nicknames")
def test_what_waited_for_the_next_version_is_there_after_it(
    old: Places, clock: HeldClock, upgrade: Upgrade
) -> None:
    upgrade(ADD_NICKNAME)
    store = open_again(old, clock)
    assert nicknames_in(store) == {"山田": "", "鈴口": "すーさん"}
    assert_replays(store)
    assert store.merge([]).waiting == 0
    with store.reading() as reading:
        found = reading.connection.execute(text("SELECT text FROM search ORDER BY text"))
        assert "鈴口" in str(found.all())
    store.close()


@pytest.mark.usefixtures("nicknames")
def test_rows_of_before_and_after_take_the_same_changes(
    old: Places, clock: HeldClock, upgrade: Upgrade
) -> None:
    upgrade(ADD_NICKNAME)
    store = open_again(old, clock)
    store.merge(
        [
            make_op(3, values={"nickname": {"nickname": "a"}}, base={"nickname": [op_id(1)]}),
            make_op(4, values={"name": {"name": "b"}}, replica=2),
            make_op(5, values={"nickname": {"nickname": "c"}}, row=UUID(int=1).bytes),
        ]
    )
    assert nicknames_in(store) == {"山田": "c", "b": "a"}
    with store.reading() as reading:
        assert [v.id.bytes for v in open_versions(reading)] == [ROW_ID]
    assert_replays(store)
    store.close()


def test_a_changed_meaning_reaches_rows_of_before_and_ops_of_later(
    old: Places, clock: HeldClock, upgrade: Upgrade, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shout(op: Op) -> Op:
        if "note" not in op.values:
            return op
        return replace(op, values={**op.values, "note": {"note": op.values["note"]["note"] + "!"}})

    monkeypatch.setitem(ops.UPCASTERS, 1, Upcaster(frozenset({"participant"}), shout))
    upgrade("pass")
    store = open_again(old, clock)
    store.merge(
        [
            make_op(3, values={"note": {"note": "古い版から"}}, row=ROW_ID, schema=1),
            make_op(4, ADD, {"note": {"note": "新しい版から"}}, row=bytes(16), schema=2),
        ]
    )
    with store.reading() as reading:
        notes = sorted(p.note for p in reading.find(Participant))
    assert notes == ["ここで書いた!", "古い版から!", "新しい版から"]
    assert_replays(store)
    store.close()


def test_a_backup_is_made_first_and_opens_with_the_same_key(
    old: Places, clock: HeldClock, upgrade: Upgrade
) -> None:
    upgrade("op.create_table('later', sa.Column('id', sa.Integer))")
    store, vault = open_again(old, clock), vaults.load(old.vault)
    store.close()
    (backup,) = old.backups.iterdir()
    assert backup.name == f"before-{NEXT}-20261003-003000.db"
    copy = database.connect(backup, vault.database_key)
    assert copy.execute("SELECT version_num FROM alembic_version").fetchall() == [
        (migrate._REVISIONS[-2],)
    ]
    assert copy.execute("SELECT count(*) FROM participant").fetchall() == [(2,)]
    copy.close()
    again = open_again(old, clock)
    again.close()
    assert len(list(old.backups.glob("*.db"))) == 1


def test_a_migration_that_fails_half_way_leaves_the_database_as_it_was(
    old: Places, clock: HeldClock, upgrade: Upgrade, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade("op.create_table('half', sa.Column('id', sa.Integer)); raise ZeroDivisionError")
    with pytest.raises(ZeroDivisionError):
        open_again(old, clock)
    monkeypatch.undo()
    store = open_again(old, clock)
    with store.reading() as reading:
        half = text("SELECT count(*) FROM sqlite_schema WHERE name = 'half'")
        assert reading.connection.execute(half).scalar_one() == 0
        assert len(reading.find(Participant)) == 2
    assert_replays(store)
    store.close()


def test_without_a_backup_nothing_is_migrated(
    old: Places, clock: HeldClock, upgrade: Upgrade, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade("raise ZeroDivisionError")
    old.backups.write_bytes(b"a file where the folder should be")
    with pytest.raises(Unavailable, match="backup_not_written"):
        open_again(old, clock)


def test_a_backup_that_is_cut_off_is_no_backup(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = vaults.load(Places(base=store.path.parent).vault).database_key
    target = tmp_path / "copies" / "one.db"
    with monkeypatch.context() as patch:
        patch.setattr(migrate, "_copy", lambda *_: "row 3 missing from index")
        with pytest.raises(Unavailable, match="backup_not_written"):
            migrate.back_up(store.path, key, target)
    assert not target.exists()
    migrate.back_up(store.path, key, target)
    assert [f.name for f in target.parent.iterdir()] == ["one.db"]


def test_a_backup_holds_what_was_committed_a_moment_ago(store: Store, tmp_path: Path) -> None:
    with store.transaction() as work:
        work.add(Participant(id=uuid4(), name="山田"))
    key = vaults.load(Places(base=store.path.parent).vault).database_key
    migrate.back_up(store.path, key, tmp_path / "one.db")
    copy = database.connect(tmp_path / "one.db", key)
    assert copy.execute("SELECT name FROM participant").fetchall() == [("山田",)]
    assert copy.execute("SELECT count(*) FROM op").fetchone() == (len(ops_of(store)),)
    copy.close()


def test_nothing_is_migrated_under_a_window_of_another_version(
    old: Places, upgrade: Upgrade, clock: HeldClock
) -> None:
    upgrade("op.add_column('participant', sa.Column('nickname', sa.Text))")
    window = occupied(old)
    before = old.database.read_bytes()

    with pytest.raises(Refused, match="register_open"):
        open_again(old, clock)

    assert old.database.read_bytes() == before
    window.leave()
