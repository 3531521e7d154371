"""One place beside the board: who has it and how it stands, or who could take it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from smartsupport.domain.errors import Known
from smartsupport.domain.kana import hiragana
from smartsupport.domain.placement import PlacementState
from smartsupport.domain.words import word
from smartsupport.i18n import _
from smartsupport.matching.rules import Reason
from smartsupport.messages import reason_sentence, sentence
from smartsupport.services import explaining
from smartsupport.services.board import BoardRow, Seat
from smartsupport.services.office import Office
from smartsupport.ui import theme
from smartsupport.ui.background import Lane
from smartsupport.ui.screen import Around
from smartsupport.ui.screens import calendar_words as words
from smartsupport.ui.screens.placement_candidates import Candidates
from smartsupport.ui.screens.session_sides import say_lines
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.chips import Chips
from smartsupport.ui.widgets.flow import FlowLayout
from smartsupport.ui.widgets.person_line import PersonLine


class SeatPanel(QWidget):
    """Tells what is wished for; storing it is the page's."""

    place_asked = Signal(object, str)
    """The `Supporter` for this place, and the reason for setting a rule aside."""
    state_asked = Signal(object)
    """The `PlacementState` that was picked."""
    remove_asked = Signal()

    def __init__(self, office: Office, around: Around) -> None:
        super().__init__()
        self._office, self._around = office, around
        self.row: BoardRow | None = None
        self.seat: Seat | None = None
        self._where = QLabel()
        self._where.setWordWrap(True)
        theme.dress(self._where, kind="strong")
        self._person = QWidget()
        self.states = Chips([(s, word(s)) for s in PlacementState], name=_("State"))
        self.states.changed.connect(self._picked)
        self.why = QLabel()
        self.why.setWordWrap(True)
        self._others = BigButton(_("Others who could come"), icon="people")
        self._others.clicked.connect(self.show_others)
        self._remove = BigButton(_("Take off"), "Del", icon="bin")
        self._remove.clicked.connect(self.remove_asked)
        self.candidates = Candidates(office, around)
        self.candidates.chosen.connect(self.place_asked)
        self._taken = QWidget()
        self._inside = QVBoxLayout(self._taken)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.addWidget(self._person)
        self._inside.addWidget(self.states)
        self._inside.addWidget(self.why)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        flow.addWidget(self._others)
        flow.addWidget(self._remove)
        self._inside.addWidget(buttons)
        self._inside.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._taken)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._where)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self.candidates, 1)

    def show_seat(self, row: BoardRow, seat: Seat) -> None:
        """Show one place of a session."""
        same = self._is_same(row, seat)
        self.row, self.seat = row, seat
        say_lines(self._where, f"{words.heading(row.line)}\n{word(seat.role)}")
        self._scroll.setVisible(seat.line is not None)
        if seat.line is None:
            self.show_others()
            return
        if not same:
            self.candidates.hide()
            self.setFocusProxy(self.states.findChild(QPushButton) or self.states)
        self._show_person(seat)

    def show_others(self) -> None:
        """Show who could take this place, or take it over."""
        if self.row is None or self.seat is None:
            return
        if self.seat.line is not None:
            self._scroll.hide()
        self.candidates.show()
        taken = self.seat.line is not None
        self.candidates.show_place(self.row.line.session.id, self.seat.role, taken=taken)
        self.setFocusProxy(self.candidates)
        self.candidates.setFocus()

    def _is_same(self, row: BoardRow, seat: Seat) -> bool:
        if self.row is None or self.seat is None or self.seat.line is None or seat.line is None:
            return False
        return self.seat.line.placement.id == seat.line.placement.id

    def _show_person(self, seat: Seat) -> None:
        assert seat.line is not None and self.row is not None
        person, placement = seat.line.supporter, seat.line.placement
        notes = ((_("In training"), "supporter"),) if placement.trainee else ()
        shown = PersonLine(
            person.name or _("Nameless"),
            hiragana(person.kana),
            detail=person.phone or _("No number"),
            notes=notes,
        )
        self._inside.replaceWidget(self._person, shown)
        self._person.deleteLater()
        self._person = shown
        self.states.pick([placement.state])
        self._remove.setVisible(placement.state.fills)
        self._others.setVisible(not self.row.line.session.cancelled)
        say_lines(self.why, "")
        if not self.row.line.session.cancelled:
            self._around.background.run(
                Lane.READ,
                partial(explaining.why, self._office, placement.session_id, person.id),
                partial(self._show_reasons, placement.override),
                self._failed,
                key=(id(self), "why"),
                owner=self,
            )

    def _show_reasons(self, override: str, reasons: Sequence[Reason]) -> None:
        said = [f"! {reason_sentence(r.code, r.seen)}" for r in reasons if r.code != "locked"]
        if override:
            said.append(_("Placed all the same: {reason}").format(reason=override))
        say_lines(self.why, "\n".join(said))
        self.why.setVisible(bool(said))

    def _picked(self) -> None:
        if self.seat is None or self.seat.line is None:
            return
        state = next(iter(self.states.picked), None)
        now = self.seat.line.placement.state
        if state is None:  # a second tap takes nothing back
            self.states.pick([now])
        elif state is not now:
            self.state_asked.emit(state)

    def _failed(self, error: Known) -> None:
        say_lines(self.why, sentence(error))
        self.why.show()
