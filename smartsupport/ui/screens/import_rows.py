"""The rows of an import's preview as a table: thousands of them, already in memory."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from smartsupport.i18n import N_, _
from smartsupport.ui import icons, theme
from smartsupport.ui.screens.import_words import ICONS, OUTCOMES, Line

COLUMNS = ((N_("File row"), 80), (N_("What happens"), 120), (N_("Entry"), 400))
NOTES = N_("Findings")
_NOWHERE = QModelIndex()


class PreviewRows(QAbstractTableModel):
    """Lines by row; `show` takes other ones."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[Line] = ()
        self._icons = {outcome: icons.icon(name) for outcome, name in ICONS.items()}

    def show(self, lines: Sequence[Line]) -> None:
        """Show these and no others."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """How many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """The row in the file, what happens, who it is, and what to know."""
        return 0 if parent.isValid() else len(COLUMNS) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Column titles, in the reader's language."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _((*(title for title, _width in COLUMNS), NOTES)[section])
        return None

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The text of a cell; what happens has an icon too."""
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 1:
            return self._icons[line.outcome]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            texts = (str(line.number), _(OUTCOMES[line.outcome]), line.label)
            return (*texts, "　".join(line.notes))[index.column()]
        return None


class PreviewTable(QTableView):
    """The table, in the look of the program's other lists."""

    def __init__(self, rows: PreviewRows) -> None:
        super().__init__()
        self.setModel(rows)
        self.setAccessibleName(_("Rows of the file"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setIconSize(icons.size())
        look = theme.look()
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(look.sizes.target)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setAccessibleName(_("Column titles"))
        for place, (_title, width) in enumerate(COLUMNS):
            title = self.horizontalHeader().sectionSizeHint(place)
            wide = width * look.sizes.text // theme.NORMAL.text
            self.setColumnWidth(place, max(wide, title))

    def sizeHint(self) -> QSize:
        """A few rows will do: the buttons below must stay in sight in a low window."""
        return QSize(400, 3 * theme.look().sizes.target)
