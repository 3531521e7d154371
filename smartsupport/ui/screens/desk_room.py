"""One open desk: three fixed zones, and all the ways in at once, ending in the same service call.

Left the large result, right today's list or the open form, below what is parked and the last five.
A scan changes the left zone only; whoever is typing goes on typing.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from smartsupport.codes.keyboard import Repeats
from smartsupport.domain.desk import Answer, Result
from smartsupport.domain.errors import Known
from smartsupport.domain.idle import desk_keeps_open
from smartsupport.messages import sentence
from smartsupport.services.office import Office
from smartsupport.settings import Settings
from smartsupport.storage.queries.desk import TodayLine
from smartsupport.storage.steps import Step
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.desk_calls import DeskCalls
from smartsupport.ui.screens.desk_card import ResultCard
from smartsupport.ui.screens.desk_choosing import DeskChoosing
from smartsupport.ui.screens.desk_faces import Face, face_of, ready, taken_back, together
from smartsupport.ui.screens.desk_head import ACTIONS, MODE, DeskHead
from smartsupport.ui.screens.desk_offers import Do, Offer
from smartsupport.ui.screens.desk_place import DeskPlace
from smartsupport.ui.screens.desk_seen import MADE_OF, Seen
from smartsupport.ui.screens.desk_side import DeskSide
from smartsupport.ui.screens.desk_strip import Strip
from smartsupport.ui.screens.desk_switches import DeskSwitches
from smartsupport.ui.screens.desk_watch import CardCamera, steady_ms
from smartsupport.ui.widgets.scan_line import ScanLine

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DeskRoom(QWidget):
    """The desk of one venue on one day."""

    closed = Signal()
    """受付を終わる."""

    def __init__(
        self,
        office: Office,
        around: Around,
        place: DeskPlace,
        settings: Callable[[], Settings],
        change: Callable[[Settings], None],
        now_ms: Callable[[], int] = steady_ms,
        parent: QWidget | None = None,
    ) -> None:
        """`now_ms` is any steady clock in milliseconds."""
        super().__init__(parent)
        self._around = around
        self._face_of = partial(face_of, restores=office.is_coordinators)
        self.place = place
        self._now = now_ms
        self._repeats = Repeats()
        self._seen: Seen | None = None
        self.calls = DeskCalls(office, around.background, place, self)
        self.camera = CardCamera(around.background, self._repeats, now_ms)
        self.card, self.side, self.strip = ResultCard(now_ms), DeskSide(self.camera), Strip()
        self.list, self.walk_in, self.record = self.side.list, self.side.walk_in, self.side.record
        self._choosing = DeskChoosing(self.list, self.calls, self)
        offered = (*ACTIONS, MODE) if office.is_coordinators else ACTIONS
        bound = around.commands.bind(self, offered, self._commands(), everywhere=True)
        self.head = DeskHead(bound)
        self._switches = DeskSwitches(self.head, self.camera, settings, change, self)
        self._lay_out()
        self._connect()
        self._scan_line = ScanLine(self, now_ms)
        self._scan_line.scanned.connect(self._scanned)
        self._scan_line.unreadable.connect(self.calls.scan)
        around.live.watch(self, MADE_OF, lambda _changes: self.calls.look())
        self._be_ready()
        self.calls.look()

    def unsaved(self) -> bool:
        """Whether a form holds something half-typed."""
        return self.side.unsaved

    @property
    def open_until(self) -> datetime | None:
        """Until when people come and go here; None on a day that is not today."""
        if self._seen is None or not self._seen.today:
            return None
        return desk_keeps_open([session.span.end for session in self._seen.sessions])

    def begin_again(self) -> None:
        """As if just opened; only what is half-typed stays."""
        self.side.close_page()
        self.list.clear_search()
        self._put_aside()

    def take_keyboard(self) -> None:
        """Back to the card, or to the form that is open."""
        (self.side.form or self.card).take_keyboard()

    # Building

    def _commands(self) -> dict[str, Callable[[], object]]:
        return {
            "desk_walk_in": self._open_walk_in,
            "desk_find": self.side.to_search,
            "desk_list": self.side.to_list,
            "desk_parked": self.strip.take_keyboard,
            "desk_record": self._open_record,
            "desk_undo": self.calls.take_back,
            "desk_sound": lambda: self._switches.turn_sound(),
            "desk_camera": lambda: self._switches.turn_camera(),
            "desk_help": lambda: self.side.open(self.side.help),
            "desk_mode": lambda: self._around.go("volunteers", self.place),
            "desk_close": self._open_closing,
        }

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.card, 11)
        middle.addWidget(self.side, 10)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 6, 12, 6)
        whole.setSpacing(6)
        whole.addWidget(self.head)
        whole.addLayout(middle, 1)
        whole.addWidget(self.strip)

    def _connect(self) -> None:
        calls = self.calls
        calls.answered.connect(self._answered)
        calls.walked_in.connect(self._walked_in)
        calls.recorded.connect(self.record.saved)
        calls.taken_back.connect(self._taken_back)
        calls.came_together.connect(self._came_together)
        calls.dropped.connect(self._dropped)
        calls.seen.connect(self._show_seen)
        calls.cardless.connect(self._show_cardless)
        calls.failed.connect(self._failed)
        self.card.taken.connect(self._take)
        self.strip.opened.connect(self._open_step)
        self._choosing.chose.connect(self._to_card)
        self._choosing.nothing.connect(lambda: self.card.press("Enter"))
        self.camera.scanned.connect(calls.scan)
        self.walk_in.submitted.connect(calls.walk_in)
        self.record.submitted.connect(calls.record)
        self.side.closing.closed.connect(self.closed)
        for page in (self.walk_in, self.record):
            page.put_away.connect(self._close_page)
        self.list.left.connect(self._leave_list)
        self.strip.left.connect(self._to_card)
        for telling in (self.side.help, self.side.closing):
            telling.left.connect(self._close_page)

    # Keys that nothing else wanted

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Esc, digits, + and Del are the card's; the arrows lead into the list."""
        key = event.key()
        if key in _ENTER:
            self._enter()
        elif key == Qt.Key.Key_Escape and self._something_shown:
            self._put_aside()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.side.to_list()
        elif not self.card.press("Del" if key == Qt.Key.Key_Delete else event.text()):
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """A camera that nobody looks through is off."""
        super().hideEvent(event)
        self._switches.rest()

    def showEvent(self, event: QShowEvent) -> None:
        """Sound and camera are as they were left."""
        super().showEvent(event)
        self._switches.take_up()

    @property
    def _something_shown(self) -> bool:
        return bool(self.card.face.tone) or self._choosing.card is not None

    def _enter(self) -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton) and self.isAncestorOf(focused):
            focused.click()
        else:
            self.card.press("Enter")

    def _take(self, offer: Offer) -> None:
        answer = self.card.face.answer
        if answer is None:
            return
        own = {
            Do.FIND: self.side.to_search,
            Do.FIND_FOR_CARD: self.side.to_search,
            Do.WALK_IN: self._open_walk_in,
        }
        if offer.do is Do.FIND_FOR_CARD:
            self._choosing.give(answer)
        if offer.do in own:
            own[offer.do]()
        else:
            self.calls.take(offer, answer)

    def _put_aside(self) -> None:
        self._choosing.give(None)
        self._be_ready()
        self._to_card()

    # Ways in

    def _scanned(self, code: str) -> None:
        self._repeats.again(code, self._now(), 0)  # so that the camera does not take it once more
        self.calls.scan(code)

    # Answers

    def _answered(self, answer: Answer) -> None:
        self._show(answer)
        if answer.result is Result.UNASSIGNED and self.side.form is self.walk_in:
            self.walk_in.offer_card(answer)
        self.calls.look()
        self._around_typing()

    def _show(self, answer: Answer) -> None:
        self._show_face(self._face_of(answer))
        if answer.result is Result.UNASSIGNED:
            self.calls.ask_cardless(answer)

    def _show_face(self, face: Face) -> None:
        self.card.show_face(face)
        self._switches.sounds.play(face.sound)

    def _show_cardless(self, answer: Answer, lines: Sequence[TodayLine]) -> None:
        shown = self.card.face.answer
        if shown is not None and shown.step_id == answer.step_id:
            had = self.card.isAncestorOf(QApplication.focusWidget() or self)
            self.card.show_face(self._face_of(answer, lines))
            if had:
                self.card.take_keyboard()

    def _walked_in(self, answer: Answer) -> None:
        self.walk_in.clear()
        self.side.close_page()
        self.list.clear_search()
        self._show(answer)
        self.calls.look()
        self._to_card()

    def _came_together(self, answers: Sequence[Answer]) -> None:
        self.list.table.unmark()
        self._show_face(together(answers))
        self.calls.look()
        self._around_typing()

    def _taken_back(self, steps: Sequence[Step]) -> None:
        self._show_face(taken_back([step.answer for step in steps]))
        self.calls.look()
        self._around_typing()

    def _dropped(self) -> None:
        self._be_ready()
        self.calls.look()
        self._around_typing()

    def _open_step(self, step: Step) -> None:
        self._show(step.answer)
        self._to_card()

    def _failed(self, error: Known) -> None:
        self._around.say(sentence(error), "refused")
        self.calls.look()

    def _show_seen(self, seen: Seen) -> None:
        first, self._seen = self._seen is None, seen
        self.head.say(seen.venue, self.place.day, seen.today)
        self.list.put(seen.view.lines)
        self.strip.put(seen.view.parked, seen.view.recent)
        self.walk_in.put_sessions(seen.sessions)
        self.record.put_choices(seen.topics, seen.referrals)
        self.side.closing.put(seen)
        if first and self.card.face.answer is None:
            self._be_ready()

    # Pages and the keyboard

    def _be_ready(self) -> None:
        self.card.show_face(ready(self._seen.sessions if self._seen else ()))

    def _to_card(self) -> None:
        self.card.take_keyboard()

    def _leave_list(self) -> None:
        self._choosing.give(None)
        self._to_card()

    def _around_typing(self) -> None:
        """The keyboard goes to the card unless somebody is typing."""
        if not self.side.typing:
            self._to_card()

    def _close_page(self) -> None:
        self.side.close_page()
        self._to_card()

    def _open_walk_in(self) -> None:
        answer = self.card.face.answer
        if answer is not None and answer.result is Result.UNASSIGNED:
            self.walk_in.offer_card(answer)
        self.walk_in.begin_with(self.list.line.shown.strip())
        self.side.open(self.walk_in)

    def _open_record(self) -> None:
        answer = self.card.face.answer
        self.record.begin_with(answer.number if answer else "")
        self.side.open(self.record)

    def _open_closing(self) -> None:
        self.side.closing.put(self._seen)
        self.side.open(self.side.closing)
