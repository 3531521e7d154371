"""Shared folders in memory: trees of files, and a copier between them as clouds have one."""

import errno
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from random import Random

from smartsupport.sync.folder import Listed

Files = dict[str, bytes]

CONFLICTED = (
    "{stem}-受付PC{ext}",  # OneDrive
    "{stem} (受付PC's conflicted copy 2026-10-03){ext}",  # Dropbox
    "{stem} (1){ext}",  # Google Drive
    "{stem}.sync-conflict-20261003-093000-ABCDEFG{ext}",  # Syncthing
    "{stem} (conflicted copy 2026-10-03 093000){ext}",  # Nextcloud
    "{stem} (受付PC){ext}",  # Box
)
"""How each service names the second of two files of one name."""


def conflicted(path: str, random: Random) -> str:
    """Another name for a file, as one of the services would give it."""
    pure = PurePosixPath(path)
    name = random.choice(CONFLICTED).format(stem=pure.stem, ext=pure.suffix)
    return str(pure.with_name(name))


def damaged(whole: bytes, random: Random) -> bytes:
    """What is there while a file is on its way, or was cut off there."""
    if not whole:
        return b"?"
    way = random.randrange(5)
    if way == 0:
        return b""
    if way == 1:
        return whole[: random.randrange(len(whole))]
    if way == 2:
        return bytes(len(whole))
    if way == 3:
        cut = random.randrange(len(whole))
        return whole[:cut] + bytes(len(whole) - cut)
    place = random.randrange(len(whole))
    return whole[:place] + bytes([whole[place] ^ (1 << random.randrange(8))]) + whole[place + 1 :]


@dataclass(eq=False)
class Tree:
    """One computer's copy of a shared folder, without faults; the `Folder` of a quiet day."""

    files: Files = field(default_factory=dict)
    share: "Share | None" = None
    coming: list[tuple[int, str, bytes | None]] = field(default_factory=list)
    """Changes of other copies on their way: version, path, and the file, None when it goes."""
    versions: dict[str, int] = field(default_factory=dict)

    def list(self) -> list[Listed]:
        return [Listed(path, len(whole)) for path, whole in self.files.items()]

    def read(self, path: str) -> bytes:
        try:
            return self.files[path]
        except KeyError:
            raise FileNotFoundError(errno.ENOENT, path) from None

    def write(self, path: str, whole: bytes) -> None:
        self.files[path] = whole
        self._tell(path, whole)

    def rename(self, path: str, to: str) -> None:
        whole = self.read(path)
        self.remove(path)
        self.write(to, whole)

    def remove(self, path: str) -> None:
        if self.files.pop(path, None) is not None:
            self._tell(path, None)

    def _tell(self, path: str, whole: bytes | None) -> None:
        if self.share is not None:
            self.share.tell(self, path, whole)


