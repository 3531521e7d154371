"""A button with its key printed on it."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from smartsupport.ui import icons, theme
from smartsupport.ui.actions import key_text


class BigButton(QPushButton):
    """What to do, an icon, and the key that does the same: 「受付する [Enter]」.

    The key is only shown, and not where there is no room for it; whoever owns the button handles
    it. `primary` marks the next step.
    """

    def __init__(
        self,
        text: str,
        key: str = "",
        *,
        icon: str = "",
        primary: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._key = f"  [{key_text(key)}]" if key else ""
        self._key_shown = True
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(key_text(key))
        theme.dress(self, kind="primary" if primary else "secondary")
        if icon:
            self.setIcon(icons.icon(icon, "on_action" if primary else "action"))
            self.setIconSize(icons.size())
        self.say(text)

    @classmethod
    def of(cls, action: QAction, icon: str = "", *, primary: bool = False) -> "BigButton":
        """A button that gives a bound command, with its text and key."""
        button = cls(action.text(), action.shortcut().toString(), icon=icon, primary=primary)
        button.clicked.connect(lambda _checked=False: action.trigger())
        action.changed.connect(lambda: button.setEnabled(action.isEnabled()))
        button.setEnabled(action.isEnabled())
        return button

    def say(self, text: str) -> None:
        """Change what the button does; the key stays."""
        # The style leaves no room between icon and text.
        self._words = " " * (not self.icon().isNull()) + text.replace("&", "&&")
        self.setText(self._words + self._key * self._key_shown)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        """With the key."""
        return super().sizeHint() + QSize(0 if self._key_shown else self._key_width, 0)

    def minimumSizeHint(self) -> QSize:
        """Without it."""
        return self.sizeHint() - QSize(self._key_width, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words are never cut off for the key."""
        super().resizeEvent(event)
        shown = self.width() >= self.sizeHint().width()
        if shown != self._key_shown:
            self._key_shown = shown
            self.setText(self._words + self._key * shown)

    @property
    def _key_width(self) -> int:
        self.ensurePolished()
        return self.fontMetrics().horizontalAdvance(self._key)
