"""A table goes on over pages and loses nothing on the way."""

from smartsupport.paper.page import Sheet
from smartsupport.paper.table import Column, Look, Row, table
from tests.paper import seen

COLUMNS = (Column(title="番号", width=20), Column(title="名前", width=60))


def test_every_row_is_there_once_and_in_order() -> None:
    sheet = Sheet("", "")
    table(sheet, COLUMNS, [Row(cells=(f"#{n}", f"氏名{n}")) for n in range(200)])

    found = seen.pages(sheet.pdf())

    assert len(found) > 4
    assert [word for page in found for word in page.split() if word[0] == "#"] == [
        f"#{n}" for n in range(200)
    ]


def test_headings_are_repeated_on_every_page() -> None:
    sheet = Sheet("", "")
    table(sheet, COLUMNS, [Row(cells=(str(n), "")) for n in range(100)])

    assert all("番号 名前" in page for page in seen.pages(sheet.pdf()))


def test_a_row_higher_than_a_page_goes_on_without_a_gap() -> None:
    sheet = Sheet("", "")
    story = "".join(f"{n}番目。" for n in range(900))
    table(
        sheet, COLUMNS, [Row(cells=("前", "短い")), Row(cells=("中", story)), Row(cells=("後", ""))]
    )

    pdf = sheet.pdf()

    copied = "".join("".join(seen.pages(pdf)).split()).replace("番号名前", "").replace("中", "")
    assert story in copied
    assert min(min(page) for page in seen.blank_margins(pdf)) >= 10


def test_a_short_table_is_not_torn_from_its_heading() -> None:
    sheet = Sheet("", "")
    sheet.y = sheet.bottom - 20
    sheet.heading("名簿")
    table(sheet, COLUMNS, [Row(cells=("1", "山田"))])

    first, second = seen.pages(sheet.pdf())

    assert not first.strip()
    assert "名簿" in second


def test_fixed_rows_keep_their_height_whatever_they_hold() -> None:
    sheet = Sheet("", "")
    rows = [Row(cells=("1", "長い名前" * 20), over={1: "よみ" * 40}) for _ in range(5)]
    start = sheet.y
    table(sheet, COLUMNS, rows, Look(height=8, fixed=True))

    assert sheet.y - start < 5 * 8 + 6 + 3
    assert seen.collisions(sheet.pdf()) == []
