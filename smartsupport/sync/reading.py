"""Taking in what lies in the folder: every file, whatever its name, that verifies.

A file that does not is "not here yet". It is never trusted and never deleted, and tried again:
at once while it changes, more and more seldom while it stays as it is.
"""

from collections.abc import Callable

from smartsupport.storage.book import File
from smartsupport.storage.op import Op
from smartsupport.sync import ack, segment
from smartsupport.sync.folder import LONGEST_FILE, Listed
from smartsupport.sync.segment import Kind, Opened, Unread, Why
from smartsupport.sync.side import Report, Side, Tries

_PATIENCE = 12
"""How often a file that stays unreadable is tried in every round."""
_MOST_PAUSES = 60

ENDING = ".seg"
NOT_FOR_READING = ("keys/", "workspace.json", "README.txt")


def read_all(
    side: Side,
    listed: list[Listed],
    tries: dict[str, Tries],
    report: Report,
    *,
    thorough: bool = False,
    afresh: bool = False,
    progress: Callable[[float], None] = lambda done: None,
) -> dict[str, File]:
    """Read what is new among the files `listed`; returns those that were ever read whole.

    `tries` is what earlier rounds could not read. `thorough` tries everything again, `afresh`
    reads also what was read before: a disk may have spoilt it since.
    """
    book = side.book
    known = book.files()
    seen = () if afresh else listed
    files = {one.path: known[one.path] for one in seen if _is_known(one, known)}
    new = sorted(one for one in listed if one.path not in files and _is_for_reading(one.path))
    here = {file.digest: file for file in known.values()}
    for n, one in enumerate(new):
        if _may_rest(tries, one, thorough):
            _count(report, Why(tries[one.path].why))
            continue
        try:
            file = _read(side, one, here, report)
        except Unread as error:
            why = error.why if _may_be_ours(one.path, error.why) else Why.FOREIGN
            _failed(tries, one, why)
            _count(report, why)
            continue
        tries.pop(one.path, None)
        if known.get(one.path) != file:
            book.remember(one.path, file)
        files[one.path] = here[file.digest] = file
        progress((n + 1) / len(new))
    lost = known.keys() - {one.path for one in listed if not afresh or one.path in files}
    if lost:
        book.forget(lost)
    for path in tries.keys() - {one.path for one in listed}:
        del tries[path]
    return files


def _is_known(one: Listed, known: dict[str, File]) -> bool:
    return one.path in known and known[one.path].size == one.size


def _is_for_reading(path: str) -> bool:
    return not path.startswith(NOT_FOR_READING)


def _may_be_ours(path: str, why: Why) -> bool:
    """Whether what cannot be read may still become a file of ours: every copy keeps its ending."""
    return why is not Why.ARRIVING or path.endswith(ENDING)


def _may_rest(tries: dict[str, Tries], one: Listed, thorough: bool) -> bool:
    found = tries.get(one.path)
    if thorough or found is None or found.size != one.size:
        return False
    if found.why == Why.FOREIGN:  # as long as it stays as it is it will not be ours
        return True
    if found.failed < _PATIENCE:
        return False
    found.pauses += 1
    return found.pauses % min(found.failed, _MOST_PAUSES) != 0


def _failed(tries: dict[str, Tries], one: Listed, why: Why) -> None:
    found = tries.get(one.path)
    if found is None or found.size != one.size:
        found = tries[one.path] = Tries(one.size)
    found.failed += 1
    found.why = why


def _count(report: Report, why: Why) -> None:
    setattr(report, why, getattr(report, why) + 1)


def _read(side: Side, one: Listed, here: dict[bytes, File], report: Report) -> File:
    """Take in one file. Raises Unread."""
    if one.size > LONGEST_FILE:
        raise Unread(Why.ARRIVING)
    try:
        whole = side.folder.read(one.path)
    except OSError:
        raise Unread(Why.ARRIVING) from None
    segment.read_header(whole)
    again = here.get(whole[-segment.DIGEST :])
    if again is not None:
        return again
    opened = segment.open_file(whole, side.workspace, side.keys())
    if opened.header.kind == Kind.ACK:
        return _take_ack(side, opened, len(whole))
    if opened.header.kind != Kind.LOG:
        raise Unread(Why.NEWER)
    ops = segment.ops_of(opened)
    take_in(side, ops, report)
    return File(
        size=len(whole),
        digest=opened.digest,
        writer=opened.header.writer,
        ranges=tuple((r.writer, r.first, r.last) for r in segment.ranges_of(ops)),
        # Whosever it is: of a laptop that is retired or lost one day, others write it anew.
        stale=side.book.differ_from(ops),
    )


def _take_ack(side: Side, opened: Opened, size: int) -> File:
    said = ack.decode(opened.body)
    side.book.keep_ack(opened.header.writer, said.number, opened.body)
    return File(size, opened.digest, opened.header.writer, ())


def take_in(side: Side, ops: list[Op], report: Report) -> None:
    """Merge ops, a part at a time, each in its turn among the writers."""
    before = side.book.me()
    for start in range(0, len(ops), side.at_once):
        part = ops[start : start + side.at_once]
        side.in_turn(lambda part=part: _merge(side, part, report))  # type: ignore[misc]
    report.twin |= side.book.me() != before


def _merge(side: Side, ops: list[Op], report: Report) -> None:
    report.new += side.book.merge(ops)
