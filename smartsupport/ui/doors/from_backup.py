"""A computer without a 台帳, and a backup of one: its password opens it, or the 回復キー用紙."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from smartsupport.domain.errors import Known
from smartsupport.i18n import _
from smartsupport.messages import sentence
from smartsupport.paths import Places
from smartsupport.services import backups, restoring, sign_in
from smartsupport.services.backups import ENDING
from smartsupport.services.office import Office, open_office
from smartsupport.services.restoring import Way as Key
from smartsupport.ui.background import Lane
from smartsupport.ui.doors.page import DoorPage
from smartsupport.ui.doors.recover import Opening, Recover
from smartsupport.ui.doors.way import Way
from smartsupport.ui.widgets.password_line import PasswordLine

T = TypeVar("T")


class FromBackup(QObject):
    """The file is chosen first; one that is open to everyone needs nothing more."""

    left = Signal()
    """Back to the doors after all."""

    def __init__(self, way: Way, doors: DoorPage, parent: QObject) -> None:
        super().__init__(parent)
        self._way, self._doors = way, doors
        self._path = Path()
        self.line = PasswordLine(_("Password"))
        self.page = DoorPage(
            _("Open the backup"),
            (_("Type the password of a coordinator, as it was when the backup was made."),),
            self.line,
            onward=_("Restore and open"),
            later=_("I forgot my password"),
        )
        self.line.entered.connect(self.open)
        self.page.wanted.connect(self.open)
        self.page.left.connect(self.left)
        self.page.put_off.connect(self._forgotten)

    def begin(self) -> None:
        """Let the person choose the file."""
        dialog = QFileDialog(self._doors, _("Restore from a backup"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Backups") + f" (*{ENDING})")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.read(Path(name)))
        dialog.open()

    def read(self, path: Path) -> None:
        """See what kind of backup it is."""
        self._path = path
        self._doors.wait(_("Looking at the backup…"))
        self._run(partial(backups.needs_password, path), self._known, self._unread)

    def _known(self, closed: bool) -> None:
        if closed:
            self._doors.go_on()
            self._way.show(self.page)
        else:
            self._run(
                partial(_opened_plainly, self._way.places, self._path),
                self._way.enter,
                self._unread,
            )

    def _unread(self, error: Known) -> None:
        self._doors.go_on()
        self._doors.say(sentence(error))

    def open(self) -> None:
        """Restore it with what was typed."""
        if not self.line.text:
            self.line.show_problem(_("Please fill this in."))
            return
        self.line.show_problem("")
        self.page.wait(_("Restoring…"))
        self._run(
            partial(_opened_with, self._way.places, self._path, self.line.text),
            self._way.enter,
            self._refused,
        )

    def _refused(self, error: Known) -> None:
        self.page.go_on()
        self.line.show_problem(sentence(error))

    def _forgotten(self) -> None:
        recover = Recover(
            self._way,
            self,
            Opening(
                people=partial(restoring.coordinators, self._way.places, self._path),
                renew=partial(_renewed, self._way.places, self._path),
            ),
        )
        recover.left.connect(lambda: self._way.show(self.page))
        recover.begin()

    def _run(
        self, job: Callable[[], T], done: Callable[[T], None], failed: Callable[[Known], None]
    ) -> None:
        self._way.background.run(Lane.HEAVY, job, done, failed, owner=self)


def _opened_plainly(places: Places, path: Path) -> Office:
    restoring.replace(places, path, Key())
    return open_office(places, alone=True)


def _opened_with(places: Places, path: Path, password: str) -> Office:
    restoring.replace(places, path, Key(password=password))
    return sign_in.sign_in(places, password, alone=True)


def _renewed(places: Places, path: Path, code: bytes, password: str, account: UUID) -> Office:
    restoring.replace(places, path, Key(password=password, code=code, account=account))
    return sign_in.sign_in(places, password, alone=True)
