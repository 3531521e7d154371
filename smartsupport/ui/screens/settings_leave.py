"""このパソコンから台帳を消す: a backup elsewhere, the 廃棄記録, and then the password once more."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QScrollArea, QVBoxLayout, QWidget

from smartsupport.domain.errors import Known, Refused
from smartsupport.i18n import _
from smartsupport.messages import sentence
from smartsupport.paper import disposal_record
from smartsupport.services import backups, journal, leaving
from smartsupport.services.backups import ENDING
from smartsupport.services.leaving import Gone
from smartsupport.services.office import Office
from smartsupport.services.sign_in import needs_password
from smartsupport.settings import Settings
from smartsupport.ui import theme
from smartsupport.ui.background import Lane
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.paper_dialog import PaperDialog
from smartsupport.ui.screens.session_sides import breaking
from smartsupport.ui.screens.step_card import StepCard, numbered, step_button
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.password_gate import PasswordGate

_WIDTH = 640


class LeavePage(QScrollArea):
    """The last step is open only when both before it are done."""

    def __init__(
        self,
        office: Office,
        settings: Callable[[], Settings],
        around: Around,
        leave: Callable[[], None] = QCoreApplication.exit,
    ) -> None:
        """`leave` ends the program, which removes what is left when it closes."""
        super().__init__()
        self._office, self._settings, self._around, self._leave = office, settings, around, leave
        self._backup: Path | None = None
        self._recorded = False
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Remove from this computer"))
        self.goes, self.kept, self.record = (_line() for _n in range(3))
        self.record.setText(_("✓ Printed or saved"))
        self.show_record = step_button(_("Record of disposal…"), "printer", self.print_record)
        self.gate = PasswordGate(_("Your password once more"), _("Remove and close"), icon="bin")
        self.gate.setMaximumWidth(_WIDTH)
        self.gate.given.connect(self.remove)
        self.sure = QCheckBox(_("I want to remove it from this computer"))
        self.go = BigButton(_("Remove and close"), icon="bin", primary=True)
        self.go.clicked.connect(lambda _checked=False: self.remove(""))
        self.sure.toggled.connect(lambda _on: self._enable())
        for button in (self.gate.onward, self.go):
            theme.dress(button, kind="danger")
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 8, 8, 8)
        column.setSpacing(12)
        column.addWidget(self.goes)
        for step in numbered(self._steps()):
            column.addWidget(step)
        column.addStretch(1)
        self.setWidget(page)
        self._show((None, True))

    def showEvent(self, event: QShowEvent) -> None:
        """What would go changes all the time."""
        super().showEvent(event)
        self._around.background.run(
            Lane.READ,
            lambda: (leaving.what_goes(self._office), needs_password(self._office.places)),
            self._show,
            self._failed,
            key=(id(self), "goes"),
            owner=self,
        )

    def back_up_to(self, path: Path) -> None:
        """Make a backup at `path` and take it for the one that is left."""

        def made() -> Path:
            backups.make(self._office, self._settings(), path)
            leaving.check(self._office, path)
            return path

        self._wait_for(made)

    def choose(self, path: Path) -> None:
        """Take a backup that is there already."""

        def checked() -> Path:
            leaving.check(self._office, path)
            return path

        self._wait_for(checked)

    def print_record(self) -> None:
        """廃棄記録, which has to be printed or saved elsewhere before the last step."""
        assert self._backup is not None  # the button is off without one
        dialog = PaperDialog(
            self._office,
            self._around,
            self,
            disposal_record.title(),
            partial(leaving.record, self._office, self._backup),
            partial(journal.note, self._office, document="disposal-record"),
            folder=self._backup.parent,
        )
        dialog.preview.printed.connect(lambda _pages: self._keep_record())
        dialog.preview.saved.connect(self._saved)
        dialog.open()

    def remove(self, password: str) -> None:
        """Destroy the keys and end the program; a refusal changes nothing."""
        assert self._backup is not None  # the step is closed without one
        self.go.setEnabled(False)
        self._around.background.run(
            Lane.WRITE,
            partial(leaving.leave, self._office, self._backup, password),
            lambda _nothing: self._leave(),
            self._refused,
            owner=self,
        )

    def _steps(self) -> Iterator[StepCard]:
        yield StepCard(
            _("Have everything in a backup elsewhere"),
            _(
                "Outside the register's folder, and made after the last change. It is read through "
                "before it counts."
            ),
            (
                step_button(_("Make one now…"), "save", self._ask_where),
                step_button(_("Choose a file…"), "folder", self._ask_which),
            ),
            (self.kept,),
        )
        yield StepCard(
            _("Print the record of disposal"),
            _(
                "It says what was removed, when and by whom, and where the backup lies. Save it "
                "outside the register's folder."
            ),
            (self.show_record,),
            (self.record,),
        )
        yield StepCard(
            _("Remove the register"),
            _(
                "The key is destroyed first; without it nothing can be read any more. The program "
                "closes. From the backup the register can be restored on any computer."
            ),
            (self.go,),
            (self.gate, self.sure),
        )

    def _ask_where(self) -> None:
        dialog = self._dialog()
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ENDING.removeprefix("."))
        dialog.fileSelected.connect(lambda name: self.back_up_to(Path(name)))
        dialog.open()

    def _ask_which(self) -> None:
        dialog = self._dialog()
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.choose(Path(name)))
        dialog.open()

    def _dialog(self) -> QFileDialog:
        dialog = QFileDialog(self, _("Backup"), "", f"{_('Backups')} (*{ENDING})")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _wait_for(self, work: Callable[[], Path]) -> None:
        self._backup, self._recorded = None, False
        self.kept.setText(_("Reading the backup through…"))
        self._enable()
        self._around.background.run(Lane.FOLDER, work, self._chosen, self._no_backup, owner=self)

    def _chosen(self, path: Path) -> None:
        self._backup = path
        self.kept.setText(_("✓ Everything is in {path}").format(path=breaking(path)))
        self._enable()

    def _no_backup(self, error: Known) -> None:
        self.kept.setText(sentence(error))
        self._failed(error)

    def _saved(self, path: Path) -> None:
        self._around.background.run(
            Lane.FOLDER,
            partial(leaving.is_inside, self._office, path),
            lambda inside: (
                self._failed(Refused("record_inside")) if inside else self._keep_record()
            ),
            self._failed,
            owner=self,
        )

    def _keep_record(self) -> None:
        self._recorded = True
        self._enable()

    def _refused(self, error: Known) -> None:
        self._enable()
        if error.code == "password_wrong":
            self.gate.refuse(error)
        else:
            self.gate.forget()
            self._failed(error)

    def _failed(self, error: Known) -> None:
        self._around.say(sentence(error), "refused")

    def _show(self, found: tuple[Gone | None, bool]) -> None:
        gone, closed = found
        for part, seen in ((self.gate, closed), (self.sure, not closed), (self.go, not closed)):
            part.setVisible(seen)
        if gone is not None:
            text = _(
                "From this computer will be gone: {supporters} supporters, {participants} "
                "participants, {backups} backups in the register's folder, {documents} documents "
                "there, the settings and the logs."
            )
            self.goes.setText(text.format(**asdict(gone)))
        self._enable()

    def _enable(self) -> None:
        self.show_record.setEnabled(self._backup is not None)
        self.record.setVisible(self._recorded)
        self.kept.setVisible(bool(self.kept.text()))
        ready = self._backup is not None and self._recorded
        for part in (self.gate, self.sure):
            part.setEnabled(ready)
        self.go.setEnabled(ready and self.sure.isChecked())


def _line() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
