"""Long work: how far it is, how long it still takes, and Cancel."""

import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from smartsupport.i18n import _, ngettext

_UNTOLD_SECONDS = 2.0
"""An estimate made any earlier than this only jumps about."""


class Progress(QWidget):
    """Shown while something takes more than a moment."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._started = 0.0
        self._what, self._left = QLabel(), QLabel()
        self._what.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(_("Progress"))
        self._cancel = QPushButton(_("Cancel"))
        self._cancel.clicked.connect(self._give_up)
        below = QHBoxLayout()
        below.addWidget(self._left, 1)
        below.addWidget(self._cancel)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addWidget(self._what)
        layout.addWidget(self._bar)
        layout.addLayout(below)
        self.hide()

    def begin(self, what: str, *, can_cancel: bool = True) -> None:
        """Show it for `what`, with no end known yet."""
        self._started = time.monotonic()
        self._what.setText(what)
        self._left.clear()
        self._bar.setRange(0, 0)
        self._cancel.setVisible(can_cancel)
        self._cancel.setEnabled(True)
        self.show()

    def at(self, done: int, of: int) -> None:
        """`done` steps of `of` are behind us."""
        self._bar.setRange(0, of)
        self._bar.setValue(done)
        passed = time.monotonic() - self._started
        if done and passed >= _UNTOLD_SECONDS:
            self._left.setText(_remaining(passed * (of - done) / done))

    def end(self) -> None:
        """Put it away."""
        self.hide()

    def _give_up(self) -> None:
        self._cancel.setEnabled(False)
        self._left.setText(_("Stopping…"))
        self.cancelled.emit()


def _remaining(seconds: float) -> str:
    if seconds < 60:
        return _("Less than a minute left")
    minutes = round(seconds / 60)
    return ngettext("About {n} minute left", "About {n} minutes left", minutes).format(n=minutes)
