"""Own files written anew: without what was erased, and many small ones as one.

The new file is read back before an old one is removed, so that at no moment the folder holds less.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from smartsupport.storage.book import File
from smartsupport.storage.held import Held, seq_of
from smartsupport.storage.op import encode
from smartsupport.sync import publishing, spans
from smartsupport.sync.ack import Ack
from smartsupport.sync.publishing import MOST_BYTES, MOST_OPS
from smartsupport.sync.side import REPLICA, Report, Side

AT_A_TIME = 4
"""So many files of about one size become one: each op is written anew a few times in all."""

ALONE = 30 * 24 * 60 * 60 * 1000
"""Milliseconds after which small files go although nobody else ever said that they arrived."""

Files = dict[str, File]


@dataclass(slots=True)
class Known:
    """What was found out about own files and need not be found out in every round."""

    held: dict[bytes, dict[int, Held]] = field(default_factory=dict)
    """Of each writer, what is held up to the numbers that others said they have come to."""
    large: set[str] = field(default_factory=set)
    """Files of few ops and many bytes, which fit into nothing with others."""


def mark_stale(side: Side, files: Files) -> None:
    """Find the files in which ops lie that were emptied here since."""
    stubbed = side.book.stubbed()
    if not stubbed:
        return
    numbers = {(op[:12], seq_of(op)) for op in stubbed}
    found = [path for path, file in files.items() if _holds_any(file, numbers)]
    side.book.mark_stale(found, stubbed)
    for path in found:
        files[path] = files[path]._replace(stale=True)


def _holds_any(file: File, numbers: set[tuple[bytes, int]]) -> bool:
    return any(
        writer == own and first <= number <= last
        for own, first, last in file.ranges
        for writer, number in numbers
    )


def stale_ones(side: Side, files: Files) -> list[str]:
    """The stale files that it is for this laptop to write anew: its own, and those of laptops
    that are retired or lost.
    """
    mine = side.book.me()[:REPLICA]
    gone = side.book.gone()
    return sorted(
        path
        for path, file in files.items()
        if file.stale and (file.writer[:REPLICA] == mine or file.writer[:REPLICA] in gone)
    )


def redact(side: Side, files: Files, report: Report) -> None:
    """Write stale files anew with what the erasures left, and remove them. Raises OSError."""
    for path in stale_ones(side, files):
        _replace(side, [path], files, report)


def repack(side: Side, files: Files, acks: dict[bytes, Ack], known: Known, report: Report) -> None:
    """Make one of many small files, once another laptop has all that is in them. Raises OSError."""
    for writer, held in side.book.held().items():
        if held.forked:  # what an earlier number adds up to may have changed since
            known.held.pop(writer, None)
    while small := _together(side, files, acks, known):
        if not _are_one(side, files, small):
            known.large.add(max(small, key=lambda path: files[path].size))
        elif not _replace(side, small, files, report):
            return


def _together(side: Side, files: Files, acks: dict[bytes, Ack], known: Known) -> list[str]:
    """The paths of files to make one of; empty when there is nothing to do."""
    mine = side.book.me()[:REPLICA]
    by_size: dict[int, list[str]] = {}
    for path, file in sorted(files.items(), key=lambda found: found[1].ranges):
        count = spans.size((first, last) for _w, first, last in file.ranges)
        small = 0 < count < MOST_OPS // AT_A_TIME and path not in known.large
        if small and file.writer[:REPLICA] == mine and not file.stale:
            by_size.setdefault(_class(count), []).append(path)
    for paths in by_size.values():
        if len(paths) >= AT_A_TIME:
            ready = [p for p in paths if _is_elsewhere(side, files[p], acks, known)]
            if len(ready) >= AT_A_TIME:
                return ready[:AT_A_TIME]
    return []


def _are_one(side: Side, files: Files, paths: Iterable[str]) -> bool:
    """Whether these files fit into one: long notes would only go from four files into four."""
    ops = side.book.ops(run for path in paths for run in files[path].ranges)
    return sum(len(encode(op)) for op in ops) <= MOST_BYTES


def _class(count: int) -> int:
    """Files that hold one to three ops are of class 0, four to fifteen of class 1 …"""
    return (count.bit_length() - 1) // 2


def _is_elsewhere(side: Side, file: File, acks: dict[bytes, Ack], known: Known) -> bool:
    mine = side.book.me()[:REPLICA]
    gone = side.book.gone()
    theirs = [a for w, a in acks.items() if w[:REPLICA] != mine and w[:REPLICA] not in gone]
    if not theirs:
        return _is_old(side, file)
    return any(
        all(_has(side, said.held.get(w), w, last, known) for w, _first, last in file.ranges)
        for said in theirs
    )


def _has(side: Side, held: Held | None, writer: bytes, last: int, known: Known) -> bool:
    """Whether somebody holds a writer's ops up to `last`, and the same ones as this laptop."""
    if held is None or held.contiguous < last:
        return False
    found = known.held.setdefault(writer, {})
    here = found.get(held.contiguous)
    if here is None:
        start = max((h for h in found.values() if h.contiguous < held.contiguous), default=Held())
        here = side.book.held_until(writer, start, held.contiguous)
        if here.contiguous == held.contiguous:  # else more of it may come
            found[held.contiguous] = here
    return (here.contiguous, here.xor) == (held.contiguous, held.xor)


def _is_old(side: Side, file: File) -> bool:
    newest = side.book.ops((w, last, last) for w, _first, last in file.ranges)
    return all(side.now - op.at >= ALONE for op in newest)


def _replace(side: Side, old: Iterable[str], files: Files, report: Report) -> bool:
    """Write the ops of these files into new ones, and remove them once those are read back."""
    paths = list(old)
    runs: dict[bytes, list[spans.Span]] = {}
    for path in paths:
        for writer, first, last in files[path].ranges:
            runs.setdefault(writer, []).append((first, last))
    publishing.seal_runs(
        side, [(w, *span) for w, each in sorted(runs.items()) for span in spans.union(each)]
    )
    publishing.send_all(side, files, report)
    if side.book.outbox():
        return False
    for path in paths:
        side.folder.remove(path)
        del files[path]
        report.written += 1
    side.book.forget(paths)
    return True
