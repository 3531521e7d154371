import csv
import io
from dataclasses import replace
from datetime import datetime, timedelta

import openpyxl
import pytest

from smartsupport.domain.errors import Refused
from smartsupport.domain.hours import HoursSheet, RoundedOver, Rounding, RoundingDirection
from smartsupport.sheets import labels
from smartsupport.sheets.hours_out import HoursPart, hours_csv, hours_workbook


def _book(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=True)


def _csv(content: bytes, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(encoding), newline="")))


def test_the_same_month_gives_the_same_bytes(hours: HoursSheet) -> None:
    assert hours_workbook(hours) == hours_workbook(hours)
    later = replace(hours, made_at=hours.made_at + timedelta(hours=1))
    assert hours_workbook(later) != hours_workbook(hours)


def test_the_workbook_holds_real_days_and_lengths_and_names_as_written(hours: HoursSheet) -> None:
    book = _book(hours_workbook(hours))
    assert book.sheetnames == [
        "Cover",
        "By supporter",
        "Activities in detail",
        "By venue (before rounding)",
    ]
    first = next(book["Activities in detail"].iter_rows(min_row=3, values_only=True))
    assert first[:2] == ("髙﨑 𠮷子", "たかさき よしこ")
    assert first[2] == datetime(2026, 10, 3)  # noqa: DTZ001 - a spreadsheet's day has no zone
    assert str(first[6]) == "12:32:00"
    assert first[8] == timedelta(minutes=270)
    assert first[10] == timedelta(minutes=265)
    assert first[11] == pytest.approx(265 / 60)


def test_a_name_like_a_formula_stays_text(hours: HoursSheet) -> None:
    sheet = _book(hours_workbook(hours))["By supporter"]
    cell = sheet.cell(2, 1)
    assert (cell.value, cell.data_type) == ("=佐藤", "s")


def test_totals_in_the_workbook_are_the_domains(hours: HoursSheet) -> None:
    sheet = _book(hours_workbook(hours))["By supporter"]
    *_, last = sheet.iter_rows(values_only=True)
    assert last[0] == "Total"
    assert last[3] == 4
    assert last[7] == timedelta(minutes=hours.credited)
    assert last[9] == timedelta(minutes=sum(s.capped for s in hours.supporters))


def test_header_stays_in_sight_and_prints_on_every_a4_page(hours: HoursSheet) -> None:
    for sheet in _book(hours_workbook(hours)).worksheets[1:]:
        assert sheet.freeze_panes == "B2"
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")


def test_the_cover_says_month_organiser_rule_filters_and_what_is_open(hours: HoursSheet) -> None:
    cover = _book(hours_workbook(hours, [("Venue", "中央公民館")]))["Cover"]
    told = {row[0]: row[1] for row in cover.iter_rows(values_only=True) if row[1]}
    assert told["Month"] == "2026-10"
    assert told["Organiser"] == "○○区"
    assert told["Narrowed to"] == "Venue: 中央公民館"
    assert told["Rounding"].startswith("Rounded down to 30 minutes, each session.")
    assert told["Ends not confirmed yet"] == "1 activity"
    assert told["Made"] == "2026-11-02 9:15"


def test_practice_says_sample_on_the_cover_on_pages_and_in_csv(hours: HoursSheet) -> None:
    practice = replace(hours, practice=True)
    book = _book(hours_workbook(practice))
    assert "SAMPLE" in [row[0] for row in book["Cover"].iter_rows(values_only=True)]
    assert book["By supporter"].oddHeader.center.text == "SAMPLE"
    assert all(row["SAMPLE"] == "SAMPLE" for row in _csv(hours_csv(practice)))
    assert b"SAMPLE" not in hours_csv(hours)


def test_a_month_without_activity_still_makes_a_workbook(hours: HoursSheet) -> None:
    book = _book(hours_workbook(replace(hours, supporters=())))
    assert book["By supporter"].cell(2, 1).value == "Nothing to show"


def test_csv_has_a_byte_order_mark_and_windows_line_ends(hours: HoursSheet) -> None:
    content = hours_csv(hours)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 5
    row = _csv(content)[1]
    assert (row["Supporter"], row["Date"]) == ("髙﨑 𠮷子", "2026-10-03")
    assert (row["Started"], row["Ended"], row["Planned"]) == ("12:32", "16:57", "4:30")
    assert (row["Credited before rounding"], row["Credited (hours)"]) == ("4:25", "4.42")
    assert not hours_csv(hours, encoding="utf-8").startswith(b"\xef\xbb\xbf")


def test_csv_defuses_formulas(hours: HoursSheet) -> None:
    assert _csv(hours_csv(hours))[0]["Supporter"] == "'=佐藤"


def test_csv_per_supporter_and_per_venue_agree_with_the_domain(hours: HoursSheet) -> None:
    people = _csv(hours_csv(hours, HoursPart.SUPPORTERS))
    assert people[1]["Credited after rounding"] == "8:00"
    assert (people[1]["Times"], people[1]["Days"]) == ("2", "2")
    venues = _csv(hours_csv(hours, HoursPart.VENUES))
    assert [(v["Venue"], v["Number of supporters"], v["Actual"]) for v in venues] == [
        ("中央公民館", "2", "8:50"),
        ("東部センター", "2", "8:50"),
    ]


def test_what_cp932_cannot_write_is_listed_with_whose_name_it_is_in(hours: HoursSheet) -> None:
    with pytest.raises(Refused) as caught:
        hours_csv(hours, encoding="cp932")
    assert caught.value.code == "not_in_cp932"
    assert caught.value.data["found"] == (
        ("𠮷", "髙﨑 𠮷子"),
        ("辺\U000e0100", "渡辺\U000e0100 一郎"),
    )


def test_cp932_keeps_the_kanji_it_has_and_twins_of_its_own(hours: HoursSheet) -> None:
    only = replace(hours.supporters[1], supporter="髙﨑〜子")
    rows = tuple(replace(r, supporter="髙﨑〜子") for r in only.rows)
    content = hours_csv(replace(hours, supporters=(replace(only, rows=rows),)), encoding="cp932")
    assert _csv(content, "cp932")[0]["Supporter"] == "髙﨑～子"


def test_the_rounding_rule_in_words() -> None:
    assert labels.rounding_in_words(Rounding()) == "Not rounded: counted to the minute."
    rule = Rounding(
        unit=60,
        direction=RoundingDirection.NEAREST,
        base=RoundedOver.MONTH,
        day_cap=240,
        year_cap=6000,
    )
    assert labels.rounding_in_words(rule).split("\n") == [
        "Rounded to the nearest to 60 minutes, the month's total.",
        "At most 4:00 a day, taken off after rounding.",
        "At most 100:00 a fiscal year, taken off after rounding.",
    ]
