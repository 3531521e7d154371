"""The documents of one session: chosen on the left, seen on the right, printed from there."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from smartsupport import formats
from smartsupport.domain.booking import Booking
from smartsupport.domain.consultation import Consultation
from smartsupport.domain.door import DoorEvent
from smartsupport.domain.errors import Known
from smartsupport.domain.period import Month
from smartsupport.domain.placement import Placement
from smartsupport.domain.same import SameAs
from smartsupport.domain.session import Session
from smartsupport.domain.venue import Venue
from smartsupport.i18n import N_, _, language
from smartsupport.messages import sentence
from smartsupport.services import calendar, documents
from smartsupport.services.calendar import SessionLine
from smartsupport.services.documents import Paper
from smartsupport.services.journal import note
from smartsupport.services.office import Office
from smartsupport.ui.background import Lane
from smartsupport.ui.rows import Column
from smartsupport.ui.screen import Around
from smartsupport.ui.table import LongList
from smartsupport.ui.widgets.chips import Chips
from smartsupport.ui.widgets.pdf_preview import Note, PdfPreview

_COLUMNS: tuple[Column[SessionLine], ...] = (
    Column(
        title=N_("Day held"),
        text=lambda line: formats.short_day(line.session.day, language()),
        width=125,
    ),
    Column(title=N_("Start"), text=lambda line: formats.clock(line.session.start), width=75),
    Column(title=N_("Venue"), text=lambda line: line.venue, width=215),
    Column(
        title=N_("Came"),
        text=lambda line: _("cancelled") if line.session.cancelled else str(line.attended),
        width=65,
        align="right",
    ),
)
LIST_LEAST = 160
"""Logical pixels: a day and a scroll bar."""
_SHOWN_FIRST = "session-report"


class SessionsPage(QWidget):
    """Sessions of a month, and the chosen one's documents."""

    def __init__(self, office: Office, around: Around) -> None:
        super().__init__()
        self._office, self._around = office, around
        self._seen: tuple[str, UUID] | None = None
        self._list = LongList(
            _COLUMNS,
            self._ids,
            self._rows,
            background=around.background,
            name=_("Sessions"),
            beside=True,
        )
        self._list.chosen.connect(lambda _id: self._draw())
        self._list.failed.connect(self._failed)
        known = [(d.code, _(d.title)) for d in documents.SESSION_DOCUMENTS]
        self._kinds = Chips(known, name=_("Document"), needed=True)
        self._kinds.pick([_SHOWN_FIRST])
        self._kinds.changed.connect(self._draw)
        self._preview = PdfPreview(around.background)
        self._preview.failed.connect(self._failed)
        self._preview.saved.connect(
            lambda path: around.say(_("Saved as {file}.").format(file=path.name), "ok")
        )
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.addWidget(self._kinds)
        column.addWidget(self._preview, 1)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self._list)
        halves.addWidget(right)
        halves.setSizes([520, 600])
        self._list.setMinimumWidth(LIST_LEAST)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(halves)
        shown = (Session, Venue, Booking, Placement, DoorEvent, Consultation, SameAs)
        around.live.watch(self, shown, lambda _changes: self._again())

    def show_month(self, month: Month) -> None:
        """Ask for the sessions of a month."""
        self._list.ask(month)

    def _ids(self, month: Month) -> list[UUID]:
        lines = calendar.lines(self._office, month.first, month.last)
        return [line.session.id for line in lines]

    def _rows(self, ids: list[UUID]) -> dict[UUID, SessionLine]:
        return {line.session.id: line for line in calendar.lines_of(self._office, ids)}

    def _again(self) -> None:
        self._list.refresh(self._list.ids)
        self._draw()

    def _draw(self) -> None:
        session_id = self._list.current_id
        if session_id is None:
            return
        code = self._kinds.picked[0]
        again, self._seen = (code, session_id) == self._seen, (code, session_id)
        self._around.background.run(
            Lane.HEAVY,
            partial(documents.of_session, self._office, code, session_id, again=again),
            partial(self._drawn, partial(note, self._office, document=code, about=session_id)),
            self._failed,
            key=(id(self), "document"),
        )

    def _drawn(self, noted: Note, paper: Paper) -> None:
        file = self._office.places.documents / paper.name
        self._preview.show_document(paper.content, file, noted)

    def _failed(self, error: Known) -> None:
        self._seen = None
        self._around.say(sentence(error), "attention")
