"""What is due of one kind, ticked off by a person before it goes."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smartsupport.domain.errors import Known
from smartsupport.domain.retention import TWICE_ABOVE
from smartsupport.domain.words import word
from smartsupport.i18n import _, ngettext
from smartsupport.messages import sentence
from smartsupport.services import retention
from smartsupport.services.office import Office
from smartsupport.services.retention import Due
from smartsupport.ui import theme
from smartsupport.ui.background import Lane, Priority
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.session_sides import say_lines
from smartsupport.ui.typed import read_number
from smartsupport.ui.widgets.banner import Banner
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.day_picker import long_day

_ID = Qt.ItemDataRole.UserRole


class DisposeDialog(QDialog):
    """Every line is ticked; a line that is to stay is unticked. Many need their number typed."""

    done_with = Signal(int)
    """How many were disposed of."""

    def __init__(self, office: Office, around: Around, parent: QWidget, due: Due) -> None:
        super().__init__(parent)
        self._office, self._around, self._due = office, around, due
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(word(due.kind))
        self.resize(parent.window().size() * 0.7)
        self._banner = Banner()
        self.list = QListWidget()
        self.list.setAccessibleName(word(due.kind))
        for line in due.lines:
            item = QListWidgetItem(f"{line.name or _('Nameless')}　{long_day(line.since)}")
            item.setData(_ID, line.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.counted = QLineEdit()
        self.counted.setAccessibleName(_("Type the number to confirm"))
        self.counted.setFixedWidth(120)
        self.go = BigButton("")
        theme.dress(self.go, kind="danger")
        stay = BigButton(_("Go back"), "Esc")
        stay.clicked.connect(self.reject)
        for button in (self.go, stay):
            button.setAutoDefault(False)
        self.go.clicked.connect(self._dispose)
        self.list.itemChanged.connect(lambda _item: self._enable())
        self.counted.textChanged.connect(lambda _text: self._enable())
        self._lay_out(stay)
        self._enable()

    @property
    def chosen(self) -> list[UUID]:
        """Whom a person left ticked."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [i.data(_ID) for i in items if i.checkState() is Qt.CheckState.Checked]

    def _enable(self) -> None:
        count = len(self.chosen)
        many = count > TWICE_ABOVE
        self._twice.setVisible(many)
        right = not many or read_number(self.counted.text()) == count
        self.go.say(ngettext("Dispose of {n}", "Dispose of {n}", count).format(n=count))
        self.go.setEnabled(bool(count) and right)

    def _dispose(self) -> None:
        ids, counted = self.chosen, read_number(self.counted.text())
        self.go.setEnabled(False)
        self._around.background.run(
            Lane.WRITE,
            partial(retention.dispose, self._office, self._due.kind, ids, counted),
            self._done,
            self._failed,
            priority=Priority.PERSON,
            owner=self,
        )

    def _done(self, count: int) -> None:
        self.done_with.emit(count)
        self.accept()

    def _failed(self, error: Known) -> None:
        self._enable()
        self._banner.say(sentence(error), "refused")

    def _lay_out(self, stay: BigButton) -> None:
        said = QLabel()
        say_lines(
            said,
            _(
                "Kept for {months} months; these were over before {day}. Names and notes are "
                "erased and cannot be brought back; figures stay. Untick what is to stay."
            ).format(months=self._due.months, day=long_day(self._due.before)),
        )
        said.setWordWrap(True)
        self._twice = QWidget()
        row = QHBoxLayout(self._twice)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(QLabel(_("Type the number to confirm")))
        row.addWidget(self.counted)
        row.addStretch(1)
        below = QHBoxLayout()
        below.addWidget(self.go)
        below.addStretch(1)
        below.addWidget(stay)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        for part in (self._banner, said, self.list, self._twice):
            column.addWidget(part)
        column.addLayout(below)
