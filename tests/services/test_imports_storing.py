"""Importing: what is stored of an accepted preview, when, and how often."""

from collections import Counter
from typing import Any
from uuid import UUID

import pytest

from smartsupport.domain.errors import Refused, Unavailable
from smartsupport.domain.supporter import Supporter
from smartsupport.services import imports
from smartsupport.services.import_plan import Preview
from smartsupport.services.office import Office
from smartsupport.services.records import change, remove
from smartsupport.sheets.watch import Watch
from smartsupport.storage.unit_of_work import Reading
from tests.services.imported import (
    CALENDAR,
    EVENTS,
    SUPPORTERS,
    counts,
    imported,
    many,
    stored,
    written,
)


def test_only_the_rows_a_person_wants_are_stored(office: Office) -> None:
    found = imports.preview(office, "supporters", many(5))

    done = imports.accept(office, found, only=[2, 3, 4], skip=[3])

    assert counts(done) == (2, 0, 0)
    assert {s.name for s in stored(office, Supporter)} == {"山田 太郎0", "山田 太郎2"}
    assert counts(imports.accept(office, found)) == (3, 2, 0)


def test_two_previews_of_one_file_store_it_once(office: Office) -> None:
    first, second = (imports.preview(office, "supporters", many(3)) for _ in range(2))

    imports.accept(office, first)

    assert counts(imports.accept(office, second)) == (0, 3, 0)
    assert len(stored(office, Supporter)) == 3


def test_what_was_changed_since_the_preview_is_not_overwritten(office: Office) -> None:
    line = "山田 太郎,やまだ たろう,090-1111-2222,{}\n"
    imported(office, "supporters", SUPPORTERS + line.format("旧"))
    found = imports.preview(office, "supporters", SUPPORTERS + line.format("新"))
    [supporter] = stored(office, Supporter)
    change(office, supporter, note="受付で聞いた")

    done = imports.accept(office, found)

    assert counts(done) == (0, 0, 0)
    assert [(p.row, p.code) for p in done.problems] == [(2, "row_changed_meanwhile")]
    assert stored(office, Supporter)[0].note == "受付で聞いた"


def test_what_was_removed_since_the_preview_stays_removed(office: Office) -> None:
    found = imports.preview(office, "supporters", many(1))
    imports.accept(office, found)
    remove(office, stored(office, Supporter)[0])

    done = imports.accept(office, found)

    assert [p.code for p in done.problems] == ["row_changed_meanwhile"]
    assert stored(office, Supporter) == []


def test_cancel_while_storing_keeps_whole_batches_and_a_second_run_completes(
    office: Office,
) -> None:
    found = imports.preview(office, "supporters", many(1100))
    told: list[tuple[int, int]] = []
    watch = Watch(
        progress=lambda done, total: told.append((done, total)), cancelled=lambda: bool(told)
    )

    done = imports.accept(office, found, watch=watch)

    assert told == [(500, 1100)]
    assert (done.new, done.left) == (500, 600)
    assert isinstance(done.stopped, Refused)
    assert done.stopped.code == "import_stopped"
    assert done.stopped.data == {"stored": 500, "left": 600}
    rest = imports.preview(office, "supporters", many(1100))
    assert (rest.summary.same, rest.summary.new) == (500, 600)
    assert counts(imports.accept(office, rest)) == (600, 500, 0)


def test_a_full_disk_stops_between_batches_and_says_how_much_is_stored(office: Office) -> None:
    found = imports.preview(office, "supporters", many(1100))
    with office.store.maintenance() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 300}")

    done = imports.accept(office, found)

    assert isinstance(done.stopped, Unavailable)
    assert done.stopped.code == "disk_full"
    assert (done.new, done.left) == (500, 600)
    assert len(stored(office, Supporter)) == 500
    with office.store.maintenance() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert counts(imports.accept(office, found)) == (600, 500, 0)


def test_storing_asks_about_batches_not_rows(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = CALENDAR + "".join(
        f"スマホ教室{n},2026-10-{n % 28 + 1:02d},13:00,15:00,中野区役所,中野区,\n"
        for n in range(300)
    )
    asked: Counter[type] = Counter()
    find = Reading.find

    def counting(self: Reading, record: type, **equal: object) -> list[Any]:
        asked[record] += 1
        return find(self, record, **equal)

    monkeypatch.setattr(Reading, "find", counting)

    imported(office, "sessions", text)

    assert asked.total() < 20


def test_left_out_rows_come_back_as_a_sheet_to_mend(office: Office) -> None:
    found = imports.preview(office, "sessions", EVENTS)

    sheet = imports.problem_sheet(office, found, lambda p: p.code)

    again = imports.preview(office, "sessions", sheet)
    assert again.summary.rows == 4
    assert again.summary.left_out == 4


def test_nothing_is_stored_before_it_is_accepted(office: Office) -> None:
    before = written(office)

    found: Preview = imports.preview(office, "sessions", EVENTS)

    assert written(office) == before
    assert all(isinstance(v.id, UUID) for v in found.new_venues)
