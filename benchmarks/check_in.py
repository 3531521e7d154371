"""How long does the desk take, beside everything a busy city has collected over the years?

    .venv/bin/python benchmarks/check_in.py [DIR] --people 100000 --events 1000000

DIR keeps the register for the next run. Each answer is measured until it is durable, and stands
beside one bare insert and fsync into an encrypted file of its own, in the same run.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

from build import DAY, opened
from smartsupport.domain.desk import Result
from smartsupport.domain.participant import Participant
from smartsupport.domain.session import Session
from smartsupport.services import bookings, calendar, cards, desk, desk_list
from smartsupport.services.at_desk import Desk
from smartsupport.services.office import Office
from smartsupport.storage.database import connect

Job = tuple[str, Callable[[], object]]
BUDGET = (5.0, 20.0)


def milliseconds(times: int, job: Callable[[], object]) -> tuple[float, float]:
    """The middle one, and the one of a hundred that takes longest."""
    taken = []
    for _n in range(times):
        begun = time.perf_counter()
        job()
        taken.append((time.perf_counter() - begun) * 1000)
    taken.sort()
    return taken[len(taken) // 2], taken[len(taken) * 99 // 100]


def bare_insert(folder: Path) -> Callable[[], object]:
    connection = connect(folder / "bare.db", "00" * 32)
    connection.execute("CREATE TABLE event (id BLOB PRIMARY KEY, body BLOB)")

    def write() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO event VALUES (?, ?)", (uuid4().bytes, bytes(300)))
        connection.execute("COMMIT")

    return write


def jobs(office: Office, times: int) -> Iterator[Job]:
    """The desk of the first venue, with its three sessions of DAY."""
    here = calendar.lines(office, DAY, DAY)[0].session
    today: list[Session] = [x.session for x in calendar.lines(office, DAY, DAY, here.venue_id)]
    place = Desk(venue_id=here.venue_id, day=DAY)
    booked = codes_of(office, [new_guest(office, here) for _n in range(times)])
    strangers = codes_of(office, [new_guest(office, None) for _n in range(times)])
    still_booked, still_strange = iter(booked), iter(strangers)

    def scan_booked() -> None:
        assert desk.scan(office, next(still_booked), place).result is Result.OK

    def scan_again() -> None:
        assert desk.scan(office, booked[0], place).result is Result.ALREADY_IN

    def scan_stranger() -> None:
        assert desk.scan(office, next(still_strange), place).result is Result.NOT_BOOKED

    def walk_in() -> None:
        person = Participant(id=uuid4(), kana="トビイリ")
        assert desk.walk_in(office, person, today[-1].id, place).result is Result.OK

    yield "scan, booked", scan_booked
    yield "scan, already in", scan_again
    yield "today's list and 保留", lambda: desk_list.view(office, here.venue_id, DAY)
    yield "walk-in", walk_in
    yield "undo", lambda: desk_list.undo(office, here.venue_id, DAY)
    yield "scan, not booked", scan_stranger


def new_guest(office: Office, session: Session | None) -> Participant:
    person = Participant(id=uuid4(), kana="ソクテイ")
    with office.store.transaction() as work:
        work.add(person)
        if session is not None:
            work.add(bookings.Booking(id=uuid4(), session_id=session.id, participant_id=person.id))
    return person


def codes_of(office: Office, people: list[Participant]) -> list[str]:
    return [issued.code for issued in cards.for_people(office, [p.id for p in people])]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--people", type=int, default=2_000)
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--times", type=int, default=200)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        office = opened(given.folder or Path(name) / "office", given.people, given.events)
        bare = milliseconds(given.times, bare_insert(Path(name)))
        print(f"{'':28}{'p50 ms':>9}{'p99 ms':>9}{'ratio':>8}")
        print(f"{'bare fsynced insert':28}{bare[0]:>9.2f}{bare[1]:>9.2f}")
        for title, job in jobs(office, given.times):
            times = desk_list.UNDO_DEPTH if title == "undo" else given.times
            middle, worst = milliseconds(times, job)
            print(f"{title:28}{middle:>9.2f}{worst:>9.2f}{middle / bare[0]:>8.1f}")
        print(f"{'budget of a scan':28}{BUDGET[0]:>9.2f}{BUDGET[1]:>9.2f}")
        office.close()


if __name__ == "__main__":
    main()
