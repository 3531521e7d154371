"""バックアップ: when the last one was made and where, making one now, and taking one back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QVBoxLayout, QWidget

from smartsupport import formats
from smartsupport.clock import TOKYO
from smartsupport.domain.account import Account
from smartsupport.domain.errors import Known
from smartsupport.i18n import N_, _, language
from smartsupport.messages import sentence
from smartsupport.services import backups, restoring
from smartsupport.services.backups import ENDING, Backup, Made
from smartsupport.services.office import Office
from smartsupport.services.restoring import Way
from smartsupport.settings import Settings
from smartsupport.ui import theme
from smartsupport.ui.background import Lane, Priority
from smartsupport.ui.rows import Column
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.session_sides import WrappingRow
from smartsupport.ui.screens.settings_restore import Restore, RestoreStrip
from smartsupport.ui.screens.settings_second import SecondPlace
from smartsupport.ui.table import LongList
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.progress import Progress


def when(made: Backup) -> str:
    """The day and time of a backup, as Tokyo has it."""
    at = made.made_at.astimezone(TOKYO)
    return f"{formats.short_day(at.date(), language())} {formats.clock(at)}"


_COLUMNS: tuple[Column[Backup], ...] = (
    Column(title=N_("When"), text=when, width=220),
    Column(
        title=N_("Size"),
        text=lambda b: f"{max(b.size / 1e6, 0.1):,.1f} MB",
        width=120,
        align="right",
    ),
    Column(title=N_("File"), text=lambda b: b.path.name, width=320),
)


class BackupPage(QWidget):
    """The last backup, the list of all, and what can be done with one."""

    def __init__(
        self,
        office: Office,
        settings: Callable[[], Settings],
        change: Callable[[Settings], None],
        around: Around,
        replaced: Callable[[], None] = lambda: None,
    ) -> None:
        """`replaced` is called when the register that the window shows is there no more."""
        super().__init__()
        self._tell_replaced = replaced
        self._office, self._settings, self._around = office, settings, around
        self._known: dict[UUID, Backup] = {}
        self.last = QLabel()
        self.last.setWordWrap(True)
        theme.dress(self.last, kind="strong")
        self.now = BigButton(_("Back up now"), icon="save", primary=True)
        self.now.clicked.connect(self.make)
        self.back = BigButton(_("Restore this backup…"))
        self.back.clicked.connect(self._ask_about_chosen)
        other = BigButton(_("Restore another file…"), icon="folder")
        other.clicked.connect(self._ask_which)
        row = WrappingRow()
        for button in (self.now, self.back, other):
            row.flow.addWidget(button)
        self.progress = Progress()
        self.strip = RestoreStrip()
        self.strip.asked.connect(self.restore)
        self.strip.left.connect(self._leave_strip)
        self.list = LongList(
            _COLUMNS, self._ids, self._rows, background=around.background, name=_("Backups")
        )
        self.list.chosen.connect(lambda id: self.back.setEnabled(id is not None))
        self.list.counted.connect(self._counted)
        self.list.failed.connect(self._failed)
        self.back.setEnabled(False)
        self.second = SecondPlace(office, settings, change, around)
        layout = QVBoxLayout(self)
        for part in (self.last, row, self.progress, self.strip):
            layout.addWidget(part)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.second)

    def showEvent(self, event: QShowEvent) -> None:
        """One may have been made since."""
        super().showEvent(event)
        self.load()

    def load(self) -> None:
        """Ask for the list."""
        self.list.ask(None)
        self.second.show_place()

    def make(self) -> None:
        """Make a backup now, beside whatever else is done."""
        told = self._begin(_("Making a backup and checking it…"))
        self._around.background.run(
            Lane.FOLDER,
            partial(backups.make, self._office, self._settings(), progress=told),
            self._made,
            self._failed,
            owner=self,
        )

    def ask_about(self, path: Path, named: str) -> None:
        """Ask how a backup is to be taken back."""
        self._around.background.run(
            Lane.FOLDER,
            partial(backups.needs_password, path),
            lambda needed: self._ask(path, named, needed),
            self._failed,
            owner=self,
        )

    def _ask(self, path: Path, named: str, password: bool) -> None:
        self.second.hide()  # so that the question is seen whole
        self.strip.about(path, named, password=password)

    def restore(self, how: Restore, password: str) -> None:
        """Take the backup that was asked about back."""
        path, way = self.strip.path, Way(password=password)
        told = self._begin(_("Restoring the backup…"))
        work: Callable[[], Any]
        if how is Restore.MERGE:
            work = partial(restoring.merge, self._office, path, way, told)
            self._run(work, self._merged)
        else:
            work = partial(
                restoring.replace,
                self._office.places,
                path,
                way,
                current=self._office,
                clock=self._office.clock,
                progress=told,
            )
            # In turn in the write lane: what is entered meanwhile would be lost with the old
            # register. From the folder lane: no round at the shared folder comes in between.
            in_turn = partial(self._around.background.in_turn, work, Priority.PERSON)
            self._run(in_turn, self._replaced)

    def _run(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._around.background.run(Lane.FOLDER, work, done, self._not_restored, owner=self)

    def _begin(self, text: str) -> Callable[[float], None]:
        told = _Told(self._around.background)
        told.part.connect(lambda part: self.progress.at(round(part * 100), 100))
        self.progress.begin(text, can_cancel=False)
        self._enable(False)
        return told.part.emit

    def _end(self) -> None:
        self.progress.end()
        self._enable(True)
        self.load()

    def _enable(self, on: bool) -> None:
        self.now.setEnabled(on)
        self.strip.setEnabled(on)
        self.back.setEnabled(on and self._chosen is not None)

    def _made(self, made: Made) -> None:
        self._end()
        if made.failure is not None:
            self._around.say(
                _("The backup was made, but not its second copy. {why}").format(
                    why=sentence(made.failure)
                ),
                "attention",
            )
        else:
            self._around.say(_("The backup was made and checked."), "ok")

    def _merged(self, new: int) -> None:
        self._end()
        self._leave_strip()
        self._around.say(_("Changes that were missing here: {n}").format(n=new), "ok")

    def _replaced(self, _account: Account) -> None:
        """The register that this window shows is no longer there: nothing but leaving is left."""
        self._tell_replaced()
        box = QMessageBox(self.window())
        box.setIcon(QMessageBox.Icon.Information)
        box.setText(
            _("The backup is in use now.") + "\n" + _("The program closes. Please open it again.")
        )
        box.addButton(_("Close"), QMessageBox.ButtonRole.AcceptRole)
        box.finished.connect(lambda _result: QApplication.quit())
        box.open()

    def _not_restored(self, error: Known) -> None:
        self._end()
        if error.code == "password_wrong":
            self.strip.password.show_problem(sentence(error))
        else:
            self._around.say(sentence(error), "attention")

    def _failed(self, error: Known) -> None:
        self._end()
        self._around.say(sentence(error), "attention")

    @property
    def _chosen(self) -> Backup | None:
        id = self.list.current_id
        return self._known.get(id) if id is not None else None

    def _ask_about_chosen(self) -> None:
        if self._chosen is not None:
            self.ask_about(self._chosen.path, when(self._chosen))

    def _ask_which(self) -> None:
        dialog = QFileDialog(self, _("Restore another file…"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Backups") + f" (*{ENDING})")
        dialog.fileSelected.connect(lambda name: self.ask_about(Path(name), Path(name).name))
        dialog.open()

    def _leave_strip(self) -> None:
        self.strip.hide()
        self.second.show()
        self.list.setFocus()

    def _ids(self, _query: None) -> list[UUID]:
        found = {uuid5(NAMESPACE_URL, b.path.name): b for b in backups.listed(self._office)}
        self._known = found
        return list(found)

    def _rows(self, ids: list[UUID]) -> dict[UUID, Backup]:
        return {id: self._known[id] for id in ids if id in self._known}

    def _counted(self, _number: int) -> None:
        newest = next(iter(self._known.values()), None)
        self.last.setText(
            _("Last backup: {when}, checked").format(when=when(newest))
            if newest
            else _("There is no backup yet.")
        )


class _Told(QObject):
    """Carries how far a lane has come to the GUI thread."""

    part = Signal(float)

    def __init__(self, parent: QObject) -> None:
        # Not the page's child: the page may be gone while the lane still tells.
        super().__init__(parent)
