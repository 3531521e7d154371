"""Puts the window together: the application, the lanes, the screens, and what ties them."""

import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from smartsupport import log, settings
from smartsupport.clock import system_clock
from smartsupport.domain.errors import Known
from smartsupport.i18n import _
from smartsupport.messages import old_password, sentence
from smartsupport.paths import Places, practice_places, resources
from smartsupport.services import backups, erasure, leaving, upkeep
from smartsupport.services.office import Office, is_there, open_office
from smartsupport.services.sign_in import needs_password
from smartsupport.settings import Settings
from smartsupport.ui import language, theme
from smartsupport.ui.background import Background, Lane
from smartsupport.ui.backups import keep_backups
from smartsupport.ui.errors import Faults
from smartsupport.ui.exchanging import Exchanging
from smartsupport.ui.hands import Hands
from smartsupport.ui.live import Live
from smartsupport.ui.window import Window

if TYPE_CHECKING:  # the doors load when there is one to go through
    from smartsupport.ui.doors.way import Way
    from smartsupport.ui.doors.window import DoorWindow


class Changes(QObject):
    """Carries what a lane has stored to the GUI thread."""

    stored = Signal(object)


def run(places: Places, wanted_language: str) -> int:
    """Open the window on the workspace at `places`, by whatever way in it has, and stay until it
    is closed. Returns 1 if the last that was seen is what stood in the way.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    remembered = settings.load(places.settings)
    if wanted_language:
        remembered = msgspec.structs.replace(remembered, language=wanted_language)
    faults = Faults(str(places.logs))
    faults.install()
    program = Program(app, places, remembered, resources() / "locale", faults)
    program.begin()
    try:
        app.exec()
    finally:
        program.end()
    return int(program.failed)


class Program:
    """One run: the lanes, and the window or the doors to it."""

    def __init__(
        self,
        app: QApplication,
        places: Places,
        remembered: Settings,
        locale_dir: Path,
        faults: Faults,
    ) -> None:
        self.failed = False
        self.window: Window | None = None
        self.doors: DoorWindow | None = None
        self._office: Office | None = None
        self._wrong: list[datetime] = []
        self._app, self._places, self._locale_dir = app, places, locale_dir
        self._faults = faults
        self._log: logging.Handler | None = None
        self._background = Background(on_bug=faults.report)
        self._dress(remembered)

    def begin(self) -> None:
        """Open the 台帳 if it lies open, else show the way in that there is."""
        self.failed = False
        try:
            leaving.finish(self._places)
            if not is_there(self._places):
                from smartsupport.ui.doors.first_start import FirstStart

                FirstStart(self._way(), self._door_window()).begin()
            elif needs_password(self._places):
                from smartsupport.ui.doors.sign_in import SignIn

                SignIn(self._way(), self._door_window()).begin()
            else:
                self._enter(open_office(self._places, alone=True))
        except Known as error:
            self._fail(error)

    def end(self) -> None:
        """Write what is still to be written, and close."""
        self._background.stop(self._last_round())
        if self._office is not None:
            if not leaving.is_under_way(self._office.places):
                tidy_up(self._office, self.window.settings if self.window else self._settings)
            self._office.close()
        if self._log is not None:
            log.stop(self._log)
        if self._office is not None:
            with suppress(Known):  # else the next start removes what is left
                leaving.finish(self._office.places)

    def _last_round(self) -> Callable[[], object] | None:
        if self.window is None or self._office is None:
            return None
        if leaving.is_under_way(self._office.places):
            return None
        return exchanging_of(self.window).last()

    def _dress(self, remembered: Settings) -> None:
        self._settings = remembered
        language.apply(self._app, remembered.language, self._locale_dir)
        theme.apply(self._app, theme.make(remembered.theme, large=remembered.large_type))

    def _door_window(self) -> "DoorWindow":
        if self.doors is None:
            from smartsupport.ui.doors.window import DoorWindow

            self.doors = DoorWindow(self._settings)
            self.doors.looked.connect(self._look_again)
            self._faults.above(self.doors)
        self.doors.show()
        return self.doors

    def _look_again(self, wanted: Settings) -> None:
        self._dress(wanted)
        self._door_window().build(wanted)
        self.begin()

    def _way(self) -> "Way":
        from smartsupport.ui.doors.way import Way

        return Way(
            places=self._places,
            practice=practice_places(),
            background=self._background,
            clock=system_clock,
            last=_id(self._settings.last_account),
            wrong=self._wrong,
            show=self._door_window().show_page,
            hold=self._hold,
            enter=self._enter,
            fail=self._fail,
        )

    def _hold(self, office: Office) -> None:
        self._office = office

    def _enter(self, office: Office) -> None:
        self._hold(office)
        self._log = log.start(office.places.logs)
        known = settings.load(office.places.settings)  # joining wrote them, or a command
        self._settings = msgspec.structs.replace(
            self._settings,
            last_account=str(office.account.id),
            shared_folder=known.shared_folder,
            allowed_drives=known.allowed_drives,
        )
        self.window = make_window(
            office, self._background, Live(), self._settings, self._locale_dir
        )
        self._faults.above(self.window)
        self.window.show()
        look_after_a_crash(office, self._background, self.window)
        keep_backups(office, self._background, self.window)
        exchanging_of(self.window).begin()
        doors, self.doors = self.doors, None
        if doors is not None:
            doors.leave()
            # Its own button may have led here: held until the click is over.
            QTimer.singleShot(0, lambda: doors.deleteLater())

    def _fail(self, error: Known) -> None:
        from smartsupport.ui.doors.trouble import trouble_page

        self.failed = True
        doors = self._door_window()
        page = trouble_page(error)
        page.wanted.connect(self.begin)
        page.put_off.connect(doors.leave)
        doors.show_page(page)


def _id(text: str) -> UUID | None:
    """An account's id as it was remembered; None for what is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def tidy_up(office: Office, remembered: Settings) -> None:
    """Now that nobody is at the desk: write the file anew after an erasure, and keep what is new.

    What cannot be done now is done the next time.
    """
    for work in (erasure.sweep, partial(backups.keep_up, settings=remembered, closing=True)):
        try:
            work(office)
        except Known as error:
            logging.getLogger(__name__).warning("on closing: %s", error.code)


