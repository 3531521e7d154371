"""February 2022 by command line: calendars that Tokyo's municipalities published, as they stand.

Everything is counted twice: by the program, and here from the very files that went in.
"""

import csv
import io
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest
from openpyxl import Workbook, load_workbook

from smartsupport.clock import TOKYO
from smartsupport.domain.consultation import Consultation, Outcome
from smartsupport.domain.kana import hiragana
from smartsupport.domain.participant import Participant
from smartsupport.domain.supporter import Role, Supporter
from smartsupport.paths import Places
from smartsupport.services import consultations
from smartsupport.services.demo_people import demo_ids, demo_participants, demo_supporters
from smartsupport.services.office import open_office
from tests.cli.running import done, run
from tests.paper.seen import text

SHEETS = Path(__file__).parents[1] / "data" / "sheets"
CALENDAR = SHEETS / "tokyo_smartphone_events.csv"
FACILITIES = [
    SHEETS / "itabashi_131199_30rows.csv",
    SHEETS / "takamatsu_community_center.xlsx",
    SHEETS / "yaizu_222127_library.csv",
]
PERIOD = ("--from", "2022-02-01", "--to", "2022-02-28")
BUSY = ("2022-02-10", "武蔵野商工会館")
APPLICANTS, EACH = 25, 10
GATHER, DISMISS = time(13, 30), time(17, 15)
"""30 minutes before 14:00, 15 minutes after 17:00: what a venue gives that nobody completed."""

ROLE_WORDS = {Role.ADVISER: "相談員", Role.ASSISTANT: "アシスタント", Role.LECTURER: "講師",
              Role.RECEPTION: "受付"}  # fmt: skip
AGES = ["60代", "68", "72", "77", "81", "90", ""]
OVER_64 = {"68", "72", "77", "81", "90"}
OUTCOMES = [Outcome.SOLVED, Outcome.SOLVED, Outcome.PARTLY, Outcome.CONTINUES]


@dataclass(frozen=True)
class February:
    """What the run was given and what it answered."""

    base: Path
    folder: Path
    supporters: list[Supporter]
    weeks: dict[str, list[str]]
    people: dict[str, list[Participant]]
    session: dict[str, Any]
    imported: dict[str, Any]
    matched: dict[str, Any]
    cards: dict[str, list[dict[str, Any]]]
    read: dict[str, list[str]]
    came: list[dict[str, Any]]
    helped: list[str]
    written: int


def events() -> list[dict[str, str]]:
    """The rows of the calendar that say when (one day, from, until) and where."""
    with CALENDAR.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        r
        for r in rows
        if r["開始日"] == r["終了日"]
        and r["開始時刻"]
        and r["終了時刻"]
        and (r["場所名称"] or r["集合場所"])
    ]


def in_february() -> list[dict[str, str]]:
    return [r for r in events() if r["開始日"].startswith("2022-02")]


def spot(row: dict[str, str]) -> str:
    return f"{row['開始日']} {row['集合場所']}"


def busy() -> str:
    return " ".join(BUSY)


def sheet_of(supporters: list[Supporter], weeks: dict[str, list[str]]) -> bytes:
    """The ward's own list, as a ward keeps it: a title, a date, a heading, rows, a total."""
    book = Workbook()
    sheet = book.active
    sheet.append(["中野区スマホサポーター名簿"])
    sheet.append(["令和4年1月20日現在"])
    sheet.append(["No.", "氏名", "ふりがな", "電話", "役割", *"月火水木金土日"])
    for number, s in enumerate(supporters, start=1):
        roles = "・".join(ROLE_WORDS[r] for r in sorted(s.roles))
        sheet.append([number, s.name, hiragana(s.kana), s.phone, roles, *weeks[s.phone]])
    sheet.append(["合計", f"{len(supporters)}名"])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def applicants(people: list[Participant]) -> str:
    """Copied from a web page: tabs between the cells."""
    rows = [[p.name, hiragana(p.kana), p.phone, AGES[n % len(AGES)]] for n, p in enumerate(people)]
    return "\n".join("\t".join(row) for row in [["氏名", "ふりがな", "電話", "年代"], *rows])


