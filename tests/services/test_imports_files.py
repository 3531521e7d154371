"""Importing: which files are lists, of which kind, and how they are read."""

import codecs
import pickle
from pathlib import Path
from typing import Any

import pytest

from smartsupport.domain.errors import Refused
from smartsupport.domain.venue import Venue
from smartsupport.services import imports
from smartsupport.services.office import Office
from smartsupport.sheets.watch import Watch
from tests.services.imported import (
    EVENTS,
    FACILITIES,
    FILES,
    NAKANO,
    SUPPORTERS,
    counts,
    imported,
    many,
    stored,
)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sheet_empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "sheet_is_pdf"),
        ("ただの文章です。\n".encode(), "sheet_no_header"),
    ],
)
def test_what_is_no_list_is_refused_as_a_whole(
    office: Office, tmp_path: Path, content: bytes, code: str
) -> None:
    file = tmp_path / "venues.csv"
    file.write_bytes(content)

    with pytest.raises(Refused) as refusal:
        imports.preview(office, "venues", file)

    assert refusal.value.code == code


@pytest.mark.parametrize(
    "content",
    [
        NAKANO.encode("cp932"),
        codecs.BOM_UTF16_LE + NAKANO.encode("utf-16-le"),
        codecs.BOM_UTF8 + NAKANO.encode(),
    ],
    ids=["cp932", "utf-16", "utf-8"],
)
def test_encodings_of_the_field_are_read_alike(office: Office, content: bytes) -> None:
    imported(office, "venues", content)

    assert [v.name for v in stored(office, Venue)] == ["中野区役所"]


def test_a_row_with_too_many_cells_stops_no_other(office: Office) -> None:
    found = imports.preview(office, "venues", NAKANO + "桃園会館,中野区,中野,,,あふれ\n")

    assert (found.summary.new, found.summary.left_out) == (1, 1)
    assert [p.code for p in found.problems] == ["row_too_many_cells"]


@pytest.mark.parametrize(
    ("kind", "source", "other"),
    [
        ("venues", EVENTS, "sessions"),
        ("venues", "会場,開催日,開始,終了\n中央会館,2026/10/3,10:00,12:00\n", "sessions"),
        ("venues", SUPPORTERS + "山田 太郎,やまだ たろう,090-0000-0001,\n", "supporters"),
        ("sessions", SUPPORTERS + "山田 太郎,やまだ たろう,090-0000-0001,\n", "supporters"),
        ("supporters", EVENTS, "sessions"),
        ("participants", FILES / FACILITIES[0], "venues"),
        ("sessions", FILES / FACILITIES[0], "venues"),
    ],
)
def test_a_list_of_another_kind_is_refused_by_its_headings(
    office: Office, kind: str, source: Any, other: str
) -> None:
    with pytest.raises(Refused) as refusal:
        imports.preview(office, kind, source)

    assert refusal.value.code == "import_other_kind"
    assert refusal.value.data == {"list": other, "wanted": kind}


def test_columns_named_by_hand_are_never_another_kind(office: Office) -> None:
    mapping = {"name": "会場", "note": "開催日"}
    source = "会場,開催日,開始,終了\n中央会館,2026/10/3,10:00,12:00\n"
    assert imports.preview(office, "venues", source, mapping=mapping).summary.new == 1


def test_an_unknown_kind_is_refused(office: Office) -> None:
    with pytest.raises(Refused) as refusal:
        imports.preview(office, "recipes", NAKANO)

    assert (refusal.value.code, refusal.value.data) == ("import_kind_unknown", {"kind": "recipes"})


def test_a_mapping_made_by_hand_reads_strange_headers(office: Office) -> None:
    text = "とこ,まち,どこ\n中野区役所,中野区,東京都中野区中野4-8-1\n"

    found = imports.preview(
        office, "venues", text, mapping={"name": "とこ", "city": "まち", "address": "どこ"}
    )

    assert found.rows[0].label == "中野区役所"


def test_cancel_while_reading_leaves_nothing(office: Office) -> None:
    with pytest.raises(Refused) as refusal:
        imports.preview(office, "supporters", many(400), watch=Watch(cancelled=lambda: True))

    assert refusal.value.code == "import_cancelled"


def test_a_preview_travels_between_processes(office: Office) -> None:
    found = imports.preview(office, "sessions", EVENTS)

    assert counts(imports.accept(office, pickle.loads(pickle.dumps(found)))) == (37, 0, 0)
