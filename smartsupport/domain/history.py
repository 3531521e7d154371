"""変更の履歴: who changed what of a record, when and on which computer, old → new."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any
from uuid import UUID

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Happened(StrEnum):
    """What one change was."""

    ADDED = "added"
    IMPORTED = "imported"
    CHANGED = "changed"
    SETTLED = "settled"
    DELETED = "deleted"
    RESTORED = "restored"
    ERASED = "erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One field: the versions that stood before (none: it was new; several: 食い違い), and now."""

    field: str
    before: tuple[Any, ...]
    after: Any
    hidden: bool = False
    """It is about what is not shown unless asked for: that it changed is told, not how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change to one record of `kind` (the name of its table).

    `account` signed in at the computer with these two `letters`, which people call `computer`
    ("" where nobody named it); `here` is this one.
    """

    kind: str
    row: UUID
    at: datetime
    account: UUID | None
    letters: str
    computer: str
    here: bool
    happened: Happened
    fields: tuple[Changed, ...] = ()


def letters(replica: bytes, incarnation: int) -> str:
    """The two letters by which a computer is called; after a restore it is called anew."""
    bits = int.from_bytes(sha256(replica + incarnation.to_bytes(4, "big")).digest()[:2], "big")
    return _CROCKFORD[bits >> 11] + _CROCKFORD[bits >> 6 & 31]
