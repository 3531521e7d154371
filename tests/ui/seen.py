"""What a test can see of a window without eyes.

Nameless controls; words that are cut off or out of sight; parts on top of each other.
"""

from itertools import combinations
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QStyle,
    QStyleOptionHeader,
    QTabBar,
    QTableView,
    QTextEdit,
    QWidget,
)

W = TypeVar("W", bound=QWidget)

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)


def nameless(window: QWidget) -> list[str]:
    """The visible controls that a screen reader could only call by their kind."""
    return [
        f"{type(part).__name__} in {type(part.parent()).__name__}"
        for part in seen(window, QWidget)
        if isinstance(part, CONTROLS)
        and not part.accessibleName()
        and not _is_qts_own(part)
        and not (isinstance(part, QAbstractButton) and part.text())
    ]


def cut_off(window: QWidget) -> list[str]:
    """The visible labels and buttons whose words do not fit into them."""
    return [part.text() for part in _worded(window) if not _fits(part)]


def cut_titles(window: QWidget) -> list[str]:
    """The titles of tabs and columns that have less room than their words."""
    found = []
    for bar in seen(window, QTabBar):
        for n in range(bar.count()):
            tab = bar.tabRect(n)
            if bar.isTabVisible(n) and (
                tab.right() > bar.width()
                or tab.width() < bar.fontMetrics().horizontalAdvance(bar.tabText(n))
            ):
                found.append(bar.tabText(n))
    for table in seen(window, QTableView):
        found += [
            _title(table, n) for n in _columns(table) if _title(table, n) and _title_cut(table, n)
        ]
    return found


def cut_columns(window: QWidget) -> list[str]:
    """The columns of which most cells end in "…": such a column tells nothing.

    The last one may: it has all the room there is, and what it holds is often a sentence.
    """
    found = []
    for table in seen(window, QTableView):
        last = table.rowAt(table.viewport().height() - 1)
        rows = range(table.rowAt(0), (table.model().rowCount() - 1 if last < 0 else last) + 1)
        for n in _columns(table)[:-1]:
            cells = [table.model().index(row, n) for row in rows]
            told = [cell for cell in cells if cell.data()]
            cut = [cell for cell in told if _cell_cut(table, cell)]
            if len(cut) > len(told) // 2:
                found.append(f"{_title(table, n)}: {cut[0].data()}")
    return found


def out_of_sight(window: QWidget) -> list[str]:
    """The labels and buttons that reach beyond what holds them, where no scrolling helps."""
    return [part.text() for part in _worded(window) if not _reachable(part, window)]


def overlapping(window: QWidget) -> list[str]:
    """The labels and controls that lie on top of each other, in pairs."""
    parts = [
        part
        for part in seen(window, QWidget)
        if (isinstance(part, CONTROLS) or (isinstance(part, QLabel) and _shows(part)))
        and not _is_qts_own(part)
        and not isinstance(part, QHeaderView)
    ]
    places = [(part, _in_sight(part, window)) for part in parts]
    return [
        f"{_called(one)} / {_called(other)}"
        for (one, here), (other, there) in combinations(places, 2)
        if here.intersects(there) and not one.isAncestorOf(other) and not other.isAncestorOf(one)
    ]


def seen(window: QWidget, kind: type[W]) -> list[W]:
    """The visible parts of this kind."""
    return [part for part in window.findChildren(kind) if part.isVisible()]


def _worded(window: QWidget) -> list[QLabel | QAbstractButton]:
    return [
        part
        for part in seen(window, QWidget)
        if isinstance(part, QLabel | QAbstractButton) and part.text() and not _is_qts_own(part)
    ]


def _fits(part: QLabel | QAbstractButton) -> bool:
    if isinstance(part, QLabel) and part.wordWrap():
        return part.heightForWidth(part.width()) <= part.height()
    hint = part.minimumSizeHint()
    return hint.width() <= part.width() and hint.height() <= part.height()


def _is_qts_own(part: QWidget) -> bool:
    """The signs inside a line edit or beside tabs, and scroll bars, which Tab never reaches."""
    own = QLineEdit | QComboBox | QTabBar
    return isinstance(part, QScrollBar) or isinstance(part.parent(), own)


# Columns


def _columns(table: QTableView) -> list[int]:
    """Those shown under a title; what has none draws itself."""
    header = table.horizontalHeader()
    shown = range(table.model().columnCount()) if header.isVisible() else range(0)
    return [n for n in shown if not table.isColumnHidden(n)]


def _title(table: QTableView, column: int) -> str:
    return str(table.model().headerData(column, Qt.Orientation.Horizontal) or "")


def _title_cut(table: QTableView, column: int) -> bool:
    header = table.horizontalHeader()
    option = QStyleOptionHeader()
    header.initStyleOption(option)
    header.initStyleOptionForIndex(option, column)
    option.rect = QRect(0, 0, header.sectionSize(column), header.height())
    room = header.style().subElementRect(QStyle.SubElement.SE_HeaderLabel, option, header)
    return room.width() < option.fontMetrics.horizontalAdvance(_title(table, column))


def _cell_cut(table: QTableView, cell: QModelIndex) -> bool:
    return table.sizeHintForIndex(cell).width() > table.columnWidth(cell.column())


# Places


def _in_sight(part: QWidget, window: QWidget) -> QRect:
    """Where it is seen, in the window's own coordinates."""
    place = QRect(part.mapTo(window, QPoint(0, 0)), part.size())
    above = part.parentWidget()
    while above is not None and above is not window:
        place &= QRect(above.mapTo(window, QPoint(0, 0)), above.size())
        above = above.parentWidget()
    return place


def _reachable(part: QWidget, window: QWidget) -> bool:
    place, at = part.rect(), part
    while at is not window:
        place.translate(at.pos())
        at = at.parentWidget()
        scrolled = isinstance(at.parentWidget(), QAbstractScrollArea)
        if scrolled and at.parentWidget().viewport() is at:  # type: ignore[attr-defined]
            # Down and up one can scroll; a page that has to be moved sideways cannot be read.
            if place.left() < 0 or place.right() >= at.width():
                return False
            place = at.rect()
        if not at.rect().contains(place):
            return False
    return True


def _shows(label: QLabel) -> bool:
    return bool(label.text()) or not label.pixmap().isNull()


def _called(part: QWidget) -> str:
    said = part.text() if isinstance(part, QLabel | QAbstractButton) else ""
    return said or part.accessibleName() or type(part).__name__
