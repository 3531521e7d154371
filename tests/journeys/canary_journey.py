"""A day with the canary in it, by command line, in a process of its own that watches itself.

Arguments: the register's folder, and the folder that somebody chose for documents. One line of
JSON on stdout: every file opened for writing, every socket touched, every program started.
"""

import json
import os
import sys
from datetime import date
from pathlib import Path
from unittest.mock import patch

from smartsupport.storage import sealing
from tests.journeys.canary import COORDINATOR, KANA, NAME, PHONE, REGISTER, SECRET
from tests.passwords import CHEAP, PASSWORD

DAY = date(2026, 10, 3)
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def main(base: Path, chosen: Path) -> None:
    """Run the day under watch and report."""
    seen: dict[str, set[str]] = {"written": set(), "sockets": set(), "programs": set()}

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
            mode, flags = arguments[1], arguments[2]
            writes = any(c in mode for c in "wax+") if isinstance(mode, str) else False
            if writes or (isinstance(flags, int) and flags & WRITES):
                seen["written"].add(os.path.realpath(os.fsdecode(arguments[0])))
        elif event.startswith("socket."):
            seen["sockets"].add(event)
        elif event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn"):
            seen["programs"].add(str(arguments[0]))

    sys.addaudithook(watch)
    os.environ["SMARTSUPPORT_PASSWORD"] = PASSWORD
    with patch.object(sealing, "STANDARD", CHEAP):
        _day(base, chosen)
    print(json.dumps({kind: sorted(found) for kind, found in seen.items()}))


def _day(base: Path, chosen: Path) -> None:
    from uuid import UUID, uuid4

    from smartsupport.domain.consultation import Consultation, Outcome
    from smartsupport.paths import Places
    from smartsupport.services import consultations
    from smartsupport.services.sign_in import sign_in
    from tests.cli.running import done, run

    def sheet(name: str, *rows: str) -> Path:
        path = chosen / name
        path.write_text("\n".join(rows), encoding="utf-8")
        return path

    done(base, "init", "--name", REGISTER, "--person", COORDINATOR)
    done(base, "import", "venues", sheet("venues.csv", "名称,所在地", "会館,東京都中野区1"))
    done(
        base,
        "import",
        "sessions",
        sheet(
            "sessions.csv", "名称,会場,開催日,開始時刻,終了時刻", f"相談会,会館,{DAY},10:00,12:00"
        ),
    )
    person = f"{NAME},{KANA},{PHONE}"
    people = sheet("people.csv", "氏名,ふりがな,電話番号,備考", f"{person},{SECRET}")
    done(base, "import", "supporters", people, "--check")
    for kind in ("supporters", "participants"):
        done(base, "import", kind, people)
    wrong = sheet("wrong.csv", "氏名,ふりがな,電話番号", f"{NAME},{NAME},{SECRET}")
    run(base, "import", "participants", wrong, "--check")
    done(base, "match", "--from", DAY, "--to", DAY, "--apply")
    (session,) = done(base, "list", "sessions", "--on", DAY)
    (participant,) = done(base, "list", "participants")
    (supporter,) = done(base, "list", "supporters")
    at = ("--session", session["id"], "--at")
    for kind in ("supporters", "participants"):
        done(base, "cards", "--kind", kind, "-o", chosen / f"{kind}.pdf")
        done(base, "read-codes", chosen / f"{kind}.pdf")
    done(base, "check-in", participant["id"], *at, "10:05", "--admit")
    run(base, "check-in", supporter["id"], *at, "09:30", "--admit")
    run(base, "check-out", supporter["id"], *at, "12:10")
    run(base, "check-in", NAME, *at, "10:06")
    office = sign_in(Places(base=base), PASSWORD)
    consultations.record(
        office,
        Consultation(
            id=uuid4(),
            session_id=UUID(session["id"]),
            participant_id=UUID(participant["id"]),
            main_topic="line",
            outcome=Outcome.SOLVED,
            note=SECRET,
        ),
    )
    _copy_while_open(base, chosen.parent / "while-open")
    office.close()
    for kind in done(base, "report", "--list"):
        name = kind["code"] if isinstance(kind, dict) else kind
        done(base, "report", name, "--session", session["id"], "-o", chosen / f"{name}.pdf")
    for ending in ("xlsx", "csv", "pdf"):
        done(base, "hours", f"{DAY:%Y-%m}", "-o", chosen / f"hours.{ending}")
    mistake = RuntimeError(f"row {NAME} {PHONE}")
    with patch("smartsupport.cli.workspace.look_over", side_effect=mistake):
        assert run(base, "check").code == 70
    run(base, "list", NAME)
    done(base, "check")
    shared = base.with_name("shared")
    shared.mkdir()
    done(base, "sync", shared, "--name", COORDINATOR)
    done(base.with_name("second"), "join", shared, "--name", REGISTER)
    done(base.with_name("second"), "sync")
    done(base, "sync")


def _copy_while_open(base: Path, to: Path) -> None:
    """The folder as a thief or a backup program finds it in the middle of the day."""
    to.mkdir()
    for file in base.iterdir():
        if file.is_file():
            (to / file.name).write_bytes(file.read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
