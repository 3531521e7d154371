"""日程: the sessions as list, month and board, one session opened, and new ones added."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from smartsupport.clock import TOKYO
from smartsupport.domain.booking import Booking
from smartsupport.domain.door import DoorEvent
from smartsupport.domain.errors import Known
from smartsupport.domain.period import Month
from smartsupport.domain.placement import Placement
from smartsupport.domain.same import SameAs
from smartsupport.domain.session import Session, SessionKind
from smartsupport.domain.venue import Venue
from smartsupport.i18n import N_, _
from smartsupport.messages import sentence
from smartsupport.services.office import Office
from smartsupport.sheets.reading import Source
from smartsupport.ui.actions import Action
from smartsupport.ui.background import Lane
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.calendar_list import SessionList
from smartsupport.ui.screens.calendar_month import MonthView
from smartsupport.ui.screens.import_choice import choose_list
from smartsupport.ui.screens.import_page import ImportPage, ListSource
from smartsupport.ui.screens.placement import PlacementPage
from smartsupport.ui.screens.session import SessionPage
from smartsupport.ui.screens.session_add import AddPage
from smartsupport.ui.screens.session_fields import Offered, offered
from smartsupport.ui.screens.session_sides import WrappingRow
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.chips import Chips
from smartsupport.ui.widgets.day_navigator import DayNavigator

ACTIONS = (
    Action(
        code="add_session",
        text=N_("Add a session"),
        shortcut="Ctrl+N",
        icon="plus",
        where="calendar",
    ),
    Action(
        code="import_sessions",
        text=N_("Read a list from a file"),
        shortcut="Ctrl+O",
        icon="folder",
        where="calendar",
    ),
)
_VIEWS = (("list", N_("As a list")), ("month", N_("Month view")), ("board", N_("Placements")))
_STEPS = (("month", N_("One month")), ("week", N_("One week")))
_KINDS = (Session, SessionKind, Venue, Placement, Booking, DoorEvent, SameAs)


class CalendarScreen(QWidget):
    """The overview, and in its place one session or the page of a new one."""

    def __init__(self, office: Office, around: Around) -> None:
        super().__init__()
        self._office, self._around = office, around
        bound = around.commands.bind(
            self, ACTIONS, {"add_session": self.add, "import_sessions": self.choose_file}
        )
        self.navigator = DayNavigator(self._today, step="month")
        self.navigator.moved.connect(lambda _day: self._show())
        self.views = _in_one_line(
            Chips([(c, _(t)) for c, t in _VIEWS], name=_("View"), needed=True)
        )
        self.views.changed.connect(self._turn)
        self.steps = _in_one_line(
            Chips([(c, _(t)) for c, t in _STEPS], name=_("Period"), needed=True)
        )
        self.steps.changed.connect(self._step)
        self.list = SessionList(office, around)
        self.list.opened.connect(self.open)
        self.list.add_asked.connect(self.add)
        self.month = MonthView(office, around)
        self.month.taken.connect(self._day_taken)
        self._below = WrappingRow()
        self._below.flow.addWidget(self.views)
        self._below.flow.addWidget(self.steps)
        self.board = PlacementPage(office, around)
        self._below.flow.addWidget(self.board.propose)
        self._import = BigButton.of(bound["import_sessions"], "folder")
        self._below.flow.addWidget(self._import)
        self.importing = ImportPage(office, around)
        self.importing.finished.connect(self._close)
        self.importing.stored.connect(self._show_first)
        self._overview = QWidget()
        self._views = QStackedWidget()
        self._by_code = {"list": self.list, "month": self.month, "board": self.board}
        for view in self._by_code.values():
            self._views.addWidget(view)
        self._pages = _Pages()
        self._pages.addWidget(self._overview)
        self._pages.addWidget(self.importing)
        self._lay_out(BigButton.of(bound["add_session"], "plus", primary=True))
        around.live.watch(self, _KINDS, self._changed)

    # What the window asks of it

    def load(self) -> None:
        """Show the present month."""
        self._turn()

    def show_record(self, record: object) -> None:
        """A session by its record or id, the month of a day, or what a list brings."""
        if isinstance(record, ListSource):
            if not self._keeps():
                self._read(record.source, record.name)
            return
        if isinstance(record, date):
            self._close()
            self.navigator.go(record)
            return
        found = record.id if isinstance(record, Session) else record
        if isinstance(found, UUID):
            self.open(found)

    def unsaved(self) -> bool:
        """Whether something typed would be lost."""
        page = self._page
        return page is not None and page.unsaved()

    # Going about

    def open(self, session_id: UUID) -> None:
        """Open one session, unless something typed elsewhere would be lost."""
        if self._keeps():
            return
        page = SessionPage(self._office, self._around, session_id)
        page.left.connect(self._close)
        self._put(page)
        page.load()

    def add(self, day: date | None = None) -> None:
        """A new session on `day`, by default in the month that is shown."""
        if self._keeps():
            return
        self._around.background.run(
            Lane.READ,
            partial(offered, self._office),
            partial(self._add, day or max(self._today(), self.navigator.day)),
            self._failed,
            key="offered",
            owner=self,
        )

    def choose_file(self) -> None:
        """Let the person choose a list of sessions, then show what it would bring."""
        if self._keeps():
            return
        choose_list(self, self.read_file)

    def read_file(self, path: Path) -> None:
        """Show what a file of sessions would bring."""
        self._read(path, path.name)

    def _read(self, source: Source, name: str) -> None:
        self._drop()
        self._pages.setCurrentWidget(self.importing)
        self.importing.read("sessions", source, name)

    @property
    def _page(self) -> SessionPage | AddPage | None:
        shown = self._pages.currentWidget()
        return shown if isinstance(shown, SessionPage | AddPage) else None

    def _keeps(self) -> bool:
        """Whether something typed stands in the way; says so."""
        if self.unsaved():
            self._around.say(_("Please save or discard what you have typed first."), "attention")
            return True
        return False

    def _add(self, day: date, offered: Offered) -> None:
        if not offered.venues:
            self._around.say(
                _("There is no venue yet. Add one in the register first."),
                "attention",
                action=(_("Open the register"), lambda: self._around.go("register")),
            )
            return
        page = AddPage(self._office, self._around, offered, day)
        page.left.connect(self._close)
        page.added.connect(self._added)
        self._put(page)
        page.begin()

    def _added(self, session: Session) -> None:
        self._close()
        self.navigator.go(session.day)
        self.list.choose(session.id)

    def _show_first(self, stored: list[Session]) -> None:
        """The month in which what a list brought begins: it may be years from the one shown."""
        if stored:
            self.navigator.go(min(session.day for session in stored))

    def _put(self, page: QWidget) -> None:
        self._drop()
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        page.setFocus()

    def _close(self) -> None:
        page = self._page
        self._drop()
        self._pages.setCurrentWidget(self._overview)
        self._views.setFocus()
        if isinstance(page, SessionPage):
            self.list.choose(page.session_id)

    def _drop(self) -> None:
        if (page := self._page) is not None:
            self._pages.removeWidget(page)
            page.deleteLater()

    def _day_taken(self, day: date, sessions: list[UUID]) -> None:
        if len(sessions) == 1:
            self.open(sessions[0])
        elif sessions:
            self.views.pick(["list"])
            self._turn()
            self.list.choose(sessions[0])
        else:
            self.add(day)

    # The overview

    def _lay_out(self, add: QWidget) -> None:
        above = WrappingRow(gap=8, last_right=True)
        above.flow.addWidget(self.navigator)
        above.flow.addWidget(add)
        for part in (above, self._below):
            self.board.sides.crowded.connect(part.setHidden)
        inside = QVBoxLayout(self._overview)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(above)
        inside.addWidget(self._below)
        inside.addWidget(self._views, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 12)
        layout.addWidget(self._pages)

    def _turn(self) -> None:
        view = self.views.picked[0]
        shown = self._by_code[view]
        self._views.setCurrentWidget(shown)
        self._views.setFocusProxy(shown)
        self.setFocusProxy(shown)
        for tool in (self.steps, self.board.propose):
            tool.setVisible(view == "board")
        self._import.setVisible(view == "list")
        self.navigator.set_step(self.steps.picked[0] if view == "board" else "month")
        self._show()

    def _step(self) -> None:
        step = self.steps.picked[0]
        today = self._today()
        if step == "week" and Month.of(today) == Month.of(self.navigator.day):
            self.navigator.go(today)
        self.navigator.set_step(step)
        self._show()

    def _show(self) -> None:
        view, day = self.views.picked[0], self.navigator.day
        if view == "list":
            self.list.show_month(day)
        elif view == "month":
            self.month.show_month(day)
        elif self.steps.picked[0] == "week":
            self.board.show_days(day, day + timedelta(days=6))
        else:
            self.board.show_days(day, Month.of(day).last)

    def _changed(self, changes: dict[object, set[UUID]]) -> None:
        if self.views.picked[0] == "month":
            self.month.show_month(self.navigator.day)
        # What changed around a session shows in its line; which line is not worth asking.
        self.list.table.refresh(self.list.table.ids)

    def _today(self) -> date:
        return self._around.clock().astimezone(TOKYO).date()

    def _failed(self, error: Known) -> None:
        self._around.say(sentence(error), "attention")


class _Pages(QStackedWidget):
    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _page: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """What the page in sight needs; the others do not make it scroll."""
        page = self.currentWidget()
        return super().minimumSizeHint() if page is None else page.minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """The rows inside that wrap are small; the window need not scroll for what is preferred."""
        return False


def _in_one_line(chips: Chips) -> Chips:
    """Chips know how high they are at a width; in a row of other things they need their width."""
    found = chips.findChildren(QPushButton)
    chips.setFixedSize(chips.width_in_one_line(), max(chip.sizeHint().height() for chip in found))
    return chips
