"""Two laptops of one 台帳 with a window each, at one real folder."""

import secrets
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from smartsupport.paths import Places, resources
from smartsupport.services import exchange, sign_in
from smartsupport.services.office import Office
from smartsupport.settings import Settings
from smartsupport.storage import held
from smartsupport.storage.schema import REPLICA
from smartsupport.sync.folder import DiskFolder, Listed
from smartsupport.ui import language, theme
from smartsupport.ui.background import Background
from smartsupport.ui.exchanging import Exchanging
from smartsupport.ui.live import Live
from smartsupport.ui.start import exchanging_of, make_window
from tests.accounts import PASSWORD
from tests.stores import HeldClock
from tests.ui.hands_driver import Desk

SETTINGS = Settings(
    language="en", theme="light", sounds=False, maximized=False, window=(0, 0, 1366, 768)
)


class Laptop(Desk):
    """One window over its own copy of the register."""

    def __init__(
        self, qtbot: QtBot, office: Office, settings: Settings, background: Background
    ) -> None:
        self.office = office
        window = make_window(office, background, Live(), settings, resources() / "locale")
        super().__init__(qtbot, window, background)
        window.show()
        self.settle()

    @property
    def exchanging(self) -> Exchanging:
        """What keeps it in step with the folder."""
        return exchanging_of(self.window)

    @property
    def state(self) -> str:
        """What the status line says."""
        self.window._show_state()
        status = self.window._status
        line = status._way if status._way.isVisible() else status._state
        return line.accessibleName()

    def round(self) -> None:
        """As when the timer looks."""
        self.exchanging._tick()
        self.settle()

    def close(self) -> None:
        """Close the window, whatever is half typed."""
        for box in self.window.findChildren(QLineEdit):
            box.clear()
        self.window._sure = True
        self.window.close()
        self.window.deleteLater()


class Hanging:
    """What a share does that does not answer: whoever lists it waits until `answer`."""

    def __init__(self) -> None:
        self.asked, self.answer = threading.Event(), threading.Event()
        self.answer.set()

    def begin(self) -> None:
        """From now on."""
        self.asked.clear()
        self.answer.clear()

    def wait(self) -> None:
        """In the thread of who lists it."""
        if not self.answer.is_set():
            self.asked.set()
            assert self.answer.wait(20)


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hanging]:
    """Makes every folder hang."""
    hanging, listing = Hanging(), DiskFolder.list

    def list_it(folder: DiskFolder) -> list[Listed]:
        hanging.wait()
        return listing(folder)

    monkeypatch.setattr(DiskFolder, "list", list_it)
    yield hanging
    hanging.answer.set()


@pytest.fixture
def pair(
    tmp_path: Path,
    closed: Office,
    clock: HeldClock,
    qtbot: QtBot,
    qapp: QApplication,
    bugs: list[BaseException],
) -> Iterator[tuple[Laptop, Laptop]]:
    """受付PC, whose register it was, and 事務所PC, which has a copy, at one folder."""
    language.apply(qapp, "en", resources() / "locale")
    theme.apply(qapp, theme.make("light", large=False))
    (tmp_path / "shared").mkdir()
    folder = exchange.connect(closed, tmp_path / "shared", SETTINGS, "受付PC")
    other = copied_office(closed, tmp_path / "second", clock)
    exchange.call_laptop(other, "事務所PC")
    settings = msgspec.structs.replace(SETTINGS, shared_folder=str(folder))
    lanes = [Background(on_bug=bugs.append) for _n in range(2)]
    laptops = [
        Laptop(qtbot, office, settings, background)
        for office, background in zip((closed, other), lanes, strict=True)
    ]
    yield laptops[0], laptops[1]
    for laptop, background in zip(laptops, lanes, strict=True):
        background.stop()
        laptop.close()
    other.close()
    assert bugs == []


def copied_office(office: Office, folder: Path, clock: HeldClock) -> Office:
    """The same register on another laptop, in the same hands."""
    with office.opened.maintenance():
        shutil.copytree(office.places.base, folder)
    places = Places(base=folder)
    copied = sign_in.sign_in(places, PASSWORD, clock=clock)
    with copied.opened.maintenance() as connection:
        held.fill(connection)
        connection.execute(update(REPLICA).values(replica=secrets.token_bytes(8), seq=0))
    return copied
