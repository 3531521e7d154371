"""A laptop with the real program on it: a SQLCipher store in a folder of its own."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select, update

from smartsupport.paths import Places
from smartsupport.storage import check, mark, oplog, restoring, sweeping, unit_of_work, workspace
from smartsupport.storage.book import StoredBook
from smartsupport.storage.fold import raw
from smartsupport.storage.op import Op, decode, encode
from smartsupport.storage.schema import OP, REPLICA, SYNCED
from smartsupport.storage.unit_of_work import Store
from tests.simulation.machine import Rows
from tests.simulation.world import MakeMachine
from tests.stores import HeldClock, copied_store, open_again


class Chance:
    """Stands where the program asks the computer for chance, and draws it from a seed."""

    def __init__(self, random: Random) -> None:
        self.token_bytes = random.randbytes
        self.randbelow = random.randrange


class StoredMachine:
    """See `machine.Machine`."""

    def __init__(self, store: Store, clock: HeldClock, folders: Iterator[Path]) -> None:
        self.store = store
        self.book = StoredBook(store)
        self._clock = clock
        self._folders = folders

    def write(self, act: Callable[[Any], None], now: datetime) -> list[Op]:
        self._clock.now = now
        with self.store.transaction() as work:
            act(work)
        with self.store.reading() as reading:
            bodies = reading.connection.execute(select(OP.c.body).where(OP.c.txn == work.txn))
            return sorted(map(decode, bodies.scalars()), key=lambda op: op.id)

    def log(self) -> dict[bytes, Op]:
        with self.store.reading() as reading:
            return {op.id: op for op in oplog.all_ops(reading.connection)}

    def rows(self) -> Rows:
        with self.store.reading() as reading:
            return {
                (name, row["id"]): dict(row)
                for name, synced in SYNCED.items()
                for row in reading.connection.execute(select(raw(synced))).mappings()
            }

    def holds(self) -> bytes:
        rows = "\n".join(map(repr, self.rows().values())).encode()
        return b"".join((*map(encode, self.log().values()), rows))

    def sweep(self) -> None:
        with self.store.reading() as reading:
            unswept = sweeping.unswept(reading)
        if unswept:
            sweeping.sweep(self.store)

    def copy(self, random: Random) -> "StoredMachine":
        """A copy of the data folder that does not notice that it is one."""
        with self.store.bare() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        folder = next(self._folders)
        shutil.copytree(self.store.path.parent, folder)
        clock = HeldClock()
        return StoredMachine(open_again(Places(base=folder), clock), clock, self._folders)

    def become_another(self, instead_of: "StoredMachine | None") -> None:
        if instead_of is not None:
            with instead_of.store.reading() as replaced:
                restoring.carry_over(self.store, replaced)
        workspace.become_another(self.store, (instead_of or self).store)

    def replayed(self) -> bytes:
        """Its own digest where replaying the log gives exactly the tables."""
        assert check.replay_differences(self.store) == []
        return self.book.state_digest()[1]

    def close(self) -> None:
        self.store.close()


@contextmanager
def real(folder: Path, seed: int) -> Iterator[MakeMachine]:
    """Makes laptops in `folder`, with all chance from one seed."""
    folders = (folder / str(n) for n in itertools.count())
    chance = Chance(Random(f"real {seed}"))

    def make(replica: bytes, random: Random) -> StoredMachine:
        clock = HeldClock()
        store = copied_store(next(folders), clock)
        with store.maintenance() as connection:
            connection.execute(update(REPLICA).values(replica=replica))
        return StoredMachine(store, clock, folders)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mark, "compare", lambda connection, base: None)
        for module in (unit_of_work, oplog, workspace):
            patch.setattr(module, "secrets", chance)
        yield make
