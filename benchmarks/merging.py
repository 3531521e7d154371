"""How fast is what other laptops wrote taken in? `Store.merge`, a bare insert, and two peers.

    .venv/bin/python benchmarks/merging.py --people 300 --events 20000

Also: of 100 writes, and of 100 events from elsewhere, how many are refused when this laptop's
clock is set back by 10 minutes?
"""

import argparse
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from desk_write import as_ops, people, visits
from peers import node
from peers.node import Script
from smartsupport.domain.door import DoorEvent
from smartsupport.paths import Places
from smartsupport.storage import vault as vaults
from smartsupport.storage import workspace
from smartsupport.storage.database import connect
from smartsupport.storage.op import Op, encode
from smartsupport.storage.unit_of_work import Store

BATCH = 500
SET_BACK = timedelta(minutes=10)


def batches(ops: Sequence[Op]) -> Iterator[Sequence[Op]]:
    for start in range(0, len(ops), BATCH):
        yield ops[start : start + BATCH]


class Held:
    """A clock that stands where it is put."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


def empty(base: Path, clock: Held) -> Store:
    key = vaults.new_key()
    return workspace.create(
        Places(base=base),
        vault=vaults.open_vault(UUID(int=1), key, UUID(int=2), ""),
        opened=vaults.Opened(key, UUID(int=2)),
        clock=clock,
    )


def bare(path: Path, ops: Sequence[Op]) -> float:
    """Seconds for the same rows and the same ops into two tables that nothing else depends on."""
    names = sorted(ops[0].values["row"])
    marks = ", ".join("?" * (len(names) + 1))
    connection = connect(path, "00" * 32)
    connection.execute(f"CREATE TABLE door (id BLOB PRIMARY KEY, {', '.join(names)})")
    connection.execute("CREATE TABLE op (id BLOB PRIMARY KEY, body BLOB)")
    begun = time.perf_counter()
    for some in batches(ops):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            f"INSERT INTO door VALUES ({marks})",
            [(op.row, *(op.values["row"][name] for name in names)) for op in some],
        )
        connection.executemany("INSERT INTO op VALUES (?, ?)", [(op.id, encode(op)) for op in some])
        connection.execute("COMMIT")
    seconds = time.perf_counter() - begun
    connection.close()
    return seconds


def ours(store: Store, ops: Sequence[Op]) -> float:
    begun = time.perf_counter()
    for some in batches(ops):
        store.merge(some)
    return time.perf_counter() - begun


def refused(store: Store, clock: Held, random: Random) -> tuple[int, int]:
    """Of 100 own writes and 100 ops from elsewhere, after the clock was set back."""
    own, others = (list(visits(100, [UUID(int=1)], random)) for _ in range(2))
    ahead = list(as_ops(iter(others), random))
    clock.now -= SET_BACK
    before = stored(store)
    for event in own:
        with store.transaction() as work:
            work.add(event)
    written = stored(store) - before
    store.merge(ahead)
    return 100 - written, 100 - (stored(store) - before - written)


def stored(store: Store) -> int:
    with store.reading() as reading:
        return len(reading.find(DoorEvent))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--events", type=int, default=20_000)
    given = parser.parse_args()
    random = Random(1)
    known = list(people(given.people, random))
    events = visits(given.events, [person.id for person in known], random)
    ops = list(as_ops(events, random))
    reason = node.missing()
    with tempfile.TemporaryDirectory() as base:
        clock = Held()
        store = empty(Path(base) / "office", clock)
        limit = bare(Path(base) / "bare.db", ops)
        own = ours(store, ops)
        assert stored(store) == given.events
        lines = [
            ("bare insert of row and op, SQLCipher", limit, "on disk, nothing is compared"),
            ("Store.merge", own, "on disk: row, op, heads, whom it is about"),
        ]
        turned_away = {"this program": refused(store, clock, random)}
        store.close()
    if reason:
        print(f"Actual and automerge are skipped: {reason}.")
    else:
        script = Script("merging.mjs")
        found = script.ask(
            {"events": given.events, "set_back": SET_BACK // timedelta(milliseconds=1)}
        )
        script.end()
        automerge = found["automerge"]
        lines += [
            ("@actual-app/crdt", found["actual"], "in memory: clock and merkle trie, no row"),
            ("automerge, applyChanges", automerge["seconds"], "in memory, not saved"),
        ]
        turned_away["@actual-app/crdt"] = (found["back"]["writes"], found["back"]["merges"])
    print(f"{given.events:,} door events of {given.people:,} people, {BATCH} a transaction")
    print(f"{'':40}{'a second':>10}{'ratio':>8}")
    for name, seconds, note in lines:
        print(f"{name:40}{given.events / seconds:>10,.0f}{seconds / limit:>8.2f}  {note}")
    if not reason:
        print(f"automerge document, saved: {automerge['bytes']:.0f} bytes an event")
    print("clock set back 10 minutes: refused of 100 own writes, of 100 from elsewhere")
    for name, (writes, merges) in turned_away.items():
        print(f"{name:40}{writes:>10}{merges:>8}")


if __name__ == "__main__":
    main()
