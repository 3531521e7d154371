"""What happens in a world, step by step: work, rounds, and everything that goes wrong."""

import errno
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from random import Random
from uuid import UUID

import msgspec

from smartsupport.domain.laptop import LaptopState
from smartsupport.storage.hlc import tick
from smartsupport.storage.op import ADD, CHANGE, Op, OpId
from smartsupport.storage.schema import PARTICIPANT
from smartsupport.storage.types import to_ms
from smartsupport.sync import segment
from smartsupport.sync.folder import is_in_flight
from smartsupport.sync.segment import FORMAT, Key
from smartsupport.sync.side import Trouble
from tests.simulation.contents import is_segment
from tests.simulation.desk import canary, erase, retire
from tests.simulation.drive import Faulty, Files, Tree, conflicted, damaged
from tests.simulation.world import WORKSPACE, Broken, Laptop, World

NUMBERS = (errno.EIO, errno.ENOSPC, errno.ESTALE, errno.EACCES)

SKEWS = (
    timedelta(minutes=10),
    timedelta(hours=9),
    timedelta(days=40),
    timedelta(days=366),
    timedelta(days=3653),
)

FAULTS = (
    *("partial", "reordered", "conflicted", "refused", "errors", "crashes", "gone", "old", "empty"),
    *("another", "emptied", "rolled back", "rotten", "strays", "clocks", "restores", "clones"),
    *("undetected", "silent", "newer", "keys", "erasures", "retired", "stick", "copies"),
)
"""What can go wrong. Each world has some of it: all at once would hide as much as it shows."""


