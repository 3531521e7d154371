"""配置: who goes where, by hand or by おまかせ, for a month, a week or one session."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from smartsupport.domain.availability import Availability
from smartsupport.domain.errors import Known
from smartsupport.domain.person import shown_name
from smartsupport.domain.placement import Placement, PlacementState
from smartsupport.domain.same import SameAs
from smartsupport.domain.session import Session, SessionKind
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.venue import Venue
from smartsupport.domain.words import word
from smartsupport.i18n import _, ngettext
from smartsupport.messages import sentence
from smartsupport.services import board, placements
from smartsupport.services.board import BoardRow, Seat
from smartsupport.services.office import Office
from smartsupport.ui import theme
from smartsupport.ui.background import Lane
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.placement_board import Board
from smartsupport.ui.screens.placement_proposal import ProposalPanel
from smartsupport.ui.screens.placement_seat import SeatPanel
from smartsupport.ui.screens.session_sides import Sides
from smartsupport.ui.widgets.big_button import BigButton

_KINDS = (Session, SessionKind, Venue, Supporter, Placement, Availability, SameAs)
_ON = {
    PlacementState.CANDIDATE: PlacementState.ASKED,
    PlacementState.ASKED: PlacementState.ACCEPTED,
}
"""The next state of a placement that goes well."""


class PlacementPage(QWidget):
    """The board, what is done with many at once above it, one place or a plan beside it."""

    shown = Signal()
    """The board shows what was asked for."""

    def __init__(self, office: Office, around: Around) -> None:
        super().__init__()
        self._office, self._around = office, around
        self._read: Callable[[], Sequence[BoardRow]] | None = None
        self._keep_order = False
        self.board = Board()
        self.seat = SeatPanel(office, around)
        self.proposal = ProposalPanel(office, around)
        self._beside = QStackedWidget()
        self._beside.addWidget(self.seat)
        self._beside.addWidget(self.proposal)
        self.sides = Sides(self.board, self._beside)
        # A plan is for all sessions of some days: whoever shows days puts this button.
        self.propose = BigButton(_("Suggest candidates"), icon="star", primary=True)
        self.ask = BigButton("", icon="phone")
        self.accept = BigButton("", icon="check")
        self.said = QLabel()
        self.said.setWordWrap(True)
        theme.dress(self.said, kind="strong")
        self._lay_out()
        self._connect()
        around.live.watch(self, _KINDS, lambda _changes: self.load())

    # What is asked of it

    def show_days(self, first: date, last: date) -> None:
        """The sessions from `first` to `last`, both included, those that are short first."""
        self._ask_for(partial(board.of_days, self._office, first, last))
        self.proposal.show_days(first, last)

    def show_session(self, session: Session) -> None:
        """One session alone."""
        self._ask_for(lambda: list(board.rows(self._office, [session.id]).values()))

    def load(self) -> None:
        """Read what is shown again; the sessions keep their order."""
        if self._read is not None:
            self._around.background.run(
                Lane.READ, self._read, self._show, self._failed, key=(id(self), "board"), owner=self
            )

    # Laying out

    def _lay_out(self) -> None:
        above = QWidget()
        row = QHBoxLayout(above)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.said, 1)
        row.addWidget(self.ask)
        row.addWidget(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(above)
        layout.addWidget(self.sides, 1)
        self.setFocusProxy(self.board)
        self.sides.crowded.connect(above.setHidden)

    def _connect(self) -> None:
        self.propose.clicked.connect(self._open_proposal)
        self.ask.clicked.connect(lambda: self._move_on(PlacementState.CANDIDATE))
        self.accept.clicked.connect(lambda: self._move_on(PlacementState.ASKED))
        self.board.opened.connect(self._open)
        self.board.removed.connect(self._remove)
        self.board.moved.connect(self._follow)
        self.seat.place_asked.connect(self._place)
        self.seat.state_asked.connect(self._set_state)
        self.seat.remove_asked.connect(self._remove_current)
        self.proposal.taken.connect(self._plan_taken)

    # Showing

    def _ask_for(self, read: Callable[[], Sequence[BoardRow]]) -> None:
        self._read, self._keep_order = read, False
        self.load()

    def _show(self, rows: Sequence[BoardRow]) -> None:
        self.board.show_rows(rows, keep_order=self._keep_order)
        self._keep_order = True
        self.said.setText(_said(rows))
        self._follow()
        self.shown.emit()

    def _follow(self) -> None:
        self._count()
        row, seat = self.board.current()
        if self.sides.open and self._beside.currentWidget() is self.seat:
            if row is not None and seat is not None:
                self.seat.show_seat(row, seat)
            else:
                self.sides.close_panel()

    def _count(self) -> None:
        for button, state in (
            (self.ask, PlacementState.CANDIDATE),
            (self.accept, PlacementState.ASKED),
        ):
            number = len(self._those(state))
            button.say(
                _("{state} {n} → {next}").format(state=word(state), n=number, next=word(_ON[state]))
            )
            button.setVisible(number > 0)

    def _those(self, state: PlacementState) -> list[Placement]:
        """Those of the selected cells if several are selected, else of the whole board."""
        chosen = self.board.chosen()
        if len(chosen) < 2:
            seats = [s for row in self.board.model_.rows if _open_to(row) for s in row.seats]
            chosen = [seat.line.placement for seat in seats if seat.line is not None]
        return [placement for placement in chosen if placement.state is state]

    def _open(self, row: BoardRow, seat: Seat) -> None:
        self._beside.setCurrentWidget(self.seat)
        self._beside.setFocusProxy(self.seat)
        self.seat.show_seat(row, seat)
        self.sides.open_panel()

    def _open_proposal(self) -> None:
        self._beside.setCurrentWidget(self.proposal)
        self._beside.setFocusProxy(self.proposal)
        self.sides.open_panel()

    # Storing

    def _place(self, supporter: Supporter, reason: str) -> None:
        row, seat = self.seat.row, self.seat.seat
        if row is None or seat is None:
            return
        session_id = row.line.session.id
        if seat.line is None or not seat.line.placement.state.fills:
            work: Callable[[], Placement] = partial(
                placements.place, self._office, session_id, supporter.id, seat.role, override=reason
            )
        else:
            before = seat.line.placement
            work = partial(placements.give_to, self._office, before, supporter.id, override=reason)
        self._around.background.run(
            Lane.WRITE, work, partial(self._placed, supporter, seat), self._not_placed, owner=self
        )

    def _placed(self, supporter: Supporter, seat: Seat, placement: Placement) -> None:
        self.board.want(placement.session_id, supporter.id)
        self.sides.close_panel()
        said = _("{name} is placed.").format(name=shown_name(supporter))
        told = seat.line is not None and seat.line.placement.state in (
            PlacementState.ASKED,
            PlacementState.ACCEPTED,
        )
        if told and seat.line is not None:
            gone = seat.line.supporter
            said += " " + _("Please tell {name} ({phone}).").format(
                name=shown_name(gone), phone=gone.phone or _("No number")
            )
        self._around.say(said, "info" if told else "ok")

    def _not_placed(self, error: Known) -> None:
        if error.code == "placement_overlaps":
            self.seat.candidates.ask_reason(error)
        else:
            self._failed(error)

    def _set_state(self, state: PlacementState) -> None:
        if self.seat.seat is not None and self.seat.seat.line is not None:
            self._change([self.seat.seat.line.placement], state)

    def _move_on(self, state: PlacementState) -> None:
        self._change(self._those(state), _ON[state])

    def _change(self, those: Sequence[Placement], state: PlacementState) -> None:
        if not those:
            return
        before = those[0].state
        self._write(
            partial(placements.set_state, self._office, those, state),
            partial(self._changed, before),
        )

    def _changed(self, before: PlacementState, now: list[Placement]) -> None:
        said = ngettext("{n} person: {state}.", "{n} people: {state}.", len(now))
        self._around.say(
            said.format(n=len(now), state=word(now[0].state)),
            "ok",
            action=(
                _("Undo"),
                lambda: self._write(partial(placements.set_state, self._office, now, before)),
            ),
        )

    def _remove_current(self) -> None:
        if self.seat.seat is not None and self.seat.seat.line is not None:
            self._remove(self.seat.seat.line.placement)

    def _remove(self, placement: Placement) -> None:
        if placement.state.fills:
            self._write(
                partial(placements.free, self._office, placement),
                lambda _none: self._removed(placement),
            )

    def _removed(self, placement: Placement) -> None:
        if placement.state is PlacementState.CANDIDATE:
            said = _("Taken off.")
        else:
            said = _("Taken off; please tell them.")
        self._around.say(
            said,
            "ok",
            action=(
                _("Undo"),
                lambda: self._write(partial(placements.put_back, self._office, placement)),
            ),
        )

    def _plan_taken(self, changes: int) -> None:
        self.sides.close_panel()
        said = ngettext("{n} placement entered.", "{n} placements entered.", changes)
        self._around.say(said.format(n=changes), "ok")

    def _write(
        self, work: Callable[[], Any], then: Callable[[Any], None] = lambda _value: None
    ) -> None:
        self._around.background.run(Lane.WRITE, work, then, self._failed, owner=self)

    def _failed(self, error: Known) -> None:
        self._around.say(sentence(error), "attention")


def _said(rows: Sequence[BoardRow]) -> str:
    """What is short; of a period that is over, what was."""
    past = [row for row in rows if row.over]
    short = [[n for _role, n in row.short] for row in rows if row.short]
    lacked = [[n for _role, n in row.lacked] for row in past if row.lacked]
    if not rows:
        return _("No session in this period.")
    if short:
        return ngettext(
            "{n} person short at {sessions} sessions",
            "{n} people short at {sessions} sessions",
            sum(map(sum, short)),
        ).format(n=sum(map(sum, short)), sessions=len(short))
    if len(past) < len(rows):
        return (
            _("Everybody needed is there at the coming sessions.")
            if past
            else _("Everybody needed is there.")
        )
    if not lacked:
        return _("This is past; everybody needed was placed.")
    return ngettext(
        "This is past; {n} place at {sessions} sessions stayed empty.",
        "This is past; {n} places at {sessions} sessions stayed empty.",
        sum(map(sum, lacked)),
    ).format(n=sum(map(sum, lacked)), sessions=len(lacked))


def _open_to(row: BoardRow) -> bool:
    return not row.over and not row.line.session.cancelled
