"""This laptop's side of a shared folder: what a round is given, and what it tells afterwards."""

import secrets
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from smartsupport.clock import Clock
from smartsupport.storage.book import File, Gap, RingKey, Run
from smartsupport.storage.held import Held
from smartsupport.storage.holders import Holders
from smartsupport.storage.op import Op
from smartsupport.storage.types import to_ms
from smartsupport.sync.folder import Folder
from smartsupport.sync.segment import Key, Random

T = TypeVar("T")

AT_ONCE = 100
"""Ops merged in one commit: whoever waits at the desk waits for no more, about 10 ms."""

REPLICA = 8
"""Bytes of a writer's name that stay when it takes a new incarnation."""


class Book(Protocol):
    """What a laptop knows: `storage.book.StoredBook`, and in memory in the simulation."""

    def me(self) -> bytes: ...
    def held(self) -> dict[bytes, Held]: ...
    def held_until(self, writer: bytes, start: Held, last: int) -> Held: ...
    def beyond(self, writer: bytes, after: Held) -> list[int]: ...
    def ops(self, runs: Iterable[Run]) -> list[Op]: ...
    def merge(self, ops: Sequence[Op]) -> int: ...
    def differ_from(self, ops: Sequence[Op]) -> bool: ...
    def files(self) -> dict[str, File]: ...
    def remember(self, path: str, file: File) -> None: ...
    def forget(self, paths: Collection[str]) -> None: ...
    def outbox(self) -> dict[str, bytes]: ...
    def put_out(self, files: Mapping[str, bytes]) -> None: ...
    def take_back(self, paths: Collection[str]) -> None: ...
    def acks(self) -> dict[bytes, bytes]: ...
    def keep_ack(self, writer: bytes, number: int, body: bytes) -> None: ...
    def gone(self) -> set[bytes]: ...
    def gaps(self) -> dict[bytes, Gap]: ...
    def keep_gaps(self, gaps: Mapping[bytes, Gap]) -> None: ...
    def stubbed(self) -> set[bytes]: ...
    def mark_stale(self, paths: Collection[str], stubbed: Collection[bytes]) -> None: ...
    def finished_erasures(self) -> list[bytes]: ...
    def awaits_erasure(self) -> bool: ...
    def state_digest(self) -> tuple[int, bytes]: ...
    def ring(self) -> list[RingKey]: ...
    def add_key(self, key: RingKey) -> None: ...
    def fact(self, name: str) -> bytes | None: ...
    def keep_fact(self, name: str, value: bytes) -> None: ...


class KeyHolders(Protocol):
    """Whom the workspace keys are sealed to: `storage.book.StoredBook`."""

    def holders(self) -> Holders: ...
    def knows(self, ops: frozenset[bytes]) -> bool: ...


def _nobodys() -> None:
    return None


def _at_once(work: Callable[[], T]) -> T:
    return work()


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One laptop at one shared folder."""

    workspace: bytes
    """The id of the 台帳, 16 bytes."""
    book: Book
    folder: Folder
    name: str
    """What its people call the laptop."""
    clock: Clock
    holders: KeyHolders | None = None
    """Whom the keys are sealed to; None writes no key files."""
    private: Callable[[], bytes | None] = _nobodys
    """The private key of the 担当者 who sits here, which opens keys that others made; None while
    they are not to be opened here.
    """
    random: Random = secrets.token_bytes
    pause: Callable[[float], None] = time.sleep
    """Waits so many seconds before a refused step is tried again."""
    at_once: int = AT_ONCE
    """Ops merged in one commit."""
    in_turn: Callable[[Callable[[], object]], object] = _at_once
    """Runs a piece of a merge where writes are made, behind whoever waits at the desk."""

    @property
    def now(self) -> int:
        """The present, milliseconds since 1970 UTC."""
        return to_ms(self.clock())

    def key(self) -> Key:
        """The workspace key in use. There is one from the first round on."""
        newest = self.book.ring()[-1]
        return Key(newest.id, newest.secret)

    def keys(self) -> dict[bytes, bytes]:
        """The secrets of all workspace keys by id."""
        return {key.id: key.secret for key in self.book.ring()}


class Trouble(StrEnum):
    """Why a round could not do all that it is there for. Whatever is here stays here, safe."""

    MISSING = "missing"
    """The folder is not there: a stick that is out, a share that is off."""
    UNREACHABLE = "unreachable"
    EMPTY = "empty"
    """It is there and holds nothing: emptied, or another one."""
    ANOTHER = "another"
    """It is another 台帳's."""
    NEWER = "newer"
    """Only a later version of this program understands it."""
    NOT_WRITABLE = "not_writable"
    FULL = "full"


@dataclass(slots=True, kw_only=True)
class Report:
    """What one round found and did."""

    trouble: Trouble | None = None
    new: int = 0
    """Ops that were not here before."""
    arriving: int = 0
    """Files that are not whole yet, or not ours at all."""
    foreign: int = 0
    newer: int = 0
    locked: int = 0
    """Files under a workspace key that this laptop does not have."""
    spoilt: int = 0
    unsent: int = 0
    """Own ops that are in no file of the folder yet."""
    written: int = 0
    """Files written, moved or removed in the folder."""
    twin: bool = False
    """Ops came under this laptop's own name that it did not write; it has a new one now."""
    kept_out: bool = False
    """This laptop is marked lost, and nobody has signed in on it since."""
    diverged: tuple[str, ...] = ()
    """Laptops that hold the same ops and yet not the same tables: a fault of the program."""
    ahead: int = 0
    """By how many milliseconds the clock farthest ahead of this one's is."""
    confirmed: datetime | None = None
    """When the laptop `confirmed_by` last said that it holds everything of this one."""
    confirmed_by: str = ""

    def count_anew(self) -> None:
        """The same files are read once more."""
        self.arriving = self.foreign = self.newer = self.locked = self.spoilt = 0

    @property
    def waiting(self) -> int:
        """Files that may hold something for this laptop and could not be read."""
        return self.arriving + self.newer + self.locked + self.spoilt

    @property
    def is_complete(self) -> bool:
        """Whether everything in the folder is here and everything here is in the folder."""
        return self.trouble is None and not self.waiting and not self.unsent


@dataclass(slots=True)
class Tries:
    """How often a file could not be read, so that what is not ours is not read every time."""

    size: int
    failed: int = 0
    pauses: int = 0
    why: str = field(default="")
