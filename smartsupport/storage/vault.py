"""Where a workspace's keys lie: `vault.json` beside the database.

The database is always encrypted. In an open vault (`--no-password`, for practice and tests) its
key stands in the file for anyone to read; the program says so wherever it matters.
"""

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Annotated
from uuid import UUID

import msgspec

from smartsupport.domain.errors import NotFound, Refused, Unavailable

FORMAT = 1


class Vault(msgspec.Struct, frozen=True, kw_only=True):
    """The keys of one workspace on this laptop. `database_key` is 32 bytes as hexadecimal."""

    format: int
    workspace: UUID
    actor: UUID
    actor_name: str
    database_key: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$", max_length=64)]
    protection: str = "none"


class _Format(msgspec.Struct, frozen=True):
    """What every version's vault says, before anything else is understood."""

    format: int


def new_vault(
    workspace: UUID,
    actor: UUID,
    actor_name: str,
    random: Callable[[int], bytes] = secrets.token_bytes,
) -> Vault:
    """An open vault with a fresh random key."""
    return Vault(
        format=FORMAT,
        workspace=workspace,
        actor=actor,
        actor_name=actor_name,
        database_key=random(32).hex(),
    )


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
    try:
        if msgspec.json.decode(raw, type=_Format).format > FORMAT:
            raise Refused("workspace_newer", path=str(path.parent))
        return msgspec.json.decode(raw, type=Vault)
    except msgspec.DecodeError:
        raise Refused("vault_damaged", path=str(path)) from None
