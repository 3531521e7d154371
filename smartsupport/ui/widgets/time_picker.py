"""A time of day: typed as 930, 9:30 or 9時半, or stepped by a quarter of an hour."""

from datetime import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from smartsupport.formats import clock
from smartsupport.i18n import _
from smartsupport.ui import icons, theme
from smartsupport.ui.typed import read_time

STEP_MINUTES = 15


class TimePicker(QWidget):
    """`value` is None while it is empty or unreadable. ↑ and ↓ step by 15 minutes."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: time | None = None
        self.box = _Box(self)
        self.box.setAccessibleName(name)
        self.box.setPlaceholderText("13:30")
        self.box.editingFinished.connect(self._read)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box, 1)
        for icon, said, minutes in (
            ("minus", _("{name}: earlier"), -STEP_MINUTES),
            ("plus", _("{name}: later"), STEP_MINUTES),
        ):
            button = QToolButton()
            button.setIcon(icons.icon(icon, "action"))
            button.setIconSize(icons.size())
            button.setAccessibleName(said.format(name=name))
            button.setAutoRepeat(True)
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # ↑ and ↓ in the box do the same
            button.clicked.connect(lambda _checked=False, by=minutes: self.step(by))
            layout.addWidget(button)
        self.setFocusProxy(self.box)

    @property
    def value(self) -> time | None:
        """The time, read from what stands in the box just now."""
        return read_time(self.box.text())

    @property
    def readable(self) -> bool:
        """False when something stands in the box that is no time."""
        return not self.box.text().strip() or self.value is not None

    def show_time(self, at: time | None) -> None:
        """Put a time into the box; nothing is told."""
        self._value = at
        self.box.setText("" if at is None else clock(at))
        theme.dress(self.box, wrong=False)

    def step(self, minutes: int) -> None:
        """Move to the next quarter of an hour that way, within the day; from 9:00 when empty."""
        if (at := self.value) is None:
            self._take(time(9, 0))
            return
        total = at.hour * 60 + at.minute
        quarter = total // STEP_MINUTES * STEP_MINUTES
        if minutes > 0 or quarter == total:
            quarter += minutes
        quarter = min(max(quarter, 0), 24 * 60 - STEP_MINUTES)
        self._take(time(quarter // 60, quarter % 60))

    def _read(self) -> None:
        theme.dress(self.box, wrong=not self.readable)
        if self.readable:
            self._take(self.value)

    def _take(self, at: time | None) -> None:
        told = at != self._value
        self.show_time(at)
        if told:
            self.changed.emit()


class _Box(QLineEdit):
    def __init__(self, picker: TimePicker) -> None:
        super().__init__(picker)
        self._picker = picker

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: STEP_MINUTES, Qt.Key.Key_Down: -STEP_MINUTES}
        if minutes := steps.get(Qt.Key(event.key()), 0):
            self._picker.step(minutes)
            return
        super().keyPressEvent(event)
