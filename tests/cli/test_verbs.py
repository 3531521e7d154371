"""Every verb on a practice register, as a script and as a coordinator would use it."""

import csv
import json
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from smartsupport.clock import TOKYO
from smartsupport.domain.participant import Participant
from smartsupport.paths import Places
from smartsupport.services.office import open_office
from tests.cli.running import NOBODY, done, run

KINDS = [
    "venues",
    "sessions",
    "supporters",
    "participants",
    "bookings",
    "placements",
    "attendance",
    "consultations",
    "tasks",
]


def today(base: Path) -> dict[str, Any]:
    """The practice session of today's morning, at which people are booked."""
    sessions = done(base, "list", "sessions", "--on", str(datetime.now(TOKYO).date()))
    return next(s for s in sessions if s["start"] == "10:00")


def test_a_register_is_made_and_is_whole(tmp_path: Path) -> None:
    base = tmp_path / "new"
    ran = run(base, "init", "--name", "板橋区スマホ相談会台帳", "--no-password")

    assert (ran.code, ran.out) == (0, f"{base}\n")
    assert "No password" in ran.err
    assert run(base, "check").out == "All is well.\n"
    assert done(base, "check") == {"problems": []}


@pytest.mark.parametrize("kind", KINDS)
def test_every_list_is_one_document_for_scripts_and_a_table_for_people(
    practice: Path, kind: str
) -> None:
    rows = done(practice, "list", kind)
    seen = run(practice, "list", kind)

    assert isinstance(rows, list)
    assert seen.code == 0
    assert len(seen.out.splitlines()) == (len(rows) + 1 if rows else 0)
    assert seen.err == ("" if rows else "Nothing to show.\n")


def test_a_table_says_codes_in_words_and_puts_ids_last(practice: Path) -> None:
    heading, first, *_rest = run(practice, "list", "bookings").out.splitlines()

    assert heading.startswith("Name")
    assert heading.split()[-3:] == ["ID", "Session", "Participant"]
    assert "Booking confirmed" in first


def test_a_list_is_narrowed_to_a_session_a_venue_a_day_and_a_month(practice: Path) -> None:
    everything = done(practice, "list", "sessions")
    session = today(practice)
    venue = next(v for v in done(practice, "list", "venues") if v["name"] == session["venue"])

    def listed(*narrowed: str) -> list[str]:
        return [s["id"] for s in done(practice, "list", "sessions", *narrowed)]

    day = session["day"]
    assert listed("--session", session["id"]) == [session["id"]]
    assert listed("--on", day) == [s["id"] for s in everything if s["day"] == day]
    assert listed("--month", day[:7]) == [s["id"] for s in everything if s["day"][:7] == day[:7]]
    assert listed("--venue", venue["id"]) == [
        s["id"] for s in everything if s["venue"] == venue["name"]
    ]
    assert len(done(practice, "list", "bookings", "--session", session["id"])) == session["booked"]


def test_what_belongs_to_every_verb_may_be_typed_anywhere(practice: Path) -> None:
    before = run(practice, "--json", "list", "venues")

    assert run(practice, "list", "venues", "--json") == before
    assert json.loads(before.out)
    assert "会場" not in run(practice, "list", "bookings").out
    assert run(practice, "list", "venues", "--lang=ja").out.startswith("氏名")


def test_matching_is_shown_first_and_stored_when_asked(practice: Path) -> None:
    day = today(practice)["day"]
    period = ("--from", day, "--to", day)
    shown = done(practice, "match", *period)

    assert shown["status"] == "optimal"
    assert shown["gap"] == 0
    assert done(practice, "list", "placements") == []

    stored = done(practice, "match", *period, "--apply")
    placed = done(practice, "list", "placements", "--on", day)

    assert stored["placements"] == shown["placements"]
    assert {(p["session"], p["supporter"], p["role"]) for p in placed} == {
        (p["session"], p["supporter"], p["role"]) for p in stored["placements"]
    }
    said = run(practice, "match", *period).out
    assert f"Places filled: {len(placed)}" in said
    assert "This is the best plan there is" in said


def test_reasons_and_substitutes_are_told_in_words(practice: Path) -> None:
    session = today(practice)["id"]
    supporters = {s["id"] for s in done(practice, "list", "supporters")}
    named = done(practice, "substitutes", "--session", session, "--role", "adviser")
    shown = run(practice, "substitutes", "--session", session, "--role", "adviser").out

    assert named
    assert {s["supporter"] for s in named} <= supporters
    assert all(reason["text"] in shown for s in named for reason in s["reasons"])
    for supporter in sorted(supporters)[:5]:
        why = done(practice, "explain", "--session", session, "--supporter", supporter)
        said = run(practice, "explain", "--session", session, "--supporter", supporter).out
        assert all(reason["text"] in said for reason in why)
        assert why or said == "Nothing speaks against it.\n"


