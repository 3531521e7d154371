"""引継ぎ: the steps from one 担当者 to the next, each done where it belongs."""

from collections.abc import Callable, Iterator
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from smartsupport.clock import TOKYO
from smartsupport.domain.errors import Known
from smartsupport.domain.period import FiscalYear
from smartsupport.domain.session import Session
from smartsupport.i18n import _, ngettext
from smartsupport.messages import sentence
from smartsupport.paper import handover_sheet
from smartsupport.services import handover, journal, records
from smartsupport.services.office import Office
from smartsupport.ui import theme
from smartsupport.ui.background import Lane
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.handover_plan import PlanDialog
from smartsupport.ui.screens.paper_dialog import PaperDialog
from smartsupport.ui.screens.session_sides import WrappingRow, say_lines
from smartsupport.ui.widgets.big_button import BigButton

NUMBERS = "①②③④"
"""Of the steps, as many as there are."""


class HandoverPage(QScrollArea):
    """In the order in which it is done; a step may be left for another day."""

    def __init__(self, office: Office, around: Around) -> None:
        super().__init__()
        self._office, self._around = office, around
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Handover"))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 8, 8, 8)
        column.setSpacing(12)
        for number, step in zip(NUMBERS, self._steps(), strict=False):
            step.heading.setText(f"{number} {step.heading.text()}")
            column.addWidget(step)
        column.addStretch(1)
        self.setWidget(page)

    def print_sheet(self) -> None:
        """引継書, seen before it is printed or saved."""
        PaperDialog(
            self._office,
            self._around,
            self,
            handover_sheet.title(),
            partial(handover.sheet, self._office),
            partial(journal.note, self._office, document="handover-sheet"),
        ).open()

    def plan(self) -> None:
        """来年度の日程案."""
        today = self._around.clock().astimezone(TOKYO).date()
        dialog = PlanDialog(self._office, self._around, self, FiscalYear.of(today))
        dialog.stored.connect(self._stored)
        dialog.open()

    def _steps(self) -> Iterator["_Step"]:
        yield _Step(
            _("Print the handover sheet"),
            _(
                "Venues and whom to ask there, what is repeated, what is open, and where the "
                "recovery sheet is kept. No participant is on it."
            ),
            BigButton(_("Handover sheet…"), icon="printer"),
            self.print_sheet,
        )
        yield _Step(
            _("Draft next year's calendar"),
            _("This year's sessions a year later, to look through before they are added."),
            BigButton(_("Look at the draft…"), icon="calendar"),
            self.plan,
        )

    def _stored(self, sessions: list[Session]) -> None:
        count = len(sessions)
        self._around.say(
            ngettext("{n} session was added.", "{n} sessions were added.", count).format(n=count),
            "ok",
            action=(_("Take back"), partial(self._take_back, [s.id for s in sessions])),
        )

    def _take_back(self, ids: list[UUID]) -> None:
        self._around.background.run(
            Lane.WRITE,
            partial(records.remove_all, self._office, Session, ids),
            lambda gone: self._around.say(
                ngettext("{n} entry was removed.", "{n} entries were removed.", len(gone)).format(
                    n=len(gone)
                )
            ),
            self._failed,
            owner=self,
        )

    def _failed(self, error: Known) -> None:
        self._around.say(sentence(error), "attention")


class _Step(QFrame):
    """What it is called, what it does, and the button that leads there."""

    def __init__(
        self,
        title: str,
        text: str,
        button: BigButton,
        run: Callable[[], None],
    ) -> None:
        super().__init__()
        theme.dress(self, kind="card")
        self.heading, said = QLabel(title), QLabel()
        theme.dress(self.heading, kind="strong")
        say_lines(said, text)
        said.setWordWrap(True)
        button.setAccessibleDescription(title)
        button.clicked.connect(lambda _checked=False: run())
        row = WrappingRow()
        row.flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        for part in (self.heading, said, row):
            column.addWidget(part)
