"""回復キー用紙: printed or saved, then its last four characters are typed back from the paper."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from smartsupport.codes.recovery import new_code
from smartsupport.domain.account import RecoverySheet
from smartsupport.domain.errors import Known
from smartsupport.i18n import _
from smartsupport.messages import sentence
from smartsupport.services import documents, journal, recovery
from smartsupport.services.documents import Paper
from smartsupport.services.office import Office
from smartsupport.ui import theme
from smartsupport.ui.background import Lane
from smartsupport.ui.doors.page import DoorPage
from smartsupport.ui.doors.way import Way
from smartsupport.ui.widgets.pdf_preview import PdfPreview


class Sheet(QObject):
    """The code lives here and on paper, nowhere else: put off, the next sheet has another."""

    done = Signal()
    """It was confirmed, or put off."""

    def __init__(self, way: Way, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._way, self._office = way, office
        self._sheet: RecoverySheet | None = None
        self.preview = PdfPreview(way.background)
        self.paper = DoorPage(
            _("Print the recovery sheet"),
            (
                _(
                    "When the password is forgotten, only this sheet opens the register. "
                    "Keep it in a locked drawer, away from this computer."
                ),
            ),
            self.preview,
            onward=_("I have it on paper"),
            later=_("Later (within 7 days)"),
            back=False,
            tall=True,
        )
        self.back_from_paper = TypedBack()
        self.check = DoorPage(
            _("Is the sheet readable?"),
            (_("Type the last four characters that stand on the printed sheet."),),
            self.back_from_paper,
            onward=_("Check"),
            later=_("Later (within 7 days)"),
        )
        self.paper.allow(False)
        self.preview.opened.connect(self._opened)
        self.preview.printed.connect(lambda _pages: self._ask_back(""))
        self.preview.saved.connect(self._saved)
        self.preview.failed.connect(self._failed)
        self.paper.wanted.connect(lambda: way.show(self.check))
        self.check.left.connect(self.begin_again)
        self.check.wanted.connect(self._confirm)
        for page in (self.paper, self.check):
            page.put_off.connect(self.done)

    def begin(self) -> None:
        """Make a sheet and show it."""
        self._way.show(self.paper)
        self.paper.wait(_("Making the recovery sheet…"))
        self._way.background.run(
            Lane.HEAVY, partial(made_sheet, self._office), self._show, self._failed, owner=self
        )

    def begin_again(self) -> None:
        """Show the same sheet once more."""
        self._way.show(self.paper)

    def _show(self, made: tuple[RecoverySheet, Paper]) -> None:
        self._sheet, paper = made
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        note = partial(journal.note, self._office, document="recovery")
        self.preview.show_document(paper.content, Path(folder) / paper.name, note)

    def _opened(self) -> None:
        self.paper.go_on()
        self.preview.setFocus()

    def _saved(self, path: Path) -> None:
        self._way.background.run(
            Lane.FOLDER,
            partial(recovery.on_same_disk, self._office.places, path),
            lambda same: self._ask_back(what_to_delete(path) if same else ""),
            owner=self,
        )

    def _ask_back(self, warning: str) -> None:
        self.paper.allow(True)
        self.back_from_paper.warn(warning)
        self._way.show(self.check)

    def _confirm(self) -> None:
        assert self._sheet is not None
        self._way.background.run(
            Lane.WRITE,
            partial(
                recovery.confirm_sheet,
                self._office,
                self._sheet.id,
                self.back_from_paper.box.text(),
            ),
            lambda _nothing: self.done.emit(),
            lambda error: self.back_from_paper.show_problem(sentence(error)),
            owner=self,
        )

    def _failed(self, error: Known) -> None:
        self.paper.go_on()
        self.paper.say(sentence(error), "attention")


class TypedBack(QWidget):
    """One small box, and above it what is to be done with a saved file."""

    def __init__(self) -> None:
        super().__init__()
        self._warning, self._wrong, label = QLabel(), QLabel(), QLabel(_("Last four characters"))
        self.box = QLineEdit()
        self.box.setAccessibleName(label.text())
        self.box.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.box.setMaximumWidth(200)
        label.setBuddy(self.box)
        theme.dress(label, kind="strong")
        theme.dress(self._wrong, kind="wrong")
        theme.dress(self._warning, tone="attention")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._warning, label, self.box, self._wrong):
            column.addWidget(part)
        for line in (self._warning, self._wrong):
            line.setWordWrap(True)
            line.hide()
        self.setFocusProxy(self.box)

    def warn(self, text: str) -> None:
        """What is to be done with the file; "" for nothing."""
        self._warning.setText(text)
        self._warning.setVisible(bool(text))

    def show_problem(self, text: str) -> None:
        """Why these are not the four."""
        self._wrong.setText(text)
        self._wrong.show()
        theme.dress(self.box, wrong=True)
        self.box.setAccessibleDescription(text)
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.box.selectAll()


def made_sheet(office: Office) -> tuple[RecoverySheet, Paper]:
    """A new sheet and its paper; the code is nowhere else."""
    code = new_code()
    return recovery.make_sheet(office, code), documents.recovery_paper(office, code)


def what_to_delete(path: Path) -> str:
    """What is to be done with a sheet saved beside the register."""
    return _(
        "{file} lies on the same disk as the register: print it, then delete it, "
        "or whoever takes the computer has the key too."
    ).format(file=path.name)
