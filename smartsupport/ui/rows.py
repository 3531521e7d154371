"""The model of a long list: an ordered vector of ids, and the rows of those that were looked at.

Nothing here resets the model: a new vector is told as the rows that left and the rows that came,
so selection, scroll position and an open edit survive.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from smartsupport.i18n import _
from smartsupport.ui import icons

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

WAITING = "…"
PAGE = 100
KEPT = 5_000
"""Rows kept in memory; those not looked at for longest are let go."""

ID_ROLE = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
_ALIGN = {"left": Qt.AlignmentFlag.AlignLeft, "right": Qt.AlignmentFlag.AlignRight}


@dataclass(frozen=True, kw_only=True)  # no slots: Python 3.11 then refuses Column[Row](…)
class Column(Generic[Row]):
    """One column: how a row is shown in it and by what the list can be sorted.

    `title` is a msgid (`N_`); `width` is in pixels at normal type; `sort` is the name the screen's
    query knows the order by, "" = cannot be sorted by; `icon` names an icon shown before the text.
    """

    title: str
    text: Callable[[Row], str]
    width: int = 160
    sort: str = ""
    align: str = "left"
    icon: Callable[[Row], str] | None = None
    help: Callable[[Row], str] | None = None


class Rows(QAbstractTableModel):
    """Ids in order, rows by id. `wanted` is called with positions that were asked for in vain."""

    def __init__(self, columns: Sequence[Column[Any]], wanted: Callable[[int], None]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._wanted = wanted
        self._ids: list[UUID] = []
        self._place: dict[UUID, int] = {}
        self._rows: OrderedDict[UUID, Any] = OrderedDict()
        self._stale: set[UUID] = set()
        self._icons: dict[str, Any] = {}

    # What Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many ids there are."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Column titles, in the reader's language."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(self.columns[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, "…" until its page has come."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        if role == ID_ROLE:
            return self._ids[index.row()]
        if role not in _SHOWN:
            return None
        row = self._rows.get(self._ids[index.row()])
        if row is None:
            self._wanted(index.row())
            return None if role == Qt.ItemDataRole.DecorationRole else WAITING
        return self._cell(self.columns[index.column()], row, role)

    # What the list does

    @property
    def ids(self) -> Sequence[UUID]:
        """The ids in order; not to be changed."""
        return self._ids

    def place(self, row_id: UUID) -> int:
        """Where an id stands; -1 = it is not in the list."""
        return self._place.get(row_id, -1)

    def row(self, row_id: UUID) -> Any | None:
        """The row, if it is in memory."""
        return self._rows.get(row_id)

    def lacking(self, places: Iterable[int]) -> list[UUID]:
        """Those of the ids at `places` whose rows are not in memory or are out of date."""
        ids = (self._ids[n] for n in places)
        return [i for i in ids if i not in self._rows or i in self._stale]

    def put(self, rows: Mapping[UUID, Any]) -> None:
        """Keep rows that came, and show them."""
        for row_id, row in rows.items():
            self._rows[row_id] = row
            self._rows.move_to_end(row_id)
        self._stale.difference_update(rows)
        while len(self._rows) > KEPT:
            self._rows.popitem(last=False)
        places = sorted(n for n in map(self.place, rows) if n >= 0)
        if places:
            self.dataChanged.emit(
                self.index(places[0], 0), self.index(places[-1], len(self.columns) - 1)
            )

    def out_of_date(self, ids: Iterable[UUID]) -> None:
        """These rows changed; they are shown as they were until they have been read again."""
        self._stale.update(i for i in ids if i in self._rows)

    def reorder(self, ids: list[UUID]) -> None:
        """Take a new vector: what both have in common at either end stays untouched."""
        old = self._ids
        shortest = min(len(old), len(ids))
        head = _common(old, ids, shortest)
        tail = _common(old[::-1], ids[::-1], shortest - head)
        if head < len(old) - tail:
            self.beginRemoveRows(_NOWHERE, head, len(old) - tail - 1)
            self._take(old[:head] + old[len(old) - tail :])
            self.endRemoveRows()
        if head < len(ids) - tail:
            self.beginInsertRows(_NOWHERE, head, len(ids) - tail - 1)
            self._take(ids)
            self.endInsertRows()

    def _take(self, ids: list[UUID]) -> None:
        self._ids = ids
        self._place = {row_id: n for n, row_id in enumerate(ids)}

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = _ALIGN.get(self.columns[column].align, Qt.AlignmentFlag.AlignHCenter)
        return side | Qt.AlignmentFlag.AlignVCenter

    def _cell(self, column: Column[Any], row: Any, role: int) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.help(row) if column.help else None
        if role == Qt.ItemDataRole.DecorationRole:
            name = column.icon(row) if column.icon else ""
            return self._icon(name) if name else None
        return column.text(row)

    def _icon(self, name: str) -> Any:
        if name not in self._icons:
            self._icons[name] = icons.icon(name)
        return self._icons[name]


_SHOWN = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    }
)


def _common(one: Sequence[UUID], other: Sequence[UUID], most: int) -> int:
    for n in range(most):
        if one[n] != other[n]:
            return n
    return most
