"""The tenth of February 2022 by two laptops at one door, half of the time without the folder.

Ten people are scanned at both before either knows of the other, and everybody is counted once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from smartsupport.storage import sealing
from tests.accounts import CHEAP, PASSWORD
from tests.cli.running import done, run
from tests.journeys.february import (
    APPLICANTS,
    BUSY,
    CALENDAR,
    applicants,
    busy,
    invented,
    print_cards,
    sheet_of,
)

CAME, AT_EACH, AT_BOTH = 16, 13, 10


@dataclass(frozen=True)
class Door:
    """Two registers after the day, and what their desks answered."""

    bases: tuple[Path, Path]
    session: str
    answers: tuple[list[dict[str, Any]], list[dict[str, Any]]]
    placed: list[str]


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "STANDARD", CHEAP)
        patch.setenv("SMARTSUPPORT_PASSWORD", PASSWORD)
        yield the_day(tmp_path_factory.mktemp("door"))


def the_day(folder: Path) -> Door:
    a, b, shared = folder / "a", folder / "b", folder / "shared"
    shared.mkdir()
    session, codes = prepare(a, folder)
    done(a, "sync", shared, "--name", "受付PC")
    done(b, "join", shared, "--name", "会場PC")
    for base in (b, a):
        done(base, "sync")
    away = folder / "away"
    placed = [p["supporter"] for p in done(a, "list", "placements", "--session", session)]
    for supporter in placed:
        done(a, "check-in", supporter, "--session", session, "--at", "13:40")

    shared.rename(away)  # the folder is out of reach: both go on
    at_a = [check_in(a, code, session, "13:50") for code in codes[:AT_EACH]]
    at_b = [check_in(b, code, session, "13:52") for code in codes[CAME - AT_EACH : CAME]]
    assert run(a, "--json", "sync").json["trouble"] == "missing"
    for supporter in placed[1:]:
        done(b, "check-in", supporter, "--session", session, "--at", "13:55")
    away.rename(shared)

    for base in (a, b, a):
        done(base, "sync")
    for supporter in placed:
        done(b, "check-out", supporter, "--session", session, "--at", "17:00")
    for base in (b, a, b):
        done(base, "sync")
    return Door((a, b), session, (at_a, at_b), placed)


def prepare(base: Path, folder: Path) -> tuple[str, list[str]]:
    """A register with the month's sessions, supporters, and who applied; their printed cards."""
    supporters, weeks, people = invented()
    done(base, "init", "--name", "中野区スマホ相談会台帳")
    run(base, "--json", "import", "sessions", CALENDAR)
    (folder / "名簿.xlsx").write_bytes(sheet_of(supporters, weeks))
    done(base, "import", "supporters", folder / "名簿.xlsx")
    sessions = done(base, "list", "sessions", "--on", BUSY[0])
    session = next(s["id"] for s in sessions if s["venue"] == BUSY[1])
    pasted = applicants(people[busy()][:APPLICANTS])
    done(base, "import", "bookings", "-", "--session", session, stdin=pasted)
    done(base, "match", "--from", BUSY[0], "--to", BUSY[0], "--apply")
    _cards, read = print_cards(base, folder, session)
    return session, read["participants"]


def check_in(base: Path, code: str, session: str, at: str) -> dict[str, Any]:
    found: dict[str, Any] = done(base, "check-in", code, "--session", session, "--at", at)
    return found


def figures(base: Path, session: str) -> dict[str, Any]:
    report = done(base, "report", "session-report", "--session", session)
    found: dict[str, Any] = report["figures"]
    return found


def test_each_desk_went_on_alone_with_numbers_of_its_own(door: Door) -> None:
    at_a, at_b = door.answers
    assert {answer["result"] for answer in (*at_a, *at_b)} == {"ok"}
    assert [answer["number"] for answer in at_a] == [f"A{n}" for n in range(1, AT_EACH + 1)]
    assert [answer["number"] for answer in at_b] == [f"B{n}" for n in range(1, AT_EACH + 1)]
    persons = [{answer["person"] for answer in answers} for answers in door.answers]
    assert len(persons[0] & persons[1]) == AT_BOTH


def test_everybody_is_counted_once_on_both(door: Door) -> None:
    counted = [figures(base, door.session) for base in door.bases]
    assert counted[0] == counted[1]
    assert counted[0]["attendances"] == counted[0]["people"] == CAME
    assert counted[0]["first_visits"] == CAME


def test_the_hours_of_those_who_helped_are_counted_once(door: Door) -> None:
    hours = [done(base, "hours", "2022-02", "-o", base / "時間.csv") for base in door.bases]
    assert hours[0]["credited"] == hours[1]["credited"] == len(door.placed) * (3 * 60 + 20)
    assert hours[0]["supporters"] == len(door.placed)
    assert hours[0]["unconfirmed"] == 0


def test_whoever_comes_again_is_known_at_the_other_desk(door: Door) -> None:
    person = door.answers[0][0]["person"]
    again = run(
        door.bases[1], "--json", "check-in", person, "--session", door.session, "--at", "14:30"
    )
    assert again.json["result"] == "already_in"


def test_both_hold_the_same_to_the_bit(door: Door) -> None:
    digests = [done(base, "digest") for base in door.bases]
    assert digests[0] == digests[1]
    for base in door.bases:
        assert done(base, "check") == {"problems": []}
