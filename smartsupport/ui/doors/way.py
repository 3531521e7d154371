"""What every way in is given: where the 台帳 lies, who does the work, and where it leads."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from smartsupport.clock import Clock
from smartsupport.domain.errors import Known
from smartsupport.paths import Places
from smartsupport.services.office import Office
from smartsupport.ui.background import Background
from smartsupport.ui.doors.page import DoorPage


class Show(Protocol):
    """`DoorWindow.show_page`."""

    def __call__(self, page: DoorPage, *, first: bool = False) -> None:
        """The page, and whether it is the first of a way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """`places` is the 台帳's own folder, `practice` that of the practice one.

    `enter` takes an open office and opens the window over it; `fail` shows what went wrong and
    was nobody's typing.
    """

    places: Places
    practice: Places
    background: Background
    clock: Clock
    last: UUID | None
    """Whose password opened it last."""
    wrong: list[datetime]
    """When a wrong password was typed since the program began; other words do not forget it."""
    show: Show
    hold: Callable[[Office], None]
    """Close this office when the program ends, though there is no window over it yet."""
    enter: Callable[[Office], None]
    fail: Callable[[Known], None]
