"""automerge-repo with its storage adapter for files, each laptop a Node.js process."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from peers.node import Script
from peers.session import Laptop, Row


class Automerge:
    """`kept`: never closed, and what is in memory is merged into what is read."""

    mirrored = True

    def __init__(self, kept: bool) -> None:
        self.name = f"automerge-repo, {'kept open' if kept else 'opened anew'}"
        self._kept = kept
        self._running: dict[int, Script] = {}
        self._url: str | None = None

    def start(self, laptop: Laptop) -> None:
        self._running[laptop.number] = Script("automerge.mjs")
        url = self._ask(
            laptop, "start", directory=str(laptop.folder), url=self._url, kept=self._kept
        )
        self._url = self._url or url

    def stop(self, laptop: Laptop) -> None:
        self._ask(laptop, "stop")
        self._running.pop(laptop.number).end()

    def write(self, laptop: Laptop, rows: Sequence[Row]) -> Sequence[Row]:
        body = {
            row.id.hex: {
                "person": row.person.hex if row.person else None,
                "at": row.at.isoformat(),
            }
            for row in rows
        }
        return rows if self._ask(laptop, "write", rows=body) else []

    def sync(self, laptop: Laptop) -> None:
        self._ask(laptop, "sync")

    def rows(self, laptop: Laptop) -> Counter[UUID]:
        return Counter(UUID(hex=id_) for id_ in self._ask(laptop, "rows") or ())

    def set_aside(self, laptop: Laptop) -> set[UUID]:
        return set()

    def _ask(self, laptop: Laptop, what: str, **given: object) -> Any:
        clock = int(laptop.clock().timestamp() * 1000)
        return self._running[laptop.number].ask({"what": what, "clock": clock, **given})
