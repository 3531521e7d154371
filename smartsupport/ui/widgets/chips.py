"""A row of chips: pick one or several, by tap or by Space, all in sight."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from smartsupport.ui import icons, theme
from smartsupport.ui.widgets.flow import FlowLayout

Choice = tuple[Any, str]
"""A value and its text, already in the reader's language."""


class Chips(QWidget):
    """Chips that wrap. One of them (`many=False`; a second tap takes it back) or any number."""

    changed = Signal()
    """The person changed what is picked."""

    def __init__(
        self,
        choices: Sequence[Choice],
        *,
        name: str,
        many: bool = False,
        needed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is what a screen reader calls the row; with `needed` one is always picked."""
        super().__init__(parent)
        self._many, self._needed = many, needed
        self._name = name
        self._chips: list[tuple[Any, QPushButton]] = []
        self._row = FlowLayout(self)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.offer(choices)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Show other choices; what was picked and is still among them stays picked."""
        before = self.picked
        for _value, chip in self._chips:
            self._row.removeWidget(chip)
            chip.deleteLater()
        self._chips = [(value, self._chip(text)) for value, text in choices]
        self.pick(before)
        self._fit()

    @property
    def picked(self) -> list[Any]:
        """The values picked, in the order they stand."""
        return [value for value, chip in self._chips if chip.isChecked()]

    def width_in_one_line(self) -> int:
        """Logical pixels that all of them need side by side, one of them with its check mark."""
        hints = [chip.sizeHint().width() for _value, chip in self._chips]
        gap = theme.look().sizes.gap
        return sum(hints) + gap * len(hints) + icons.size().width()

    def pick(self, values: Iterable[Any]) -> None:
        """Pick these and no others; nothing is told."""
        wanted = list(values)
        for value, chip in self._chips:
            chip.setChecked(value in wanted)
            self._draw(chip)
        self._keep_one()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """However little room there is, no chip is cut off."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """← and → move between the chips."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
            if step:
                chips = [chip for _value, chip in self._chips]
                place = next(n for n, chip in enumerate(chips) if chip is watched)
                chips[(place + step) % len(chips)].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False

    def _chip(self, text: str) -> QPushButton:
        chip = QPushButton(text.replace("&", "&&"))
        chip.setCheckable(True)
        chip.setAutoDefault(False)
        chip.setIconSize(icons.size())
        theme.dress(chip, kind="chip")
        chip.setAccessibleName(f"{self._name}: {text}")
        chip.clicked.connect(lambda _checked=False: self._clicked(chip))
        chip.installEventFilter(self)
        self._row.addWidget(chip)
        return chip

    def _clicked(self, tapped: QPushButton) -> None:
        if not self._many:
            for _value, chip in self._chips:
                if chip is not tapped:
                    chip.setChecked(False)
        if self._needed and not self.picked:
            tapped.setChecked(True)
        for _value, chip in self._chips:
            self._draw(chip)
        self.changed.emit()

    def _fit(self) -> None:
        self.setMinimumHeight(self._row.heightForWidth(self.width()))

    def _keep_one(self) -> None:
        if self._needed and self._chips and not self.picked:
            self._chips[0][1].setChecked(True)
            self._draw(self._chips[0][1])

    @staticmethod
    def _draw(chip: QPushButton) -> None:
        # Not by colour alone: a picked chip carries a check mark.
        chip.setIcon(icons.icon("check" if chip.isChecked() else "", "on_action"))
        chip.updateGeometry()
