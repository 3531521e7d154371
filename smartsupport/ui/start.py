"""Puts the window together: the application, the lanes, the screens, and what ties them."""

import logging
import sys
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QMessageBox

from smartsupport import log, settings
from smartsupport.domain.errors import Known
from smartsupport.i18n import _
from smartsupport.messages import sentence
from smartsupport.paths import Places, resources
from smartsupport.services import erasure, upkeep
from smartsupport.services.office import Office, open_office
from smartsupport.ui import language, theme
from smartsupport.ui.background import Background, Lane
from smartsupport.ui.errors import Faults
from smartsupport.ui.finders import finders
from smartsupport.ui.live import Live
from smartsupport.ui.screens import all_screens
from smartsupport.ui.window import Window


class Changes(QObject):
    """Carries what a lane has stored to the GUI thread."""

    stored = Signal(object)


def run(places: Places, wanted_language: str) -> int:
    """Open the window on the workspace at `places` and stay until it is closed."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    remembered = settings.load(places.settings)
    if wanted_language:
        remembered = msgspec.structs.replace(remembered, language=wanted_language)
    locale_dir = resources() / "locale"
    language.apply(app, remembered.language, locale_dir)
    theme.apply(app, theme.make(remembered.theme, large=remembered.large_type))
    try:
        office = open_office(places, alone=True)
    except Known as error:
        QMessageBox.warning(None, app.applicationDisplayName(), sentence(error))
        return 1
    log.start(places.logs)
    faults = Faults(str(places.logs))
    faults.install()
    return _stay(app, office, remembered, faults, locale_dir)


def _stay(
    app: QApplication,
    office: Office,
    remembered: settings.Settings,
    faults: Faults,
    locale_dir: Path,
) -> int:
    background = Background(on_bug=faults.report)
    live = Live()
    window = make_window(office, background, live, remembered, locale_dir)
    faults.above(window)
    window.show()
    look_after_a_crash(office, background, window)
    try:
        return app.exec()
    finally:
        background.stop()
        tidy_up(office)
        office.close()


def tidy_up(office: Office) -> None:
    """Write the file anew after an erasure, now that nobody is at the desk.

    When it cannot be done now, it is done the next time.
    """
    try:
        erasure.sweep(office)
    except Known as error:
        logging.getLogger(__name__).warning("not swept: %s", error.code)


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


def make_window(
    office: Office,
    background: Background,
    live: Live,
    remembered: settings.Settings,
    locale_dir: Path,
) -> Window:
    """The window over an open workspace, with every screen there is."""
    workspace = office.workspace()
    changes = Changes(live)
    changes.stored.connect(live.changed, Qt.ConnectionType.QueuedConnection)
    office.tell_changes(changes.stored.emit)
    window = Window(
        all_screens(office, lambda: window.settings, lambda wanted: window.change(wanted)),
        background=background,
        live=live,
        clock=office.clock,
        settings=remembered,
        remember=partial(settings.save, office.places.settings),
        locale_dir=locale_dir,
        title=workspace.name,
        finders=finders(office, lambda: window.go),
        practice=workspace.practice,
    )
    window.show_who(office.person)
    return window
