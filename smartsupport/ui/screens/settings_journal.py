"""操作の記録: what was done on this computer in a month, narrowed by chips, and as a file."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from smartsupport import formats
from smartsupport.clock import TOKYO
from smartsupport.domain.errors import Known
from smartsupport.domain.journal import KINDS, DeedKind, Line
from smartsupport.domain.journal_words import deed_kind_word, deed_word, document_word
from smartsupport.domain.period import Month
from smartsupport.i18n import N_, _, language
from smartsupport.messages import sentence
from smartsupport.services import journal
from smartsupport.services.files import save
from smartsupport.services.journal_files import ENDINGS, month_bytes
from smartsupport.services.office import Office
from smartsupport.ui.background import Lane
from smartsupport.ui.rows import PAGE, Column
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.session_sides import WrappingRow
from smartsupport.ui.table import LongList
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.chips import Chips
from smartsupport.ui.widgets.day_navigator import DayNavigator


def _when(line: Line) -> str:
    at = line.entry.at.astimezone(TOKYO)
    return f"{formats.short_day(at.date(), language())} {formats.clock(at)}"


def _document(line: Line) -> str:
    day = formats.short_day(line.day, language()) if line.day else ""
    return " ".join(part for part in (document_word(line.entry.document), day, line.venue) if part)


_COLUMNS: tuple[Column[Line], ...] = (
    Column(title=N_("When"), text=_when, width=200),
    Column(title=N_("Who"), text=lambda x: x.entry.person, width=150),
    Column(title=N_("What was done"), text=lambda x: deed_word(x.entry.deed), width=230),
    Column(
        title=N_("How many"),
        text=lambda x: formats.count(x.entry.count) if x.entry.count else "",
        width=90,
        align="right",
    ),
    Column(title=N_("Document or list"), text=_document, width=320),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Query:
    month: Month
    kind: DeedKind | None
    person: str | None


class JournalPage(QWidget):
    """One month at a time, the latest line first."""

    def __init__(self, office: Office, around: Around) -> None:
        super().__init__()
        self._office, self._around = office, around
        self.month = DayNavigator(lambda: around.clock().astimezone(TOKYO).date(), step="month")
        self.month.moved.connect(lambda _first: self.load())
        self.kinds = Chips([(k, deed_kind_word(k)) for k in KINDS], name=_("What was done"))
        self.people = Chips([], name=_("Who"))
        for chips in (self.kinds, self.people):
            chips.changed.connect(self._ask)
        self.list = LongList(
            _COLUMNS,
            self._ids,
            self._rows,
            background=around.background,
            name=_("Journal"),
            fetch_first=partial(self._ids, limit=PAGE),
        )
        self.list.failed.connect(self._failed)
        above = WrappingRow()
        above.flow.addWidget(self.month)
        for ending in ENDINGS:
            button = BigButton(
                _("Export this month ({ending})").format(ending=f".{ending}"), icon="save"
            )
            button.clicked.connect(partial(self._ask_where, ending))
            above.flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(above)
        layout.addWidget(self.kinds)
        layout.addWidget(self.people)
        layout.addWidget(self.list, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Lines are added all the time: whoever looks sees the latest."""
        super().showEvent(event)
        self.load()

    def load(self) -> None:
        """Ask for the month and for who stands in the journal."""
        self._ask()
        self._around.background.run(
            Lane.READ,
            partial(journal.people, self._office),
            self._offer,
            self._failed,
            key=(id(self), "people"),
        )

    def save_as(self, path: Path, ending: str) -> None:
        """Write the month into a file, off the GUI thread."""
        self._around.background.run(
            Lane.HEAVY,
            partial(_written, self._office, Month.of(self.month.day), ending, path),
            self._saved,
            self._failed,
        )

    def _offer(self, people: list[str]) -> None:
        self.people.offer([(person, person) for person in people])
        self.people.setVisible(len(people) > 1)

    def _ask(self) -> None:
        kinds, people = self.kinds.picked, self.people.picked
        self.list.ask(
            _Query(
                month=Month.of(self.month.day),
                kind=kinds[0] if kinds else None,
                person=people[0] if people else None,
            )
        )

    def _ids(self, query: _Query, limit: int | None = None) -> list[UUID]:
        deeds = KINDS[query.kind] if query.kind else ()
        wanted = journal.of_month(query.month, deeds=deeds, person=query.person)
        return journal.ids(self._office, wanted, limit)

    def _rows(self, ids: list[UUID]) -> dict[UUID, Line]:
        return journal.lines(self._office, ids)

    def _ask_where(self, ending: str, _checked: bool = False) -> None:
        dialog = QFileDialog(self, _("Save"), str(self._office.places.documents))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
        dialog.selectFile(f"{Month.of(self.month.day)}_{_('Journal')}.{ending}")
        dialog.fileSelected.connect(lambda name: self.save_as(Path(name), ending))
        dialog.open()

    def _saved(self, path: Path) -> None:
        self._around.say(_("Saved as {file}.").format(file=path.name), "ok")
        self._ask()

    def _failed(self, error: Known) -> None:
        self._around.say(sentence(error), "attention")


def _written(office: Office, month: Month, ending: str, path: Path) -> Path:
    return save(path, month_bytes(office, month, ending))
