"""Choices that are picked by one key each, with the key printed on every chip."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from smartsupport.i18n import _
from smartsupport.ui import theme
from smartsupport.ui.announce import announce
from smartsupport.ui.widgets.flow import FlowLayout

_AROUND = 36
"""A chip's border and the room inside it, left and right."""


class Picking(StrEnum):
    """How many may be picked."""

    ONE = "one"
    MANY = "many"
    MAIN = "main"
    """Any number ○, and one of them ◎: the key goes ○, ◎, nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedChoice:
    """A value, its text in the reader's language, and its key ("1", "Q")."""

    value: Any
    text: str
    key: str = ""


class KeyedChoices(QWidget):
    """A row that wraps and takes the keyboard as one: a key picks, Enter is left to the form."""

    changed = Signal()
    picked_one = Signal()
    """One was picked by its key or a tap where one is enough: the next question may come."""

    def __init__(
        self, name: str, picking: Picking = Picking.ONE, parent: QWidget | None = None
    ) -> None:
        """`name` is what a screen reader calls the row."""
        super().__init__(parent)
        self._name = name
        self._picking = picking
        self._choices: list[KeyedChoice] = []
        self._chips: list[QPushButton] = []
        self._on: list[Any] = []
        self._main: Any = None
        self._row = FlowLayout(gap=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._row)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def offer(self, choices: Iterable[KeyedChoice]) -> None:
        """Show these; what was picked and is still among them stays picked."""
        offered = list(choices)
        if offered == self._choices:
            return
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._choices = offered
        self._chips = [self._chip(choice) for choice in offered]
        values = [choice.value for choice in offered]
        self._on = [value for value in self._on if value in values]
        self._draw()

    @property
    def picked(self) -> list[Any]:
        """The values picked, in the order they stand."""
        return [choice.value for choice in self._choices if choice.value in self._on]

    @property
    def main(self) -> Any:
        """The value marked ◎; None when there is none."""
        return self._main if self._main in self._on else None

    def pick(self, values: Sequence[Any] = ()) -> None:
        """Pick these and no others, none of them ◎."""
        self._on, self._main = list(values), None
        self._draw()

    def press(self, text: str) -> bool:
        """The key `text` was pressed; False when it is none of these."""
        key = unicodedata.normalize("NFKC", text).upper()
        found = next((c for c in self._choices if c.key and c.key.upper() == key), None)
        if found is not None:
            self._toggle(found)
        return found is not None

    def minimumSizeHint(self) -> QSize:
        """No chip makes the row wider: a long one ends in "…"."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other ends."""
        super().resizeEvent(event)
        self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A chip's key picks it; anything else is the form's."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or not self.press(event.text()):
            event.ignore()

    def _chip(self, choice: KeyedChoice) -> QPushButton:
        chip = QPushButton()
        chip.setCheckable(True)
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.dress(chip, kind="chip")
        chip.clicked.connect(lambda _checked=False: self._toggle(choice))
        self._row.addWidget(chip)
        return chip

    def _toggle(self, choice: KeyedChoice) -> None:
        value = choice.value
        if self._picking is Picking.MAIN and value in self._on and self._main != value:
            self._main = value
        elif value in self._on:
            self._on.remove(value)
            self._main = None if self._main == value else self._main
        elif self._picking is Picking.ONE:
            self._on = [value]
        else:
            self._on.append(value)
        self._draw()
        announce(self, " ".join(filter(None, (self._mark(value) or _("off"), choice.text))))
        self.changed.emit()
        if self._picking is Picking.ONE and self._on:
            self.picked_one.emit()

    def _fit(self, chip: QPushButton, text: str) -> None:
        """Room for its words in bold: a picked chip is bold, which Qt's own measure forgets."""
        font = QFont(chip.font())
        font.setPixelSize(theme.look().sizes.text)
        font.setBold(True)
        metrics = QFontMetrics(font)
        room = max(0, self.width() - _AROUND)
        chip.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))
        chip.setToolTip(text.strip() if chip.text() != text else "")
        chip.setFixedWidth(min(self.width(), metrics.horizontalAdvance(text) + _AROUND))

    def _mark(self, value: Any) -> str:
        if value not in self._on:
            return ""
        return "◎" if self._picking is Picking.MAIN and self._main == value else "○"

    def _draw(self) -> None:
        # Every chip keeps room for its mark, so that nothing jumps about under the finger.
        for choice, chip in zip(self._choices, self._chips, strict=True):
            mark = self._mark(choice.value)
            text = f"{mark or '　'} {choice.key} {choice.text}".replace("&", "&&")
            self._fit(chip, text)
            chip.setChecked(bool(mark))
            chip.setAccessibleName(f"{self._name}: {choice.text}")
            chip.setAccessibleDescription(choice.key)
        chosen = [f"{self._mark(c.value)} {c.text}" for c in self._choices if c.value in self._on]
        self.setAccessibleDescription("、".join(chosen))
        self.updateGeometry()
