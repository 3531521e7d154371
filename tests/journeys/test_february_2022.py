"""February 2022 by command line: calendars that Tokyo's municipalities published, as they stand.

Everything is counted twice: by the program, and here from the very files that went in.
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import load_workbook

from smartsupport.clock import TOKYO
from smartsupport.storage import sealing
from tests.accounts import CHEAP, PASSWORD
from tests.cli.running import done, run
from tests.journeys.february import (
    AGES,
    APPLICANTS,
    BUSY,
    CALENDAR,
    DISMISS,
    EACH,
    FACILITIES,
    GATHER,
    OUTCOMES,
    OVER_64,
    February,
    busy,
    events,
    in_february,
    run_month,
    spot,
)
from tests.paper.seen import text


@pytest.fixture(scope="module")
def february(tmp_path_factory: pytest.TempPathFactory) -> Iterator[February]:
    """The month, run once, in a register with a password."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "STANDARD", CHEAP)
        patch.setenv("SMARTSUPPORT_PASSWORD", PASSWORD)
        yield run_month(tmp_path_factory.mktemp("february"))


def test_every_facility_row_is_a_venue(february: February) -> None:
    def rows(path: Path) -> int:
        if path.suffix == ".xlsx":
            sheet = load_workbook(path).worksheets[0]
            return sum(any(row) for row in sheet.iter_rows(values_only=True)) - 1
        with path.open(encoding="utf-8-sig", newline="") as file:
            return len(list(csv.DictReader(file)))

    for path in FACILITIES:
        assert february.imported[path.name]["new"] == rows(path), path.name


def test_every_row_that_says_when_and_where_is_a_session(february: February) -> None:
    found = february.imported["sessions"]
    with CALENDAR.open(encoding="utf-8-sig", newline="") as file:
        rows = len(list(csv.DictReader(file)))
    assert (found["new"], found["left_out"]) == (len(events()), rows - len(events()))

    sessions = done(february.base, "list", "sessions", "--month", "2022-02")
    assert Counter(s["day"] for s in sessions) == Counter(r["開始日"] for r in in_february())
    assert {(s["day"], s["start"], s["end"]) for s in sessions} == {
        (r["開始日"], r["開始時刻"], r["終了時刻"]) for r in in_february()
    }
    again = run(february.base, "--json", "import", "sessions", CALENDAR).json
    assert (again["new"], again["changed"], again["same"]) == (0, 0, len(events()))


def test_every_supporter_of_the_ward_s_list_is_there(february: February) -> None:
    assert february.imported["supporters"]["new"] == 60
    listed = done(february.base, "list", "supporters")
    assert {(s["name"], s["kana"], s["phone"]) for s in listed} == {
        (s.name, s.kana, s.phone) for s in february.supporters
    }
    again = done(february.base, "import", "supporters", february.folder / "名簿.xlsx")
    assert (again["same"], again["new"], again["changed"]) == (60, 0, 0)


def test_whoever_applied_is_booked_until_the_places_are_gone(february: February) -> None:
    assert february.imported["applicants"]["new"] == APPLICANTS
    assert february.imported["bookings"]["new"] == EACH * len(in_february())
    listed = done(february.base, "list", "bookings", "--month", "2022-02")
    sessions = done(february.base, "list", "sessions", "--month", "2022-02")
    by_session: dict[str, Counter[str]] = defaultdict(Counter)
    for booking in listed:
        by_session[booking["session"]][booking["state"]] += 1
    places = {(r["開始日"], r["開始時刻"], r["名称"]): r for r in in_february()}
    for session in sessions:
        row = places[session["day"], session["start"], session["title"]]
        applied = len(february.people[spot(row)])
        free = int(row["定員"]) if row["定員"] else applied
        assert by_session[session["id"]] == Counter(
            {
                "confirmed": min(free, applied),
                **({"waiting": applied - free} if applied > free else {}),
            }
        ), row


def test_nobody_is_placed_who_cannot_come_or_is_elsewhere(february: February) -> None:
    plan = february.matched
    sessions = {s["id"]: s for s in done(february.base, "list", "sessions", "--month", "2022-02")}
    phones = {s["id"]: s["phone"] for s in done(february.base, "list", "supporters")}
    roles = {s.phone: {str(r) for r in s.roles} for s in february.supporters}
    days: dict[str, list[str]] = defaultdict(list)

    assert plan["status"] == "optimal"
    assert plan["objective"] == plan["bound"]
    assert len(plan["placements"]) > 2 * len(sessions)
    for placed in plan["placements"]:
        session, phone = sessions[placed["session"]], phones[placed["supporter"]]
        said = february.weeks[phone][date.fromisoformat(session["day"]).weekday()]
        assert said in ("○", "△", "午前" if session["end"] <= "12:00" else "午後"), (said, session)
        assert placed["role"] in roles[phone] or placed["trainee"]
        days[phone].append(session["day"])
    assert all(len(set(d)) == len(d) for d in days.values()), "two sessions on one day"

    stored = done(february.base, "list", "placements", "--month", "2022-02")
    assert {(p["session"], p["supporter"], p["role"]) for p in stored} == {
        (p["session"], p["supporter"], p["role"]) for p in plan["placements"]
    }


def test_the_printed_cards_read_back_are_the_cards_given_out(february: February) -> None:
    assert len(february.cards["supporters"]) == 60
    assert len(february.cards["participants"]) == 30
    for kind, cards in february.cards.items():
        assert sorted(february.read[kind]) == sorted(card["code"] for card in cards)


