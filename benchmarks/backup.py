"""How long does a backup take, and does the desk feel it?

    .venv/bin/python benchmarks/backup.py [DIR] --people 100000 --events 1000000

DIR keeps the register for the next run (1,000,000 door events are about 1 GB). Check-ins of booked
people go on in this thread, one every `--pause` ms, without a backup and during one in another
thread; the time of the backup stands beside a plain copy of the file with fsync in the same run.
"""

import argparse
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import time as time_of_day
from pathlib import Path

from build import DAY, opened
from check_in import codes_of, new_guest
from smartsupport.domain.desk import Result
from smartsupport.domain.venue import Venue
from smartsupport.services import backups, calendar, desk
from smartsupport.services.at_desk import Desk
from smartsupport.services.office import Office
from smartsupport.settings import DEFAULTS
from smartsupport.storage import backup

BUDGET_SECONDS = 60
ALONE = 200
BLOCK = 1 << 20


def check_ins(office: Office) -> Iterator[float]:
    """Milliseconds of one check-in after another; making the guest is not counted."""
    with office.store.reading() as reading:
        venue = reading.find(Venue)[0]
    kind = calendar.kinds(office)[0]
    here = calendar.add_session(
        office,
        venue_id=venue.id,
        kind_id=kind.id,
        day=DAY,
        start=time_of_day(10),
        end=time_of_day(12),
    )
    place = Desk(venue_id=here.venue_id, day=DAY)
    while True:
        (code,) = codes_of(office, [new_guest(office, here)])
        begun = time.perf_counter()
        assert desk.scan(office, code, place).result is Result.OK
        yield (time.perf_counter() - begun) * 1000


def plain_copy(source: Path, target: Path) -> float:
    """Seconds of reading and writing the same bytes, on the disk at the end."""
    begun = time.perf_counter()
    with source.open("rb") as file, target.open("wb") as out:
        for block in iter(lambda: file.read(BLOCK), b""):
            out.write(block)
        out.flush()
        os.fsync(out.fileno())
    return time.perf_counter() - begun


def timed(job: Callable[[], object], into: list[float]) -> threading.Thread:
    def run() -> None:
        begun = time.perf_counter()
        job()
        into.append(time.perf_counter() - begun)

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def during(
    job: Callable[[], object], coming: Iterator[float], pause: float
) -> tuple[float, list[float]]:
    """Seconds of `job`, and the check-ins while it worked."""
    taken: list[float] = []
    seconds: list[float] = []
    thread = timed(job, seconds)
    while thread.is_alive():
        taken.append(next(coming))
        time.sleep(pause)
    thread.join()
    return seconds[0], taken


def say(title: str, taken: list[float]) -> None:
    ordered = sorted(taken)
    middle, worst = ordered[len(ordered) // 2], ordered[len(ordered) * 99 // 100]
    print(f"{title:34}{middle:>9.2f}{worst:>9.2f}{ordered[-1]:>9.2f}{len(ordered):>8}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--people", type=int, default=2_000)
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--pause", type=float, default=50.0, help="ms between two check-ins")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder and given.folder.parent) as name:
        office = opened(given.folder or Path(name) / "office", given.people, given.events)
        sys.setswitchinterval(0.0005)  # as the window has it
        pause = given.pause / 1000
        coming = check_ins(office)
        next(coming)
        alone = []
        for _n in range(ALONE):
            alone.append(next(coming))
            time.sleep(pause)
        target = Path(name) / "one.ssbackup"
        copied = plain_copy(office.store.path, Path(name) / "copy")
        seconds, busy = during(lambda: backups.make(office, DEFAULTS, target), coming, pause)
        size = target.stat().st_size / 1e6
        begun = time.perf_counter()
        backup.verify(target)
        read = time.perf_counter() - begun
        print(f"{'':34}{'p50 ms':>9}{'p99 ms':>9}{'most':>9}{'times':>8}")
        say("check-in, nothing else", alone)
        say("check-in during the backup", busy)
        print(f"backup of {size:,.0f} MB, checked{seconds:>15.1f} s{size / seconds:>9.0f} MB/s")
        print(f"plain copy and fsync{copied:>22.1f} s{size / copied:>9.0f} MB/s")
        print(f"reading it against its digest{read:>13.1f} s{size / read:>9.0f} MB/s")
        print(f"ratio to the copy {seconds / copied:>24.1f}   (budget {BUDGET_SECONDS} s for 1 GB)")
        office.close()


if __name__ == "__main__":
    main()
