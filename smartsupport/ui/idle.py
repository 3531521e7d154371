"""Sees that nobody has touched the window for a while, or that the computer has slept."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from smartsupport.clock import Clock
from smartsupport.domain.idle import Watch

LOOK_MS = 5_000
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class IdleWatch(QObject):
    """Looks at the clock every few seconds and at each touch."""

    left = Signal()
    """Nobody is here."""

    def __init__(
        self,
        clock: Clock,
        minutes: Callable[[], int],
        desk_until: Callable[[], datetime | None],
        parent: QObject,
    ) -> None:
        """See `Watch.locks` for `minutes` and `desk_until`."""
        super().__init__(parent)
        self._clock, self._minutes, self._desk_until = clock, minutes, desk_until
        self._watch = Watch(touched=clock(), looked=clock())
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A touch after the computer slept comes too late."""
        if event.type() in _TOUCHES:
            self._look()
            self._watch = self._watch.touch(self._clock())
        return False

    def _look(self) -> None:
        now = self._clock()
        gone = self._watch.locks(now, self._minutes(), self._desk_until())
        self._watch = self._watch.look(now)
        if gone:
            self.left.emit()
