import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsupport.sheets import values
from smartsupport.sheets.table_out import Column, Kind, Table, csv_bytes, defused

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=30)


@pytest.mark.parametrize("start", "=+-@＝＋－＠\t")
def test_no_cell_begins_a_formula(start: str) -> None:
    assert defused(f"{start}cmd|' /C calc'!A0").startswith("'")
    assert defused(f"  {start}1") == f"'  {start}1"


@given(TEXTS)
def test_what_was_defused_is_read_back_as_it_was(typed: str) -> None:
    if not typed.strip().startswith("'"):
        assert (values.text(defused(typed)).value or "") == typed.strip()


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_every_text_survives_the_file(rows: list[tuple[str, str]]) -> None:
    table = Table(title="", columns=(Column(title="a"), Column(title="b")), rows=tuple(rows))
    text = csv_bytes(table).decode("utf-8-sig")
    back = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert back == [[defused(cell) for cell in row] for row in rows]


def test_numbers_are_not_defused_and_lengths_are_written_both_ways() -> None:
    columns = (
        Column(title="n", kind=Kind.COUNT),
        Column(title="m", kind=Kind.MINUTES),
        Column(title="h", kind=Kind.HOURS),
    )
    content = csv_bytes(Table(title="", columns=columns, rows=((-3, -30, 270),)), "utf-8")
    assert content == b"n,m,h\r\n-3,-0:30,4.5\r\n"
