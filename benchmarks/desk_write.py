"""How long does one door event take to be safe on disk, beside everything a busy office has?

    .venv/bin/python benchmarks/desk_write.py --people 100000 --events 1000000

Builds a workspace of that size in a temporary folder (as ops merged from another laptop), then
measures real writes, next to a bare fsynced insert into an encrypted file of its own.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from uuid import UUID

from sqlalchemy import func, select

from smartsupport.domain.card import Party
from smartsupport.domain.door import Direction, DoorEvent
from smartsupport.domain.participant import Participant
from smartsupport.paths import Places
from smartsupport.storage import check, workspace
from smartsupport.storage import vault as vaults
from smartsupport.storage.database import connect
from smartsupport.storage.hlc import tick
from smartsupport.storage.op import ADD, Op, OpId
from smartsupport.storage.records import all_values, subjects_of
from smartsupport.storage.schema import BY_RECORD, SCHEMA_VERSION
from smartsupport.storage.types import to_ms
from smartsupport.storage.unit_of_work import Store

START = datetime(2021, 4, 1, 1, tzinfo=UTC)
BATCH = 5000


def people(count: int, random: Random) -> Iterator[Participant]:
    for n in range(count):
        yield Participant(
            id=UUID(int=random.getrandbits(128), version=4),
            name=f"見本 {n}子",
            kana=f"ミホン{n}コ",
            phone=f"090{n:08}",
        )


def visits(count: int, ids: list[UUID], random: Random) -> Iterator[DoorEvent]:
    venues = [UUID(int=n) for n in range(1, 21)]
    for n in range(count):
        at = START + timedelta(minutes=n)
        yield DoorEvent(
            id=UUID(int=random.getrandbits(128), version=4),
            direction=Direction.IN,
            party=Party.PARTICIPANT,
            person_id=random.choice(ids),
            session_id=UUID(int=1000 + n // 30),
            venue_id=venues[n // 30 % 20],
            day=at.date(),
            at=at,
            number=n % 30 + 1,
        )


def as_ops(records: Iterator[Participant] | Iterator[DoorEvent], random: Random) -> Iterator[Op]:
    """The records as another laptop's log would bring them."""
    hlc = 0
    for seq, record in enumerate(records, 1):
        synced = BY_RECORD[type(record)]
        at = START + timedelta(minutes=seq)
        hlc = tick(hlc, at)
        yield Op(
            id=OpId(synced.name.encode()[:8], 1, seq, random.randbytes(8)).pack(),
            hlc=hlc,
            at=to_ms(at),
            txn=random.randbytes(16),
            index=0,
            count=1,
            actor=bytes(16),
            schema=SCHEMA_VERSION,
            kind=ADD,
            table=synced.name,
            row=record.id.bytes,
            values=all_values(synced, record),
            base={},
            subjects=subjects_of(synced, record),
        )


def build(store: Store, ops: Iterator[Op]) -> float:
    """Merges everything; returns ops a second, the making of the ops not counted."""
    count, busy = 0, 0.0
    while some := list(islice(ops, BATCH)):
        begun = time.perf_counter()
        store.merge(some)
        busy += time.perf_counter() - begun
        count += len(some)
    return count / busy if busy else 0.0


def milliseconds(times: int, *writes: Callable[[int], None]) -> list[tuple[float, float]]:
    """Of each: the middle one, and the one of a hundred that takes longest.

    They take turns, so that what else the machine is doing falls on all of them.
    """
    taken: list[list[float]] = [[] for _ in writes]
    for n in range(times):
        for write, own in zip(writes, taken, strict=True):
            begun = time.perf_counter()
            write(n)
            own.append((time.perf_counter() - begun) * 1000)
    return [(sorted(own)[times // 2], sorted(own)[times * 99 // 100]) for own in taken]


def bare_insert(folder: Path) -> Callable[[int], None]:
    connection = connect(folder / "bare.db", "00" * 32)
    connection.execute("CREATE TABLE event (id BLOB PRIMARY KEY, body BLOB)")

    def write(n: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO event VALUES (?, ?)", (n.to_bytes(16, "big"), bytes(300)))
        connection.execute("COMMIT")

    return write


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--writes", type=int, default=1000)
    parser.add_argument("--replay", action="store_true", help="replay the whole log at the end")
    given = parser.parse_args()
    random = Random(1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        key = vaults.new_key()
        store = workspace.create(
            Places(base=folder / "office"),
            vault=vaults.open_vault(UUID(int=1), key, UUID(int=2), ""),
            opened=vaults.Opened(key, UUID(int=2)),
            clock=lambda: datetime.now(UTC),
        )
        known = list(people(given.people, random))
        slow = build(store, as_ops(iter(known), random))
        ids = [person.id for person in known]
        fast = build(store, as_ops(visits(given.events, ids, random), random))
        new = list(visits(given.writes, ids, Random(2)))

        def write(n: int) -> None:
            with store.transaction() as work:
                work.add(new[n])

        plain, real = milliseconds(given.writes, bare_insert(folder), write)
        with store.reading() as reading:
            stored = reading.connection.execute(
                select(func.count()).select_from(BY_RECORD[DoorEvent].table)
            ).scalar_one()
        assert stored == given.events + given.writes
        size = (folder / "office" / "smartsupport.db").stat().st_size / 1e6
        print(f"{given.people:,} people, {given.events:,} door events, {size:,.0f} MB")
        print(f"merge of people            {slow:>9,.0f} ops/s")
        print(f"merge of door events       {fast:>9,.0f} ops/s")
        print("                              p50 ms    p99 ms")
        print(f"bare fsynced insert        {plain[0]:>9.2f} {plain[1]:>9.2f}")
        print(f"one door event (budget)    {real[0]:>9.2f} {real[1]:>9.2f}   (5, 20)")
        print(f"ratio                      {real[0] / plain[0]:>9.1f} {real[1] / plain[1]:>9.1f}")
        if given.replay:
            print(f"replay differences         {len(check.replay_differences(store)):>9}")
        store.close()


if __name__ == "__main__":
    main()
