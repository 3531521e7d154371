"""消去: taking people, or what was written of them, out of the register for good."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Level(StrEnum):
    """How much goes.

    IDENTITY takes who somebody is (name, telephone, notes) and leaves what figures are made of,
    unnamed. ALL takes everything, the figures with it.
    """

    IDENTITY = "identity"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """One erasure: of people, or of single records, by their ids. It cannot be taken back.

    `reason` must name nobody: it stays, here and wherever it is sent.
    """

    id: UUID
    ids: frozenset[UUID]
    level: Level
    at: datetime
    reason: str = ""
