"""Where a workspace's keys lie: `vault.json` beside the database.

The database is always encrypted with a random key of this laptop. In an open vault
(`--no-password`, for practice and tests) that key stands in the file for anyone to read, and the
program says so wherever it matters. Otherwise it is sealed to every person who has a password and
to every recovery sheet; nobody's name is in the file. It is a cache: the accounts in the database
are the truth, and `services.accounts` writes it again from them.
"""

import os
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal, NamedTuple
from uuid import UUID

import msgspec

from smartsupport.domain.account import Account, RecoverySheet
from smartsupport.domain.errors import NotFound, Refused, Unavailable
from smartsupport.storage import sealing
from smartsupport.storage.sealing import CannotOpen, Cost, Wrapped
from smartsupport.storage.settling import settle

FORMAT = 2
"""1: the key openly. 2: also slots."""

_Hex32 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$", max_length=64)]


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """One person's way in."""

    account: UUID
    public_key: _Hex32
    wrapped: Wrapped
    database_key: bytes
    """Sealed to `public_key`."""


class SheetSlot(msgspec.Struct, frozen=True, kw_only=True):
    """One recovery sheet's way in."""

    sheet: UUID
    public_key: _Hex32
    database_key: bytes
    """Sealed to `public_key`."""


class Vault(msgspec.Struct, frozen=True, kw_only=True):
    """The keys of one workspace on this laptop. An open one has a `database_key`, 32 bytes as
    hexadecimal, and the person who sits here; any other has slots.
    """

    format: int
    workspace: UUID
    protection: Literal["none", "password"] = "none"
    database_key: _Hex32 | None = None
    actor: UUID | None = None
    actor_name: str = ""
    slots: tuple[Slot, ...] = ()
    sheets: tuple[SheetSlot, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """What a way in gives: the database's key as hexadecimal, and whose way it was."""

    key: str = field(repr=False)
    account: UUID | None
    private: bytes | None = field(default=None, repr=False)
    """The private key that opened it: a person's, or a recovery sheet's. Kept in memory only."""


class _Format(msgspec.Struct, frozen=True):
    """What every version's vault says, before anything else is understood."""

    format: int


def new_key(random: Callable[[int], bytes] = secrets.token_bytes) -> str:
    """A fresh database key, 32 bytes as hexadecimal."""
    return random(32).hex()


def open_vault(workspace: UUID, key: str, actor: UUID, actor_name: str) -> Vault:
    """A vault that anyone can open."""
    return Vault(
        format=FORMAT, workspace=workspace, database_key=key, actor=actor, actor_name=actor_name
    )


def closed_vault(
    workspace: UUID,
    key: str,
    accounts: Iterable[Account],
    sheets: Iterable[RecoverySheet] = (),
    *,
    before: Vault | None = None,
) -> Vault:
    """A vault with a slot for each account with a password and each sheet; the caller gives those
    that stand, and one whose password stands in two versions twice.

    Slots of `before` that still say the same are taken over, so that what has not changed stays
    the same to the byte.
    """
    old = {_said(s): s for s in before.slots} if before else {}
    old_sheets = {(s.sheet, s.public_key): s for s in before.sheets} if before else {}
    return Vault(
        format=FORMAT,
        workspace=workspace,
        protection="password",
        slots=tuple(
            old.get(way) or Slot(**way._asdict(), database_key=_sealed(workspace, key, *way[:2]))
            for way in sorted(_ways(accounts), key=lambda way: (way.account, way.wrapped.sealed))
        ),
        sheets=tuple(
            old_sheets.get((s.id, s.public_key))
            or SheetSlot(
                sheet=s.id,
                public_key=s.public_key,
                database_key=_sealed(workspace, key, s.id, s.public_key),
            )
            for s in sorted(sheets, key=lambda s: s.id)
        ),
    )


class _Way(NamedTuple):
    """What a slot says of a person."""

    account: UUID
    public_key: str
    wrapped: Wrapped


def _said(slot: Slot) -> _Way:
    return _Way(slot.account, slot.public_key, slot.wrapped)


def _ways(accounts: Iterable[Account]) -> set[_Way]:
    return {
        _Way(a.id, a.public_key, msgspec.json.decode(a.wrapped, type=Wrapped))
        for a in accounts
        if a.has_password
    }


def can_open(holder: Account | RecoverySheet) -> bool:
    """Whether a key can be sealed to them: what only a later version understands must not keep
    everybody else's from being written.
    """
    try:
        sealing.seal(b"", bytes.fromhex(holder.public_key), b"")
        if isinstance(holder, Account):
            msgspec.json.decode(holder.wrapped, type=Wrapped)
    except ValueError:
        return False
    return True


def is_behind(vault: Vault, account: UUID, versions: Iterable[Account]) -> bool:
    """Whether a slot of this person opens by a password that is none of their `versions`."""
    said = {_said(slot) for slot in vault.slots if slot.account == account}
    return not said <= _ways(versions)


def is_for(vault: Vault, accounts: Iterable[Account], sheets: Iterable[RecoverySheet]) -> bool:
    """Whether a closed vault opens for exactly these, with the passwords of today."""
    return {_said(s) for s in vault.slots} == _ways(accounts) and (
        {(s.sheet, s.public_key) for s in vault.sheets} == {(s.id, s.public_key) for s in sheets}
    )


def _sealed(workspace: UUID, key: str, holder: UUID, public: str) -> bytes:
    return sealing.seal(bytes.fromhex(key), bytes.fromhex(public), _purpose(workspace, holder))


def _purpose(workspace: UUID, holder: UUID) -> bytes:
    return b"smartsupport database key" + workspace.bytes + holder.bytes


def _wrapping(account: UUID) -> bytes:
    return b"smartsupport private key" + account.bytes


def wrapped_for(account: UUID, private: bytes, password: str) -> str:
    """A private key under a password, as an account's record holds it."""
    made = sealing.wrap(private, password, _wrapping(account), sealing.STANDARD)
    return msgspec.json.encode(made).decode()


def private_key_of(account: Account, password: str) -> bytes:
    """An account's private key. Raises CannotOpen for a wrong password or one that has none."""
    if not account.has_password:
        raise CannotOpen
    wrapped = msgspec.json.decode(account.wrapped, type=Wrapped)
    return sealing.unwrap(wrapped, password, _wrapping(account.id))


def cost_of(account: Account) -> Cost:
    """What a guess at this account's password costs."""
    return msgspec.json.decode(account.wrapped, type=Wrapped).cost


def open_plainly(vault: Vault) -> Opened:
    """The key of an open vault. Raises Refused("password_needed")."""
    if vault.database_key is None:
        raise Refused("password_needed")
    return Opened(vault.database_key, vault.actor)


def open_with_password(vault: Vault, password: str, first: UUID | None = None) -> Opened:
    """The key by somebody's password; `first` is whose slot to try before the others.

    A password says who it is: nobody is asked for a name, and no name has to lie in the file.
    Takes half a second a slot. Raises Refused("password_wrong"); an open vault takes any.
    """
    if vault.database_key is not None:
        return open_plainly(vault)
    for slot in sorted(vault.slots, key=lambda slot: slot.account != first):
        try:
            private = sealing.unwrap(slot.wrapped, password, _wrapping(slot.account))
        except CannotOpen:
            continue
        return _opened(vault, slot, private)
    raise Refused("password_wrong")


def private_key_by_password(sealed: Iterable[Vault], password: str) -> tuple[UUID, bytes]:
    """Whose password this is in any of these closed vaults, and the private key it opens.

    Takes half a second for each that it is not. Raises Refused("password_wrong").
    """
    ways = dict.fromkeys(_said(slot) for vault in sealed for slot in vault.slots)
    for way in ways:
        try:
            return way.account, sealing.unwrap(way.wrapped, password, _wrapping(way.account))
        except CannotOpen:
            continue
    raise Refused("password_wrong")


def private_key_by_code(sealed: Iterable[Vault], code: bytes) -> bytes:
    """A recovery sheet's private key. Raises Refused("recovery_code_of_another")."""
    private = sealing.private_key_from_code(code)
    public = sealing.public_key(private).hex()
    if all(slot.public_key != public for vault in sealed for slot in vault.sheets):
        raise Refused("recovery_code_of_another")
    return private


def open_with_private_key(vault: Vault, private: bytes) -> Opened:
    """The key by a person's own or a sheet's. Raises Refused("password_wrong") where it has no
    slot of theirs.

    Whoever changed a password kept the key pair, so that today's opens what an earlier one closed.
    """
    public = sealing.public_key(private).hex()
    ways: tuple[Slot | SheetSlot, ...] = (*vault.slots, *vault.sheets)
    for slot in ways:
        if slot.public_key == public:
            return _opened(vault, slot, private)
    raise Refused("password_wrong")


def open_with_code(vault: Vault, code: bytes) -> Opened:
    """The key by a recovery sheet's code. Raises Refused("recovery_code_of_another")."""
    return open_with_private_key(vault, private_key_by_code([vault], code))


def _opened(vault: Vault, slot: Slot | SheetSlot, private: bytes) -> Opened:
    whose, account = (slot.account, slot.account) if isinstance(slot, Slot) else (slot.sheet, None)
    return Opened(_unsealed(vault, whose, slot.database_key, private), account, private)


def _unsealed(vault: Vault, holder: UUID, sealed: bytes, private: bytes) -> str:
    try:
        return sealing.unseal(sealed, private, _purpose(vault.workspace, holder)).hex()
    except CannotOpen:
        # The password was right: what it opens has been edited, or is another workspace's.
        raise Refused("vault_mixed_up") from None


def save(vault: Vault, path: Path) -> None:
    """Write the vault beside and move it into place, so that no half file is ever left."""
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(vault), indent=1))
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o600)
        part.replace(path)
        settle(path.parent)
    except OSError as error:
        raise Unavailable("workspace_not_writable", path=str(path.parent)) from error


def load(path: Path) -> Vault:
    """Read the vault.

    Raises NotFound("no_workspace"), Refused("vault_damaged"), Refused("workspace_newer") and
    Unavailable("workspace_not_readable").
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise NotFound("no_workspace", path=str(path.parent)) from None
    except OSError as error:
        raise Unavailable("workspace_not_readable", path=str(path)) from error
    vault = read(raw, path)
    if (vault.database_key is None) != (vault.protection == "password"):
        raise Refused("vault_damaged", path=str(path))
    return vault


def read(raw: bytes, path: Path) -> Vault:
    """The vault in these bytes; `path` is named in what it raises: see `load`."""
    try:
        if msgspec.json.decode(raw, type=_Format).format > FORMAT:
            raise Refused("workspace_newer", path=str(path.parent))
        return msgspec.json.decode(raw, type=Vault)
    except msgspec.DecodeError:
        raise Refused("vault_damaged", path=str(path)) from None
