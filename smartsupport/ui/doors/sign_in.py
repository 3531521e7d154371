"""The password of the 台帳. A wrong one costs a longer pause each time, and no more than that."""

from functools import partial
from math import ceil

from PySide6.QtCore import QObject, QTimer

from smartsupport.domain.account import pause_after
from smartsupport.domain.errors import Known
from smartsupport.i18n import _, ngettext
from smartsupport.messages import sentence
from smartsupport.services import sign_in
from smartsupport.ui.background import Lane
from smartsupport.ui.doors.page import DoorPage
from smartsupport.ui.doors.recover import Recover
from smartsupport.ui.doors.way import Way
from smartsupport.ui.widgets.password_line import PasswordLine


class SignIn(QObject):
    """One box; whose password it is need not be said."""

    def __init__(self, way: Way, parent: QObject) -> None:
        super().__init__(parent)
        self._way = way
        self._left = 0
        self.line = PasswordLine(_("Password"))
        self.page = DoorPage(
            _("Type your password"),
            body=self.line,
            onward=_("Open"),
            later=_("I forgot my password"),
            back=False,
        )
        self.line.entered.connect(self.open)
        self.page.wanted.connect(self.open)
        self.page.put_off.connect(self._forgotten)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._count_down)

    def begin(self) -> None:
        """Show the page."""
        self._way.show(self.page, first=True)
        self._pause()

    def open(self) -> None:
        """Try what was typed."""
        if self._left:
            return
        if not self.line.text:
            self.line.show_problem(_("Please fill this in."))
            return
        self.line.show_problem("")
        self.page.wait(_("Opening…"))
        self._way.background.run(
            Lane.HEAVY,
            partial(
                sign_in.sign_in,
                self._way.places,
                self.line.text,
                first=self._way.last,
                wrong=tuple(self._way.wrong),
                alone=True,
            ),
            self._way.enter,
            self._refused,
            owner=self,
        )

    def _refused(self, error: Known) -> None:
        self.page.go_on()
        if error.code not in ("password_wrong", "account_removed"):
            self._way.fail(error)
            return
        if error.code == "password_wrong":
            self._way.wrong.append(self._way.clock())
        self.line.show_problem(sentence(error))
        self._pause()

    def _pause(self) -> None:
        wrong = self._way.wrong
        if not wrong:
            return
        passed = self._way.clock() - wrong[-1]
        self._left = max(0, ceil(pause_after(len(wrong)) - passed.total_seconds()))
        self._show_left()
        if self._left:
            self._second.start()

    def _count_down(self) -> None:
        self._left -= 1
        self._show_left()
        if not self._left:
            self._second.stop()

    def _show_left(self) -> None:
        self.page.allow(not self._left)
        text = ngettext(
            "You can try again in {n} second.", "You can try again in {n} seconds.", self._left
        )
        self.page.say(text.format(n=self._left) if self._left else "", "info")

    def _forgotten(self) -> None:
        recover = Recover(self._way, self)
        recover.left.connect(self.begin)
        recover.begin()
