"""What the rounds at the shared folder leave for a person to do; 要対応 tells it.

Kept beside the records and not among them: each computer stands with the folder in its own way.
"""

from datetime import timedelta

import msgspec

from smartsupport.domain.tasks import TaskKind
from smartsupport.services.office import Office
from smartsupport.storage.book import StoredBook
from smartsupport.sync.side import Book, Report, Trouble

LATE = timedelta(days=1)
"""So long a folder may be away, or a file on its way, before anybody is troubled with it."""

_FACT = "sharing_tasks"
_AGAIN = timedelta(hours=1)
"""A round that changes nothing is noted again after this long only."""


class _Standing(msgspec.Struct, frozen=True, array_like=True):
    """Milliseconds since 1970 UTC of the first and the last round of those that were not whole."""

    since: int
    until: int
    diverged: bool = False
    newer: bool = False


def note(book: Book, report: Report, now: int) -> None:
    """Keep what a round found, at `now`, milliseconds since 1970 UTC."""
    before = _kept(book)
    if report.is_complete and not report.diverged:
        if before is not None:
            forget(book)
        return
    after = _Standing(
        since=min(before.since, now) if before else now,
        until=now,
        diverged=bool(report.diverged),
        newer=bool(report.newer) or report.trouble is Trouble.NEWER,
    )
    if before is None or not _says(before, after):
        book.keep_fact(_FACT, msgspec.msgpack.encode(after))


def forget(book: Book) -> None:
    """All is well, or nothing is shared any more."""
    book.keep_fact(_FACT, b"")


def left_to_do(office: Office) -> list[TaskKind]:
    """What 要対応 says of the shared folder."""
    found = _kept(StoredBook(office.store))
    if found is None:
        return []
    late = timedelta(milliseconds=found.until - found.since) >= LATE
    return [
        kind
        for kind, so in (
            (TaskKind.SHARING_DIVERGED, found.diverged),
            (TaskKind.VERSION_OLD, found.newer),
            (TaskKind.SHARING_LATE, late and not found.newer),
        )
        if so
    ]


def _kept(book: Book) -> _Standing | None:
    kept = book.fact(_FACT)
    return msgspec.msgpack.decode(kept, type=_Standing) if kept else None


def _says(before: _Standing, after: _Standing) -> bool:
    """Whether what was noted before says enough of how it is now."""
    return (
        (before.diverged, before.newer) == (after.diverged, after.newer)
        and before.since == after.since
        and 0 <= after.until - before.until < _AGAIN / timedelta(milliseconds=1)
    )
