"""Key files: the workspace keys as they lie in the folder, sealed to 担当者 and recovery sheets.

    JSON, one line · HMAC-SHA256 of it under its own key, 64 hexadecimal digits

Anybody can seal something to a public key, so a file counts only when its key was *vouched for*
with an earlier one, and only whoever has that key can have written it so. A file also names the
changes of accounts and sheets that its writer knew: who does not know them yet leaves it alone.
Nobody's name is in it. `docs/decisions/vault.md` says why.
"""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from typing import Annotated, NamedTuple
from uuid import UUID

import msgspec
from msgspec import Meta

from smartsupport.domain.errors import Refused
from smartsupport.storage import ring
from smartsupport.storage import vault as vaults
from smartsupport.storage.held import Held
from smartsupport.storage.holders import Holders
from smartsupport.storage.op import Bytes16, OpId
from smartsupport.storage.ring import RingKey
from smartsupport.storage.vault import Vault
from smartsupport.sync import publishing
from smartsupport.sync.folder import Folder, Listed, is_in_flight
from smartsupport.sync.segment import Bytes32
from smartsupport.sync.side import REPLICA, Report, Side
from smartsupport.sync.spans import Spans

FORMAT = 1
FIRST = 1
"""The epoch of a key that no other vouches for."""

FOLDER = "keys/"
_LONGEST = 1 << 20
_MAC = 64


class KeyFile(msgspec.Struct, frozen=True, kw_only=True):
    """What a key file says; `vault` seals the key, under its own workspace and holders."""

    format: int
    key: Bytes16
    """The id by which segments name it."""
    epoch: Annotated[int, Meta(ge=FIRST, le=2**63 - 1)]
    voucher: Bytes16
    """The key that vouches for this one; the first one does so for itself."""
    vouched: Bytes32
    known: frozenset[bytes]
    """The changes that say whom it is sealed to."""
    vault: Vault


class Found(NamedTuple):
    """A key file that lies in the folder and can be read as one."""

    path: str
    file: KeyFile
    line: bytes
    mac: bytes


def read(folder: Folder, listed: Iterable[Listed]) -> list[Found]:
    """The key files that have arrived whole, by path; what else lies there says nothing."""
    found = []
    for one in sorted(listed):
        if one.path.startswith(FOLDER) and one.size <= _LONGEST and not is_in_flight(one.path):
            try:
                found.append(_parsed(one.path, folder.read(one.path)))
            except (OSError, ValueError, RecursionError):
                continue
    return found


def _parsed(path: str, whole: bytes) -> Found:
    """Raises ValueError, which msgspec's errors are too."""
    line, mac = whole[:-_MAC], bytes.fromhex(whole[-_MAC:].decode("ascii"))
    file = msgspec.json.decode(line, type=KeyFile)
    if file.format > FORMAT or file.vault.database_key is not None:
        raise ValueError("of a later version, or open")
    return Found(path, file, line, mac)


def adopt(side: Side, found: Sequence[Found]) -> bool:
    """Put the keys on the ring that whoever sits here can open and an earlier key vouches for.

    Returns whether there were any.
    """
    known = side.book.ring()
    here = {key.id for key in known}
    if all(one.file.key in here for one in found):
        return False
    private = side.private()
    if private is None:
        return False
    new = [key for key in opened(found, side.workspace, private, known) if key.id not in here]
    for key in new:
        side.book.add_key(key)
    return bool(new)


def opened(
    found: Sequence[Found], workspace: bytes, private: bytes, known: Sequence[RingKey]
) -> list[RingKey]:
    """The keys that `private` opens and that are vouched for, from one that is `known` on.

    To whoever knows none, a single first key vouches for itself; of two, one is somebody else's
    work, and none is believed.
    """
    here = {key.id: key for key in known}
    sealed = {
        key.id: (one, key)
        for one in found
        if one.file.key not in here and (key := _unsealed(one, workspace, private)) is not None
    }
    if not here:
        first = [key for one, key in sealed.values() if one.file.epoch == FIRST]
        here = {key.id: key for key in first} if len(first) == 1 else {}
    new = [key for key in here.values() if key.id in sealed]
    while more := [
        key
        for one, key in sealed.values()
        if key.id not in here and _is_vouched(one.file, key, here.get(one.file.voucher), workspace)
    ]:
        here |= {key.id: key for key in more}
        new += more
    return new


