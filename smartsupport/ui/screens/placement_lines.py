"""A list whose entries are a few lines each, with room to breathe: the first bold, all wrapped."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from smartsupport.ui import theme

Index = QModelIndex | QPersistentModelIndex
_ACROSS, _ABOVE, _BETWEEN = 12, 8, 4
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


class LinesList(QListWidget):
    """Each entry is a text of several lines; one that begins with "!" is a warning."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(_LinesDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(theme.look().sizes.text * 6)

    def show_entries(self, entries: Iterable[str]) -> None:
        """Show these and no others."""
        self.clear()
        self.addItems(list(entries))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps at other places."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _LinesDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its lines are at the width of the list."""
        view = self.parent()
        assert isinstance(view, QListWidget)
        width = view.viewport().width()
        high = sum(
            rect.height() + _BETWEEN for _n, _line, rect in _lines(index, view.font(), width)
        )
        return QSize(width, high - _BETWEEN + 2 * _ABOVE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The lines one below the other, and a rule below them."""
        look = theme.look()
        chosen = bool(option.state & option.state.State_Selected)
        painter.save()
        painter.fillRect(option.rect, look.colour("action" if chosen else "ground"))
        at = option.rect.y() + _ABOVE
        for number, line, rect in _lines(index, painter.font(), option.rect.width()):
            role = "attention" if line.startswith("!") else "text" if number == 0 else "muted"
            painter.setPen(look.colour("on_action" if chosen else role))
            painter.setFont(_font(painter.font(), number))
            painter.drawText(rect.translated(option.rect.x() + _ACROSS, at), _WRAP, line)
            at += rect.height() + _BETWEEN
        painter.setPen(look.colour("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()


def _lines(index: Index, font: QFont, width: int) -> list[tuple[int, str, QRect]]:
    room = QRect(0, 0, max(1, width - 2 * _ACROSS), 10_000)
    out = []
    for number, line in enumerate(str(index.data() or "").split("\n")):
        found = QFontMetrics(_font(font, number)).boundingRect(room, _WRAP, line)
        out.append((number, line, QRect(0, 0, room.width(), found.height())))
    return out


def _font(font: QFont, number: int) -> QFont:
    out = QFont(font)
    out.setBold(number == 0)
    return out
