"""サポーター活動時間 on paper: the same minutes as every other format, and the rule in words."""

import pytest

from smartsupport.domain.door import Source
from smartsupport.domain.hours import RoundedOver, Rounding, RoundingDirection
from smartsupport.paper import hours_sheet
from smartsupport.paper.hours_sheet import rounding_text
from tests.paper import seen
from tests.paper.given import hours, hours_row


def test_a_line_carries_its_times_minutes_and_where_they_come_from() -> None:
    copied = seen.text(hours_sheet.render(hours(hours_row(1))))

    assert "10月3日(土) ひばりが丘地域センター 秋のスマホ相談会 相談員" in copied
    assert "12:28 16:10 225 200 200 3:20 読取" in copied
    assert "髙橋 𠮷郎(タカハシ ヨシロウ)" in copied
    assert "活動回数 1回　活動日数 1日" in copied
    assert "サポーター活動時間　令和8年10月" in copied


def test_hours_are_given_both_ways() -> None:
    copied = seen.text(hours_sheet.render(hours(hours_row(0, credited=270))))

    assert "270 4:30 4.5" in copied


def test_rounded_hours_stand_beside_the_exact_ones() -> None:
    rows = [hours_row(0, day, credited=50) for day in (3, 10, 17)]

    copied = seen.text(hours_sheet.render(hours(*rows, rounding=Rounding(unit=30))))

    assert "計(丸める前)" in copied
    assert "150 2:30 2.5時間" in copied
    assert "計上(丸めた後)" in copied
    assert "90 1:30 1.5時間" in copied


def test_without_rounding_there_is_one_total() -> None:
    copied = seen.text(hours_sheet.render(hours(hours_row(0))))

    assert "丸めなし(1分単位)。" in copied
    assert "丸めた後" not in copied


def test_what_the_cap_took_off_is_shown() -> None:
    copied = seen.text(hours_sheet.render(hours(hours_row(0), rounding=Rounding(day_cap=120))))

    assert "上限を超えた80分を差し引き" in copied
    assert "1日の上限は2:00" in copied


def test_an_estimated_time_is_marked_and_counted_apart() -> None:
    row = hours_row(0, credited=0, estimated=True, source=Source.ESTIMATED)

    copied = seen.text(hours_sheet.render(hours(row)))

    assert "推定(未確認)" in copied
    assert "記録が1件あります" in copied


@pytest.mark.parametrize(
    ("rounding", "words"),
    [
        (Rounding(unit=30), "1回ごとに30分単位で切り捨て。"),
        (
            Rounding(unit=60, direction=RoundingDirection.UP, base=RoundedOver.DAY),
            "1日ごとに60分単位で切り上げ。",
        ),
        (
            Rounding(unit=15, direction=RoundingDirection.NEAREST, base=RoundedOver.MONTH),
            "月合計に15分単位で四捨五入。",
        ),
        (
            Rounding(year_cap=6000),
            "丸めなし(1分単位)。\n年度の上限は100:00(丸めた後に差し引く)。",
        ),
    ],
)
def test_the_rule_is_printed_in_words(rounding: Rounding, words: str) -> None:
    assert rounding_text(rounding) == words


def test_venues_are_summed_before_rounding() -> None:
    rows = [hours_row(n, day) for n in (0, 1) for day in (3, 10)]

    copied = seen.text(hours_sheet.render(hours(*rows, rounding=Rounding(unit=60))))

    assert "ひばりが丘地域センター 1 2 450 400 400 6:40" in copied


def test_a_month_without_hours_says_so() -> None:
    assert "この月に活動時間のあるサポーターはいません。" in seen.text(hours_sheet.render(hours()))
