"""受付モード: whoever stands at the desk taps their own name."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from smartsupport.clock import TOKYO
from smartsupport.domain.account import Account
from smartsupport.domain.errors import Known
from smartsupport.i18n import _
from smartsupport.messages import sentence
from smartsupport.services import calendar, reception_mode
from smartsupport.services.office import Office
from smartsupport.storage.queries.calendar import SessionLine
from smartsupport.ui import theme
from smartsupport.ui.background import Lane
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.desk_place import DeskPlace
from smartsupport.ui.screens.desk_venues import Venues
from smartsupport.ui.screens.session_sides import WrappingRow
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.empty_state import EmptyState

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Begin = Callable[[DeskPlace, Account], None]


class VolunteersScreen(QWidget):
    """Sent to a `DeskPlace` it offers who helps there; else it asks for the venue first."""

    def __init__(
        self, office: Office, around: Around, begin: Begin, place: DeskPlace | None = None
    ) -> None:
        """`begin` hands the desk of a place to somebody."""
        super().__init__()
        self._office, self._around, self._begin, self._place = office, around, begin, place
        self._page: QWidget | None = None
        self._names: Sequence[Account] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 16, 24, 16)
        self._column.setSpacing(12)
        back = BigButton(_("Go back"), "Esc")
        back.clicked.connect(self._back)
        self._column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def load(self) -> None:
        """Ask who helps there, or where."""
        background = self._around.background
        if self._place is not None:
            work = partial(
                reception_mode.volunteers, self._office, self._place.venue_id, self._place.day
            )
            background.run(Lane.READ, work, self._show_names, self._failed, key=(id(self), "names"))
            return
        today = self._around.clock().astimezone(TOKYO).date()
        background.run(
            Lane.READ,
            partial(calendar.lines, self._office, today, today),
            self._show_venues,
            key=(id(self), "names"),
        )

    def show_record(self, record: object) -> None:
        """Whose names: those of a `DeskPlace`."""
        if isinstance(record, DeskPlace):
            self._place = record
            self.load()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes to the first thing to do."""
        first = self._page.findChild(BigButton) if self._page is not None else None
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit is a name, Enter takes the one that has the keyboard, Esc goes back."""
        key, focused = event.text(), self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        elif event.key() in _ENTER and isinstance(focused, BigButton):
            focused.click()
        elif key.isdecimal() and 1 <= int(key) <= len(self._names):
            self._take(self._names[int(key) - 1])
        else:
            super().keyPressEvent(event)

    def _back(self) -> None:
        self._around.go("today" if self._office.is_coordinators else "desk")

    def _take(self, volunteer: Account) -> None:
        assert self._place is not None
        self._begin(self._place, volunteer)

    def _show_venues(self, lines: Sequence[SessionLine]) -> None:
        venues: dict[UUID, str] = {line.session.venue_id: line.venue for line in lines}
        if len(venues) == 1:
            self._choose(next(iter(venues)))
        elif venues:
            self._swap(Venues(venues, self._choose))
        else:
            self._swap(
                EmptyState(
                    _("No session today"),
                    _("The desk opens when a session is held today."),
                    icon="calendar",
                )
            )

    def _choose(self, venue_id: UUID) -> None:
        today = self._around.clock().astimezone(TOKYO).date()
        self.show_record(DeskPlace(venue_id=venue_id, day=today))

    def _show_names(self, names: Sequence[Account]) -> None:
        self._names = names
        if names:
            self._swap(self._offer(names))
            return
        settings = (_("Go to the settings"), lambda: self._around.go("settings", "people"))
        self._swap(
            EmptyState(
                _("Nobody is placed here today"),
                _("Add receptionists in the settings, or place supporters at the session."),
                icon="people",
                action=settings if self._office.is_coordinators else None,
            )
        )

    def _offer(self, names: Sequence[Account]) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        title = QLabel(_("Who stands at the desk? Tap your name."))
        theme.dress(title, kind="heading")
        told = QLabel(
            _(
                "From then on there is only the desk, and what is registered carries this name. "
                "To leave, a coordinator is needed."
            )
        )
        for label in (title, told):
            label.setWordWrap(True)
            column.addWidget(label)
        offered = WrappingRow()
        for number, volunteer in enumerate(names, 1):
            button = BigButton(volunteer.name, str(number) if number < 10 else "", icon="person")
            button.clicked.connect(lambda _checked=False, v=volunteer: self._take(v))
            offered.flow.addWidget(button)
        column.addWidget(offered)
        return page

    def _swap(self, page: QWidget) -> None:
        if self._page is not None:
            self._page.hide()
            self._page.deleteLater()
        self._page = page
        self._column.insertWidget(0, page)
        page.show()
        if self.hasFocus():
            self.focusInEvent(QFocusEvent(QEvent.Type.FocusIn))

    def _failed(self, error: Known) -> None:
        self._around.say(sentence(error), "attention")
