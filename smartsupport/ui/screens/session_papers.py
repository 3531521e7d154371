"""書類 of a session: chosen above, seen below, printed from there."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from smartsupport.domain.booking import Booking
from smartsupport.domain.consultation import Consultation
from smartsupport.domain.door import DoorEvent
from smartsupport.domain.errors import Known
from smartsupport.domain.placement import Placement
from smartsupport.domain.same import SameAs
from smartsupport.domain.session import Session
from smartsupport.i18n import _
from smartsupport.messages import sentence
from smartsupport.services import documents, journal
from smartsupport.services.documents import Paper
from smartsupport.services.office import Office
from smartsupport.ui.background import Lane
from smartsupport.ui.screen import Around
from smartsupport.ui.widgets.chips import Chips
from smartsupport.ui.widgets.pdf_preview import PdfPreview

_PRINTED = (Session, Booking, Placement, DoorEvent, Consultation, SameAs)


class PapersPage(QWidget):
    """One document at a time; it is drawn again when what it shows has changed."""

    def __init__(self, office: Office, around: Around, session_id: UUID) -> None:
        super().__init__()
        self._office, self._around, self._session_id = office, around, session_id
        self._drawn = self._seen = ""
        known = [(d.code, _(d.title)) for d in documents.SESSION_DOCUMENTS]
        self.chosen = Chips(known, name=_("Papers"), needed=True)
        self.chosen.changed.connect(self.draw)
        self.preview = PdfPreview(around.background)
        self.preview.failed.connect(self._failed)
        self.preview.saved.connect(
            lambda path: around.say(_("Saved as {file}.").format(file=path.name), "ok")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self.chosen)
        layout.addWidget(self.preview, 1)
        around.live.watch(self, _PRINTED, lambda _changes: self._again())

    def draw(self) -> None:
        """Draw the chosen document, unless it is what is shown."""
        code = self.chosen.picked[0]
        if code == self._drawn:
            return
        self._drawn = code
        again, self._seen = code == self._seen, code
        self._around.background.run(
            Lane.HEAVY,
            partial(documents.of_session, self._office, code, self._session_id, again=again),
            partial(self._show, code),
            self._failed,
            key=(id(self), "paper"),
        )

    def _again(self) -> None:
        self._drawn = ""
        self.draw()

    def _show(self, code: str, paper: Paper) -> None:
        folder = self._office.places.documents
        note = partial(journal.note, self._office, document=code, about=self._session_id)
        self.preview.show_document(paper.content, folder / paper.name, note)

    def _failed(self, error: Known) -> None:
        self._drawn = self._seen = ""
        self._around.say(sentence(error), "attention")
