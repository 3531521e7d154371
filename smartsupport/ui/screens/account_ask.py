"""One question about a person who works here: what it means, what is typed, and one button."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout

from smartsupport.domain.account import AccountRole
from smartsupport.domain.words import word
from smartsupport.i18n import _
from smartsupport.ui import theme
from smartsupport.ui.screens.session_sides import WrappingRow
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.chips import Chips
from smartsupport.ui.widgets.password_line import NewPassword, PasswordLine
from smartsupport.ui.widgets.whole import keep_whole

_WIDTH = 640


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`work` makes what is done of what was typed. `name` None: it is not asked for."""

    title: str
    told: str
    onward: str
    work: Callable[["AccountAsk"], Callable[[], object]]
    name: str | None = None
    role: bool = False
    old: bool = False
    new: bool = False


class AccountAsk(QFrame):
    """Esc leaves; a password is asked for only where the role needs one."""

    wanted = Signal()
    left = Signal()

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        theme.dress(self, kind="card")
        self.setMaximumWidth(_WIDTH)
        self._asked = asked
        self._name = QLineEdit(asked.name or "")
        self._name.setAccessibleName(_("Name"))
        roles = [(role, word(role)) for role in (AccountRole.RECEPTIONIST, AccountRole.COORDINATOR)]
        self._role = Chips(roles, name=_("Role"), needed=True)
        self._role.changed.connect(self._fit)
        self._old, self._new = PasswordLine(_("Your password so far")), NewPassword()
        self._wrong = QLabel()
        self._wrong.setWordWrap(True)
        # Where nothing is typed, Enter is the focused button's, and that is the one that leaves.
        typed = asked.name is not None or asked.old or asked.new
        self._onward = BigButton(asked.onward, "Return" if typed else "", primary=True)
        self._onward.clicked.connect(self._want)
        self._lay_out(asked)
        self._name.returnPressed.connect(self._want)
        self._old.entered.connect(self._new.setFocus)
        self._new.entered.connect(self._want)
        keep_whole(self)
        self._fit()

    @property
    def name(self) -> str:
        """What the person is to be called."""
        return self._name.text()

    @property
    def role(self) -> AccountRole:
        """What they may do."""
        role: AccountRole = self._role.picked[0]
        return role

    @property
    def old_password(self) -> str:
        """The password that there was."""
        return self._old.text

    @property
    def new_password(self) -> str:
        """The new one; "" where none is asked for."""
        return self._new.text if self._asks_new else ""

    def work(self) -> Callable[[], object]:
        """What is done with what was typed."""
        return self._asked.work(self)

    def begin(self) -> None:
        """The keyboard goes to the first box."""
        for wanted, box in (
            (self._asked.name is not None, self._name),
            (self._asked.old, self._old),
            (self._asked.new, self._new),
            (True, self._leave),
        ):
            if wanted:
                box.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def wait(self, waiting: bool) -> None:
        """Something is being done."""
        self._onward.setEnabled(not waiting)
        self.show_problem(_("One moment…") if waiting else "", "muted")

    def show_problem(self, text: str, kind: str = "wrong") -> None:
        """Why it was not done."""
        theme.dress(self._wrong, kind=kind)
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a button presses it; Esc leaves."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(
            focused, BigButton
        ):
            focused.click()
        else:
            super().keyPressEvent(event)

    @property
    def _asks_new(self) -> bool:
        return self._asked.new and not (self._asked.role and self.role is AccountRole.RECEPTIONIST)

    def _want(self) -> None:
        if not self._onward.isEnabled():
            return
        if self._asks_new and not self._new.ready:
            self.show_problem(self._new.missing())
            self._new.setFocus()
        else:
            self.wanted.emit()

    def _fit(self) -> None:
        self._new.setHidden(not self._asks_new)

    def _lay_out(self, asked: Asked) -> None:
        title, told, label = QLabel(asked.title), QLabel(asked.told), QLabel(_("Name"))
        label.setBuddy(self._name)
        for text, kind in (
            (title, "heading"),
            (told, ""),
            (label, "strong"),
            (self._wrong, "wrong"),
        ):
            text.setWordWrap(True)
            theme.dress(text, kind=kind)
        self._leave = BigButton(_("Cancel"), "Esc")
        self._leave.clicked.connect(self.left)
        below = WrappingRow()
        below.flow.addWidget(self._leave)
        below.flow.addWidget(self._onward)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for shown, part in (
            (True, title),
            (True, told),
            (asked.name is not None, label),
            (asked.name is not None, self._name),
            (asked.role, self._role),
            (asked.old, self._old),
            (True, self._new),
            (True, self._wrong),
            (True, below),
        ):
            column.addWidget(part)
            if not shown:
                part.hide()
        self._wrong.hide()
