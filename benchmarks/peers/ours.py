"""This program: an encrypted database on the laptop's own disk, and rounds at the folder."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from peers.session import Laptop, Row
from smartsupport.clock import Clock
from smartsupport.domain.card import Party
from smartsupport.domain.door import Direction, DoorEvent
from smartsupport.domain.participant import Participant
from smartsupport.paths import Places
from smartsupport.storage import vault as vaults
from smartsupport.storage import workspace
from smartsupport.storage.book import RingKey, StoredBook
from smartsupport.storage.unit_of_work import Store
from smartsupport.sync import place
from smartsupport.sync.exchange import Rounds, exchange
from smartsupport.sync.folder import DiskFolder, Folder
from smartsupport.sync.side import Report, Side

WORKSPACE, COORDINATOR = UUID(int=1), UUID(int=2)
SESSION, VENUE = UUID(int=3), UUID(int=4)
RING = RingKey(1, b"k" * 16, b"s" * 32)


@dataclass(slots=True)
class Open:
    store: Store
    side: Side
    rounds: Rounds = field(default_factory=Rounds)

    def round(self, *, heal: bool = False) -> Report:
        return exchange(self.side, self.rounds, heal=heal)


def open_laptop(home: Path, folder: Folder, key: str, clock: Clock, *, name: str) -> Open:
    """The register in `home`, made first if there is none; all of one `key` are one register."""
    places = Places(base=home)
    opened = vaults.Opened(key, COORDINATOR)
    if workspace.exists(places):
        store = workspace.open_store(places, opened, clock)
    else:
        vault = vaults.open_vault(WORKSPACE, key, COORDINATOR, "")
        store = workspace.create(places, vault=vault, opened=opened, clock=clock)
    return Open(store, side_of(store, WORKSPACE, folder, clock, name=name))


def side_of(store: Store, workspace_id: UUID, folder: Folder, clock: Clock, *, name: str) -> Side:
    book = StoredBook(store)
    book.add_key(RING)
    return Side(workspace=workspace_id.bytes, book=book, folder=folder, name=name, clock=clock)


class Ours:
    name = "smartsupport"
    mirrored = True

    def __init__(self) -> None:
        self._key = vaults.new_key()
        self._open: dict[int, Open] = {}

    def start(self, laptop: Laptop) -> None:
        here = open_laptop(
            laptop.home / "office",
            DiskFolder(laptop.folder),
            self._key,
            laptop.clock,
            name=laptop.copy.who,
        )
        if not self._open:
            place.prepare(here.side)
        self._open[laptop.number] = here

    def stop(self, laptop: Laptop) -> None:
        self._open.pop(laptop.number).store.close()

    def write(self, laptop: Laptop, rows: Sequence[Row]) -> Sequence[Row]:
        for row in rows:
            with self._open[laptop.number].store.transaction() as work:
                work.add(_record(row))
        return rows

    def sync(self, laptop: Laptop) -> None:
        self._open[laptop.number].round()

    def rows(self, laptop: Laptop) -> Counter[UUID]:
        with self._open[laptop.number].store.reading() as reading:
            found = [*reading.find(Participant), *reading.find(DoorEvent)]
        return Counter(record.id for record in found)

    def set_aside(self, laptop: Laptop) -> set[UUID]:
        return set()


def _record(row: Row) -> Participant | DoorEvent:
    if row.person is None:
        return Participant(id=row.id, name="見本 花子", kana="ミホン ハナコ")
    return DoorEvent(
        id=row.id,
        direction=Direction.IN,
        party=Party.PARTICIPANT,
        person_id=row.person,
        session_id=SESSION,
        venue_id=VENUE,
        day=row.at.date(),
        at=row.at,
    )
