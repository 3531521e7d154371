"""The key ring: the workspace keys, under which everything that leaves this laptop is sealed.

One key for each *epoch*. The first is made with the 台帳, so that every copy of it has the same; a
new epoch begins when somebody is removed or a laptop is lost, and protects what is written then.
"""

import secrets
from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from smartsupport.storage.op import OpId
from smartsupport.storage.schema import FACT, WORKSPACE_KEY
from smartsupport.storage.unit_of_work import Work

WANTED = "new_key"
"""The fact by which a new epoch is asked for: the id of the last op that goes under the old one."""

ID, SECRET = 16, 32


class RingKey(NamedTuple):
    """A workspace key of the ring: of two the greater is the newer, whatever a clock says."""

    epoch: int
    id: bytes
    secret: bytes


def fresh(epoch: int, random: Callable[[int], bytes] = secrets.token_bytes) -> RingKey:
    """A key that nobody has yet."""
    return RingKey(epoch, random(ID), random(SECRET))


def keys(connection: Connection) -> list[RingKey]:
    """The ring, the key in use last."""
    rows = connection.execute(select(WORKSPACE_KEY)).all()
    return sorted(RingKey(row.epoch, row.id, row.secret) for row in rows)


def put(connection: Connection, key: RingKey) -> None:
    """Put a key on the ring; one that is there stays as it is."""
    known = select(WORKSPACE_KEY.c.id).where(WORKSPACE_KEY.c.id == key.id)
    if connection.execute(known).first() is None:
        connection.execute(insert(WORKSPACE_KEY).values(**key._asdict()))


def want_another(work: Work) -> None:
    """Ask for a new epoch, in the transaction that is the reason.

    The next round at the shared folder makes it, before it gives away what was written later. What
    was written until now goes under the old key: whoever was removed must be able to read that
    they were, or two who removed each other would never hear of it.
    """
    last = OpId(*work.writer, work.position, bytes(8)).pack()
    work.connection.execute(delete(FACT).where(FACT.c.name == WANTED))
    work.connection.execute(insert(FACT).values(name=WANTED, value=last))
