"""The shared folder as `sync` sees it: five verbs, behind which a test can put any fault.

A share, a folder that a cloud client copies, a stick: each may be gone, old, half there or full at
any moment. Nothing here is believed before it was read back.
"""

import os
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import NamedTuple, Protocol

LONGEST_FILE = 10 << 20
"""Bytes; no laptop writes longer files, and none is read."""

PART = ".part-"
"""How the name of a file in flight begins."""

_DEEPEST = 6


class Listed(NamedTuple):
    """A file of the folder. Its time says nothing: clocks differ and clouds invent them."""

    path: str
    """From the folder, with "/"."""
    size: int


class Folder(Protocol):
    """What `sync` may do. Every verb may raise OSError."""

    def list(self) -> list[Listed]:
        """Every file, those in flight too, in no order."""

    def read(self, path: str) -> bytes:
        """All of a file, though not more than `LONGEST_FILE`."""

    def write(self, path: str, whole: bytes) -> None:
        """Write a file and its folders, and hand it to the disk; what was there is replaced."""

    def rename(self, path: str, to: str) -> None:
        """Give a file another name within the folder; what was there is replaced."""

    def remove(self, path: str) -> None:
        """Remove a file; one that is not there is fine."""


class DiskFolder:
    """A folder that the computer reaches by a path."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def list(self) -> list[Listed]:
        """Raises FileNotFoundError where the folder itself is not there."""
        return _below(self._root, "", _DEEPEST)

    def read(self, path: str) -> bytes:
        """See `Folder`."""
        with self._at(path).open("rb") as file:
            return file.read(LONGEST_FILE)

    def write(self, path: str, whole: bytes) -> None:
        """See `Folder`."""
        target = self._at(path)
        target.parent.mkdir(exist_ok=True, parents=self._root.is_dir())
        with target.open("wb") as file:
            file.write(whole)
            file.flush()
            os.fsync(file.fileno())

    def rename(self, path: str, to: str) -> None:
        """See `Folder`."""
        self._at(path).replace(self._at(to))

    def remove(self, path: str) -> None:
        """See `Folder`."""
        self._at(path).unlink(missing_ok=True)

    def _at(self, path: str) -> Path:
        return self._root.joinpath(*PurePosixPath(path).parts)


class Unattended(Exception):
    """Whoever used the folder has left."""


class Attended:
    """A folder at which somebody stands: what it answers after they left is heard by nobody.

    A share may hang for a minute and answer when the database is closed.
    """

    def __init__(self, folder: Folder, left: Callable[[], bool]) -> None:
        """`left` is asked in the thread that uses the folder."""
        self._folder, self._left = folder, left

    def list(self) -> list[Listed]:
        """See `Folder`; every verb raises Unattended as well."""
        found = self._folder.list()
        self._look_round()
        return found

    def read(self, path: str) -> bytes:
        """See `Folder`."""
        whole = self._folder.read(path)
        self._look_round()
        return whole

    def write(self, path: str, whole: bytes) -> None:
        """See `Folder`."""
        self._folder.write(path, whole)
        self._look_round()

    def rename(self, path: str, to: str) -> None:
        """See `Folder`."""
        self._folder.rename(path, to)
        self._look_round()

    def remove(self, path: str) -> None:
        """See `Folder`."""
        self._folder.remove(path)
        self._look_round()

    def _look_round(self) -> None:
        if self._left():
            raise Unattended


def _below(folder: Path, before: str, deep: int) -> list[Listed]:
    out: list[Listed] = []
    with os.scandir(folder) as found:
        for entry in found:
            path = before + entry.name
            try:
                if entry.is_dir(follow_symlinks=False):
                    if deep:
                        out += _below(Path(entry.path), path + "/", deep - 1)
                elif entry.is_file():
                    out.append(Listed(path, entry.stat().st_size))
            except FileNotFoundError:  # taken away while we looked
                continue
    return out


def in_flight(writer: bytes, random: bytes, path: str) -> str:
    """The name under which `writer` first writes the file `path`, beside it."""
    return str(PurePosixPath(path).parent / (PART + writer.hex() + random.hex()))


def is_in_flight(path: str, writer: bytes = b"") -> bool:
    """Whether a file is one that somebody, or a writer whose name begins so, has not finished."""
    return path.rpartition("/")[2].startswith(PART + writer.hex())
