from datetime import date, time
from pathlib import Path

import pytest

from smartsupport.domain.session import Session, SessionState
from smartsupport.sheets.sessions import read_sessions

FILES = Path(__file__).parent.parent / "data" / "sheets"
SMARTPHONE = FILES / "tokyo_smartphone_events.csv"


@pytest.mark.parametrize(
    ("name", "rows", "drafts"),
    [
        ("tokyo_smartphone_events.csv", 41, 37),
        ("o1-131113_g1-000304.csv", 26, 10),
        ("o1-131148_g1-000304.csv", 42, 25),
    ],
)
def test_every_real_row_is_a_draft_or_an_explained_problem(
    name: str, rows: int, drafts: int
) -> None:
    reading = read_sessions(FILES / name)
    assert len(reading.grid.rows) == rows
    assert len(reading.drafts) == drafts
    done = {d.row for d in reading.drafts}
    assert done.isdisjoint(reading.rejected)
    assert done | set(reading.rejected) == {r.number for r in reading.grid.rows}
    assert all(set(d.fields) <= set(Session.__dataclass_fields__) for d in reading.drafts)


def test_two_lines_of_nakano_share_a_number_and_stay_apart() -> None:
    reading = read_sessions(SMARTPHONE)
    assert len({d.key for d in reading.drafts}) == 37
    assert reading.drafts == read_sessions(SMARTPHONE.read_bytes()).drafts


def test_a_renumbered_file_gives_the_same_keys() -> None:
    text = SMARTPHONE.read_text("utf-8-sig")
    renumbered = text.replace(",0000000016,131113,", ",0000000099,131113,", 1)
    assert renumbered != text
    assert [d.key for d in read_sessions(renumbered).drafts] == [
        d.key for d in read_sessions(text).drafts
    ]


def test_the_place_is_taken_from_either_column_and_its_room_is_told_apart() -> None:
    drafts = read_sessions(SMARTPHONE).drafts
    assert drafts[0].extra["venue_name"] == "薬師堂会館(山王三・四丁目自治会会館)"
    assert drafts[0].extra["building"] == "ザ・グローベル大森山王1階"
    last = drafts[-1]
    assert (last.extra["venue_name"], last.fields["room"]) == ("花小金井南公民館", "講座室")
    assert last.extra["municipality"] == "132110"
    assert last.extra["source_file"] == "o1-132110_g1-000304.csv"


def test_a_draft_carries_what_the_row_says() -> None:
    draft = next(d for d in read_sessions(SMARTPHONE).drafts if d.row == 26)
    assert draft.fields["day"] == date(2022, 3, 20)
    assert (draft.fields["start"], draft.fields["end"]) == (time(9), time(12))
    assert (draft.fields["capacity"], draft.fields["fee"]) == (10, "無料")
    assert draft.extra["address"] == "東京都中野区中野4-8-1"


def test_times_hidden_in_a_remark_are_offered_in_the_advice() -> None:
    problems = {(p.row, p.code): p for p in read_sessions(SMARTPHONE).problems}
    long_range = problems[10, "session_long_range_offered"]
    assert long_range.data["days"] == 75
    assert long_range.data["times"] == "12:00–16:00、9:00–12:00、13:00–16:00"
    hachioji = problems[35, "session_no_start_offered"]
    assert hachioji.data == {"times": "10:00–13:00、14:00–17:00"}
    assert (2, "session_long_range") in problems


HEAD = "イベント名,開始日,終了日,開始時間,終了時間,場所名称\n"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("相談会,,,10:00,12:00,あ会館", "session_no_day"),
        ("相談会,10/3,,10:00,12:00,あ会館", "date_without_year"),
        ("相談会,2026/10/3,,,,あ会館", "session_no_start"),
        ("相談会,2026/10/3,,10:00,,あ会館", "session_no_end"),
        ("相談会,2026/10/3,,12:00,10:00,あ会館", "ends_before_start"),
        ("相談会,2026/10/3,,日の出,10:00,あ会館", "time_not_readable"),
        ("相談会,2026/10/3,,10:00,12:00,", "session_no_place"),
        ("相談会,2026/10/3,2026/10/4,10:00,12:00,あ会館", "session_several_days"),
    ],
)
def test_a_row_that_cannot_be_a_session_says_why(row: str, code: str) -> None:
    reading = read_sessions(HEAD + row + "\n教室,R8.10.5,,9時半,正午,い会館\n")
    assert [p.code for p in reading.problems] == [code]
    assert [d.fields["title"] for d in reading.drafts] == ["教室"]


def test_a_wards_own_calendar_with_titles_and_spans_in_one_cell() -> None:
    text = (
        "令和8年度 スマホ相談会 予定表\n\n"
        "開催日\t時間\t会場\t定員\t備考\n"
        "令和8年10月3日(土)\t13:00～16:00\t中央公民館\t１２名\t\n"
        "令和8年10月4日(日)\t午前10時～正午\t中央公民館\t\t中止の場合あり\n"
        "※ 日程は変わることがあります\n"
    )
    reading = read_sessions(text)
    assert [(d.fields["day"], d.fields["start"]) for d in reading.drafts] == [
        (date(2026, 10, 3), time(13)),
        (date(2026, 10, 4), time(10)),
    ]
    assert reading.drafts[0].fields["capacity"] == 12
    assert reading.problems == ()
    assert len(reading.grid.footer) == 1


def test_a_cancelled_event_comes_in_as_cancelled() -> None:
    reading = read_sessions(
        "名称,開始日,開始時刻,終了時刻,集合場所,状態\n相談会,2026-10-03,10:00,12:00,あ会館,中止\n"
    )
    assert reading.drafts[0].fields["state"] is SessionState.CANCELLED
