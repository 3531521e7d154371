"""Who is one person with whom, and who may be: the local tables `same_person`, `entry_key` and
`likely_same`, brought up to date by `derive` from what stands in the synced rows.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, insert, select

from smartsupport.domain.same import Entry, Verdict, canonical, components, likely_same
from smartsupport.storage.erasing import Touched, emptied_among
from smartsupport.storage.fold import batches, raw
from smartsupport.storage.schema import (
    DELETED,
    ENTRY_KEY,
    LIKELY_SAME,
    SAME_AS,
    SAME_PERSON,
    SYNCED,
)

_Row = Mapping[Any, Any]
PEOPLE = ("supporter", "participant")


def rejoin(connection: Connection, touched: Touched) -> dict[str, set[UUID]]:
    """Bring `same_person` up to date; returns by kind whose place in the lists may be another."""
    people = {id for kind in PEOPLE for id in touched.get(kind, ())}
    linked = any(joined_with(connection, some) for some in batches(people))
    if not linked and not touched.get(SAME_AS.name):
        return {}
    before = _all(connection)
    kinds, links = _links(connection)
    in_sight = _in_sight(connection, kinds, {id for link in links for id in link})
    after: dict[UUID, UUID] = {}
    for joined in components(links):
        after |= dict.fromkeys(joined, canonical(joined, joined - in_sight))
    connection.execute(delete(SAME_PERSON))
    if after:
        rows = [{"person": person, "canonical": speaks} for person, speaks in after.items()]
        connection.execute(insert(SAME_PERSON), rows)
    moved = {id for id in before.keys() | after.keys() if before.get(id) != after.get(id)}
    named_anew = {after[id] for id in people & after.keys()}
    moved |= {id for id, speaks in after.items() if speaks in named_anew}
    out: dict[str, set[UUID]] = defaultdict(set)
    for id in moved:
        if kinds.get(id) in PEOPLE:
            out[kinds[id]].add(id)
    return out


def joined_with(connection: Connection, ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Everybody who is one person with any of these → who speaks for them."""
    return {person: speaks for person, speaks in connection.execute(_JOINED, {"ids": list(ids)})}


# Built once, for it is asked whenever a person is written.
_JOINED = select(SAME_PERSON.c.person, SAME_PERSON.c.canonical).where(
    SAME_PERSON.c.canonical.in_(
        select(SAME_PERSON.c.canonical).where(
            SAME_PERSON.c.person.in_(bindparam("ids", expanding=True))
        )
    )
)


def compare(connection: Connection, kind: str, ids: Sequence[UUID], rows: Iterable[_Row]) -> None:
    """Look for others like these people. `rows` are those of `ids` that stand in the lists."""
    likely, keys = LIKELY_SAME.c, ENTRY_KEY.c
    for side in (likely.first, likely.second):
        connection.execute(delete(LIKELY_SAME).where(likely.kind == kind, side.in_(ids)))
    connection.execute(delete(ENTRY_KEY).where(keys.kind == kind, keys.id.in_(ids)))
    entries = [_entry(row) for row in rows]
    found = [{"kind": kind, "key": e.key, "id": e.id} for e in entries if e.key]
    if not found:
        return
    connection.execute(insert(ENTRY_KEY), found)
    mine = {entry.id for entry in entries}
    pairs = [
        {"kind": kind, "first": one, "second": other}
        for one, other in likely_same(_beside(connection, kind, {row["key"] for row in found}))
        if one in mine or other in mine
    ]
    if pairs:
        connection.execute(insert(LIKELY_SAME), pairs)


def _beside(connection: Connection, kind: str, keys: Collection[Any]) -> list[Entry]:
    """Everybody in the lists who has one of these keys."""
    people = SYNCED[kind].table.c
    rows = connection.execute(
        select(people.id, people.name, people.kana, people.phone)
        .select_from(ENTRY_KEY.join(SYNCED[kind].table, people.id == ENTRY_KEY.c.id))
        .where(ENTRY_KEY.c.kind == kind, ENTRY_KEY.c.key.in_(keys))
    )
    return [Entry(*row) for row in rows]


def _entry(row: _Row) -> Entry:
    return Entry(UUID(bytes=row["id"]), row["name"], row["kana"], row["phone"])


def _all(connection: Connection) -> dict[UUID, UUID]:
    rows = connection.execute(select(SAME_PERSON.c.person, SAME_PERSON.c.canonical))
    return {person: speaks for person, speaks in rows}


def _links(connection: Connection) -> tuple[dict[UUID, str], list[tuple[UUID, UUID]]]:
    """Of which kind everybody is about whom something was decided, and who is the same."""
    table = raw(SAME_AS)
    kinds: dict[UUID, str] = {}
    links = []
    rows = connection.execute(select(table).where(table.c[DELETED] == 0)).mappings()
    for row in rows:
        pair = (UUID(bytes=row["first"]), UUID(bytes=row["second"]))
        kinds |= dict.fromkeys(pair, str(row["party"]))
        if row["verdict"] == Verdict.SAME.value:
            links.append(pair)
    return kinds, links


def _in_sight(
    connection: Connection, kinds: Mapping[UUID, str], people: Collection[UUID]
) -> set[UUID]:
    """Those of these people who are neither removed nor erased, and whose entry has come."""
    out: set[UUID] = set()
    for kind in PEOPLE:
        table = raw(SYNCED[kind])
        for some in batches([id.bytes for id in people if kinds[id] == kind]):
            wanted = select(table.c.id).where(table.c.id.in_(some), table.c[DELETED] == 0)
            found = set(connection.execute(wanted).scalars())
            out |= {UUID(bytes=id) for id in found - emptied_among(connection, found).keys()}
    return out
