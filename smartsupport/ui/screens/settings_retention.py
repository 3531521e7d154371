"""保存期間と廃棄: the months, what is due by them, and the papers about both."""

from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from smartsupport.clock import TOKYO
from smartsupport.domain.errors import Known
from smartsupport.domain.retention import Disposal, Kept, RetentionRules
from smartsupport.domain.words import KEPT, word
from smartsupport.i18n import N_, _, ngettext
from smartsupport.messages import sentence
from smartsupport.paper import disposal_record
from smartsupport.paper import holdings as holdings_paper
from smartsupport.services import holdings, journal, retention
from smartsupport.services.office import Office
from smartsupport.services.retention import Due
from smartsupport.ui import theme
from smartsupport.ui.background import Lane
from smartsupport.ui.form import Form
from smartsupport.ui.inputs import Field, FieldKind
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.paper_dialog import PaperDialog
from smartsupport.ui.screens.session_sides import WrappingRow
from smartsupport.ui.screens.settings_dispose import DisposeDialog
from smartsupport.ui.widgets.big_button import BigButton


class RetentionPage(QScrollArea):
    """Nothing goes by itself: every kind is looked at, confirmed, and written down."""

    def __init__(self, office: Office, around: Around) -> None:
        super().__init__()
        self._office, self._around = office, around
        self._rules: RetentionRules | None = None
        self._due: dict[Kept, Due] = {}
        self.setWidgetResizable(True)
        self.setAccessibleName(_("Keeping and disposal"))
        self._provisional = QLabel()
        self._provisional.setWordWrap(True)
        fields = (
            *(Field(name=k.value, label=KEPT[k], kind=FieldKind.NUMBER, always=True) for k in Kept),
            Field(
                name="confirmed",
                label=N_("Checked against our own rules"),
                kind=FieldKind.CHECK,
                always=True,
            ),
        )
        today = around.clock().astimezone(TOKYO).date()
        self.form = Form(fields, name=_("Months to keep"), today=today)
        self.form.submitted.connect(self.save)
        self._save = BigButton(_("Save"), icon="check", primary=True)
        self._save.clicked.connect(self.save)
        self.counts = {kind: QLabel() for kind in Kept}
        self.looks = {kind: BigButton(_("Look and dispose…")) for kind in Kept}
        self._lay_out()
        around.live.watch(self, (RetentionRules, Disposal), lambda _changes: self.load())

    def showEvent(self, event: QShowEvent) -> None:
        """What is due changes with the days."""
        super().showEvent(event)
        self.load()

    def load(self) -> None:
        """Ask for the rules and for what is due."""
        run = self._around.background.run
        rules, due = partial(retention.rules, self._office), partial(retention.due, self._office)
        run(Lane.READ, rules, self._show_rules, self._failed, key=(id(self), "rules"), owner=self)
        run(Lane.READ, due, self._show_due, self._failed, key=(id(self), "due"), owner=self)

    def save(self) -> None:
        """Store the months."""
        if self._rules is None or not self.form.check():
            return
        values = {k: v for k, v in self.form.unsaved.items() if v is not None}
        self._around.background.run(
            Lane.WRITE,
            partial(retention.set_rules, self._office, self._rules, **values),
            self._saved,
            self._failed,
            owner=self,
        )

    def _saved(self, rules: RetentionRules) -> None:
        self.form.saved()
        self._show_rules(rules)
        self._around.say(_("Saved."), "ok")
        self.load()

    def _show_rules(self, rules: RetentionRules) -> None:
        self._provisional.setText(
            _("These months are provisional until they are checked against your rules.")
        )
        self._provisional.setVisible(not rules.confirmed)
        if not self.form.unsaved:
            self._rules = rules
            names = [*(kind.value for kind in Kept), "confirmed"]
            self.form.fill({name: getattr(rules, name) for name in names})

    def _show_due(self, found: list[Due]) -> None:
        self._due = {due.kind: due for due in found}
        for due in found:
            count = len(due.lines)
            text = ngettext("{n} due", "{n} due", count).format(n=count) if count else _("none due")
            self.counts[due.kind].setText(text)
            self.looks[due.kind].setEnabled(bool(count))

    def _look(self, kind: Kept) -> None:
        if kind in self._due:
            dialog = DisposeDialog(self._office, self._around, self, self._due[kind])
            dialog.done_with.connect(self._disposed)
            dialog.open()

    def _disposed(self, count: int) -> None:
        self._around.say(
            ngettext("{n} was disposed of.", "{n} were disposed of.", count).format(n=count),
            "ok",
            action=(_("Print the record"), self.print_record),
        )
        self.load()

    def print_record(self) -> None:
        """廃棄記録 of this 年度."""
        year = retention.this_year(self._office)
        PaperDialog(
            self._office,
            self._around,
            self,
            disposal_record.title(),
            partial(retention.record, self._office, year),
            partial(journal.note, self._office, document="disposal-record"),
        ).open()

    def print_holdings(self) -> None:
        """保有状況."""
        PaperDialog(
            self._office,
            self._around,
            self,
            holdings_paper.title(),
            partial(holdings.sheet, self._office),
            partial(journal.note, self._office, document="holdings"),
        ).open()

    def _failed(self, error: Known) -> None:
        if not self.form.refused(error, sentence(error)):
            self._around.say(sentence(error), "attention")

    def _lay_out(self) -> None:
        theme.dress(self._provisional, kind="strong")
        page, grid, papers = QWidget(), QGridLayout(), WrappingRow()
        for row, kind in enumerate(Kept):
            name = QLabel(word(kind))
            name.setWordWrap(True)
            self.looks[kind].setAccessibleDescription(word(kind))
            self.looks[kind].setEnabled(False)
            self.looks[kind].clicked.connect(partial(self._look, kind))
            for place, widget in enumerate((name, self.counts[kind], self.looks[kind])):
                grid.addWidget(widget, row, place)
        grid.setColumnStretch(0, 1)
        for text, run in (
            (_("Record of disposal of this year"), self.print_record),
            (_("What is held"), self.print_holdings),
        ):
            button = BigButton(text, icon="printer")
            button.clicked.connect(run)
            papers.flow.addWidget(button)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 8, 8, 8)
        column.addWidget(self._provisional)
        due = QLabel(_("Due for disposal"))
        theme.dress(due, kind="strong")
        column.addWidget(due)
        column.addLayout(grid)
        column.addWidget(papers)
        months = QLabel(_("Months to keep"))
        theme.dress(months, kind="strong")
        column.addWidget(months)
        # The page scrolls as a whole.
        inside = self.form.widget()
        assert inside is not None  # a form has its fields from the start
        self.form.setMinimumHeight(inside.sizeHint().height() + 8)
        column.addWidget(self.form, 1)
        below = WrappingRow()
        below.flow.addWidget(self._save)
        column.addWidget(below)
        self.setWidget(page)