class Newer:
    """A laptop with a later version of the program: it only writes, in ways nobody here knows."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.replica = world.random.randbytes(8)
        self._seq = 0
        self._hlc = 0

    def write(self, tree: Tree) -> None:
        """A transaction of it, in one file or two."""
        world, random = self.world, self.world.random
        person = random.randbytes(16)
        known = [op for op in world.written.values() if op.table == PARTICIPANT.name]
        seen = random.choice(known) if known and random.random() < 0.6 else None
        count = random.choice((1, 1, 2, 3))
        txn = random.randbytes(16)
        ops = [self._op(txn, n, count, seen, person) for n in range(count)]
        world.was_written(ops)
        cut = random.randrange(1, count) if count > 1 and random.random() < 0.3 else count
        for part in (ops[:cut], ops[cut:]):
            if part:
                self._publish(tree, part)

    def _op(self, txn: bytes, index: int, count: int, seen: Op | None, person: bytes) -> Op:
        random = self.world.random
        self._seq += 1
        self._hlc = tick(self._hlc, self.world.now)
        row = seen.row if seen else person
        text = canary(UUID(bytes=row)) + "新"
        values: dict[str, dict[str, object]] = {"name": {"name": text, "kana": "", "reading": text}}
        if random.random() < 0.4:
            values["pronoun"] = {"pronoun": text}
        table, kind = PARTICIPANT.name, CHANGE if seen or index else ADD
        if random.random() < 0.2:
            table, kind, values = "hobby", ADD, {"row": {"hobby": text}}
        elif random.random() < 0.1:
            kind = "merge"
        return Op(
            id=OpId(self.replica, 1, self._seq, random.randbytes(8)).pack(),
            hlc=self._hlc,
            at=to_ms(self.world.now),
            txn=txn,
            index=index,
            count=count,
            actor=None,
            schema=2,
            kind=kind,
            table=table,
            row=row,
            values=values,
            base={"name": [seen.id]} if seen and "name" in seen.values else {},
            subjects=[row],
        )

    def _publish(self, tree: Tree, ops: list[Op]) -> None:
        key = self.world.keys[0]
        whole = segment.sealed_ops(
            ops,
            workspace=WORKSPACE,
            writer=self.replica + bytes(4),
            key=Key(key.id, key.secret),
            random=self.world.random.randbytes,
        )
        tree.write(f"log/{self.replica.hex()}/{self._seq}-{whole[-8:].hex()}.seg", whole)


class Steps:
    """Takes a world through its days."""

    def __init__(self, world: World, faults: frozenset[str]) -> None:
        self.world = world
        self.random = world.random
        self.faults = faults
        self.newer: Newer | None = None
        self.old: dict[int, Files] = {}
        """What the folders were once, by share."""
        wanted: list[tuple[int, Callable[[], None], str]] = [
            (30, self.work, ""),
            (22, self.sync, ""),
            (26, self.deliver, ""),
            (7, self.time, ""),
            (4, self.form, ""),
            (2, self.sweep, ""),
            (2, self.remember, ""),
            (2, self.erase, "erasures"),
            (2, self.skew, "clocks"),
            (1, self.restore, "restores"),
            (1, self.clone, "clones"),
            (1, self.retire, "retired"),
            (1, self.new_key, "keys"),
            (2, self.give_key, "keys"),
            (3, self.newer_writes, "newer"),
            (2, self.stray, "strays"),
            (2, self.copy_file, "copies"),
            (1, self.roll_back, "rolled back"),
            (1, self.empty, "emptied"),
            (1, self.rot, "rotten"),
            (1, self.silence, "silent"),
            (3, self.visit, "stick"),
        ]
        self._steps = [step for _w, step, fault in wanted if not fault or fault in faults]
        self._weights = [w for w, _s, fault in wanted if not fault or fault in faults]

    def step(self) -> None:
        (step,) = self.random.choices(self._steps, self._weights)
        step()

    def anybody(self) -> Laptop:
        return self.random.choice([one for one in self.world.laptops if not one.away])

    # --- ordinary days ------------------------------------------------------------------------

    def work(self) -> None:
        laptop = self.anybody()
        ops = self.world.write(laptop, laptop.desk.act)
        self.world.note(f"{laptop.name} writes {len(ops)}")

    def form(self) -> None:
        laptop = self.anybody()
        laptop.machine.write(laptop.desk.open_form, self.world.now)

    def time(self) -> None:
        far = self.random.choice((10, 90, 3600, 86_400, 13 * 3600, 20 * 86_400))
        self.world.now += timedelta(seconds=far)

    def deliver(self) -> None:
        trees = [tree for tree in self.world.trees if tree.coming]
        for tree in self.random.sample(trees, min(len(trees), 2)):
            for _ in range(self.random.choice((1, 3, 12))):
                if tree.share is not None:
                    tree.share.deliver(tree, self.random, self.faults)

    def sync(self) -> None:
        laptop = self.anybody()
        folder = self.folder(laptop.home)
        crash = self.random.randrange(1, 40) if self._happens("crashes") else 0
        self.world.now += timedelta(seconds=self.random.randrange(1, 40))
        before = dict(folder.tree.files) if folder.tree is not laptop.home else None
        report = self.world.round(
            laptop,
            laptop.home,
            folder,
            crash=crash,
            after=self.random.random() < 0.5,
            thorough=self.random.random() < 0.1,
        )
        said = "crash" if report is None else report.trouble or "round"
        self.world.note(f"{laptop.name} {said} {report and report.written}")
        if before is not None and before != folder.tree.files:
            raise Broken("something was written into a folder that is not ours")
        if report is not None and before == {} and report.trouble is not Trouble.EMPTY:
            raise Broken(f"an empty folder is told as {report.trouble}")
        if report is not None and folder.gone and report.trouble is not Trouble.MISSING:
            raise Broken(f"a folder that is gone is told as {report.trouble}")

    def _happens(self, fault: str, chance: float = 0.12) -> bool:
        return fault in self.faults and self.random.random() < chance

    def folder(self, tree: Tree) -> Faulty:
        """The folder of one round, with what may be wrong in it."""
        if self._happens("another"):
            return Faulty(self._another_workspace())
        if self._happens("empty"):
            return Faulty(Tree())
        folder = Faulty(tree, gone=self._happens("gone"))
        if self._happens("errors", 0.2):
            for _ in range(self.random.choice((1, 1, 3))):
                folder.fail[self.random.randrange(1, 30)] = self.random.choice(NUMBERS)
        if self._happens("refused", 0.3):
            folder.refusals = self.random.choice((1, 2, 5))
        if self._happens("crashes"):
            folder.crash = self.random.randrange(1, 30)
            folder.after = self.random.random() < 0.5
        if self._happens("old"):
            kept = self.old.get(self.world.shares.index(tree.share) if tree.share else -1)
            folder.old = None if kept is None else Tree(dict(kept)).list()
        return folder

    def _another_workspace(self) -> Tree:
        theirs = UUID(int=self.random.getrandbits(128))
        said = f'{{"format": 1, "workspace": "{theirs}"}}'
        return Tree({"workspace.json": said.encode(), "log/1.seg": self.random.randbytes(100)})

    def sweep(self) -> None:
        self.anybody().machine.sweep()

    def remember(self) -> None:
        """A backup is made, and the cloud keeps what the folder is today."""
        laptop = self.anybody()
        if "restores" in self.faults:
            laptop.backups.append(laptop.machine.copy(laptop.random))
        share = self.random.randrange(len(self.world.shares))
        self.old[share] = dict(self.world.shares[share].trees[0].files)

    # --- what goes wrong ----------------------------------------------------------------------

    def erase(self) -> None:
        laptop = self.anybody()
        ops = self.world.write(laptop, lambda work: erase(laptop.desk, work))
        self.world.note(f"{laptop.name} erases {len(ops)}")

    def skew(self) -> None:
        laptop = self.anybody()
        laptop.wrong = self.random.choice((timedelta(), *SKEWS)) * self.random.choice((1, -1))
        self.world.note(f"{laptop.name} clock {laptop.wrong}")

    def restore(self) -> None:
        laptop = self.anybody()
        if not laptop.backups:
            return
        machine = laptop.backups.pop(self.random.randrange(len(laptop.backups)))
        seen = "undetected" not in self.faults or self.random.random() < 0.5
        if seen:
            machine.become_another(laptop.machine)
        laptop.ever |= laptop.machine.log().keys()
        laptop.machine.close()
        laptop.machine = machine
        laptop.rounds = type(laptop.rounds)()
        self.world.note(f"{laptop.name} restored, {'seen' if seen else 'unseen'}")
        self.world.reckon()

    def clone(self) -> None:
        if len(self.world.laptops) >= 6:
            return
        laptop = self.anybody()
        share = laptop.home.share
        tree = laptop.home if share is None or len(share.trees) == 1 else share.another(laptop.home)
        random = self.world.another_random()
        machine = laptop.machine.copy(random)
        new = self.world.another_laptop(tree, machine)
        new.random = new.desk.random = random
        new.called = laptop.called  # a name belongs to the replica
        new.ever |= laptop.ever
        seen = "undetected" not in self.faults or self.random.random() < 0.5
        if seen:
            machine.become_another(None)
        self.world.note(f"{new.name} is a copy of {laptop.name}, {'seen' if seen else 'unseen'}")

    def retire(self) -> None:
        """A laptop goes for good, or is said to have; somebody else writes it down."""
        laptop, other = self.anybody(), self.anybody()
        twins = [one for one in self.world.laptops if one.replica == laptop.replica]
        if laptop is other or len(twins) > 1:
            return
        state = self.random.choice((LaptopState.RETIRED, LaptopState.LOST))
        self.world.write(other, retire(laptop.replica, state, self.world.now))
        stays = self.random.random() < 0.3
        self.world.note(f"{other.name} calls {laptop.name} {state}, stays: {stays}")
        if not stays and len(self.world.laptops) > 2 and not laptop.visits:
            self.world.laptops.remove(laptop)
            self.world.gone.add(laptop.replica)
            share = laptop.home.share
            if share is not None and len(share.trees) > 1:
                share.trees.remove(laptop.home)
            laptop.machine.close()
            self.world.reckon()

    def new_key(self) -> None:
        if len(self.world.keys) < 4:
            self.anybody().machine.book.add_key(self.world.another_key())

    def give_key(self) -> None:
        laptop = self.anybody()
        laptop.machine.book.add_key(self.random.choice(self.world.keys))

    def newer_writes(self) -> None:
        if self.newer is None:
            self.newer = Newer(self.world)
            self.world.gone.add(self.newer.replica)
        self.newer.write(self.anybody().home)

    def stray(self) -> None:
        """Somebody puts something else into the folder, or a later program does."""
        tree = self.anybody().home
        known = [whole for path, whole in sorted(tree.files.items()) if is_segment(path)]
        name = self.random.choice(("log/a.seg", "ack/b.seg"))
        if known and self.random.random() < 0.5:
            whole = damaged(self.random.choice(known), self.random)
        elif self.random.random() < 0.5:
            whole = _for_a_later_program(self.random)
        else:  # without our ending it is nobody's
            name = self.random.choice(("メモ.txt", "~$book.tmp", "desktop.ini", name))
            whole = self.random.randbytes(self.random.randrange(300))
        tree.write(name, whole)

    def copy_file(self) -> None:
        """A file comes a second time: a stick, a backup put back beside, two clouds at once."""
        tree = self.anybody().home
        paths = [path for path in sorted(tree.files) if is_segment(path) and not is_in_flight(path)]
        if paths:
            path = self.random.choice(paths)
            tree.write(conflicted(path, self.random), tree.files[path])

    def roll_back(self) -> None:
        """An administrator puts the folder back to an earlier day."""
        place = self.random.randrange(len(self.world.shares))
        if place in self.old:
            self._put_back(place, self.old[place])

    def empty(self) -> None:
        self._put_back(self.random.randrange(len(self.world.shares)), {})

    def _put_back(self, share: int, files: Files) -> None:
        self.world.shares[share].put_everywhere(files)
        self.world.destroyed = True
        self.world.note(f"folder {share} is put back to {len(files)} files")
        self.world.reckon()

    def rot(self) -> None:
        """A file that lay there in peace is spoilt, on every computer."""
        share = self.random.choice(self.world.shares)
        files = share.trees[0].files
        paths = [path for path in sorted(files) if is_segment(path)]
        if paths:
            path = self.random.choice(paths)
            for content in self.world.contents.readable({path: files[path]}).values():
                self.world.rotten |= content.ids
            share.spoil(path, damaged(files[path], self.random))
            self.world.destroyed = True
            self.world.note(f"{path} rots")
            self.world.reckon()

    def silence(self) -> None:
        """One laptop is put away, and the others go on for more than a year."""
        awake = [one for one in self.world.laptops if not one.away]
        if len(awake) > 1:
            self.random.choice(awake).away = True
            self.world.now += timedelta(days=400)
            self.world.note("a year goes by")

    def visit(self) -> None:
        """Somebody carries everything to another folder: a stick, a second share."""
        able = [one for one in self.world.laptops if one.visits and not one.away]
        if able:
            laptop = self.random.choice(able)
            self.world.round(laptop, self.random.choice(laptop.visits), heal=True)


def _for_a_later_program(random: Random) -> bytes:
    """A whole file that says of itself that only a later version reads it."""
    header = msgspec.msgpack.encode([FORMAT + 1, "song", random.randbytes(16)])
    start = segment.MAGIC + len(header).to_bytes(4, "big") + header + random.randbytes(40)
    return start + sha256(start).digest()
