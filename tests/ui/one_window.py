"""The real program in its own process: it says what a person would see, and ends when told to.

Lines on stdout: `open`, `looked True`, `banner …`, `door …`, `socket …` for every one that is
touched. A line on stdin closes the window.
"""

import sys
import threading
from pathlib import Path

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication, QLabel

from smartsupport.app import open_window
from smartsupport.paths import Places
from smartsupport.services import upkeep
from smartsupport.services.office import Office
from smartsupport.ui.doors.window import DoorWindow
from smartsupport.ui.widgets.banner import Banner
from smartsupport.ui.window import Window


def say(*words: object) -> None:
    """One line, at once and whole: more than one thread has something to say."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def main(folder: str) -> int:
    """Open the window on the register in `folder`."""
    sys.addaudithook(lambda event, _: say(event) if event.startswith("socket.") else None)
    app = QApplication([])
    look = upkeep.look_at_pages

    def looked(office: Office) -> bool:
        whole = look(office)
        opened.wait()  # two threads speak: the window first
        say("looked", whole)
        return whole

    upkeep.look_at_pages = looked
    told: set[str] = set()
    opened = threading.Event()
    watch = QTimer(interval=10)
    watch.timeout.connect(lambda: _watch(app, told, opened))
    watch.start()
    stdin = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    stdin.activated.connect(lambda: [w.close() for w in app.topLevelWidgets()])
    return open_window(Places(base=Path(folder)), "ja")


def _watch(app: QApplication, told: set[str], opened: threading.Event) -> None:
    for widget in app.topLevelWidgets():
        seen = ""
        if isinstance(widget, DoorWindow) and widget.page is not None:
            shown = [label.text() for label in widget.page.findChildren(QLabel) if label.text()]
            seen = f"door {' '.join(shown)}"
        elif isinstance(widget, Window) and widget.isVisible():
            seen = "open"
            banner = widget.findChild(Banner)
            if banner is not None and banner.isVisible():
                shown = [label.text() for label in banner.findChildren(QLabel) if label.text()]
                seen = f"banner {' '.join(shown)}" if "open" in told else "open"
        if seen and seen not in told:
            told.add(seen)
            say(seen)
        if "open" in told:
            opened.set()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
