"""Backups behind the open window, as they fall due."""

from PySide6.QtCore import QTimer

from smartsupport.domain.errors import Known
from smartsupport.messages import sentence
from smartsupport.services import backups
from smartsupport.services.backups import Made
from smartsupport.services.office import Office
from smartsupport.ui.background import Background, Lane
from smartsupport.ui.window import Window

_HOUR = 60 * 60 * 1000


def keep_backups(office: Office, background: Background, window: Window) -> None:
    """Make today's backup if it is due, and look again every hour.

    In the folder lane: nobody at the desk waits for that one.
    """

    def look() -> None:
        background.run(
            Lane.FOLDER,
            lambda: backups.keep_up(office, window.settings),
            tell,
            failed,
            owner=window,
        )

    def tell(made: Made | None) -> None:
        if made is not None and made.failure is not None:
            failed(made.failure)

    def failed(error: Known) -> None:
        window.say(sentence(error), "attention")

    hourly = QTimer(window, interval=_HOUR)
    hourly.timeout.connect(look)
    hourly.start()
    look()
