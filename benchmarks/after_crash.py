"""Does the desk notice that the file is being looked at after a crash?

    .venv/bin/python benchmarks/after_crash.py [DIR] --people 100000 --events 1000000

DIR keeps the register for the next run. Check-ins are measured alone, and while another thread
looks at every page; so is how long that look takes.
"""

import argparse
import threading
import time
from itertools import islice
from pathlib import Path

from build import opened
from check_in import jobs, milliseconds
from smartsupport.services import upkeep

LEAST = 200


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--people", type=int, default=2_000)
    parser.add_argument("--events", type=int, default=20_000)
    given = parser.parse_args()
    office = opened(given.folder, given.people, given.events)
    size = office.store.path.stat().st_size / 1e6
    took: list[float] = []

    def look() -> None:
        begun = time.perf_counter()
        assert upkeep.look_at_pages(office)
        took.append(time.perf_counter() - begun)

    print(f"{given.people:,} people, {given.events:,} door events, {size:,.0f} MB")
    look()
    print(f"a look at every page       {took[0]:>9.2f} s")
    print(f"{'':26} {'p50':>6} {'p99':>8}  ms")
    for beside in (False, True):
        stop = threading.Event()

        def looking(stop: threading.Event = stop) -> None:
            while not stop.is_set():
                look()

        other = threading.Thread(target=looking)
        if beside:
            other.start()
        words = ", beside the look" if beside else ""
        for name, job in islice(jobs(office, LEAST), 3):
            p50, p99 = milliseconds(LEAST, job)
            print(f"{name + words:<40} {p50:>6.2f} {p99:>8.2f}")
        stop.set()
        if beside:
            other.join()
    office.close()


if __name__ == "__main__":
    main()
