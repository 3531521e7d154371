"""The faults are over: everybody rounds until nothing is left to say, and then nothing moves."""

from datetime import timedelta

from smartsupport.domain.laptop import LaptopState
from smartsupport.sync.side import Trouble
from tests.simulation.desk import retire
from tests.simulation.drive import Tree
from tests.simulation.invariants import check_end
from tests.simulation.world import Broken, Laptop, World

MOST = 40
"""Passes in which everybody rounds once; far more than any world needs."""


def end(world: World) -> None:
    """Bring a world to rest and check it."""
    first = world.laptops[0]
    for laptop in world.laptops:
        laptop.away = False
        for key in world.keys:
            laptop.machine.book.add_key(key)
    _settle(world)
    for replica in sorted(world.gone):
        world.write(first, retire(replica, LaptopState.LOST, world.now))
    if world.destroyed or any(laptop.visits for laptop in world.laptops):
        for _ in range(3):
            _round_everywhere(world, heal=True)
            for laptop in world.laptops:
                for tree in laptop.visits:
                    _round(world, laptop, tree, heal=True)
            _settle(world)
    _until_quiet(world)
    for _ in range(2):
        before = [dict(tree.files) for tree in world.trees]
        written = _round_everywhere(world)
        if written or before != [tree.files for tree in world.trees]:
            raise Broken("a folder at rest was written to")
    check_end(world)


def _until_quiet(world: World) -> None:
    for _ in range(MOST):
        if not _round_everywhere(world):
            return
    raise Broken("it never comes to rest")


def _round_everywhere(world: World, *, heal: bool = False) -> int:
    written = 0
    for laptop in world.laptops:
        world.now += timedelta(minutes=2)
        written += _round(world, laptop, laptop.home, heal=heal)
        laptop.machine.sweep()
        _settle(world)
    return written


def _round(world: World, laptop: Laptop, tree: Tree, *, heal: bool) -> int:
    report = world.round(laptop, tree, thorough=True, heal=heal)
    assert report is not None
    if report.trouble is Trouble.EMPTY or report.trouble is Trouble.ANOTHER:
        world.prepare(laptop, tree)  # as a person who says that it is the right folder
        return 1
    if report.trouble is not None:
        raise Broken(f"{laptop.name} tells {report.trouble} of a good folder")
    return report.written


def _settle(world: World) -> None:
    for share in world.shares:
        share.settle()
