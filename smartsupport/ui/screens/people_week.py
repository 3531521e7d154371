"""活動できる日 by weekday: seven lines of four answers, which a pane treats as a form."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QWidget

from smartsupport.domain.availability import Answer
from smartsupport.domain.words import ANSWERS
from smartsupport.i18n import N_, _, ngettext
from smartsupport.ui import theme
from smartsupport.ui.widgets.chips import Chips

WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


class WeekBox(QScrollArea):
    """What a supporter answers for each weekday; its one value is "week"."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Availability"))
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows: list[Chips] = []
        self._names: list[QLabel] = []
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(8, 8, 16, 8)
        grid.setHorizontalSpacing(12)
        choices = [(answer, _(text)) for answer, text in ANSWERS.items()]
        for place, weekday in enumerate(WEEKDAYS):
            label = QLabel(_(weekday))
            theme.dress(label, kind="strong")
            chips = Chips(choices, name=_(weekday), needed=True)
            chips.changed.connect(self.changed)
            grid.addWidget(label, place, 0)
            grid.addWidget(chips, place, 1)
            self._rows.append(chips)
            self._names.append(label)
        self._others = QLabel()
        self._others.setWordWrap(True)
        theme.dress(self._others, kind="muted")
        grid.addWidget(self._others, len(WEEKDAYS), 0, 1, 2)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(WEEKDAYS) + 1, 1)
        self.setWidget(inside)
        self.fill({})

    def wanted_width(self) -> int:
        """Logical pixels in which a day's answers stand in one line."""
        names = max(label.sizeHint().width() for label in self._names)
        answers = max(chips.width_in_one_line() for chips in self._rows)
        return names + 36 + answers + self.verticalScrollBar().sizeHint().width()

    def say_others(self, number: int) -> None:
        """How many answers there are besides, for dates or parts of a day."""
        text = ngettext(
            "There is {n} more answer, for a date or a part of a day.",
            "There are {n} more answers, for dates or parts of a day.",
            number,
        )
        self._others.setText(text.format(n=number) if number else "")

    def values(self) -> dict[str, Any]:
        """The answers by weekday (0 Monday - 6)."""
        return {"week": {day: chips.picked[0] for day, chips in enumerate(self._rows)}}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show these answers; a weekday that is not named is 未回答."""
        self.type_in(values)
        self.saved()

    def type_in(self, values: Mapping[str, Any]) -> None:
        """Show these answers as if they had just been given."""
        week = values.get("week") or {}
        for day, chips in enumerate(self._rows):
            chips.pick([week.get(day, Answer.UNKNOWN)])

    def saved(self) -> None:
        """What it holds now has been stored."""
        self._before = self.values()

    @property
    def unsaved(self) -> dict[str, Any]:
        """The whole week when any of it differs from what was filled in or saved last."""
        now = self.values()
        return {} if now == self._before else now

    def check(self) -> bool:
        """There is nothing to get wrong."""
        return True
