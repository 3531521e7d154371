"""A cloud client's work, one step at a time: it copies between each laptop's folder and the cloud.

Files arrive late, in another order, half, empty or as zeros first; two versions of one name become
a conflicted copy; a removed file is removed everywhere, sometimes long after.
"""

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from random import Random

STYLES = (
    "{stem} (1){end}",
    "{stem} (受付PC's conflicted copy 2026-11-26){end}",
    "{stem}-受付PC{end}",
    "{stem}.sync-conflict-20261126-101500-ABCDEFG{end}",
    "{stem} (conflicted copy 2026-11-26 101500){end}",
    "{stem} - コピー{end}",
)
"""How services name the second of two versions."""


@dataclass
class Mirror:
    """One laptop's copy, and what it had in common with the cloud when they last agreed."""

    folder: Path
    agreed: dict[str, str] = field(default_factory=dict)
    online: bool = True


class Cloud:
    """The copies of some laptops. `step` moves one file one way."""

    def __init__(self, middle: Path, folders: list[Path], random: Random) -> None:
        self._middle = middle
        self._mirrors = [Mirror(folder) for folder in folders]
        self._random = random
        self.conflicts = 0
        self.halves = 0
        middle.mkdir(exist_ok=True)

    def step(self) -> bool:
        """Move one file for one laptop that is online; whether there was one."""
        mirror = self._random.choice(self._mirrors)
        if self._random.random() < 0.02:
            mirror.online = not mirror.online
        if not mirror.online:
            return False
        moves = self._moves(mirror)
        if moves:
            self._move(mirror, *self._random.choice(moves), faults=True)
        return bool(moves)

    def settle(self) -> None:
        """Everybody online, nothing half: until all copies are the same."""
        for mirror in self._mirrors:
            mirror.online = True
        while any([self._all(mirror) for mirror in self._mirrors]):
            pass

    def _all(self, mirror: Mirror) -> bool:
        moves = self._moves(mirror)
        for move in moves:
            self._move(mirror, *move, faults=False)
        return bool(moves)

    def _moves(self, mirror: Mirror) -> list[tuple[str, str | None, str | None]]:
        """What differs: a path, what it is here and what it is in the cloud."""
        here, there = _files(mirror.folder), _files(self._middle)
        return [
            (path, here.get(path), there.get(path))
            for path in sorted({*here, *there, *mirror.agreed})
            if not here.get(path) == there.get(path) == mirror.agreed.get(path)
        ]

    def _move(
        self, mirror: Mirror, path: str, mine: str | None, theirs: str | None, *, faults: bool
    ) -> None:
        before = mirror.agreed.get(path)
        if mine == theirs:
            self._agree(mirror, path, mine)
        elif mine == before:
            if not (faults and self._half(mirror, path, theirs)):
                self._copy(self._middle, mirror.folder, path, theirs)
                self._agree(mirror, path, theirs)
        elif theirs == before:
            self._copy(mirror.folder, self._middle, path, mine)
            self._agree(mirror, path, mine)
        elif mine is None or theirs is None:  # changed there, removed here, or the other way round
            source, target = (
                (self._middle, mirror.folder) if mine is None else (mirror.folder, self._middle)
            )
            self._copy(source, target, path, theirs or mine)
            self._agree(mirror, path, theirs or mine)
        else:
            self._conflict(mirror, path, theirs)

    def _half(self, mirror: Mirror, path: str, theirs: str | None) -> bool:
        """Let a file arrive as services do at times: empty, cut off, or with zeros inside."""
        if theirs is None or self._random.random() > 0.3:
            return False
        self.halves += 1
        whole = (self._middle / path).read_bytes()
        cut = self._random.randrange(len(whole)) if whole else 0
        half = self._random.choice((b"", whole[:cut], whole[:cut] + bytes(len(whole) - cut)))
        target = mirror.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(half)
        # As a client has it: what lies here is what it is still fetching.
        mirror.agreed[path] = sha256(half).hexdigest()
        return True

    def _conflict(self, mirror: Mirror, path: str, theirs: str) -> None:
        self.conflicts += 1
        name = PurePosixPath(path)
        style = self._random.choice(STYLES)
        beside = name.with_name(style.format(stem=name.stem, end=name.suffix))
        (mirror.folder / path).replace(mirror.folder / beside)
        self._copy(self._middle, mirror.folder, path, theirs)
        self._agree(mirror, path, theirs)

    def _copy(self, source: Path, target: Path, path: str, digest: str | None) -> None:
        if digest is None:
            (target / path).unlink(missing_ok=True)
            return
        try:
            whole = (source / path).read_bytes()
        except FileNotFoundError:  # removed while we looked
            return
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(whole)

    def _agree(self, mirror: Mirror, path: str, digest: str | None) -> None:
        if digest is None:
            mirror.agreed.pop(path, None)
        else:
            mirror.agreed[path] = digest


def _files(folder: Path) -> dict[str, str]:
    out = {}
    for file in folder.rglob("*"):
        try:
            if file.is_file() and not file.name.startswith(".part-"):
                path = str(PurePosixPath(file.relative_to(folder)))
                out[path] = sha256(file.read_bytes()).hexdigest()
        except FileNotFoundError:
            continue
    return out
