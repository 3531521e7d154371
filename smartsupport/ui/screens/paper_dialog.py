"""One document in a dialog of its own: made off the GUI thread, then printed or saved."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from smartsupport.domain.errors import Known
from smartsupport.i18n import _, ngettext
from smartsupport.messages import sentence
from smartsupport.services.documents import Paper
from smartsupport.services.office import Office
from smartsupport.ui.background import Lane
from smartsupport.ui.screen import Around
from smartsupport.ui.widgets.banner import Banner
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.pdf_preview import Note, PdfPreview


class PaperDialog(QDialog):
    """Shows what `make` makes; `note` keeps that it was printed or saved."""

    def __init__(
        self,
        office: Office,
        around: Around,
        parent: QWidget,
        title: str,
        make: Callable[[], Paper],
        note: Note,
        folder: Path | None = None,
    ) -> None:
        """`folder` is where Save offers to put it; by default the program's own documents."""
        super().__init__(parent)
        self._folder, self._note = folder or office.places.documents, note
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(parent.window().size() * 0.9)
        self._banner = Banner()
        self.preview = PdfPreview(around.background)
        self.preview.failed.connect(self._failed)
        self.preview.saved.connect(
            lambda path: self._banner.say(_("Saved as {name}.").format(name=path.name), "ok")
        )
        self.preview.printed.connect(
            lambda pages: self._banner.say(
                ngettext("{n} page was printed.", "{n} pages were printed.", pages).format(n=pages),
                "ok",
            )
        )
        close = BigButton(_("Close"), "Esc")
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(self._banner)
        column.addWidget(self.preview, 1)
        column.addLayout(row)
        # Making it may note that it was made, so it is not for the reading lane.
        around.background.run(Lane.WRITE, make, self._show, self._failed, owner=self)

    def _show(self, paper: Paper) -> None:
        self.preview.show_document(paper.content, self._folder / paper.name, self._note)

    def _failed(self, error: Known) -> None:
        self._banner.say(sentence(error), "refused")