class Share:
    """A folder that several computers have: one tree, or a copy each that a copier keeps alike."""

    def __init__(self) -> None:
        self.trees: list[Tree] = []
        self._version = 0

    def another(self, like: Tree | None = None) -> Tree:
        """A further copy, `like` one that is there, or empty for a share that is new."""
        tree = Tree(share=self)
        if like is not None:
            tree.files, tree.versions = dict(like.files), dict(like.versions)
            tree.coming = list(like.coming)
        self.trees.append(tree)
        return tree

    def tell(self, by: Tree, path: str, whole: bytes | None) -> None:
        self._version += 1
        by.versions[path] = self._version
        for tree in self.trees:
            if tree is not by:
                tree.coming.append((self._version, path, whole))

    def put_everywhere(self, files: Files) -> None:
        """The folder is what it was on another day, on every computer."""
        self._version += 1
        for tree in self.trees:
            tree.files = dict(files)
            tree.coming.clear()
            tree.versions = dict.fromkeys(files, self._version)

    def spoil(self, path: str, whole: bytes) -> None:
        """A file becomes this one on every computer."""
        self._version += 1
        for tree in self.trees:
            _take(tree, self._version, path, whole)

    def deliver(self, tree: Tree, random: Random, faults: frozenset[str]) -> None:
        """Let one change arrive at one copy, in any order, whole or not yet."""
        if not tree.coming:
            return
        place = random.randrange(len(tree.coming)) if "reordered" in faults else 0
        version, path, whole = tree.coming[place]
        before = tree.versions.get(path, 0)
        if whole is not None and version > before and "partial" in faults and random.random() < 0.3:
            tree.files[path] = damaged(whole, random)  # and whole at another time
            return
        del tree.coming[place]
        if whole is not None and "conflicted" in faults and random.random() < 0.15:
            half = "partial" in faults and random.random() < 0.1
            copy = damaged(whole, random) if half else whole
            tree.write(conflicted(path, random), copy)
        if version > before:
            _take(tree, version, path, whole)

    def settle(self) -> None:
        """Everything that is on its way arrives, whole."""
        for tree in self.trees:
            for version, path, whole in sorted(tree.coming, key=lambda change: change[0]):
                if version > tree.versions.get(path, 0):
                    _take(tree, version, path, whole)
            tree.coming.clear()

    @property
    def quiet(self) -> bool:
        return not any(tree.coming for tree in self.trees)


def _take(tree: Tree, version: int, path: str, whole: bytes | None) -> None:
    tree.versions[path] = version
    if whole is None:
        tree.files.pop(path, None)
    else:
        tree.files[path] = whole


class Crash(BaseException):
    """The computer goes off here."""


@dataclass
class Faulty:
    """A tree through which one round goes, with what goes wrong in it."""

    tree: Tree
    fail: dict[int, int] = field(default_factory=dict)
    """At the n-th call the error with this number."""
    crash: int = 0
    """The call at which the computer goes off, before or after what it does; 0 for none."""
    after: bool = False
    refusals: int = 0
    """How many renames are refused, as Windows does while somebody looks."""
    gone: bool = False
    old: list[Listed] | None = None
    """A listing of an earlier day that is shown once more."""
    calls: int = 0

    def list(self) -> list[Listed]:
        self._begin(b"", "")
        found = self.tree.list() if self.old is None else self.old
        self._end()
        return found

    def read(self, path: str) -> bytes:
        self._begin(b"", "")
        whole = self.tree.read(path)
        self._end()
        return whole

    def write(self, path: str, whole: bytes) -> None:
        self._begin(whole, path)
        self.tree.write(path, whole)
        self._end()

    def rename(self, path: str, to: str) -> None:
        self._begin(b"", "")
        if self.refusals:
            self.refusals -= 1
            raise PermissionError(errno.EACCES, path)
        self.tree.rename(path, to)
        self._end()

    def remove(self, path: str) -> None:
        self._begin(b"", "")
        self.tree.remove(path)
        self._end()

    def _begin(self, whole: bytes, path: str) -> None:
        self.calls += 1
        if self.gone:
            raise FileNotFoundError(errno.ENOENT, "the folder")
        number = self.fail.pop(self.calls, None)
        stops = self.calls == self.crash and not self.after
        if path and (number is not None or stops):
            self.tree.write(path, whole[: len(whole) // 2])
        if number is not None:
            raise OSError(number, "a fault")
        if stops:
            raise Crash

    def _end(self) -> None:
        if self.calls == self.crash:
            raise Crash


class CrashingBook:
    """A book whose computer goes off at the n-th thing it does, before or after its commit."""

    def __init__(self, book: object, crash: int, *, after: bool) -> None:
        self._book = book
        self._left = crash
        self._after = after

    def __getattr__(self, name: str) -> object:
        does = getattr(self._book, name)

        def counted(*args: object, **how: object) -> object:
            self._left -= 1
            if self._left == 0 and not self._after:
                raise Crash
            done = does(*args, **how)
            if self._left == 0:
                raise Crash
            return done

        return counted
