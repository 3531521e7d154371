"""A backup: one file that opens by itself, on any computer. `docs/backup.md` has it byte by byte.

    "ssbackup" · length of the header · header (JSON) · database (SQLCipher) · SHA-256 of all before

The database lies under a key of this file's own; the header carries that key as `vault.json`
carries a laptop's: sealed to every 担当者 with a password and to every standing recovery sheet, or
openly for an open 台帳. Nobody's name is in the header.
"""

import hashlib
import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import msgspec

from smartsupport.domain.errors import Known, NotFound, Refused, Unavailable
from smartsupport.storage.copying import Progress, copy, failed, forget, silent
from smartsupport.storage.settling import settle
from smartsupport.storage.vault import Vault

ENDING = ".ssbackup"
FORMAT = 1

_MAGIC = b"ssbackup"
_LENGTH = 4
_DIGEST = 32
_LONGEST_HEADER = 1 << 20
_BLOCK = 1 << 20


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup says of itself without being opened."""

    format: int
    made_at: datetime
    schema: str
    """The revision of its tables."""
    position: int
    """How far the clock of the log had come: two backups of one laptop that agree hold the same."""
    vault: Vault


class _Format(msgspec.Struct, frozen=True):
    """What every version's header says, before anything else is understood."""

    format: int


def write(
    database: Path,
    key: str,
    target: Path,
    *,
    header: Header,
    backup_key: str,
    work: Path,
    progress: Progress = silent,
) -> None:
    """Make a backup of `database`, checked, in the place of `target`; `work` is a file beside the
    register for what is not finished.

    What was at `target` stays until the new one is whole. Raises Unavailable("backup_not_written"
    | "disk_full") and what opening the database raises; nothing new is left then.
    """
    part = target.with_name(target.name + ".part")
    try:
        work.parent.mkdir(parents=True, exist_ok=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        copy(database, key, work, backup_key, lambda done: progress(done * 0.8))
        with part.open("wb") as out:
            _write_whole(out, msgspec.json.encode(header), work)
        _check(part, lambda done: progress(0.8 + done * 0.2))
        part.replace(target)
        settle(target.parent)
    except OSError as error:
        raise failed(error, target) from error
    finally:
        forget(work)
        forget(part)


def _write_whole(out: BinaryIO, header: bytes, database: Path) -> None:
    digest = hashlib.sha256()
    with database.open("rb") as source:
        start = _MAGIC + len(header).to_bytes(_LENGTH, "big") + header
        for block in (start, *iter(lambda: source.read(_BLOCK), b"")):
            digest.update(block)
            out.write(block)
    out.write(digest.digest())
    out.flush()
    os.fsync(out.fileno())


def _check(part: Path, progress: Progress) -> None:
    try:
        verify(part, progress)
    except Known as error:
        raise Unavailable("backup_not_written", path=str(part.parent)) from error


def again(source: Path, target: Path) -> None:
    """Put a second copy of a finished backup where `target` says, checked like the first.

    Raises Unavailable("backup_not_written" | "disk_full"); what was there stays then.
    """
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as file, part.open("wb") as out:
            for block in iter(lambda: file.read(_BLOCK), b""):
                out.write(block)
            out.flush()
            os.fsync(out.fileno())
        _check(part, silent)
        part.replace(target)
        settle(target.parent)
    except OSError as error:
        raise failed(error, target) from error
    finally:
        forget(part)


def read_header(path: Path) -> Header:
    """What a backup says of itself; the rest of it is not looked at.

    Raises NotFound("backup_not_found"), Unavailable("backup_not_readable"),
    Refused("not_a_backup"), Refused("backup_damaged") and Refused("workspace_newer").
    """
    with _reading(path) as file:
        return _header(file, path)[0]


def verify(path: Path, progress: Progress = silent) -> Header:
    """Read all of a backup; raises what `read_header` raises, also for one bit that is another."""
    return _taken(path, lambda _block: None, progress)


def unpack(path: Path, target: Path, progress: Progress = silent) -> Header:
    """Put the database of a backup into the new file `target`, which its own key opens.

    Raises what `verify` raises and Unavailable("disk_full" | "backup_not_written"); nothing is
    left then.
    """
    forget(target)
    try:
        with target.open("wb") as out:
            return _taken(path, lambda block: _put(out, block, target), progress)
    except OSError as error:
        forget(target)
        raise failed(error, target) from error
    except BaseException:
        forget(target)
        raise


def _put(out: BinaryIO, block: bytes, target: Path) -> None:
    try:
        out.write(block)
    except OSError as error:
        raise failed(error, target) from error


def _taken(path: Path, take: Callable[[bytes], object], progress: Progress) -> Header:
    with _reading(path) as file:
        header, start = _header(file, path)
        digest = hashlib.sha256(start)
        size = path.stat().st_size - len(start) - _DIGEST
        done = 0
        for block in _blocks(file, size, path):
            digest.update(block)
            take(block)
            done += len(block)
            progress(done / size)
        if size <= 0 or _read(file, _DIGEST + 1, path) != digest.digest():
            raise Refused("backup_damaged", file=path.name)
        return header


def _blocks(file: BinaryIO, size: int, path: Path) -> Iterator[bytes]:
    while size > 0:
        block = _read(file, min(_BLOCK, size), path)
        if not block:
            return
        size -= len(block)
        yield block


def _reading(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise NotFound("backup_not_found", file=path.name) from None
    except OSError as error:
        raise Unavailable("backup_not_readable", file=path.name) from error


def _read(file: BinaryIO, size: int, path: Path) -> bytes:
    try:
        return file.read(size)
    except OSError as error:
        raise Unavailable("backup_not_readable", file=path.name) from error


def _header(file: BinaryIO, path: Path) -> tuple[Header, bytes]:
    """The header, and all bytes up to its end."""
    start = _read(file, len(_MAGIC) + _LENGTH, path)
    if not start.startswith(_MAGIC):
        raise Refused("not_a_backup", file=path.name)
    length = int.from_bytes(start[len(_MAGIC) :], "big")
    raw = _read(file, min(length, _LONGEST_HEADER), path)
    try:
        if msgspec.json.decode(raw, type=_Format).format > FORMAT:
            raise Refused("workspace_newer", path=path.name)
        return msgspec.json.decode(raw, type=Header), start + raw
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Refused("backup_damaged", file=path.name) from None
