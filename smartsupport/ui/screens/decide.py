"""What 要対応 asks somebody to decide, one after the other: a press settles, the next one comes."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from smartsupport.domain.errors import Known
from smartsupport.i18n import _
from smartsupport.messages import sentence
from smartsupport.services.office import Office
from smartsupport.ui import theme
from smartsupport.ui.background import Lane
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.decide_card import DecideCard, Question, Way
from smartsupport.ui.screens.desk_watch import steady_ms
from smartsupport.ui.screens.session_sides import WrappingRow
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.empty_state import EmptyState

TOO_QUICK_MS = 300
"""A key or tap this soon after another question came was meant for the one before."""
_LATER = "0"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One kind of question. `read` runs in the read lane, `ask` puts what it gives into words.

    `kinds` are the records whose change may answer one; `nothing` is what is said, and why, when
    none is left (msgids).
    """

    read: Callable[[Office], Sequence[Any]]
    ask: Callable[[Office, Any], Question]
    kinds: Sequence[type]
    nothing: tuple[str, str]


class DecideScreen(QWidget):
    """Sent to a question it shows that one first."""

    def __init__(
        self,
        office: Office,
        around: Around,
        matter: Matter,
        now_ms: Callable[[], int] = steady_ms,
    ) -> None:
        """`now_ms` is any steady clock in milliseconds."""
        super().__init__()
        self._office, self._around, self._matter, self._now = office, around, matter, now_ms
        self._found: Sequence[Any] | None = None
        self._questions: Sequence[Question] = ()
        self._wanted: Hashable = None
        self._place = 0
        self._came_at = -TOO_QUICK_MS
        self._deciding = False
        self.page: DecideCard | EmptyState | None = None
        self._count = QLabel()
        theme.dress(self._count, kind="muted")
        self._later = BigButton(_("Decide later"), _LATER)
        self._later.clicked.connect(self._go_on)
        back = BigButton(_("Go back"), "Esc")
        back.clicked.connect(self._back)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        below = WrappingRow()
        for button in (self._later, back):
            below.flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(self._count)
        column.addWidget(self._area, 1)
        column.addWidget(below)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        around.live.watch(self, matter.kinds, lambda _changes: self._ask())

    def load(self) -> None:
        """Ask what there is to decide."""
        self._ask()

    def show_record(self, record: object) -> None:
        """Show the question with this key."""
        if record is not None:
            self._wanted, self._found = record, None
            self._ask()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes to the first thing to do."""
        first = self.page.button if isinstance(self.page, EmptyState) else self.page
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit decides, 0 leaves it for later, Enter takes the button, Esc goes back."""
        key, focused = event.text(), self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        elif event.key() in _ENTER and isinstance(focused, BigButton):
            focused.click()
        elif key == _LATER and self._later.isVisible():
            self._go_on()
        elif key.isdecimal() and key != _LATER and isinstance(self.page, DecideCard):
            self.page.press(int(key))
        else:
            super().keyPressEvent(event)

    def _back(self) -> None:
        self._around.go("today")

    def _ask(self) -> None:
        self._around.background.run(
            Lane.READ,
            partial(self._matter.read, self._office),
            self._show,
            self._failed,
            key=(id(self), "questions"),
        )

    def _show(self, found: Sequence[Any]) -> None:
        self._deciding = False
        if found == self._found:  # something else changed: what is open stays as it is
            return
        self._found = found
        self._questions = [self._matter.ask(self._office, one) for one in found]
        shown = self.page.question.key if isinstance(self.page, DecideCard) else None
        keys = [question.key for question in self._questions]
        wanted = next((key for key in (self._wanted, shown) if key in keys), None)
        if wanted is not None:
            self._place = keys.index(wanted)
        self._wanted = None
        self._draw()

    def _go_on(self) -> None:
        self._place += 1
        self._draw()

    def _draw(self) -> None:
        count = len(self._questions)
        self._place %= count or 1
        self._count.setText(_("{n} of {count}").format(n=self._place + 1, count=count))
        self._count.setVisible(count > 1)
        self._later.setVisible(count > 1)
        if not count:
            title, why = self._matter.nothing
            again = (_("Go to today"), self._back)
            self._swap(EmptyState(_(title), _(why), icon="check", action=again))
            return
        question = self._questions[self._place]
        before = self.page.question if isinstance(self.page, DecideCard) else None
        card = DecideCard(question)
        card.taken.connect(self._take)
        if before is None or before.key != question.key:
            self._came_at = self._now()
        self._swap(card)

    def _swap(self, page: DecideCard | EmptyState) -> None:
        had = self.hasFocus() or (self.page is not None and self._area.isAncestorOf(_focused(self)))
        self.page = page
        self._area.setWidget(page)
        page.show()
        if had:
            self.focusInEvent(QFocusEvent(QEvent.Type.FocusIn))

    def _take(self, way: Way) -> None:
        if self._deciding or self._now() - self._came_at < TOO_QUICK_MS:
            return
        self._deciding = True
        key = self._questions[self._place].key
        self._around.background.run(
            Lane.WRITE, way.do, partial(self._taken, way, key), self._failed, owner=self
        )

    def _taken(self, way: Way, key: Hashable, written: Any) -> None:
        undo = (_("Undo"), lambda: self._undo(way, key, written))
        self._around.say(way.done, "ok", action=undo)
        self._ask()

    def _undo(self, way: Way, key: Hashable, written: Any) -> None:
        self._wanted = key
        self._around.background.run(
            Lane.WRITE,
            partial(way.undo, written),
            lambda _nothing: self._ask(),
            self._failed,
            owner=self,
        )

    def _failed(self, error: Known) -> None:
        self._around.say(sentence(error), "attention")
        self._ask()


def _focused(screen: QWidget) -> QWidget:
    return screen.focusWidget() or screen
