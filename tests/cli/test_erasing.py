"""erase, retention, incident and export person, as somebody types them."""

import json
from pathlib import Path

import pytest

from smartsupport.domain.errors import Unavailable
from smartsupport.storage import sweeping
from smartsupport.storage.unit_of_work import Store
from tests.cli.running import NOBODY, done, run
from tests.paper.seen import text


@pytest.fixture
def somebody(practice: Path) -> tuple[str, str]:
    """The first participant's id and name."""
    first = done(practice, "list", "participants")[0]
    return first["id"], first["name"]


def erase(base: Path, *more: str):
    return run(base, "erase", *more)


def test_an_erased_person_is_in_no_list_and_the_register_is_whole(
    practice: Path, somebody: tuple[str, str]
) -> None:
    id, name = somebody
    ran = erase(practice, id, "--level", "identity", "--reason", "申し出", "--json")
    assert ran.code == 0, ran.err
    assert ran.json["erased"] == [id]
    assert ran.json["rows"][id]["participant"] == 1
    assert name not in str(done(practice, "list", "participants"))
    assert run(practice, "check").code == 0
    again = erase(practice, id, "--level", "identity", "--reason", "申し出")
    again.refused(1, "was erased")
    assert erase(practice, id, "--level", "all", "--reason", "申し出").code == 0
    assert run(practice, "check").code == 0
    erase(practice, id, "--level", "all", "--reason", "申し出").refused(1, "is in the register")


def test_an_erasure_is_told_also_while_another_program_holds_the_file(
    practice: Path, somebody: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_store: Store) -> None:
        raise Unavailable("database_busy", path="")

    with monkeypatch.context() as patch:
        patch.setattr(sweeping, "sweep", busy)
        ran = erase(practice, somebody[0], "--level", "all", "--reason", "申し出", "--json")
    assert (ran.code, ran.json["erased"]) == (0, [somebody[0]])
    assert "It is erased." in ran.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((NOBODY, "--level", "all", "--reason", "申し出"), 1),
        (("x", "--level", "all", "--reason", "申し出"), 1),
        ((NOBODY, "--level", "half", "--reason", "申し出"), 2),
        ((NOBODY, "--level", "all"), 2),
        (("--level", "all", "--reason", "申し出"), 2),
    ],
)
def test_what_is_typed_wrong_erases_nothing(
    practice: Path, words: tuple[str, ...], code: int
) -> None:
    before = str(done(practice, "list", "participants"))
    ran = erase(practice, *words)
    assert (ran.code, ran.out) == (code, "")
    assert str(done(practice, "list", "participants")) == before


def test_a_reason_that_names_them_is_refused(practice: Path, somebody: tuple[str, str]) -> None:
    id, name = somebody
    erase(practice, id, "--level", "all", "--reason", f"{name}様の申し出").refused(1, "name")


def test_what_is_due_is_listed_and_only_apply_disposes_of_it(practice: Path) -> None:
    shown = run(practice, "retention", "--due", "--json")
    assert {k["kind"] for k in shown.json["kinds"]} >= {"notes", "participants", "supporters"}
    assert shown.json["disposed"] == 0
    assert "provisional" in shown.err
    assert run(practice, "retention", "--apply").code == 2
    ran = run(practice, "retention", "--due", "--apply", "--kind", "notes", "--json")
    assert [k["kind"] for k in ran.json["kinds"]] == ["notes"]
    assert ran.json["disposed"] == len(ran.json["kinds"][0]["due"])


def test_a_record_of_nothing_is_refused_and_one_of_something_is_printed(
    practice: Path, somebody: tuple[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "record.pdf"
    run(practice, "retention", "-o", out).refused(1, "Nothing was disposed")
    assert not out.exists()
    done(practice, "erase", somebody[0], "--level", "identity", "--reason", "本人の申し出")
    assert run(practice, "retention", "-o", out).code == 0
    assert "本人の申し出" in text(out.read_bytes())


def test_one_person_is_disclosed_as_pdf_and_json(
    practice: Path, somebody: tuple[str, str], tmp_path: Path
) -> None:
    id, name = somebody
    paper, data = tmp_path / "a.pdf", tmp_path / "a.json"
    done(practice, "export", "person", id, "-o", paper)
    done(practice, "export", "person", id, "-o", data)
    assert name in text(paper.read_bytes())
    assert json.loads(data.read_bytes())["of"] == id
    run(practice, "export", "person", id, "-o", tmp_path / "a.doc").refused(1, "doc")
    run(practice, "export", "person", NOBODY, "-o", paper).refused(1, "is in the register")
    assert run(practice, "export", "person", "-o", paper).code == 2


def test_the_sheet_for_an_incident(practice: Path, tmp_path: Path) -> None:
    out = tmp_path / "incident.pdf"
    ran = run(practice, "incident", "-o", out, "--json")
    assert ran.json["held"]["participants"]["people"] > 0
    assert "AES-256" in text(out.read_bytes())
