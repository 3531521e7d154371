"""A drive that can be pulled out: which it is by its register number, and why it may be used."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from smartsupport.i18n import _
from smartsupport.ui import theme
from smartsupport.ui.widgets.big_button import BigButton


class DriveAsk(QFrame):
    """Whoever owns it looks at `allow` and `leave`."""

    def __init__(self, text: str) -> None:
        """`text` says what the drive is for, in the reader's language."""
        super().__init__()
        theme.dress(self, tone="attention")
        said = QLabel(text)
        said.setWordWrap(True)
        self.number, self.reason = QLineEdit(), QLineEdit()
        self.allow = BigButton(_("Allow this drive"), primary=True)
        self.leave = BigButton(_("Go back"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(said)
        names = (_("Register number of the drive"), _("Reason"))
        for line, name in zip((self.number, self.reason), names, strict=True):
            label = QLabel(name)
            label.setBuddy(line)
            line.setAccessibleName(name)
            layout.addWidget(label)
            layout.addWidget(line)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.allow)
        row.addWidget(self.leave)
        layout.addLayout(row)
        self.hide()

    def ask(self) -> None:
        """Ask anew."""
        for line in (self.number, self.reason):
            line.clear()
        self.show()
        self.number.setFocus()
