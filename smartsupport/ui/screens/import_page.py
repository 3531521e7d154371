"""取り込み: what a file would bring is shown first; nothing is stored before a person says so."""

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from smartsupport.domain.errors import Known
from smartsupport.formats import count
from smartsupport.i18n import N_, _, ngettext
from smartsupport.messages import sentence
from smartsupport.messages.fields import list_name
from smartsupport.services import files, imports
from smartsupport.services.import_plan import AT_ONCE, Done, Outcome, Preview
from smartsupport.services.office import Office
from smartsupport.sheets.reading import Source
from smartsupport.sheets.watch import Watch
from smartsupport.ui import theme
from smartsupport.ui.actions import Action
from smartsupport.ui.background import Lane, Priority
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.import_rows import PreviewRows, PreviewTable
from smartsupport.ui.screens.import_words import OUTCOMES, Line, lines_of, problem_sentence
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.chips import Chips
from smartsupport.ui.widgets.progress import Progress

TITLES = {
    "supporters": N_("List of supporters: {name}"),
    "participants": N_("List of participants: {name}"),
    "venues": N_("List of venues: {name}"),
    "sessions": N_("List of sessions: {name}"),
    "bookings": N_("List of applications: {name}"),
}
ACTIONS = (
    Action(code="import_accept", text=N_("Store these rows"), shortcut="Ctrl+Return", icon="check"),
    Action(code="import_mend", text=N_("Save the rows to mend"), shortcut="Ctrl+S", icon="save"),
    Action(code="import_back", text=N_("Back to the list"), shortcut="Esc"),
)
DOUBTFUL = "doubtful"
"""The chip of rows with something to look at, whatever becomes of them."""


PLACES = {
    "supporters": "register",
    "participants": "register",
    "venues": "register",
    "sessions": "calendar",
}
"""The screen that takes a kind of list in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSource:
    """A list that another screen than the one it was given to should read."""

    kind: str
    source: Source
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file read and compared, and its rows in words."""

    preview: Preview
    lines: list[Line]


@dataclass(slots=True)
class _Total:
    """What was stored so far, batch by batch."""

    place: int = 0
    new: int = 0
    changed: int = 0
    refused: int = 0
    stopped: Known | None = None

    def add(self, done: Done, known: int) -> None:
        """Count one batch; `known` problems were told by the preview."""
        self.new += done.new
        self.changed += done.changed
        self.refused += len(done.problems) - known
        self.stopped = done.stopped


class _Told(QObject):
    """Carries how far the reading is from its thread to the page."""

    stepped = Signal(int, int)


