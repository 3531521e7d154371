"""Importing: preview, accept, again — with the files that towns really publish."""

import codecs
import pickle
from collections import Counter
from datetime import date, time
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from smartsupport.domain.errors import Refused, Unavailable
from smartsupport.domain.session import Session, SessionKind
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.venue import Venue
from smartsupport.services import imports
from smartsupport.services.import_plan import Done, Outcome, Preview
from smartsupport.services.office import Office
from smartsupport.services.records import change, remove
from smartsupport.sheets.watch import Watch
from smartsupport.storage.unit_of_work import Reading
from tests.services.imported import counts, stored

FILES = Path(__file__).parents[1] / "data" / "sheets"
EVENTS = FILES / "tokyo_smartphone_events.csv"
FACILITIES = (
    "itabashi_131199_30rows.csv",
    "shirasagi_demo_shelter_cp932.csv",
    "takamatsu_community_center.xlsx",
    "takamatsu_old_0003.csv",
    "yaizu_222127_community_center.csv",
    "yaizu_222127_facilities_smartmap.csv",
    "yaizu_222127_facilities_welfare.csv",
    "yaizu_222127_library.csv",
)
NAKANO = "名称,市区町村名,住所\n中野区役所,中野区,東京都中野区中野四丁目8番1号\n"
CALENDAR = "イベント名,開始日,開始時間,終了時間,場所名称,市区町村名,定員\n"
SUPPORTERS = "氏名,ふりがな,電話,備考\n"


def written(office: Office) -> int:
    """How many changes the log holds."""
    with office.store.reading() as reading:
        count: int = reading.connection.exec_driver_sql("SELECT count(*) FROM op").scalar_one()
        return count


def imported(office: Office, kind: str, source: Any) -> Done:
    return imports.accept(office, imports.preview(office, kind, source))


def many(rows: int) -> str:
    """A list of supporters with so many rows."""
    return SUPPORTERS + "".join(
        f"山田 太郎{n},やまだ たろう,090-0000-{n:04d},\n" for n in range(rows)
    )


@pytest.mark.parametrize("name", FACILITIES)
def test_every_row_of_a_towns_list_is_stored_or_explained(office: Office, name: str) -> None:
    found = imports.preview(office, "venues", FILES / name)
    total = found.summary
    explained = {p.row for p in found.problems}
    assert total.rows == total.new + total.left_out
    assert {r.number for r in found.rows if r.outcome is Outcome.LEFT_OUT} <= explained

    done = imports.accept(office, found)

    assert (done.new, done.left, done.stopped) == (total.new, 0, None)
    assert len(stored(office, Venue)) == done.new > 0
    before = written(office)
    again = imports.preview(office, "venues", FILES / name)
    assert again.summary.same == total.new
    assert counts(imports.accept(office, again)) == (0, total.new, 0)
    assert counts(imports.accept(office, found)) == (0, total.new, 0)
    assert written(office) == before


def test_tokyos_smartphone_events_become_sessions_at_venues(office: Office) -> None:
    imported(office, "venues", NAKANO)
    [office_building] = stored(office, Venue)

    found = imports.preview(office, "sessions", EVENTS)

    assert stored(office, Session) == []
    assert found.summary.rows == 41
    assert (found.summary.new, found.summary.left_out) == (37, 4)
    done = imports.accept(office, found)
    sessions = stored(office, Session)
    assert counts(done) == (37, 0, 0)
    assert len(sessions) == 37
    at_the_office = [s for s in sessions if s.venue_id == office_building.id]
    assert len(at_the_office) == 6
    made = [v for v in stored(office, Venue) if v.id != office_building.id]
    assert {v.id for v in made} == {v.id for v in found.new_venues}
    assert all(v.to_complete and v.name for v in made)
    assert not office_building.to_complete
    assert {s.venue_id for s in sessions} == {v.id for v in (office_building, *made)}
    before = written(office)
    again = imports.preview(office, "sessions", EVENTS)
    assert again.summary.same == 37
    assert again.new_venues == ()
    assert counts(imports.accept(office, again)) == (0, 37, 0)
    assert written(office) == before


def test_sessions_get_their_kind_and_what_venue_and_kind_give(office: Office) -> None:
    imported(office, "sessions", EVENTS)

    kinds = {k.id: k.name for k in stored(office, SessionKind)}
    sessions = stored(office, Session)
    by_kind = Counter(kinds[s.kind_id] for s in sessions)
    assert by_kind["Trial session"] >= 20
    first = next(s for s in sessions if s.day == date(2022, 1, 24))
    assert (first.gather, first.start, first.end, first.dismiss) == (
        time(11, 30),
        time(12),
        time(16),
        time(16, 15),
    )
    assert first.places
    assert first.desks == 2


