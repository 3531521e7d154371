"""引継ぎ: four steps from one 担当者 to the next, each done where it belongs."""

from collections.abc import Iterator
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from smartsupport.clock import TOKYO
from smartsupport.domain.account import Account, AccountRole
from smartsupport.domain.errors import Known
from smartsupport.domain.period import FiscalYear
from smartsupport.domain.session import Session
from smartsupport.i18n import _, ngettext
from smartsupport.messages import sentence
from smartsupport.paper import handover_sheet
from smartsupport.services import accounts, handover, journal, records
from smartsupport.services.office import Office
from smartsupport.ui.background import Lane
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.handover_plan import PlanDialog
from smartsupport.ui.screens.paper_dialog import PaperDialog
from smartsupport.ui.screens.step_card import StepCard, numbered, step_button


class HandoverPage(QScrollArea):
    """In the order in which it is done; a step may be left for another day."""

    def __init__(self, office: Office, around: Around) -> None:
        super().__init__()
        self._office, self._around = office, around
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Handover"))
        self.people = QLabel()
        self.people.setTextFormat(Qt.TextFormat.PlainText)
        self.people.setWordWrap(True)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 8, 8, 8)
        column.setSpacing(12)
        for step in numbered(self._steps()):
            column.addWidget(step)
        column.addStretch(1)
        self.setWidget(page)
        around.live.watch(self, (Account,), lambda _changes: self.load())

    def load(self) -> None:
        """Ask who works with the register."""
        self._around.background.run(
            Lane.READ,
            partial(accounts.everyone, self._office),
            self._show,
            self._failed,
            key=(id(self), "people"),
            owner=self,
        )

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

    def go_to_people(self) -> None:
        """担当者と受付係, where people are added and removed."""
        self._around.go("settings", "people")

    def _show(self, people: list[Account]) -> None:
        names = "、".join(a.name for a in people if a.role is AccountRole.COORDINATOR)
        self.people.setText(_("Coordinators now: {names}").format(names=names))

    def _steps(self) -> Iterator[StepCard]:
        yield StepCard(
            _("Add the successor"),
            _(
                "They choose their own password, in front of you. From then on the two of you "
                "can work side by side."
            ),
            (step_button(_("Coordinators and receptionists"), "people", self.go_to_people),),
            (self.people,),
        )
        yield StepCard(
            _("Print the handover sheet"),
            _(
                "Venues and whom to ask there, what is repeated, what is open, and where the "
                "recovery sheet is kept. No participant is on it."
            ),
            (step_button(_("Handover sheet…"), "printer", self.print_sheet),),
        )
        yield StepCard(
            _("Draft next year's calendar"),
            _("This year's sessions a year later, to look through before they are added."),
            (step_button(_("Look at the draft…"), "calendar", self.plan),),
        )
        yield StepCard(
            _("Remove the predecessor"),
            _(
                "Only when the successor has signed in once. It is final: who was removed "
                "comes in again only as a new user. What they wrote keeps their name."
            ),
            (step_button(_("Coordinators and receptionists"), "people", self.go_to_people),),
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
