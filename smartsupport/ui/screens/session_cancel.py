"""中止: the reason asked for in place, and whom to phone afterwards."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smartsupport.domain.card import Party
from smartsupport.domain.words import word
from smartsupport.i18n import _, ngettext
from smartsupport.services.calendar import ToPhone
from smartsupport.ui import theme
from smartsupport.ui.widgets.big_button import BigButton


class CancelStrip(QFrame):
    """Asks why, and names what cancelling means."""

    cancelled = Signal(str)
    """Cancel the session for this reason."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        theme.dress(self, tone="attention")
        said = QLabel(_("Bookings and placements are kept; you will see whom to phone."))
        said.setWordWrap(True)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(_("Reason"))
        self.reason.setPlaceholderText(_("Reason (may be left empty)"))
        self.reason.returnPressed.connect(self._cancel)
        sure = BigButton(_("Cancel this session"), "Enter", primary=True)
        sure.clicked.connect(self._cancel)
        stay = BigButton(_("Go back"), "Esc")
        stay.clicked.connect(self.left)
        row = QHBoxLayout()
        row.addWidget(self.reason, 1)
        row.addWidget(sure)
        row.addWidget(stay)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(said)
        layout.addLayout(row)
        self.setFocusProxy(self.reason)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back, Enter cancels."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _cancel(self) -> None:
        self.cancelled.emit(self.reason.text().strip())


class PhoneList(QWidget):
    """Whom a cancellation must be told to, with their numbers."""

    def __init__(self) -> None:
        super().__init__()
        self._said = QLabel()
        theme.dress(self._said, kind="strong")
        self.table = QTableWidget(0, 3)
        self.table.setAccessibleName(_("Whom to phone"))
        self.table.setHorizontalHeaderLabels([_("Name"), _("Phone"), _("Who it is")])
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.look().sizes.target)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setAccessibleName(_("Whom to phone"))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        layout = QVBoxLayout(self)
        layout.addWidget(self._said)
        layout.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def show_people(self, people: Sequence[ToPhone]) -> None:
        """Supporters first: they must not set out in vain."""
        ordered = sorted(people, key=lambda person: not person.supporter)
        self._said.setText(
            ngettext("{n} person to phone", "{n} people to phone", len(ordered)).format(
                n=len(ordered)
            )
        )
        self.table.setRowCount(len(ordered))
        for row, person in enumerate(ordered):
            party = Party.SUPPORTER if person.supporter else Party.PARTICIPANT
            phone = person.phone or _("No number")
            for column, text in enumerate((person.name or _("Nameless"), phone, word(party))):
                self.table.setItem(row, column, QTableWidgetItem(text))
