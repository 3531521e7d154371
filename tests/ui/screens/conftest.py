"""What a screen stands on in a test: a real office, real lanes, and a window's corner."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from smartsupport.services.office import Office
from smartsupport.ui.actions import Commands
from smartsupport.ui.background import Background
from smartsupport.ui.live import Live
from smartsupport.ui.screen import Around
from tests.services.conftest import clock, office
from tests.ui.screens.corner import Corner
from tests.ui.screens.desk_day import am, desk, hanako, place, pm

__all__ = ["am", "clock", "desk", "hanako", "office", "place", "pm"]


class _Stored(QObject):
    came = Signal(object)


@pytest.fixture
def around(office: Office, background: Background, live: Live, qtbot: object) -> Iterator[Around]:
    """What surrounds a screen; what it says and where it goes is kept in `corner(around)`."""
    stored = _Stored()
    stored.came.connect(live.changed, Qt.ConnectionType.QueuedConnection)
    office.tell_changes(stored.came.emit)
    corner = Corner()
    commands_of = QWidget()
    yield Around(
        background=background,
        live=live,
        commands=Commands(commands_of),
        clock=office.clock,
        say=corner.say,
        go=corner.go,
    )
    background.stop()
