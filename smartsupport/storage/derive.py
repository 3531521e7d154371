"""What is worked out from synced rows and kept for speed: how to find them, and where versions
stand beside each other.

Local, outside the log and the digest; it can be made anew from the rows at any time.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select

from smartsupport.domain.kana import katakana, sort_key
from smartsupport.domain.person import phone_digits
from smartsupport.domain.romaji import romaji
from smartsupport.domain.text import folded
from smartsupport.storage import joining
from smartsupport.storage.erasing import Touched, emptied_among
from smartsupport.storage.fold import batches, heads_of, raw
from smartsupport.storage.heads import siblings
from smartsupport.storage.schema import DELETED, SEARCH, SYNCED, TWO_VERSIONS, SyncedTable

_Row = Mapping[Any, Any]


def _person_text(row: _Row) -> str:
    return " ".join((*_names(row), phone_digits(str(row["phone"]))))


def _venue_text(row: _Row) -> str:
    return " ".join((*_names(row), katakana(folded(str(row["address"])))))


def _names(row: _Row) -> tuple[str, str, str]:
    """The name and the reading in one kind of kana, and the reading in Latin letters."""
    name, kana = (katakana(folded(str(row[column]))) for column in ("name", "kana"))
    in_kana = all("ァ" <= char <= "ー" for char in name)
    return name, kana, romaji(kana or (name if in_kana else ""))


_SEARCHED: dict[str, Callable[[_Row], str]] = {
    "supporter": _person_text,
    "participant": _person_text,
    "venue": _venue_text,
}


def refresh(connection: Connection, touched: Touched) -> None:
    """Bring what is derived from changed rows up to date."""
    moved = joining.rejoin(connection, touched)
    for name in {**touched, **moved}:
        synced = SYNCED[name]
        if name not in _SEARCHED and not synced.keep_both:
            continue
        ids = {*touched.get(name, ()), *moved.get(name, ())}
        for some in batches({id.bytes for id in ids}):
            rows = _standing(connection, synced, some)
            packed = [UUID(bytes=id) for id in some]
            if name in _SEARCHED:
                _refresh_search(connection, name, packed, rows)
            if synced.keep_both:
                _refresh_versions(connection, synced, packed, rows)


def _standing(connection: Connection, synced: SyncedTable, ids: Sequence[bytes]) -> Sequence[_Row]:
    table = raw(synced)
    wanted = select(table).where(table.c.id.in_(ids), table.c[DELETED] == 0)
    return connection.execute(wanted).mappings().all()


def _refresh_search(
    connection: Connection, name: str, ids: list[UUID], rows: Sequence[_Row]
) -> None:
    connection.execute(delete(SEARCH).where(SEARCH.c.kind == name, SEARCH.c.id.in_(ids)))
    # Who was erased is in the figures, but nobody looks for them.
    erased = emptied_among(connection, {id.bytes for id in ids})
    texts = {row["id"]: _SEARCHED[name](row) for row in rows if row["id"] not in erased}
    listed = [row for row in rows if row["id"] in texts]
    if name in joining.PEOPLE:
        listed = _speaking(connection, name, ids, listed, texts)
        joining.compare(connection, name, ids, listed)
    found: list[dict[str, Any]] = [
        {
            "kind": name,
            "id": UUID(bytes=row["id"]),
            "sort": sort_key(str(row["kana"] or row["name"])),
            "text": texts[row["id"]],
        }
        for row in listed
    ]
    if found:
        connection.execute(insert(SEARCH), found)


def _speaking(
    connection: Connection, name: str, ids: list[UUID], rows: list[_Row], texts: dict[bytes, str]
) -> list[_Row]:
    """Of several entries of one person the one that stands in the lists, found by what any of
    them says: `texts` of those that speak for others hold theirs too.
    """
    joined = joining.joined_with(connection, ids)
    if not joined:
        return rows
    others = {id.bytes for id in joined} - texts.keys()
    for some in batches(others):
        texts |= {
            row["id"]: _SEARCHED[name](row) for row in _standing(connection, SYNCED[name], some)
        }
    speaking = {id for id, speaks in joined.items() if id == speaks}
    for speaks in speaking:
        said = [
            texts[id.bytes] for id in sorted(joined) if joined[id] == speaks and id.bytes in texts
        ]
        texts[speaks.bytes] = " ".join(said)
    return [row for row in rows if joined.get(id := UUID(bytes=row["id"]), id) == id]


def _refresh_versions(
    connection: Connection, synced: SyncedTable, ids: list[UUID], rows: Sequence[_Row]
) -> None:
    table = TWO_VERSIONS
    connection.execute(delete(table).where(table.c.kind == synced.name, table.c.id.in_(ids)))
    found = [
        {"kind": synced.name, "id": UUID(bytes=row["id"]), "group_name": group}
        for row in rows
        for group in siblings(heads_of(synced, row), synced.keep_both)
    ]
    if found:
        connection.execute(insert(table), found)
