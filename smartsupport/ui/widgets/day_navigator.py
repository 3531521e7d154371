"""‹ 今日 ›: the day a screen shows, one step before or after, and back to today."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from smartsupport.domain.period import Month
from smartsupport.formats import short_day
from smartsupport.i18n import _, language
from smartsupport.ui import icons, theme
from smartsupport.ui.widgets.day_picker import long_day, open_calendar
from smartsupport.ui.widgets.month_chooser import MonthChooser, arrow


class DayNavigator(QWidget):
    """Steps by a day, a week or a month; `today` gives the present day whenever it is asked.

    The title opens what to choose from: a calendar, or the months of a year.
    """

    moved = Signal(object)
    """The first day of what is shown now."""

    def __init__(
        self,
        today: Callable[[], date],
        *,
        step: str = "day",
        parent: QWidget | None = None,
    ) -> None:
        """`step` is "day", "week" (from Monday) or "month"."""
        super().__init__(parent)
        self._today = today
        self._step = step
        self._before = arrow("chevron-left", _("Earlier"))
        self._after = arrow("chevron-right", _("Later"))
        self._back = QPushButton()
        self.choose = QPushButton()
        self.choose.setIcon(icons.icon("chevron-down", "action"))
        self.choose.setIconSize(icons.size() * 0.75)  # a hint beside the words
        self.choose.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the icon after the words
        theme.dress(self.choose, kind="title")
        self.choose.clicked.connect(self._open_choice)
        self._before.clicked.connect(lambda: self.go(_moved(self.day, self._step, -1)))
        self._after.clicked.connect(lambda: self.go(_moved(self.day, self._step, +1)))
        self._back.clicked.connect(lambda: self.go(self._today()))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self._before, self._back, self._after):
            layout.addWidget(widget)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute  # its icon is turned
        layout.addWidget(self.choose, 1, left)
        self._day = _first(today(), step)
        self._show()

    @property
    def day(self) -> date:
        """The first day of what is shown."""
        return self._day

    def go(self, day: date) -> None:
        """Show what `day` lies in; told only when that is something else."""
        first = _first(day, self._step)
        if first != self._day:
            self._day = first
            self._show()
            self.moved.emit(first)

    def set_step(self, step: str) -> None:
        """Step by "day", "week" or "month" from now on."""
        self._step = step
        self._day = _first(self._day, step)
        self._show()

    def _open_choice(self) -> None:
        if self._step == "day":
            open_calendar(self.choose, self._day, self.go)
            return
        chooser = MonthChooser(Month.of(self._day), self.choose)
        chooser.chosen.connect(lambda month: self.go(month.first))
        chooser.show()

    def _show(self) -> None:
        self._back.setText(_BACK[self._step]())
        title = _titled(self._day, self._step, self._today().year)
        named = _("{shown}: choose a day") if self._step == "day" else _("{shown}: choose a month")
        self.choose.setText(title)
        self.choose.setAccessibleName(named.format(shown=title))
        self._back.setEnabled(_first(self._today(), self._step) != self._day)


_BACK = {
    "day": lambda: _("Today"),
    "week": lambda: _("This week"),
    "month": lambda: _("This month"),
}


def _first(day: date, step: str) -> date:
    if step == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if step == "month" else day


def _moved(day: date, step: str, by: int) -> date:
    if step == "month":
        months = day.year * 12 + day.month - 1 + by
        return date(months // 12, months % 12 + 1, 1)
    return day + timedelta(days=by * (7 if step == "week" else 1))


def _titled(day: date, step: str, this_year: int) -> str:
    if step == "month":
        return _("{year}-{month:02d}").format(year=day.year, month=day.month)
    first = short_day(day, language()) if day.year == this_year else long_day(day)
    if step == "week":
        last = short_day(day + timedelta(days=6), language())
        return _("{first} to {last}").format(first=first, last=last)
    return first
