"""受付: chooses the venue where there are several, then opens its desk for the day."""

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from smartsupport.clock import TOKYO
from smartsupport.i18n import _
from smartsupport.services import calendar
from smartsupport.services.office import Office
from smartsupport.settings import Settings
from smartsupport.storage.queries.calendar import SessionLine
from smartsupport.ui.background import Lane
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.desk_place import DeskPlace, OpenDesk
from smartsupport.ui.screens.desk_room import DeskRoom
from smartsupport.ui.screens.desk_venues import Venues
from smartsupport.ui.screens.desk_watch import steady_ms
from smartsupport.ui.widgets.empty_state import EmptyState


class DeskScreen(QStackedWidget):
    """Sent to a `DeskPlace` it opens that desk; else today's only venue, or a choice of venues."""

    def __init__(
        self,
        office: Office,
        around: Around,
        settings: Callable[[], Settings],
        change: Callable[[Settings], None],
        now_ms: Callable[[], int] = steady_ms,
        *,
        home: str = "today",
        only: DeskPlace | None = None,
    ) -> None:
        """`now_ms` is any steady clock in milliseconds.

        `home` is the screen to go to when the desk is closed; `only`, the one desk there is.
        """
        super().__init__()
        self._home, self._only = home, only
        self._office = office
        self._around = around
        self._settings, self._change = settings, change
        self._now_ms = now_ms
        self._choice = QWidget()
        self.addWidget(self._choice)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def room(self) -> DeskRoom | None:
        """The desk that is open."""
        shown = self.currentWidget()
        return shown if isinstance(shown, DeskRoom) else None

    def load(self) -> None:
        """Ask which venues have sessions today, unless there is one desk only."""
        if self._only is not None:
            self.show_record(self._only)
            return
        today = self._today()
        self._around.background.run(
            Lane.READ,
            partial(calendar.lines, self._office, today, today),
            self._offer,
            key=(id(self), "venues"),
        )

    def showEvent(self, event: QShowEvent) -> None:
        """After one desk was closed another may be opened."""
        super().showEvent(event)
        if self.room is None:
            self.load()

    def show_record(self, record: object) -> None:
        """Open the desk of a `DeskPlace`; one that is open already stays as it is."""
        if isinstance(record, DeskPlace) and (self.room is None or self.room.place != record):
            self._open(record)

    def open_desk(self) -> OpenDesk | None:
        """The desk that is open just now."""
        room = self.room
        return None if room is None else OpenDesk(place=room.place, until=room.open_until)

    def unsaved(self) -> bool:
        """Whether a form of the desk holds something half-typed."""
        return self.room is not None and self.room.unsaved()

    def focusInEvent(self, event: object) -> None:
        """The keyboard belongs to what is shown."""
        if self.room is not None:
            self.room.take_keyboard()

    def _today(self) -> date:
        return self._around.clock().astimezone(TOKYO).date()

    def _offer(self, lines: list[SessionLine]) -> None:
        if self.room is not None:
            return
        venues: dict[UUID, str] = {line.session.venue_id: line.venue for line in lines}
        if len(venues) == 1:
            self._open(DeskPlace(venue_id=next(iter(venues)), day=self._today()))
            return
        self._show_choice(venues)

    def _show_choice(self, venues: dict[UUID, str]) -> None:
        if venues:
            page: QWidget = Venues(venues, self._open_today)
        else:
            page = EmptyState(
                _("No session today"),
                _("The desk opens when a session is held today."),
                icon="calendar",
                action=(_("Go back"), lambda: self._around.go(self._home)),
            )
        self._swap(page)

    def _open_today(self, venue_id: UUID) -> None:
        self._open(DeskPlace(venue_id=venue_id, day=self._today()))

    def _open(self, place: DeskPlace) -> None:
        room = DeskRoom(
            self._office, self._around, place, self._settings, self._change, self._now_ms
        )
        room.closed.connect(self._close)
        self._swap(room)
        room.take_keyboard()

    def _close(self) -> None:
        """Whoever opens a desk next finds it fresh; only a form that is half typed is kept."""
        if self.room is not None and self.room.unsaved():
            self.room.begin_again()
        else:
            self._swap(QWidget())
        self._around.go(self._home)

    def _swap(self, page: QWidget) -> None:
        before = self.currentWidget()
        self.addWidget(page)
        self.setCurrentWidget(page)
        if before is not None:
            self.removeWidget(before)
            before.deleteLater()