def test_rows_without_a_time_are_problems_that_offer_what_the_text_says(office: Office) -> None:
    found = imports.preview(office, "sessions", EVENTS)

    rows = imports.problems_as_rows(found.problems)
    untimed = [r for r in rows if r["problem"] == "session_no_start_offered"]
    assert [r["row"] for r in untimed] == [35, 36]
    assert untimed[0]["column"] == "開始時刻"
    assert untimed[0]["data"] == {"times": "10:00–13:00、14:00–17:00"}
    assert not any(r.steps for r in found.rows if r.number in (2, 10, 35, 36))


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        ("2022-01-24,12:00,16:00", "2022-01-24,12:00,15:30", {"end", "dismiss"}),
        ("2022-01-24,12:00,16:00", "2022-01-24,12:30,16:00", {"start", "gather"}),
    ],
)
def test_one_time_edited_is_one_change(
    office: Office, old: str, new: str, fields: set[str]
) -> None:
    text = CALENDAR + "".join(
        f"スマートフォン体験会,{when},昭和区民活動センター,中野区,20\n"
        for when in ("2022-01-24,9:00,11:00", "2022-01-24,12:00,16:00", "2022-01-31,12:00,16:00")
    )
    imported(office, "sessions", text)
    edited = text.replace(old, new)

    found = imports.preview(office, "sessions", edited)

    assert (found.summary.new, found.summary.same, found.summary.changed) == (0, 2, 1)
    [row] = [r for r in found.rows if r.outcome is Outcome.CHANGED]
    assert {c.field for c in row.changes} == fields
    assert counts(imports.accept(office, found)) == (0, 2, 1)
    assert len(stored(office, Session)) == 3
    assert imports.preview(office, "sessions", edited).summary.same == 3


def test_a_second_class_the_same_day_is_new_and_says_that_there_is_another(
    office: Office,
) -> None:
    line = "スマホ教室,2026-10-03,{},桃園区民活動センター,中野区,\n"
    imported(office, "sessions", CALENDAR + line.format("9:00,11:00"))

    found = imports.preview(office, "sessions", CALENDAR + line.format("13:00,15:00"))

    assert found.summary.new == 1
    assert [(p.code, p.row) for p in found.problems] == [("possible_twin", 2)]


def test_a_session_that_a_row_is_already_is_not_another_row_too(office: Office) -> None:
    line = "スマホ教室,2026-10-03,{},桃園区民活動センター,中野区,\n"
    imported(office, "sessions", CALENDAR + line.format("9:00,11:00"))

    found = imports.preview(
        office,
        "sessions",
        CALENDAR + line.format("9:00,11:00") + line.format("10:00,12:00"),
    )

    assert [r.outcome for r in found.rows] == [Outcome.SAME, Outcome.NEW]


def test_a_room_named_before_its_venue_makes_one_venue(office: Office) -> None:
    line = "スマホ教室,2026-10-{},9:00,11:00,{},中野区,\n"

    imported(
        office,
        "sessions",
        CALENDAR + line.format("03", "中野区役所7階") + line.format("04", "中野区役所"),
    )

    assert [v.name for v in stored(office, Venue)] == ["中野区役所"]
    assert [s.room for s in sorted(stored(office, Session), key=lambda s: s.day)] == ["7階", ""]


def test_a_list_of_facilities_completes_a_venue_that_only_had_a_name(office: Office) -> None:
    imported(
        office, "sessions", CALENDAR + "スマホ相談会,2026-10-03,13:00,16:00,中野区役所,中野区,\n"
    )
    [made] = stored(office, Venue)

    found = imports.preview(office, "venues", NAKANO)

    [row] = found.rows
    assert row.outcome is Outcome.CHANGED
    assert {c.field for c in row.changes} == {"address", "to_complete"}
    imports.accept(office, found)
    [venue] = stored(office, Venue)
    assert venue.id == made.id
    assert not venue.to_complete
    assert imports.preview(office, "venues", NAKANO).summary.same == 1


def test_of_two_facilities_of_one_name_the_address_tells(office: Office) -> None:
    head = "名称,市区町村名,住所\n"
    imported(office, "venues", head + "集会所,中野区,東京都中野区弥生町2-2-2\n")
    [before] = stored(office, Venue)
    change(office, before, source="")

    found = imports.preview(
        office,
        "venues",
        head + "集会所,中野区,中野1-1-1\n集会所,中野区,弥生町二丁目2番2号\n",
    )

    assert [r.outcome for r in found.rows] == [Outcome.NEW, Outcome.CHANGED]
    assert found.rows[1].record.id == before.id


def test_a_namesake_elsewhere_stays_another_venue(office: Office) -> None:
    imported(office, "venues", "名称,市区町村名,住所\n集会所,中野区,東京都中野区中野1-1-1\n")

    found = imports.preview(
        office,
        "venues",
        "名称,市区町村名,住所\n"
        "集会所,中野区,東京都中野区弥生町2-2-2\n"
        "集会所,大田区,東京都大田区中央1-1-1\n",
    )

    assert found.summary.new == 2
    assert [(p.row, p.code) for p in found.problems] == [(2, "possible_twin")]


