"""Lists of people and venues: an ordered vector of ids, and the rows of one page.

Order comes from the stored reading (あかさたな); a search is a LIKE on one narrow table.
"""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select

from smartsupport.domain.kana import katakana, sort_key
from smartsupport.domain.romaji import romaji
from smartsupport.domain.text import folded
from smartsupport.storage.schema import SEARCH, SYNCED
from smartsupport.storage.unit_of_work import Reading

_NAMELESS = sort_key("")
_NAMELESS_LAST = SEARCH.c.sort == _NAMELESS
KINDS = ("supporter", "participant", "venue")

_MOST_WORDS, _LONGEST_WORD = 20, 200
"""What is looked for of a text that somebody pasted whole: a database has bounds to it."""


def ordered_ids(
    reading: Reading,
    kind: str,
    text: str = "",
    *,
    descending: bool = False,
    limit: int = 0,
    equal: Mapping[str, object] | None = None,
) -> list[UUID]:
    """Ids of `kind` ("supporter", "participant", "venue") by reading; those that match `text`.

    Whoever has neither a reading nor a name stands last, also in `descending` order.
    The text may be part of a name, a reading in any kana or in romaji, or the end of a phone
    number; several words must all be found. `equal` names columns and the value they must have.
    `limit` 0 means all.
    """
    statement = _listed(select(SEARCH.c.id), kind, text, equal or {})
    order = (SEARCH.c.sort, SEARCH.c.id)
    statement = statement.order_by(*(c.desc() for c in order) if descending else order)
    out: list[UUID] = []
    # Two questions, for one with a computed order would sort everybody before giving the first.
    for part in (SEARCH.c.sort != _NAMELESS, SEARCH.c.sort == _NAMELESS):
        wanted = statement.where(part)
        if limit:
            wanted = wanted.limit(limit - len(out))
        out += reading.connection.execute(wanted).scalars()
        if limit and len(out) == limit:
            break
    return out


def count(reading: Reading, kind: str) -> int:
    """How many there are."""
    return int(
        reading.connection.execute(
            select(func.count()).select_from(SEARCH).where(SEARCH.c.kind == kind)
        ).scalar_one()
    )


def index_positions(
    reading: Reading,
    kind: str,
    text: str = "",
    *,
    descending: bool = False,
    equal: Mapping[str, object] | None = None,
) -> dict[str, int]:
    """For each first syllable, where it begins in `ordered_ids` of the same question."""
    initial = func.substr(SEARCH.c.sort, 1, 1)
    statement = _listed(select(initial, func.count()), kind, text, equal or {})
    rows = reading.connection.execute(
        statement.group_by(_NAMELESS_LAST, initial).order_by(
            _NAMELESS_LAST, initial.desc() if descending else initial
        )
    )
    out: dict[str, int] = {}
    position = 0
    for first, number in rows:
        out[first] = position
        position += number
    return out


def matching(reading: Reading, among: Collection[UUID], text: str) -> set[UUID]:
    """Those among these ids, of whatever kind, that match `text` as in `ordered_ids`."""
    statement = select(SEARCH.c.id).where(SEARCH.c.id.in_(among))
    return set(reading.connection.execute(_matching(statement, text)).scalars())


def _listed(
    statement: Select[Any], kind: str, text: str, equal: Mapping[str, object]
) -> Select[Any]:
    statement = statement.where(SEARCH.c.kind == kind)
    if equal:
        columns = SYNCED[kind].table.c
        having = (columns[name] == value for name, value in equal.items())
        statement = statement.where(SEARCH.c.id.in_(select(columns.id).where(*having)))
    return _matching(statement, text)


def _matching(statement: Select[Any], text: str) -> Select[Any]:
    for word in text.split()[:_MOST_WORDS]:
        ways = _ways(word[:_LONGEST_WORD])
        statement = statement.where(
            or_(*(SEARCH.c.text.contains(way, autoescape=True) for way in sorted(ways)))
        )
    return statement


def _ways(word: str) -> set[str]:
    """A typed word as it may stand in the search text: as written, in Latin letters, as digits."""
    plain = katakana(folded(word))
    ways = {plain}
    if any("a" <= c <= "z" for c in plain):
        ways.add(romaji(plain))
    if plain.replace("-", "").isdigit():
        ways.add(plain.replace("-", ""))
    return ways - {""}
