import io
from datetime import date, datetime, time

import openpyxl
import pytest

from smartsupport.domain.errors import Refused
from smartsupport.sheets.sessions import read_sessions
from smartsupport.sheets.supporters import read_supporters


def _saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _calendar() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    cover = book.active
    assert cover is not None
    cover.append(["令和8年度 事業計画"])
    sheet = book.create_sheet("予定")
    sheet.append(["スマホ相談会 予定表"])
    sheet.append([])
    sheet.append(["開催日", "開始時間", "終了時間", "会場", "定員"])
    sheet.append([datetime(2026, 10, 3), time(13), time(16), "中央公民館", 12])  # noqa: DTZ001
    sheet.append([46299, 0.5625, "16時", "中央公民館", "１２名"])
    sheet.append([None, None, None, None, None])
    sheet.append(["※ 変更する場合があります"])
    return book


def test_real_dates_times_and_numbers_of_the_first_sheet_with_a_header() -> None:
    reading = read_sessions(_saved(_calendar()))
    assert reading.grid.sheet.name == "予定"
    assert [(d.row, d.fields["day"], d.fields["start"]) for d in reading.drafts] == [
        (4, date(2026, 10, 3), time(13)),
        (5, date(2026, 10, 4), time(13, 30)),
    ]
    assert {d.fields["capacity"] for d in reading.drafts} == {12}
    assert reading.problems == ()


def test_a_hidden_sheet_is_passed_over() -> None:
    book = _calendar()
    book["予定"].sheet_state = "hidden"
    with pytest.raises(Refused, match="sheet_no_header"):
        read_sessions(_saved(book))


def test_a_phone_kept_as_a_number_gets_its_zero_back_and_is_said() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["氏名", "電話"])
    book.active.append(["髙﨑 𠮷子", 9012345678])
    reading = read_supporters(_saved(book))
    assert reading.drafts[0].fields == {"name": "髙﨑 𠮷子", "phone": "090-1234-5678"}
    assert "phone_zero_lost" in {p.code for p in reading.problems}
