"""Who may open a 台帳, and what each may do there.

An account is a record like any other: its key pair opens this laptop's database key, and the
private half lies in it wrapped by the person's password. What it must not be is *read* as a
password: nothing here can be turned back into one.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from uuid import UUID

from smartsupport.domain.change import UNSEEN, Seen
from smartsupport.domain.errors import Refused
from smartsupport.domain.text import folded

SHORTEST_PASSWORD = 12
"""Characters, unless it is made of `WORDS` words (defaults.md: no symbol rules, no expiry)."""
WORDS = 4
_FEWEST_DIFFERENT = 5
_FREE_TRIES = 3
_LONGEST_PAUSE = 60


class AccountRole(StrEnum):
    """担当者: everything. 受付係: the desk, walk-ins and consultations, nothing else."""

    COORDINATOR = "coordinator"
    RECEPTIONIST = "receptionist"


class AccountState(StrEnum):
    """Removal is final: whoever comes back gets a new account."""

    ACTIVE = "active"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One person who works with this 台帳."""

    id: UUID
    name: str
    role: AccountRole
    state: AccountState = AccountState.ACTIVE
    removed_by: UUID | None = None
    """Who removed this person: two who removed each other unseen both stay."""
    public_key: str = ""
    """X25519, 32 bytes as hexadecimal; "" = has no password."""
    wrapped: str = field(default="", repr=False)
    """The private half under the password, as JSON; "" = has no password."""
    seen: Seen = field(default=UNSEEN, repr=False, compare=False)

    @property
    def opens(self) -> bool:
        """Whether this person's password opens the 台帳."""
        return self.state is AccountState.ACTIVE and bool(self.public_key and self.wrapped)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySheet:
    """One printed 回復キー用紙. Its code is on paper only; here is what it opens with."""

    id: UUID
    made_at: datetime
    public_key: str
    last_four: str
    """What is typed back to say that the sheet was printed and can be read."""
    confirmed: bool = False
    revoked: bool = False
    seen: Seen = field(default=UNSEEN, repr=False, compare=False)


def checked_password(password: str) -> str:
    """The password if it is long enough. Raises Refused("password_short" | "password_simple").

    Twelve characters or four words: length is what costs whoever guesses (NIST SP 800-63B).
    """
    letters = folded(password)
    if len(password) < SHORTEST_PASSWORD and len(password.split()) < WORDS:
        raise Refused("password_short", number=SHORTEST_PASSWORD, words=WORDS)
    if len(set(letters)) < _FEWEST_DIFFERENT or _runs_on(letters):
        raise Refused("password_simple")
    return password


def _runs_on(text: str) -> bool:
    """Whether each character follows the one before it, up or down, as in 123456789012."""
    steps = {(ord(b) - ord(a)) % 10 for a, b in pairwise(text)}
    return len(steps) == 1


def pause_after(failures: int) -> int:
    """Seconds to wait before the next try after so many wrong passwords in a row: slower each
    time, never a wipe.
    """
    return 0 if failures < _FREE_TRIES else min(2 ** (failures - _FREE_TRIES), _LONGEST_PAUSE)