class ImportPage(QWidget):
    """One file at a time: reading, the preview, storing, and what is left to mend."""

    finished = Signal()
    """The person goes back."""
    stored = Signal(object)
    """The records that were stored just now, in the order of the file."""

    def __init__(self, office: Office, around: Around) -> None:
        super().__init__()
        self._office, self._around = office, around
        self._found: Found | None = None
        self._stop = threading.Event()
        self._told = _Told(self)
        self._title = QLabel()
        self.progress = Progress()
        self.chips = Chips((), name=_("Show only"))
        self.rows = PreviewRows()
        self.table = PreviewTable(self.rows)
        self._notes = QLabel()
        bound = around.commands.bind(
            self,
            ACTIONS,
            {
                "import_accept": self.accept,
                "import_mend": self.ask_save,
                "import_back": self.back,
            },
        )
        self._accept, self._mend, self._back = (bound[action.code] for action in ACTIONS)
        self._lay_out()
        self.progress.cancelled.connect(lambda: self._stop.set())
        self._told.stepped.connect(self.progress.at)
        self.chips.changed.connect(self._narrow)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._explain())

    def read(self, kind: str, source: Source, name: str, session_id: UUID | None = None) -> None:
        """Read `source` as a list of `kind` (a code of `imports.KINDS`) and show what it brings.

        `session_id` is the session that a list of applicants is for.
        """
        self._reading = ListSource(kind=kind, source=source, name=name)
        self._stop = stop = threading.Event()
        self._found = None
        self._title.setText(_(TITLES[kind]).format(name=name))
        self._show_lines([])
        self.chips.offer(())
        self._enable(ready=False)
        self.progress.begin(_("Reading the list…"))
        watch = Watch(progress=self._told.stepped.emit, cancelled=stop.is_set)
        self._around.background.run(
            Lane.HEAVY,
            partial(_read, self._office, kind, source, session_id, watch),
            self._came,
            self._unreadable,
            key=(id(self), "read"),
            owner=self,
        )

    def accept(self) -> None:
        """Store the rows, some at a time, so that the desk never waits for all of them."""
        if self._found is None:
            return
        self._enable(ready=False)
        self._stop = threading.Event()
        self.progress.begin(_("Storing the rows…"))
        wanted = [
            row.number
            for row in self._found.preview.rows
            if row.outcome in (Outcome.NEW, Outcome.CHANGED)
        ]
        self._store(self._found.preview, wanted, _Total())

    def ask_save(self) -> None:
        """Let the person choose where the rows to mend are written."""
        dialog = QFileDialog(self, _("Save the rows to mend"), "", "Excel (*.xlsx)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(_("Rows to mend") + ".xlsx")
        dialog.fileSelected.connect(lambda name: self.save_at(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_at(self, path: Path) -> None:
        """Write the rows to mend, with their reasons, to a workbook."""
        if self._found is None:
            return
        self._around.background.run(
            Lane.HEAVY,
            partial(_write, self._office, self._found.preview, path),
            lambda saved: self._around.say(_("Saved as {name}.").format(name=saved.name), "ok"),
            self._failed,
            owner=self,
        )

    def back(self) -> None:
        """Leave; what was not stored is let go."""
        self._stop.set()
        self._around.background.forget(Lane.HEAVY, (id(self), "read"))
        self.progress.end()
        self._found = None
        self.finished.emit()

    # Reading

    def _came(self, found: Found) -> None:
        self.progress.end()
        self._found = found
        counts = Counter(line.outcome for line in found.lines)
        doubtful = sum(
            line.doubtful and line.outcome is not Outcome.LEFT_OUT for line in found.lines
        )
        choices: list[tuple[Any, str]] = [
            (outcome, f"{_(text)} {count(counts[outcome])}") for outcome, text in OUTCOMES.items()
        ]
        if doubtful:
            choices.append((DOUBTFUL, _("Worth a look") + " " + count(doubtful)))
        self.chips.offer(choices)
        self.chips.pick([])
        self._show_lines(found.lines)
        self._enable(ready=True)
        self.table.setFocus()

    def _unreadable(self, error: Known) -> None:
        self.back()
        tone = "info" if self._stop.is_set() else "refused"
        self._around.say(sentence(error), tone, action=self._elsewhere(error))

    def _elsewhere(self, error: Known) -> tuple[str, Callable[[], None]] | None:
        """The way to where a list of another kind is taken in."""
        kind = str(error.data.get("list", ""))
        if error.code != "import_other_kind" or kind not in PLACES:
            return None
        there = replace(self._reading, kind=kind)
        said = _("Read it as a list of {list}").format(list=list_name(kind))
        return said, partial(self._around.go, PLACES[kind], there)

    # Storing

    def _store(self, preview: Preview, wanted: list[int], total: _Total) -> None:
        self.progress.at(total.place, max(1, len(wanted)))
        if total.place >= len(wanted) or total.stopped or self._stop.is_set():
            self._finish(wanted, total)
            return
        batch = wanted[total.place : total.place + AT_ONCE]
        self._around.background.run(
            Lane.WRITE,
            partial(imports.accept, self._office, preview, only=frozenset(batch)),
            partial(self._stored, preview, wanted, total),
            self._failed,
            priority=Priority.MERGE,
            owner=self,
        )

    def _stored(self, preview: Preview, wanted: list[int], total: _Total, done: Done) -> None:
        total.add(done, len(preview.problems))
        if done.stopped is None:
            total.place = min(total.place + AT_ONCE, len(wanted))
        self._store(preview, wanted, total)

    def _finish(self, wanted: list[int], total: _Total) -> None:
        self.progress.end()
        self._around.say(_outcome(total, len(wanted) - total.place), _tone(total))
        if self._found is None:
            return
        came = set(wanted[: total.place])
        self.stored.emit([row.record for row in self._found.preview.rows if row.number in came])
        self._enable(ready=True)
        self._accept.setEnabled(total.place < len(wanted))
        if total.place >= len(wanted) and not total.refused and not self._left_out():
            self.back()
        else:
            self.chips.pick([Outcome.LEFT_OUT])
            self._narrow()

    def _failed(self, error: Known) -> None:
        self.progress.end()
        self._enable(ready=self._found is not None)
        self._around.say(sentence(error), "refused")

    # Showing

    def _left_out(self) -> bool:
        lines = self._found.lines if self._found else []
        return any(line.outcome is Outcome.LEFT_OUT for line in lines)

    def _narrow(self) -> None:
        if self._found is None:
            return
        picked = self.chips.picked
        self._show_lines([line for line in self._found.lines if not picked or _is(line, picked[0])])

    def _show_lines(self, lines: list[Line]) -> None:
        self.rows.show(lines)
        if lines:
            self.table.selectRow(0)
        self._explain()

    def _explain(self) -> None:
        place = self.table.currentIndex().row()
        line = self.rows.lines[place] if 0 <= place < len(self.rows.lines) else None
        self._notes.setText("\n".join(line.notes) if line else "")
        self._notes.setVisible(bool(line and line.notes))

    def _enable(self, *, ready: bool) -> None:
        lines = self._found.lines if self._found else []
        some = any(line.outcome in (Outcome.NEW, Outcome.CHANGED) for line in lines)
        self._accept.setEnabled(ready and some)
        self._mend.setEnabled(ready and self._left_out())

    def _lay_out(self) -> None:
        self._title.setWordWrap(True)
        theme.dress(self._title, kind="heading")
        self._notes.setWordWrap(True)
        above = QHBoxLayout()
        above.setSpacing(16)
        above.addWidget(BigButton.of(self._back, "chevron-left"))
        above.addWidget(self._title, 1)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(BigButton.of(self._mend, "save"))
        below.addWidget(BigButton.of(self._accept, "check", primary=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(12)
        column.addLayout(above)
        column.addWidget(self.progress)
        column.addWidget(self.chips)
        column.addWidget(self.table, 1)
        column.addWidget(self._notes)
        column.addLayout(below)


def _read(
    office: Office, kind: str, source: Source, session_id: UUID | None, watch: Watch
) -> Found:
    preview = imports.preview(office, kind, source, session_id=session_id, watch=watch)
    return Found(preview=preview, lines=lines_of(preview))


def _write(office: Office, preview: Preview, path: Path) -> Path:
    return files.save(path, imports.problem_sheet(office, preview, problem_sentence))


def _is(line: Line, chip: object) -> bool:
    if chip == DOUBTFUL:
        return line.doubtful and line.outcome is not Outcome.LEFT_OUT
    return line.outcome is chip


def _outcome(total: _Total, left: int) -> str:
    text = _("{added}, {changed}.").format(
        added=ngettext("{n} row was added", "{n} rows were added", total.new).format(
            n=count(total.new)
        ),
        changed=ngettext("{n} was changed", "{n} were changed", total.changed).format(
            n=count(total.changed)
        ),
    )
    if total.refused:
        text += " " + ngettext(
            "{n} row could not be stored.", "{n} rows could not be stored.", total.refused
        ).format(n=count(total.refused))
    if left:
        text += " " + ngettext(
            "{n} row is not stored; storing again goes on from there.",
            "{n} rows are not stored; storing again goes on from there.",
            left,
        ).format(n=count(left))
    if total.stopped:
        text += " " + sentence(total.stopped)
    return text


def _tone(total: _Total) -> str:
    return "attention" if total.refused or total.stopped else "ok"
