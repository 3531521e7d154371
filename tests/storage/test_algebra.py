"""Merging commutes, associates and repeats, on the real tables and for every two kinds of change.

`test_heads` holds the pure fold against all 720 orders, `test_merge` and `test_erasing` against
random histories; here six ops of two kinds meet in the store, some in one transaction.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement, permutations
from random import Random

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection, select

from smartsupport.domain.erasure import Level
from smartsupport.storage import digest, oplog
from smartsupport.storage.check import in_memory
from smartsupport.storage.op import ADD, Op
from smartsupport.storage.schema import ERASED, HELD, OP, OP_SUBJECT
from tests.storage.logs import rows
from tests.storage.ops import ROW_ID, make_op, void_of, written_by
from tests.storage.test_erasing import erase_op

KINDS = (
    *("add", "change", "delete", "void", "erase identity", "erase all"),
    *("unknown kind", "unknown column", "unknown table"),
)
PAIRS = list(combinations_with_replacement(KINDS, 2))
EVENT = make_op(
    90, ADD, {"row": {"code": "S1", "move": "issue", "at": 0, "reason": ""}}, table="card_event"
)


def made(kind: str, seq: int, replica: int, hlc: int, known: Sequence[Op]) -> Op:
    """An op of this kind by somebody who had seen `known`."""
    seen = [op for op in known if op.table == "participant" and op.kind in ("add", "change")]
    if kind == "void":
        return void_of(seq, replica, hlc, [EVENT.id])
    if kind.startswith("erase"):
        return replace(erase_op(seq, Level(kind.split()[1]), replica=replica), hlc=hlc)
    if kind == "unknown table":
        return make_op(seq, ADD, {"x": {"x": [1.5]}}, replica=replica, hlc=hlc, table="robot")
    if kind.startswith("unknown"):
        op = written_by(seen, "change both", seq, replica, hlc)
        if kind == "unknown kind":
            return replace(op, kind="explode", subjects=[ROW_ID])
        values = {**op.values, "later": {"later": [1.5]}}
        return replace(op, values=values, subjects=[ROW_ID])
    return replace(written_by(seen, kind, seq, replica, hlc), subjects=[ROW_ID])


def six_of(a: str, b: str) -> list[Op]:
    """Six ops that conflict, the last two in one transaction."""
    add = made("add", 1, 1, 1, [])
    first = made(a, 2, 1, 2, [add])
    second = made(b, 3, 2, 2, [add])
    third = made(a, 4, 3, 1, [add, second])
    fourth = made(b, 5, 2, 5, [first])
    fifth = made(a, 6, 1, 3, [add, first, second])
    together = [replace(o, txn=b"t" * 16, index=n, count=2) for n, o in enumerate((fourth, fifth))]
    return [add, first, second, third, *together]


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    """A database in which the event that is voided is among the rest."""
    with in_memory() as connection:
        oplog.merge(connection, [EVENT])
        yield connection


def all_of(connection: Connection) -> str:
    """Everything that a merge leaves."""
    tables = [
        sorted(map(tuple, connection.execute(select(table))))
        for table in (OP, OP_SUBJECT, ERASED, HELD)
    ]
    return repr((rows(connection), digest.total(digest.noted(connection)), tables))


def outcomes(connection: Connection, orders: Sequence[Sequence[Op]], random: Random) -> set[str]:
    """What these orders come to, each in random pieces, each op twice."""
    found = set()
    for order in orders:
        connection.exec_driver_sql("SAVEPOINT before")
        coming = [*order, *random.sample(order, len(order))]
        while coming:
            length = random.randint(1, len(coming))
            oplog.merge(connection, coming[:length])
            del coming[:length]
        found.add(all_of(connection))
        connection.exec_driver_sql("ROLLBACK TO before")
    return found


@pytest.mark.parametrize("pair", PAIRS, ids=" and ".join)
def test_some_orders_of_six_ops_leave_the_same(
    connection: Connection, pair: tuple[str, str]
) -> None:
    random, six = Random(str(pair)), six_of(*pair)
    orders = [random.sample(six, 6) for _ in range(1)]
    assert len(outcomes(connection, [six, six[::-1], *orders], random)) == 1


@pytest.mark.soak
@pytest.mark.parametrize("pair", PAIRS, ids=" and ".join)
def test_all_720_orders_of_six_ops_leave_the_same(
    connection: Connection, pair: tuple[str, str]
) -> None:
    assert len(outcomes(connection, list(permutations(six_of(*pair))), Random(str(pair)))) == 1
