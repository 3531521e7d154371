"""One list of the 名簿: search, あかさたな, filter chips, the rows, and the record beside them."""

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from smartsupport import formats
from smartsupport.domain.availability import Availability
from smartsupport.domain.door import DoorEvent
from smartsupport.domain.errors import Known
from smartsupport.domain.same import SameAs
from smartsupport.i18n import _, ngettext
from smartsupport.messages import sentence
from smartsupport.services import journal, people, records
from smartsupport.services.office import Office
from smartsupport.ui import theme
from smartsupport.ui.background import Lane, Priority
from smartsupport.ui.rows import PAGE, Column
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.register_index import KanaIndex
from smartsupport.ui.screens.register_kind import Query, Register
from smartsupport.ui.screens.register_record import RecordPane
from smartsupport.ui.table import LongList
from smartsupport.ui.widgets.chips import Chips
from smartsupport.ui.widgets.empty_state import EmptyState
from smartsupport.ui.widgets.search_line import SearchLine

LIST_LEAST, LIST_ENOUGH, PANE_ENOUGH = 14, 24, 24
"""In characters: a list that still tells something, one and a record that are easy to read."""


_DOES_IT = QMessageBox.ButtonRole.DestructiveRole


class RegisterPage(QWidget):
    """A tab of the 名簿."""

    def __init__(self, office: Office, around: Around, register: Register) -> None:
        super().__init__()
        self.register = register
        self._office, self._around = office, around
        self._query = Query()
        self._wanted: UUID | None = None
        self.pane = RecordPane(office, around, register)
        self.search = SearchLine(_(register.hint))
        self._index = KanaIndex()
        self._chips = Chips(register.filters(), name=_("Show only"))
        self.list = LongList(
            self._columns(),
            partial(register.ids, office),
            partial(register.rows, office),
            background=around.background,
            fetch_first=lambda query: register.ids(office, replace(query, limit=PAGE)),
            name=_(register.title),
            many=register.cards,
            beside=True,
        )
        self._count = QLabel()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.search)
        around.live.watch(self, (register.kind, Availability, DoorEvent, SameAs), self._heard)

    def load(self) -> None:
        """Ask for the list."""
        self.list.show_sort("kana")
        self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        """A list of names that comes into sight is noted."""
        super().showEvent(event)
        if self.register.cards:
            self._around.background.run(
                Lane.WRITE,
                partial(_note_opened, self._office, self.register),
                failed=self._failed,
                priority=Priority.LAST,
                owner=self,
            )

    def unsaved(self) -> bool:
        """Whether something is typed and not saved."""
        return bool(self.pane.drafts)

    def begin(self) -> None:
        """A new record."""
        self.list.choose(None)
        self.pane.begin()

    def show_record(self, record_id: UUID) -> None:
        """Show this one, in the list too where it can be seen."""
        self.pane.open(record_id)
        if not self.list.choose(record_id):
            self._wanted = record_id
            self.search.clear()

    def marked(self) -> list[UUID]:
        """The ids of the rows that are selected, else of the record that is shown."""
        shown = self.pane.record_id
        return self.list.selected_ids() or ([shown] if shown and shown in self.list.ids else [])

    # Asking

    def _ask(self) -> None:
        self.list.ask(self._query)
        self._around.background.run(
            Lane.READ,
            partial(self.register.index, self._office, self._query),
            self._index.offer,
            self._failed,
            key=(id(self), "index"),
            owner=self,
        )

    def _search_changed(self, text: str) -> None:
        self._query = replace(self._query, text=text)
        self._ask()

    def _filter_changed(self) -> None:
        self._query = replace(self._query, equal=tuple(self._chips.picked))
        self._ask()

    def _sort(self, _key: str, descending: bool) -> None:
        self._query = replace(self._query, descending=descending)
        self._ask()

    def _jump(self, kana: str) -> None:
        self._around.background.run(
            Lane.READ,
            partial(self.register.index, self._office, self._query),
            lambda places: self._go_to(places.get(kana, -1)),
            self._failed,
            key=(id(self), "jump"),
            owner=self,
        )

    def _go_to(self, place: int) -> None:
        if 0 <= place < len(self.list.ids):
            self.list.choose(self.list.ids[place])
            self.list.scrollTo(self.list.model().index(place, 0), LongList.ScrollHint.PositionAtTop)

    # Hearing

    def _counted(self, count: int) -> None:
        whole = self._query == Query(descending=self._query.descending)
        self._rows.setCurrentIndex(1 if count == 0 and whole else 0)
        self._say_count()
        if self._wanted is not None and self.list.choose(self._wanted):
            self._wanted = None

    def _say_count(self) -> None:
        count, marked = len(self.list.ids), len(self.list.selected_ids())
        text = ngettext("{n} entry", "{n} entries", count).format(n=formats.count(count))
        if not count:  # a list that holds nobody at all says so itself
            text = "" if self._rows.currentIndex() else _("Nothing was found.")
        if marked > 1:
            text += "　" + ngettext("{n} chosen", "{n} chosen", marked).format(n=marked)
        self._count.setText(text)

    def _chosen(self, record_id: UUID | None) -> None:
        if record_id is not None:
            self.pane.open(record_id)

    def _entered(self) -> None:
        if self.list.ids:
            self.list.choose(self.list.current_id or self.list.ids[0])
            self.list.setFocus()

    def _heard(self, changes: dict[Any, set[UUID]]) -> None:
        if ids := changes.get(self.register.kind):
            self.list.refresh(ids)
        if ids or SameAs in changes:
            self._ask()
        # Whom the other kinds are about is not told: whoever is shown is read again.
        shown = self.pane.record_id
        self.pane.refresh(ids if ids and len(changes) == 1 else {shown} if shown else set())

    def _stored(self, record: Any, new: bool) -> None:
        self._around.say(_("Saved."), "ok")
        if new:
            self._wanted = record.id
        if self.register.cards:
            self._around.background.run(
                Lane.READ,
                partial(people.twins_of, self._office, record),
                partial(self._propose, record),
                self._failed,
                owner=self,
            )

    def _propose(self, record: Any, twins: list[Any]) -> None:
        if twins:
            self._around.say(
                _("{name} may be in the register already: {other}. Please look.").format(
                    name=self.register.called(record), other=self.register.called(twins[0])
                ),
                "info",
                action=(_("Show"), partial(self.show_record, twins[0].id)),
            )

    # Removing

    def _remove(self) -> None:
        ids = self.list.selected_ids()
        if len(ids) < 2:
            self.pane.remove()
            return
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(_("Remove the {n} chosen entries?").format(n=formats.count(len(ids))))
        go = box.addButton(_("Remove {n}").format(n=formats.count(len(ids))), _DOES_IT)
        stay = box.addButton(_("Go back"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        go.clicked.connect(lambda: self._remove_all(ids))
        box.open()

    def _remove_all(self, ids: list[UUID]) -> None:
        self._around.background.run(
            Lane.WRITE,
            partial(records.remove_all, self._office, self.register.kind, ids),
            partial(self._all_removed, len(ids)),
            self._failed,
            owner=self,
        )

    def _all_removed(self, asked: int, gone: list[Any]) -> None:
        self.pane.forget([record.id for record in gone])
        said = []
        if gone:
            said.append(
                ngettext("{n} entry was removed.", "{n} entries were removed.", len(gone)).format(
                    n=formats.count(len(gone))
                )
            )
        if kept := asked - len(gone):
            said.append(
                ngettext(
                    "{n} stays: it has bookings, placements, visits or sessions.",
                    "{n} stay: they have bookings, placements, visits or sessions.",
                    kept,
                ).format(n=formats.count(kept))
            )
        self._say_removed(" ".join(said), gone)

    def _removed(self, record: Any) -> None:
        name = self.register.called(record)
        self._say_removed(_("{name} was removed.").format(name=name), [record])

    def _say_removed(self, text: str, gone: list[Any]) -> None:
        back = (_("Bring back"), partial(self._bring_back, gone)) if gone else None
        self._around.say(text, "info", action=back)

    def _bring_back(self, gone: list[Any]) -> None:
        self._around.background.run(
            Lane.WRITE,
            partial(records.restore, self._office, gone),
            lambda back: self.show_record(back[0].id),
            self._failed,
            priority=Priority.PERSON,
            owner=self,
        )

    def _failed(self, error: Known) -> None:
        self._around.say(sentence(error), "refused")

    # Laying out

    def _columns(self) -> list[Column[Any]]:
        first, *rest = self.register.columns
        return [replace(first, icon=self._mark), *rest]

    def _mark(self, record: Any) -> str:
        return "pencil" if record.id in self.pane.drafts else self.register.mark(record)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The record's tabs are whole wherever the list can spare the room."""
        super().resizeEvent(event)
        size = theme.look().sizes.text
        room = self.width() - LIST_ENOUGH * size
        wanted = max(PANE_ENOUGH * size, self.pane.wanted_width(room))
        spare = self.width() - LIST_LEAST * size - self._halves.handleWidth()
        self.pane.setMinimumWidth(min(wanted, spare))

    def _connect(self) -> None:
        self.search.searched.connect(self._search_changed)
        self.search.entered.connect(self._entered)
        self._chips.changed.connect(self._filter_changed)
        self._index.jumped.connect(self._jump)
        self.list.sort_asked.connect(self._sort)
        self.list.counted.connect(self._counted)
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(lambda _id: self.pane.focus())
        self.list.failed.connect(self._failed)
        self.list.selectionModel().selectionChanged.connect(lambda *_changes: self._say_count())
        self.pane.stored.connect(self._stored)
        self.pane.remove_asked.connect(self._remove)
        self.pane.removed.connect(self._removed)
        self.pane.drafts_changed.connect(self.list.viewport().update)

    def _lay_out(self) -> None:
        title, text = self.register.empty
        self._rows = QStackedWidget()
        self._rows.addWidget(self.list)
        self._rows.addWidget(
            EmptyState(
                _(title),
                _(text),
                icon=self.register.icon,
                action=(_(self.register.new), self.begin),
                key="Ctrl+N",
            )
        )
        self._rows.setMinimumHeight(130)  # low windows: a few rows are better than a scroll bar
        theme.dress(self._count, kind="muted")
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        if self.register.filters():
            column.addWidget(self._chips)
        column.addWidget(self._rows, 1)
        column.addWidget(self._count)
        self._halves = middle = QSplitter(Qt.Orientation.Horizontal)
        middle.setChildrenCollapsible(False)
        middle.addWidget(left)
        middle.addWidget(self.pane)
        middle.setSizes([560, 520])
        left.setMinimumWidth(LIST_LEAST * theme.look().sizes.text)
        above = QHBoxLayout()
        above.setSpacing(12)
        above.addWidget(self.search, 1)
        above.addWidget(self._index)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(above)
        whole.addWidget(middle, 1)


def _note_opened(office: Office, register: Register) -> None:
    journal.list_opened(office, register.code, people.count(office, register.kind))
