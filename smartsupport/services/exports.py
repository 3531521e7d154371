"""What leaves the register as open data: no name of a person is in it."""

from collections.abc import Callable
from datetime import date

from smartsupport.domain.journal import Deed
from smartsupport.domain.session import Session, SessionKind
from smartsupport.domain.venue import Venue
from smartsupport.domain.workspace import Workspace
from smartsupport.services import journal
from smartsupport.services.office import Office
from smartsupport.sheets.events_out import Event, events_csv
from smartsupport.storage.queries.calendar import session_ids

Export = Callable[[Office, date | None, date | None], tuple[bytes, int]]
"""Makes a file of a period (None = without end on that side): its bytes and how many rows."""


def events(office: Office, first: date | None, last: date | None) -> tuple[bytes, int]:
    """イベント一覧, the 32 columns of the 推奨データセット."""
    with office.store.reading() as reading:
        workspace = reading.get(Workspace, office.workspace_id)
        ids = session_ids(reading, first, last)
        sessions = {s.id: s for s in reading.find(Session, id=ids)}
        venues = {v.id: v for v in reading.find(Venue)}
        kinds = {k.id: k.name for k in reading.find(SessionKind)}
    found = [
        Event(
            session=sessions[id],
            venue=venues[sessions[id].venue_id],
            kind=kinds.get(sessions[id].kind_id, ""),
        )
        for id in ids
        if id in sessions and sessions[id].venue_id in venues
    ]
    content = events_csv(found, publisher=workspace.municipality, organiser=workspace.organiser)
    return content, len(found)


EXPORTS: dict[str, Export] = {"events": events}
"""The exports by their names on the command line."""


def export(office: Office, kind: str, first: date | None, last: date | None) -> tuple[bytes, int]:
    """One of `EXPORTS`; noted in the journal."""
    content, count = EXPORTS[kind](office, first, last)
    journal.note(office, Deed.EXPORTED, document=kind, count=count)
    return content, count
