"""What is held of each writer: up to which number nothing is missing, and the XOR of the chance.

Two laptops that hold the same numbers of a writer hold the same ops, unless two databases wrote
under one name; then the XOR differs. A local write does not touch this: `catch_up` reads what came
since from the log, whose ids order by writer and number.
"""

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, insert, select

from smartsupport.storage.op import OpId
from smartsupport.storage.schema import HELD, OP, REPLICA

WRITER = 12
"""Bytes of an op's id that name its writer: replica 8, incarnation 4."""

_NO_XOR = bytes(8)


class Held(NamedTuple):
    """Of one writer: every op numbered 1 to `contiguous` is here; `xor` is that of their 8 random
    bytes; `forked` says that two ops had one number.
    """

    contiguous: int = 0
    xor: bytes = _NO_XOR
    forked: bool = False

    def and_first(self, random: bytes) -> "Held":
        """With the next number."""
        return self._replace(contiguous=self.contiguous + 1, xor=xored(self.xor, random))

    def and_also(self, random: bytes) -> "Held":
        """With another op of a number that is here."""
        return self._replace(xor=xored(self.xor, random), forked=True)


def xored(one: bytes, other: bytes) -> bytes:
    """The XOR of two times 8 bytes."""
    return (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")).to_bytes(8, "big")


def seq_of(op: bytes) -> int:
    """The number in an op's id."""
    return int.from_bytes(op[WRITER : WRITER + 8], "big")


def further(held: Held, ids: Iterable[bytes]) -> Held:
    """`held` and then these ids of its writer, in order, as far as nothing is missing."""
    for id in ids:
        seq, random = seq_of(id), id[WRITER + 8 :]
        if seq > held.contiguous + 1:
            break
        held = held.and_first(random) if seq == held.contiguous + 1 else held.and_also(random)
    return held


def vector(connection: Connection) -> dict[bytes, Held]:
    """What is held of every writer, as far as it is noted."""
    rows = connection.execute(select(HELD))
    return {row.writer: Held(row.contiguous, row.xor, bool(row.forked)) for row in rows.all()}


def note(connection: Connection, new: Iterable[bytes]) -> None:
    """Take note of ops that were stored just now, in any order."""
    before = vector(connection)
    again: dict[bytes, Held] = {}
    for id in new:
        writer = id[:WRITER]
        held = again.get(writer, before.get(writer, Held()))
        late = seq_of(id) <= held.contiguous
        again[writer] = held.and_also(id[WRITER + 8 :]) if late else held
    for writer, held in again.items():
        _keep(connection, writer, further(held, _after(connection, writer, held.contiguous)))


def caught_up(connection: Connection, noted: dict[bytes, Held]) -> dict[bytes, Held]:
    """`noted`, and what was written here since."""
    writer = me(connection)
    before = noted.get(writer, Held())
    now = further(before, _after(connection, writer, before.contiguous))
    return noted if now == before else {**noted, writer: now}


def catch_up(connection: Connection) -> None:
    """Take note of what was written here since."""
    writer = me(connection)
    now = caught_up(connection, vector(connection)).get(writer)
    if now is not None:
        _keep(connection, writer, now)


def me(connection: Connection) -> bytes:
    """Who writes here now."""
    found = connection.execute(select(REPLICA.c.replica, REPLICA.c.incarnation)).one()
    return OpId(found.replica, found.incarnation, 0, _NO_XOR).pack()[:WRITER]


def fill(connection: Connection) -> None:
    """Take note of the whole log anew."""
    for writer in writers(connection):
        _keep(connection, writer, further(Held(), _after(connection, writer, 0)))


def writers(connection: Connection) -> list[bytes]:
    """Everybody who wrote in the log."""
    out: list[bytes] = []
    last = bytes(0)
    while (
        found := connection.execute(select(func.min(OP.c.id)).where(OP.c.id > last)).scalar_one()
    ) is not None:
        out.append(found[:WRITER])
        last = found[:WRITER] + b"\xff" * 16
    return out


def until(connection: Connection, writer: bytes, start: Held, last: int) -> Held:
    """What is held of a writer up to number `last`, going on from `start`."""
    within = takewhile(lambda id: seq_of(id) <= last, _after(connection, writer, start.contiguous))
    return further(start, within)


def beyond(connection: Connection, writer: bytes, held: Held) -> list[int]:
    """The numbers after the first gap, in order."""
    return [seq_of(id) for id in _after(connection, writer, held.contiguous)]


def _after(connection: Connection, writer: bytes, seq: int) -> Iterator[bytes]:
    """The ids of a writer with a greater number, in order."""
    first = writer + (seq + 1).to_bytes(8, "big")
    found = connection.execute(
        select(OP.c.id).where(OP.c.id >= first, OP.c.id <= writer + b"\xff" * 16).order_by(OP.c.id)
    )
    yield from found.scalars()


def _keep(connection: Connection, writer: bytes, held: Held) -> None:
    connection.execute(delete(HELD).where(HELD.c.writer == writer))
    connection.execute(insert(HELD).values(writer=writer, **held._asdict()))
