"""Acks: saying what is held here, and judging what others say.

At most one a minute and only when it says something else, so that a folder at rest stays at rest.
"""

import logging
from collections.abc import Mapping
from datetime import datetime

from smartsupport.storage.book import File
from smartsupport.storage.held import Held
from smartsupport.storage.types import from_ms
from smartsupport.sync import ack, publishing, segment
from smartsupport.sync.ack import Ack
from smartsupport.sync.segment import Kind
from smartsupport.sync.side import REPLICA, Book, Report, Side

APART = 60_000
"""Milliseconds between two acks."""

FAST = 10 * 60_000
"""Milliseconds by which a clock may be ahead before anyone is told."""

_log = logging.getLogger(__name__)


def say(side: Side, files: dict[str, File], report: Report, *, stale: bool) -> None:
    """Write an ack if there is something new to say and the last one is a minute old.

    While `stale` own files still hold what was erased, no more erasures are said to be finished.
    Raises OSError.
    """
    me, now = side.book.me(), side.now
    said = said_here(side.book)
    is_there = said is not None and _path(me, said.number) in files
    if said is not None and is_there and 0 <= now - said.at < APART:
        return
    vector = ack.vector_of(side.book.held())
    erased = tuple(side.book.finished_erasures())
    if stale:
        erased = said.erased if said else ()
    if (
        said is None
        or not is_there
        or (said.vector, said.erased, said.name) != (vector, erased, side.name)
    ):
        schema, digest = _state(side)
        new = Ack(
            number=said.number + 1 if said else 1,
            at=now,
            name=side.name,
            vector=vector,
            erased=erased,
            schema=schema,
            digest=digest,
        )
        if not _write(side, new, files, report):
            return
        said = new
    _remove_earlier(side, _path(me, said.number), files, report)


def _write(side: Side, new: Ack, files: dict[str, File], report: Report) -> bool:
    me = side.book.me()
    body = ack.encode(new)
    whole = segment.seal(
        Kind.ACK, body, workspace=side.workspace, writer=me, key=side.key(), random=side.random
    )
    path = _path(me, new.number)
    file = publishing.send(side, path, whole)
    if file is None:
        return False
    side.book.keep_ack(me, new.number, body)
    files[path] = file
    report.written += 1
    return True


def _remove_earlier(side: Side, last: str, files: dict[str, File], report: Report) -> None:
    """Remove what was said under this name before, and the copies that clouds made of it."""
    me = side.book.me()
    earlier = [path for path, file in files.items() if file.writer == me and not file.ranges]
    earlier.remove(last)
    for path in earlier:
        side.folder.remove(path)
        del files[path]
        report.written += 1
    side.book.forget(earlier)


def _state(side: Side) -> tuple[int, bytes]:
    """The version of the schema, and what the tables add up to; nothing while something is here
    of which a vector does not tell, since an earlier change of its writer is missing.
    """
    schema, digest = side.book.state_digest()
    behind = any(side.book.beyond(writer, held) for writer, held in side.book.held().items())
    return schema, b"" if behind or side.book.awaits_erasure() else digest


def _path(writer: bytes, number: int) -> str:
    return f"ack/{writer.hex()}-{number}.seg"


def others(side: Side) -> dict[bytes, Ack]:
    """What every other writer last said."""
    me = side.book.me()
    return {w: ack.decode(body) for w, body in side.book.acks().items() if w != me}


def judge(side: Side, acks: dict[bytes, Ack], report: Report) -> set[bytes]:
    """Tell in `report` who confirmed what, and return the writers of whom others hold other ops
    under the same numbers.
    """
    held = side.book.held()
    mine = side.book.me()[:REPLICA]
    gone = side.book.gone()
    forked: set[bytes] = set()
    own = {w: h for w, h in held.items() if w[:REPLICA] == mine}
    # Behind a gap a vector says nothing, and so nobody can confirm it.
    sayable = not any(side.book.beyond(writer, one) for writer, one in own.items())
    state = None
    for writer, said in acks.items():
        theirs = said.held
        forked |= {w for w, h in theirs.items() if _differs(h, held.get(w))}
        if writer[:REPLICA] == mine or writer[:REPLICA] in gone:
            continue
        report.ahead = max(report.ahead, said.at - side.now)
        if sayable and has_all(said, own):
            _confirmed(report, said)
        if ack.vector_of(held) == said.vector:
            state = state or _state(side)
            if said.schema == state[0] and said.digest != state[1] and said.digest and state[1]:
                _log.error("%s holds the same changes and another state", writer.hex())
                report.diverged = (*report.diverged, said.name)
    return forked


def has_all(said: Ack, held: Mapping[bytes, Held]) -> bool:
    """Whether who said this holds all of these writers' ops that are held here."""
    theirs = said.held
    return all(_has(theirs, writer, one) for writer, one in held.items())


def said_here(book: Book) -> Ack | None:
    """What this laptop said last, or a copy of its database; None before the first time."""
    body = book.acks().get(book.me())
    return None if body is None else ack.decode(body)


def _has(theirs: dict[bytes, Held], writer: bytes, held: Held) -> bool:
    found = theirs.get(writer, Held())
    return (found.contiguous, found.xor) == (held.contiguous, held.xor)


def _differs(one: Held, other: Held | None) -> bool:
    return other is not None and one.contiguous == other.contiguous and one.xor != other.xor


def _confirmed(report: Report, said: Ack) -> None:
    at: datetime = from_ms(said.at)
    if report.confirmed is None or at > report.confirmed:
        report.confirmed, report.confirmed_by = at, said.name
