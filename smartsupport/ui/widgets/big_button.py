"""A button with its key printed on it."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

from smartsupport.ui import icons, theme
from smartsupport.ui.actions import key_text


class BigButton(QPushButton):
    """What to do, an icon, and the key that does the same: 「受付する [Enter]」.

    The key is only shown; whoever owns the button handles it. `primary` marks the next step.
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
        self._key = key
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
        shown = " " * (not self.icon().isNull()) + text.replace("&", "&&")
        self.setText(f"{shown}  [{key_text(self._key)}]" if self._key else shown)
        self.setAccessibleName(text)
        self.setAccessibleDescription(key_text(self._key))
