"""回復キー用紙 in the settings: what there is, a new one, and typing back from the paper."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from smartsupport.clock import TOKYO
from smartsupport.domain.account import RecoverySheet
from smartsupport.domain.errors import Known
from smartsupport.formats import short_day
from smartsupport.i18n import _, language
from smartsupport.messages import sentence
from smartsupport.services import journal, recovery
from smartsupport.services.documents import Paper
from smartsupport.services.office import Office
from smartsupport.ui import theme
from smartsupport.ui.background import Lane
from smartsupport.ui.doors.sheet import TypedBack, made_sheet, what_to_delete
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.session_sides import WrappingRow
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.pdf_preview import PdfPreview

_HEIGHT = 420


class SheetPart(QWidget):
    """The preview and the box open when a sheet was made; the code is on the paper only."""

    def __init__(self, office: Office, around: Around) -> None:
        super().__init__()
        self._office, self._around = office, around
        self._sheet: RecoverySheet | None = None
        title = QLabel(_("Recovery sheet"))
        theme.dress(title, kind="heading")
        self.state, self._ground = QLabel(), QFrame()
        self.state.setWordWrap(True)
        ground = QVBoxLayout(self._ground)
        ground.setContentsMargins(12, 8, 12, 8)
        ground.addWidget(self.state)
        self.make = BigButton(_("Make a new one and print it"), icon="printer")
        self.make.clicked.connect(self._make)
        self.preview = PdfPreview(around.background)
        self.preview.setMinimumHeight(_HEIGHT)
        self.back = TypedBack()
        self.check = BigButton(_("Check"), icon="check", primary=True)
        buttons, checking = WrappingRow(), WrappingRow()
        buttons.flow.addWidget(self.make)
        checking.flow.addWidget(self.check)
        self._typing = QWidget()
        typing = QVBoxLayout(self._typing)
        typing.setContentsMargins(0, 0, 0, 0)
        told = QLabel(_("Type the last four characters that stand on the printed sheet."))
        told.setWordWrap(True)
        for line in (told, self.back, checking):
            typing.addWidget(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        for part in (title, self._ground, buttons, self.preview, self._typing):
            column.addWidget(part)
        self.preview.hide()
        self._typing.hide()
        self.preview.saved.connect(self._saved)
        self.preview.failed.connect(self._failed)
        self.check.clicked.connect(self._check)
        self.back.box.returnPressed.connect(self._check)

    def put(self, sheet: RecoverySheet | None) -> None:
        """What there is: none, one that nobody has read back, or a confirmed one."""
        if sheet is None:
            tone, text = "refused", _("There is none. Without it, forgotten passwords lose all.")
        else:
            day = short_day(sheet.made_at.astimezone(TOKYO).date(), language())
            text = (
                _("Printed and confirmed: the sheet made on {day}.")
                if sheet.confirmed
                else _("Made on {day}, but nobody has confirmed that it was printed.")
            ).format(day=day)
            tone = "ok" if sheet.confirmed else "attention"
        theme.dress(self._ground, tone=tone)
        self.state.setText(text)
        if self._sheet is None and sheet is not None and not sheet.confirmed:
            self._sheet = sheet  # may still be read from the paper
            self._typing.show()

    def _make(self) -> None:
        self.make.setEnabled(False)
        self._around.background.run(
            Lane.HEAVY, partial(made_sheet, self._office), self._show, self._failed, owner=self
        )

    def _show(self, made: tuple[RecoverySheet, Paper]) -> None:
        self._sheet, paper = made
        self.make.setEnabled(True)
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        note = partial(journal.note, self._office, document="recovery")
        self.preview.show_document(paper.content, Path(folder) / paper.name, note)
        self.preview.show()
        self.back.box.clear()
        self.back.warn("")
        self._typing.show()
        self.preview.setFocus()

    def _saved(self, path: Path) -> None:
        self._around.background.run(
            Lane.FOLDER,
            partial(recovery.on_same_disk, self._office.places, path),
            lambda same: self.back.warn(what_to_delete(path) if same else ""),
            owner=self,
        )

    def _check(self) -> None:
        if self._sheet is None:
            return
        self._around.background.run(
            Lane.WRITE,
            partial(recovery.confirm_sheet, self._office, self._sheet.id, self.back.box.text()),
            self._confirmed,
            lambda error: self.back.show_problem(sentence(error)),
            owner=self,
        )

    def _confirmed(self, _nothing: None) -> None:
        self._sheet = None
        self.preview.hide()
        self._typing.hide()
        self._around.say(_("The recovery sheet is confirmed."), "ok")

    def _failed(self, error: Known) -> None:
        self.make.setEnabled(True)
        self._around.say(sentence(error), "attention")
