"""From a new 台帳 to the first 受付簿: one venue, one date, one page to print."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths

from smartsupport.clock import TOKYO
from smartsupport.domain.errors import Known
from smartsupport.domain.session import Session
from smartsupport.domain.venue import Venue
from smartsupport.i18n import _
from smartsupport.messages import sentence
from smartsupport.services import calendar, documents, journal, records
from smartsupport.services.documents import Paper
from smartsupport.services.office import Office
from smartsupport.ui.background import Lane
from smartsupport.ui.doors.page import DoorPage
from smartsupport.ui.doors.way import Way
from smartsupport.ui.form import Form
from smartsupport.ui.screens.register_kind import stored
from smartsupport.ui.screens.session_fields import REQUIRED, Offered, offered
from smartsupport.ui.screens.session_form import SessionForm
from smartsupport.ui.screens.venues import venue_fields
from smartsupport.ui.widgets.pdf_preview import PdfPreview

_ASKED = ("name", "kana", "municipality", "address")


class Guide(QObject):
    """Three steps, each of which may be left out; then the window opens on 今日."""

    def __init__(self, way: Way, office: Office, municipality: str, parent: QObject) -> None:
        """`municipality` is the 台帳's: most venues lie in it."""
        super().__init__(parent)
        self._way, self._office, self._municipality = way, office, municipality

    def begin(self) -> None:
        """Ask for a venue."""
        fields = [field for field in venue_fields() if field.name in _ASKED]
        today = self._way.clock().astimezone(TOKYO).date()
        self.venue = Form(fields, name=_("Venue"), today=today)
        self.venue.fill({"municipality": self._municipality})
        self.venue_page = self._step(
            _("1 of 3: a venue"),
            _("Where do your sessions take place? One is enough for now."),
            self.venue,
        )
        self.venue.submitted.connect(self._save_venue)
        self.venue_page.wanted.connect(self._save_venue)
        self._way.show(self.venue_page)

    def _step(self, title: str, line: str, form: Form) -> DoorPage:
        page = DoorPage(
            title, (line,), form, onward=_("Next"), later=_("Not now"), back=False, tall=True
        )
        page.put_off.connect(lambda: self._way.enter(self._office))
        return page

    def _save_venue(self) -> None:
        if not self.venue.check():
            return
        self.venue_page.wait(_("Saving…"))
        venue = Venue(id=self._office.new_id(), name="")
        self._way.background.run(
            Lane.WRITE,
            partial(_with_venue, self._office, venue, self.venue.values()),
            self._ask_date,
            lambda error: _show_refusal(self.venue_page, self.venue, error),
            owner=self,
        )

    def _ask_date(self, known: Offered) -> None:
        self.session = SessionForm(self._way.clock, known)
        self.session_page = self._step(
            _("2 of 3: the first session"), _("When is the next session?"), self.session
        )
        self.session.submitted.connect(self._save_session)
        self.session_page.wanted.connect(self._save_session)
        self._way.show(self.session_page)

    def _save_session(self) -> None:
        if not self.session.check():
            return
        self.session_page.wait(_("Saving…"))
        values = self.session.values()
        required = {name: values[name] for name in REQUIRED}
        self._way.background.run(
            Lane.WRITE,
            partial(calendar.add_session, self._office, **required, **self.session.more()),
            self._print,
            lambda error: _show_refusal(self.session_page, self.session, error),
            owner=self,
        )

    def _print(self, session: Session) -> None:
        self.preview = PdfPreview(self._way.background)
        page = DoorPage(
            _("3 of 3: the reception list"),
            (_("Print it, or save it as a PDF. It can be printed again at any time."),),
            self.preview,
            onward=_("Go to today's page"),
            back=False,
            tall=True,
        )

        def failed(error: Known) -> None:
            page.go_on()
            page.say(sentence(error), "attention")

        self.preview.opened.connect(page.go_on)
        self.preview.opened.connect(self.preview.setFocus)
        self.preview.saved.connect(
            lambda path: page.say(_("Saved as {file}.").format(file=path.name), "ok")
        )
        self.preview.failed.connect(failed)
        page.wanted.connect(lambda: self._way.enter(self._office))
        self.list_page = page
        self._way.show(page)
        page.wait(_("Making the reception list…"))
        self._way.background.run(
            Lane.HEAVY,
            partial(documents.of_session, self._office, "reception-list", session.id),
            partial(self._show, session),
            failed,
            owner=self,
        )

    def _show(self, session: Session, paper: Paper) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        note = partial(journal.note, self._office, document="reception-list", about=session.id)
        self.preview.show_document(paper.content, Path(folder) / paper.name, note)


def _with_venue(office: Office, venue: Venue, values: dict[str, object]) -> Offered:
    records.save(office, venue, stored(Venue, values))
    return offered(office)


def _show_refusal(page: DoorPage, form: Form, error: Known) -> None:
    page.go_on()
    said = sentence(error)
    if not form.refused(error, said):
        page.say(said, "attention")
