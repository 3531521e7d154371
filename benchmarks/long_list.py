"""How soon does a list of 50,000 people open, and does scrolling ever hold the window up?

Real rows of an encrypted register, read through the lanes as the window does, drawn without a
screen. The limit for a stall is one frame of 60 a second, 16 ms. Beside it, in the same run, the
same rows in Qt's own QStandardItemModel, filled at once.

    python benchmarks/long_list.py [--people 50000]
"""

import argparse
import os
import tempfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from functools import partial
from pathlib import Path
from random import Random
from time import perf_counter

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

from desk_write import as_ops, build, people
from smartsupport.domain.participant import Participant
from smartsupport.paths import Places
from smartsupport.services import people as finding
from smartsupport.services.office import Office, make
from smartsupport.ui import theme
from smartsupport.ui.background import Background
from smartsupport.ui.rows import PAGE, Column
from smartsupport.ui.table import LongList

COLUMNS = (
    Column[Participant](title="Reading", text=lambda p: p.kana, width=220),
    Column[Participant](title="Name", text=lambda p: p.name, width=220),
    Column[Participant](title="Phone", text=lambda p: p.phone, width=180),
)
JUMPS = 200


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=50_000)
    asked = parser.parse_args()
    app = QApplication([])
    theme.apply(app, theme.make("light", large=False))
    with tempfile.TemporaryDirectory() as folder:
        office = make(Places(base=Path(folder)), name="Measured register", person="-")
        random = Random(1)
        build(office.store, as_ops(people(asked.people, random), random))
        report(app, office, asked.people)
        office.close()


def report(app: QApplication, office: Office, number: int) -> None:
    background = Background(on_bug=_raise)
    shown = LongList(
        COLUMNS,
        lambda text: finding.ids(office, Participant, text),
        partial(finding.rows, office, Participant),
        background=background,
        name="people",
        fetch_first=lambda text: finding.ids(office, Participant, text, limit=PAGE),
    )
    shown.resize(900, 600)
    shown.show()
    opened, longest_open = timed(app, lambda: shown.ask(""), lambda: bool(_filled(shown)))
    whole, longest = timed(app, lambda: None, lambda: len(shown.ids) == number)
    bar = shown.verticalScrollBar()
    steps = []
    for n in range(JUMPS):
        begun = perf_counter()
        bar.setValue(bar.maximum() * ((n * 37) % JUMPS) // JUMPS)
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        steps.append((perf_counter() - begun) * 1000)
        settle(app, 0.02)
    steps.sort()
    plain = standard_model(app, office)
    background.stop()
    print(f"{number:,} people in the list")
    print(f"open to first rows drawn      {opened:7.0f} ms   (longest stall {longest_open:.0f} ms)")
    print(
        f"and to the whole list         {opened + whole:7.0f} ms   (longest stall {longest:.0f} ms)"
    )
    print(f"QStandardItemModel, all rows  {plain:7.0f} ms   ratio {opened / plain:.2f}")
    print(
        f"jumps to anywhere: GUI thread p50 {steps[JUMPS // 2]:.1f} ms, "
        f"p99 {steps[JUMPS * 99 // 100]:.1f} ms, max {steps[-1]:.1f} ms (a frame is 16 ms)"
    )


def _filled(shown: LongList) -> object:
    return bool(shown.ids) and shown.row(shown.ids[0])


def timed(app: QApplication, start: object, done: object) -> tuple[float, float]:
    """Milliseconds until `done()`, and the longest single turn of the event loop."""
    begun = perf_counter()
    start()  # type: ignore[operator]
    longest = 0.0
    while not done():  # type: ignore[operator]
        turn = perf_counter()
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)
        longest = max(longest, perf_counter() - turn)
    app.processEvents()
    return (perf_counter() - begun) * 1000, longest * 1000


def settle(app: QApplication, seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def standard_model(app: QApplication, office: Office) -> float:
    begun = perf_counter()
    ids = finding.ids(office, Participant, "")
    model = QStandardItemModel()
    for start in range(0, len(ids), 500):
        found = finding.rows(office, Participant, ids[start : start + 500])
        for id in ids[start : start + 500]:
            one = found[id]
            model.appendRow([QStandardItem(t) for t in (one.kana, one.name, one.phone)])
    view = QTableView()
    view.setModel(model)
    view.resize(900, 600)
    view.show()
    app.processEvents()
    return (perf_counter() - begun) * 1000


def _raise(error: BaseException) -> None:
    raise error


if __name__ == "__main__":
    main()
