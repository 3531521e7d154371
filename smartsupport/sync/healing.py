"""Healing: what is here and in no file of the folder is put there again.

Own ops at once, for that is also how new ones get there. Another laptop's only when the folder
went without them for a day: its own may be on their way. [詰め直す] does not wait.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from smartsupport.storage.book import File, Gap, Run
from smartsupport.storage.held import Held
from smartsupport.storage.op import Op
from smartsupport.sync import publishing, segment
from smartsupport.sync.segment import Unread
from smartsupport.sync.side import REPLICA, Side
from smartsupport.sync.spans import Spans, size

LOOKS = 3
APART = 12 * 60 * 60 * 1000
"""Milliseconds between two listings that count: the third is a day after the first."""


@dataclass(slots=True)
class Known:
    """What was found out about writers of whom two ops may have one number."""

    ids: dict[bytes, frozenset[bytes]] = field(default_factory=dict)
    """The ids in files that were read again for it, by digest."""
    whole: dict[bytes, object] = field(default_factory=dict)
    """By writer, what was here and there when nothing was missing there."""


def seal_missing(
    side: Side, files: dict[str, File], forked: set[bytes], known: Known, *, now: bool
) -> int:
    """Seal what the folder lacks; `now`, others' ops too. Returns of how many writers it could not
    be told.

    Of `forked` writers two ops may have one number, so that runs of numbers do not say what is
    there: their files are read again, and the ids compared.
    """
    held = side.book.held()
    mine = side.book.me()[:REPLICA]
    inside = publishing.covered(files.values(), side.book.outbox().values())
    own: list[Run] = []
    others: dict[bytes, list[Run]] = {}
    untold = 0
    for writer, one in held.items():
        if one.forked or writer in forked:
            untold += not _seal_forked(side, writer, one, files, known)
        runs = publishing.not_covered(side, writer, one, inside)
        if runs and writer[:REPLICA] == mine:
            own += runs
        elif runs:
            others[writer] = runs
    due = others.keys() if now else _overdue(side, others.keys())
    publishing.seal_runs(side, [*own, *(run for writer in due for run in others[writer])])
    return untold


def _overdue(side: Side, missing: Collection[bytes]) -> list[bytes]:
    """Whose ops the folder has been without for long enough."""
    before, now = side.book.gaps(), side.now
    after = {writer: _seen(before.get(writer), now) for writer in missing}
    due = sorted(writer for writer, gap in after.items() if gap.seen >= LOOKS)
    for writer in due:
        del after[writer]
    if after != before:
        side.book.keep_gaps(after)
    return due


def _seen(gap: Gap | None, now: int) -> Gap:
    if gap is None or now < gap.since:
        return Gap(1, now)
    return Gap(gap.seen + 1, gap.since) if now - gap.since >= gap.seen * APART else gap


def _seal_forked(
    side: Side, writer: bytes, held: Held, files: dict[str, File], known: Known
) -> bool:
    """Whether it could be told what is missing."""
    theirs = {p: file for p, file in files.items() if any(r[0] == writer for r in file.ranges)}
    outbox = side.book.outbox()
    numbers = side.book.beyond(writer, held)
    state = held, tuple(numbers), frozenset(f.digest for f in theirs.values()), frozenset(outbox)
    if known.whole.get(writer) == state:
        return True
    there = {op.id for whole in outbox.values() for op in _opened(side, whole)}
    try:
        for path, file in theirs.items():
            there |= _ids(side, path, file, known)
    except OSError:  # what cannot be looked at now is not therefore missing
        return False
    runs = [(writer, 1, held.contiguous), *((writer, n, n) for n in numbers)]
    lost = [op for op in side.book.ops(runs) if op.id not in there]
    if lost:
        publishing.seal(side, lost)
    else:
        known.whole[writer] = state
    return True


def _ids(side: Side, path: str, file: File, known: Known) -> frozenset[bytes]:
    found = known.ids.get(file.digest)
    if found is None:
        try:
            found = frozenset(op.id for op in _opened(side, side.folder.read(path)))
        except Unread:
            return frozenset()
        known.ids[file.digest] = found
    return found


def _opened(side: Side, whole: bytes) -> list[Op]:
    return segment.ops_of(segment.open_file(whole, side.workspace, side.keys()))


def unsent(side: Side, files: dict[str, File]) -> int:
    """How many own ops are in no file of the folder."""
    mine = side.book.me()[:REPLICA]
    inside: dict[bytes, Spans] = publishing.covered(files.values())
    return sum(
        size((run[1], run[2]) for run in publishing.not_covered(side, writer, held, inside))
        for writer, held in side.book.held().items()
        if writer[:REPLICA] == mine
    )
