"""ほかのパソコンの台帳に参加する: its folder, a password or the sheet, and this one's name."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from platform import node
from uuid import UUID

import msgspec
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from smartsupport import settings
from smartsupport.domain.errors import Known
from smartsupport.i18n import _
from smartsupport.messages import sentence
from smartsupport.services import drives, joining
from smartsupport.services.office import Office
from smartsupport.services.restoring import Way as Key
from smartsupport.ui import theme
from smartsupport.ui.background import Lane
from smartsupport.ui.doors.page import DoorPage
from smartsupport.ui.doors.recover import Opening, Recover
from smartsupport.ui.doors.way import Way
from smartsupport.ui.screens.settings_drive import DriveAsk
from smartsupport.ui.widgets.password_line import PasswordLine


class Join(QObject):
    """The folder is chosen first; what lies there says whether a password may be asked for."""

    left = Signal()
    """Back to the doors after all."""
    _moved = Signal(float)

    def __init__(self, way: Way, doors: DoorPage, parent: QObject) -> None:
        super().__init__(parent)
        self._way, self._doors = way, doors
        self._folder = Path()
        self._waiting = doors
        self.line = PasswordLine(_("Password"))
        self.computer = QLineEdit(node())
        self.page = DoorPage(
            _("Open the shared register"),
            (_("Type the password of a coordinator of this register."),),
            self._body(),
            onward=_("Join and open"),
            later=_("I forgot my password"),
        )
        self.line.entered.connect(self.open)
        self.page.wanted.connect(self.open)
        self.page.left.connect(self.left)
        self.page.put_off.connect(self._forgotten)
        self._moved.connect(self._tell)

    def begin(self) -> None:
        """Let the person choose the folder."""
        dialog = QFileDialog(self._doors, _("Choose the shared folder…"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.look(Path(name)))
        dialog.open()

    def look(self, chosen: Path) -> None:
        """See what lies there."""
        self._doors.wait(_("Looking at the folder…"), may_leave=True)
        self._way.background.run(
            Lane.FOLDER, partial(joining.folder_in, chosen), self._seen, self._unread, owner=self
        )

    def open(self) -> None:
        """Join with what was typed."""
        if not self.line.text:
            self.line.show_problem(_("Please fill this in."))
            return
        self.line.show_problem("")
        self._begin_reading(self.page)
        self._run(self._joined(Key(password=self.line.text)), self._refused)

    def _seen(self, folder: Path) -> None:
        self._doors.go_on()
        self._folder = folder
        self._way.show(self.page)

    def _unread(self, error: Known) -> None:
        self._doors.go_on()
        self._doors.say(sentence(error))

    def _refused(self, error: Known) -> None:
        self.page.go_on()
        if error.code in ("password_wrong", "account_removed"):
            self.line.show_problem(sentence(error))
        else:
            self.page.say(sentence(error))

    # Reading

    def _begin_reading(self, page: DoorPage) -> None:
        self._waiting = page
        page.wait(_("Reading the register…"), may_leave=True)

    def _tell(self, part: float) -> None:
        if self._waiting.waiting:
            self._waiting.say(_("Reading the register… {n} %").format(n=round(part * 100)), "info")

    def _joined(self, key: Key) -> Callable[[], Office]:
        return partial(
            joining.join,
            self._way.places,
            self._folder,
            key,
            self.computer.text(),
            alone=True,
            progress=self._moved.emit,
        )

    def _run(self, job: Callable[[], Office], failed: Callable[[Known], None]) -> None:
        # In the folder lane: a share that hangs may keep it, and closing does not wait for that.
        self._way.background.run(Lane.FOLDER, job, self._in, failed, owner=self)

    def _in(self, office: Office) -> None:
        """A drive that can be pulled out is not used before somebody says why."""
        if settings.load(self._way.places.settings).shared_folder:
            self._way.enter(office)
            return
        self._way.hold(office)
        self.drive = DriveAsk(
            _(
                "The register is on this computer now. Its folder lies on a drive that can be "
                "pulled out: say which drive it is and why, or nothing more is exchanged. The "
                "journal keeps this."
            )
        )
        page = DoorPage(_("May this drive be used?"), body=self.drive, back=False)
        self.drive.leave.say(_("Later, in the settings"))
        self.drive.leave.clicked.connect(lambda: self._way.enter(office))
        self.drive.allow.clicked.connect(lambda: self._allow(office, page))
        self.drive.ask()
        self._way.show(page)

    def _allow(self, office: Office, page: DoorPage) -> None:
        self._way.background.run(
            Lane.WRITE,
            partial(
                _allowed, office, self._folder, self.drive.number.text(), self.drive.reason.text()
            ),
            lambda _none: self._way.enter(office),
            lambda error: page.say(sentence(error)),
            owner=self,
        )

    # The sheet

    def _forgotten(self) -> None:
        recover = Recover(
            replace(self._way, enter=self._in),
            self,
            Opening(
                people=partial(joining.coordinators, self._way.places, self._folder),
                renew=self._renewed,
            ),
        )
        recover.left.connect(lambda: self._way.show(self.page))
        recover.begin()

    def _renewed(self, code: bytes, password: str, account: UUID) -> Office:
        return self._joined(Key(code=code, password=password, account=account))()

    def _body(self) -> QWidget:
        body, name = QWidget(), QLabel(_("Name of this computer"))
        self.computer.setAccessibleName(name.text())
        name.setBuddy(self.computer)
        theme.dress(name, kind="strong")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.line)
        column.addSpacing(8)
        column.addWidget(name)
        column.addWidget(self.computer)
        told = QLabel(_("The other computers show it, for instance “Reception PC”."))
        told.setWordWrap(True)
        theme.dress(told, kind="muted")
        column.addWidget(told)
        body.setFocusProxy(self.line)
        return body


def _allowed(office: Office, folder: Path, number: str, reason: str) -> None:
    drives.allow(office, number, reason)
    kept = settings.load(office.places.settings)
    kept = msgspec.structs.replace(
        kept,
        shared_folder=str(folder.resolve()),
        allowed_drives=(*kept.allowed_drives, str(folder.resolve())),
    )
    settings.save(office.places.settings, kept)
