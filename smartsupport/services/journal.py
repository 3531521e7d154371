"""操作の記録: noting what was done here, and reading it again.

A note says who, when, what, which document and how many; never a value, never a person of the
register. Whoever adds something that shows or gives away names notes it with one line.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from smartsupport.domain.journal import Deed, Entry
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
    with office.store.maintenance() as connection:
        storage.note(connection, replace(line, about=about, at=at or line.at))


def note_in(office: Office, work: Work, deed: Deed, *, document: str = "", count: int = 0) -> None:
    """`note` inside a transaction that does more: both stand or neither."""
    storage.note(work.connection, _entry(office, deed, document, count))


def list_opened(office: Office, document: str, count: int) -> None:
    """Note that a list of names was opened, once while it is looked at again and again."""
    seen = Wanted(
        deeds=(Deed.LIST_OPENED,),
        person=office.person,
        document=document,
        since=office.clock() - AGAIN,
    )
    with office.store.reading() as reading:
        again = bool(storage.ids(reading, seen, limit=1))
    if not again:
        note(office, Deed.LIST_OPENED, document=document, count=count)


def ids(office: Office, wanted: Wanted) -> list[UUID]:
    """Ids of the lines, the latest first."""
    with office.store.reading() as reading:
        return storage.ids(reading, wanted)


def entries(office: Office, page: Collection[UUID]) -> dict[UUID, Entry]:
    """The lines with these ids."""
    with office.store.reading() as reading:
        return storage.entries(reading, page)


def people(office: Office) -> list[str]:
    """The names of all who stand in it."""
    with office.store.reading() as reading:
        return storage.people(reading)


def _entry(office: Office, deed: Deed, document: str, count: int) -> Entry:
    return Entry(
        id=office.new_id(),
        at=office.clock(),
        person=office.person,
        account=office.store.actor,
        deed=deed.value,
        document=document,
        count=count,
    )
