"""Who is meant by what is typed, tapped or marked: they come in, or get the new card."""

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from smartsupport.codes.token import ScanKind, parse
from smartsupport.domain.desk import Answer
from smartsupport.domain.door import Source
from smartsupport.services.desk_people import Found
from smartsupport.ui.screens.desk_calls import DeskCalls
from smartsupport.ui.screens.desk_list import TodayList
from smartsupport.ui.screens.desk_offers import Do, Offer


class DeskChoosing(QObject):
    """Asks while one types. On Enter the answer decides: one hit is meant, several are shown."""

    chose = Signal()
    """Somebody was chosen; the answer comes to the card."""
    nothing = Signal()
    """Enter in an empty search line."""

    def __init__(self, list: TodayList, calls: DeskCalls, parent: QObject) -> None:
        super().__init__(parent)
        self._list, self._calls = list, calls
        self._entered = ""
        self.card: Answer | None = None
        """The new card that goes to whoever is chosen next; see `give`."""
        list.searched.connect(self._searched)
        list.entered.connect(self._enter)
        list.chosen.connect(self._choose)
        list.together.connect(calls.arrive_together)
        calls.found.connect(self._show)

    def give(self, card: Answer | None) -> None:
        """Whoever is chosen next gets this new card; None: they come in as always."""
        self.card = card
        self._list.ask_for_card(card is not None)

    def _searched(self, text: str) -> None:
        if text.strip():
            self._calls.find(text, self._list.lines)
        else:
            self._calls.forget_find()
            self._list.show_found(None)

    def _enter(self, text: str) -> None:
        if parse(text).kind in (ScanKind.OURS, ScanKind.PRACTICE, ScanKind.DAMAGED):
            self._list.clear_search()
            self._calls.scan(text, Source.TYPED)
        elif text.strip():
            self._entered = text
            self._calls.find(text, self._list.lines)
        else:
            self.nothing.emit()

    def _show(self, text: str, found: Found) -> None:
        self._list.show_found(found)
        asked, self._entered = self._entered == text, ""
        if not asked:
            return
        people = [*found.here, *(person.id for person in found.others)]
        if len(people) == 1:
            self._choose(people[0])
        elif people:
            self._list.table.take_keyboard()

    def _choose(self, person_id: UUID) -> None:
        card = self.card
        self.give(None)
        self._list.clear_search()
        self.chose.emit()
        if card is None:
            self._calls.arrive(person_id)
        else:
            self._calls.take(Offer(do=Do.GIVE, text="", person_id=person_id), card)
