"""How long does a large list take to come in: its preview, and storing what was accepted?

    python benchmarks/imports.py [--rows 10000] [--profile]

Each kind of list goes into an empty register. A supporter brings a week of availability in two
statements, a session its venue. Targets for 10,000 rows: the preview in 3 seconds, storing in 10.
CPU seconds stand beside those of the clock, for a machine that has other work.
"""

import argparse
import cProfile
import csv
import io
import pstats
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter, process_time

from smartsupport.paths import Places
from smartsupport.services import imports
from smartsupport.services.import_plan import Done, Preview
from smartsupport.services.office import make

Rows = Iterator[tuple[object, ...]]
DAYS = ("月・水の午前", "土日", "火の午後、木の午前", "金の午前、日")
TARGETS = "target for 10,000 rows: preview 3 s, storing 10 s"


def supporters(rows: int) -> Rows:
    yield "氏名", "ふりがな", "電話", "活動できる日"
    for n in range(rows):
        yield f"見本 {n}", f"みほん {n}", f"080{n:08}", DAYS[n % len(DAYS)]


def participants(rows: int) -> Rows:
    yield "氏名", "ふりがな", "電話"
    for n in range(rows):
        yield f"見本 {n}", f"みほん {n}", f"090{n:08}"


def venues(rows: int) -> Rows:
    yield "名称", "住所", "区市町村"
    for n in range(rows):
        yield f"見本会館 {n}", f"見本町 {n}-1", "中野区"


def sessions(rows: int) -> Rows:
    yield "日付", "会場", "開始", "終了", "名称"
    for n in range(rows):
        day = date(2026, 10, 3) + timedelta(days=n // 100)
        yield day, f"見本会館 {n % 100}", "10:00", "12:00", "相談会"


LISTS: tuple[Callable[[int], Rows], ...] = (supporters, participants, venues, sessions)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--profile", action="store_true", help="where the time of storing goes")
    asked = parser.parse_args()
    print(f"{'list':<14}{'rows':>7}{'preview s':>11}{'cpu':>7}{'store s':>9}{'cpu':>7}")
    for rows in LISTS:
        _line(rows, asked.rows, profile=asked.profile)
    print(TARGETS)


def _line(rows: Callable[[int], Rows], number: int, *, profile: bool) -> None:
    kind = rows.__name__
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows(number))
    source = out.getvalue().encode("utf-8-sig")
    with tempfile.TemporaryDirectory() as folder:
        office = make(Places(base=Path(folder)), name="Measured register", person="計測")
        found: list[Preview] = []
        done: list[Done] = []
        read = _timed(lambda: found.append(imports.preview(office, kind, source)))
        profiler = cProfile.Profile()
        if profile:
            profiler.enable()
        store = _timed(lambda: done.append(imports.accept(office, found[0])))
        profiler.disable()
        office.close()
    print(
        f"{kind:<14}{number:>7}{read[0]:>11.2f}{read[1]:>7.2f}{store[0]:>9.2f}{store[1]:>7.2f}",
        flush=True,
    )
    if profile:
        pstats.Stats(profiler).sort_stats("tottime").print_stats(25)
    if done[0].new != number:
        sys.exit(f"{kind}: of {number} rows {done[0].new} are new")


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and of CPU."""
    began, busy = perf_counter(), process_time()
    work()
    return perf_counter() - began, process_time() - busy


if __name__ == "__main__":
    main()
