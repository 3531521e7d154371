"""One session: what it is, who is booked, who is placed, and its documents."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from smartsupport.domain.booking import Booking
from smartsupport.domain.door import DoorEvent
from smartsupport.domain.errors import Known, NotFound
from smartsupport.domain.placement import Placement
from smartsupport.domain.same import SameAs
from smartsupport.domain.session import Session, SessionKind
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.venue import Venue
from smartsupport.i18n import N_, _
from smartsupport.messages import sentence
from smartsupport.services import board, calendar
from smartsupport.services.board import BoardRow
from smartsupport.services.calendar import ToPhone
from smartsupport.services.office import Office
from smartsupport.ui import theme
from smartsupport.ui.actions import Action
from smartsupport.ui.background import Lane
from smartsupport.ui.screen import Around
from smartsupport.ui.screens import calendar_words as words
from smartsupport.ui.screens.booking import BookingPage
from smartsupport.ui.screens.changes import Changes
from smartsupport.ui.screens.placement import PlacementPage
from smartsupport.ui.screens.session_cancel import PhoneList
from smartsupport.ui.screens.session_fields import Offered, offered
from smartsupport.ui.screens.session_overview import OverviewPage
from smartsupport.ui.screens.session_papers import PapersPage
from smartsupport.ui.screens.session_sides import WrappingRow
from smartsupport.ui.widgets.big_button import BigButton

ACTIONS = (
    Action(code="session_back", text=N_("Back"), shortcut="Alt+Left"),
    Action(code="session_next", text=N_("Next page"), shortcut="Ctrl+Tab"),
)
_CALLS = 5
"""The page of whom to phone, which a cancelled session alone has, comes after five others."""
_KINDS = (Session, SessionKind, Venue, Supporter, Placement, Booking, DoorEvent, SameAs)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    row: BoardRow
    offered: Offered
    calls: tuple[ToPhone, ...]


class SessionPage(QWidget):
    """Opens on its first page; Esc or [戻る] leads back."""

    left = Signal()
    """Back to where one came from."""

    def __init__(self, office: Office, around: Around, session_id: UUID) -> None:
        super().__init__()
        self._office, self._around, self.session_id = office, around, session_id
        bound = around.commands.bind(
            self, ACTIONS, {"session_back": self.leave, "session_next": self._next}
        )
        self._title = QLabel()
        self.overview: OverviewPage | None = None
        self.bookings = BookingPage(office, around, session_id)
        self.placements = PlacementPage(office, around)
        self.papers = PapersPage(office, around, session_id)
        self.changes = Changes(office, around)
        self.changes.show_record(session_id)
        self.calls = PhoneList()
        self._first = QWidget()
        QVBoxLayout(self._first).setContentsMargins(0, 8, 0, 0)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("Pages"))
        self.tabs.setDrawBase(False)
        self._pages = QStackedWidget()
        for page in (self._first, self.bookings, self.placements, self.papers, self.changes):
            self._pages.addWidget(page)
        self._pages.addWidget(self.calls)
        for _page in range(_CALLS):
            self.tabs.addTab("")
        self.tabs.currentChanged.connect(self._opened)
        self._lay_out(BigButton.of(bound["session_back"], "chevron-left"))
        around.live.watch(self, _KINDS, lambda _changes: self.load())

    def load(self) -> None:
        """Read the session; what is being typed is not disturbed."""
        self._around.background.run(
            Lane.READ,
            partial(_read, self._office, self.session_id),
            self._show,
            self._failed,
            key=(id(self), "session"),
            owner=self,
        )

    def unsaved(self) -> bool:
        """Whether leaving would lose something."""
        typed = self.overview is not None and self.overview.unsaved()
        return typed or self.bookings.panel.unsaved()

    def leave(self) -> None:
        """Back to the list; asks first when something typed would be lost."""
        if not self.unsaved():
            self.left.emit()
            return
        self._around.say(
            _("Something you typed is not saved yet."),
            "attention",
            action=(_("Leave without saving"), self.left.emit),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that no box wanted leads back."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def _lay_out(self, back: QWidget) -> None:
        theme.dress(self._title, kind="heading")
        self._title.setFixedHeight(theme.look().sizes.target)
        head = WrappingRow()
        for part in (back, self.tabs, self._title):
            head.flow.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(head)
        layout.addWidget(self._pages, 1)
        self.setFocusProxy(self.tabs)

    def _show(self, read: _Read) -> None:
        line = read.row.line
        self._title.setText(words.heading(line))
        self._title.updateGeometry()
        self._name_tabs(read)
        if self.overview is None:
            self._make_overview(read)
        else:
            self.overview.show_session(line.session)
        self.bookings.show_session(line.session)
        self.changes.show_record(self.session_id)
        self.placements.show_session(line.session)
        self._show_calls(read)

    def _make_overview(self, read: _Read) -> None:
        page = OverviewPage(self._office, self._around, read.offered, read.row.line.session)
        page.cancel_asked.connect(self._cancel)
        page.revive_asked.connect(
            lambda: self._write(partial(calendar.revive, self._office, self.session_id))
        )
        layout = self._first.layout()
        assert layout is not None
        layout.addWidget(page)
        self._first.setFocusProxy(page)
        self.overview = page

    def _show_calls(self, read: _Read) -> None:
        cancelled = read.row.line.session.cancelled
        self.calls.show_people(read.calls)
        if cancelled and self.tabs.count() == _CALLS:
            self.tabs.addTab(_("Whom to phone"))
        elif not cancelled and self.tabs.count() > _CALLS:
            self.tabs.removeTab(_CALLS)

    def _cancel(self, reason: str) -> None:
        self._write(
            partial(calendar.cancel, self._office, reason=reason, session_id=self.session_id),
            self._cancelled,
        )

    def _cancelled(self, calls: list[ToPhone]) -> None:
        self.calls.show_people(calls)
        if self.tabs.count() == _CALLS:
            self.tabs.addTab(_("Whom to phone"))
        if calls:
            self.tabs.setCurrentIndex(_CALLS)

    def _write(
        self, work: Callable[[], Any], then: Callable[[Any], None] = lambda _value: None
    ) -> None:
        self._around.background.run(Lane.WRITE, work, then, self._failed, owner=self)

    def _opened(self, number: int) -> None:
        self._pages.setCurrentIndex(number)
        self.tabs.updateGeometry()  # the open one is bold
        if self._pages.currentWidget() is self.papers:
            self.papers.draw()

    def _name_tabs(self, read: _Read) -> None:
        row = read.row
        missing = sum(number for _role, number in row.short)
        placed = _("Placements")
        if missing:
            placed = _("{page}: {n} short").format(page=placed, n=missing)
        booked = _("{page} {number}").format(page=_("Bookings"), number=words.booked(row.line))
        for number, text in enumerate((_("Overview"), booked, placed, _("Papers"), _("History"))):
            self.tabs.setTabText(number, text)

    def _next(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % self.tabs.count())

    def _failed(self, error: Known) -> None:
        self._around.say(sentence(error), "attention")
        if isinstance(error, NotFound):
            self.left.emit()


def _read(office: Office, session_id: UUID) -> _Read:
    row = board.rows(office, [session_id]).get(session_id)
    if row is None:
        raise NotFound("session_not_found")
    calls = calendar.to_phone(office, session_id) if row.line.session.cancelled else []
    return _Read(row=row, offered=offered(office), calls=tuple(calls))
