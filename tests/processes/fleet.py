"""Several laptops as real processes at a folder that a cloud copies, killed now and then.

`python -m tests.processes.fleet --minutes 60 --laptops 5 --seed 1` is the long proof; it prints
what was done and what it came to.
"""

import argparse
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from uuid import UUID

from smartsupport.domain.door import DoorEvent, visits_from
from smartsupport.domain.participant import Participant
from smartsupport.paths import Places
from smartsupport.services import backups, exchange, restoring, sign_in
from smartsupport.services.exchange import Sharing
from smartsupport.services.restoring import Way
from smartsupport.settings import Settings
from smartsupport.storage import sealing
from smartsupport.storage.check import replay_differences
from tests.passwords import CHEAP, PASSWORD
from tests.processes.cloud import Cloud
from tests.processes.laptop import PEOPLE

ROOT = Path(__file__).parents[2]


@dataclass
class Fleet:
    """The laptops' folders, and what each told."""

    bases: list[Path]
    folders: list[Path]
    cloud: Cloud
    told: set[UUID] = field(default_factory=set)
    kills: int = 0


def make(root: Path, laptops: int, seed: int) -> Fleet:
    """A register with 300 people on so many laptops, each with its own copy of one folder."""
    bases = [root / f"laptop-{n}" for n in range(laptops)]
    shared = [root / f"folder-{n}" for n in range(laptops)]
    for folder in shared:
        folder.mkdir()
    first = sign_in.make(Places(base=bases[0]), name="試験の台帳", person="担当", password=PASSWORD)
    with first.store.transaction() as work:
        for n, id in enumerate(PEOPLE):
            work.add(Participant(id=id, name=f"見本{n}"))
    own = exchange.connect(first, shared[0], Settings(), "受付0")
    backup = backups.make(first, Settings()).backup.path
    first.close()
    folders = [own]
    for n, (base, folder) in enumerate(zip(bases, shared, strict=True)):
        if n:
            restoring.replace(Places(base=base), backup, Way(password=PASSWORD))
            office = sign_in.sign_in(Places(base=base), PASSWORD)
            folders.append(exchange.connect(office, folder, Settings(), f"受付{n}"))
            office.close()
    return Fleet(bases, folders, Cloud(root / "cloud", shared, Random(f"cloud {seed}")))


def work(fleet: Fleet, seed: int, events: int, *, kills: bool, until: float | None = None) -> None:
    """Let every laptop tell so many events, and the cloud copy meanwhile.

    With `until`, a moment of `time.monotonic`, they go on in shifts until then.
    """
    random = Random(f"fleet {seed}")
    shift = 0
    while True:
        _shift(fleet, f"{seed}-{shift}", events, random, kills=kills)
        shift += 1
        if until is None or time.monotonic() > until:
            return


def _shift(fleet: Fleet, seed: str, events: int, random: Random, *, kills: bool) -> None:
    programs = [
        _Program(base, folder, f"{seed}-{n}", events)
        for n, (base, folder) in enumerate(zip(fleet.bases, fleet.folders, strict=True))
    ]
    killed = random.choice(programs) if kills else None
    after = random.randrange(events)
    while any(one.process.poll() is None for one in programs):
        fleet.cloud.step()
        if killed is not None and len(killed.told) > after:
            if killed.process.poll() is None:
                killed.process.kill()
                fleet.kills += 1
            killed = None
    for one in programs:
        fleet.told |= one.end()


class _Program:
    """One running laptop, and what it told so far."""

    def __init__(self, base: Path, folder: Path, seed: str, events: int) -> None:
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.processes.laptop"),
                *(str(base), str(folder), seed, str(events)),
            ],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.told: set[UUID] = set()
        self._listening = threading.Thread(target=self._listen)
        self._listening.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            # A line that a kill cut off told nothing.
            for line in lines:
                if line.endswith("\n"):
                    self.told.add(UUID(line.strip()))

    def end(self) -> set[UUID]:
        self._listening.join()
        assert self.process.wait() in (0, -9), self.process.returncode
        return self.told


def converge(fleet: Fleet) -> list[Sharing]:
    """Let everybody sync and the cloud copy until nobody writes anything any more."""
    offices = [sign_in.sign_in(Places(base=base), PASSWORD) for base in fleet.bases]
    at = [exchange.sharing(o, f) for o, f in zip(offices, fleet.folders, strict=True)]
    for _ in range(40):
        fleet.cloud.settle()
        reports = [exchange.exchange_now(one, thorough=True, heal=True) for one in at]
        if not any(report.new or report.written for report in reports):
            break
    return at


def faults(fleet: Fleet, at: list[Sharing]) -> list[str]:
    """What is wrong after all; nothing, if all is well."""
    found = []
    digests = {exchange.digest(one.office) for one in at}
    if len(digests) > 1:
        found.append("the laptops do not hold the same")
    for one in at:
        with one.office.store.reading() as reading:
            events = reading.find(DoorEvent)
            versions = {p.note for p in reading.find(Participant)}
        lost = fleet.told - {event.id for event in events}
        if lost:
            found.append(f"{len(lost)} events lost at {one.side.name}")
        pairs = {(event.person_id, event.session_id) for event in events}
        if len(visits_from(events)) != len(pairs):
            found.append(f"somebody is counted twice at {one.side.name}")
        if not versions - {""}:
            found.append("no note was changed")
        found += replay_differences(one.office.store)[:3]
    return found


def main() -> None:
    """Run the long proof."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--laptops", type=int, default=5)
    parser.add_argument("--events", type=int, default=60, help="each, in one shift")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    sealing.STANDARD = CHEAP
    with tempfile.TemporaryDirectory() as root:
        fleet = make(Path(root), given.laptops, given.seed)
        start = time.monotonic()
        work(fleet, given.seed, given.events, kills=True, until=start + given.minutes * 60)
        spent = time.monotonic() - start
        at = converge(fleet)
        wrong = faults(fleet, at)
        files = sum(1 for f in fleet.folders[0].rglob("*.seg"))
        for one in at:
            one.office.close()
    print(
        f"{given.laptops} laptops, seed {given.seed}, {spent / 60:.0f} min: {len(fleet.told)} "
        f"events told, {fleet.kills} kills, {fleet.cloud.halves} half files, "
        f"{fleet.cloud.conflicts} conflicts, {files} files at the end"
    )
    print("\n".join(wrong) or "nothing lost, everybody the same, nobody counted twice")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
