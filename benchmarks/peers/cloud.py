"""A cloud client's way with a folder that lies on several laptops, in ticks and from one seed.

It keeps the habits that clients have in common: files come late and out of order; of a file that
was changed on two sides, the later one to be sent becomes a "conflicted copy"; a deletion travels.
Faults add to it: "partial" (a file is first empty, then cut off, then whole) and "vanish" (a file
is gone from one laptop for a while, without having been deleted).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from random import Random

LATEST = 6
"""Ticks after which a file that is on its way has begun to arrive."""

CONFLICTED = (
    "{stem} (conflicted copy of {who}){suffix}",
    "{stem}-{who}{suffix}",
    "{stem} (1){suffix}",
)


@dataclass(slots=True)
class Arrival:
    """A version on its way to one laptop; `due` is the tick of its next piece."""

    version: int
    due: int
    pieces: int


@dataclass(slots=True)
class Copy:
    """One laptop's copy of the folder, and what its client knows of it."""

    folder: Path
    who: str
    had: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    """Version and bytes of what was last alike here and in the cloud."""
    coming: dict[str, Arrival] = field(default_factory=dict)
    pieces: dict[str, bytes] = field(default_factory=dict)
    """What the client itself has put here of a file that is not whole yet."""
    hidden: dict[str, tuple[bytes, int]] = field(default_factory=dict)

    def files(self) -> dict[str, bytes]:
        found = {}
        for path in sorted(self.folder.rglob("*")):
            if path.is_file():
                found[path.relative_to(self.folder).as_posix()] = path.read_bytes()
        return found

    def put(self, name: str, content: bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


class Cloud:
    """The versions in the cloud, and the clients that bring them to and fro."""

    def __init__(self, random: Random, faults: frozenset[str]) -> None:
        self.faults = faults
        self.now = 0
        self.befell = 0
        """Files that were empty, cut off, gone for a while or set aside as a conflicted copy."""
        self._random = random
        self._stored: dict[str, tuple[int, bytes | None]] = {}
        """Version and bytes by name; None where the file was deleted."""

    def tick(self, copy: Copy) -> bool:
        """One round of a client that is online; whether everything is alike at its end."""
        self.now += 1
        self._send(copy)
        self._forget(copy)
        self._fetch(copy)
        self._bring(copy)
        return not copy.coming and copy.files() == self.files()

    def files(self) -> dict[str, bytes]:
        return {name: held for name, (_, held) in self._stored.items() if held is not None}

    def disturb(self, copy: Copy) -> None:
        """What befalls a folder, online or not: a file is gone, and comes back some ticks later."""
        for name, (content, until) in list(copy.hidden.items()):
            if self.now >= until or "vanish" not in self.faults:
                del copy.hidden[name]
                if not (copy.folder / name).exists():
                    copy.put(name, content)
        if "vanish" in self.faults and self._random.random() < 0.25:
            here = [n for n in copy.files() if n not in copy.pieces and n in copy.had]
            if here:
                name = self._random.choice(here)
                path = copy.folder / name
                copy.hidden[name] = (path.read_bytes(), self.now + self._random.randint(4, 30))
                path.unlink()
                self.befell += 1

    def _send(self, copy: Copy) -> None:
        for name, content in copy.files().items():
            if copy.pieces.get(name) == content:
                continue
            version, known = copy.had.get(name, (0, None))
            if content == known or self._random.random() < 0.5:
                continue
            latest, held = self._stored.get(name, (0, None))
            copy.pieces.pop(name, None)
            copy.coming.pop(name, None)
            if held in (None, content) or latest == version:
                self._store(copy, name, latest, content)
            else:
                self._set_aside(copy, name, content)

    def _store(self, copy: Copy, name: str, latest: int, content: bytes) -> None:
        version = latest if self._stored.get(name, (0, None))[1] == content else latest + 1
        self._stored[name] = (version, content)
        copy.had[name] = (version, content)

    def _set_aside(self, copy: Copy, name: str, content: bytes) -> None:
        self.befell += 1
        path = PurePosixPath(name)
        style = self._random.choice(CONFLICTED)
        aside = path.with_name(style.format(stem=path.stem, who=copy.who, suffix=path.suffix))
        while aside.as_posix() in self._stored or (copy.folder / aside).exists():
            aside = aside.with_name(f"{aside.stem} (2){aside.suffix}")
        (copy.folder / name).rename(copy.folder / aside)
        copy.had.pop(name, None)
        self._store(copy, aside.as_posix(), 0, content)

    def _forget(self, copy: Copy) -> None:
        """Send deletions, and carry out those that others sent."""
        here = copy.files()
        for name, piece in list(copy.pieces.items()):
            if self._stored[name][1] is None and here.get(name) in (None, piece):
                del copy.pieces[name]
                copy.coming.pop(name, None)
                (copy.folder / name).unlink(missing_ok=True)
        for name, (version, content) in list(copy.had.items()):
            latest, held = self._stored[name]
            if name in copy.hidden or name in copy.pieces:
                continue
            if name not in here:
                del copy.had[name]
                if latest == version:
                    self._stored[name] = (latest + 1, None)
            elif held is None and here[name] == content:
                (copy.folder / name).unlink()
                del copy.had[name]

    def _fetch(self, copy: Copy) -> None:
        here = copy.files()
        for name, (latest, held) in self._stored.items():
            version, known = copy.had.get(name, (0, None))
            unchanged = name not in here or here[name] in (known, copy.pieces.get(name))
            if held is None or latest == version or not unchanged or name in copy.hidden:
                continue
            if name not in copy.coming or copy.coming[name].version != latest:
                pieces = 3 if "partial" in self.faults and self._random.random() < 0.5 else 1
                due = self.now + self._random.randint(1, LATEST)
                copy.coming[name] = Arrival(latest, due, pieces)

    def _bring(self, copy: Copy) -> None:
        for name, arrival in self._due(copy):
            latest, held = self._stored[name]
            if held is None or latest != arrival.version:
                del copy.coming[name]  # fetched anew, if it still exists
                continue
            arrival.pieces -= 1
            arrival.due = self.now + self._random.randint(1, LATEST)
            if arrival.pieces:
                self.befell += 1
                length = 0 if arrival.pieces == 2 else self._random.randrange(len(held) + 1)
                copy.pieces[name] = held[:length]
                copy.put(name, held[:length])
            else:
                del copy.coming[name]
                copy.pieces.pop(name, None)
                copy.put(name, held)
                copy.had[name] = (latest, held)

    def _due(self, copy: Copy) -> Iterator[tuple[str, Arrival]]:
        for name, arrival in list(copy.coming.items()):
            if arrival.due > self.now or name in copy.hidden:
                continue
            path = copy.folder / name
            before = copy.pieces.get(name, copy.had.get(name, (0, None))[1])
            if (path.read_bytes() if path.exists() else None) in (None, before):
                yield name, arrival
            else:
                del copy.coming[name]  # changed here meanwhile: it is sent first
