"""Killing a laptop at any moment, a thousand times: `python -m tests.processes.kills --kills 1000`.

Three laptops share one folder. Each time one of them works in a process of its own until it is
killed with SIGKILL, wherever it is: opening, in a commit, in a merge, before renaming a file.
"""

import argparse
import os
import signal
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from uuid import UUID

from smartsupport.storage import sealing
from tests.accounts import CHEAP
from tests.processes import fleet, laptop
from tests.processes.fleet import Fleet

LONGEST = 0.4
"""Seconds that one may work."""


def kill_one(some: Fleet, random: Random) -> None:
    """Let one laptop work for a moment, and kill it."""
    n = random.randrange(len(some.bases))
    said, says = os.pipe()
    child = os.fork()
    if not child:
        os.close(said)
        os.dup2(says, 1)
        sys.stdout = os.fdopen(1, "w")
        laptop.main(str(some.bases[n]), str(some.folders[n]), str(random.random()), "1000000")
        os._exit(1)
    os.close(says)
    begun = os.read(said, 1) if random.random() < 0.8 else b""  # else killed while it opens
    time.sleep(random.uniform(0, LONGEST))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    some.kills += 1
    with os.fdopen(said, "rb") as rest:
        told = (begun + rest.read()).decode().split("\n")
    some.told |= {UUID(line) for line in told[:-1]}


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    sealing.STANDARD = CHEAP
    random = Random(f"kills {given.seed}")
    with tempfile.TemporaryDirectory() as root:
        some = fleet.make(Path(root), 3, given.seed)
        some.folders = [some.folders[0]] * 3
        for _ in range(given.kills):
            kill_one(some, random)
        at = fleet.converge(some)
        wrong = fleet.faults(some, at)
        parts = [f for f in some.folders[0].rglob(".part-*")]
        if parts:
            wrong.append(f"{len(parts)} unfinished files are left")
        for one in at:
            one.office.close()
    print(f"seed {given.seed}: {some.kills} kills, {len(some.told)} events told")
    print("\n".join(wrong) or "nothing lost, everybody the same, nobody counted twice")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
