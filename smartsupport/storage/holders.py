"""Who holds a key of this 台帳: people with a password, and recovery sheets.

`domain.account.standing` says who is in; a password that two laptops changed without having seen
each other opens in both versions, until one of them is settled.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import func, select

from smartsupport.domain.account import (
    Account,
    AccountRole,
    RecoverySheet,
    standing,
)
from smartsupport.storage import vault as vaults
from smartsupport.storage.fold import FOLDED, batches, heads_of, raw
from smartsupport.storage.heads import siblings
from smartsupport.storage.records import from_row
from smartsupport.storage.schema import ACCOUNT, OP, RECOVERY_SHEET, SyncedTable
from smartsupport.storage.unit_of_work import Reading

_PASSWORD = next(c.group for c in ACCOUNT.columns if c.name == "wrapped")


class Holders(NamedTuple):
    """Whom a key that leaves this laptop is sealed to."""

    accounts: tuple[Account, ...]
    """担当者 with a password, each once for every version of it."""
    sheets: tuple[RecoverySheet, ...]
    removed: frozenset[UUID]
    """Who was let go."""
    ops: frozenset[bytes]
    """The ids of the changes that say so: whoever has all of them knows as much."""


def people(reading: Reading, role: AccountRole | None = None) -> list[Account]:
    """Who is in, as their records are shown."""
    return [a for a in standing(reading.find(Account)) if role in (None, a.role)]


def ways_in(reading: Reading, role: AccountRole | None = None) -> list[Account]:
    """Who is in and has a password, each once for every version of it, the one in use last."""
    table = raw(ACCOUNT)
    out = []
    for account in people(reading, role):
        if not account.has_password:
            continue
        found = select(table).where(table.c.id == account.id.bytes)
        row = reading.connection.execute(found).mappings().one()
        versions: list[Any] = siblings(heads_of(ACCOUNT, row), (_PASSWORD,)).get(_PASSWORD, [])
        out += [from_row(ACCOUNT, Account, {**row, **head.values}) for head in versions]
        out += [] if versions else [account]
    return [account for account in out if vaults.can_open(account)]


def sheets(reading: Reading) -> list[RecoverySheet]:
    """The recovery sheets that open."""
    return [s for s in reading.find(RecoverySheet, revoked=False) if vaults.can_open(s)]


def holders(reading: Reading) -> Holders:
    """What this laptop knows of it."""
    accounts = {UUID(bytes=row["id"]): heads_of(ACCOUNT, row) for row in _rows(reading, ACCOUNT)}
    printed = [heads_of(RECOVERY_SHEET, row) for row in _rows(reading, RECOVERY_SHEET)]
    inside = {a.id for a in people(reading)}
    return Holders(
        tuple(ways_in(reading, AccountRole.COORDINATOR)),
        tuple(sheets(reading)),
        frozenset(accounts.keys() - inside),
        frozenset(
            head.op
            for heads in (*accounts.values(), *printed)
            for group in heads.values()
            for head in group.heads
        ),
    )


def knows(reading: Reading, ops: frozenset[bytes]) -> bool:
    """Whether these changes are here and count."""
    found = 0
    for some in batches(ops):
        counted = select(func.count()).where(OP.c.id.in_(some), OP.c.state.in_(FOLDED))
        found += reading.connection.execute(counted).scalar_one()
    return found == len(ops)


def _rows(reading: Reading, synced: SyncedTable) -> Iterable[Mapping[Any, Any]]:
    return reading.connection.execute(select(raw(synced))).mappings().all()
