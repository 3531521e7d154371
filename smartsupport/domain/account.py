"""Who may open a 台帳, and what each may do there.

An account is a record like any other: its key pair opens this laptop's database key, and the
private half lies in it wrapped by the person's password. What it must not be is *read* as a
password: nothing here can be turned back into one.
"""

from collections.abc import Collection, Iterable
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
    """Removal is final: whoever comes back gets a new account. See `standing` for who may come in:
    a state alone does not say it.
    """

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
    def has_password(self) -> bool:
        """Whether there is a password that opens the 台帳 as long as the account stands."""
        return bool(self.public_key and self.wrapped)


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


def standing(accounts: Iterable[Account]) -> list[Account]:
    """Who may come in: whoever is not removed, and whoever is in a ring of `removal_rings`.

    Where that left no 担当者, whoever removed themselves stays too: two laptops may each have let
    go what was the other's last.
    """
    known = list(accounts)
    found = _standing(known, set())
    if any(a.role is AccountRole.COORDINATOR for a in found):
        return found
    return _standing(known, {a.id for a in known if a.removed_by == a.id})


def _standing(accounts: list[Account], also: Collection[UUID]) -> list[Account]:
    kept = {a.id for ring in removal_rings(accounts) for a in ring}.union(also)
    return [a for a in accounts if a.state is AccountState.ACTIVE or a.id in kept]


def removal_rings(accounts: Iterable[Account]) -> list[list[Account]]:
    """People who removed one another, each without knowing that they were removed: two, or three
    in a circle. All of them stay until somebody decides; in no order, each ring once.
    """
    gone = {a.id: a for a in accounts if a.state is AccountState.REMOVED}
    rings = []
    done: set[UUID] = set()
    for start in gone:
        way: list[UUID] = []
        at: UUID | None = start
        while at in gone and at not in done:
            done.add(at)
            way.append(at)
            at = gone[at].removed_by
        if at in way and len(way) - way.index(at) > 1:
            rings.append([gone[id] for id in way[way.index(at) :]])
    return rings


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
