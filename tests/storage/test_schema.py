"""What every synced column must have said about itself."""

from dataclasses import dataclass, fields
from typing import get_args, get_type_hints
from uuid import UUID

import pytest
from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint

from smartsupport.storage import schema
from smartsupport.storage.schema import SYNCED, Privacy, SyncedTable
from smartsupport.storage.synced import synced_table
from smartsupport.storage.types import Day, Id, Instant

each_table = pytest.mark.parametrize("synced", list(SYNCED.values()), ids=list(SYNCED))


@each_table
def test_every_stored_field_has_one_privacy_class(synced: SyncedTable) -> None:
    stored = {f.name for f in fields(synced.record)} - {"id", "seen", "deleted"}
    assert {c.name for c in synced.columns} == stored
    assert {c.privacy for c in synced.columns} <= set(get_args(Privacy))


@dataclass
class _Changed:
    id: UUID
    name: str = ""
    new: str = ""


@pytest.mark.parametrize(
    ("declared", "complaint"),
    [
        ({"identity": "name"}, "thing: without a privacy class: new"),
        ({"identity": "name new", "key": "new"}, "thing: declared twice: new"),
        ({"identity": "name new old"}, "thing: declared but not a field: old"),
    ],
)
def test_a_field_without_exactly_one_class_is_named(
    declared: dict[str, str], complaint: str
) -> None:
    with pytest.raises(TypeError, match=complaint):
        synced_table("thing", _Changed, **declared)


@each_table
def test_groups_and_subjects_are_columns(synced: SyncedTable) -> None:
    names = {c.name for c in synced.columns}
    assert set(synced.subjects) <= names | {"id"}
    assert synced.keep_both <= {c.group for c in synced.columns}
    assert [c for group in synced.by_group.values() for c in group] != []
    assert {c.name for group in synced.by_group.values() for c in group} == names


@each_table
def test_who_a_row_is_about_is_among_its_subjects(synced: SyncedTable) -> None:
    people = {"person_id", "supporter_id", "participant_id"}
    assert people & {c.name for c in synced.columns} <= set(synced.subjects)


@each_table
def test_nothing_in_the_table_could_refuse_a_merge(synced: SyncedTable) -> None:
    refusing = (UniqueConstraint, ForeignKeyConstraint, CheckConstraint)
    assert not any(isinstance(c, refusing) for c in synced.table.constraints)
    assert not any(isinstance(i, Index) and i.unique for i in synced.table.indexes)


@each_table
def test_only_the_five_types_and_whole_numbers_are_stored(synced: SyncedTable) -> None:
    allowed = {Id, Instant, Day, schema.Text, schema.Integer, schema.BigInteger}
    assert {type(c.codec.type) for c in synced.columns} <= allowed
    assert float not in get_type_hints(synced.record).values()


@each_table
def test_only_a_record_that_says_so_can_be_deleted(synced: SyncedTable) -> None:
    names = {f.name for f in fields(synced.record)}
    assert ("seen" in names) == (not synced.event)
    assert not (synced.event and "deleted" in names)
