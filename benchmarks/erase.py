"""How long does it take to erase one person in a large workspace, and to write the file anew?

    python benchmarks/erase.py --people 100000 --events 300000

One person has the log of a long acquaintance: 200 visits among all the others'.
"""

import argparse
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from build import opened
from smartsupport.domain.card import Party
from smartsupport.domain.door import Direction, DoorEvent
from smartsupport.domain.erasure import Level
from smartsupport.domain.participant import Participant
from smartsupport.services import erasure, retention

VISITS = 200


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--events", type=int, default=300_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        office = opened(Path(folder) / "office", options.people, options.events)
        ids = []
        for _ in range(5):
            with office.store.transaction() as work:
                person = work.add(Participant(id=uuid4(), name="消える 人", kana="キエル ヒト"))
                for n in range(VISITS):
                    work.add(_visit(person.id, n))
            ids.append(person.id)
        size = office.store.path.stat().st_size / 1e6
        print(f"{options.people} people, {options.events} door events, {size:.0f} MB")
        for level in Level:
            took = [_timed(lambda id=id, level=level: _erase(office, id, level)) for id in ids]
            print(f"erase one person of {VISITS} visits, {level}: {max(took):.2f} s at most")
        print(f"what is due: {_timed(lambda: retention.due(office)):.2f} s")
        print(f"write the file anew: {_timed(lambda: erasure.sweep(office)):.1f} s")
        office.close()


def _erase(office, id: UUID, level: Level) -> None:
    erasure.erase(office, [id], level, "測定")


def _visit(person: UUID, n: int) -> DoorEvent:
    day = date(2026, 1, 1) - timedelta(days=n)
    return DoorEvent(
        id=uuid4(),
        direction=Direction.IN,
        party=Party.PARTICIPANT,
        person_id=person,
        session_id=uuid4(),
        venue_id=UUID(int=1),
        day=day,
        at=datetime(day.year, day.month, day.day, 1, tzinfo=UTC),
    )


def _timed(do) -> float:
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
