"""A password that is asked for on the way: a wrong one costs a longer pause each time."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from smartsupport.domain.account import pause_after
from smartsupport.domain.errors import Known
from smartsupport.i18n import _, ngettext
from smartsupport.messages import sentence
from smartsupport.ui import theme
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.password_line import PasswordLine


class PasswordGate(QWidget):
    """The box and its button. Whoever owns it looks at what was given and says `refuse`."""

    given = Signal(str)
    """What was typed."""

    def __init__(self, label: str, onward: str, *, icon: str = "") -> None:
        """`label` names the box, `onward` the button, in the reader's language."""
        super().__init__()
        self.line = PasswordLine(label)
        self.onward = BigButton(onward, "Return", icon=icon, primary=True)
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._said.hide()
        theme.dress(self._said, kind="muted")
        self._wrong = self._left = 0
        self._asked = False
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._count_down)
        self.line.entered.connect(self._give)
        self.onward.clicked.connect(self._give)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.line, self._said, self.onward):
            column.addWidget(part)
        self.setFocusProxy(self.line)

    def refuse(self, error: Known) -> None:
        """This was not it, and why."""
        self._asked = False
        self._wrong += 1
        self._left = pause_after(self._wrong)
        if self._left:
            self._second.start()
        self._show()
        self.line.show_problem(sentence(error))

    def forget(self) -> None:
        """Nothing was meant as a password."""
        self._asked = False
        self.line.clear()
        self._show()

    def _give(self) -> None:
        if self._asked or self._left:
            return
        if not self.line.text:
            self.line.show_problem(_("Please fill this in."))
            return
        self._asked = True
        self._show()
        self.line.show_problem("")
        self.given.emit(self.line.text)

    def _count_down(self) -> None:
        self._left -= 1
        if not self._left:
            self._second.stop()
        self._show()

    def _show(self) -> None:
        self.onward.setEnabled(not (self._asked or self._left))
        if self._left:
            text = ngettext(
                "You can try again in {n} second.", "You can try again in {n} seconds.", self._left
            ).format(n=self._left)
        else:
            text = _("Checking…") if self._asked else ""
        self._said.setText(text)
        self._said.setVisible(bool(text))
