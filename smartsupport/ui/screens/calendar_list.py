"""日程 as a list: one line a session, the shortage in words."""

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from smartsupport.domain.period import Month
from smartsupport.i18n import N_, _
from smartsupport.services import board
from smartsupport.services.board import BoardRow
from smartsupport.services.office import Office
from smartsupport.ui.rows import Column
from smartsupport.ui.screen import Around
from smartsupport.ui.screens import calendar_words as words
from smartsupport.ui.table import LongList
from smartsupport.ui.widgets.empty_state import EmptyState

_COLUMNS: tuple[Column[BoardRow], ...] = (
    Column(
        title=N_("Day and time"),
        text=lambda row: words.day_and_hours(row.line.session),
        width=256,
        help=lambda row: row.line.session.title,
    ),
    Column(title=N_("Venue"), text=lambda row: row.line.venue, width=190),
    Column(title=N_("Placements"), text=words.places, width=360, icon=words.places_icon),
    Column(title=N_("Kind of session"), text=lambda row: words.kind(row.line), width=160),
    Column(title=N_("Booked"), text=lambda row: words.booked(row.line), width=90),
)


class SessionList(QWidget):
    """The sessions of one month."""

    opened = Signal(object)
    """The id of a session on which Enter was pressed or that was double-clicked."""
    add_asked = Signal()

    def __init__(self, office: Office, around: Around) -> None:
        super().__init__()
        self._wanted: UUID | None = None
        self.table = LongList(
            _COLUMNS,
            lambda month: board.ids(office, month.first, month.last),
            partial(board.rows, office),
            background=around.background,
            name=_("Sessions"),
        )
        self.table.opened.connect(self.opened)
        self.table.counted.connect(self._counted)
        empty = EmptyState(
            _("No session in this month"),
            _("Add the first one; a series can be made in one step."),
            icon="calendar",
            action=(_("Add a session"), self.add_asked.emit),
        )
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.table)
        self._pages.addWidget(empty)
        self.setFocusProxy(self.table)

    def show_month(self, day: date) -> None:
        """Show the month that `day` lies in."""
        self.table.ask(Month.of(day))

    def choose(self, session_id: UUID) -> None:
        """Make this session the current one, now or as soon as it has been read."""
        self._wanted = None if self.table.choose(session_id) else session_id

    def _counted(self, number: int) -> None:
        self._pages.setCurrentIndex(0 if number else 1)
        wanted, self._wanted = self._wanted, None
        if wanted is not None or self.table.current_id is None:
            found = wanted is not None and self.table.choose(wanted)
            if not found and number:
                self.table.choose(self._next())
                top = self.table.ScrollHint.PositionAtTop
                self.table.scrollTo(self.table.currentIndex(), top)

    def _next(self) -> UUID:
        """The next session that is not over, or the first of the month."""
        rows = ((id, self.table.row(id)) for id in self.table.ids)
        coming = (id for id, row in rows if row is not None and not row.over)
        return next(coming, self.table.ids[0])
