"""How a synced table is declared: a dataclass, its groups, and what each column tells.

The tables themselves stand in `schema.py`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Literal, get_type_hints

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table

from smartsupport.storage.columns import Codec, codec_for
from smartsupport.storage.types import Id

Privacy = Literal["identity", "sensitive", "count", "key"]

METADATA = MetaData()

DELETED = "deleted"
"""The group and column of a record's deletion."""
VOIDED = "voided"
"""The group and column of an event's voiding."""
ROW = "row"
"""The one group of an event: it is written whole and never changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncedColumn:
    """One column of a synced table."""

    name: str
    codec: Codec
    privacy: Privacy
    group: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SyncedTable:
    """One synced table: `record` is its dataclass, `event` whether rows are only ever added."""

    name: str
    record: type
    event: bool
    columns: tuple[SyncedColumn, ...]
    subjects: tuple[str, ...]
    keep_both: frozenset[str]
    """Groups of which two concurrent versions are shown to a person (入力の食い違い)."""
    table: Table
    by_group: dict[str, tuple[SyncedColumn, ...]]
    """Columns by group, in declared order."""


def synced_table(
    name: str,
    record: type,
    *,
    event: bool = False,
    subjects: str = "",
    identity: str = "",
    sensitive: str = "",
    count: str = "",
    key: str = "",
    together: Iterable[str] = (),
    keep_both: str = "",
    indexes: Iterable[str] = (),
) -> SyncedTable:
    """Declare a synced table; the texts name fields, separated by spaces.

    `together` lists the groups of several columns. Raises TypeError unless every stored field
    stands in exactly one of the privacy lists.
    """
    privacy: dict[str, Privacy] = {}
    for kind, names in (
        ("identity", identity),
        ("sensitive", sensitive),
        ("count", count),
        ("key", key),
    ):
        privacy.update(dict.fromkeys(names.split(), kind))  # type: ignore[arg-type]
    group_of = {c: words.split()[0] for words in together for c in words.split()}
    hints = get_type_hints(record)
    stored = [f for f in fields(record) if f.name not in ("id", "seen", DELETED)]
    _check_declared(name, {f.name for f in stored}, (identity, sensitive, count, key))
    columns = tuple(
        SyncedColumn(
            name=f.name,
            codec=codec_for(f, hints[f.name]),
            privacy=privacy[f.name],
            group=ROW if event else group_of.get(f.name, f.name),
        )
        for f in stored
    )
    table = Table(
        name,
        METADATA,
        Column("id", Id, primary_key=True),
        *(Column(c.name, c.codec.type, nullable=c.codec.nullable) for c in columns),
        Column(VOIDED if event else DELETED, Integer, nullable=False),
        Column("heads", LargeBinary, nullable=False),
    )
    by_group: dict[str, tuple[SyncedColumn, ...]] = {}
    for c in columns:
        by_group[c.group] = (*by_group.get(c.group, ()), c)
    for spec in indexes:
        Index(f"ix_{name}_{spec.replace(' ', '_')}", *(table.c[c] for c in spec.split()))
    return SyncedTable(
        name=name,
        record=record,
        event=event,
        columns=columns,
        subjects=tuple(subjects.split()),
        keep_both=frozenset(group_of.get(c, c) for c in keep_both.split()),
        table=table,
        by_group=by_group,
    )


def _check_declared(table: str, stored: set[str], lists: Iterable[str]) -> None:
    """Fail unless every stored field stands in exactly one of the privacy lists."""
    declared = [name for words in lists for name in words.split()]
    wrong = {
        "without a privacy class": stored - set(declared),
        "declared but not a field": set(declared) - stored,
        "declared twice": {name for name in declared if declared.count(name) > 1},
    }
    for what, names in wrong.items():
        if names:
            raise TypeError(f"{table}: {what}: {', '.join(sorted(names))}")
