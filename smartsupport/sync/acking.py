"""Acks: saying what is held here, and judging what others say.

At most one a minute and only when it says something else, so that a folder at rest stays at rest.
"""

import logging
from collections.abc import Mapping
from datetime import datetime

import msgspec

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

_FACT = "ack"
_log = logging.getLogger(__name__)


class _Said(msgspec.Struct, frozen=True, array_like=True):
    """The ack that this laptop wrote last."""

    number: int
    at: int
    path: str
    body: bytes
    """What it said, apart from number and moment."""


def say(side: Side, files: dict[str, File], report: Report, *, stale: bool) -> None:
    """Write an ack if there is something new to say and the last one is a minute old.

    While `stale` own files still hold what was erased, no more erasures are said to be finished.
    Raises OSError.
    """
    before = _before(side)
    said = None if before is None else msgspec.msgpack.decode(before.body, type=Ack)
    now = side.now
    if before is not None and before.path in files and 0 <= now - before.at < APART:
        return
    vector = ack.vector_of(side.book.held())
    erased = tuple(side.book.finished_erasures())
    if stale:
        erased = said.erased if said else ()
    if (
        before is not None
        and said is not None
        and (said.vector, said.erased, said.name) == (vector, erased, side.name)
        and before.path in files
    ):
        return
    schema, digest = side.book.state_digest()
    new = Ack(
        number=before.number + 1 if before else 1,
        at=now,
        name=side.name,
        vector=vector,
        erased=erased,
        schema=schema,
        digest=digest,
    )
    _write(side, new, before, files, report)


def _write(
    side: Side, new: Ack, before: _Said | None, files: dict[str, File], report: Report
) -> None:
    me = side.book.me()
    body = ack.encode(new)
    whole = segment.seal(
        Kind.ACK, body, workspace=side.workspace, writer=me, key=side.key(), random=side.random
    )
    path = f"ack/{me.hex()}-{new.number}.seg"
    said = _Said(new.number, new.at, path, body)
    file = publishing.send(side, path, whole)
    if file is None:
        return
    side.book.keep_fact(_FACT, msgspec.msgpack.encode(said))
    files[path] = file
    report.written += 1
    if before is not None and before.path != path:
        side.folder.remove(before.path)
        side.book.forget([before.path])
        files.pop(before.path, None)


def _before(side: Side) -> _Said | None:
    kept = side.book.fact(_FACT)
    return None if kept is None else msgspec.msgpack.decode(kept, type=_Said)


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
    state = None
    for writer, said in acks.items():
        theirs = said.held
        forked |= {w for w, h in theirs.items() if _differs(h, held.get(w))}
        if writer[:REPLICA] == mine or writer[:REPLICA] in gone:
            continue
        report.ahead = max(report.ahead, said.at - side.now)
        if has_all(said, own):
            _confirmed(report, said)
        if ack.vector_of(held) == said.vector:
            state = state or side.book.state_digest()
            if said.schema == state[0] and said.digest != state[1]:
                _log.error("%s holds the same changes and another state", writer.hex())
                report.diverged = (*report.diverged, said.name)
    return forked


def has_all(said: Ack, held: Mapping[bytes, Held]) -> bool:
    """Whether who said this holds all of these writers' ops that are held here."""
    theirs = said.held
    return all(_has(theirs, writer, one) for writer, one in held.items())


def said_here(book: Book) -> Ack | None:
    """What this laptop said last, None before the first time."""
    kept = book.fact(_FACT)
    if kept is None:
        return None
    return ack.decode(msgspec.msgpack.decode(kept, type=_Said).body)


def _has(theirs: dict[bytes, Held], writer: bytes, held: Held) -> bool:
    found = theirs.get(writer, Held())
    return (found.contiguous, found.xor) == (held.contiguous, held.xor)


def _differs(one: Held, other: Held | None) -> bool:
    return other is not None and one.contiguous == other.contiguous and one.xor != other.xor


def _confirmed(report: Report, said: Ack) -> None:
    at: datetime = from_ms(said.at)
    if report.confirmed is None or at > report.confirmed:
        report.confirmed, report.confirmed_by = at, said.name
