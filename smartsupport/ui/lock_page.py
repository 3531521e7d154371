"""What a locked window shows: that it is locked, a box for the password, and no name."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from smartsupport.codes.token import find_code
from smartsupport.domain.errors import Known
from smartsupport.i18n import _
from smartsupport.ui import icons, theme
from smartsupport.ui.locked_desk import LockedDesk
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.password_gate import PasswordGate

_WIDTH = 560


class LockPage(QWidget):
    """Beside the box the desk that was open, if one was: cards are still taken there."""

    given = Signal(str)
    """A password."""
    insisted = Signal()
    """Open, and let go what was typed before the lock."""

    def __init__(self, desk: LockedDesk | None) -> None:
        super().__init__()
        self.setAccessibleName(_("The window is locked"))
        self.desk = desk
        self.gate = PasswordGate(_("Password"), _("Unlock"), icon="lock")
        self.gate.given.connect(self._given)
        self._warning = QLabel(
            _("What was typed here before the lock is not saved. It is lost if you go on.")
        )
        self._warning.setWordWrap(True)
        theme.dress(self._warning, tone="attention")
        self._insist = BigButton(_("Go on without saving"))
        self._insist.clicked.connect(self.insisted)
        for part in (self._warning, self._insist):
            part.hide()
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def refuse(self, error: Known) -> None:
        """This password does not open it."""
        self.gate.refuse(error)

    def warn_of_loss(self) -> None:
        """The password opens it, but for somebody else than who was typing."""
        self.gate.hide()
        self._warning.show()
        self._insist.show()
        self._insist.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A scanner may type at a desk, and must not type into the box."""
        if self.desk is None:
            self.gate.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Whoever begins to type means the password."""
        if event.text().isprintable() and event.text() and not self.gate.isHidden():
            self.gate.line.box.setFocus()
            self.gate.line.box.insert(event.text())
        else:
            super().keyPressEvent(event)

    def _given(self, text: str) -> None:
        found = find_code(text) if self.desk is not None else None
        if found is None or self.desk is None:
            self.given.emit(text)
            return
        self.gate.forget()
        self.setFocus()
        self.desk.scan(found[1])

    def _lay_out(self) -> None:
        picture, title = QLabel(), QLabel(_("The window is locked"))
        picture.setPixmap(icons.picture("lock", "action", 64))
        for label in (picture, title):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        title.setWordWrap(True)
        theme.dress(title, kind="heading")
        box = QFrame()
        box.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(box)
        column.setSpacing(16)
        column.addStretch(1)
        for part in (picture, title, self.gate, self._warning, self._insist):
            column.addWidget(part)
        column.addStretch(2)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 16, 24, 16)
        row.setSpacing(24)
        row.addStretch(1)
        row.addWidget(box, 1000)
        if self.desk is not None:
            row.addWidget(self.desk, 1000)
        row.addStretch(1)
