"""The journal of this laptop: a local table, neither synced nor part of the digest."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, insert, select

from smartsupport.domain.journal import Deed, Entry
from smartsupport.storage.fold import batches
from smartsupport.storage.schema import JOURNAL
from smartsupport.storage.unit_of_work import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to show: all that is None or empty narrows nothing. `until` is not in it."""

    deeds: Collection[Deed] = ()
    person: str | None = None
    document: str | None = None
    about: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None


def note(connection: Connection, entry: Entry) -> None:
    """Write one line, in the caller's transaction."""
    connection.execute(
        insert(JOURNAL).values(
            id=entry.id,
            at=entry.at,
            actor=entry.person,
            what=entry.deed,
            document=entry.document,
            count=entry.count,
            account=entry.account,
            about=entry.about,
        )
    )


def ids(reading: Reading, wanted: Wanted, *, limit: int | None = None) -> list[UUID]:
    """Ids of the lines, the latest first."""
    statement = select(JOURNAL.c.id).where(*_conditions(wanted))
    statement = statement.order_by(JOURNAL.c.at.desc(), JOURNAL.c.id.desc()).limit(limit)
    return list(reading.connection.execute(statement).scalars())


def entries(reading: Reading, page: Collection[UUID]) -> dict[UUID, Entry]:
    """The lines with these ids."""
    found = [
        row
        for some in batches(page)
        for row in reading.connection.execute(
            select(JOURNAL).where(JOURNAL.c.id.in_(some))
        ).mappings()
    ]
    return {
        row["id"]: Entry(
            id=row["id"],
            at=row["at"],
            person=row["actor"],
            deed=row["what"],
            document=row["document"],
            count=row["count"],
            account=row["account"],
            about=row["about"],
        )
        for row in found
    }


def people(reading: Reading) -> list[str]:
    """Everybody who stands in it, by name."""
    found = reading.connection.execute(select(JOURNAL.c.actor).distinct())
    return sorted(found.scalars())


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    out: list[ColumnElement[bool]] = []
    if wanted.deeds:
        out.append(JOURNAL.c.what.in_([d.value for d in wanted.deeds]))
    if wanted.person is not None:
        out.append(JOURNAL.c.actor == wanted.person)
    if wanted.document is not None:
        out.append(JOURNAL.c.document == wanted.document)
    if wanted.about is not None:
        out.append(JOURNAL.c.about == wanted.about)
    if wanted.since is not None:
        out.append(JOURNAL.c.at >= wanted.since)
    if wanted.until is not None:
        out.append(JOURNAL.c.at < wanted.until)
    return out
