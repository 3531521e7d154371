"""The password is forgotten: another 担当者 helps, or the 回復キー用紙 opens the 台帳."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from smartsupport.codes.recovery import GROUP, ROW, ROWS, read_code
from smartsupport.codes.typed import plain
from smartsupport.domain.account import Account
from smartsupport.domain.errors import Known, Refused
from smartsupport.i18n import _
from smartsupport.messages import sentence
from smartsupport.paths import Places
from smartsupport.services import sign_in
from smartsupport.services.office import Office
from smartsupport.ui import theme
from smartsupport.ui.background import Lane
from smartsupport.ui.doors.page import DoorPage
from smartsupport.ui.doors.way import Way
from smartsupport.ui.widgets.chips import Chips
from smartsupport.ui.widgets.password_line import NewPassword


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What a code opens: whose password it may renew, and the office after that. Both are slow."""

    people: Callable[[bytes], list[Account]]
    renew: Callable[[bytes, str, UUID], Office]


def _renew_here(places: Places, code: bytes, password: str, account: UUID) -> Office:
    return sign_in.recover(places, code, password, account=account, alone=True)


class Recover(QObject):
    """What can be done, the code row by row, then a new password."""

    left = Signal()
    """Back to the password after all."""

    def __init__(self, way: Way, parent: QObject, opening: Opening | None = None) -> None:
        """`opening` says what the code opens; None is the 台帳 that lies here."""
        super().__init__(parent)
        self._way = way
        self._opening = opening or Opening(
            people=partial(sign_in.coordinators_by_code, way.places),
            renew=partial(_renew_here, way.places),
        )
        self._code = b""
        self.advice = DoorPage(
            _("When the password is forgotten"),
            (
                _(
                    "If there is another coordinator: they open the register with their own "
                    "password and give you a new one in the settings."
                ),
                _(
                    "If there is nobody else: the code on the recovery sheet opens it. "
                    "Without either nobody can open this register."
                ),
            ),
            onward=_("Type the code"),
        )
        self.code = CodeRows()
        self.sheet = DoorPage(
            _("Code of the recovery sheet"),
            (_("Type the five rows as they are printed. Capitals and spaces do not matter."),),
            self.code,
            onward=_("Next"),
        )
        self.advice.left.connect(self.left)
        self.advice.wanted.connect(lambda: way.show(self.sheet))
        self.sheet.left.connect(self.begin)
        self.sheet.wanted.connect(self._read)
        self.code.entered.connect(self._read)

    def begin(self) -> None:
        """Show what can be done."""
        self._way.show(self.advice)

    def _read(self) -> None:
        self.code.show_problem(0, "")
        try:
            self._code = self.code.read()
        except Refused as error:
            self._unread(error)
            return
        self.sheet.wait(_("Checking the code…"))
        self._way.background.run(
            Lane.HEAVY,
            partial(self._opening.people, self._code),
            self._choose,
            self._unread,
            owner=self,
        )

    def _unread(self, error: Known) -> None:
        self.sheet.go_on()
        if error.code.startswith("recovery_code"):
            self.code.show_problem(int(str(error.data.get("row", 0))), sentence(error))
        else:
            self._way.fail(error)

    def _choose(self, people: list[Account]) -> None:
        self.sheet.go_on()
        self.renew = Renew(people)
        self.renew.page.left.connect(lambda: self._way.show(self.sheet))
        self.renew.wanted.connect(self._recover)
        self._way.show(self.renew.page)

    def _recover(self, account: UUID, password: str) -> None:
        self.renew.page.wait(_("Opening…"))
        self._way.background.run(
            Lane.HEAVY,
            partial(self._opening.renew, self._code, password, account),
            self._way.enter,
            self._way.fail,
            owner=self,
        )


class CodeRows(QWidget):
    """Five boxes. A full row goes on to the next, and a code pasted whole fills them all."""

    entered = Signal()
    """Enter in the last row."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[QLineEdit] = []
        self._wrong = QLabel()
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        theme.dress(self._wrong, kind="wrong")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        grid.setColumnStretch(2, 1)
        grid.addWidget(self._wrong, 0, 0, 1, 3)  # above: below it might be out of sight
        for number in range(ROWS):
            label, box = QLabel(_("Row {n}").format(n=number + 1)), _Row()
            label.setBuddy(box)
            theme.dress(label, kind="strong")
            box.setAccessibleName(label.text())
            box.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
            box.setMinimumWidth(12 * theme.look().sizes.text)
            box.textEdited.connect(partial(self._edited, number))
            box.entered.connect(partial(self._next, number))
            grid.addWidget(label, number + 1, 0)
            grid.addWidget(box, number + 1, 1)
            self.rows.append(box)
        self.setFocusProxy(self.rows[0])

    def read(self) -> bytes:
        """The code. Raises what `read_code` raises."""
        groups: list[str] = []
        for row in self.rows:
            tidy = plain(row.text())
            groups += [tidy[:GROUP], tidy[GROUP:]]
        return read_code(" ".join(groups))

    def show_problem(self, row: int, text: str) -> None:
        """Say what is wrong and mark `row` (0 = none); "" takes it away."""
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))
        for number, box in enumerate(self.rows, 1):
            theme.dress(box, wrong=bool(text) and number == row)
        if text:
            box = self.rows[max(row, 1) - 1]
            box.setFocus(Qt.FocusReason.OtherFocusReason)
            box.setAccessibleDescription(text)

    @property
    def problem(self) -> str:
        """What it says is wrong."""
        return self._wrong.text()

    def _edited(self, number: int, text: str) -> None:
        box = self.rows[number]
        tidy = plain(text)
        if len(tidy) < ROW or box.cursorPosition() < len(text) or number + 1 == len(self.rows):
            return
        box.setText(f"{tidy[:GROUP]} {tidy[GROUP:ROW]}")
        following = self.rows[number + 1]
        following.setFocus(Qt.FocusReason.TabFocusReason)
        if tidy[ROW:]:
            following.setText(tidy[ROW:])
            self._edited(number + 1, tidy[ROW:])

    def _next(self, number: int) -> None:
        if number + 1 == len(self.rows):
            self.entered.emit()
        elif self.rows[number].text():  # or a full row has gone on by itself
            self.rows[number + 1].setFocus(Qt.FocusReason.TabFocusReason)


class _Row(QLineEdit):
    """Enter is the rows' own."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter tells; the rest is typed."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class Renew(QObject):
    """Whose password, where there are several, and the new one."""

    wanted = Signal(object, str)
    """The id of the account and its new password."""

    def __init__(self, people: Sequence[Account]) -> None:
        super().__init__()
        several = len(people) > 1
        self.people = Chips(
            [(a.id, a.name) for a in people], name=_("Whose password"), needed=not several
        )
        if not several:
            self.people.hide()
        self.password = NewPassword()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.people)
        column.addWidget(self.password)
        lines = [_("Choose whose password is to be new.")] if several else []
        self.page = DoorPage(_("New password"), lines, body, onward=_("Open the register with it"))
        first = self.people.findChild(QPushButton) if several else None
        body.setFocusProxy(first or self.password)
        self.page.wanted.connect(self._go)
        self.password.entered.connect(self._go)

    def _go(self) -> None:
        missing = self.password.missing()
        if not self.people.picked:
            self.page.say(_("Choose whose password is to be new."))
        elif missing:
            self.password.first.show_problem(missing)
        else:
            self.wanted.emit(self.people.picked[0], self.password.text)