def bookings_csv(people: dict[str, list[Participant]]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(["氏名", "ふりがな", "電話番号", "希望日", "希望時間", "会場"])
    for row in in_february():
        for p in people[spot(row)][-EACH:]:
            when = [row["開始日"], row["開始時刻"], row["集合場所"]]
            writer.writerow([p.name, p.kana, p.phone, *when])
    return buffer.getvalue().encode("cp932")


def invented() -> tuple[list[Supporter], dict[str, list[str]], dict[str, list[Participant]]]:
    """60 supporters with what they said of each weekday, and who applies for which session."""
    rng = Random(2022)
    new_id = demo_ids(rng)
    supporters = [
        replace(s, phone=f"090-0{n:03}-0001", roles=s.roles or frozenset({Role.ASSISTANT}))
        for n, s in enumerate(demo_supporters(60, rng, new_id))
    ]
    marks = ["○", "○", "○", "△", "×", "午前", "午後", ""]
    weeks = {s.phone: [rng.choice(marks) for _day in range(7)] for s in supporters}
    places = [spot(r) for r in in_february()]
    pool = iter(
        replace(p, phone=f"080-0{n:03}-0002")
        for n, p in enumerate(p for p in demo_participants(400, rng, new_id) if p.name)
    )
    people = {
        place: [next(pool) for _n in range(EACH + (APPLICANTS if place == busy() else 0))]
        for place in places
    }
    return supporters, weeks, people


@pytest.fixture(scope="module")
def february(tmp_path_factory: pytest.TempPathFactory) -> February:
    """The month from an empty register to the last check-out."""
    folder = tmp_path_factory.mktemp("february")
    base = folder / "register"
    supporters, weeks, people = invented()
    done(base, "init", "--name", "中野区スマホ相談会台帳", "--no-password")

    imported: dict[str, Any] = {}
    for path in FACILITIES:
        imported[path.name] = done(base, "import", "venues", path)
    calendar = run(base, "--json", "import", "sessions", CALENDAR)
    assert calendar.code == 4, calendar
    imported["sessions"] = calendar.json
    (folder / "名簿.xlsx").write_bytes(sheet_of(supporters, weeks))
    imported["supporters"] = done(base, "import", "supporters", folder / "名簿.xlsx")

    sessions = done(base, "list", "sessions", "--on", BUSY[0])
    session = next(s for s in sessions if s["venue"] == BUSY[1])
    pasted = applicants(people[busy()][:APPLICANTS])
    imported["applicants"] = done(
        base, "import", "bookings", "-", "--session", session["id"], stdin=pasted
    )
    (folder / "予約.csv").write_bytes(bookings_csv(people))
    imported["bookings"] = done(base, "import", "bookings", folder / "予約.csv")

    matched = done(base, "match", *PERIOD, "--apply")
    cards, read = print_cards(base, folder, session["id"])
    came = scan(base, session["id"], cards, read)
    written = write_consultations(base, session["id"], came)
    helped = sign_out(base, session["id"])
    return February(
        base=base,
        folder=folder,
        supporters=supporters,
        weeks=weeks,
        people=people,
        session=session,
        imported=imported,
        matched=matched,
        cards=cards,
        read=read,
        came=came,
        helped=helped,
        written=written,
    )


def print_cards(
    base: Path, folder: Path, session: str
) -> tuple[dict[str, list[dict[str, Any]]], dict[str, list[str]]]:
    """Cards of all supporters and of whoever is booked; the codes read back from the pages."""
    booked = done(base, "list", "bookings", "--session", session)
    ids = ",".join(b["participant"] for b in booked if b["state"] == "confirmed")
    cards, read = {}, {}
    for kind, only in (("supporters", ()), ("participants", ("--ids", ids))):
        page = folder / f"{kind}.pdf"
        cards[kind] = done(base, "cards", "--kind", kind, *only, "-o", page)["cards"]
        read[kind] = done(base, "read-codes", page)[0]["texts"]
    return cards, read


def scan(
    base: Path,
    session: str,
    cards: dict[str, list[dict[str, Any]]],
    read: dict[str, list[str]],
) -> list[dict[str, Any]]:
    """All but three of the booked show their card; the supporters placed here show theirs."""
    placed = {p["supporter"] for p in done(base, "list", "placements", "--session", session)}
    whose = {card["code"]: card["person"] for card in cards["supporters"]}
    for n, code in enumerate(c for c in read["supporters"] if whose[c] in placed):
        at = "13:20" if n % 2 else "13:45"
        done(base, "check-in", code, "--session", session, "--at", at)
    return [
        done(base, "check-in", code, "--session", session, "--at", f"13:{40 + n // 2}")
        for n, code in enumerate(read["participants"][:-3])
    ]


def write_consultations(base: Path, session: str, came: list[dict[str, Any]]) -> int:
    """A slip for two of three; keyed from paper, for which there is no verb."""
    office = open_office(Places(base=base))
    for n, visit in enumerate(some := [v for i, v in enumerate(came) if i % 3]):
        consultations.record(
            office,
            Consultation(
                id=uuid4(),
                session_id=UUID(session),
                participant_id=UUID(visit["person"]),
                main_topic="line" if n % 2 else "camera",
                outcome=OUTCOMES[n % len(OUTCOMES)],
                paper=True,
            ),
        )
    office.close()
    return len(some)


def sign_out(base: Path, session: str) -> list[str]:
    """Every supporter but the first goes home; the first forgets to say so."""
    placed = [p["supporter"] for p in done(base, "list", "placements", "--session", session)]
    for n, supporter in enumerate(placed[1:]):
        at = "17:30" if n % 2 else "17:00"
        done(base, "check-out", supporter, "--session", session, "--at", at)
    return placed


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
