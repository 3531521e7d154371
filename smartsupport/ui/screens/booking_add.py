"""Somebody to book: found while typing, or entered by the very text that found nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from smartsupport.domain.kana import hiragana, katakana
from smartsupport.domain.participant import Participant
from smartsupport.i18n import _
from smartsupport.services import people
from smartsupport.services.office import Office
from smartsupport.ui import theme
from smartsupport.ui.background import Lane
from smartsupport.ui.screen import Around
from smartsupport.ui.widgets.search_line import SearchLine

_MOST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class NewParticipant:
    """Somebody who is not in the register: a reading if it is all kana, else a name."""

    name: str = ""
    kana: str = ""

    @classmethod
    def named(cls, text: str) -> "NewParticipant":
        """From what was typed."""
        reading = katakana(text.strip())
        if all("ァ" <= char <= "ー" or char.isspace() for char in reading):
            return cls(kana=reading)
        return cls(name=text.strip())

    def participant(self, id: UUID) -> Participant:
        """The person to register."""
        return Participant(id=id, name=self.name, kana=self.kana)


class AddBooking(QWidget):
    """A search line with 当日受付 beside it; those found stand below until one is taken."""

    taken = Signal(object, bool)
    """A `Participant` or `NewParticipant` to book, and whether they came without a booking."""

    def __init__(self, office: Office, around: Around) -> None:
        super().__init__()
        self._office, self._around = office, around
        self._offered: list[Participant | NewParticipant] = []
        self.line = SearchLine(_("Book a participant: name, reading or phone"))
        self.walk_in = QCheckBox(_("Came without a booking"))
        self.found = QListWidget()
        self.found.setAccessibleName(_("Participants found"))
        self.found.hide()
        self.line.searched.connect(self._search)
        self.line.entered.connect(self._take)
        self.found.itemClicked.connect(lambda _item: self._take())
        self.found.itemActivated.connect(lambda _item: self._take())
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(self.walk_in)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.found)
        self.setFocusProxy(self.line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↑ and ↓ in the search line move in what was found."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and self._offered and self.line.hasFocus():
            last = len(self._offered) - 1
            self.found.setCurrentRow(min(max(self.found.currentRow() + step, 0), last))
            return
        super().keyPressEvent(event)

    def _search(self, text: str) -> None:
        if not text.strip():
            self._show(text, [])
            return
        self._around.background.run(
            Lane.READ,
            partial(_found, self._office, text),
            partial(self._show, text),
            key=(id(self), "found"),
            owner=self,
        )

    def _show(self, text: str, found: Sequence[Participant]) -> None:
        self.found.clear()
        self._offered = [*found]
        for person in found:
            said = (hiragana(person.kana), person.name, person.phone)
            self.found.addItem("  ".join(part for part in said if part))
        if text.strip():
            self._offered.append(NewParticipant.named(text))
            self.found.addItem(_("Enter “{name}” as a new participant").format(name=text.strip()))
            self.found.setCurrentRow(0)
        self.found.setVisible(bool(self._offered))
        rows = min(len(self._offered), 4)
        self.found.setFixedHeight(rows * theme.look().sizes.target + 2)

    def _take(self) -> None:
        row = self.found.currentRow()
        if not 0 <= row < len(self._offered):
            return
        chosen = self._offered[row]
        self.line.clear()
        self.line.setFocus()
        self.taken.emit(chosen, self.walk_in.isChecked())


def _found(office: Office, text: str) -> list[Participant]:
    wanted = people.ids(office, Participant, text)[:_MOST]
    rows = people.rows(office, Participant, wanted)
    found = (rows.get(id) for id in wanted)
    return [person for person in found if isinstance(person, Participant)]