def test_a_card_is_printed_read_back_given_out_and_revoked(practice: Path, tmp_path: Path) -> None:
    people = [p["id"] for p in done(practice, "list", "participants")[:3]]
    page = tmp_path / "cards" / "page.pdf"
    issued = done(
        practice, "cards", "--kind", "participants", "--ids", ",".join(people), "-o", page
    )

    assert [card["person"] for card in issued["cards"]] == people
    (read,) = done(practice, "read-codes", page)
    assert sorted(read["texts"]) == sorted(card["code"] for card in issued["cards"])

    again = done(practice, "cards", "--kind", "participants", "--ids", people[0], "-o", page)
    assert again["cards"] == issued["cards"][:1]

    new = done(practice, "card", "reissue", people[0], "-o", page)["code"]
    old, session = again["cards"][0]["code"], today(practice)["id"]
    scanned = run(practice, "--json", "check-in", old, "--session", session)
    assert (scanned.code, scanned.json["result"]) == (1, "revoked")
    assert run(practice, "read-codes", page).out == f"{page}\t{new}\n"


def test_the_desk_by_hand(practice: Path, tmp_path: Path) -> None:
    session = today(practice)
    at = ("--session", session["id"], "--at", "09:50")
    booked = done(practice, "list", "bookings", "--session", session["id"])
    others = {p["id"] for p in done(practice, "list", "participants")}
    stranger = sorted(others - {b["participant"] for b in done(practice, "list", "bookings")})[0]
    first = booked[0]["participant"]

    came = done(practice, "check-in", first, *at)
    assert (came["result"], came["number"], came["person"]) == ("ok", "1", first)
    again = run(practice, "--json", "check-in", first, *at)
    assert (again.code, again.json["result"], again.json["number"]) == (1, "already_in", "1")
    unbooked = run(practice, "--json", "check-in", stranger, *at)
    assert (unbooked.code, unbooked.json["result"]) == (1, "not_booked")
    admitted = done(practice, "check-in", stranger, *at, "--admit")
    assert (admitted["result"], admitted["number"]) == ("ok", "2")

    page = tmp_path / "blank.pdf"
    blank = done(practice, "cards", "--blank", 1, "-o", page)["cards"][0]["code"]
    bound = done(practice, "bind", blank, booked[1]["participant"], *at)
    assert (bound["result"], bound["number"]) == ("ok", "3")
    undone = done(practice, "undo", *at[:2])
    assert undone["undone"]["number"] == "3"
    scanned = run(practice, "--json", "check-in", blank, *at)
    assert (scanned.code, scanned.json["result"]) == (1, "unassigned")

    left = done(practice, "check-out", first, *at[:2], "--at", "11:30")
    assert (left["result"], left["person"]) == ("left", first)
    here = done(practice, "list", "attendance", "--session", session["id"])
    assert {(a["participant"], a["number"]) for a in here} == {(first, "1"), (stranger, "2")}


def test_cancelling_a_day_names_everybody_to_phone(practice: Path) -> None:
    day = today(practice)["day"]
    sessions = done(practice, "list", "sessions", "--on", day)
    told = done(practice, "cancel", "--on", day, "--reason", "大雪のため")

    assert len(told) == sum(s["booked"] for s in sessions)
    assert {s["state"] for s in done(practice, "list", "sessions", "--on", day)} == {"cancelled"}
    assert done(practice, "cancel", "--on", day, "--reason", "大雪のため") == []


def test_documents_hours_and_events_are_written(practice: Path, tmp_path: Path) -> None:
    session = today(practice)
    names = done(practice, "report", "--list")
    for name in names:
        target = tmp_path / f"{name}.pdf"
        ran = run(practice, "report", name, "--session", session["id"], "-o", target)
        assert (ran.code, ran.out) == (0, f"{target}\n")
        assert target.read_bytes().startswith(b"%PDF-")
    figures = done(practice, "report", "session-report", "--session", session["id"])["figures"]
    assert figures["booked"] == session["booked"]

    for ending, magic in (("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf"), ("pdf", b"%PDF-")):
        target = tmp_path / f"hours.{ending}"
        found = done(practice, "hours", session["day"][:7], "-o", target)
        assert (found["credited"], found["file"]) == (0, str(target))
        assert target.read_bytes().startswith(magic)

    target = tmp_path / "events.csv"
    rows = done(practice, "export", "events", "-o", target, "--from", session["day"])["rows"]
    with target.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == rows > 0


