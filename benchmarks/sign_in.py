"""How long from Enter on the password to 今日 painted, and how much of it is the password itself?

The real window and lanes, off screen. Each round measures one bare Argon2id of the same cost on
its own, then a sign-in from the key press until the first screen has been painted with what it
asked for; the ratio says what everything else adds. Sign-in tries the person who came last first,
as the window does.

    python benchmarks/sign_in.py [--runs 7] [--people 10000]
"""

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path
from random import Random
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk_write import as_ops, build, people
from smartsupport import settings
from smartsupport.paths import Places, resources
from smartsupport.services import sign_in
from smartsupport.settings import Settings
from smartsupport.storage import sealing
from smartsupport.ui.doors.sign_in import SignIn
from smartsupport.ui.errors import Faults
from smartsupport.ui.screens.today import TodayScreen
from smartsupport.ui.start import Program

PASSWORD = "kumo ni noru neko"
GIVE_UP = 30.0
BUDGET = 1.0
"""Seconds, on a quiet machine (docs: the vault)."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--people", type=int, default=10_000)
    asked = parser.parse_args()
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        places = Places(base=Path(folder) / "register")
        fill(places, asked.people)
        found = [once(app, places) for _run in range(asked.runs + 1)][1:]  # the first warms up
    report(found, asked.people)


def fill(places: Places, number: int) -> None:
    office = sign_in.make(places, name="計測", person="計測", password=PASSWORD)
    random = Random(1)
    build(office.store, as_ops(people(number, random), random))
    settings.save(places.settings, Settings(last_account=str(office.account.id)))
    office.close()


def once(app: QApplication, places: Places) -> tuple[float, float]:
    """Seconds of one bare Argon2id, and of one sign-in."""
    bare = one_argon()
    program = Program(app, places, settings.load(places.settings), resources() / "locale", Faults())
    program.begin()
    assert program.doors is not None
    way = program.doors.findChild(SignIn)
    assert way is not None
    way.line.box.setText(PASSWORD)
    began = perf_counter()
    QTest.keyClick(way.line.box, Qt.Key.Key_Return)
    while not painted(program):
        QTest.qWait(1)  # turning idly would take a core from the password
        if perf_counter() - began > GIVE_UP:
            raise SystemExit("the window did not open")
    took = perf_counter() - began
    program.end()
    assert program.window is not None
    program.window.close()
    program.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return bare, took


def one_argon() -> float:
    """Seconds of one derivation at the cost that a password has here."""
    cost = sealing.STANDARD
    kdf = Argon2id(
        salt=bytes(16),
        length=32,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    began = perf_counter()
    kdf.derive(PASSWORD.encode())
    return perf_counter() - began


def painted(program: Program) -> bool:
    """Whether 今日 shows what it asked for."""
    if program.window is None or program._background._waiting:
        return False
    today = program.window.findChild(TodayScreen)
    if today is None or not today.isVisible():
        return False
    program.window.grab()
    return True


def report(found: list[tuple[float, float]], people: int) -> None:
    bare, whole = ([pair[n] for pair in found] for n in (0, 1))
    ratios = [b / a for a, b in found]
    print(f"{people:,} people stored; {len(found)} rounds, {os.cpu_count()} cores")
    print(f"{'':28} {'median s':>9} {'min':>6} {'max':>6}")
    for name, times in (("one bare Argon2id", bare), ("password to 今日 painted", whole)):
        print(f"{name:28} {statistics.median(times):9.2f} {min(times):6.2f} {max(times):6.2f}")
    print(f"ratio, round by round: median {statistics.median(ratios):.2f}, max {max(ratios):.2f}")
    print(f"budget {BUDGET:.1f} s: {'met' if statistics.median(whole) <= BUDGET else 'NOT met'}")


if __name__ == "__main__":
    main()
