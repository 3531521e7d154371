"""The bottom zone: what waits for a decision (保留), and the last five."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from smartsupport.i18n import _
from smartsupport.storage.steps import Step
from smartsupport.ui import icons, theme
from smartsupport.ui.screens.desk_faces import chip_text, look_of, step_text


class Strip(QFrame):
    """Chips and steps; a tap or Enter on one shows its card again."""

    opened = Signal(object)
    """The `Step` to show."""
    left = Signal()
    """Esc: the keyboard goes back to the card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parked: tuple[Step, ...] = ()
        self._recent: tuple[Step, ...] = ()
        self._title = QLabel()
        theme.dress(self._title, kind="strong")
        self._chips, self._chip_row = _row(_("Parked"))
        self._last, self._last_row = _row(_("The last five"))
        self._latest = QLabel(_("Latest"))
        theme.dress(self._latest, kind="muted")
        policy = self._latest.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._latest.setSizePolicy(policy)
        self._zones = layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._chips)
        layout.addWidget(self._latest)
        layout.addWidget(self._last)
        self._say_title()

    @property
    def parked(self) -> tuple[Step, ...]:
        """What waits, the oldest first."""
        return self._parked

    def put(self, parked: Sequence[Step], recent: Sequence[Step]) -> None:
        """Show these; unchanged ones are left alone, so that the keyboard stays on them."""
        if tuple(parked) != self._parked:
            self._parked = tuple(parked)
            self._fill_chips()
        if tuple(recent) != self._recent:
            self._recent = tuple(recent)
            self._fill_last()
        self._say_title()
        self._share()

    def take_keyboard(self) -> bool:
        """Put the keyboard on the first chip; False when nothing waits."""
        first = next(iter(self._buttons(self._chips)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        return first is not None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other shares."""
        super().resizeEvent(event)
        self._share()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows move between the chips, Enter opens one, Esc leaves."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        key = event.key()
        if key in _STEPS and isinstance(watched, QPushButton):
            area = self._chips if self._chips.isAncestorOf(watched) else self._last
            buttons = [button for button in self._buttons(area) if not button.isHidden()]
            to = buttons[(buttons.index(watched) + _STEPS[Qt.Key(key)]) % len(buttons)]
            to.setFocus(Qt.FocusReason.TabFocusReason)
            area.ensureWidgetVisible(to)
            return True
        if key == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        return False

    def _fill_chips(self) -> None:
        kept = next((n for n, b in enumerate(self._buttons(self._chips)) if b.hasFocus()), None)
        _empty(self._chip_row)
        for step in self._parked:
            tone, symbol = look_of(step.answer.result)
            text = chip_text(step.answer)
            chip = self._button(step, text, kind="chip")
            chip.setToolTip(text)
            chip.setIcon(icons.icon(symbol, tone))
            chip.setAccessibleName(_("Parked: {what}").format(what=text))
            self._chip_row.addWidget(chip)
        self._chip_row.addStretch(1)
        buttons = self._buttons(self._chips)
        if kept is not None and buttons:
            buttons[min(kept, len(buttons) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_last(self) -> None:
        _empty(self._last_row)
        for step in self._recent:
            button = self._button(step, step_text(step.answer), kind="plain")
            self._last_row.addWidget(button)
        self._last_row.addStretch(1)

    def _share(self) -> None:
        """What waits goes first, in fewer words where it must; the last five get what is left."""
        room = self._chips.width() + self._last.width()
        last = self._wide(self._last)
        for brief in (False, True):
            for step, chip in zip(self._parked, self._buttons(self._chips), strict=True):
                text = (brief and step.answer.called) or chip_text(step.answer)
                chip.setText(text.replace("&", "&&"))
            chips = self._wide(self._chips)
            if chips + last <= room:
                break
        chips = max(min(chips, room * 4 // 5), room - last)
        self._zones.setStretchFactor(self._chips, chips + 1)
        self._zones.setStretchFactor(self._last, room - chips + 1)
        self._zones.activate()
        left = room - chips
        buttons = self._buttons(self._last)
        for button in buttons:
            left -= button.sizeHint().width() + self._last_row.spacing()
            button.setVisible(left >= 0)
        self._latest.setVisible(bool(buttons) and not buttons[0].isHidden())

    def _wide(self, area: QScrollArea) -> int:
        buttons = self._buttons(area)
        return sum(b.sizeHint().width() + self._chip_row.spacing() for b in buttons)

    def _button(self, step: Step, text: str, *, kind: str) -> QPushButton:
        button = QPushButton(text.replace("&", "&&"))
        button.setIconSize(icons.size())
        theme.dress(button, kind=kind)
        button.ensurePolished()  # its width is asked for before it is shown
        button.clicked.connect(lambda _checked=False: self.opened.emit(step))
        button.installEventFilter(self)
        return button

    def _buttons(self, area: QScrollArea) -> list[QPushButton]:
        row = self._chip_row if area is self._chips else self._last_row
        items = [row.itemAt(n) for n in range(row.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, QPushButton)]

    def _say_title(self) -> None:
        self._title.setText(_("Parked {n} [F5]").format(n=len(self._parked)))


_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
}


def _row(name: str) -> tuple[QScrollArea, QHBoxLayout]:
    inside = QWidget()
    row = QHBoxLayout(inside)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    area = QScrollArea()
    area.setAccessibleName(name)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    area.setFixedHeight(theme.look().sizes.target + 4)
    area.setWidget(inside)
    return area, row


def _empty(row: QHBoxLayout) -> None:
    while (item := row.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
