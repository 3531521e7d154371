"""The computers that share a 台帳: what each is called, and whether it is still in use."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
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
    state: LaptopState = LaptopState.ACTIVE
    joined_at: datetime
    seen: Seen = field(default=UNSEEN, repr=False, compare=False)


def laptop_id(replica: bytes) -> UUID:
    """The id of a writer's record: the same wherever it is made."""
    return uuid5(_LAPTOPS, replica.hex())
