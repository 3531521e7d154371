"""A year with ◀ ▶ and its twelve months: any month is a few clicks or keys away."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from smartsupport import formats
from smartsupport.domain.period import Month
from smartsupport.i18n import _, language
from smartsupport.ui import icons, theme
from smartsupport.ui.focus import FocusRing

_COLUMNS = 4
_YEAR = 12
"""Steps are counted in months."""
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -_COLUMNS,
    Qt.Key.Key_Down: _COLUMNS,
    Qt.Key.Key_PageUp: -_YEAR,
    Qt.Key.Key_PageDown: _YEAR,
}


class MonthChooser(QFrame):
    """Opens under a button; arrow keys walk over the months and on into other years.

    Page keys change the year, Enter takes the month, Escape leaves everything as it was.
    """

    chosen = Signal(object)

    def __init__(self, shown: Month, below: QWidget) -> None:
        """`shown` is marked; the chooser stands under `below` and goes when it has served."""
        super().__init__(below)
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Choose a month"))
        theme.dress(self, kind="popup")
        self._shown = self._at = shown
        self._year = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        theme.dress(self._year, kind="heading")
        before = arrow("chevron-left", _("Year before (Page Up)"))
        after = arrow("chevron-right", _("Year after (Page Down)"))
        for button, months in ((before, -_YEAR), (after, _YEAR)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the months keep the keys
            button.clicked.connect(partial(self.step, months))
        self._months = [self._month(number) for number in range(1, 13)]
        grid = QGridLayout()
        grid.addWidget(before, 0, 0)
        grid.addWidget(self._year, 0, 1, 1, _COLUMNS - 2)
        grid.addWidget(after, 0, _COLUMNS - 1, Qt.AlignmentFlag.AlignRight)
        for column in range(_COLUMNS):
            grid.setColumnMinimumWidth(column, max(m.sizeHint().width() for m in self._months))
        for n, month in enumerate(self._months):
            grid.addWidget(month, 1 + n // _COLUMNS, n % _COLUMNS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addLayout(grid)
        FocusRing(self)
        self.move(below.mapToGlobal(QPoint(0, below.height())))
        self.step(0)

    def step(self, months: int, _checked: bool = False) -> None:
        """Go on by so many months, between the years 1 and 9999."""
        at = min(max(self._at.year * 12 + self._at.month - 1 + months, 12), 9999 * 12 - 1)
        self._at = Month(at // 12, at % 12 + 1)
        self._year.setText(_("Year {year}").format(year=self._at.year))
        for number, button in enumerate(self._months, 1):
            theme.dress(
                button,
                kind="primary" if Month(self._at.year, number) == self._shown else "month",
            )
        self._months[self._at.month - 1].setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the twelve months."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if months := _STEPS.get(Qt.Key(event.key()), 0):
                self.step(months)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self._at.month)
                return True
        return False

    def _month(self, number: int) -> QPushButton:
        button = QPushButton(formats.month_name(number, language()))
        button.clicked.connect(lambda: self._take(number))
        button.installEventFilter(self)
        return button

    def _take(self, number: int) -> None:
        self.close()
        self.chosen.emit(Month(self._at.year, number))


def arrow(icon: str, name: str) -> QToolButton:
    """One step before or after."""
    button = QToolButton()
    button.setIcon(icons.icon(icon, "action"))
    button.setIconSize(icons.size())
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button
