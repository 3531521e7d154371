"""This program: an encrypted database on the laptop's own disk, and rounds at the folder."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from peers.session import Laptop, Row
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
from smartsupport.sync.folder import DiskFolder
from smartsupport.sync.side import Side

WORKSPACE, COORDINATOR = UUID(int=1), UUID(int=2)
SESSION, VENUE = UUID(int=3), UUID(int=4)
RING = RingKey(1, b"k" * 16, b"s" * 32)


@dataclass(slots=True)
class Open:
    store: Store
    side: Side
    rounds: Rounds = field(default_factory=Rounds)


class Ours:
    name = "smartsupport"
    mirrored = True

    def __init__(self) -> None:
        self._key = vaults.new_key()
        self._open: dict[int, Open] = {}

    def start(self, laptop: Laptop) -> None:
        places = Places(base=laptop.home / "office")
        opened = vaults.Opened(self._key, COORDINATOR)
        new = not workspace.exists(places)
        if new:
            vault = vaults.open_vault(WORKSPACE, self._key, COORDINATOR, "")
            store = workspace.create(places, vault=vault, opened=opened, clock=laptop.clock)
        else:
            store = workspace.open_store(places, opened, laptop.clock)
        side = Side(
            workspace=WORKSPACE.bytes,
            book=StoredBook(store),
            folder=DiskFolder(laptop.folder),
            name=laptop.copy.who,
            clock=laptop.clock,
        )
        if new:
            side.book.add_key(RING)
        if laptop.number == 0 and new:
            place.prepare(side)
        self._open[laptop.number] = Open(store, side)

    def stop(self, laptop: Laptop) -> None:
        self._open.pop(laptop.number).store.close()

    def write(self, laptop: Laptop, rows: Sequence[Row]) -> Sequence[Row]:
        for row in rows:
            with self._open[laptop.number].store.transaction() as work:
                work.add(_record(row))
        return rows

    def sync(self, laptop: Laptop) -> None:
        here = self._open[laptop.number]
        exchange(here.side, here.rounds)

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
