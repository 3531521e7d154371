"""A month by command line from files that municipalities published: what goes in, what is done."""

import csv
import io
from dataclasses import dataclass, replace
from datetime import time
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID, uuid4

from openpyxl import Workbook

from smartsupport.domain.consultation import Consultation, Outcome
from smartsupport.domain.kana import hiragana
from smartsupport.domain.participant import Participant
from smartsupport.domain.supporter import Role, Supporter
from smartsupport.paths import Places
from smartsupport.services import consultations
from smartsupport.services.demo_people import demo_ids, demo_participants, demo_supporters
from smartsupport.services.sign_in import sign_in
from tests.accounts import PASSWORD
from tests.cli.running import done, run

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


def run_month(folder: Path) -> February:
    """The month from an empty register to the last check-out."""
    base = folder / "register"
    supporters, weeks, people = invented()
    done(base, "init", "--name", "中野区スマホ相談会台帳")

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
    office = sign_in(Places(base=base), PASSWORD)
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
