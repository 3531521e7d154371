"""The right zone while no form is open: the search line, today's list, and how many are here."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from smartsupport.i18n import _, ngettext
from smartsupport.services.desk_people import Found
from smartsupport.storage.queries.desk import TodayLine
from smartsupport.ui import theme
from smartsupport.ui.screens.desk_rows import counts_of, rows_of
from smartsupport.ui.screens.desk_table import DeskTable
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.elided import ElidedLabel
from smartsupport.ui.widgets.search_line import SearchLine


class TodayList(QWidget):
    """Shows what it is given; what was typed, chosen or marked is told by signals."""

    searched = Signal(str)
    """What stands in the search line, text still being composed included."""
    entered = Signal(str)
    """Enter in the search line, with what stands in it."""
    chosen = Signal(object)
    """The id of one person."""
    together = Signal(object)
    """The ids of the marked people."""
    left = Signal()
    """Esc: the keyboard goes back to the card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[TodayLine] = ()
        self._found: Found | None = None
        self.line = SearchLine(_("Find: reading, number, end of phone [F3]"))
        self.table = DeskTable()
        self._nobody = QLabel()
        self._nobody.setWordWrap(True)
        self._nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._count = ElidedLabel()
        theme.dress(self._count, kind="muted")
        self._together = BigButton("", "Enter", primary=True)
        self._together.hide()
        self._lay_out()
        self.line.searched.connect(self.searched)
        self.line.entered.connect(lambda: self.entered.emit(self.line.text()))
        self.line.installEventFilter(self)
        self.table.installEventFilter(self)
        self.table.chosen.connect(self.chosen)
        self.table.together.connect(self.together)
        self.table.marks_changed.connect(self._show_marks)
        self._together.clicked.connect(lambda: self.together.emit(self.table.marked_people()))

    @property
    def lines(self) -> Sequence[TodayLine]:
        """Today's list, whatever part of it is in sight."""
        return self._lines

    def put(self, lines: Sequence[TodayLine]) -> None:
        """Today's list was read again."""
        self._lines = lines
        self._show()

    def show_found(self, found: Found | None) -> None:
        """Whom the typed text may mean; None shows everybody of today."""
        self._found = found
        self._show()

    def ask_for_card(self, wanted: bool) -> None:
        """Say that whoever is chosen gets the new card."""
        self._for_card.setVisible(wanted)

    def clear_search(self) -> None:
        """Empty the search line."""
        self.line.clear()
        self.show_found(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """↓ goes from the search line into the list, ↑ above its first row back; Esc leaves."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        key = event.key()
        if watched is self.line and key == Qt.Key.Key_Down and self.table.rows:
            self.table.take_keyboard()
            return True
        if watched is self.table and key == Qt.Key.Key_Up and self.table.currentIndex().row() <= 0:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if key == Qt.Key.Key_Escape and not (watched is self.line and self.line.text()):
            self.left.emit()
            return True
        return False

    def _lay_out(self) -> None:
        self._for_card = QFrame()
        theme.dress(self._for_card, tone="info")
        words = QHBoxLayout(self._for_card)
        words.setContentsMargins(12, 4, 12, 4)
        text = QLabel(_("Choose who gets the new card. [Esc] to stop"))
        text.setWordWrap(True)
        words.addWidget(text)
        self._for_card.hide()
        below = QHBoxLayout()
        below.addWidget(self._count, 1)
        below.addWidget(self._together)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._for_card)
        column.addWidget(self.line)
        column.addWidget(self.table, 1)
        column.addWidget(self._nobody, 1)
        column.addLayout(below)

    def _show(self) -> None:
        rows = rows_of(self._lines, self._found)
        self.table.put(rows)
        self.table.setVisible(bool(rows))
        self._nobody.setVisible(not rows)
        if self._found is None:
            self._nobody.setText(_("Nobody is booked for today. Register a walk-in with [F2]."))
        else:
            self._nobody.setText(_("Nobody was found. Register them as a walk-in with [F2]."))
        counts = counts_of(self._lines)
        text = _("Booked {booked} · Walk-ins {walk_ins} · Here {here}").format(
            booked=counts.booked, walk_ins=counts.walk_ins, here=counts.here
        )
        if counts.supporters:
            n = counts.supporters
            helping = ngettext("{n} supporter at work", "{n} supporters at work", n)
            text = f"{text}　{helping.format(n=n)}"
        self._count.say(text)

    def _show_marks(self, marked: int) -> None:
        self._together.setVisible(marked > 0)
        self._together.say(_("Check in {n} together").format(n=marked))