def test_a_whole_day_leaves_a_register_that_is_whole(practice: Path, tmp_path: Path) -> None:
    session = today(practice)
    out = tmp_path / "day"
    came = done(practice, "day", "-o", out, "--session", session["id"])

    attendance = done(practice, "list", "attendance", "--session", session["id"])
    consultations = done(practice, "list", "consultations", "--session", session["id"])
    assert came["checked_in"] == len(attendance) == session["booked"]
    assert came["consultations"] == len(consultations)
    assert came["cards_read_back"] == session["booked"]
    assert sorted(map(Path, came["files"])) == sorted(out.iterdir())
    assert run(practice, "check").code == 0


def test_helping_needs_no_register(tmp_path: Path) -> None:
    top = run(tmp_path / "none", "--help")

    assert top.code == 0
    for verb in ("init", "check", "demo", "day", "list", "import", "match", "cards", "report"):
        assert verb in top.out
        assert run(tmp_path / "none", verb, "--help").code == 0
    assert not (tmp_path / "none").exists()


def test_every_practice_session_can_be_called_by_a_title(practice: Path) -> None:
    assert all(s["title"] for s in done(practice, "list", "sessions"))


def test_the_log_says_what_was_done_and_names_nobody(practice: Path, tmp_path: Path) -> None:
    people = done(practice, "list", "participants")
    found = done(practice, "log")

    assert ("list_opened", "participants", len(people)) in [
        (line["deed"], line["document"], line["count"]) for line in found
    ]
    seen = run(practice, "log").out
    assert "Opened a list" in seen
    assert not any(person["name"] in seen for person in people if person["name"])

    assert done(practice, "log", "--month", "2001-01") == []
    saved = tmp_path / "log.xlsx"
    assert run(practice, "log", "-o", saved).out == f"{saved}\n"
    assert saved.read_bytes()[:2] == b"PK"
    assert done(practice, "log")[0]["document"] == "journal"
    run(practice, "log", "-o", tmp_path / "log.doc").refused(1, "format")


def test_the_history_of_a_record_is_told_in_words_and_in_codes(practice: Path) -> None:
    someone = done(practice, "list", "supporters")[0]
    found = done(practice, "list", "history", "--id", someone["id"])
    seen = run(practice, "list", "history", "--id", someone["id"]).out

    assert found[-1]["what"] == "imported"
    assert {"field": "name", "before": [], "after": someone["name"]} in found[-1]["fields"]
    assert someone["name"] in seen
    assert "Read from a file" in seen
    run(practice, "list", "history", "--id", NOBODY).refused(1, "Nothing is known")
    assert run(practice, "list", "history").code == 2


def test_two_entries_of_one_person_are_found_and_joined(practice: Path) -> None:
    opened = open_office(Places(base=practice))
    with opened.store.transaction() as work:
        someone = next(p for p in work.find(Participant) if p.name and p.kana)
        again = work.add(Participant(id=uuid4(), name=someone.name, kana=someone.kana))
    opened.close()
    ids = {str(someone.id), str(again.id)}
    assert ids in [{entry["id"] for entry in pair} for pair in done(practice, "list", "twins")]
    assert someone.name in run(practice, "list", "twins").out
    before = len(done(practice, "list", "participants"))
    assert run(practice, "same", *ids).out == "The same person\n"
    assert len(done(practice, "list", "participants")) == before - 1
    assert done(practice, "same", *ids, "--verdict", "open")["verdict"] == "open"
    assert len(done(practice, "list", "participants")) == before
    run(practice, "same", someone.id, NOBODY).refused(1, "Nobody of this number")


def test_what_two_computers_entered_differently_is_shown_and_settled(practice: Path) -> None:
    opened = open_office(Places(base=practice))
    with opened.store.transaction() as work:
        someone = work.find(Participant)[0]
        for phone in ("03-0000-1111", "03-0000-7777"):
            work.change(someone, phone=phone)  # neither has seen the other
    opened.close()
    [found] = done(practice, "list", "versions")
    seen = run(practice, "list", "versions").out
    first, last = found["versions"]

    assert (found["id"], found["fields"]) == (str(someone.id), ["phone"])
    assert (first["values"], first["in_use"]) == ({"phone": "03-0000-1111"}, False)
    assert (last["values"], last["in_use"]) == ({"phone": "03-0000-7777"}, True)
    assert {"03-0000-1111", "03-0000-7777", first["version"]} <= {*seen.split()}
    assert run(practice, "settle", found["id"], first["version"]).out == "03-0000-1111\n"
    assert done(practice, "list", "versions") == []
    run(practice, "settle", found["id"], first["version"]).refused(1, "no longer open")
