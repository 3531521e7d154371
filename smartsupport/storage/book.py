"""What this laptop knows of the shared folder, kept in its own database.

`sync` asks here and nowhere else; each method is one transaction, so that a cut-off between two of
them leaves something that the next round carries on from.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import delete, insert, select, update

from smartsupport.domain.erasure import Erasure
from smartsupport.domain.laptop import LaptopState, writer_of
from smartsupport.storage import digest, erasing, held, holders, ring
from smartsupport.storage.fold import batches
from smartsupport.storage.held import Held
from smartsupport.storage.holders import Holders
from smartsupport.storage.op import Op, decode
from smartsupport.storage.ring import RingKey as RingKey
from smartsupport.storage.schema import (
    ERASED,
    FACT,
    GAP,
    LAPTOP,
    OP,
    OUTBOX,
    PEER,
    SCHEMA_VERSION,
    SEGMENT_FILE,
    STUBBED,
)
from smartsupport.storage.unit_of_work import Store

Run = tuple[bytes, int, int]
"""A writer's ops from one number to another, both included."""


class File(NamedTuple):
    """A file of the shared folder that was read whole."""

    size: int
    digest: bytes
    writer: bytes
    """Who wrote the file, whosever the ops are."""
    ranges: tuple[Run, ...]
    stale: bool = False
    """Whether it still holds what was erased since."""


class Gap(NamedTuple):
    """Ops that are here and in no file: in how many listings, since which millisecond."""

    seen: int
    since: int


