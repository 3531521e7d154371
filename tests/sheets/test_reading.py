import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from smartsupport.domain.errors import NotFound, Refused, Unavailable
from smartsupport.sheets import reading
from smartsupport.sheets.reading import read_sheets
from smartsupport.sheets.watch import EVERY, Watch

TEXT = "氏名,住所\r\n髙﨑,板橋区\r\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("cp932"), "cp932"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_every_usual_encoding_gives_the_same_cells(content: bytes, encoding: str) -> None:
    (sheet,) = read_sheets(content)
    assert sheet.encoding == encoding
    assert [r.cells for r in sheet.records] == [("氏名", "住所"), ("髙﨑", "板橋区")]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_the_delimiter_is_recognised_though_cells_hold_others(delimiter: str) -> None:
    other = "、" if delimiter == "," else ","
    text = "".join(f"a{other}b{delimiter}c{delimiter}d\n" for _ in range(5))
    (sheet,) = read_sheets(text)
    assert sheet.delimiter == delimiter
    assert {len(r.cells) for r in sheet.records} == {3}


def test_rows_keep_the_numbers_a_spreadsheet_shows() -> None:
    (sheet,) = read_sheets('名称,備考\n\n"あ","一行目\n二行目"\nい,\n')
    assert [(r.number, r.cells) for r in sheet.records] == [
        (1, ("名称", "備考")),
        (2, ()),
        (3, ("あ", "一行目\n二行目")),
        (4, ("い", "")),
    ]


def test_a_stray_quotation_mark_does_not_stop_the_file() -> None:
    (sheet,) = read_sheets('名称,備考\n"あ"い,x\nう,y\n')
    assert len(sheet.records) == 3


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sheet_empty"),
        (b"\xef\xbb\xbf\r\n \n", "sheet_empty"),
        (b"%PDF-1.7\n...", "sheet_is_pdf"),
        (b"\x89PNG\r\n\x1a\n....", "sheet_is_image"),
        (b"\xff\xd8\xff\xe0....", "sheet_is_image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 64, "sheet_is_old_excel"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "sheet_is_protected",
        ),
        (b"<html><table><tr><td>x</td></tr></table></html>", "sheet_is_web_page"),
        (b"a,b\x00\x01\x02\n" + b"x" * 900, "sheet_not_text"),
        ("氏名\n".encode("cp932") + b"ok\n\xff\xff\n", "sheet_not_decodable"),
        (b'a,b\nc,"d\ne,f\n', "sheet_quote_open"),
        (b"PK\x03\x04 broken", "sheet_damaged"),
    ],
)
def test_what_is_no_table_is_refused_by_its_content(
    content: bytes, code: str, tmp_path: Path
) -> None:
    file = tmp_path / "名簿.csv"
    file.write_bytes(content)
    with pytest.raises(Refused) as caught:
        read_sheets(file)
    assert caught.value.code == code


def test_an_unclosed_quotation_mark_is_found_by_its_line() -> None:
    with pytest.raises(Refused) as caught:
        read_sheets('a,b\n1,2\n3,"4\n5,6\n')
    assert caught.value.data == {"line": 3}


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(Refused, match="sheet_is_archive"):
        read_sheets(buffer.getvalue())


def test_a_damaged_workbook_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", "<not-closed")
        archive.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(Refused, match="sheet_damaged"):
        read_sheets(buffer.getvalue())


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.csv"
    with file.open("wb") as out:
        out.truncate(200 * 1024 * 1024)
    with pytest.raises(Refused) as caught:
        read_sheets(file)
    assert caught.value.code == "sheet_too_large"
    assert caught.value.data == {"size_mb": 200, "limit_mb": 50}


def test_a_workbook_that_unpacks_to_gigabytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smartsupport.sheets.workbook.UNPACKED_LIMIT", 1000)
    book = openpyxl.Workbook()
    assert book.active is not None
    for n in range(200):
        book.active.append([n] * 20)
    buffer = io.BytesIO()
    book.save(buffer)
    with pytest.raises(Refused, match="sheet_too_large"):
        read_sheets(buffer.getvalue())


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="sheet_missing"):
        read_sheets(tmp_path / "none.csv")
    with pytest.raises(Unavailable, match="sheet_not_readable"):
        read_sheets(tmp_path)


def test_cancel_stops_a_long_file_and_progress_is_heard() -> None:
    text = "a,b\n" * (EVERY * 3)
    heard: list[tuple[int, int]] = []
    watch = Watch(progress=lambda done, total: heard.append((done, total)))
    read_sheets(text, watch)
    assert heard == [(EVERY * n, EVERY * 3) for n in (1, 2, 3)]
    with pytest.raises(Refused, match="import_cancelled"):
        read_sheets(text, Watch(cancelled=lambda: True))


def test_the_size_limit_is_what_the_sentence_says() -> None:
    assert reading.SIZE_LIMIT == 50 * 1024 * 1024
