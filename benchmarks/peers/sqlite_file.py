"""The register as one SQLite file in the shared folder, as programs do it that were made for one
computer. The file is closed after each write and in the journal mode that SQLite has by itself, so
that the cloud's client never meets it half-written."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path
from uuid import UUID

from peers.session import Laptop, Row

NAME = "register.db"
BUSY_SECONDS = 5
TABLE = "CREATE TABLE IF NOT EXISTS door (id BLOB PRIMARY KEY, person BLOB, at TEXT)"


def insert(path: Path, vfs: str, rows: Sequence[Row]) -> list[Row]:
    """Each in a transaction of its own; returns those that were committed."""
    taken = []
    with closing(_open(path, vfs)) as connection:
        for row in rows:
            person = row.person.bytes if row.person else None
            values = (row.id.bytes, person, row.at.isoformat())
            try:
                with connection:
                    connection.execute(TABLE)
                    connection.execute("INSERT INTO door VALUES (?, ?, ?)", values)
                taken.append(row)
            except sqlite3.DatabaseError:
                continue
    return taken


def ids(path: Path, vfs: str) -> Iterator[UUID]:
    """What can be read of the file, up to where it is damaged."""
    try:
        with closing(_open(path, vfs)) as connection:
            for (id_,) in connection.execute("SELECT id FROM door"):
                yield UUID(bytes=id_)
    except sqlite3.DatabaseError:
        return


def _open(path: Path, vfs: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.as_uri()}{vfs}", uri=True, timeout=BUSY_SECONDS)


class Mirrored:
    """The file lies in the folder that the cloud's client mirrors."""

    name = "SQLite file, mirrored"
    mirrored = True

    def start(self, laptop: Laptop) -> None:
        pass

    def stop(self, laptop: Laptop) -> None:
        pass

    def write(self, laptop: Laptop, rows: Sequence[Row]) -> Sequence[Row]:
        return insert(laptop.folder / NAME, "", rows)

    def sync(self, laptop: Laptop) -> None:
        pass

    def rows(self, laptop: Laptop) -> Counter[UUID]:
        return Counter(ids(laptop.folder / NAME, "?mode=ro"))

    def set_aside(self, laptop: Laptop) -> set[UUID]:
        others = [p for p in laptop.folder.glob("*.db") if p.name != NAME]
        return {id_ for path in others for id_ in ids(path, "?mode=ro")}


class OnShare:
    """All laptops, each a process, open the one file on the share: there is none when offline."""

    mirrored = False

    def __init__(self, locks: bool) -> None:
        self.name = f"SQLite file on a share, locks {'work' if locks else 'do nothing'}"
        self._vfs = "" if locks else "?vfs=unix-none"
        self._desks: dict[int, ProcessPoolExecutor] = {}

    def start(self, laptop: Laptop) -> None:
        self._desks[laptop.number] = ProcessPoolExecutor(1, mp_context=get_context("spawn"))

    def stop(self, laptop: Laptop) -> None:
        self._desks.pop(laptop.number).shutdown()

    def write(self, laptop: Laptop, rows: Sequence[Row]) -> Sequence[Row]:
        if not laptop.online:
            return []
        desk = self._desks[laptop.number]
        return desk.submit(insert, laptop.folder / NAME, self._vfs, rows).result()

    def sync(self, laptop: Laptop) -> None:
        pass

    def rows(self, laptop: Laptop) -> Counter[UUID]:
        return Counter(ids(laptop.folder / NAME, "?mode=ro"))

    def set_aside(self, laptop: Laptop) -> set[UUID]:
        return set()
