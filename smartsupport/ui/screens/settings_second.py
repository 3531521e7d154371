"""Where every backup is copied to as well: a folder, or a drive that a coordinator allows."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from smartsupport.domain.errors import Known
from smartsupport.i18n import _
from smartsupport.messages import sentence
from smartsupport.services import backups, drives
from smartsupport.services.office import Office
from smartsupport.settings import Settings
from smartsupport.ui.background import Lane
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.session_sides import WrappingRow
from smartsupport.ui.screens.settings_drive import DriveAsk
from smartsupport.ui.widgets.big_button import BigButton


class SecondPlace(QWidget):
    """The folder, the two buttons that change it, and what a USB drive asks for."""

    def __init__(
        self,
        office: Office,
        settings: Callable[[], Settings],
        change: Callable[[Settings], None],
        around: Around,
    ) -> None:
        super().__init__()
        self._office, self._settings, self._change = office, settings, change
        self._around = around
        self._wanted: Path | None = None
        self.said = QLabel()
        self.said.setWordWrap(True)
        choose = BigButton(_("Choose a second place…"), icon="folder")
        choose.clicked.connect(self._ask_where)
        self.stop = BigButton(_("Stop copying there"))
        self.stop.clicked.connect(lambda _checked=False: self._keep(second_backup=""))
        row = WrappingRow()
        for button in (choose, self.stop):
            row.flow.addWidget(button)
        self.drive = DriveAsk(
            _(
                "This drive can be pulled out. Backups on it are encrypted; all the same a "
                "coordinator must say which drive it is and why. The journal keeps this."
            )
        )
        self.drive.allow.clicked.connect(self._allow)
        self.drive.leave.clicked.connect(self.drive.hide)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (self.said, row, self.drive):
            layout.addWidget(part)
        self.show_place()

    def show_place(self) -> None:
        """Say where the second copy goes now."""
        folder = self._settings().second_backup
        self.said.setText(
            _("A second copy goes to {folder}").format(folder=folder.replace("/", "/\u200b"))
            if folder
            else _("There is no second copy. A broken disk takes the register and its backups.")
        )
        self.stop.setVisible(bool(folder))

    def choose(self, folder: Path) -> None:
        """Copy every backup to `folder` as well; a USB drive is asked about first."""
        self._wanted = folder
        self._around.background.run(
            Lane.FOLDER,
            partial(backups.check_second, self._office, folder, self._settings()),
            lambda _none: self._keep(second_backup=str(folder)),
            self._refused,
            owner=self,
        )

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, _("Choose a second place…"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.choose(Path(name)))
        dialog.open()

    def _refused(self, error: Known) -> None:
        if error.code == "drive_not_allowed":
            self.drive.ask()
        else:
            self._around.say(sentence(error), "attention")

    def _allow(self) -> None:
        if self._wanted is None:
            return
        self._around.background.run(
            Lane.WRITE,
            partial(
                drives.allow,
                self._office,
                self.drive.number.text(),
                self.drive.reason.text(),
            ),
            self._allowed,
            self._refused,
            owner=self,
        )

    def _allowed(self, _none: None) -> None:
        folder = str(self._wanted)
        self.drive.hide()
        self._keep(second_backup=folder, allowed_drives=(*self._settings().allowed_drives, folder))

    def _keep(self, **values: object) -> None:
        self._change(msgspec.structs.replace(self._settings(), **values))
        self.show_place()
