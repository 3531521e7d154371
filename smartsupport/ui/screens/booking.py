"""予約 of a session: who is expected, who waits, and what became of each."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from smartsupport import formats
from smartsupport.domain.booking import Booking, BookingState
from smartsupport.domain.errors import Known
from smartsupport.domain.kana import hiragana
from smartsupport.domain.participant import Participant
from smartsupport.domain.person import shown_name
from smartsupport.domain.same import SameAs
from smartsupport.domain.session import Session
from smartsupport.domain.words import word
from smartsupport.i18n import N_, _, ngettext
from smartsupport.messages import sentence
from smartsupport.services import bookings, journal
from smartsupport.services.bookings import BookingLine
from smartsupport.services.office import Office
from smartsupport.sheets.reading import Source
from smartsupport.ui import theme
from smartsupport.ui.actions import Action
from smartsupport.ui.background import Lane, Priority
from smartsupport.ui.rows import Column
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.booking_add import AddBooking, NewParticipant
from smartsupport.ui.screens.booking_panel import BookingPanel
from smartsupport.ui.screens.import_choice import choose_list, copied_list
from smartsupport.ui.screens.import_page import ImportPage
from smartsupport.ui.screens.session_sides import Sides
from smartsupport.ui.table import LongList

_ICONS = {
    BookingState.CONFIRMED: "check",
    BookingState.APPLIED: "question",
    BookingState.WAITING: "clock",
}


def _marks(line: BookingLine) -> str:
    walk_in = _("Without booking") if line.booking.walk_in else ""
    return " ".join(part for part in (walk_in, line.booking.reason) if part)


_COLUMNS: tuple[Column[BookingLine], ...] = (
    Column(
        title=N_("Reading"),
        text=lambda x: hiragana(x.participant.kana) or shown_name(x.participant) or _("Nameless"),
        width=175,
    ),
    Column(title=N_("Name"), text=lambda x: x.participant.name, width=150),
    Column(
        title=N_("State of the booking"),
        text=lambda x: word(x.booking.state),
        icon=lambda x: _ICONS.get(x.booking.state, "cross"),
        width=200,
    ),
    Column(
        title=N_("Turn"),
        text=lambda x: formats.clock(x.booking.at) if x.booking.at else "",
        width=80,
    ),
    Column(
        title=N_("Companions"),
        text=lambda x: str(x.booking.companions or ""),
        width=100,
        align="right",
    ),
    Column(title=N_("Phone"), text=lambda x: x.participant.phone, width=175),
    Column(title=N_("Remark"), text=_marks, width=160),
)


ACTIONS = (
    Action(
        code="import_applicants",
        text=N_("Read applications from a file"),
        shortcut="Ctrl+O",
        icon="folder",
    ),
    Action(code="paste_applicants", text=N_("Paste copied applications"), shortcut="Ctrl+Shift+V"),
)


class BookingPage(QStackedWidget):
    """The list, a line to add to it, and the chosen booking beside it."""

    def __init__(self, office: Office, around: Around, session_id: UUID) -> None:
        super().__init__()
        self._office, self._around, self._session_id = office, around, session_id
        self._session: Session | None = None
        self.list_page = QWidget()
        self.add = AddBooking(office, around)
        self.add.taken.connect(self._book)
        self.table = LongList(
            _COLUMNS, self._ids, self._rows, background=around.background, name=_("Bookings")
        )
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._chosen)
        self.table.counted.connect(self._counted)
        self.panel = BookingPanel(office, around)
        self.panel.state_asked.connect(self._set_state)
        self.sides = Sides(self.table, self.panel)
        self.sides.crowded.connect(self.add.setHidden)
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        theme.dress(self.hint, kind="strong")
        self.importing = ImportPage(office, around)
        self.importing.finished.connect(lambda: self.setCurrentIndex(0))
        self._lay_out()
        self.table.ask(session_id)
        around.live.watch(self, (Booking, Participant, SameAs), self._changed)

    def show_session(self, session: Session) -> None:
        """The session as it stands now: its 定員, and whether it is held at all."""
        self._session = session
        self.add.setEnabled(not session.cancelled)
        self.lists.setEnabled(not session.cancelled)

    def choose_file(self) -> None:
        """Let the person choose a list of applicants, then show what it would bring."""
        choose_list(self, lambda path: self.read_list(path, path.name))

    def paste(self) -> None:
        """Show what the copied cells would bring."""
        if text := copied_list(self._around):
            self.read_list(text, _("what was copied"))

    def read_list(self, source: Source, name: str) -> None:
        """Show what a list of applicants would bring to this session."""
        self.setCurrentWidget(self.importing)
        self.importing.read("bookings", source, name, self._session_id)

    def showEvent(self, event: QShowEvent) -> None:
        """A list of names that comes into sight is noted."""
        super().showEvent(event)
        self._around.background.run(
            Lane.WRITE,
            partial(_note_opened, self._office, self._session_id),
            failed=self._failed,
            priority=Priority.LAST,
            owner=self,
        )

    def _lay_out(self) -> None:
        bound = self._around.commands.bind(
            self.list_page,
            ACTIONS,
            {"import_applicants": self.choose_file, "paste_applicants": self.paste},
        )
        menu = QMenu(self)
        menu.addActions(list(bound.values()))
        self.lists = QPushButton(_("From a list"))
        self.lists.setMenu(menu)
        above = QHBoxLayout()
        above.setSpacing(12)
        above.addWidget(self.add, 1)
        above.addWidget(self.lists, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self.list_page)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addLayout(above)
        layout.addWidget(self.hint)
        layout.addWidget(self.sides, 1)
        layout.addStretch()  # what is hidden while nobody is booked leaves its room below
        self.addWidget(self.list_page)
        self.addWidget(self.importing)
        self.sides.crowded.connect(self.lists.setHidden)

    # Reading, in the read lane

    def _ids(self, session_id: UUID) -> list[UUID]:
        found = bookings.of_session(self._office, session_id)
        states = list(BookingState)
        ordered = sorted(
            found,
            key=lambda x: (not x.booking.state.expected, states.index(x.booking.state)),
        )
        return [line.booking.id for line in ordered]

    def _rows(self, ids: list[UUID]) -> dict[UUID, BookingLine]:
        wanted = set(ids)
        found = bookings.of_session(self._office, self._session_id)
        return {line.booking.id: line for line in found if line.booking.id in wanted}

    # Following the person

    def _book(self, chosen: Participant | NewParticipant, walk_in: bool) -> None:
        if isinstance(chosen, Participant):
            work = partial(
                bookings.book, self._office, self._session_id, chosen.id, walk_in=walk_in
            )
        else:
            work = partial(
                bookings.book_new,
                self._office,
                self._session_id,
                chosen.participant(self._office.new_id()),
                walk_in=walk_in,
            )
        self._around.background.run(Lane.WRITE, work, self._booked, self._failed)

    def _booked(self, booking: Booking) -> None:
        if booking.state is BookingState.WAITING:
            self._around.say(_("The session is full: put on the waiting list."), "attention")
        else:
            self._around.say(_("Booked."), "ok")

    def _set_state(self, state: BookingState) -> None:
        line = self._current()
        if line is None:
            return
        before = line.booking
        self._around.background.run(
            Lane.WRITE,
            partial(bookings.set_state, self._office, before, state, before.reason),
            partial(self._state_set, before.state),
            self._failed,
            owner=self,
        )

    def _state_set(self, was: BookingState, booking: Booking) -> None:
        self._around.say(
            _("Now: {state}.").format(state=word(booking.state)),
            "ok",
            action=(
                _("Undo"),
                lambda: self._around.background.run(
                    Lane.WRITE,
                    partial(bookings.set_state, self._office, booking, was, booking.reason),
                    failed=self._failed,
                ),
            ),
        )

    def _current(self) -> BookingLine | None:
        current = self.table.current_id
        return self.table.row(current) if current is not None else None

    def _open(self, _id: UUID) -> None:
        if (line := self._current()) is not None:
            self.panel.show_booking(line)
            self.sides.open_panel()

    def _chosen(self, _id: UUID | None) -> None:
        line = self._current()
        if line is not None and self.sides.open:
            self.panel.show_booking(line)

    def _changed(self, changes: dict[object, set[UUID]]) -> None:
        self.table.refresh(self.table.ids)

    def _counted(self, number: int) -> None:
        self.sides.setVisible(number > 0)
        self._chosen(None)
        self.hint.setText(self._said() if number else _("Nobody is booked yet. Search above."))
        self.hint.setVisible(bool(self.hint.text()))

    def _said(self) -> str:
        states = [row.booking.state for id in self.table.ids if (row := self.table.row(id))]
        waiting = states.count(BookingState.WAITING)
        expected = sum(state.expected for state in states)
        capacity = self._session.capacity if self._session else None
        if not waiting or capacity is None or expected >= capacity:
            return ""
        return ngettext(
            "There is room again: {n} person is on the waiting list.",
            "There is room again: {n} people are on the waiting list.",
            waiting,
        ).format(n=waiting)

    def _failed(self, error: Known) -> None:
        self._around.say(sentence(error), "attention")


def _note_opened(office: Office, session_id: UUID) -> None:
    booked = bookings.of_session(office, session_id)
    journal.list_opened(office, "bookings", len(booked), session_id)
