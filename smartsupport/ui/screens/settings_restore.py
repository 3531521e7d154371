"""Taking a backup back: what each way means in a sentence, and the password that opens it."""

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout

from smartsupport.i18n import N_, _
from smartsupport.ui import theme
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.password_line import PasswordLine


class Restore(StrEnum):
    """The two ways."""

    MERGE = "merge"
    REPLACE = "replace"


_WAYS = (
    (
        Restore.MERGE,
        N_("Add what is missing here"),
        N_(
            "Records that only the backup has come back, and everything entered since stays. "
            "Nothing is removed."
        ),
    ),
    (
        Restore.REPLACE,
        N_("Replace the register with the backup"),
        N_(
            "The register becomes as it was then; what is here now is made a backup first. "
            "The program then closes, and is opened again."
        ),
    ),
)


class RestoreStrip(QFrame):
    """Asks how, and for the password; names the backup it is about."""

    asked = Signal(object, str)
    """Restore in this way, with this password."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.path = Path()
        theme.dress(self, tone="attention")
        self._said = QLabel()
        self._said.setWordWrap(True)
        theme.dress(self._said, kind="strong")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(self._said)
        self.ways = QButtonGroup(self)
        for number, (_way, title, means) in enumerate(_WAYS):
            button = QRadioButton(_(title))
            button.setAccessibleDescription(_(means))
            said = QLabel(_(means))
            said.setWordWrap(True)
            said.setContentsMargins(32, 0, 0, 4)
            self.ways.addButton(button, number)
            layout.addWidget(button)
            layout.addWidget(said)
        self.password = PasswordLine(_("Your password (today's, or the one of that day)"))
        self.password.entered.connect(self._ask)
        layout.addWidget(self.password)
        sure = BigButton(_("Restore"), "Enter", primary=True)
        sure.clicked.connect(self._ask)
        stay = BigButton(_("Go back"), "Esc")
        stay.clicked.connect(self.left)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(sure)
        row.addWidget(stay)
        layout.addLayout(row)
        self.hide()

    def about(self, path: Path, named: str, *, password: bool) -> None:
        """Ask about the backup at `path`; the way that takes nothing away is chosen."""
        self.path = path
        self._said.setText(_("Restore the backup of {when}").format(when=named))
        self.ways.button(0).setChecked(True)
        self.password.clear()
        self.password.setVisible(password)
        self.show()
        (self.password if password else self.ways.button(0)).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back, Enter restores."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        self.asked.emit(_WAYS[self.ways.checkedId()][0], self.password.text)
