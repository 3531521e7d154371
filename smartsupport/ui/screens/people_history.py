"""来場・活動の記録: every visit of one person, the latest first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from smartsupport.formats import clock
from smartsupport.i18n import N_, _
from smartsupport.services.people import Past
from smartsupport.ui import theme
from smartsupport.ui.widgets.day_picker import long_day

COLUMNS = (N_("Date"), N_("From / to"), N_("Session"), N_("Venue"))


class History(QTableWidget):
    """A plain list to read; a person has some dozens of visits, not thousands."""

    def __init__(self, name: str) -> None:
        super().__init__(0, len(COLUMNS))
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels([_(title) for title in COLUMNS])
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.look().sizes.target)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_visits(self, visits: Sequence[Past]) -> None:
        """Show these and no others."""
        self.setRowCount(len(visits))
        for place, visit in enumerate(visits):
            texts = (long_day(visit.day), _times(visit), visit.session, visit.venue)
            for column, text in enumerate(texts):
                self.setItem(place, column, QTableWidgetItem(text))


def _times(visit: Past) -> str:
    came = clock(visit.arrival) if visit.arrival else ""
    went = clock(visit.departure) if visit.departure else ""
    return f"{came}–{went}" if came or went else ""
