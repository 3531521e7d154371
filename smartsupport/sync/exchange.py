"""One round at the shared folder: read everything, then write what is missing there.

A round may be cut off anywhere and done again at any time. It writes nothing when there is nothing
to say.
"""

import errno
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from smartsupport.storage.book import File
from smartsupport.sync import acking, healing, keys, place, publishing, reading, tidying
from smartsupport.sync.folder import Listed, is_in_flight
from smartsupport.sync.side import REPLICA, Report, Side, Tries, Trouble

T = TypeVar("T")

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)


@dataclass(slots=True)
class Rounds:
    """What one round remembers for the next; a program that starts anew has forgotten it."""

    tries: dict[str, Tries] = field(default_factory=dict)
    forked: healing.Known = field(default_factory=healing.Known)
    tidied: tidying.Known = field(default_factory=tidying.Known)


def exchange(
    side: Side,
    rounds: Rounds,
    *,
    thorough: bool = False,
    heal: bool = False,
    progress: Callable[[float], None] = lambda done: None,
) -> Report:
    """Do one round.

    `thorough` tries every file again that could not be read; `heal` puts everything that is here
    into the folder, other laptops' ops too, without waiting for a day, and also what was spoilt
    there since it was read. What the folder does is told in the report and never raised.
    """
    report = Report()
    before = files = side.book.files()  # what lay there when it was last looked at
    try:
        listed = side.folder.list()
        report.trouble = place.objection(side, listed)
        if report.trouble is Trouble.EMPTY:
            files = {}
        if report.trouble is None:
            there = [one for one in listed if not is_in_flight(one.path)]
            found = keys.read(side.folder, there)
            read = partial(
                reading.read_all, side, there, rounds.tries, report, afresh=heal, progress=progress
            )
            files = read(thorough=thorough)
            # Not before: what was read may say that this laptop is to have no new keys.
            if keys.adopt(side, found):
                report.count_anew()
                files = read(thorough=True)
            spoilt = _spoilt(side, listed, before, files)
            _answer(side, rounds, listed, found, files, report, heal=heal)
            _remove(side, spoilt, report)
    except OSError as error:
        report.trouble = trouble_of(error)
    report.unsent = healing.unsent(side, files)
    return report


def _spoilt(
    side: Side, listed: list[Listed], before: dict[str, File], files: dict[str, File]
) -> list[str]:
    """Own files that were whole once, and now are not."""
    mine = side.book.me()[:REPLICA]
    lost = before.keys() - files.keys()
    return sorted(
        one.path for one in listed if one.path in lost and before[one.path].writer[:REPLICA] == mine
    )


def _remove(side: Side, spoilt: list[str], report: Report) -> None:
    """They go once what was in them lies in other files. Raises OSError."""
    if not side.book.outbox():
        for path in spoilt:
            side.folder.remove(path)
            report.written += 1


def _answer(
    side: Side,
    rounds: Rounds,
    listed: list[Listed],
    found: list[keys.Found],
    files: dict[str, File],
    report: Report,
    *,
    heal: bool,
) -> None:
    acks = acking.others(side)
    forked = acking.judge(side, acks, report)
    _write(side, rounds, listed, found, files, forked, report, heal=heal)
    keys.write(side, found, report, heal=heal)
    tidying.repack(side, files, acks, rounds.tidied, report)
    stale = bool(tidying.stale_ones(side, files))
    acking.say(side, files, report, stale=stale)


def _write(
    side: Side,
    rounds: Rounds,
    listed: list[Listed],
    found: list[keys.Found],
    files: dict[str, File],
    forked: set[bytes],
    report: Report,
    *,
    heal: bool,
) -> None:
    ours = {side.book.me()[:REPLICA], *side.book.gone()}
    for one in listed:
        if any(is_in_flight(one.path, replica) for replica in ours):  # cut off in an earlier round
            side.folder.remove(one.path)
    tidying.mark_stale(side, files)
    keys.renew(side, found, publishing.covered(files.values(), side.book.outbox().values()))
    # Files that were read once and cannot be read now: they are told like others on their way.
    report.arriving += healing.seal_missing(side, files, forked, rounds.forked, now=heal)
    publishing.send_all(side, files, report)
    tidying.redact(side, files, report)


def trouble_of(error: OSError) -> Trouble:
    """What an answer of the folder means."""
    if isinstance(error, FileNotFoundError):
        return Trouble.MISSING
    if error.errno in _NO_ROOM:
        return Trouble.FULL
    if error.errno in _NOT_ALLOWED or isinstance(error, PermissionError):
        return Trouble.NOT_WRITABLE
    return Trouble.UNREACHABLE
