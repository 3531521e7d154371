"""The ring around whatever has the keyboard: 4 px black outside, 2 px yellow inside.

It is a hollow widget laid over the focused one, because a stylesheet border can neither lie
outside a control nor have two colours.
"""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from smartsupport.ui import theme

OUTER, INNER = 4, 2
_REACH = OUTER + INNER
_FOLLOWED = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
)


class FocusRing(QWidget):
    """One per window or dialog; every click goes through it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._window = window
        self._target: QWidget | None = None
        self._followed: list[QWidget] = []
        self._corner = QPoint()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)
        self._moved(None, QApplication.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow whatever moves, shows or hides the focused widget."""
        if event.type() in _FOLLOWED:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the two rings; what lies inside is masked away."""
        if self._target is None:
            return
        look = theme.look()
        whole = QRect(self._corner, self._target.size()).adjusted(0, 0, 2 * _REACH, 2 * _REACH)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, width, inset in (
            ("focus", OUTER, OUTER // 2),
            ("focus_ring", INNER, OUTER + INNER // 2),
        ):
            painter.setPen(QPen(look.colour(colour), width))
            ring = whole.adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(ring, 12 - inset, 12 - inset)
        painter.end()

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if not shiboken6.isValid(self):
            return
        for widget in self._followed:
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        self._followed = []
        self._target = new if new is not None and self._window.isAncestorOf(new) else None
        step = self._target
        while step is not None and step is not self._window:
            step.installEventFilter(self)
            self._followed.append(step)
            step = step.parentWidget()
        self._place()

    def _place(self) -> None:
        target = self._target
        if target is None or not shiboken6.isValid(target) or not target.isVisible():
            self.hide()
            return
        inner = QRect(target.mapTo(self._window, QPoint(0, 0)), target.size())
        whole = inner.adjusted(-_REACH, -_REACH, _REACH, _REACH)
        seen = self._seen_part(target).adjusted(-_REACH, -_REACH, _REACH, _REACH)
        shown = whole.intersected(seen).intersected(self._window.rect())
        if shown.isEmpty():
            self.hide()
            return
        self._corner = whole.topLeft() - shown.topLeft()
        self.setGeometry(shown)
        hole = inner.translated(-shown.topLeft())
        self.setMask(QRegion(self.rect()) - QRegion(hole))
        self.raise_()
        self.show()
        self.update()

    def _seen_part(self, target: QWidget) -> QRect:
        seen = self._window.rect()
        step = target.parentWidget()
        while step is not None and step is not self._window:
            if isinstance(step, QAbstractScrollArea):
                view = step.viewport()
                seen = seen.intersected(QRect(view.mapTo(self._window, QPoint(0, 0)), view.size()))
            step = step.parentWidget()
        return seen
