"""操作の記録: noting what was done here, and reading it again.

A note says who, when, what, which document and how many; never a value, never a person of the
register. Whoever adds something that shows or gives away names notes it with one line.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from smartsupport.domain.journal import Deed, Entry, Line
from smartsupport.domain.period import Month, moment
from smartsupport.domain.session import Session
from smartsupport.domain.venue import Venue
from smartsupport.services.office import Office
from smartsupport.storage import journal as storage
from smartsupport.storage.journal import Wanted
from smartsupport.storage.unit_of_work import Work

AGAIN = timedelta(hours=1)
"""A list that somebody looks at again within this time was opened once."""


def note(
    office: Office,
    deed: Deed,
    *,
    document: str = "",
    count: int = 0,
    about: UUID | None = None,
    at: datetime | None = None,
) -> None:
    """Note something that has been done, outside a transaction.

    `about` is the session of a document. `at` is for what happened while the register was
    closed: a wrong password.
    """
    line = _entry(office, deed, document, count)
    with office.desk_store.maintenance() as connection:
        storage.note(connection, replace(line, about=about, at=at or line.at))


def note_in(office: Office, work: Work, deed: Deed, *, document: str = "", count: int = 0) -> None:
    """`note` inside a transaction that does more: both stand or neither."""
    storage.note(work.connection, _entry(office, deed, document, count))


def list_opened(office: Office, document: str, count: int, about: UUID | None = None) -> None:
    """Note that a list of names was opened, once while it is looked at again and again.

    `about` is the session whose list it is.
    """
    seen = Wanted(
        deeds=(Deed.LIST_OPENED,),
        person=office.person,
        document=document,
        about=about,
        since=office.clock() - AGAIN,
    )
    with office.desk_store.reading() as reading:
        again = bool(storage.ids(reading, seen, limit=1))
    if not again:
        note(office, Deed.LIST_OPENED, document=document, count=count, about=about)


def ids(office: Office, wanted: Wanted, limit: int | None = None) -> list[UUID]:
    """Ids of the lines, the latest first; with a `limit` only the first ones."""
    with office.store.reading() as reading:
        return storage.ids(reading, wanted, limit=limit)


def lines(office: Office, page: Collection[UUID]) -> dict[UUID, Line]:
    """The lines with these ids, in the order of `page`, with the sessions they were about."""
    with office.store.reading() as reading:
        found = storage.entries(reading, page)
        about = {e.about for e in found.values() if e.about}
        sessions = {s.id: s for s in reading.find(Session, id=about)} if about else {}
        places = {s.venue_id for s in sessions.values()}
        venues = {v.id: v.name for v in reading.find(Venue, id=places)} if places else {}

    def line(entry: Entry) -> Line:
        session = sessions.get(entry.about) if entry.about else None
        if session is None:
            return Line(entry=entry)
        return Line(entry=entry, day=session.day, venue=venues.get(session.venue_id, ""))

    return {id: line(found[id]) for id in page if id in found}


def of_month(month: Month, **more: Any) -> Wanted:
    """A month as it is counted in Tokyo; `more` narrows it further."""
    return Wanted(
        since=moment(month.first, time()), until=moment(month.next().first, time()), **more
    )


def people(office: Office) -> list[str]:
    """The names of all who stand in it."""
    with office.store.reading() as reading:
        return storage.people(reading)


def _entry(office: Office, deed: Deed, document: str, count: int) -> Entry:
    return Entry(
        id=office.new_id(),
        at=office.clock(),
        person=office.person,
        account=office.account.id,
        deed=deed.value,
        document=document,
        count=count,
    )