def test_the_reception_list_names_whoever_is_expected(february: February) -> None:
    page = february.folder / "受付簿.pdf"
    done(february.base, "report", "reception-list", "--session", february.session["id"], "-o", page)
    printed = re.sub(r"\s", "", text(page.read_bytes()))
    for person in booked_names(february, "confirmed"):
        assert re.sub(r"\s", "", person) in printed


def booked_names(february: February, state: str) -> list[str]:
    listed = done(february.base, "list", "bookings", "--session", february.session["id"])
    return [b["name"] for b in listed if b["state"] == state]


def test_everybody_who_came_is_counted_once(february: February) -> None:
    assert [visit["number"] for visit in february.came] == [str(n) for n in range(1, 28)]
    assert {visit["result"] for visit in february.came} == {"ok"}
    again = run(
        february.base,
        *("--json", "check-in", february.read["participants"][0]),
        *("--session", february.session["id"], "--at", "13:59"),
    )
    assert (again.code, again.json["result"]) == (1, "already_in")

    report = ("report", "session-report", "--session", february.session["id"])
    figures = done(february.base, *report)["figures"]
    aged = {p.name: AGES[n % len(AGES)] for n, p in enumerate(february.people[busy()][:APPLICANTS])}
    ids = {p["id"]: p["name"] for p in done(february.base, "list", "participants")}
    ages = [aged.get(ids[visit["person"]], "") for visit in february.came]
    assert figures["booked"] == 30
    assert figures["attendances"] == figures["people"] == figures["first_visits"] == 27
    assert (figures["absent"], figures["walk_ins"], figures["companions"]) == (3, 0, 0)
    assert figures["aged_65"] == sum(age in OVER_64 for age in ages)
    assert figures["age_unknown"] == sum(age not in OVER_64 for age in ages)


def test_what_was_asked_and_how_it_ended_is_counted(february: February) -> None:
    report = ("report", "session-report", "--session", february.session["id"])
    figures = done(february.base, *report)["figures"]
    slips = range(february.written)

    assert figures["consultations"] == february.written == 18
    assert {t["code"]: t["main"] for t in figures["topics"] if t["main"]} == {
        "camera": sum(not n % 2 for n in slips),
        "line": sum(n % 2 for n in slips),
    }
    assert {code: n for code, n in figures["outcomes"] if n} == Counter(
        str(OUTCOMES[n % len(OUTCOMES)]) for n in slips
    )
    for kind in ("session-report", "attendance-report"):
        page = february.folder / f"{kind}.pdf"
        done(february.base, "report", kind, "--session", february.session["id"], "-o", page)
        printed = text(page.read_bytes())
        assert BUSY[1] in printed
        assert "27" in printed


def minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def expected_minutes(february: February) -> dict[str, int]:
    """By phone: from arrival to end, within 集合 and 解散; none where the end was forgotten."""
    codes = {card["person"]: card["code"] for card in february.cards["supporters"]}
    order = [c for c in february.read["supporters"] if c in {codes[s] for s in february.helped}]
    arrival = {c: time(13, 20) if n % 2 else time(13, 45) for n, c in enumerate(order)}
    phones = {s["id"]: s["phone"] for s in done(february.base, "list", "supporters")}
    out = {phones[february.helped[0]]: 0}
    for n, supporter in enumerate(february.helped[1:]):
        end = time(17, 30) if n % 2 else time(17, 0)
        start = arrival[codes[supporter]]
        out[phones[supporter]] = minutes(min(end, DISMISS)) - minutes(max(start, GATHER))
    return out


def test_the_month_s_hours_are_the_same_in_every_format(february: February) -> None:
    wanted = expected_minutes(february)
    total = sum(wanted.values())
    made = {}
    for ending in ("xlsx", "csv", "pdf"):
        path = february.folder / f"活動時間.{ending}"
        made[ending] = done(february.base, "hours", "2022-02", "-o", path)
        assert made[ending]["credited"] == total
        assert made[ending]["supporters"] == len(february.helped)
        assert made[ending]["unconfirmed"] == 1

    with (february.folder / "活動時間.csv").open(encoding="utf-8-sig", newline="") as file:
        credited = {
            r["Supporter"]: clock_minutes(r["Credited before rounding"])
            for r in csv.DictReader(file)
        }
    names = {s.phone: s.name for s in february.supporters}
    assert credited == {names[phone]: n for phone, n in wanted.items()}
    shown = f"{total // 60}:{total % 60:02}"
    book = load_workbook(february.folder / "活動時間.xlsx")
    cover = [str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
    assert any(cell.startswith(shown) for cell in cover)
    assert shown in text((february.folder / "活動時間.pdf").read_bytes())


def clock_minutes(shown: str) -> int:
    hours, rest = shown.split(":")
    return int(hours) * 60 + int(rest)


def test_a_forgotten_end_waits_for_somebody(february: February) -> None:
    tasks = done(february.base, "list", "tasks", "--month", "2022-02")
    proposed = datetime.combine(date.fromisoformat(BUSY[0]), DISMISS, TOKYO)
    (open_end,) = (t for t in tasks if t["task"] == "time_unconfirmed")
    assert open_end["person"] == february.helped[0]
    assert datetime.fromisoformat(open_end["proposed"]) == proposed


def test_the_register_is_whole_in_the_end(february: February) -> None:
    assert done(february.base, "check") == {"problems": []}
