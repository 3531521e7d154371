"""The way out of 受付モード: a 担当者's password, or one confirmation where there are none."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from smartsupport.domain.errors import Known
from smartsupport.i18n import _
from smartsupport.ui import theme
from smartsupport.ui.screen import Around
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.password_gate import PasswordGate

Leave = Callable[[str, Callable[[Known], None]], None]
_WIDTH = 560


class LeaveScreen(QWidget):
    """`leave` is given the password, and whom to tell if it is not a 担当者's."""

    def __init__(self, around: Around, leave: Leave, *, asks: bool) -> None:
        super().__init__()
        self._around, self._leave = around, leave
        self._gate = PasswordGate(_("Password of a coordinator"), _("End reception mode"))
        self._gate.given.connect(lambda text: leave(text, self._gate.refuse))
        self._confirm = BigButton(_("End reception mode"), "Return", primary=True)
        self._confirm.clicked.connect(self._leave_openly)
        (self._confirm if asks else self._gate).hide()
        title = QLabel(_("End reception mode"))
        theme.dress(title, kind="heading")
        told = QLabel(
            _("Hand the computer to a coordinator.")
            if asks
            else _("This register has no passwords: whoever goes on is a coordinator.")
        )
        stay = BigButton(_("Back to the desk"), "Esc")
        stay.clicked.connect(lambda: around.go("desk"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        for part in (title, told, self._gate, self._confirm):
            part.setMaximumWidth(_WIDTH)
            column.addWidget(part)
        told.setWordWrap(True)
        column.addWidget(stay, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setFocusProxy(self._gate if asks else self._confirm)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back, Enter on a button presses it."""
        if event.key() == Qt.Key.Key_Escape:
            self._around.go("desk")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._confirm.hasFocus():
            self._confirm.click()
        else:
            super().keyPressEvent(event)

    def _leave_openly(self) -> None:
        self._leave("", self._gate.refuse)