class StoredBook:
    """The book of one laptop."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # --- what is held ---------------------------------------------------------------------

    def me(self) -> bytes:
        """Who writes here now: replica and incarnation, 12 bytes."""
        with self._store.reading() as reading:
            return held.me(reading.connection)

    def held(self) -> dict[bytes, Held]:
        """What is held of every writer, this laptop's own newest ops included."""
        with self._store.reading() as reading:
            noted = held.vector(reading.connection)
            known = held.caught_up(reading.connection, noted)
        if known != noted:
            with self._store.maintenance() as connection:
                held.catch_up(connection)
        return known

    def held_until(self, writer: bytes, start: Held, last: int) -> Held:
        """What is held of a writer up to number `last`, going on from `start`."""
        with self._store.reading() as reading:
            return held.until(reading.connection, writer, start, last)

    def beyond(self, writer: bytes, after: Held) -> list[int]:
        """The numbers held of a writer after the first that is missing."""
        with self._store.reading() as reading:
            return held.beyond(reading.connection, writer, after)

    def ops(self, runs: Iterable[Run]) -> list[Op]:
        """The ops of these runs that are here, by writer and number."""
        out: list[Op] = []
        with self._store.reading() as reading:
            for writer, first, last in runs:
                found = reading.connection.execute(
                    select(OP.c.body)
                    .where(OP.c.id >= writer + first.to_bytes(8, "big"))
                    .where(OP.c.id < writer + (last + 1).to_bytes(8, "big"))
                    .order_by(OP.c.id)
                )
                out += map(decode, found.scalars())
        return out

    def merge(self, ops: Sequence[Op]) -> int:
        """Take ops from elsewhere; returns how many were new."""
        return self._store.merge(ops).new

    def differ_from(self, ops: Sequence[Op]) -> bool:
        """Whether an erasure that is known here leaves less of one of these."""
        with self._store.reading() as reading:
            return erasing.as_erased(reading.connection, list(ops)) != list(ops)

    # --- files ----------------------------------------------------------------------------

    def files(self) -> dict[str, File]:
        """The files that were read whole, by their path in the folder."""
        with self._store.reading() as reading:
            rows = reading.connection.execute(select(SEGMENT_FILE)).all()
        return {
            row.path: File(
                row.size, row.digest, row.writer, _runs.decode(row.ranges), bool(row.stale)
            )
            for row in rows
        }

    def remember(self, path: str, file: File) -> None:
        """A file was read whole, or written and read back: then it leaves the outbox."""
        with self._store.maintenance() as connection:
            connection.execute(delete(SEGMENT_FILE).where(SEGMENT_FILE.c.path == path))
            connection.execute(
                insert(SEGMENT_FILE).values(
                    path=path,
                    size=file.size,
                    digest=file.digest,
                    writer=file.writer,
                    ranges=_encoder.encode(file.ranges),
                    stale=int(file.stale),
                )
            )
            connection.execute(delete(OUTBOX).where(OUTBOX.c.path == path))

    def forget(self, paths: Collection[str]) -> None:
        """These files are not there any more."""
        with self._store.maintenance() as connection:
            for path in paths:
                connection.execute(delete(SEGMENT_FILE).where(SEGMENT_FILE.c.path == path))

    def outbox(self) -> dict[str, bytes]:
        """Sealed files that were not seen in the folder yet."""
        with self._store.reading() as reading:
            rows = reading.connection.execute(select(OUTBOX).order_by(OUTBOX.c.path)).all()
        return {row.path: row.bytes for row in rows}

    def put_out(self, files: Mapping[str, bytes]) -> None:
        """Keep sealed files until they are seen in the folder."""
        with self._store.maintenance() as connection:
            for path, whole in files.items():
                connection.execute(insert(OUTBOX).values(path=path, bytes=whole))

    def take_back(self, paths: Collection[str]) -> None:
        """These sealed files are not wanted any more."""
        with self._store.maintenance() as connection:
            for path in paths:
                connection.execute(delete(OUTBOX).where(OUTBOX.c.path == path))

    # --- other laptops --------------------------------------------------------------------

    def acks(self) -> dict[bytes, bytes]:
        """What every writer last said that it holds, as it was read; this laptop's own too."""
        with self._store.reading() as reading:
            rows = reading.connection.execute(select(PEER)).all()
        return {row.writer: row.body for row in rows}

    def keep_ack(self, writer: bytes, number: int, body: bytes) -> None:
        """An ack was read or written; an earlier one than what is known says nothing."""
        with self._store.maintenance() as connection:
            known = select(PEER.c.number).where(PEER.c.writer == writer)
            if (connection.execute(known).scalar() or -1) < number:
                connection.execute(delete(PEER).where(PEER.c.writer == writer))
                connection.execute(insert(PEER).values(writer=writer, number=number, body=body))

    def gone(self) -> set[bytes]:
        """The replicas, 8 bytes each, of laptops that are retired or lost."""
        laptop = LAPTOP.table
        with self._store.reading() as reading:
            found = reading.connection.execute(
                select(laptop.c.replica).where(
                    laptop.c.state.in_([LaptopState.RETIRED.value, LaptopState.LOST.value])
                )
            )
            return {writer_of(replica) for replica in found.scalars()} - {b""}

    def gaps(self) -> dict[bytes, Gap]:
        """Of whom something is here that no file has."""
        with self._store.reading() as reading:
            rows = reading.connection.execute(select(GAP)).all()
        return {row.writer: Gap(row.seen, row.since) for row in rows}

    def keep_gaps(self, gaps: Mapping[bytes, Gap]) -> None:
        """What the newest listing says of it."""
        with self._store.maintenance() as connection:
            connection.execute(delete(GAP))
            for writer, gap in gaps.items():
                connection.execute(insert(GAP).values(writer=writer, **gap._asdict()))

    # --- erasures -------------------------------------------------------------------------

    def stubbed(self) -> set[bytes]:
        """Ops emptied here of which a file may still hold the whole."""
        with self._store.reading() as reading:
            return set(reading.connection.execute(select(STUBBED.c.op)).scalars())

    def mark_stale(self, paths: Collection[str], stubbed: Collection[bytes]) -> None:
        """These files hold what was erased; all that hold any of `stubbed` are among them.

        Sealed files that were not sent go as well: what they held is sealed again.
        """
        with self._store.maintenance() as connection:
            for path in paths:
                connection.execute(
                    update(SEGMENT_FILE).where(SEGMENT_FILE.c.path == path).values(stale=1)
                )
            connection.execute(delete(OUTBOX))
            for some in batches(stubbed):
                connection.execute(delete(STUBBED).where(STUBBED.c.op.in_(some)))

    def finished_erasures(self) -> list[bytes]:
        """The ids of erasures of which no page of this database holds a trace any more."""
        with self._store.reading() as reading:
            waiting = set(
                reading.connection.execute(
                    select(ERASED.c.subject).where(ERASED.c.swept == 0)
                ).scalars()
            )
            erasures = reading.find(Erasure)
        return sorted(e.id.bytes for e in erasures if waiting.isdisjoint(id.bytes for id in e.ids))

    def awaits_erasure(self) -> bool:
        """Whether a stub is here whose erasure is not."""
        with self._store.reading() as reading:
            return erasing.is_awaited(reading.connection)

    def state_digest(self) -> tuple[int, bytes]:
        """The version of the schema, and what the tables add up to under it."""
        with self._store.reading() as reading:
            return SCHEMA_VERSION, digest.total(digest.noted(reading.connection))

    # --- keys and single facts ------------------------------------------------------------

    def ring(self) -> list[RingKey]:
        """The workspace keys, the one in use last."""
        with self._store.reading() as reading:
            return ring.keys(reading.connection)

    def add_key(self, key: RingKey) -> None:
        """Put a key on the ring; one that is there stays as it is."""
        with self._store.maintenance() as connection:
            ring.put(connection, key)

    def holders(self) -> Holders:
        """Whom the keys are sealed to."""
        with self._store.reading() as reading:
            return holders.holders(reading)

    def knows(self, ops: frozenset[bytes]) -> bool:
        """Whether these ops are here and count."""
        with self._store.reading() as reading:
            return holders.knows(reading, ops)

    def fact(self, name: str) -> bytes | None:
        """A single value of this database."""
        with self._store.reading() as reading:
            return reading.connection.execute(
                select(FACT.c.value).where(FACT.c.name == name)
            ).scalar()

    def keep_fact(self, name: str, value: bytes) -> None:
        """Keep a single value in the place of what it was."""
        with self._store.maintenance() as connection:
            connection.execute(delete(FACT).where(FACT.c.name == name))
            connection.execute(insert(FACT).values(name=name, value=value))


_encoder = msgspec.msgpack.Encoder()
_runs = msgspec.msgpack.Decoder(tuple[Run, ...])
