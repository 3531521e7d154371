"""A real folder in which anything can fail, when a test says so."""

import errno
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from smartsupport.sync.folder import DiskFolder, Listed

Fault = Callable[[str, str], None]
"""Is told the verb and the path, and may raise OSError."""


def nothing(verb: str, path: str) -> None:
    """All is well."""


def refuse(verbs: str, error: int, *, after: int = 0, times: int = 1_000_000) -> Fault:
    """These verbs fail with this error, the first `after` calls not, and only so many `times`."""
    calls = 0

    def fail(verb: str, path: str) -> None:
        nonlocal calls
        if verb in verbs.split():
            calls += 1
            if after < calls <= after + times:
                raise OSError(error, "on purpose", path)

    return fail


@dataclass
class FaultyFolder:
    """`fault` is asked before every verb; `spoil` is what a write really leaves."""

    root: Path
    fault: Fault = nothing
    spoil: Callable[[bytes], bytes] = lambda whole: whole
    done: list[tuple[str, str]] = field(default_factory=list)
    """Every verb with its path."""

    def _ask(self, verb: str, path: str) -> DiskFolder:
        self.done.append((verb, path))
        self.fault(verb, path)
        return DiskFolder(self.root)

    def list(self) -> list[Listed]:
        return self._ask("list", "").list()

    def read(self, path: str) -> bytes:
        return self._ask("read", path).read(path)

    def write(self, path: str, whole: bytes) -> None:
        try:
            self._ask("write", path)
        except OSError as error:
            if error.errno == errno.ENOSPC:  # a full disk keeps the beginning
                DiskFolder(self.root).write(path, whole[: len(whole) // 2])
            raise
        DiskFolder(self.root).write(path, self.spoil(whole))

    def rename(self, path: str, to: str) -> None:
        self._ask("rename", path).rename(path, to)

    def remove(self, path: str) -> None:
        self._ask("remove", path).remove(path)
