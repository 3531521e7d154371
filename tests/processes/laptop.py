"""A laptop as a program of its own: people come through its door, and it syncs in between.

Each event is told, by a line on stdout, only after its commit: what was told must never be lost.
`python -m tests.processes.laptop BASE FOLDER SEED EVENTS`; it ends when `EVENTS` are told.
"""

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from uuid import UUID

from smartsupport.domain.card import Party
from smartsupport.domain.door import Direction, DoorEvent
from smartsupport.domain.participant import Participant
from smartsupport.paths import Places
from smartsupport.services import exchange, sign_in
from smartsupport.services.office import Office
from smartsupport.storage import sealing
from tests.passwords import CHEAP, PASSWORD

VENUE = UUID(int=77)
SESSIONS = tuple(UUID(int=1000 + n) for n in range(40))
PEOPLE = tuple(UUID(int=2000 + n) for n in range(300))


def come(office: Office, random: Random) -> UUID:
    """Somebody comes to a session."""
    with office.store.transaction() as work:
        event = DoorEvent(
            id=UUID(bytes=random.randbytes(16), version=4),
            direction=Direction.IN,
            party=Party.PARTICIPANT,
            person_id=random.choice(PEOPLE),
            session_id=random.choice(SESSIONS),
            venue_id=VENUE,
            day=date(2026, 10, 3),
            at=datetime(2026, 10, 3, 1, random.randrange(60), tzinfo=UTC),
        )
        work.add(event)
    return event.id


def correct(office: Office, random: Random) -> None:
    """Somebody's note is changed, as it may be on another laptop at this moment."""
    with office.store.transaction() as work:
        person = work.get(Participant, random.choice(PEOPLE))
        work.change(person, note=f"メモ{random.randrange(1000)}")


def main(base: str, folder: str, seed: str, events: str) -> None:
    """Work until so many events are told."""
    sealing.STANDARD = CHEAP
    random = Random(seed)
    office = sign_in.sign_in(Places(base=Path(base)), PASSWORD)
    at = exchange.sharing(office, Path(folder))
    told = 0
    while told < int(events):
        for _ in range(random.randint(1, 12)):
            print(come(office, random), flush=True)
            told += 1
        if random.random() < 0.3:
            correct(office, random)
        exchange.exchange_now(at)
    office.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
