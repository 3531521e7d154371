"""A day: typed as one likes, or picked from a calendar; shown as 2026年10月3日(土)."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QToolButton, QWidget

from smartsupport.formats import short_day
from smartsupport.i18n import _, language
from smartsupport.ui import icons, theme
from smartsupport.ui.typed import read_day


class DayPicker(QWidget):
    """A box that reads what is typed when it is left, and a button with a calendar.

    ↑ and ↓ step by a day, Page keys by a week. `value` is None while it is empty or unreadable.
    """

    changed = Signal()

    def __init__(self, name: str, today: date, parent: QWidget | None = None) -> None:
        """`name` is its accessible name; a day typed without a year is the one nearest `today`."""
        super().__init__(parent)
        self._today = today
        self._value: date | None = None
        self.box = _Box(self)
        self.box.setAccessibleName(name)
        self.box.setPlaceholderText(_("for example 10/3"))
        self.box.editingFinished.connect(self._read)
        self._button = QToolButton()
        self._button.setIcon(icons.icon("calendar", "action"))
        self._button.setIconSize(icons.size())
        self._button.setAccessibleName(_("{name}: calendar").format(name=name))
        self._button.clicked.connect(self._show_calendar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box, 1)
        layout.addWidget(self._button)
        self.setFocusProxy(self.box)

    @property
    def value(self) -> date | None:
        """The day, read from what stands in the box just now."""
        if self._value is not None and self.box.text() == long_day(self._value):
            return self._value
        return read_day(self.box.text(), self._today)

    @property
    def readable(self) -> bool:
        """False when something stands in the box that is no day."""
        return not self.box.text().strip() or self.value is not None

    def show_day(self, day: date | None) -> None:
        """Put a day into the box; nothing is told."""
        self._value = day
        self.box.setText("" if day is None else long_day(day))
        theme.dress(self.box, wrong=False)

    def step(self, days: int) -> None:
        """Move by `days`, from today when it is empty."""
        self._take(date.fromordinal((self.value or self._today).toordinal() + days))

    def _read(self) -> None:
        theme.dress(self.box, wrong=not self.readable)
        if self.readable:
            self._take(self.value)

    def _take(self, day: date | None) -> None:
        told = day != self._value
        self.show_day(day)
        if told:
            self.changed.emit()

    def _show_calendar(self) -> None:
        open_calendar(self, self.value or self._today, self._take)


def open_calendar(below: QWidget, shown: date, take: Callable[[date], object]) -> None:
    """Show a calendar under `below`; the day picked there goes to `take`."""
    calendar = QCalendarWidget(below)
    calendar.setWindowFlag(Qt.WindowType.Popup)
    calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    calendar.setLocale(QLocale(language()))
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setAccessibleName(_("Calendar"))
    side = theme.look().sizes.target
    calendar.resize(8 * side, 8 * side)  # every day is as easy to hit as a button
    calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))

    def picked(day: QDate) -> None:
        calendar.close()
        take(date(day.year(), day.month(), day.day()))

    calendar.clicked.connect(picked)
    calendar.activated.connect(picked)
    calendar.move(below.mapToGlobal(QPoint(0, below.height())))
    calendar.show()
    calendar.setFocus()


class _Box(QLineEdit):
    def __init__(self, picker: DayPicker) -> None:
        super().__init__(picker)
        self._picker = picker

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: 1,
            Qt.Key.Key_Down: -1,
            Qt.Key.Key_PageUp: 7,
            Qt.Key.Key_PageDown: -7,
        }
        if days := steps.get(Qt.Key(event.key()), 0):
            self._picker.step(days)
            return
        super().keyPressEvent(event)


def long_day(day: date) -> str:
    """2026年10月3日(土), or "Sat 3 Oct 2026" in English: a form needs the year."""
    if language() == "ja":
        return f"{day.year}年{short_day(day)}"
    return f"{short_day(day, 'en')} {day.year}"
