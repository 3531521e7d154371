"""報告: a month's sessions with their documents, and the month's hours."""

from datetime import date

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from smartsupport.clock import TOKYO
from smartsupport.domain.period import Month
from smartsupport.i18n import _
from smartsupport.services.office import Office
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.reports_hours import HoursPage
from smartsupport.ui.screens.reports_sessions import SessionsPage
from smartsupport.ui.widgets.day_navigator import DayNavigator


class ReportsScreen(QWidget):
    """One month at a time, in two pages."""

    def __init__(self, office: Office, around: Around) -> None:
        super().__init__()
        self._navigator = DayNavigator(
            lambda: around.clock().astimezone(TOKYO).date(), step="month"
        )
        self._pages = QTabWidget()
        self._sessions = SessionsPage(office, around)
        self._hours = HoursPage(office, around)
        self._pages.addTab(self._sessions, _("Session documents"))
        self._pages.addTab(self._hours, _("Hours of supporters"))
        self._navigator.moved.connect(self._show)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 16)
        layout.addWidget(self._navigator)
        layout.addWidget(self._pages, 1)
        self.setFocusProxy(self._pages)

    def load(self) -> None:
        """Ask for the month that is shown."""
        self._show(self._navigator.day)

    def show_record(self, month: object) -> None:
        """Show the hours of this month, where what is unconfirmed waits."""
        if isinstance(month, Month):
            self._navigator.go(month.first)
            self._pages.setCurrentWidget(self._hours)

    def _show(self, first: date) -> None:
        month = Month.of(first)
        self._sessions.show_month(month)
        self._hours.show_month(month)
