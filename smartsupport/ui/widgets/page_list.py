"""Many pages of one screen: their titles stand at the left, or in one line above in a small window.

Tabs were tried first: from the eighth on they do not fit beside each other in large type.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QListWidget,
    QStackedWidget,
    QWidget,
)

from smartsupport.i18n import _
from smartsupport.ui.screen import Loads

_ROOM = 900
"""Narrower than this, the list would take the page's room away; logical pixels."""
_BESIDE_TEXT = 44


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page; it is made when it is first gone to."""

    code: str
    title: str
    make: Callable[[], QWidget]


class PageList(QWidget):
    """The first page is open at first."""

    shown = Signal(str)

    def __init__(self, pages: Sequence[Page], *, name: str) -> None:
        super().__init__()
        self._pages = tuple(pages)
        self._made: dict[str, QWidget] = {}
        self._list, self._line, self._stack = QListWidget(), QComboBox(), QStackedWidget()
        for chooser in (self._list, self._line):
            chooser.setAccessibleName(name)
        for page in pages:
            self._list.addItem(_(page.title))
            self._line.addItem(_(page.title))
        self._list.currentRowChanged.connect(self._go)
        self._line.currentIndexChanged.connect(self._go)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(16)
        layout.addWidget(self._line, 0, 1)
        layout.addWidget(self._list, 1, 0)
        layout.addWidget(self._stack, 1, 1)
        layout.setColumnStretch(1, 1)
        self.setFocusProxy(self._list)
        self._go(0)

    @property
    def page(self) -> str:
        """The code of the page that is open."""
        return self._pages[self._list.currentRow()].code

    def show_page(self, code: str) -> None:
        """Open the page of this code. KeyError: there is none."""
        codes = [page.code for page in self._pages]
        if code not in codes:
            raise KeyError(code)
        self._go(codes.index(code))

    def made(self) -> list[QWidget]:
        """The pages that somebody has gone to so far."""
        return list(self._made.values())

    def _go(self, row: int) -> None:
        page = self._pages[row]
        widget = self._made.get(page.code)
        if widget is None:
            widget = self._made[page.code] = page.make()
            self._stack.addWidget(widget)
            if isinstance(widget, Loads):
                widget.load()
        self._list.setCurrentRow(row)
        self._line.setCurrentIndex(row)
        self._stack.setCurrentWidget(widget)
        self.shown.emit(page.code)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the form there is room for."""
        super().resizeEvent(event)
        narrow = self.width() < _ROOM
        self._list.setVisible(not narrow)
        self._line.setVisible(narrow)
        self._list.setFixedWidth(self._list.sizeHintForColumn(0) + _BESIDE_TEXT)
        self.setFocusProxy(self._line if narrow else self._list)
