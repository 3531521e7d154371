"""Putting files into the folder: sealed and kept here first, renamed into place, read back.

What is in the folder is told by the files that are listed, never by what was once sent: what
vanished from it is published again.
"""

from collections.abc import Iterable, Iterator

from smartsupport.storage.book import File, Run
from smartsupport.storage.held import Held, seq_of
from smartsupport.storage.op import Op, encode
from smartsupport.sync import segment, spans
from smartsupport.sync.folder import in_flight
from smartsupport.sync.side import REPLICA, Report, Side
from smartsupport.sync.spans import Spans

MOST_OPS = 10_000
"""Ops in one segment: about 0.7 MB of file, and 45 MB of memory while it is read."""

MOST_BYTES = segment.LONGEST_BODY // 2
"""Bytes of ops in one segment: long notes must not make a file that nobody unpacks."""

WHOLE_UP_TO = 5_000
"""A transaction of no more ops is never split over two files, unless it is of very many bytes."""

_AT_ONCE = 10_000
_REFUSALS = 3
_PAUSE = 0.05


def covered(files: Iterable[File], waiting: Iterable[bytes] = ()) -> dict[bytes, Spans]:
    """What lies in these files, and in sealed ones that are `waiting`, by writer."""
    found: dict[bytes, list[spans.Span]] = {}
    for file in files:
        for writer, first, last in file.ranges:
            found.setdefault(writer, []).append((first, last))
    for whole in waiting:
        for one in segment.read_header(whole).ranges:
            found.setdefault(one.writer, []).append((one.first, one.last))
    return {writer: spans.union(each) for writer, each in found.items()}


def not_covered(side: Side, writer: bytes, held: Held, inside: dict[bytes, Spans]) -> list[Run]:
    """Runs of a writer's ops that are here and not in the folder."""
    whole = ((1, held.contiguous),) if held.contiguous else ()
    here = spans.union((*whole, *spans.runs(side.book.beyond(writer, held))))
    return [(writer, *span) for span in spans.minus(here, inside.get(writer, ()))]


def seal_runs(side: Side, runs: Iterable[Run]) -> None:
    """Seal these ops and keep the files in the outbox."""
    for ops in _portions(side, runs):
        seal(side, ops)


def seal(side: Side, ops: list[Op]) -> str:
    """Seal ops into one file, keep it in the outbox, and tell its path."""
    me = side.book.me()
    whole = segment.sealed_ops(
        ops, workspace=side.workspace, writer=me, key=side.key(), random=side.random
    )
    path = log_path(me, ops, whole)
    side.book.put_out({path: whole})
    return path


def log_path(me: bytes, ops: list[Op], whole: bytes) -> str:
    """Where a segment lies; the numbers in its name are for people who look."""
    first, last = seq_of(ops[0].id), seq_of(ops[-1].id)
    return f"log/{me[:REPLICA].hex()}/{first}-{last}-{whole[-segment.DIGEST :].hex()[:16]}.seg"


def _portions(side: Side, runs: Iterable[Run]) -> Iterator[list[Op]]:
    """The ops of runs in portions for one file each, no transaction split."""
    portion: list[Op] = []
    length = 0
    for ops, more in _transactions(side, runs):
        if portion and (len(portion) + len(ops) > MOST_OPS or length + more > MOST_BYTES):
            yield portion
            portion, length = [], 0
        portion += ops
        length += more
    if portion:
        yield portion


def _transactions(side: Side, runs: Iterable[Run]) -> Iterator[tuple[list[Op], int]]:
    """Ops in order and their bytes, a transaction's together unless there are very many."""
    group: list[Op] = []
    length = 0
    for op in _one_by_one(side, runs):
        more = len(encode(op))
        full = len(group) >= WHOLE_UP_TO or length + more > MOST_BYTES
        if group and (op.txn != group[0].txn or full):
            yield group, length
            group, length = [], 0
        group.append(op)
        length += more
    if group:
        yield group, length


def _one_by_one(side: Side, runs: Iterable[Run]) -> Iterator[Op]:
    for writer, first, last in runs:
        for start in range(first, last + 1, _AT_ONCE):
            yield from side.book.ops([(writer, start, min(start + _AT_ONCE - 1, last))])


def send_all(side: Side, files: dict[str, File], report: Report) -> None:
    """Put every sealed file that waits into the folder. Raises OSError; the rest goes on waiting.

    `files` gets those that were read back.
    """
    for path, whole in side.book.outbox().items():
        file = send(side, path, whole)
        if file is not None:
            files[path] = file
            report.written += 1


def send(side: Side, path: str, whole: bytes) -> File | None:
    """Write a sealed file; None when it could not be read back. Raises OSError."""
    if not put(side, path, whole):
        return None
    header = segment.read_header(whole)
    runs = tuple((r.writer, r.first, r.last) for r in header.ranges)
    file = File(len(whole), whole[-segment.DIGEST :], header.writer, runs)
    side.book.remember(path, file)
    return file


def put(side: Side, path: str, whole: bytes) -> bool:
    """Write a file under another name and move it into place; whether it could be read back.

    Raises OSError.
    """
    part = in_flight(side.book.me(), side.random(8), path)
    side.folder.write(part, whole)
    try:
        _move(side, part, path, whole)
        return side.folder.read(path) == whole
    except FileNotFoundError:  # taken away in between
        return False


def _move(side: Side, part: str, path: str, whole: bytes) -> None:
    try:
        _rename(side, part, path)
    except PermissionError:
        # Windows does not rename what somebody looks at, and some shares never do.
        side.folder.write(path, whole)
        side.folder.remove(part)


def _rename(side: Side, part: str, path: str) -> None:
    for refusal in range(_REFUSALS):
        try:
            side.folder.rename(part, path)
        except PermissionError:
            if refusal + 1 == _REFUSALS:
                raise
            side.pause(_PAUSE * 2**refusal)
        else:
            return
