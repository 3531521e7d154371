"""What is worked out from synced rows and kept for speed: the search table.

Local, outside the log and the digest; it can be made anew from the rows at any time.
"""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select

from smartsupport.domain.kana import katakana, sort_key
from smartsupport.domain.person import phone_digits
from smartsupport.domain.text import folded
from smartsupport.storage.fold import raw
from smartsupport.storage.oplog import Touched
from smartsupport.storage.schema import DELETED, PARTICIPANT, SEARCH, SUPPORTER, VENUE, SyncedTable
from smartsupport.storage.types import Primitive

_Row = dict[str, Primitive]
_BATCH = 500


def _person_text(row: _Row) -> str:
    return " ".join(
        (
            folded(str(row["name"])),
            "".join(katakana(str(row["kana"])).split()),
            phone_digits(str(row["phone"])),
        )
    )


def _venue_text(row: _Row) -> str:
    return " ".join(
        (
            folded(str(row["name"])),
            "".join(katakana(str(row["kana"])).split()),
            folded(str(row["address"])),
        )
    )


_SEARCHED: dict[str, tuple[SyncedTable, Callable[[_Row], str]]] = {
    "supporter": (SUPPORTER, _person_text),
    "participant": (PARTICIPANT, _person_text),
    "venue": (VENUE, _venue_text),
}


def refresh(connection: Connection, touched: Touched) -> None:
    """Bring the search rows of changed people and venues up to date."""
    for name, ids in touched.items():
        if name in _SEARCHED:
            ordered = sorted(ids)
            for start in range(0, len(ordered), _BATCH):
                _refresh(connection, name, ordered[start : start + _BATCH])


def _refresh(connection: Connection, name: str, ids: list[UUID]) -> None:
    synced, text_of = _SEARCHED[name]
    raw_table = raw(synced)
    packed = [id.bytes for id in ids]
    connection.execute(delete(SEARCH).where(SEARCH.c.kind == name, SEARCH.c.id.in_(ids)))
    stored = connection.execute(
        select(raw_table).where(raw_table.c.id.in_(packed), raw_table.c[DELETED] == 0)
    ).mappings()
    rows = [
        {
            "kind": name,
            "id": UUID(bytes=bytes(row["id"])),
            "sort": sort_key(str(row["kana"] or row["name"])),
            "text": text_of(dict(row)),
        }
        for row in stored
    ]
    if rows:
        connection.execute(insert(SEARCH), rows)
