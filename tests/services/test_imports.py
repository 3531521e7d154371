"""Importing: preview, accept, again — with the files that towns really publish."""

from collections import Counter
from datetime import date, time

import pytest

from smartsupport.domain.session import Session, SessionKind
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.venue import Venue
from smartsupport.services import imports
from smartsupport.services.import_plan import Outcome
from smartsupport.services.office import Office
from smartsupport.services.records import change
from tests.services.imported import (
    CALENDAR,
    EVENTS,
    FACILITIES,
    FILES,
    NAKANO,
    SUPPORTERS,
    counts,
    imported,
    stored,
    written,
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