def look_after_a_crash(office: Office, background: Background, window: Window) -> None:
    """Check the file behind the open window when the last one did not end as it should.

    In the folder lane: nobody at the desk waits for that one.
    """
    if office.occupancy is None or office.occupancy.clean:
        return

    def tell(whole: bool) -> None:
        if whole:
            return
        window.show_state(_("The register's file is damaged"), "refused")
        window.say(
            _(
                "The register's file is damaged in places. You can go on with the reception; "
                "afterwards copy the register's folder and put it back from a backup."
            ),
            "refused",
        )

    background.run(
        Lane.FOLDER,
        partial(upkeep.look_at_pages, office),
        tell,
        lambda error: window.say(sentence(error), "refused"),
        owner=window,
    )


def exchanging_of(window: Window) -> Exchanging:
    """What keeps `window` and the shared folder in step."""
    hands = window.findChild(Hands)
    assert hands is not None  # every window is in somebody's
    return hands.exchanging


def make_window(
    office: Office,
    background: Background,
    live: Live,
    remembered: Settings,
    locale_dir: Path,
) -> Window:
    """The window over an open workspace, with every screen there is."""
    workspace = office.workspace()
    changes = Changes(live)
    changes.stored.connect(live.changed, Qt.ConnectionType.QueuedConnection)
    office.tell_changes(changes.stored.emit)
    hands = Hands(office, background)
    window = Window(
        hands.shown,
        background=background,
        live=live,
        clock=office.clock,
        settings=remembered,
        remember=partial(settings.save, office.places.settings),
        locale_dir=locale_dir,
        title=workspace.name,
        practice=workspace.practice,
    )
    hands.sit_at(window)
    if office.old_password:
        window.say(old_password(), "attention")
    changes.stored.connect(hands.heard, Qt.ConnectionType.QueuedConnection)
    return window
