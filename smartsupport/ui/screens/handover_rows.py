"""来年度の日程案 as a table: a year of sessions, ticked off one by one before they are stored."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from smartsupport import formats
from smartsupport.i18n import N_, _, language
from smartsupport.services.next_year import Planned
from smartsupport.ui import theme
from smartsupport.ui.rows import Column

COLUMNS: tuple[Column[Planned], ...] = (
    Column(
        title=N_("Day and time"),
        text=lambda p: f"{formats.short_day(p.day, language())} {formats.clock(p.before.start)}",
        width=240,
    ),
    Column(title=N_("Note"), text=lambda p: _remark(p), width=180),
    Column(title=N_("Venue"), text=lambda p: p.venue, width=230),
    Column(title=N_("Title"), text=lambda p: p.before.title, width=170),
    Column(
        title=N_("Last year's day"),
        text=lambda p: formats.short_day(p.before.day, language()),
        width=130,
    ),
)
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


def _remark(planned: Planned) -> str:
    if planned.taken:
        return _("Already there")
    return _("Moved off {holiday}").format(holiday=planned.holiday) if planned.holiday else ""


class PlanRows(QAbstractTableModel):
    """The lines of a draft; what is there already has no tick and cannot be given one."""

    ticked = Signal()
    """Something was ticked or unticked."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[Planned] = ()
        self._out: set[int] = set()

    def show(self, lines: Sequence[Planned]) -> None:
        """Show these and no others, ticked."""
        self.beginResetModel()
        self.lines, self._out = lines, set()
        self.endResetModel()
        self.ticked.emit()

    @property
    def chosen(self) -> list[Planned]:
        """Which are to be stored."""
        return [p for n, p in enumerate(self.lines) if self.is_ticked(n)]

    def is_ticked(self, row: int) -> bool:
        """Whether this line is to be stored."""
        return row not in self._out and not self.lines[row].taken

    def turn(self, index: Index) -> None:
        """Tick the line, or untick it."""
        if index.isValid() and not self.lines[index.row()].taken:
            self._out ^= {index.row()}
            first = self.index(index.row(), 0)
            self.dataChanged.emit(first, first)
            self.ticked.emit()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The day with its tick, and what is known of it."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What is there already is grey."""
        usual = super().flags(index)
        return usual & ~Qt.ItemFlag.ItemIsEnabled if self.lines[index.row()].taken else usual

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Column titles, in the reader's language."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section].title)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, and the tick of a line."""
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            ticked = self.is_ticked(index.row())
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return COLUMNS[index.column()].text(self.lines[index.row()])
        return None


class PlanTable(QTableView):
    """A click anywhere in a line, or Space, ticks it: the box alone would be a small target."""

    def __init__(self, rows: PlanRows) -> None:
        super().__init__()
        self._rows = rows
        self.setModel(rows)
        self.clicked.connect(rows.turn)
        self.setAccessibleName(_("Draft of the calendar"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        look = theme.look()
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(look.sizes.target)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setAccessibleName(_("Column titles"))
        for place, column in enumerate(COLUMNS):
            wide = column.width * look.sizes.text // theme.NORMAL.text
            self.setColumnWidth(place, max(wide, header.sectionSizeHint(place)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks the current line."""
        if event.key() == Qt.Key.Key_Space:
            self._rows.turn(self.currentIndex())
            return
        super().keyPressEvent(event)
