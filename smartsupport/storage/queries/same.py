"""Several entries of one person, read as one."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, bindparam, func, select

from smartsupport.domain.card import Party
from smartsupport.domain.participant import Participant
from smartsupport.domain.same import SameAs, Verdict
from smartsupport.domain.supporter import Supporter
from smartsupport.storage.erasing import emptied_among
from smartsupport.storage.fold import batches
from smartsupport.storage.schema import (
    BY_RECORD,
    DELETED,
    LIKELY_SAME,
    SAME_AS,
    SAME_PERSON,
)
from smartsupport.storage.unit_of_work import Reading

T = TypeVar("T")
P = TypeVar("P", Participant, Supporter)

_one = SAME_PERSON.c

# Built once, for the desk asks them of everybody who comes.
_SPEAKING = select(_one.person, _one.canonical).where(
    _one.person.in_(bindparam("people", expanding=True))
)
_ENTRIES = select(_one.person).where(
    _one.canonical.in_(select(_one.canonical).where(_one.person == bindparam("of")))
)


def speaking(reading: Reading, people: Iterable[UUID]) -> dict[UUID, UUID]:
    """Those of these people who are one with others → the one who speaks for them."""
    out: dict[UUID, UUID] = {}
    for some in batches(set(people)):
        rows = reading.connection.execute(_SPEAKING, {"people": some})
        out |= {person: speaks for person, speaks in rows}
    return out


def speaks_for(reading: Reading, person: UUID) -> UUID:
    """Who speaks for a person: most speak for themselves."""
    return speaking(reading, [person]).get(person, person)


def entries(reading: Reading, person: UUID) -> tuple[UUID, ...]:
    """Every id of a person, this one included, the least first."""
    found = reading.connection.execute(_ENTRIES, {"of": person}).scalars()
    return tuple(sorted(found)) or (person,)


def every_entry(reading: Reading, people: Collection[UUID]) -> dict[UUID, UUID]:
    """Every id of these people → the one of `people` whose it is."""
    out = {person: person for person in people}
    for some in batches(out.keys()):
        speaks = select(_one.canonical).where(_one.person.in_(some))
        rows = reading.connection.execute(
            select(_one.canonical, _one.person).where(_one.canonical.in_(speaks))
        ).all()
        named = {speaker: person for speaker, person in rows if person in out}
        for speaker, person in rows:
            out.setdefault(person, named[speaker])
    return out


def speakers(reading: Reading, record: type[P], people: Collection[UUID]) -> dict[UUID, P]:
    """These people, each as the entry that speaks for them says."""
    speaks = speaking(reading, people)
    wanted = {speaks.get(id, id) for id in people}
    found = {person.id: person for person in reading.find(record, id=wanted)} if wanted else {}
    return {id: found[one] for id in people if (one := speaks.get(id, id)) in found}


def everybody(reading: Reading) -> dict[UUID, UUID]:
    """Everybody who is one with others → the one who speaks for them."""
    rows = reading.connection.execute(select(_one.person, _one.canonical))
    return {person: speaks for person, speaks in rows}


def as_one(reading: Reading, rows: Sequence[T]) -> list[T]:
    """Rows about people with everybody under the id that speaks for them: for counting and
    showing. What is to be changed or taken back is read as it stands.
    """
    if not rows:
        return []
    columns = BY_RECORD[type(rows[0])].subjects
    people = {id for row in rows for name in columns if (id := getattr(row, name)) is not None}
    speaks = speaking(reading, people)
    return [_under(row, columns, speaks) for row in rows] if speaks else list(rows)


def _under(row: T, columns: Sequence[str], speaks: dict[UUID, UUID]) -> T:
    changed = {name: speaks[id] for name in columns if (id := getattr(row, name)) in speaks}
    return replace(row, **changed) if changed else row  # type: ignore[type-var]


def one_each(
    table: FromClause, person: ColumnElement[Any]
) -> tuple[FromClause, ColumnElement[Any]]:
    """A table of rows about people beside who speaks for them, and the column that says who."""
    joined = table.outerjoin(SAME_PERSON, _one.person == person)
    return joined, func.coalesce(_one.canonical, person)


def likely(reading: Reading, most: int) -> list[SameAs]:
    """At most `most` pairs that may be one person and about whom nobody decided."""
    known = SAME_AS.table.c
    pair = LIKELY_SAME.c
    decided = (
        select(known.id)
        .where(
            known.first == pair.first,
            known.second == pair.second,
            known[DELETED] == 0,
            known.verdict != Verdict.OPEN.value,
        )
        .exists()
    )
    rows = reading.connection.execute(
        select(pair.kind, pair.first, pair.second)
        .where(~decided)
        .order_by(pair.kind, pair.first, pair.second)
        .limit(most)
    )
    found = [SameAs.of(first, second, Party(kind), Verdict.OPEN) for kind, first, second in rows]
    asked_again = {x.id: x for x in reading.find(SameAs, id=[x.id for x in found])}
    return [asked_again.get(x.id, x) for x in found]


def half_erased(reading: Reading) -> list[SameAs]:
    """Links of somebody in sight to somebody who was erased, by id."""
    links = reading.find(SameAs, verdict=Verdict.SAME)
    gone = emptied_among(reading.connection, {id.bytes for x in links for id in x.both})
    if not gone:
        return []
    left = [x for x in links if sum(id.bytes in gone for id in x.both) == 1]
    return sorted(left, key=lambda link: link.id)
