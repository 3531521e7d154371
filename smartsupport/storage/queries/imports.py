"""What an import asks: who is known by name or phone, without reading whole records."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from smartsupport.domain.participant import Participant
from smartsupport.domain.supporter import Supporter
from smartsupport.storage.schema import BY_RECORD
from smartsupport.storage.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class KnownName:
    """One person as twins are told by; texts as stored."""

    id: UUID
    name: str
    kana: str
    phone: str


def known_names(reading: Reading, record: type[Supporter] | type[Participant]) -> list[KnownName]:
    """Every supporter, or every participant, oldest entry order not promised."""
    table = BY_RECORD[record].table
    rows = reading.connection.execute(
        select(table.c.id, table.c.name, table.c.kana, table.c.phone).where(table.c.deleted == 0)
    )
    return [KnownName(*row) for row in rows]
