"""The lists of people: nobody is missing, and everybody stands where one looks."""

import re
from datetime import time

from smartsupport.domain.participant import AgeBand
from smartsupport.domain.placement import PlacementState
from smartsupport.domain.session import SessionState
from smartsupport.domain.supporter import Role
from smartsupport.paper import attendance_report, placement_sheet, reception_list
from smartsupport.paper.attendance_report import AttendanceReport
from smartsupport.paper.placement_sheet import Placed
from tests.paper import seen
from tests.paper.given import (
    at,
    attendee,
    expected,
    figures,
    issue,
    nothing,
    placements,
    reception,
)


def _attendance(**more: object) -> str:
    content = AttendanceReport(figures=figures(**more), issue=issue())
    return seen.text(attendance_report.render(content))


def test_two_hundred_participants_are_all_listed() -> None:
    copied = _attendance(attendees=tuple(attendee(n, name=f"参加{n}号") for n in range(200)))

    assert sorted(map(int, re.findall(r"参加(\d+)号", copied))) == list(range(200))


def test_participants_stand_in_the_order_they_came_then_the_absent_by_reading() -> None:
    listed = (
        attendee(1, name="遅い人", arrived_at=at("14:00")),
        attendee(2, name="わ行の欠席", kana="ワタナベ", arrived_at=None, state="absent_told"),
        attendee(3, name="早い人", arrived_at=at("12:50")),
        attendee(4, name="あ行の欠席", kana="アオキ", arrived_at=None, state="absent_silent"),
        attendee(5, name="帰りだけの人", arrived_at=None, left_at=at("13:30")),
    )

    copied = _attendance(attendees=listed)

    names = ("早い人", "帰りだけの人", "遅い人", "あ行の欠席", "わ行の欠席")
    assert [copied.index(name) for name in names] == sorted(copied.index(name) for name in names)
    assert "欠席(連絡あり)" in copied
    assert "欠席(連絡なし)" in copied
    assert "退出" in copied


def test_a_line_says_what_the_desk_knows() -> None:
    one = attendee(
        3, number="A7", walk_in=True, age_band=AgeBand.DECADE_60, companions=2, state="", note="杖"
    )

    copied = _attendance(attendees=(one,))

    assert "A7" in copied
    assert "60代 当日受付 12:03 ○ 2 杖" in copied
    assert "退出" not in copied


def test_the_anonymous_are_listed_as_such() -> None:
    assert "匿名 " in _attendance(attendees=(attendee(1, name="", kana=""),))


def test_an_empty_or_cancelled_session_gives_a_sheet_that_says_so() -> None:
    held = nothing(state=SessionState.CANCELLED, reason="大雪")
    copied = seen.text(attendance_report.render(AttendanceReport(figures=held, issue=issue())))

    assert "予約も来場もありませんでした。" in copied
    assert "大雪" in copied


def _rows(copied: str) -> list[int]:
    """Line numbers of the participants' part."""
    numbers = [line.split()[0] for line in copied.split("サポーター")[0].splitlines() if line]
    return [int(word) for word in numbers if word.isdigit()]


def test_the_reception_list_has_twenty_free_lines_without_any_booking() -> None:
    [page] = seen.pages(reception_list.render(reception(expected=(), supporters=())))

    assert _rows(page) == list(range(1, 21))
    assert "活動開始" in page


def test_the_reception_list_keeps_twenty_five_lines_to_a_page() -> None:
    found = seen.pages(reception_list.render(reception(expected=(expected(),) * 60)))

    pages = re.findall(r"^(\d+)(?: |$)", "\n".join(found[:3]), re.MULTILINE)
    assert {"25", "50", "75"} <= set(pages)
    assert "26" in found[1].split()
    assert "25" not in found[1].split()
    assert all("令和8年10月3日(土)" in page for page in found[:4])


def test_the_reception_list_goes_by_reading_with_a_mark_for_each_row() -> None:
    listed = (
        expected(name="渡辺", kana="ワタナベ"),
        expected(name="加藤", kana="カトウ"),
        expected(name="五味", kana="ゴミ"),
        expected(name="John", kana=""),
        expected(name="青木", kana="アオキ"),
    )

    copied = seen.text(reception_list.render(reception(expected=listed)))

    order = [copied.index(name) for name in ("青木", "加藤", "五味", "渡辺", "John")]
    assert order == sorted(order)
    assert re.findall(r"^[あかさたなはまやらわ他](?=\s)", copied, re.MULTILINE) == list("あかわ他")
    assert "あおき" in copied


def test_the_reception_list_says_when_and_for_which_session() -> None:
    one = expected(at=time(9, 30), session="午前", companions=2)

    copied = seen.text(reception_list.render(reception(expected=(one,))))

    assert "午前 9:30" in copied
    assert "予約 2" in copied
    for column in ("受付番号", "受付時刻", "付き添い", "同意", "活動開始", "活動終了"):
        assert column in copied


def test_the_placement_sheet_shows_who_to_ring_and_what_is_open() -> None:
    copied = seen.text(placement_sheet.render(placements()))

    assert "講師" in copied
    assert "承諾 12:00 16:15 03-1234-5678" in copied
    assert "相談員 未定 12:30 16:15" in copied


def test_a_trainee_is_named_as_one() -> None:
    place = Placed(role=Role.ASSISTANT, state=PlacementState.ASKED, name="林", trainee=True)

    copied = seen.text(placement_sheet.render(placements(places=(place,))))

    assert "(研修中)" in copied
    assert "打診中" in copied


def test_a_session_without_places_says_so() -> None:
    copied = seen.text(placement_sheet.render(placements(places=())))

    assert "配置されたサポーターはいません。" in copied
