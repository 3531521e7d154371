"""What an import asks: who is known by name or phone, without reading whole records."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from smartsupport.domain.participant import Participant
from smartsupport.domain.supporter import Supporter
from smartsupport.storage.queries import same
from smartsupport.storage.schema import BY_RECORD
from smartsupport.storage.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class KnownName:
    """One entry as twins are told by, under the id that speaks for the person; texts as stored."""

    id: UUID
    name: str
    kana: str
    phone: str


def known_names(reading: Reading, record: type[Supporter] | type[Participant]) -> list[KnownName]:
    """Every supporter, or every participant, oldest entry order not promised."""
    table = BY_RECORD[record].table
    joined, person = same.one_each(table, table.c.id)
    rows = reading.connection.execute(
        select(person, table.c.name, table.c.kana, table.c.phone)
        .select_from(joined)
        .where(table.c.deleted == 0)
    )
    return [KnownName(*row) for row in rows]
