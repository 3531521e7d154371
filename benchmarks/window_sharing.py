"""Is the window ever kept waiting by the shared folder?

    .venv/bin/python benchmarks/window_sharing.py --ops 20000 --hang 60

The longest time in which the window answered nothing, with the desk open: at rest, while another
laptop's ops arrive, and while the folder answers nothing; then how long closing takes. Beside it
what the window's own thread did in the longest of its steps: what else a busy machine does falls on
all but that.
"""

import argparse
import os
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import msgspec
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from smartsupport.clock import TOKYO, system_clock
from smartsupport.domain.participant import Participant
from smartsupport.domain.venue import Venue
from smartsupport.paths import Places, resources
from smartsupport.services import exchange, joining, records, sign_in
from smartsupport.services.office import Office
from smartsupport.services.restoring import Way
from smartsupport.settings import Settings
from smartsupport.sync.folder import DiskFolder, Listed
from smartsupport.ui import language, theme
from smartsupport.ui.background import SHUTDOWN_SECONDS, Background
from smartsupport.ui.live import Live
from smartsupport.ui.screens.desk_place import DeskPlace
from smartsupport.ui.start import exchanging_of, make_window

BUDGET_MS = 50.0
PASSWORD = "corner-teapot-lantern"
AT_ONCE = 500


class Gaps:
    """The longest time between two turns of the event loop."""

    def __init__(self) -> None:
        self.longest = self.busiest = 0.0
        self._last = time.perf_counter(), time.thread_time()
        self._timer = QTimer(interval=0)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter(), time.thread_time()
        self.longest = max(self.longest, now[0] - self._last[0])
        self.busiest = max(self.busiest, now[1] - self._last[1])
        self._last = now
        time.sleep(0.0002)  # a loop that never rests would starve the lanes

    def during(self, over: Callable[[], bool]) -> str:
        """Milliseconds until `over`, and of the processor among them."""
        self.longest = self.busiest = 0.0
        self._last = time.perf_counter(), time.thread_time()
        loop = QEventLoop()
        watch = QTimer(interval=20)
        watch.timeout.connect(lambda: loop.quit() if over() else None)
        watch.start()
        loop.exec()
        return f"{self.longest * 1000:6.1f} ms, of its own {self.busiest * 1000:5.1f} ms"


def after(seconds: float) -> Callable[[], bool]:
    """Whether so many seconds have passed since now."""
    until = time.monotonic() + seconds
    return lambda: time.monotonic() > until


def two_laptops(root: Path) -> tuple[Office, Office, Settings]:
    """One with a register, another that joined it, and the settings of the first."""
    one = sign_in.make(Places(base=root / "one"), name="台帳", person="担当", password=PASSWORD)
    (root / "shared").mkdir()
    folder = exchange.connect(one, root / "shared", Settings(), "受付PC")
    exchange.exchange_now(exchange.sharing(one, folder))
    other = joining.join(Places(base=root / "other"), root / "shared", Way(password=PASSWORD))
    settings = Settings(theme="light", sounds=False, maximized=False)
    return one, other, msgspec.structs.replace(settings, shared_folder=str(folder))


def fill(office: Office, ops: int) -> None:
    """So many people, and into the folder with them."""
    for start in range(0, ops, AT_ONCE):
        with office.store.transaction() as work:
            for n in range(start, min(start + AT_ONCE, ops)):
                work.add(Participant(id=uuid4(), name=f"見本 {n}", kana="ミホン ハナコ"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ops", type=int, default=20_000)
    parser.add_argument("--hang", type=float, default=60.0, help="seconds")
    parser.add_argument("--rest", type=float, default=20.0, help="seconds")
    given = parser.parse_args()
    app = QApplication([])
    language.apply(app, "ja", resources() / "locale")
    theme.apply(app, theme.make("light", large=False))
    with tempfile.TemporaryDirectory() as name:
        one, other, settings = two_laptops(Path(name))
        venue = records.add(one, Venue(id=uuid4(), name="会館"))
        background = Background(on_bug=lambda error: print("fault:", repr(error)))
        window = make_window(one, background, Live(), settings, resources() / "locale")
        window.show()
        today = system_clock().astimezone(TOKYO).date()
        window.go("desk", DeskPlace(venue_id=venue.id, day=today))
        exchanging = exchanging_of(window)
        exchanging.begin()
        gaps = Gaps()
        gaps.during(lambda: not background._waiting)
        print(f"at rest, with rounds       {gaps.during(after(given.rest))}")

        fill(other, given.ops)
        settings_folder = Path(settings.shared_folder)
        exchange.exchange_now(exchange.sharing(other, settings_folder))
        began = time.monotonic()
        exchanging.now()
        found = gaps.during(lambda: exchanging.report is not None and exchanging.report.new > 0)
        took = time.monotonic() - began
        print(f"while {given.ops:6d} ops arrive   {found}; {took:.1f} s in all")

        answer = threading.Event()
        listing = DiskFolder.list

        def hang(folder: DiskFolder) -> list[Listed]:
            answer.wait()
            return listing(folder)

        DiskFolder.list = hang  # type: ignore[method-assign]
        exchanging.now()
        print(f"while the folder hangs     {gaps.during(after(given.hang))}")
        print(f"and the window says        {exchanging.in_short}")
        began = time.monotonic()
        background.stop(exchanging.last())
        print(f"closing then takes         {time.monotonic() - began:6.1f} s")
        print(f"budgets: {BUDGET_MS:.0f} ms, {SHUTDOWN_SECONDS:.0f} s")
        answer.set()
        one.close()
        other.close()


if __name__ == "__main__":
    main()
