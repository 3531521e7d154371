import io
from datetime import datetime
from pathlib import Path

import openpyxl

from smartsupport.domain.period import TOKYO
from smartsupport.sheets.draft import Problem
from smartsupport.sheets.problems_out import problems_sheet
from smartsupport.sheets.sessions import read_sessions
from smartsupport.sheets.supporters import read_supporters
from smartsupport.sheets.venues import read_venues

FILES = Path(__file__).parent.parent / "data" / "sheets"
MADE = datetime(2026, 11, 2, 9, 15, tzinfo=TOKYO)


def _explain(problem: Problem) -> str:
    return f"{problem.column}: {problem.code}"


def test_rejected_rows_come_with_reasons_and_the_same_bytes() -> None:
    reading = read_sessions(FILES / "tokyo_smartphone_events.csv")
    content = problems_sheet(reading, _explain, MADE)
    assert content == problems_sheet(reading, _explain, MADE)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:4] == ("Reason", "Row in the file", "source_file", "NO")
    assert [row[1] for row in rows[1:]] == [2, 10, 35, 36]
    assert rows[1][0] == "終了日: session_long_range\n場所名称: session_no_place"


def test_mended_rows_are_imported_from_the_same_sheet() -> None:
    reading = read_sessions(FILES / "tokyo_smartphone_events.csv")
    book = openpyxl.load_workbook(io.BytesIO(problems_sheet(reading, _explain, MADE)))
    sheet = book.active
    assert sheet is not None
    titles = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(4, titles["開始時刻"]).value = "10:00"
    sheet.cell(4, titles["終了時刻"]).value = "13:00"
    mended = io.BytesIO()
    book.save(mended)
    again = read_sessions(mended.getvalue())
    assert [d.fields["room"] for d in again.drafts] == ["会議室"]
    assert len(again.rejected) == 3


def test_cells_keep_their_zeros_and_formulas_stay_text() -> None:
    reading = read_venues("名称,電話番号,備考\n,0312345678,=1+1\n")
    content = problems_sheet(reading, _explain, MADE)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert [(c.value, c.data_type) for c in sheet[2]][3:] == [("0312345678", "s"), ("=1+1", "s")]


def test_a_list_without_a_header_gets_one_to_be_mended_in() -> None:
    named = "".join(f"山田 太郎\t090-1111-222{n}\n" for n in range(5))
    reading = read_supporters(named + "\x00\t不明\n")
    assert reading.rejected == (6,)
    content = problems_sheet(reading, _explain, MADE)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert [c.value for c in sheet[1]] == ["Reason", "Row in the file", "氏名", "電話"]
