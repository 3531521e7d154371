"""What does encryption cost: the same work in an encrypted file and in a plain one?

    .venv/bin/python benchmarks/encryption.py --people 20000 --events 200000

Both registers are built from the same seed, and every job is done in turns, so that a machine with
other work on it slows both alike. The budget is a ratio of 1.3.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import sqlcipher3.dbapi2 as sqlcipher

from build import DAY, build
from check_in import codes_of, new_guest
from smartsupport.domain.desk import Result
from smartsupport.domain.participant import Participant
from smartsupport.services import calendar, desk, documents, import_store, imports, people
from smartsupport.services.at_desk import Desk
from smartsupport.services.office import Office
from smartsupport.storage import database

BUDGET = 1.3
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "trusted_schema = OFF",
    "temp_store = MEMORY",
)


def plain(path: Path, _key: str) -> Any:
    """`database.connect` without a key, and else alike."""
    connection = sqlcipher.connect(
        str(path), isolation_level=None, check_same_thread=False, timeout=30
    )
    for pragma in (*PRAGMAS, f"cache_size = -{database._CACHE_KIB}"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


@contextmanager
def not_encrypted(wanted: bool) -> Iterator[None]:
    with patch.object(database, "connect", plain if wanted else database.connect):
        yield


def jobs(office: Office, times: int) -> dict[str, tuple[int, Callable[[], object]]]:
    here = calendar.lines(office, DAY, DAY)[0].session
    place = Desk(venue_id=here.venue_id, day=DAY)
    codes = iter(codes_of(office, [new_guest(office, here) for _n in range(times + 1)]))
    numbers = iter(range(10**6))

    def check_in() -> None:
        assert desk.scan(office, next(codes), place).result is Result.OK

    def read_in() -> None:
        rows = [f"参加者{next(numbers)},サンカシャ,{uuid4().hex[:8]}" for _n in range(200)]
        preview = imports.preview(office, "participants", "\n".join(["氏名,ふりがな,備考", *rows]))
        import_store.accept(office, preview)

    return {
        "check-in": (times, check_in),
        "find “やまだ”": (times, lambda: people.find(office, "やまだ")),
        "ids of all participants": (5, lambda: people.ids(office, Participant)),
        "import 200 people": (5, read_in),
        "session report": (5, lambda: documents.of_session(office, "session-report", here.id)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=2_000)
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--times", type=int, default=50)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        both = []
        for kind in (False, True):
            with not_encrypted(kind):
                office, _speed = build(Path(name) / str(kind), given.people, given.events)
                office.store.close()  # so that every connection below is made in turn
                both.append((kind, office))
        assert b"SQLite format 3" in both[1][1].store.path.read_bytes()[:16]
        assert b"SQLite format 3" not in both[0][1].store.path.read_bytes()[:16]
        work = []
        for kind, office in both:
            with not_encrypted(kind):
                work.append(jobs(office, given.times))
        print(f"{'median of the pairs':28}{'encrypted':>12}{'plain':>10}{'ratio':>8}")
        for what, (times, _job) in work[0].items():
            pairs = []
            for _n in range(times):
                pair = []
                for (kind, _office), todo in zip(both, work, strict=True):
                    with not_encrypted(kind):
                        begun = time.perf_counter()
                        todo[what][1]()
                        pair.append((time.perf_counter() - begun) * 1000)
                pairs.append(pair)
            closed, opened = (statistics.median(column) for column in zip(*pairs, strict=True))
            ratio = statistics.median(a / b for a, b in pairs)
            within = "" if ratio <= BUDGET else "  over"
            print(f"{what:28}{closed:>9.1f} ms{opened:>7.1f} ms{ratio:>8.2f}{within}")
        for _kind, office in both:
            office.close()


if __name__ == "__main__":
    main()
