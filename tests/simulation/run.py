"""One world from its seed."""

from random import Random

from tests.simulation.drive import Share, Tree
from tests.simulation.ending import end
from tests.simulation.invariants import Watch
from tests.simulation.machine import Machine, MemoryMachine
from tests.simulation.memory_book import MemoryBook
from tests.simulation.steps import FAULTS, Steps
from tests.simulation.world import MakeMachine, World


def in_memory(replica: bytes, random: Random) -> Machine:
    return MemoryMachine(MemoryBook(replica, random))


def run(seed: int, make: MakeMachine = in_memory, *, steps: int | None = None) -> World:
    """Take the world of this seed from its first day to its end. Raises Broken."""
    world = World(f"smartsupport {seed}", make)
    try:
        random = world.random
        faults = frozenset(f for f in FAULTS if random.random() < random.choice((0.2, 0.5)))
        world.note(f"with {sorted(faults)}")
        _begin(world, faults)
        watch = Watch(world)
        world.watch = watch.after_round
        days = Steps(world, faults)
        for _ in range(steps or random.choice((60, 80, 100, 100, 150, 400))):
            days.step()
        end(world)
        return world
    except Exception as error:
        error.add_note(f"`python -m tests.simulation --seeds {seed}` shows it again")
        raise
    finally:
        world.close()


def _begin(world: World, faults: frozenset[str]) -> None:
    random = world.random
    (count,) = random.choices((2, 3, 4, 5, 6), (30, 30, 20, 10, 10))
    shares = 2 if "stick" in faults and count > 2 and random.random() < 0.4 else 1
    copied = random.random() < 0.75
    key = world.another_key()
    for n in range(shares):
        share = Share()
        world.shares.append(share)
        tree = share.another()
        for _ in range(count // shares + (count % shares if n == 0 else 0)):
            laptop = world.another_laptop(tree)
            laptop.machine.book.add_key(key)
            if not share.trees[0].files:
                world.prepare(laptop, tree)
            world.introduce(laptop)
            tree = share.another(tree) if copied else tree
        if copied:
            share.trees.pop()
        share.settle()
    if shares == 2:
        there = world.shares[1]
        tree = there.another(there.trees[0]) if copied else there.trees[0]
        world.laptops[0].visits.append(tree)
    elif "stick" in faults:
        world.stick = Tree()
        for laptop in world.laptops[:2]:
            laptop.visits.append(world.stick)
        world.prepare(world.laptops[0], world.stick)
