"""A small shared folder as laptops leave it, kept with the tests for all later versions to read.

`python -m tests.sync.golden` makes it anew, which only a new format is a reason for: what it holds
otherwise lies in folders out there too.
"""

import json
import shutil
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from uuid import UUID

from sqlalchemy import update

from smartsupport.domain.card import CardEvent, CardMove
from smartsupport.domain.erasure import Erasure, Level
from smartsupport.domain.participant import Participant
from smartsupport.storage.book import StoredBook
from smartsupport.storage.op import ADD, Op
from smartsupport.storage.op import encode as op_bytes
from smartsupport.storage.schema import REPLICA, SCHEMA_VERSION
from smartsupport.storage.unit_of_work import Store
from smartsupport.sync import place
from smartsupport.sync.folder import DiskFolder
from smartsupport.sync.side import Side
from tests.storage.logs import ops_of
from tests.storage.ops import make_op
from tests.stores import WORKSPACE, HeldClock, copied_store
from tests.sync import fuzzing
from tests.sync.sides import KEY, Laptop

FOLDER = Path(__file__).with_name("golden")
EXPECTED = FOLDER.with_suffix(".json")


def laptop(store: Store, clock: HeldClock, folder: Path, n: int) -> Laptop:
    """One more laptop at `folder`."""
    book = StoredBook(store)
    book.add_key(KEY)
    side = Side(
        workspace=WORKSPACE.bytes,
        book=book,
        folder=DiskFolder(folder),
        name=f"受付{n}",
        clock=clock,
        random=Random(n).randbytes,
    )
    return Laptop(store, side)


def digest_of(ops: list[Op]) -> str:
    """What a set of ops adds up to, whatever tables a version makes of them."""
    return sha256(b"".join(sorted(map(op_bytes, ops)))).hexdigest()


def names(store: Store) -> list[str]:
    with store.reading() as reading:
        return sorted(person.name for person in reading.find(Participant))


def told(store: Store) -> dict[str, object]:
    """What a laptop that read the folder is expected to know."""
    schema, digest = StoredBook(store).state_digest()
    return {
        "ops": digest_of(ops_of(store)),
        "count": len(ops_of(store)),
        "names": names(store),
        "schema": schema,
        "digest": digest.hex(),
    }


def make(folder: Path, stores: Path) -> dict[str, object]:
    """Let two laptops write into the empty `folder`; what a third then knows."""
    with ExitStack() as stack:
        clock = HeldClock()

        def one(n: int) -> Laptop:
            store = copied_store(stores / str(n), clock)
            stack.callback(store.close)
            with store.maintenance() as connection:
                connection.execute(update(REPLICA).values(replica=bytes([n]) * 8))
            return laptop(store, clock, folder, n)

        a, b = one(1), one(2)
        place.prepare(a.side)
        _write(a, b, clock)
        (written,) = sorted(folder.glob("log/01*/*.seg"))[:1]
        shutil.copy(written, written.with_stem(written.stem + " (1)"))
        (folder / "log" / "on its way.seg").write_bytes(written.read_bytes()[:-7])
        (folder / "log" / "empty.seg").touch()
        _put_key(folder)
        c = one(3)
        c.round()
        return told(c.store)


def _write(a: Laptop, b: Laptop, clock: HeldClock) -> None:
    people = [
        Participant(id=UUID(int=n), name=name)
        for n, name in enumerate(("山田", "髙﨑𠮷", "消子"), 1)
    ]
    with a.store.transaction() as work:
        for person in people:
            work.add(person)
        card = work.add(CardEvent(id=UUID(int=9), code="S1", move=CardMove.ISSUE, at=clock()))
    for each in (a, b):
        each.round()
    for n, each in enumerate((a, b)):  # neither has seen the other's
        clock.advance(minutes=2)
        with each.store.transaction() as work:
            work.change(work.get(Participant, UUID(int=1)), phone=f"03123456{n}0", note=f"{n}")
    with b.store.transaction() as work:
        work.void(work.get(CardEvent, card.id))
        work.delete(work.get(Participant, UUID(int=2)))
        gone = frozenset([UUID(int=3)])
        work.add(Erasure(id=UUID(int=8), ids=gone, level=Level.IDENTITY, at=clock()))
    values = {"name": {"name": "後日", "kana": ""}, "later": {"later": [1.5, {"id": b"i" * 16}]}}
    b.store.merge([make_op(1, ADD, values, schema=SCHEMA_VERSION + 1, replica=7, row=bytes(16))])
    for each in (a, b, a, b):
        clock.advance(minutes=2)
        each.round(heal=True)


def _put_key(folder: Path) -> None:
    """The workspace key, sealed to a recovery sheet."""
    whole = fuzzing.sealed_key(fuzzing.key_line())
    path = folder / "keys" / f"{sha256(whole).hexdigest()[:16]}.key"
    path.parent.mkdir()
    path.write_bytes(whole)


def main() -> None:
    """Make the folder anew, and note what it is expected to say."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    with TemporaryDirectory() as stores:
        expected = make(FOLDER, Path(stores))
    EXPECTED.write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
