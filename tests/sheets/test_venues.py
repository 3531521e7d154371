from pathlib import Path

import pytest

from smartsupport.domain.errors import Refused
from smartsupport.domain.venue import Venue
from smartsupport.sheets.draft import Level
from smartsupport.sheets.venues import read_venues

FILES = Path(__file__).parent.parent / "data" / "sheets"
ROWS = {
    "itabashi_131199_30rows.csv": 30,
    "shirasagi_demo_shelter_cp932.csv": 10,
    "takamatsu_community_center.xlsx": 52,
    "takamatsu_old_0003.csv": 4,
    "yaizu_222127_community_center.csv": 9,
    "yaizu_222127_facilities_smartmap.csv": 28,
    "yaizu_222127_facilities_welfare.csv": 2,
    "yaizu_222127_library.csv": 11,
}


@pytest.mark.parametrize("name", ROWS)
def test_every_row_of_every_real_file_becomes_a_venue(name: str) -> None:
    reading = read_venues(FILES / name)
    assert len(reading.drafts) == ROWS[name]
    assert reading.rejected == ()
    assert all({"name", "address", "lat_e7", "lon_e7"} <= d.fields.keys() for d in reading.drafts)
    assert all(set(d.fields) <= set(Venue.__dataclass_fields__) for d in reading.drafts)


@pytest.mark.parametrize("name", ROWS)
def test_reading_again_gives_the_same_keys_and_no_two_alike(name: str) -> None:
    first, again = read_venues(FILES / name), read_venues((FILES / name).read_bytes())
    assert first.drafts == again.drafts
    assert len({d.key for d in first.drafts}) == len(first.drafts)


def test_one_place_in_two_files_of_a_city_is_one_venue() -> None:
    centres = read_venues(FILES / "yaizu_222127_community_center.csv")
    everything = read_venues(FILES / "yaizu_222127_facilities_smartmap.csv")
    assert {d.key for d in centres.drafts} <= {d.key for d in everything.drafts}


def test_the_old_columns() -> None:
    draft = read_venues(FILES / "yaizu_222127_community_center.csv").drafts[0]
    assert draft.row == 2
    assert draft.fields == {
        "name": "港地域交流センター",
        "kana": "ミナトチイキコウリュウセンター",
        "municipality": "222127",
        "address": "静岡県焼津市石津港町40-1",
        "lat_e7": 348412416,
        "lon_e7": 1383262067,
        "open_from": "09:00",
        "open_until": "21:30",
        "open_note": "【開館時間】9:00～21:30 【休館日】月曜日",
        "note": "公民館",
    }


def test_hours_taken_from_prose_are_said_and_two_spans_are_left_to_a_person() -> None:
    reading = read_venues(FILES / "yaizu_222127_community_center.csv")
    found = {p.code for p in reading.problems if p.row == 2}
    assert found == {"hours_read_from_note"}
    assert all(p.level is Level.WARNING for p in reading.problems)
    library = read_venues(FILES / "yaizu_222127_library.csv").drafts[0]
    assert "open_from" not in library.fields


def test_the_new_columns() -> None:
    fields = read_venues(FILES / "itabashi_131199_30rows.csv").drafts[0].fields
    assert fields["municipality"] == "131199"
    assert fields["postal_code"] == "173-8501"
    assert fields["phone"] == "03-3964-1111"
    assert fields["address"] == "東京都板橋区板橋2-66-1"


def test_a_free_shape_with_remarks_above_and_one_cell_of_coordinates() -> None:
    reading = read_venues(FILES / "takamatsu_old_0003.csv")
    assert reading.grid.header_row == 7
    fields = reading.drafts[0].fields
    assert (fields["lat_e7"], fields["lon_e7"]) == (343389500, 1340526100)
    assert (fields["open_days"], fields["open_from"]) == ("月火水木金土日", "10:00")


def test_a_false_code_and_phone_are_reported_and_keep_nothing_out() -> None:
    reading = read_venues(FILES / "shirasagi_demo_shelter_cp932.csv")
    assert reading.grid.sheet.encoding == "cp932"
    codes = {p.code for p in reading.problems}
    assert {"municipality_code_wrong", "phone_not_readable"} <= codes


def test_half_width_headers_and_swapped_names_are_understood() -> None:
    reading = read_venues(
        "_id,施設名,ﾌﾘｶﾞﾅ,所在地,利用可能時間特記事項\n1,あ会館,ｱｶｲｶﾝ,板橋区板橋1,要予約\n"
    )
    assert reading.drafts[0].fields == {
        "name": "あ会館",
        "kana": "アカイカン",
        "municipality": "131199",
        "address": "板橋区板橋1",
        "open_note": "要予約",
    }


def test_yes_and_no_columns_become_what_there_is_at_the_place() -> None:
    head = "名称,車椅子可,オストメイト対応トイレ,筆談対応,優先駐車場\n"
    reading = read_venues(head + "あ会館,有,無,○,2台\n")
    assert reading.drafts[0].fields["barrier_free"] == "車椅子可、筆談対応、優先駐車場:2台"


def test_a_row_with_too_many_cells_and_one_without_a_name_do_not_stop_the_rest() -> None:
    reading = read_venues("名称,住所\nあ会館,板橋,1-2-3\n,板橋区\nい会館,練馬区\n")
    assert [d.fields["name"] for d in reading.drafts] == ["い会館"]
    assert [(p.row, p.code) for p in reading.problems] == [
        (2, "row_too_many_cells"),
        (3, "venue_no_name"),
    ]
    assert reading.rejected == (2, 3)


def test_a_line_that_is_there_twice_is_said_once_more() -> None:
    reading = read_venues("名称,住所\nあ会館,板橋区\nあ会館,板橋区\n")
    assert len(reading.drafts) == 1
    assert [(p.code, p.data) for p in reading.problems] == [("row_repeated", {"first": 2})]


def test_a_time_that_is_none_is_kept_as_text_and_reported() -> None:
    reading = read_venues("名称,開始時間,終了時間\nあ公園,日の出,17:00\n")
    assert reading.drafts[0].fields["open_from"] == "日の出"
    assert [p.code for p in reading.problems] == ["time_kept_as_text"]


def test_a_saved_mapping_names_columns_nobody_knows() -> None:
    text = "ばしょ,どこ\nあ会館,板橋区\n"
    with pytest.raises(Refused, match="sheet_no_header"):
        read_venues(text)
    reading = read_venues(text, mapping={"name": "ばしょ", "address": "どこ"})
    assert reading.drafts[0].fields["address"] == "板橋区"


def test_a_mapping_for_another_file_is_refused_by_the_missing_column() -> None:
    with pytest.raises(Refused) as caught:
        read_venues("ばしょ,どこ\nあ会館,板橋区\n", mapping={"name": "なまえ"})
    assert caught.value.code == "mapped_column_missing"
    assert caught.value.data == {"field": "name", "header": "なまえ"}
