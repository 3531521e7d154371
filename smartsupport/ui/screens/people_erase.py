"""この人の記録を消す: what is held, how much is to go, why, and a second word before it goes."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from smartsupport.domain.erasure import Level
from smartsupport.domain.errors import Known
from smartsupport.domain.person import shown_name
from smartsupport.domain.words import word
from smartsupport.i18n import _
from smartsupport.messages import sentence
from smartsupport.paper.disclosure import TABLES
from smartsupport.services import erasure
from smartsupport.services.erasure import Held
from smartsupport.services.office import Office
from smartsupport.ui import theme
from smartsupport.ui.background import Lane, Priority
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.session_sides import say_lines
from smartsupport.ui.widgets.banner import Banner
from smartsupport.ui.widgets.big_button import BigButton


class EraseDialog(QDialog):
    """Erases one person; nothing is chosen beforehand, and [消す] waits for every answer."""

    erased = Signal()

    def __init__(self, office: Office, around: Around, parent: QWidget, person_id: UUID) -> None:
        super().__init__(parent)
        self._office, self._around, self._person_id = office, around, person_id
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Erase this person's record"))
        self._banner = Banner()
        self._who = _label(kind="heading")
        # A name is never markup.
        self._who.setTextFormat(Qt.TextFormat.PlainText)
        self._held = _label()
        self.levels = {level: QRadioButton(word(level)) for level in Level}
        self.reason = QLineEdit()
        self.reason.setAccessibleName(_("Reason"))
        self.reason.setPlaceholderText(_("for example: asked for by the person"))
        self.sure = QCheckBox(_("I know that this cannot be taken back."))
        self.go = BigButton(_("Erase for good"))
        theme.dress(self.go, kind="danger")
        stay = BigButton(_("Go back"), "Esc")
        stay.clicked.connect(self.reject)
        for button in (self.go, stay):
            button.setAutoDefault(False)
        self.go.clicked.connect(self._erase)
        self.sure.toggled.connect(lambda _on: self._enable())
        self.reason.textChanged.connect(lambda _text: self._enable())
        for radio in self.levels.values():
            radio.toggled.connect(lambda _on: self._enable())
        self._lay_out(stay)
        self._enable()
        around.background.run(
            Lane.READ,
            partial(erasure.held, office, person_id),
            self._show,
            self._failed,
            owner=self,
        )

    @property
    def level(self) -> Level | None:
        """What is chosen."""
        return next((level for level, radio in self.levels.items() if radio.isChecked()), None)

    def _show(self, held: Held) -> None:
        self._who.setText(shown_name(held.person) or _("Nameless"))
        parts = [f"{_(TABLES.get(name, name))} {count}" for name, count in held.rows.items()]
        say_lines(self._held, _("Held: {what}").format(what=_(", ").join(parts)))

        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its texts are when they are wrapped."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        assert layout is not None  # it was laid out when it was made
        self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))
        layout.activate()

    def _enable(self) -> None:
        ready = self.level is not None and bool(self.reason.text().strip())
        self.sure.setEnabled(ready)
        self.go.setEnabled(ready and self.sure.isChecked())

    def _erase(self) -> None:
        level = self.level
        assert level is not None  # the button is off without one
        self.go.setEnabled(False)
        self._around.background.run(
            Lane.WRITE,
            partial(erasure.erase, self._office, [self._person_id], level, self.reason.text()),
            lambda _nothing: self._done(),
            self._failed,
            priority=Priority.PERSON,
            owner=self,
        )

    def _done(self) -> None:
        self.erased.emit()
        self.accept()

    def _failed(self, error: Known) -> None:
        self._enable()
        self._banner.say(sentence(error), "refused")

    def _lay_out(self, stay: BigButton) -> None:
        lost = _label()
        say_lines(
            lost,
            _(
                "At “{identity}” past figures stay as they were reported. At “{all}” visits, "
                "bookings and consultations go as well, and figures of the past become smaller. "
                "Bookings and placements to come are cancelled in either case."
            ).format(identity=_("Names and notes"), all=_("All of it")),
        )
        lines = QVBoxLayout()
        for radio in self.levels.values():
            lines.addWidget(radio)
        row = QHBoxLayout()
        row.addWidget(self.go)
        row.addStretch(1)
        row.addWidget(stay)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        for part in (self._banner, self._who, self._held, lost):
            column.addWidget(part)
        column.addLayout(lines)
        column.addWidget(_label(_("Reason (kept in the record of disposal; no names)")))
        column.addWidget(self.reason)
        column.addWidget(self.sure)
        column.addStretch(1)
        column.addLayout(row)
        self.setMinimumWidth(38 * theme.look().sizes.text)


def _label(text: str = "", *, kind: str = "") -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    if kind:
        theme.dress(label, kind=kind)
    return label
