"""来年度の日程案: last year's sessions a year later, looked through before they are stored."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from smartsupport.domain.errors import Known
from smartsupport.domain.period import FiscalYear
from smartsupport.domain.session import Session
from smartsupport.i18n import _, ngettext
from smartsupport.messages import sentence
from smartsupport.paper.dates import fiscal_year_text
from smartsupport.services import next_year
from smartsupport.services.office import Office
from smartsupport.ui.background import Lane
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.handover_rows import PlanRows, PlanTable
from smartsupport.ui.screens.session_sides import say_lines
from smartsupport.ui.widgets.banner import Banner
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.chips import Chips


class PlanDialog(QDialog):
    """Every line is ticked; a line that is not wanted is unticked."""

    stored = Signal(object)
    """The sessions that are new."""

    def __init__(self, office: Office, around: Around, parent: QWidget, year: FiscalYear) -> None:
        """`year` is the present one; after the first of April the one before may be meant."""
        super().__init__(parent)
        self._office, self._around = office, around
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Draft of next year's calendar"))
        self.resize(parent.window().size() * 0.9)
        self._banner = Banner()
        years = (year, FiscalYear(year.year - 1))
        self.years = Chips([(y, _span(y)) for y in years], name=_("Fiscal year"), needed=True)
        self.years.changed.connect(self._ask)
        self.rows = PlanRows()
        self.rows.ticked.connect(self._count)
        self.table = PlanTable(self.rows)
        self.go = BigButton("", icon="check", primary=True)
        self.go.clicked.connect(self._store)
        stay = BigButton(_("Go back"), "Esc")
        stay.clicked.connect(self.reject)
        for button in (self.go, stay):
            button.setAutoDefault(False)
        said = QLabel()
        say_lines(
            said,
            _(
                "Each session a year later, on the same weekday of the month; public holidays "
                "are passed over by a week. Untick what is not wanted. Bookings and placements "
                "are not taken along."
            ),
        )
        said.setWordWrap(True)
        below = QHBoxLayout()
        below.addWidget(self.go)
        below.addStretch(1)
        below.addWidget(stay)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        for part in (self._banner, said, self.years):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addLayout(below)
        self._count()
        self._ask()

    def _ask(self) -> None:
        year = self.years.picked[0]
        self._around.background.run(
            Lane.READ,
            partial(next_year.draft, self._office, year),
            self.rows.show,
            self._failed,
            key=(id(self), "draft"),
            owner=self,
        )

    def _count(self) -> None:
        count = len(self.rows.chosen)
        text = ngettext("Add {n} session", "Add {n} sessions", count).format(n=count)
        self.go.say(text)
        self.go.setEnabled(bool(count))

    def _store(self) -> None:
        self.go.setEnabled(False)
        self._around.background.run(
            Lane.WRITE,
            partial(next_year.accept, self._office, self.rows.chosen),
            self._stored,
            self._failed,
            owner=self,
        )

    def _stored(self, sessions: list[Session]) -> None:
        self.stored.emit(sessions)
        self.accept()

    def _failed(self, error: Known) -> None:
        self._count()
        self._banner.say(sentence(error), "refused")


def _span(year: FiscalYear) -> str:
    return _("{year} → {next}").format(
        year=fiscal_year_text(year.year), next=fiscal_year_text(year.year + 1)
    )
