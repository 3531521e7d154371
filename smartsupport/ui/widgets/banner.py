"""A message over the screen with one action; nothing waits for it, Esc puts it away."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from smartsupport.i18n import _
from smartsupport.ui import icons, theme
from smartsupport.ui.announce import announce

SYMBOLS = {
    "ok": "check",
    "attention": "exclamation",
    "refused": "cross",
    "info": "information",
    "supporter": "check",
}
_PASSING_MS = 6000


class Banner(QFrame):
    """One message at a time; the newest replaces the one before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._do: Callable[[], None] | None = None
        self._symbol = QLabel()
        self._text = QLabel()
        # What it says may hold a name, and a name is never markup.
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._button = QPushButton()
        self._button.clicked.connect(self._act)
        self._away = QToolButton()
        self._away.setAccessibleName(_("Put the message away"))
        self._away.setToolTip(_("Put the message away") + " [Esc]")
        self._away.setIconSize(icons.size())
        self._away.clicked.connect(self.dismiss)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 8, 6)
        layout.setSpacing(12)
        layout.addWidget(self._symbol)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._button)
        layout.addWidget(self._away)
        self._passing = QTimer(self, singleShot=True, interval=_PASSING_MS)
        self._passing.timeout.connect(self.dismiss)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def say(
        self,
        text: str,
        tone: str = "info",
        *,
        action: tuple[str, Callable[[], None]] | None = None,
    ) -> None:
        """Show `text`, already in the reader's language. An "ok" without action passes by itself.

        `action` is a label and what to do; doing it puts the banner away.
        """
        theme.dress(self, tone=tone)
        self._symbol.setPixmap(icons.picture(SYMBOLS[tone], tone))
        self._away.setIcon(icons.icon("cross", tone))
        self._text.setText(text)
        self.setAccessibleName(text)
        self._do = action[1] if action else None
        self._button.setText(action[0] if action else "")
        self._button.setVisible(action is not None)
        self.show()
        if tone == "ok" and action is None:
            self._passing.start()
        else:
            self._passing.stop()
        announce(self, text, urgent=tone == "refused")

    @property
    def text(self) -> str:
        """What it says; "" when it is away."""
        return "" if self.isHidden() else self._text.text()

    def dismiss(self) -> None:
        """Put it away."""
        self._passing.stop()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        super().keyPressEvent(event)

    def _act(self) -> None:
        do = self._do
        self.dismiss()
        if do is not None:
            do()
