"""A long list: 50,000 rows that open at once and scroll without a pause.

The read lane gives an ordered vector of ids, and then only the rows in sight.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from smartsupport.domain.errors import Known
from smartsupport.i18n import _
from smartsupport.ui import icons, theme
from smartsupport.ui.background import Background, Lane
from smartsupport.ui.rows import PAGE, Column, Rows

FetchIds = Callable[[Any], list[UUID]]
FetchRows = Callable[[list[UUID]], dict[UUID, Any]]
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class LongList(QTableView):
    """A list of records, asked for by a query and read page by page.

    `fetch_ids(query)` and `fetch_rows(ids)` run in the read lane. Selection and scroll position
    are kept by id when the order changes.
    """

    chosen = Signal(object)
    """The id of the current row, None when there is none. Told only when it really changes."""
    opened = Signal(object)
    """The id of a row on which Enter was pressed or that was double-clicked."""
    sort_asked = Signal(str, bool)
    """A title was clicked: the column's `sort` and whether descending. Ask again with it."""
    counted = Signal(int)
    """How many rows the answer to `ask` has."""
    failed = Signal(object)
    """A `Known` error from the read lane."""

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        fetch_ids: FetchIds,
        fetch_rows: FetchRows,
        *,
        background: Background,
        name: str,
        many: bool = False,
        beside: bool = False,
        fetch_first: FetchIds | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is what a screen reader calls the list; `many` lets several rows be selected.

        `beside` something else a narrow list leaves out its last columns: a cut one tells nothing.
        `fetch_first` gives the first ids of an answer sooner than all of them: a list that is
        still empty shows these until `counted` tells that the whole answer is there.
        """
        super().__init__(parent)
        self._fetch_ids = fetch_ids
        self._fetch_rows = fetch_rows
        self._fetch_first = fetch_first
        self._beside = beside
        self._background = background
        self._query: Any = None
        self._asked = False
        self._arranging = False
        self._sorted = (-1, Qt.SortOrder.AscendingOrder)
        self._chosen: UUID | None = None
        self._rows = Rows(columns, self._want)
        self._in_flight: set[UUID] = set()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fetch_in_sight)
        self.setModel(self._rows)
        self.setAccessibleName(name)
        self.horizontalHeader().setAccessibleName(_("Column titles"))
        self._lay_out(columns, many=many)
        self.selectionModel().currentRowChanged.connect(self._tell_chosen)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._rows.ids[index.row()]))

    def ask(self, query: Any) -> None:
        """Show the answer to `query`; what is shown stays until it has come."""
        self._query, self._asked = query, True
        if self._fetch_first and not self._rows.ids:
            self._read_ids(self._fetch_first, self._began, "first")
        self._read_ids(self._fetch_ids, self._arrived, "ids")

    def _read_ids(self, fetch: FetchIds, done: Callable[[Any], None], what: str) -> None:
        self._background.run(
            Lane.READ,
            partial(_read, fetch, self._fetch_rows, self._query),
            done,
            self._failed,
            key=(id(self), what),
            owner=self,
        )

    def refresh(self, ids: Collection[UUID] = ()) -> None:
        """These records changed (none named: perhaps the order only): read them and ask again."""
        self._rows.out_of_date(ids)
        self._in_flight.difference_update(ids)
        self._soon.start()
        if self._asked:
            self.ask(self._query)

    def show_sort(self, key: str, descending: bool = False) -> None:
        """Mark the column whose `sort` is `key` as the one the list is in order of."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        keys = [column.sort for column in self._rows.columns]
        self._show_sort(keys.index(key) if key in keys else -1, order)

    @property
    def ids(self) -> Sequence[UUID]:
        """Every id of the answer, in order."""
        return self._rows.ids

    @property
    def current_id(self) -> UUID | None:
        """The id of the current row."""
        return self._chosen

    def row(self, row_id: UUID) -> Any | None:
        """The row of an id if it has been read."""
        return self._rows.row(row_id)

    def selected_ids(self) -> list[UUID]:
        """The ids of the selected rows, in order."""
        selection = self.selectionModel().selection()
        ranges = [selection.at(n) for n in range(selection.size())]
        places = sorted({n for part in ranges for n in range(part.top(), part.bottom() + 1)})
        return [self._rows.ids[n] for n in places]

    def choose(self, row_id: UUID | None) -> bool:
        """Make this the current row and show it; False when it is not in the list."""
        place = -1 if row_id is None else self._rows.place(row_id)
        if place < 0:
            self.selectionModel().clear()
            return False
        index = self._rows.index(place, 0)
        self.selectionModel().setCurrentIndex(index, _SELECT)
        self.scrollTo(index)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen is not None:
            self.opened.emit(self._chosen)
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing letters does not walk through 50,000 rows; searching is the search line's."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other columns."""
        super().resizeEvent(event)
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        for place, width in enumerate(self._widths if self._beside else ()):
            room -= width
            self.setColumnHidden(place, place > 0 and room < 0)

    def _lay_out(self, columns: Sequence[Column[Any]], *, many: bool) -> None:
        look = theme.look()
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setIconSize(icons.size())
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(look.sizes.target)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSectionsClickable(True)
        header.sortIndicatorChanged.connect(self._sort)
        if self._beside:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scale = look.sizes.text / theme.NORMAL.text
        self._widths = [
            max(int(column.width * scale), header.sectionSizeHint(n))
            for n, column in enumerate(columns)
        ]
        for n, width in enumerate(self._widths):
            self.setColumnWidth(n, width)

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        if section < 0 or not self._rows.columns[section].sort:
            self._show_sort(*self._sorted)
        elif (section, order) != self._sorted:
            self._sorted = (section, order)
            descending = order is Qt.SortOrder.DescendingOrder
            self.sort_asked.emit(self._rows.columns[section].sort, descending)

    def _show_sort(self, section: int, order: Qt.SortOrder) -> None:
        self._sorted = (section, order)
        header = self.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(section, order)
        header.blockSignals(False)

    def _began(self, answer: tuple[list[UUID], dict[UUID, Any]]) -> None:
        ids, first = answer
        if not self._rows.ids:
            self._rows.put(first)
            self._rows.reorder(ids)

    def _arrived(self, answer: tuple[list[UUID], dict[UUID, Any]]) -> None:
        ids, first = answer
        kept, selected = self._chosen, self.selected_ids()
        self._arranging = True  # Qt moves the current row about while rows leave and come
        self._rows.put(first)
        self._rows.reorder(ids)
        self._select_again(kept, selected)
        self._arranging = False
        self._tell_chosen()
        self.counted.emit(len(ids))
        self.viewport().update()

    def _select_again(self, current: UUID | None, selected: Iterable[UUID]) -> None:
        if current is None and not selected:
            return
        selection = QItemSelection()
        last = len(self._rows.columns) - 1
        for first, final in _runs(sorted(n for n in map(self._rows.place, selected) if n >= 0)):
            selection.select(self._rows.index(first, 0), self._rows.index(final, last))
        place = -1 if current is None else self._rows.place(current)
        index = self._rows.index(place, 0) if place >= 0 else QModelIndex()
        watcher = self.selectionModel()
        watcher.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        watcher.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _tell_chosen(self, *_indexes: QModelIndex) -> None:
        if self._arranging:
            return
        index = self.currentIndex()
        chosen = self._rows.ids[index.row()] if index.isValid() else None
        if chosen != self._chosen:
            self._chosen = chosen
            self.chosen.emit(chosen)

    def _want(self, place: int) -> None:
        if self._rows.ids[place] not in self._in_flight:
            self._soon.start()

    def _fetch_in_sight(self) -> None:
        if not self._rows.ids:
            return
        top, bottom = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        last = len(self._rows.ids) - 1
        # A page beyond either edge, so that the wheel finds rows already there.
        first = max(0, top - PAGE // 2)
        final = min(last, (last if bottom < 0 else bottom) + PAGE // 2, first + 4 * PAGE)
        lacking = self._rows.lacking(range(first, final + 1))
        if not lacking or self._in_flight.issuperset(lacking):
            return
        self._in_flight = set(lacking)
        self._background.run(
            Lane.READ,
            partial(self._fetch_rows, lacking),
            self._rows_came,
            self._failed,
            key=(id(self), "rows"),
            owner=self,
        )

    def _rows_came(self, rows: dict[UUID, Any]) -> None:
        self._in_flight = set()
        self._rows.put(rows)

    def _failed(self, error: Known) -> None:
        self._in_flight = set()
        self.failed.emit(error)


def _read(
    fetch_ids: FetchIds, fetch_rows: FetchRows, query: Any
) -> tuple[list[UUID], dict[UUID, Any]]:
    ids = fetch_ids(query)
    return ids, fetch_rows(ids[:PAGE]) if ids else {}


def _runs(places: Sequence[int]) -> Iterable[tuple[int, int]]:
    start: int | None = None
    for n, place in enumerate(places):
        if start is None:
            start = place
        if n + 1 == len(places) or places[n + 1] != place + 1:
            yield start, place
            start = None
