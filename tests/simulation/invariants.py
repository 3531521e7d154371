"""What must hold: after every round, and in the end."""

from typing import Any
from uuid import UUID

from smartsupport.domain.door import DoorEvent, visits_from
from smartsupport.storage.held import WRITER, seq_of
from smartsupport.storage.records import from_row
from smartsupport.storage.schema import DOOR_EVENT, SYNCED
from smartsupport.sync import ack, tidying
from smartsupport.sync.folder import is_in_flight
from smartsupport.sync.segment import Kind
from smartsupport.sync.side import REPLICA, Report
from tests.simulation import reference
from tests.simulation.contents import Content
from tests.simulation.desk import MARK, canary
from tests.simulation.drive import Faulty, Tree
from tests.simulation.world import Broken, Laptop, World


class Watch:
    """Looks on at every round of a world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._acks: dict[Laptop, bytes | None] = {}

    def after_round(self, laptop: Laptop, tree: Tree, folder: Faulty, report: Report) -> None:
        if report.diverged:
            raise Broken(f"{laptop.name} holds the same as {report.diverged} and shows other rows")
        if folder.tree is tree and report.is_complete and folder.old is None:
            self._is_complete(laptop, tree)
        if report.confirmed is not None:
            self._is_confirmed(laptop, report)
        said = laptop.machine.book.acks().get(laptop.machine.book.me())
        if said != self._acks.get(laptop):
            self._acks[laptop] = said
            # A copy of a laptop brings what the other one said; what counts is what a round says.
            done = report.trouble is None and folder.tree is tree and folder.old is None
            if said is not None and done:
                self._is_receipt(laptop, tree, said)

    def _is_complete(self, laptop: Laptop, tree: Tree) -> None:
        # What changes in its place after it was read is only found by [詰め直す].
        read = {p: file for p, file in laptop.machine.book.files().items() if file.digest}
        unread = self.world.contents.unreadable(tree.files)
        changed = [run for path in unread if path in read for run in read[path].ranges]
        if unread := [path for path in unread if path not in read]:
            raise Broken(f"{laptop.name} is complete, but {unread} could not be read")
        found = self.world.contents.readable(_landed(tree))
        inside = frozenset().union(*(content.ids for content in found.values()))
        log = laptop.machine.log()
        if not inside <= log.keys():
            raise Broken(f"{laptop.name} is complete, but lacks what lies in the folder")
        own = {id for id in log if id[:REPLICA] == laptop.replica}
        own -= {i for i in own for w, a, b in changed if i[:WRITER] == w and a <= seq_of(i) <= b}
        if not own <= inside | self.world.rotten:
            raise Broken(f"{laptop.name} is complete, but its own are not in the folder")

    def _is_confirmed(self, laptop: Laptop, report: Report) -> None:
        theirs = [one for one in self.world.laptops if one.called == report.confirmed_by]
        own = {id for id in laptop.machine.log() if id[:REPLICA] == laptop.replica}
        for other in theirs:
            own -= other.machine.log().keys() | other.ever
        if theirs and own:
            raise Broken(f"{report.confirmed_by} never had {len(own)} that it is said to confirm")

    def _is_receipt(self, laptop: Laptop, tree: Tree, said: bytes) -> None:
        """Who says that an erasure is finished has nothing of the person any more."""
        finished = set(ack.decode(said).erased)
        log = laptop.machine.log()
        words = _canaries(reference.erased(op for op in log.values() if op.row in finished))
        if not words:
            return
        found = self.world.contents.readable(_landed(tree)).values()
        own = [one.plain for one in found if one.writer == laptop.machine.book.me()]
        _no_word(words, f"{laptop.name}, which says so", [laptop.machine.holds(), *own])


def _landed(tree: Tree) -> dict[str, bytes]:
    return {path: whole for path, whole in tree.files.items() if not is_in_flight(path)}


def _canaries(erased: reference.Erased) -> list[bytes]:
    return [canary(UUID(bytes=id)).encode() for id in erased]


def _no_word(words: list[bytes], where: str, plains: list[bytes]) -> None:
    everything = b"\n".join(plains)
    for word in words:
        if word in everything:
            raise Broken(f"an erased person is still named by {where}")


# --- in the end -------------------------------------------------------------------------------


def check_end(world: World) -> None:
    """Everything is quiet; now all must agree with one another and with the reference."""
    world.reckon()
    _nothing_lost(world)
    _all_alike(world)
    _as_the_reference_says(world)
    _nobody_erased(world)
    _nothing_open(world)
    _few_files(world)
    _whole_transactions(world)


def _nothing_lost(world: World) -> None:
    expected = world.written.keys() - world.lost
    for laptop in world.laptops:
        log = laptop.machine.log()
        if missing := expected - log.keys():
            raise Broken(f"{laptop.name} lacks {len(missing)} of {len(expected)} changes")
        if invented := log.keys() - world.written.keys():
            raise Broken(f"{laptop.name} has {len(invented)} changes that nobody made")


def _all_alike(world: World) -> None:
    digests = {laptop.machine.book.state_digest() for laptop in world.laptops}
    if len(digests) > 1:
        raise Broken("the laptops do not show the same rows")
    logs = {frozenset(laptop.machine.log()) for laptop in world.laptops}
    if len(logs) > 1:
        raise Broken("the laptops do not hold the same changes")
    one = world.random.choice(world.laptops).machine
    if one.replayed() != one.book.state_digest()[1]:
        raise Broken("merged in another order, the changes make other rows")


def _as_the_reference_says(world: World) -> None:
    expected = [op for id, op in world.written.items() if id in world.laptops[0].machine.log()]
    gone = reference.erased(expected)
    # Of an erasure that was truly lost, stubs may have got away before.
    forgotten = {op.row for op in world.written.values() if op.id in world.lost}
    forgotten |= set(reference.erased(op for i, op in world.written.items() if i in world.lost))
    left = {op.id: reference.left_of(op, gone) for op in expected}
    for laptop in world.laptops:
        for id, op in laptop.machine.log().items():
            if op != left[id] and forgotten.isdisjoint((op.row, *op.subjects)):
                raise Broken(f"{laptop.name} keeps another change than was made: {id.hex()}")
    laptop = world.laptops[0]
    rows = laptop.machine.rows()
    meant = reference.rows(laptop.machine.log().values())
    if rows.keys() != meant.keys():
        raise Broken(f"{len(rows.keys() ^ meant.keys())} rows more or fewer than the reference")
    for key, row in meant.items():
        stored = rows[key]
        wrong = [name for name, value in row.items() if stored[name] != value]
        if wrong:
            raise Broken(f"{key[0]}: {wrong} are not what the reference says")
    _presence(rows, meant)


def _presence(rows: Any, meant: Any) -> None:
    synced = SYNCED[DOOR_EVENT.name]
    events = [from_row(synced, DoorEvent, row) for (t, _), row in rows.items() if t == synced.name]
    shown = [e for e, row in zip(events, _of(rows, synced.name), strict=True) if not row["voided"]]
    here = {(v.session_id.bytes, v.person_id.bytes) for v in visits_from(shown) if v.inside}
    theirs = [
        {"id": id, **row}
        for (table, id), row in meant.items()
        if table == synced.name and not row["voided"]
    ]
    if here != reference.inside(theirs):
        raise Broken("who is inside is not what the door events say")


def _of(rows: Any, table: str) -> list[Any]:
    return [row for (name, _id), row in rows.items() if name == table]


def _nobody_erased(world: World) -> None:
    for tree in world.trees:
        if any(MARK.encode() in whole for whole in tree.files.values()):
            raise Broken("something can be read in the folder without a key")
    erased = reference.erased(world.laptops[0].machine.log().values())
    words = _canaries(erased)
    if not words:
        return
    for laptop in world.laptops:
        _no_word(words, f"{laptop.name}", [laptop.machine.holds()])
        waiting = world.contents.readable(laptop.machine.book.outbox())
        _no_word(words, f"the outbox of {laptop.name}", [c.plain for c in waiting.values()])
    for tree in world.trees:
        for path, content in world.contents.readable(tree.files).items():
            _no_word(words, path, [content.plain])


def _nothing_open(world: World) -> None:
    for laptop in world.laptops:
        report = world.round(laptop, laptop.home)
        assert report is not None
        # What was spoilt in its place after it was read is only found by [詰め直す].
        read = laptop.machine.book.files()
        junk = sum(p not in read for p in world.contents.unreadable(laptop.home.files))
        said = (report.trouble, report.unsent, report.waiting)
        if said != (None, 0, junk):
            raise Broken(f"{laptop.name} tells {said} of a quiet folder with {junk} strange files")


def _few_files(world: World) -> None:
    """Whose changes somebody else confirms has few files, however many rounds there were."""
    for share in world.shares:
        found = world.contents.readable(share.trees[0].files)
        live = {one.replica for one in world.laptops if one.home.share is share}
        heard = live - world.laptops[0].machine.book.gone()
        for replica in live:
            if heard - {replica}:
                theirs = [c for c in found.values() if c.writer[:REPLICA] == replica]
                _few_of(replica, [c for c in theirs if _without_gap(world, c)])
        acks = [c.writer for c in found.values() if c.kind == Kind.ACK]
        if any(acks.count(one.machine.book.me()) > 1 for one in world.laptops):
            raise Broken("acks pile up")


def _without_gap(world: World, content: Content) -> bool:
    """Whether an ack can say that it arrived: not behind a change that is truly lost."""
    held = world.laptops[0].machine.book.held()
    return all(seq_of(id) <= held[id[:WRITER]].contiguous for id in content.ids)


def _few_of(replica: bytes, found: list[Content]) -> None:
    classes: dict[int, int] = {}
    for content in found:
        if content.kind == Kind.LOG:
            kind = (len({id[: WRITER + 8] for id in content.ids}).bit_length() - 1) // 2
            classes[kind] = classes.get(kind, 0) + 1
    if any(count >= tidying.AT_A_TIME for count in classes.values()):
        raise Broken(f"{replica.hex()} has {classes} files by size")


def _whole_transactions(world: World) -> None:
    """No file of a program of today holds a part of a transaction, but for twins' numbers."""
    held = world.laptops[0].machine.book.held()
    for tree in world.trees:
        for path, content in world.contents.readable(tree.files).items():
            by_txn: dict[bytes, int] = {}
            for op in content.ops:
                by_txn[op.txn] = by_txn.get(op.txn, 0) + 1
            split = [op for op in content.ops if by_txn[op.txn] < op.count and op.schema == 1]
            if any(not held[op.id[:WRITER]].forked for op in split):
                raise Broken(f"{path} holds a part of a transaction")
