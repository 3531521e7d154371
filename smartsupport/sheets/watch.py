"""Progress and Cancel for long files: two plain calls, looked at every few hundred rows."""

from collections.abc import Callable
from dataclasses import dataclass

from smartsupport.domain.errors import Refused

EVERY = 200
"""Rows between two looks."""


def _nothing(done: int, total: int) -> None:
    """Nobody watches."""


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """`progress(done, total)` hears of rows read (total 0: not known yet); `cancelled()` stops."""

    progress: Callable[[int, int], None] = _nothing
    cancelled: Callable[[], bool] = _never

    def step(self, done: int, total: int) -> None:
        """Note that `done` rows are read. Raises Refused("import_cancelled")."""
        if done % EVERY:
            return
        if self.cancelled():
            raise Refused("import_cancelled")
        self.progress(done, total)


UNWATCHED = Watch()