def test_sessions_at_one_of_two_namesakes_wait_for_a_clear_name(office: Office) -> None:
    imported(
        office,
        "venues",
        "名称,市区町村名,住所\n集会所,中野区,東京都中野区中野1-1-1\n集会所,中野区,東京都中野区弥生町2-2-2\n",
    )
    line = "スマホ教室,2026-10-03,13:00,15:00,集会所,中野区,\n"

    found = imports.preview(office, "sessions", CALENDAR + line)

    [problem] = found.problems
    assert (problem.code, problem.column, problem.value) == (
        "venue_not_clear",
        "場所名称",
        "集会所",
    )
    assert found.summary.left_out == 1


def test_a_blank_cell_never_empties_what_is_stored(office: Office) -> None:
    imported(office, "supporters", SUPPORTERS + "髙﨑 𠮷子,たかさき よしこ,03-1234-5678,手話\n")

    found = imports.preview(
        office, "supporters", SUPPORTERS + "髙﨑 𠮷子,たかさき よしこ,03-1234-5678,\n"
    )

    assert found.summary.same == 1
    imports.accept(office, found)
    assert stored(office, Supporter)[0].note == "手話"


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


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sheet_empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "sheet_is_pdf"),
        ("ただの文章です。\n".encode(), "sheet_no_header"),
    ],
)
def test_what_is_no_list_is_refused_as_a_whole(
    office: Office, tmp_path: Path, content: bytes, code: str
) -> None:
    file = tmp_path / "venues.csv"
    file.write_bytes(content)

    with pytest.raises(Refused) as refusal:
        imports.preview(office, "venues", file)

    assert refusal.value.code == code


@pytest.mark.parametrize(
    "content",
    [
        NAKANO.encode("cp932"),
        codecs.BOM_UTF16_LE + NAKANO.encode("utf-16-le"),
        codecs.BOM_UTF8 + NAKANO.encode(),
    ],
    ids=["cp932", "utf-16", "utf-8"],
)
def test_encodings_of_the_field_are_read_alike(office: Office, content: bytes) -> None:
    imported(office, "venues", content)

    assert [v.name for v in stored(office, Venue)] == ["中野区役所"]


def test_a_row_with_too_many_cells_stops_no_other(office: Office) -> None:
    found = imports.preview(office, "venues", NAKANO + "桃園会館,中野区,中野,,,あふれ\n")

    assert (found.summary.new, found.summary.left_out) == (1, 1)
    assert [p.code for p in found.problems] == ["row_too_many_cells"]


@pytest.mark.parametrize(
    ("kind", "source", "other"),
    [
        ("venues", EVENTS, "sessions"),
        ("venues", "会場,開催日,開始,終了\n中央会館,2026/10/3,10:00,12:00\n", "sessions"),
        ("venues", SUPPORTERS + "山田 太郎,やまだ たろう,090-0000-0001,\n", "supporters"),
        ("sessions", SUPPORTERS + "山田 太郎,やまだ たろう,090-0000-0001,\n", "supporters"),
        ("supporters", EVENTS, "sessions"),
        ("participants", FILES / FACILITIES[0], "venues"),
        ("sessions", FILES / FACILITIES[0], "venues"),
    ],
)
def test_a_list_of_another_kind_is_refused_by_its_headings(
    office: Office, kind: str, source: Any, other: str
) -> None:
    with pytest.raises(Refused) as refusal:
        imports.preview(office, kind, source)

    assert refusal.value.code == "import_other_kind"
    assert refusal.value.data == {"list": other, "wanted": kind}


def test_columns_named_by_hand_are_never_another_kind(office: Office) -> None:
    mapping = {"name": "会場", "note": "開催日"}
    source = "会場,開催日,開始,終了\n中央会館,2026/10/3,10:00,12:00\n"
    assert imports.preview(office, "venues", source, mapping=mapping).summary.new == 1


def test_an_unknown_kind_is_refused(office: Office) -> None:
    with pytest.raises(Refused) as refusal:
        imports.preview(office, "recipes", NAKANO)

    assert (refusal.value.code, refusal.value.data) == ("import_kind_unknown", {"kind": "recipes"})


def test_a_mapping_made_by_hand_reads_strange_headers(office: Office) -> None:
    text = "とこ,まち,どこ\n中野区役所,中野区,東京都中野区中野4-8-1\n"

    found = imports.preview(
        office, "venues", text, mapping={"name": "とこ", "city": "まち", "address": "どこ"}
    )

    assert found.rows[0].label == "中野区役所"


def test_cancel_while_reading_leaves_nothing(office: Office) -> None:
    with pytest.raises(Refused) as refusal:
        imports.preview(office, "supporters", many(400), watch=Watch(cancelled=lambda: True))

    assert refusal.value.code == "import_cancelled"


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


def test_a_preview_travels_between_processes(office: Office) -> None:
    found = imports.preview(office, "sessions", EVENTS)

    assert counts(imports.accept(office, pickle.loads(pickle.dumps(found)))) == (37, 0, 0)


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
