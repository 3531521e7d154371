from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsupport.sheets.times import clock_time, spans_in, time_span


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("9:00", time(9)),
        ("９：００", time(9)),
        ("９時半", time(9, 30)),
        ("9時", time(9)),
        ("9時5分", time(9, 5)),
        ("午後1時30分", time(13, 30)),
        ("午前0時", time(0)),
        ("PM 1:00", time(13)),
        ("1:00 pm", time(13)),
        ("正午", time(12)),
        ("1300", time(13)),
        ("13:00:00", time(13)),
        (0.375, time(9)),
        (timedelta(hours=9, minutes=30), time(9, 30)),
        (time(9, 30, 15), time(9, 30)),
    ],
)
def test_times(typed: object, expected: time) -> None:
    assert clock_time(typed).value == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("日の出", "time_not_readable"),
        ("9", "time_not_readable"),
        ("9:75", "time_not_readable"),
        ("24:00", "time_past_midnight"),
    ],
)
def test_what_is_no_time_says_why(typed: str, problem: str) -> None:
    assert clock_time(typed).problem == problem


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("13:00～16:00", time(13), time(16)),
        ("13:00〜16:00", time(13), time(16)),
        ("１３時－１５時", time(13), time(15)),
        ("9時半から11時まで", time(9, 30), time(11)),
        ("午後2~4時", time(14), time(16)),
        ("午前10時~正午", time(10), time(12)),
        ("午前9時～午後7時", time(9), time(19)),
    ],
)
def test_spans(typed: str, start: time, end: time) -> None:
    assert time_span(typed).value == (start, end)


def test_a_span_with_a_remark_is_kept_and_noted() -> None:
    found = time_span("13:00～16:00（受付12:30から）")
    assert (found.value, found.problem) == ((time(13), time(16)), "span_more")
    assert time_span("16:00-13:00").problem == "ends_before_start"
    assert time_span("1-3").problem == "span_not_readable"


def test_spans_are_found_in_the_prose_of_real_files() -> None:
    noon, four = time(12), time(16)
    nakano = "各日12時~16時　ただし、3月20日(日曜日)は9時~12時、13時~16時\n開始日: 2022/1/6"
    assert spans_in(nakano) == [(noon, four), (time(9), noon), (time(13), four)]
    hachioji = "午前コース:午前10時~正午、午後コース:午後2~4時\n開始日: 2022/1/28"
    assert spans_in(hachioji) == [(time(10), noon), (time(14), four)]
    assert spans_in("【開館時間】9:00～21：30 【休館日】12月29日から翌年１月３日まで") == [
        (time(9), time(21, 30))
    ]
    assert spans_in("12/29～1/3 2022-01-06 電話 03-5744-1223") == []


@given(st.times(), st.times())
def test_a_span_written_plainly_is_read_back(start: time, end: time) -> None:
    written = f"{start:%H:%M}～{end:%H:%M}"
    low, high = start.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0)
    assert time_span(written).value == ((low, high) if low < high else None)
    assert clock_time(f"{start:%H:%M}").value == low


@given(st.text(max_size=40))
def test_no_text_makes_them_raise(typed: str) -> None:
    clock_time(typed)
    time_span(typed)
    assert all(start < end for start, end in spans_in(typed))
