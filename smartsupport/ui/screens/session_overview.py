"""概要 of a session: edited in place, cancelled with a reason, taken back."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from smartsupport.domain.errors import Known
from smartsupport.domain.session import Session
from smartsupport.i18n import N_, _
from smartsupport.messages import sentence
from smartsupport.services import records
from smartsupport.services.office import Office
from smartsupport.ui import theme
from smartsupport.ui.actions import Action
from smartsupport.ui.background import Lane, Priority
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.desk_place import DeskPlace
from smartsupport.ui.screens.session_cancel import CancelStrip
from smartsupport.ui.screens.session_fields import Offered
from smartsupport.ui.screens.session_form import SessionForm
from smartsupport.ui.widgets.big_button import BigButton

ACTIONS = (Action(code="save_session", text=N_("Save"), shortcut="Ctrl+S", icon="save"),)


class OverviewPage(QWidget):
    """The form of the session, and what may happen to it as a whole."""

    cancel_asked = Signal(str)
    """The reason."""
    revive_asked = Signal()

    def __init__(self, office: Office, around: Around, offered: Offered, session: Session) -> None:
        super().__init__()
        self._office, self._around = office, around
        self._before = session
        self.form = SessionForm(around.clock, offered, session=session)
        self.strip = CancelStrip()
        self._gone = QLabel()
        self._gone.setWordWrap(True)
        theme.dress(self._gone, tone="attention")
        bound = around.commands.bind(self, ACTIONS, {"save_session": self.save})
        self._save = BigButton.of(bound["save_session"], "save", primary=True)
        self.desk = BigButton(_("Open the desk"), icon="desk")
        self.cancel = BigButton(_("Cancel this session…"), icon="cross")
        self.revive = BigButton(_("Take the cancellation back"), icon="undo")
        self.form.submitted.connect(self.save)
        self.desk.clicked.connect(self._open_desk)
        self.cancel.clicked.connect(self._ask_reason)
        self.revive.clicked.connect(self.revive_asked)
        self.strip.cancelled.connect(self._cancel)
        self.strip.left.connect(self._stay)
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._save)
        row.addWidget(self.desk)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.revive)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._gone)
        layout.addWidget(self.form, 1)
        layout.addWidget(self.strip)
        layout.addWidget(self._buttons)
        self.setFocusProxy(self.form)
        self._show_state(session)

    def show_session(self, session: Session) -> None:
        """Show it as it stands now, unless something typed would be lost."""
        if not self.form.unsaved and session != self._before:
            self.form.show_session(session)
            self._before = session
        self._show_state(session)

    def unsaved(self) -> bool:
        """Whether something typed is not saved."""
        return bool(self.form.unsaved)

    def save(self) -> None:
        """Store what was changed, on top of the session as it was read."""
        if not self.form.check() or not self.form.unsaved:
            return
        self._around.background.run(
            Lane.WRITE,
            partial(records.change, self._office, self._before, **self.form.changes()),
            self._saved,
            self._refused,
            priority=Priority.PERSON,
        )

    def _saved(self, session: Session) -> None:
        self.form.saved()
        self._before = session
        self._around.say(_("Saved."), "ok")

    def _refused(self, error: Known) -> None:
        said = sentence(error)
        if not self.form.refused(error, said):
            self._around.say(said, "attention")

    def _open_desk(self) -> None:
        place = DeskPlace(venue_id=self._before.venue_id, day=self._before.day)
        self._around.go("desk", place)

    def _ask_reason(self) -> None:
        self.strip.show()
        self._buttons.hide()
        self.strip.setFocus()

    def _cancel(self, reason: str) -> None:
        self.strip.hide()
        self._buttons.show()
        self.cancel_asked.emit(reason)

    def _stay(self) -> None:
        self.strip.hide()
        self._buttons.show()
        self.cancel.setFocus()

    def _show_state(self, session: Session) -> None:
        said = _("This session is cancelled. {reason}").format(reason=session.reason)
        self._gone.setText(said.strip())
        self._gone.setVisible(session.cancelled)
        self.revive.setVisible(session.cancelled)
        self.cancel.setVisible(not session.cancelled)
        self.desk.setVisible(not session.cancelled)
