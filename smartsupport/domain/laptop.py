"""The computers that share a 台帳: what each is called, and whether it is still in use."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import count
from uuid import UUID, uuid5

from smartsupport.domain.change import UNSEEN, Seen

_LAPTOPS = UUID("b7a8f0e2-6c56-5a55-9a5e-0d6b1a1f7c3d")


class LaptopState(StrEnum):
    """Nobody waits any more for one that is retired or lost, and others finish its erasures."""

    ACTIVE = "active"
    RETIRED = "retired"
    """Not in use any more; what was on it was removed."""
    LOST = "lost"
    """Nobody knows who has it: what is written from now on is under a key it does not get."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Laptop:
    """One computer that writes in the shared folder."""

    id: UUID
    replica: str
    """Its name as a writer, 8 bytes as hexadecimal."""
    name: str
    """What people call it: 受付PC."""
    letter: str = ""
    """Stands before the 受付番号 that it gives out, so that no two people carry one number."""
    state: LaptopState = LaptopState.ACTIVE
    joined_at: datetime
    seen: Seen = field(default=UNSEEN, repr=False, compare=False)

    @property
    def writer(self) -> bytes:
        """The 8 bytes; none where the text is not what a laptop wrote."""
        return writer_of(self.replica)


def writer_of(replica: str) -> bytes:
    """8 bytes from their hexadecimal; none from any other text."""
    try:
        found = bytes.fromhex(replica)
    except ValueError:
        return b""
    return found if len(found) == 8 else b""


def laptop_id(replica: bytes) -> UUID:
    """The id of a writer's record: the same wherever it is made."""
    return uuid5(_LAPTOPS, replica.hex())


def free_letter(taken: Collection[str]) -> str:
    """The first letter that no computer has: A to Z without I and O, then AA and so on."""
    return next(letter for n in count() if (letter := _letters(n)) not in taken)


def _letters(n: int) -> str:
    more, one = divmod(n, len(_PLAIN))
    return (_letters(more - 1) if more else "") + _PLAIN[one]


_PLAIN = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""I and O are read as digits."""


def reception_letter(replica: bytes, laptops: Collection[Laptop]) -> str:
    """The letter before the 受付番号 that computer `replica` gives out; none while it is alone.

    Where two joined unseen by each other and have one letter, the later one takes the next free.
    """
    me = laptop_id(replica)
    if all(laptop.id == me or laptop.state is not LaptopState.ACTIVE for laptop in laptops):
        return ""
    letters: dict[UUID, str] = {}
    for laptop in sorted(laptops, key=lambda one: (one.joined_at, one.id)):
        taken = letters.values()
        letters[laptop.id] = (
            laptop.letter if laptop.letter not in ("", *taken) else free_letter(taken)
        )
    return letters.get(me) or free_letter(letters.values())
