"""One record beside its list: edited in place, saved when asked, and never lost by looking away."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from smartsupport.clock import TOKYO
from smartsupport.domain.change import UNSEEN
from smartsupport.domain.errors import Known
from smartsupport.i18n import N_, _
from smartsupport.messages import sentence
from smartsupport.services import records
from smartsupport.services.office import Office
from smartsupport.ui import theme
from smartsupport.ui.actions import Action
from smartsupport.ui.background import Lane, Priority
from smartsupport.ui.form import Form
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.changes import Changes
from smartsupport.ui.screens.people_joined import JoinedVisits
from smartsupport.ui.screens.people_week import WeekBox
from smartsupport.ui.screens.register_kind import Opened, Register, shown, stored
from smartsupport.ui.screens.session_sides import WrappingRow
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.empty_state import EmptyState

ACTIONS = (
    Action(code="save", text=N_("Save"), shortcut="Ctrl+S", icon="save", where="register"),
    Action(code="discard", text=N_("Discard changes"), icon="undo", where="register"),
    Action(code="remove", text=N_("Remove"), icon="bin", where="register"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What was typed into a record and not saved: on top of the record as it was read."""

    opened: Opened
    typed: tuple[Mapping[str, Any], ...]


class RecordPane(QWidget):
    """Shows, edits and saves one record of `register` at a time; drafts of others are kept."""

    stored = Signal(object, bool)
    """A record was saved, and whether it is a new one."""
    remove_asked = Signal()
    """[削除]: whoever knows which entries are chosen calls `remove`, or removes them all."""
    removed = Signal(object)
    """A record was taken out of sight."""
    drafts_changed = Signal()
    """What is typed and not saved belongs to other records than before."""

    def __init__(self, office: Office, around: Around, register: Register) -> None:
        super().__init__()
        self._office, self._around, self._register = office, around, register
        self._opened: Opened | None = None
        self._drafts: dict[UUID, Draft] = {}
        self._asked: UUID | None = None
        self._saving = False
        self._parts = self._make_parts()
        self._history = (
            JoinedVisits(office, around, _(register.history)) if register.history else None
        )
        self._changes = Changes(office, around)
        bound = around.commands.bind(
            self,
            ACTIONS,
            {"save": self.save, "discard": self.discard, "remove": self.remove_asked.emit},
        )
        self._save, self._discard, self._remove = (bound[action.code] for action in ACTIONS)
        self._lay_out()
        self._show(None)

    # What is asked of it

    @property
    def record_id(self) -> UUID | None:
        """Whose record is shown."""
        return self._opened.record.id if self._opened else None

    @property
    def drafts(self) -> set[UUID]:
        """The ids of records with something typed that is not saved."""
        mine = {self.record_id} if self._opened and self.unsaved else set()
        return {*self._drafts, *(id for id in mine if id)}

    @property
    def unsaved(self) -> bool:
        """Whether what is shown differs from what is stored."""
        return any(part.unsaved for part in self._parts)

    def open(self, record_id: UUID) -> None:
        """Show this record; what is typed into another one is kept until it is shown again."""
        if record_id == self.record_id or self._saving:
            return
        self._put_aside()
        if record_id in self._drafts:
            self._take_up(self._drafts.pop(record_id))
        else:
            self._read(record_id)

    def begin(self) -> None:
        """A new record; one that was begun and not saved comes back."""
        if self._saving:
            return
        if not (self._opened and self._is_new(self._opened)):
            self._put_aside()
            begun = next((d for d in self._drafts.values() if self._is_new(d.opened)), None)
            if begun:
                self._take_up(self._drafts.pop(begun.opened.record.id))
            else:
                self._show(Opened(record=self._register.blank(self._office.new_id())))
        self._tabs.setCurrentIndex(0)
        self._form.focus()

    def refresh(self, ids: set[UUID]) -> None:
        """These records changed; what a person is typing stays, and so does what they had read."""
        if self.record_id in ids:
            self._read(self.record_id)

    def focus(self) -> None:
        """Put the keyboard into the first field."""
        if self._opened:
            self._tabs.setCurrentIndex(0)
            self._form.focus()

    # Saving and its opposites

    def save(self) -> None:
        """Store what is typed; what is wrong is said at its field."""
        if not self._opened or self._saving or not self._all_right():
            return
        opened, new = self._opened, self._is_new(self._opened)
        parts = self._parts
        typed = [part.values() if new else part.unsaved for part in parts]
        if not new and not any(typed):
            return
        values = {name: value for part in typed for name, value in part.items()}
        week = values.pop("week", None)
        self._saving = True
        self._enable()
        self._around.background.run(
            Lane.WRITE,
            partial(
                self._register.save,
                self._office,
                opened.record,
                stored(self._register.kind, values),
                week,
            ),
            partial(self._saved, [part.values() for part in parts], new),
            self._failed,
            priority=Priority.PERSON,
            owner=self,
        )

    def discard(self) -> None:
        """Take back what is typed."""
        if not self._opened or self._saving:
            return
        if self._is_new(self._opened):
            self._show(None)
        else:
            self._fill(self._opened)
            self._read(self._opened.record.id)
        self.drafts_changed.emit()

    def remove(self) -> None:
        """Take the record out of sight; it can be brought back."""
        if not self._opened or self._saving:
            return
        if self._is_new(self._opened):
            self.discard()
            return
        record = self._opened.record
        self._around.background.run(
            Lane.WRITE,
            partial(records.remove, self._office, record),
            lambda _nothing: self._gone(record),
            self._failed,
            owner=self,
        )

    def forget(self, ids: Iterable[UUID]) -> None:
        """These are gone, and with them what was typed about them."""
        for record_id in ids:
            self._drafts.pop(record_id, None)
            if self.record_id == record_id:
                self._show(None)
        self.drafts_changed.emit()

    def _gone(self, record: Any) -> None:
        self.forget([record.id])
        self.removed.emit(record)

    def _saved(self, sent: Sequence[Mapping[str, Any]], new: bool, record: Any) -> None:
        self._saving = False
        typed_since = [
            {name: value for name, value in part.values().items() if value != old[name]}
            for part, old in zip(self._parts, sent, strict=True)
        ]
        assert self._opened is not None  # nothing else is shown while it is saving
        week = next((values["week"] for values in sent if "week" in values), None)
        self._show(replace(self._opened, record=record, week=week))
        self._type_again(typed_since)
        self._enable()
        self.drafts_changed.emit()
        self.stored.emit(record, new)

    def _failed(self, error: Known) -> None:
        self._saving = False
        self._enable()
        text = sentence(error)
        for place, part in enumerate(self._parts):
            if isinstance(part, Form) and part.refused(error, text):
                self._tabs.setCurrentIndex(place)
                part.refused(error, text)
                return
        self._around.say(text, "refused")

    # Reading and showing

    def _read(self, record_id: UUID | None) -> None:
        if record_id is None:
            return
        self._asked = record_id
        self._around.background.run(
            Lane.READ,
            partial(self._register.read, self._office, record_id),
            partial(self._came, record_id),
            self._failed,
            key=(id(self), "record"),
            owner=self,
        )

    def _came(self, record_id: UUID, opened: Opened) -> None:
        if record_id != self._asked or self._saving:
            return
        if self.record_id == record_id and self.unsaved:
            return
        self._show(opened if opened.record is not None else None)

    def _show(self, opened: Opened | None) -> None:
        before = self.record_id
        self._opened = opened
        if opened is not None:
            self._fill(opened)
            if opened.record.id != before:
                self._tabs.setCurrentIndex(0)  # what is private goes back out of sight
        self._stack.setCurrentIndex(0 if opened is None else 1)
        self._enable()

    def _fill(self, opened: Opened) -> None:
        for part in self._parts:
            if isinstance(part, WeekBox):
                part.fill({"week": opened.week})
                part.say_others(opened.others)
            else:
                part.fill(shown(opened.record, [field.name for field in part.fields]))
        if self._history is not None:
            self._history.show_person(opened)
        self._changes.show_record(None if self._is_new(opened) else opened.record.id)
        self._enable()

    # Drafts

    def _put_aside(self) -> None:
        if self._opened and self.unsaved:
            record = self._opened.record
            typed = tuple(part.unsaved for part in self._parts)
            self._drafts[record.id] = Draft(opened=self._opened, typed=typed)
            named = replace(record, **stored(self._register.kind, typed[0]))
            self._around.say(
                _("What you typed for {name} is kept, but not saved yet.").format(
                    name=self._register.called(named) or _("the new entry")
                ),
                "attention",
                action=(_("Go on typing"), partial(self._go_back, record.id)),
            )
            self.drafts_changed.emit()

    def _go_back(self, record_id: UUID) -> None:
        if record_id in self._drafts:
            self.open(record_id)

    def _take_up(self, draft: Draft) -> None:
        self._asked = None
        self._show(draft.opened)
        self._type_again(draft.typed)
        self._enable()
        self.drafts_changed.emit()

    def _type_again(self, typed: Sequence[Mapping[str, Any]]) -> None:
        for part, values in zip(self._parts, typed, strict=True):
            if isinstance(part, WeekBox):
                if values:
                    part.type_in(values)
                continue
            for name, value in values.items():
                part.input(name).write(value)

    # Laying out

    def wanted_width(self, room: int) -> int:
        """Logical pixels in which every tab's title is whole, and in `room` a weekday one line."""
        weeks = [part.wanted_width() for part in self._parts if isinstance(part, WeekBox)]
        tabs = self._tabs.sizeHint().width() + theme.look().sizes.text  # the open one is bold
        return max([tabs, *(week for week in weeks if week <= room)])

    def _make_parts(self) -> list[Form | WeekBox]:
        today = self._around.clock().astimezone(TOKYO).date()
        register = self._register
        self._form = Form(register.fields(), name=_(register.title), today=today)
        parts: list[Form | WeekBox] = [self._form]
        if register.week:
            parts.append(WeekBox())
        if private := register.private():
            parts.append(Form(private, name=_(private[0].label), today=today))
        return parts

    def _lay_out(self) -> None:
        self._tabs = QTabBar()
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        theme.dress(self._tabs, kind="many")  # beside a list there is little room
        self._tabs.setUsesScrollButtons(False)
        self._pages = QStackedWidget()
        titles = [_("Basics"), *(_("Availability") for _week in range(self._register.week))]
        titles += [_(field.label) for field in self._register.private()[:1]]
        pages: list[QWidget] = [*self._parts]
        if self._history is not None:
            titles.append(_(self._register.history))
            pages.append(self._history)
        titles.append(_("History"))
        pages.append(self._changes)
        for title, page in zip(titles, pages, strict=True):
            self._tabs.addTab(title)
            self._pages.addWidget(page)
        self._tabs.currentChanged.connect(self._pages.setCurrentIndex)
        for part in self._parts:
            part.changed.connect(self._typed)
            if isinstance(part, Form):
                part.submitted.connect(self.save)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._tabs)
        column.addWidget(self._pages, 1)
        column.addLayout(self._bar())
        nobody = EmptyState(
            _("Nothing is chosen"), _("Choose an entry of the list."), icon=self._register.icon
        )
        self._pages.setMinimumHeight(80)
        self._stack = QStackedWidget(self)
        self._stack.setMinimumHeight(180)
        self._stack.addWidget(nobody)
        self._stack.addWidget(whole)
        all_of_it = QVBoxLayout(self)
        all_of_it.setContentsMargins(0, 0, 0, 0)
        all_of_it.addWidget(self._stack)

    def _bar(self) -> QHBoxLayout:
        bar, typed = QHBoxLayout(), WrappingRow(gap=8)
        bar.setContentsMargins(8, 0, 8, 0)
        typed.flow.addWidget(BigButton.of(self._save, "save", primary=True))
        typed.flow.addWidget(BigButton.of(self._discard))
        bar.addWidget(typed, 1)
        bar.addWidget(BigButton.of(self._remove), 0, Qt.AlignmentFlag.AlignTop)
        return bar

    def _typed(self) -> None:
        self._enable()
        self.drafts_changed.emit()

    def _enable(self) -> None:
        ready = self._opened is not None and not self._saving
        new = self._opened is not None and self._is_new(self._opened)
        self._save.setEnabled(ready and self.unsaved)
        self._discard.setEnabled(ready and (new or self.unsaved))
        self._remove.setEnabled(ready and not new)

    def _all_right(self) -> bool:
        for place, part in enumerate(self._parts):
            if not part.check():
                self._tabs.setCurrentIndex(place)
                return part.check()
        return True

    @staticmethod
    def _is_new(opened: Opened) -> bool:
        return bool(opened.record.seen == UNSEEN)
