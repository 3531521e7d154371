"""Files and the clipboard taken in: what a script is told, and what is stored of bad ones."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from smartsupport.domain.errors import Unavailable
from smartsupport.services import import_store
from tests.cli.running import NOBODY, Stream, done, run
from tests.cli.test_verbs import today

SHEETS = Path(__file__).parents[1] / "data" / "sheets"
LIST = "氏名,ふりがな,電話\n髙﨑 𠮷子,たかさき よしこ,090-1234-5678\n渡辺 一郎,わたなべ いちろう,\n"
PROBLEM = {"row", "column", "value", "problem", "level", "advice"}


def taken(base: Path, *arguments: object, stdin: str | bytes = b"") -> tuple[int, Any]:
    """The exit code and the document of an import."""
    ran = run(base, "--json", "import", *arguments, stdin=stdin)
    return ran.code, ran.json


def file(folder: Path, content: str | bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_facilities_and_a_calendar_others_published(empty: Path) -> None:
    code, first = taken(empty, "venues", SHEETS / "itabashi_131199_30rows.csv")
    assert (code, first["new"], first["same"], first["changed"]) == (0, 30, 0, 0)
    assert done(empty, "import", "venues", SHEETS / "itabashi_131199_30rows.csv")["same"] == 30

    calendar = SHEETS / "tokyo_smartphone_events.csv"
    code, found = taken(empty, "sessions", calendar)
    assert (code, found["new"], found["left_out"]) == (4, 37, 4)
    assert {p["row"] for p in found["problems"] if p["level"] == "error"} == {2, 10, 35, 36}
    assert all(set(p) == PROBLEM and p["advice"] for p in found["problems"])
    assert len(done(empty, "list", "sessions")) == 37
    code, again = taken(empty, "sessions", calendar)
    assert (code, again["new"], again["same"]) == (4, 0, 37)


def test_a_list_of_another_kind_is_said_in_one_sentence_and_not_stored(empty: Path) -> None:
    ran = run(empty, "import", "venues", SHEETS / "tokyo_smartphone_events.csv")

    assert ran.code == 1
    assert ran.err == "This looks like a list of sessions, not of venues. Nothing was stored.\n"
    assert done(empty, "list", "venues") == []


def test_a_check_only_says_what_it_would_do(empty: Path, tmp_path: Path) -> None:
    path = file(tmp_path, LIST)
    found = done(empty, "import", "supporters", path, "--check")

    assert (found["new"], found["stored"]) == (2, False)
    assert done(empty, "list", "supporters") == []
    said = run(empty, "import", "supporters", path, "--check").out
    assert "New: 2, unchanged: 0, changed: 0, left out: 0" in said
    assert "Nothing was stored: this was only a check." in said


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_every_encoding_in_use_is_read(empty: Path, tmp_path: Path, encoding: str) -> None:
    typed = LIST.replace("髙﨑 𠮷子", "高崎 吉子") if encoding == "cp932" else LIST
    found = done(empty, "import", "supporters", file(tmp_path, typed.encode(encoding)))

    assert found["new"] == 2
    names = {s["name"] for s in done(empty, "list", "supporters")}
    assert names == {"渡辺 一郎", typed.split("\n")[1].split(",")[0]}


@pytest.mark.parametrize("where", [("-",), ("--clipboard",)])
@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_a_pasted_list_of_applicants(practice: Path, where: tuple[str], encoding: str) -> None:
    session = today(practice)
    free = 12 - session["booked"]
    pasted = "鈴木 花子\t03-3333-4444\r\n佐藤 次郎\t090-1111-2222\r\n山本 三郎\t090-1111-3333\r\n"
    found = done(
        practice,
        "import",
        "bookings",
        *where,
        "--session",
        session["id"],
        stdin=pasted.encode(encoding),
    )

    assert found["new"] == 3
    booked = done(practice, "list", "bookings", "--session", session["id"])
    assert len(booked) == session["booked"] + 3
    assert sum(b["state"] == "confirmed" for b in booked) == session["booked"] + min(3, free)
    assert sum(b["state"] == "waiting" for b in booked) == 3 - min(3, free)


def test_a_saved_mapping_says_which_heading_is_which(empty: Path, tmp_path: Path) -> None:
    path = file(tmp_path, "だれ,なんばん\n鈴木 花子,03-3333-4444\n")
    mapping = file(tmp_path, '{"name": "だれ", "phone": ["なんばん"]}', "mapping.json")

    done(empty, "import", "supporters", path, "--mapping", mapping)
    assert [(s["name"], s["phone"]) for s in done(empty, "list", "supporters")] == [
        ("鈴木 花子", "03-3333-4444")
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("[1]", "does not say which heading holds which field."),
        (b"\xff\xfe", "does not say which heading holds which field."),
        ('{"name": "氏"}', "There is no column “氏” in this file."),
    ],
)
def test_a_mapping_that_does_not_fit(
    empty: Path, tmp_path: Path, content: str | bytes, sentence: str
) -> None:
    path = file(tmp_path, "だれ,なんばん\n鈴木 花子,03-3333-4444\n")
    mapping = file(tmp_path, content, "mapping.json")
    run(empty, "import", "supporters", path, "--mapping", mapping).refused(1, sentence)
    gone = tmp_path / "gone.json"
    run(empty, "import", "supporters", path, "--mapping", gone).refused(1, "There is no file")


def test_bad_rows_stop_no_good_one(empty: Path, tmp_path: Path) -> None:
    path = file(tmp_path, LIST + ",,\n鈴木 花子,すずき はなこ,03-3333-4444,多い,もっと\n")
    code, found = taken(empty, "participants", path)

    assert (code, found["new"], found["left_out"]) == (4, 2, 1)
    assert [(p["row"], p["problem"]) for p in found["problems"]] == [(5, "row_too_many_cells")]
    assert "5 cells under 3 headings" in found["problems"][0]["advice"]
    said = run(empty, "import", "participants", path)
    assert (said.code, said.err) == (4, "")
    assert "5 cells under 3 headings" in said.out


def _workbook() -> bytes:
    buffer = io.BytesIO()
    Workbook().save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file holds nothing."),
        (b"\xef\xbb\xbf \r\n", "The file holds nothing."),
        (_workbook(), "The file holds nothing."),
        (b"%PDF-1.7\n%...", "This is a PDF, not a table."),
        (b"\x89PNG\r\n\x1a\n", "This is a picture, not a table."),
        (b"\x1f\x8b\x08", "This is a packed file"),
        (b"PK\x03\x04 broken", "The Excel file is damaged."),
        (b"<!DOCTYPE html><html>", "This is a web page"),
        (bytes(range(256)) * 4, "This is neither an Excel file nor a text file."),
        ("氏名,電話\n鈴木,03-3333-4444\n".encode() + b"\xff\xff,1\n", "in line 3 cannot be read."),
        ("今日は,よい,天気\n明日も,よい,天気\n", "No row of headings was recognised."),
    ],
)
def test_what_is_no_list_is_refused_and_nothing_is_stored(
    empty: Path, tmp_path: Path, content: str | bytes, sentence: str
) -> None:
    path = file(tmp_path, content)
    run(empty, "import", "venues", path).refused(1, sentence)
    run(empty, "--json", "import", "venues", path).refused(1, sentence)
    assert done(empty, "list", "venues") == []


def test_a_file_of_200_mb_is_refused_before_it_is_read(empty: Path, tmp_path: Path) -> None:
    path = file(tmp_path, LIST)
    with path.open("r+b") as content:
        content.truncate(200 * 1024**2)
    run(empty, "import", "supporters", path).refused(1, "larger than 50 MB.")


def test_a_file_that_is_not_there_or_no_file(empty: Path, tmp_path: Path) -> None:
    run(empty, "import", "venues", tmp_path / "none.csv").refused(1, "There is no file")
    run(empty, "import", "venues", tmp_path).refused(3, "cannot be read.")


def test_applicants_need_a_session_that_is_there(empty: Path, tmp_path: Path) -> None:
    path = file(tmp_path, LIST)
    run(empty, "import", "bookings", path, "--session", NOBODY).refused(
        1, "This session is not in the register."
    )
    run(empty, "import", "bookings", path, "--session", "x").refused(1, "“x” is not an id.")
    code, found = taken(empty, "bookings", path)
    assert (code, found["new"], found["left_out"]) == (4, 0, 2)
    assert done(empty, "list", "participants") == []


def test_a_disk_that_fills_up_ends_it_with_what_is_stored_so_far(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([["氏名", "電話"], *([f"見本 {n}", f"090-0{n:07}"] for n in range(600))])
    path = file(tmp_path, text.getvalue())
    store, calls = import_store._store, []

    def full_after_one(*arguments: Any) -> Any:
        calls.append(arguments)
        if len(calls) > 1:
            raise Unavailable("disk_full", path="register")
        return store(*arguments)

    monkeypatch.setattr(import_store, "_store", full_after_one)
    ran = run(empty, "--json", "import", "participants", path)
    assert (ran.code, ran.json["new"]) == (3, 500)
    assert ran.err == "The disk is full. Make room, then try again; nothing was lost. register\n"

    monkeypatch.undo()
    again = done(empty, "import", "participants", path)
    assert (again["new"], again["same"]) == (100, 500)
    assert run(empty, "check").code == 0


def test_progress_is_for_people_who_watch(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"見本 {n},090-0{n:07}\n" for n in range(250))
    path = file(tmp_path, "氏名,電話\n" + rows)
    assert run(empty, "import", "participants", path, "--check").err == ""

    monkeypatch.setattr(Stream, "watched", True)
    ran = run(empty, "--json", "import", "participants", path)
    assert "200 / 250" in ran.err
    assert ran.json["new"] == 250
