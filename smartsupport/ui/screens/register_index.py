"""あかさたな: ten buttons that jump to where a row of the index begins."""

from collections.abc import Collection

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from smartsupport.domain.kana import hiragana
from smartsupport.i18n import _
from smartsupport.ui import theme

ROWS = "アカサタナハマヤラワ"


class KanaIndex(QWidget):
    """One stop for Tab; ← and → move between the buttons."""

    jumped = Signal(str)
    """The katakana that names the row."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Index by reading"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._buttons: dict[str, QToolButton] = {}
        for kana in ROWS:
            button = QToolButton()
            button.setText(hiragana(kana))
            theme.dress(button, kind="index")
            button.setAccessibleName(_("Go to {kana}").format(kana=hiragana(kana)))
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.clicked.connect(lambda _checked=False, kana=kana: self.jumped.emit(kana))
            button.installEventFilter(self)
            row.addWidget(button)
            self._buttons[kana] = button

    def offer(self, rows: Collection[str]) -> None:
        """Only these rows have somebody in them."""
        for kana, button in self._buttons.items():
            button.setEnabled(kana in rows)
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        if first := next(iter(self._alive()), None):
            first.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """← and → move between the buttons that are alive."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
            alive = self._alive()
            if step and watched in alive:
                place = alive.index(watched)
                alive[(place + step) % len(alive)].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False

    def _alive(self) -> list[QToolButton]:
        return [button for button in self._buttons.values() if button.isEnabled()]
