"""How long do people and lists take to find, in a register as large as a busy city's?

    .venv/bin/python benchmarks/find.py [DIR] --people 100000 --events 1000000

DIR keeps the register for the next run (the same as check_in.py's).
"""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from build import DAY, opened
from check_in import milliseconds
from smartsupport.domain.participant import Participant
from smartsupport.domain.period import Month
from smartsupport.domain.supporter import Supporter
from smartsupport.services import calendar, desk_list, explaining, figures, hours, people
from smartsupport.services.office import Office
from smartsupport.services.tasks import open_tasks

TYPED = ("や", "やまだ", "yam", "さとう はなこ", "0123", "ん", "存在しない")
KEYSTROKE = 30.0

Row = tuple[str, int, Callable[[], object]]


def rows(office: Office) -> Iterator[Row]:
    for text in TYPED:
        yield f"find “{text}”", 20, lambda text=text: people.find(office, text)
    yield "ids of all participants", 5, lambda: people.ids(office, Participant)
    yield "ids of “やま”", 5, lambda: people.ids(office, Participant, "やま")
    ids = people.ids(office, Participant)
    page = ids[len(ids) // 2 :][:100]
    yield "a page of 100", 20, lambda: people.rows(office, Participant, page)
    yield "ids of all supporters", 5, lambda: people.ids(office, Supporter)
    month = Month.of(DAY)
    before = Month.of(month.first - timedelta(days=1))
    here = calendar.lines(office, DAY, DAY)[0].session
    yesterday = DAY - timedelta(days=1)
    past = calendar.lines(office, yesterday, yesterday)[0].session
    yield "today's list", 20, lambda: desk_list.view(office, here.venue_id, DAY)
    yield "a month's sessions", 3, lambda: calendar.lines(office, month.first, month.last)
    yield "a month's hours", 3, lambda: hours.of_month(office, before)
    yield "figures of a session", 5, lambda: figures.of_session(office, past.id)
    yield "要対応 of a week", 3, lambda: open_tasks(office, DAY - timedelta(days=6), DAY)
    yield "要対応 of a month", 3, lambda: open_tasks(office, before.first, before.last)
    yield "substitutes", 3, lambda: explaining.substitutes(office, here.id)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--people", type=int, default=2_000)
    parser.add_argument("--events", type=int, default=20_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        office = opened(given.folder or Path(name) / "office", given.people, given.events)
        print(f"{'':28}{'p50 ms':>9}{'worst ms':>10}")
        for title, times, job in rows(office):
            middle, worst = milliseconds(times, job)
            print(f"{title:28}{middle:>9.1f}{worst:>10.1f}")
        print(f"{'budget of a keystroke':28}{KEYSTROKE:>9.1f}")
        office.close()


if __name__ == "__main__":
    main()
