"""サポーター活動時間 of a month: who, how long, what is still unconfirmed, and the files."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from smartsupport import formats
from smartsupport.domain.door import DoorEvent
from smartsupport.domain.errors import Known
from smartsupport.domain.hours import HoursSheet, SupporterHours
from smartsupport.domain.kana import hiragana
from smartsupport.domain.period import Month
from smartsupport.domain.placement import Placement
from smartsupport.domain.same import SameAs
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.words import word
from smartsupport.i18n import N_, _, language
from smartsupport.messages import sentence
from smartsupport.services import hours
from smartsupport.services.files import save
from smartsupport.services.hours import Open
from smartsupport.services.hours_files import hours_bytes
from smartsupport.services.office import Office
from smartsupport.ui import theme
from smartsupport.ui.background import Lane
from smartsupport.ui.rows import Column
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.session_sides import WrappingRow
from smartsupport.ui.table import LongList
from smartsupport.ui.widgets.big_button import BigButton

_COLUMNS: tuple[Column[SupporterHours], ...] = (
    Column(title=N_("Reading"), text=lambda s: hiragana(s.kana), width=170),
    Column(title=N_("Name"), text=lambda s: s.supporter, width=150),
    Column(title=N_("Supporter kind"), text=lambda s: word(s.kind), width=120),
    Column(title=N_("Times"), text=lambda s: str(s.times), width=70, align="right"),
    Column(title=N_("Days"), text=lambda s: str(s.days), width=70, align="right"),
    Column(
        title=N_("Credited"),
        text=lambda s: formats.hours_minutes(s.credited),
        width=90,
        align="right",
    ),
    Column(
        title=N_("Unconfirmed"),
        text=lambda s: str(sum(r.estimated for r in s.rows) or ""),
        width=90,
        align="right",
    ),
)
_FORMATS = (("xlsx", "Excel (.xlsx)"), ("csv", "CSV (.csv)"), ("pdf", "PDF (.pdf)"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Month:
    sheet: HoursSheet
    waiting: list[Open]


class HoursPage(QWidget):
    """The month's supporters; above them what stands in the way of closing it."""

    def __init__(self, office: Office, around: Around) -> None:
        super().__init__()
        self._office, self._around = office, around
        self._month: Month | None = None
        self._people: dict[UUID, SupporterHours] = {}
        self._total = QLabel()
        theme.dress(self._total, kind="heading")
        self._waiting = WaitingEnds(self._confirm)
        self._list = LongList(
            _COLUMNS,
            lambda _query: list(self._people),
            lambda ids: {i: self._people[i] for i in ids if i in self._people},
            background=around.background,
            name=_("Hours of supporters"),
        )
        self._total.setFixedHeight(theme.look().sizes.target)
        above = WrappingRow()
        above.flow.addWidget(self._total)
        for ending, text in _FORMATS:
            button = BigButton(text, icon="save", primary=ending == "xlsx")
            button.clicked.connect(lambda _checked=False, e=ending: self._ask_where(e))
            above.flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(above)
        layout.addWidget(self._waiting)
        layout.addWidget(self._list, 1)
        shown = (DoorEvent, Placement, Session, Supporter, SameAs)
        around.live.watch(self, shown, lambda _changes: self._ask())

    def show_month(self, month: Month) -> None:
        """Ask for the hours of a month."""
        self._month = month
        self._ask()

    def _ask(self) -> None:
        if self._month is not None:
            self._around.background.run(
                Lane.READ,
                partial(_read, self._office, self._month),
                self._show,
                self._failed,
                key=(id(self), "month"),
            )

    def _show(self, found: _Month) -> None:
        self._people = {s.supporter_id: s for s in found.sheet.supporters}
        self._total.setText(
            _("{people} supporters, {hours} credited").format(
                people=len(self._people), hours=formats.hours_minutes(found.sheet.credited)
            )
        )
        self._total.updateGeometry()
        self._waiting.show_all(found.waiting)
        self._list.refresh(list(self._people))
        self._list.ask(found.sheet.month)

    def _confirm(self, waiting: Open) -> None:
        self._around.background.run(
            Lane.WRITE,
            partial(
                hours.confirm,
                self._office,
                waiting.row.supporter_id,
                waiting.row.session_id,
                waiting.row.start,
                waiting.proposed,
            ),
            None,
            self._failed,
            owner=self,
        )

    def _ask_where(self, ending: str) -> None:
        if self._month is None:
            return
        folder = self._office.places.documents
        dialog = QFileDialog(self, _("Save"), str(folder))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
        dialog.selectFile(f"{self._month}_{_('Supporters hours')}.{ending}")
        dialog.fileSelected.connect(lambda name: self.save_as(Path(name), ending))
        dialog.open()

    def save_as(self, path: Path, ending: str) -> None:
        """Write the month into a file, off the GUI thread."""
        if self._month is not None:
            self._around.background.run(
                Lane.HEAVY,
                partial(_written, self._office, self._month, ending, path),
                self._saved,
                self._failed,
            )

    def _saved(self, path: Path) -> None:
        self._around.say(_("Saved as {file}.").format(file=path.name), "ok")

    def _failed(self, error: Known) -> None:
        self._around.say(sentence(error), "attention")


class WaitingEnds(QWidget):
    """Rows whose end nobody confirmed: each with one button that takes 解散 as the end."""

    def __init__(self, confirm: Callable[[Open], None]) -> None:
        super().__init__()
        self._confirm = confirm
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)

    def show_all(self, waiting: list[Open]) -> None:
        """The first few, and how many more there are."""
        while (item := self._rows.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        self.setVisible(bool(waiting))
        for one in waiting[:_IN_SIGHT]:
            self._rows.addWidget(self._line(one))
        if len(waiting) > _IN_SIGHT:
            more = QLabel(_("… and {n} more").format(n=len(waiting) - _IN_SIGHT))
            theme.dress(more, kind="muted")
            self._rows.addWidget(more)

    def _line(self, one: Open) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        text = QLabel(
            _("{day} {name}: no end of work was recorded ({session}).").format(
                day=formats.short_day(one.row.day, language()),
                name=hiragana(one.row.kana) or one.row.supporter,
                session=one.row.session,
            )
        )
        text.setWordWrap(True)
        button = BigButton(
            _("Confirm {time}").format(time=formats.clock(one.proposed)), icon="check"
        )
        button.clicked.connect(lambda: self._confirm(one))
        row.addWidget(text, 1)
        row.addWidget(button)
        return line


_IN_SIGHT = 3


def _read(office: Office, month: Month) -> _Month:
    return _Month(sheet=hours.of_month(office, month), waiting=hours.to_confirm(office, month))


def _written(office: Office, month: Month, ending: str, path: Path) -> Path:
    return save(path, hours_bytes(office, hours.of_month(office, month), ending))
