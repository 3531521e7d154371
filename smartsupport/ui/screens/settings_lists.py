"""The pages of 設定 that hold a list: kinds of session, topics, つなぎ先."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smartsupport.domain.consultation import Choice
from smartsupport.domain.errors import Known
from smartsupport.domain.session import Behaviour, SessionKind
from smartsupport.domain.words import word
from smartsupport.i18n import _
from smartsupport.messages import sentence
from smartsupport.services import calendar, lists, records
from smartsupport.services.office import Office
from smartsupport.ui import theme
from smartsupport.ui.background import Lane
from smartsupport.ui.screen import Around
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.chips import Chips

Entry = Choice | SessionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What a page lists: the calls are made in the lanes, `shown` on the screen."""

    help: str
    record: type
    fetch: Callable[[], Sequence[Entry]]
    shown: Callable[[Any], str]
    add: Callable[[str], Any]
    rename: Callable[[Any, str], Any]


class ListPage(QWidget):
    """Entries in their order; add, rename, stop offering, offer again."""

    def __init__(self, around: Around, office: Office, listed: Listed) -> None:
        super().__init__()
        self._office, self._around, self._listed = office, around, listed
        self._entries: dict[int, Entry] = {}
        self._list = QListWidget()
        self._list.setAccessibleName(listed.help)
        self._list.currentRowChanged.connect(self._fit_buttons)
        self._new = QLineEdit()
        self._new.setPlaceholderText(_("Name of a new entry"))
        self._new.setAccessibleName(_("Name of a new entry"))
        self._new.returnPressed.connect(self._add)
        self._add_button = BigButton(_("Add"), icon="plus")
        self._add_button.clicked.connect(self._add)
        self._rename_button = BigButton(_("Rename…"))
        self._rename_button.clicked.connect(self._ask_name)
        self._retire_button = BigButton(_("Stop using"))
        self._retire_button.clicked.connect(self._turn)
        self._above = QHBoxLayout()
        self._above.addWidget(self._new, 1)
        self._above.addWidget(self._add_button)
        below = QHBoxLayout()
        below.addWidget(self._rename_button)
        below.addWidget(self._retire_button)
        below.addStretch(1)
        said = QLabel(listed.help)
        said.setWordWrap(True)
        theme.dress(said, kind="quiet")
        self._column = layout = QVBoxLayout(self)
        for item in (said, self._above, self._list, below):
            if isinstance(item, QWidget):
                layout.addWidget(item)
            else:
                layout.addLayout(item)
        around.live.watch(self, (listed.record,), lambda _changes: self.load())

    def load(self) -> None:
        """Ask for the entries."""
        self._around.background.run(
            Lane.READ, self._listed.fetch, self._show, key=(id(self), "entries"), owner=self
        )

    def put_above(self, widget: QWidget) -> None:
        """Something more to say about a new entry, below its name and [追加]."""
        self._column.insertWidget(self._column.indexOf(self._above) + 1, widget)

    def _show(self, entries: Sequence[Entry]) -> None:
        row = max(0, self._list.currentRow())
        self._list.clear()
        self._entries = dict(enumerate(entries))
        for entry in entries:
            text = self._listed.shown(entry)
            if entry.retired:
                text = _("{name} (not used)").format(name=text)
            item = QListWidgetItem(text)
            if entry.retired:
                item.setForeground(theme.look().colour("quiet"))
            self._list.addItem(item)
        self._list.setCurrentRow(min(row, len(entries) - 1))
        self._fit_buttons()

    def _current(self) -> Entry | None:
        return self._entries.get(self._list.currentRow())

    def _fit_buttons(self) -> None:
        entry = self._current()
        for button in (self._rename_button, self._retire_button):
            button.setEnabled(entry is not None)
        if entry is not None:
            self._retire_button.say(_("Use again") if entry.retired else _("Stop using"))

    def _add(self) -> None:
        name = self._new.text().strip()
        if name:
            self._write(partial(self._listed.add, name), self._new.clear)

    def _ask_name(self) -> None:
        entry = self._current()
        if entry is None:
            return
        dialog = QInputDialog(self)
        dialog.setWindowTitle(_("Rename…"))
        dialog.setLabelText(_("New name"))
        dialog.setTextValue(entry.name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.textValueSelected.connect(
            lambda name: self._write(partial(self._listed.rename, entry, name))
        )
        dialog.open()

    def _turn(self) -> None:
        entry = self._current()
        if entry is not None:
            self._write(partial(lists.retire, self._office, entry, not entry.retired))

    def _write(self, work: Callable[[], Any], then: Callable[[], None] = lambda: None) -> None:
        self._around.background.run(
            Lane.WRITE, work, lambda _value: then(), self._refused, owner=self
        )

    def _refused(self, error: Known) -> None:
        self._around.say(sentence(error), "attention")


def entry_list(office: Office, around: Around, list_name: str) -> ListPage:
    """The page of topics or of つなぎ先."""
    return ListPage(
        around,
        office,
        Listed(
            help=_("Records that used an entry keep it, even when it is no longer offered."),
            record=Choice,
            fetch=partial(lists.entries, office, list_name),
            shown=lambda entry: f"{entry.key}  {entry.name}" if entry.key else entry.name,
            add=partial(lists.add_entry, office, list_name),
            rename=partial(lists.rename_entry, office),
        ),
    )


def kind_list(office: Office, around: Around) -> ListPage:
    """The page of kinds of session; a new one runs the way that is picked beside its name."""
    behaviour = Chips([(b, word(b)) for b in Behaviour], name=_("How it runs"), needed=True)
    page = ListPage(
        around,
        office,
        Listed(
            help=_("A kind is a name of yours for one of three ways to run a session."),
            record=SessionKind,
            fetch=partial(calendar.kinds, office),
            shown=lambda kind: f"{kind.letter}  {kind.name} – {word(kind.behaviour)}",
            add=lambda name: lists.add_kind(office, name, behaviour.picked[0]),
            rename=lambda kind, name: records.change(office, kind, name=name),
        ),
    )
    page.put_above(behaviour)
    return page
