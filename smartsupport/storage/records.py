"""Between a record of the domain and the primitives of its row."""

from collections.abc import Container, Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from smartsupport.domain.change import Seen
from smartsupport.domain.errors import Refused
from smartsupport.storage.columns import UnstorableText
from smartsupport.storage.fold import groups_of
from smartsupport.storage.op import Values
from smartsupport.storage.schema import DELETED, SyncedTable
from smartsupport.storage.types import Primitive

T = TypeVar("T")


def from_row(synced: SyncedTable, record: type[T], row: Mapping[Any, Any]) -> T:
    """The record that a row of primitives holds, with what it lets a person see."""
    values: dict[str, Any] = {c.name: c.codec.decode(row[c.name]) for c in synced.columns}
    values["id"] = UUID(bytes=bytes(row["id"]))
    if not synced.event:
        values["seen"] = Seen(row["heads"])
        if DELETED in record.__dataclass_fields__:  # type: ignore[attr-defined]
            values[DELETED] = bool(row[DELETED])
    return record(**values)


def all_values(synced: SyncedTable, record: object) -> Values:
    """Every column of a record by group, as an `add` carries them.

    Raises Refused("text_not_storable") for U+0000 and lone surrogates, which no database holds.
    """
    out: Values = {name: {} for name in groups_of(synced)}
    for column in synced.columns:
        try:
            value = column.codec.encode(getattr(record, column.name))
        except UnstorableText:
            raise Refused("text_not_storable", field=column.name) from None
        out[column.group][column.name] = value
    return out


def changed_values(
    synced: SyncedTable, before: object, after: object, always: Container[str] = ()
) -> Values:
    """The whole groups in which two versions of a record differ; deletion is one of them.

    The groups in `always` are given even when they are equal.
    """
    old, new = all_values(synced, before), all_values(synced, after)
    out = {n: values for n, values in new.items() if values != old[n] or n in always}
    if getattr(before, DELETED, False) != getattr(after, DELETED, False):
        out[DELETED] = {DELETED: int(getattr(after, DELETED))}
    return out


def subjects_of(synced: SyncedTable, record: object) -> list[bytes]:
    """The ids of the people a row is about, in order and without repeats."""
    people = {
        cast(UUID, getattr(record, name)).bytes
        for name in synced.subjects
        if getattr(record, name) is not None
    }
    return sorted(people)


def decoded(synced: SyncedTable, group: str, values: Mapping[str, Primitive]) -> dict[str, Any]:
    """Primitives of one group as values of the domain, for showing a version."""
    return {
        c.name: c.codec.decode(values[c.name])
        for c in synced.by_group.get(group, ())
        if c.name in values
    }
