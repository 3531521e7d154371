"""Today's list as a table: tap or Enter checks one in, Space marks several."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from smartsupport.i18n import N_, _
from smartsupport.paths import resources
from smartsupport.ui import icons, theme
from smartsupport.ui.screens.desk_rows import DeskRow

_NOWHERE = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_MARK, _NUMBER, _READING, _NAME, _ABOUT, _STATE = range(6)
_TITLES = (N_("Mark"), N_("No."), N_("Reading"), N_("Name"), N_("Booking"), N_("Arrived"))
_WIDTHS = (44, 60, 170, 150, 124, 108)
_NARROW_WIDTHS = (32, 36, 150, 0, 0, 88)
_WIDE, _NARROW = sum(_WIDTHS), 440
"""Below the first the name as written gives way, below the second the booking as well."""


class DeskRows(QAbstractTableModel):
    """A few hundred rows at most, given whole; marks are kept by row."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[DeskRow] = []
        self.narrow = False
        self.marked: set[object] = set()
        self._bold = QFont()
        self._bold.setBold(True)

    def put(self, rows: Sequence[DeskRow]) -> None:
        """Show these rows; where they are of the same people, only what changed in them."""
        before, after = self.rows, list(rows)
        if [row.key for row in before] != [row.key for row in after]:
            self.beginResetModel()
            self.rows = after
            self.endResetModel()
            return
        self.rows = after
        for place, (old, new) in enumerate(zip(before, after, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(place, 0), self.index(place, _STATE))

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Column titles; the mark's column has none in sight."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return "" if section == _MARK else _(_TITLES[section])
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows; the whole row is spoken at its reading."""
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(row, column, self.narrow)
        if role == Qt.ItemDataRole.CheckStateRole and column == _MARK:
            marked = row.key in self.marked
            return Qt.CheckState.Checked if marked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DecorationRole and column == _STATE and row.here:
            return icons.icon("check", "ok")
        if role == Qt.ItemDataRole.FontRole and column in (_NUMBER, _READING):
            return self._bold
        if role == Qt.ItemDataRole.AccessibleTextRole and column == _READING:
            return " ".join(part for part in _spoken(row) if part)
        return None

    def mark(self, place: int) -> None:
        """Mark the row at `place`, or take its mark back."""
        self.marked ^= {self.rows[place].key}
        cell = self.index(place, _MARK)
        self.dataChanged.emit(cell, cell)

    def unmark(self) -> None:
        """Take every mark away."""
        self.marked.clear()
        self.dataChanged.emit(self.index(0, _MARK), self.index(len(self.rows) - 1, _MARK))


class DeskTable(QTableView):
    """The view; Enter on a row tells its person, or all the marked people."""

    chosen = Signal(object)
    """The id of the person of one row."""
    together = Signal(object)
    """The ids of the people of the marked rows, in the order of the list."""
    marks_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = DeskRows()
        self.setModel(self._rows)
        self.setAccessibleName(_("Today's list"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setIconSize(icons.size() * 0.8)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.look().sizes.target)
        header = self.horizontalHeader()
        header.setAccessibleName(_("Today's list"))
        header.setHighlightSections(False)
        header.setSectionResizeMode(_READING, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width * theme.look().sizes.text // theme.NORMAL.text)
        self.setStyleSheet(_boxes())
        self.clicked.connect(self._tapped)

    @property
    def rows(self) -> Sequence[DeskRow]:
        """What is shown, in order."""
        return self._rows.rows

    def put(self, rows: Sequence[DeskRow]) -> None:
        """Show these rows; the current one and the marks stay where they are still there."""
        current = self._current_key()
        self._rows.put(rows)
        keys = [row.key for row in rows]
        if current in keys:
            self._go(keys.index(current))
        gone = self._rows.marked - set(keys)
        if gone:
            self._rows.marked -= gone
            self.marks_changed.emit(len(self._rows.marked))

    def take_keyboard(self) -> None:
        """Put the keyboard on the current row, by default the first."""
        if not self.currentIndex().isValid() and self._rows.rows:
            self._go(0)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def marked_people(self) -> list[UUID]:
        """Who is marked, in the order of the list, each once."""
        rows = [row for row in self._rows.rows if row.key in self._rows.marked]
        return list(dict.fromkeys(row.person_id for row in rows))

    def unmark(self) -> None:
        """Take every mark away."""
        self._rows.unmark()
        self.marks_changed.emit(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Space and the arrows are the list's; every other key is the desk's."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Space:
            self._mark(self.currentIndex().row())
        elif key in _MOVES or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Only while the keyboard is here does a row stand out."""
        super().focusInEvent(event)
        if self.currentIndex().isValid():
            self.selectRow(self.currentIndex().row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The row is not forgotten."""
        super().focusOutEvent(event)
        self.clearSelection()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow list some columns give way; what they say stands with the arrival."""
        super().resizeEvent(event)
        scale = theme.look().sizes.text / theme.NORMAL.text
        width = self.viewport().width() / scale
        narrow = width < _NARROW
        self.setColumnHidden(_NAME, width < _WIDE)
        self.setColumnHidden(_ABOUT, narrow)
        if narrow != self._rows.narrow:
            self._rows.narrow = narrow
            self.horizontalHeader().setVisible(not narrow)
            self.setStyleSheet(_boxes() + "QTableView::item { padding: 0 4px; }" * narrow)
            for column, wide in enumerate(_NARROW_WIDTHS if narrow else _WIDTHS):
                self.setColumnWidth(column, round(wide * scale))

    def _tapped(self, index: QModelIndex) -> None:
        if index.column() == _MARK:
            self._mark(index.row())
        else:
            self.chosen.emit(self._rows.rows[index.row()].person_id)

    def _enter(self) -> None:
        people = self.marked_people()
        if people:
            self.together.emit(people)
        elif self.currentIndex().isValid():
            self.chosen.emit(self._rows.rows[self.currentIndex().row()].person_id)

    def _mark(self, place: int) -> None:
        if place >= 0:
            self._rows.mark(place)
            self.marks_changed.emit(len(self._rows.marked))

    def _current_key(self) -> object:
        index = self.currentIndex()
        return self._rows.rows[index.row()].key if index.isValid() else None

    def _go(self, place: int) -> None:
        flags = QItemSelectionModel.SelectionFlag
        select = flags.ClearAndSelect | flags.Rows if self.hasFocus() else flags.NoUpdate
        self.selectionModel().setCurrentIndex(self._rows.index(place, _READING), select)


def _boxes() -> str:
    """The marks as large as every other box to tick."""
    look = theme.look()
    mark = "white" if look.colour("on_action").lightness() > 127 else "black"
    folder = (resources() / "themes").as_posix()
    edge, action, size = look.colours["edge"], look.colours["action"], look.sizes.icon - 4
    return (
        f"QTableView::indicator {{ width: {size}px; height: {size}px; border: 2px solid {edge};"
        f" border-radius: 4px; background: {look.colours['ground']}; }}"
        f"QTableView::indicator:checked {{ background: {action}; border-color: {action};"
        f' image: url("{folder}/check-{mark}.svg"); }}'
    )


def _text(row: DeskRow, column: int, narrow: bool) -> str:
    if narrow and column == _STATE:
        return row.state or row.about
    texts = {
        _NUMBER: row.number,
        _READING: row.reading,
        _NAME: row.name,
        _ABOUT: row.about,
        _STATE: row.state,
    }
    return texts.get(column, "")


def _spoken(row: DeskRow) -> Sequence[str]:
    return (row.number, row.reading, row.name, row.about, row.state)


_MOVES = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
}
