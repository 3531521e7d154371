"""A list, and what is chosen in it beside it; in a narrow window one in place of the other."""

import html
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from smartsupport.i18n import _
from smartsupport.ui import theme
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.flow import FlowLayout

NARROW = 50
"""In characters: what a list and a panel need together at least is twice this."""


def say_lines(label: QLabel, text: str) -> None:
    """Show a text of several lines with room between them."""
    lines = html.escape(text).replace("\n", "<br>")
    label.setText(f'<div style="line-height: 140%">{lines}</div>' if text else "")
    label.setAccessibleName(text)


def breaking(path: Path) -> str:
    """A path that can be wrapped at every folder."""
    return str(path).replace("/", "/\u200b").replace("\\", "\\\u200b")


class WrappingRow(QWidget):
    """A row that wraps, and asks for the height that it then has."""

    def __init__(self, *, gap: int = 12, last_right: bool = False) -> None:
        super().__init__()
        self.flow = FlowLayout(self, gap=gap, last_right=last_right)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower row is a higher one."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """So is a row in which something has grown."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return handled

    def _fit(self) -> None:
        self.setMinimumHeight(self.flow.heightForWidth(self.width()))


class Sides(QWidget):
    """`panel` opens beside `main` and is put away by Esc."""

    crowded = Signal(bool)
    """Whether the panel has taken the place of the list: what stands above may make room."""

    def __init__(self, main: QWidget, panel: QWidget) -> None:
        super().__init__()
        self._main, self._panel = main, panel
        self._frame = QFrame()
        theme.dress(self._frame, kind="card")
        away = BigButton(_("Close"), "Esc")
        away.clicked.connect(self.close_panel)
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addWidget(panel, 1)
        inside.addWidget(away, 0, Qt.AlignmentFlag.AlignRight)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(main, 3)
        layout.addWidget(self._frame, 2)
        self._frame.hide()
        self.setFocusProxy(main)

    @property
    def open(self) -> bool:
        """Whether the panel is shown."""
        return not self._frame.isHidden()

    def open_panel(self) -> None:
        """Show the panel and give it the keyboard."""
        self._frame.show()
        self._fit()
        self._panel.setFocus()

    def close_panel(self) -> None:
        """Put the panel away; the list has the keyboard again."""
        if self.open:
            self._frame.hide()
            self._fit()
            self._main.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the panel away first."""
        if event.key() == Qt.Key.Key_Escape and self.open:
            self.close_panel()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the panel takes the place of the list."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < NARROW * theme.look().sizes.text
        alone = self.open and narrow
        if alone != self._main.isHidden():
            self._main.setVisible(not alone)
            self.crowded.emit(alone)
