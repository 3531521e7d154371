"""The book of one laptop in memory, for `sync` to work on: each method is one commit."""

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Mapping, Sequence
from random import Random

from smartsupport.domain.laptop import LaptopState
from smartsupport.storage.book import File, Gap, RingKey, Run
from smartsupport.storage.held import WRITER, Held, further, seq_of
from smartsupport.storage.hlc import observe
from smartsupport.storage.op import Op
from smartsupport.storage.schema import LAPTOP, SCHEMA_VERSION
from tests.simulation.memory_log import MemoryLog

_FARTHEST = 1 << 20


class MemoryBook:
    """See `storage.book.StoredBook`, method by method."""

    def __init__(self, replica: bytes, random: Random) -> None:
        self.replica = replica
        self.incarnation = 1
        self.seq = 0
        self.hlc = 0
        self.random = random
        self.log = MemoryLog()
        self._ids: dict[bytes, list[bytes]] = {}
        self._noted: dict[bytes, Held] = {}
        self._files: dict[str, File] = {}
        self._outbox: dict[str, bytes] = {}
        self._peers: dict[bytes, tuple[int, bytes]] = {}
        self._gaps: dict[bytes, Gap] = {}
        self._ring: dict[bytes, RingKey] = {}
        self._facts: dict[str, bytes] = {}

    def copy(self, random: Random) -> "MemoryBook":
        """Another database with the same in it, that draws its chance from elsewhere."""
        new = MemoryBook(self.replica, random)
        new.incarnation, new.seq, new.hlc = self.incarnation, self.seq, self.hlc
        new.log = self.log.copy()
        new._ids = {writer: list(ids) for writer, ids in self._ids.items()}
        new._noted = dict(self._noted)
        new._files, new._outbox = dict(self._files), dict(self._outbox)
        new._peers, new._gaps = dict(self._peers), dict(self._gaps)
        new._ring, new._facts = dict(self._ring), dict(self._facts)
        return new

    def become_another(self) -> None:
        """A copy that knows that it is one writes under a name of its own."""
        self.incarnation += 1 + self.random.randrange(_FARTHEST)
        self.seq = 0

    def append(self, ops: list[Op]) -> None:
        """Ops written here."""
        self.log.append(ops)
        self._number(ops)
        self.seq, self.hlc = seq_of(ops[-1].id), ops[-1].hlc

    def _number(self, ops: Iterable[Op]) -> None:
        for op in ops:
            insort(self._ids.setdefault(op.id[:WRITER], []), op.id)

    # --- what is held -------------------------------------------------------------------------

    def me(self) -> bytes:
        return self.replica + self.incarnation.to_bytes(4, "big")

    def held(self) -> dict[bytes, Held]:
        me = self.me()
        before = self._noted.get(me, Held())
        now = further(before, self._after(me, before.contiguous))
        if now != before:
            self._noted[me] = now
        return dict(self._noted)

    def held_until(self, writer: bytes, start: Held, last: int) -> Held:
        within = [id for id in self._after(writer, start.contiguous) if seq_of(id) <= last]
        return further(start, within)

    def beyond(self, writer: bytes, after: Held) -> list[int]:
        return [seq_of(id) for id in self._after(writer, after.contiguous)]

    def _after(self, writer: bytes, seq: int) -> list[bytes]:
        ids = self._ids.get(writer, [])
        return ids[bisect_left(ids, writer + (seq + 1).to_bytes(8, "big")) :]

    def ops(self, runs: Iterable[Run]) -> list[Op]:
        out: list[Op] = []
        for writer, first, last in runs:
            for id in self._after(writer, first - 1):
                if seq_of(id) > last:
                    break
                out.append(self.log.ops[id])
        return out

    def merge(self, ops: Sequence[Op]) -> int:
        new = self.log.merge(ops)
        self._number(new)
        if new:
            self.hlc = observe(self.hlc, max(op.hlc for op in new))
            self._note(new)
            if any(op.id.startswith(self.me()) for op in new):
                self.become_another()
        return len(new)

    def _note(self, new: Iterable[Op]) -> None:
        again: dict[bytes, Held] = {}
        for op in new:
            writer = op.id[:WRITER]
            held = again.get(writer, self._noted.get(writer, Held()))
            late = seq_of(op.id) <= held.contiguous
            again[writer] = held.and_also(op.id[WRITER + 8 :]) if late else held
        for writer, held in again.items():
            self._noted[writer] = further(held, self._after(writer, held.contiguous))

    def differ_from(self, ops: Sequence[Op]) -> bool:
        return any(self.log.as_erased(op) != op for op in ops)

    # --- files --------------------------------------------------------------------------------

    def files(self) -> dict[str, File]:
        return dict(self._files)

    def remember(self, path: str, file: File) -> None:
        self._files[path] = file
        self._outbox.pop(path, None)

    def forget(self, paths: Collection[str]) -> None:
        for path in paths:
            self._files.pop(path, None)

    def outbox(self) -> dict[str, bytes]:
        return dict(sorted(self._outbox.items()))

    def put_out(self, files: Mapping[str, bytes]) -> None:
        self._outbox.update(files)

    def take_back(self, paths: Collection[str]) -> None:
        for path in paths:
            self._outbox.pop(path, None)

    # --- other laptops ------------------------------------------------------------------------

    def acks(self) -> dict[bytes, bytes]:
        return {writer: body for writer, (_number, body) in self._peers.items()}

    def keep_ack(self, writer: bytes, number: int, body: bytes) -> None:
        if self._peers.get(writer, (-1, b""))[0] < number:
            self._peers[writer] = (number, body)

    def gone(self) -> set[bytes]:
        return {
            bytes.fromhex(row["replica"])
            for row in self.log.rows(LAPTOP.name)
            if row["state"] != LaptopState.ACTIVE.value
        }

    def gaps(self) -> dict[bytes, Gap]:
        return dict(self._gaps)

    def keep_gaps(self, gaps: Mapping[bytes, Gap]) -> None:
        self._gaps = dict(gaps)

    # --- erasures -----------------------------------------------------------------------------

    def stubbed(self) -> set[bytes]:
        return set(self.log.stubbed)

    def mark_stale(self, paths: Collection[str], stubbed: Collection[bytes]) -> None:
        for path in paths:
            if path in self._files:
                self._files[path] = self._files[path]._replace(stale=True)
        self._outbox.clear()
        self.log.stubbed.difference_update(stubbed)

    def finished_erasures(self) -> list[bytes]:
        return self.log.finished_erasures()

    def awaits_erasure(self) -> bool:
        ops = self.log.ops
        return any(op.stub_of is not None and op.stub_of not in ops for op in ops.values())

    def state_digest(self) -> tuple[int, bytes]:
        return SCHEMA_VERSION, self.log.digest()

    # --- keys and single facts ----------------------------------------------------------------

    def ring(self) -> list[RingKey]:
        return sorted(self._ring.values())

    def add_key(self, key: RingKey) -> None:
        self._ring.setdefault(key.id, key)

    def fact(self, name: str) -> bytes | None:
        return self._facts.get(name)

    def keep_fact(self, name: str, value: bytes) -> None:
        self._facts[name] = value
