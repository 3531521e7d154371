"""会場: the places where sessions are held."""

from uuid import UUID

from smartsupport.domain.venue import Venue
from smartsupport.services.office import Office
from smartsupport.sheets.municipalities import by_code
from smartsupport.storage.queries import people as queries


def everything(office: Office) -> list[Venue]:
    """Every venue by reading."""
    with office.store.reading() as reading:
        order = {id: n for n, id in enumerate(queries.ordered_ids(reading, "venue"))}
        return sorted(reading.find(Venue), key=lambda v: order.get(v.id, len(order)))


def ids(
    office: Office, text: str = "", *, descending: bool = False, limit: int = 0, **equal: object
) -> list[UUID]:
    """Ids of venues by reading, those that match a typed text and have the values of `equal`.

    `limit` 0 is all.
    """
    with office.store.reading() as reading:
        return queries.ordered_ids(
            reading, "venue", text, descending=descending, limit=limit, equal=equal
        )


def rows(office: Office, wanted: list[UUID]) -> dict[UUID, Venue]:
    """The venues with these ids."""
    with office.store.reading() as reading:
        return {v.id: v for v in reading.find(Venue, id=wanted)}


def municipalities() -> list[tuple[str, str]]:
    """Code and name of Tokyo's municipalities, in the order of their codes."""
    return [(code, known.name) for code, known in by_code().items()]
