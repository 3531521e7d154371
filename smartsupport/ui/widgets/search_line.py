"""A search box that leaves the IME alone and searches while it is still composing."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from smartsupport.i18n import _
from smartsupport.ui import icons


class SearchLine(QLineEdit):
    """Tells what is typed, composed text included, at every keystroke.

    The Enter that commits a composition never counts as Enter.
    """

    searched = Signal(str)
    """What stands in the box, with the text still being composed in its place."""
    entered = Signal()
    """Enter, with nothing being composed."""

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        """`hint` stands in the empty box and is its accessible name, in the reader's language."""
        super().__init__(parent)
        self._composing = ""
        self._told = ""
        # Some systems send the Enter that committed a composition on to the box, at once; a
        # person's own Enter comes later than this.
        self._just_committed = QTimer(self, singleShot=True, interval=60)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        self.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.textChanged.connect(self._tell)
        self.setAccessibleDescription(_("Results change while you type."))

    @property
    def composing(self) -> bool:
        """Whether the IME holds text that is not committed yet."""
        return bool(self._composing)

    @property
    def shown(self) -> str:
        """The text with what is being composed, at the cursor."""
        at = self.cursorPosition()
        return self.text()[:at] + self._composing + self.text()[at:]

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Search with the text the IME is still composing."""
        was_composing = self.composing
        self._composing = event.preeditString()
        super().inputMethodEvent(event)
        if was_composing and not self._composing:
            self._just_committed.start()
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks; the one that ended a composition does not."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self.composing and not self._just_committed.isActive():
                self.entered.emit()
            return
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def _tell(self) -> None:
        if (shown := self.shown) != self._told:
            self._told = shown
            self.searched.emit(shown)