def _unsealed(one: Found, workspace: bytes, private: bytes) -> RingKey | None:
    if one.file.vault.workspace.bytes != workspace:
        return None
    try:
        secret = bytes.fromhex(vaults.open_with_private_key(one.file.vault, private).key)
    except Refused:
        return None
    key = RingKey(one.file.epoch, one.file.key, secret)
    return key if _is_whole(one, key) else None


def _is_whole(one: Found, key: RingKey) -> bool:
    """Whether somebody who has the key wrote all of the file."""
    return hmac.compare_digest(one.mac, _mac(key, one.line)) and one.file.epoch == key.epoch


def _mac(key: RingKey, line: bytes) -> bytes:
    return hmac.digest(key.secret, b"smartsupport key file" + line, "sha256")


def _is_vouched(file: KeyFile, key: RingKey, voucher: RingKey | None, workspace: bytes) -> bool:
    return (
        voucher is not None
        and voucher.epoch < key.epoch
        and hmac.compare_digest(file.vouched, _vouched(key, voucher, workspace))
    )


def _vouched(key: RingKey, voucher: RingKey, workspace: bytes) -> bytes:
    said = workspace + key.id + key.epoch.to_bytes(8, "big") + hashlib.sha256(key.secret).digest()
    return hmac.digest(voucher.secret, b"smartsupport next key" + said, "sha256")


def renew(side: Side, found: Sequence[Found], inside: dict[bytes, Spans]) -> None:
    """Begin a new epoch where one was asked for, or where the key in use, made elsewhere at the
    same time, is sealed to somebody who was removed. Whoever sees it does so: the file is about to
    be written anew, and then nobody could tell.

    `inside` is what the folder has of each writer. What was written until the new epoch was asked
    for is sealed with the old key first.
    """
    wanted = side.book.fact(ring.WANTED)
    if not wanted and not _is_exposed(side, found):
        return
    if wanted:
        me, last = wanted[: -REPLICA * 2], OpId.unpack(wanted).seq
        lacking = publishing.not_covered(side, me, side.book.held().get(me, Held()), inside)
        publishing.seal_runs(
            side, [(me, first, min(end, last)) for _w, first, end in lacking if first <= last]
        )
    side.book.add_key(ring.fresh(side.book.ring()[-1].epoch + 1, side.random))
    if wanted:
        side.book.keep_fact(ring.WANTED, b"")


def _is_exposed(side: Side, found: Sequence[Found]) -> bool:
    if side.holders is None:
        return False
    newest, removed = side.book.ring()[-1], side.holders.holders().removed
    return any(
        slot.account in removed
        for one in found
        if one.file.key == newest.id and _is_whole(one, newest)
        for slot in one.file.vault.slots
    )


def write(side: Side, found: Sequence[Found], report: Report, *, heal: bool = False) -> None:
    """See to it that each key has one file here that opens for exactly those who are in today.

    A file whose writer knew more of accounts and sheets is left alone, and nothing is written
    beside it unless `heal` asks for it. Others are removed once the right one was read back.
    Raises OSError.
    """
    if side.holders is None or side.book.outbox():
        return
    who = side.holders.holders()
    if not who.accounts:
        return
    keys = side.book.ring()
    for n, key in enumerate(keys):
        here = [one for one in found if one.file.key == key.id and _is_whole(one, key)]
        right = [o.path for o in here if vaults.is_for(o.file.vault, who.accounts, who.sheets)]
        if not right:
            if not heal and not all(side.holders.knows(one.file.known) for one in here):
                continue
            path = _put(side, _sealed(side, key, keys[:n], who))
            if path is None:
                continue
            report.written += 1
            right = [path]
        for one in here:
            if one.path != right[0] and side.holders.knows(one.file.known):
                side.folder.remove(one.path)
                report.written += 1


def _sealed(side: Side, key: RingKey, earlier: Sequence[RingKey], who: Holders) -> bytes:
    voucher = next((k for k in reversed(earlier) if k.epoch < key.epoch), key)
    file = KeyFile(
        format=FORMAT,
        key=key.id,
        epoch=key.epoch,
        voucher=voucher.id,
        vouched=_vouched(key, voucher, side.workspace),
        known=who.ops,
        vault=vaults.closed_vault(
            UUID(bytes=side.workspace), key.secret.hex(), who.accounts, who.sheets
        ),
    )
    line = msgspec.json.encode(file, order="sorted")
    return line + _mac(key, line).hex().encode()


def _put(side: Side, whole: bytes) -> str | None:
    path = f"{FOLDER}{hashlib.sha256(whole).hexdigest()[:16]}.key"
    return path if publishing.put(side, path, whole) else None
