"""One thing to decide: what stands side by side, and what each key does about it."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QVBoxLayout, QWidget

from smartsupport.i18n import _
from smartsupport.ui import theme
from smartsupport.ui.screens.session_sides import WrappingRow
from smartsupport.ui.widgets.big_button import BigButton

_NARROW = 55
"""In characters: below this what stands side by side stands one above the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of what is compared: labelled lines, what is told of it, and a note in a tone."""

    lines: Sequence[tuple[str, str]]
    told: Sequence[str] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One decision. `do` and `undo` run in the write lane; `undo` is given what `do` returned."""

    text: str
    done: str
    do: Callable[[], Any]
    undo: Callable[[Any], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to decide, in words. `ways` are numbered from 1, and so are their keys.

    `by_side`: each side has its own way, and its button. `covered`: the sides are shown once
    somebody asks for them.
    """

    key: Hashable
    title: str
    asks: str
    sides: Sequence[Side]
    ways: Sequence[Way]
    by_side: bool
    covered: bool = False


class DecideCard(QWidget):
    """Draws one `Question`. Whoever owns it hears the keys and gives them to `press`."""

    taken = Signal(object)
    """The `Way` that was pressed."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question
        self._open = not question.covered
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        title, asks = _line(question.title, "heading"), _line(question.asks)
        self._sides = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._sides)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self.buttons = [self._button(way, n) for n, way in enumerate(question.ways, 1)]
        for number, side in enumerate(question.sides):
            button = self.buttons[number] if question.by_side else None
            self._row.addWidget(_side(side, button), 1)
        below = WrappingRow()
        if not question.by_side:
            for button in self.buttons:
                below.flow.addWidget(button)
        self._uncover = BigButton(_("Show what was entered"), "1", icon="search", primary=True)
        self._uncover.clicked.connect(self._show_sides)
        for part in (title, asks, self._uncover, self._sides, below):
            column.addWidget(part)
        column.addStretch(1)
        self._uncover.setVisible(not self._open)
        self._sides.setVisible(self._open)
        below.setVisible(self._open and not question.by_side)
        self.setFocusProxy(self.buttons[0] if self._open else self._uncover)
        self.setAccessibleName(question.title)
        self.setAccessibleDescription(question.asks)

    def press(self, number: int) -> None:
        """Take the way of this number; what is covered is uncovered first."""
        if not self._open:
            if number == 1:
                self._show_sides()
        elif number <= len(self.question.ways):
            self.taken.emit(self.question.ways[number - 1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window one stands above the other."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW * theme.look().sizes.text
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def _show_sides(self) -> None:
        self._open = True
        self._uncover.hide()
        self._sides.show()
        self.setFocusProxy(self.buttons[0])
        self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, way: Way, number: int) -> BigButton:
        button = BigButton(way.text, str(number) if number < 10 else "")
        button.clicked.connect(lambda _checked=False: self.taken.emit(way))
        return button


def _side(side: Side, button: BigButton | None) -> QFrame:
    frame = QFrame()
    theme.dress(frame, kind="card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(20, 16, 20, 16)
    column.setSpacing(4)
    for place, (label, value) in enumerate(side.lines):
        column.addWidget(_line(label, "muted"))
        column.addWidget(_line(value, "heading" if place else "result"))
    for text in side.told:
        column.addWidget(_line(text))
    if side.note:
        note = QLabel(side.note)
        theme.dress(note, tone="info")
        column.addWidget(note, 0, Qt.AlignmentFlag.AlignLeft)
    column.addStretch(1)
    said = " ".join(f"{label} {value}".strip() for label, value in side.lines)
    frame.setAccessibleName(" ".join((said, *side.told, side.note)).strip())
    if button is not None:
        button.setAccessibleDescription(frame.accessibleName())
        column.addSpacing(8)
        column.addWidget(button)
    return frame


def _line(text: str, kind: str = "") -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if kind:
        theme.dress(label, kind=kind)
    return label
