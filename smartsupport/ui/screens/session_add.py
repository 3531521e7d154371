"""A new session, or a series of them, on one page."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from smartsupport.domain.errors import Known
from smartsupport.domain.session import Session
from smartsupport.i18n import N_, _, ngettext
from smartsupport.messages import sentence
from smartsupport.services import calendar
from smartsupport.services.calendar import Made
from smartsupport.services.office import Office
from smartsupport.ui import theme
from smartsupport.ui.actions import Action
from smartsupport.ui.background import Lane
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.session_fields import REQUIRED, Offered
from smartsupport.ui.screens.session_form import SessionForm
from smartsupport.ui.screens.session_repeat import RepeatPanel
from smartsupport.ui.widgets.big_button import BigButton

ACTIONS = (Action(code="save_new", text=N_("Save"), shortcut="Ctrl+S", icon="save"),)


class AddPage(QWidget):
    """The form at the left, くり返し at the right."""

    added = Signal(object)
    """The first of the sessions that were stored."""
    left = Signal()
    """Nothing is to be added after all."""

    def __init__(self, office: Office, around: Around, offered: Offered, day: date) -> None:
        super().__init__()
        self._office, self._around = office, around
        self._saving = False
        self.form = SessionForm(around.clock, offered, day=day)
        self.repeat = RepeatPanel(around)
        bound = around.commands.bind(self, ACTIONS, {"save_new": self.save})
        save = BigButton.of(bound["save_new"], "save", primary=True)
        leave = BigButton(_("Cancel"), "Esc")
        leave.clicked.connect(self.leave)
        self.form.submitted.connect(self.save)
        self.form.changed.connect(self._repeat_this)
        heading = QLabel(_("Add a session"))
        theme.dress(heading, kind="heading")
        head = QHBoxLayout()
        for item in (heading, save, leave):
            head.addWidget(item, int(item is heading))
        sides = QHBoxLayout()
        sides.setSpacing(16)
        sides.addWidget(self.form, 1)
        sides.addWidget(self.repeat, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addLayout(sides, 1)
        self._repeat_this()

    def begin(self) -> None:
        """Put the keyboard where one begins."""
        self.form.focus("day")

    def unsaved(self) -> bool:
        """Whether leaving would lose something."""
        return bool(self.form.unsaved) or self.repeat.repeats

    def save(self) -> None:
        """Store the session, or all of the series."""
        if self._saving or not self.form.check():
            return
        if self.repeat.repeats and not self.repeat.form.check():
            return
        self._saving = True
        self._around.background.run(Lane.WRITE, self._work(), self._stored, self._refused)

    def leave(self) -> None:
        """Go without saving; asks first when something was typed."""
        if not self.unsaved():
            self.left.emit()
            return
        self._around.say(
            _("Something you typed is not saved yet."),
            "attention",
            action=(_("Leave without saving"), self.left.emit),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that no box wanted leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def _work(self) -> Callable[[], Session | Made]:
        values = self.form.values()
        required, more = {name: values[name] for name in REQUIRED}, self.form.more()
        series = self.repeat.series(self._office.new_id(), more["title"])
        if series is None:
            return partial(calendar.add_session, self._office, **required, **more)
        return partial(calendar.add_series, self._office, series, **more)

    def _repeat_this(self) -> None:
        self.repeat.show_first(self.form.made())

    def _stored(self, made: Session | Made) -> None:
        self._saving = False
        sessions = (made,) if isinstance(made, Session) else made.sessions
        if not sessions:
            self._around.say(_("Every date of this series is left out."), "attention")
            return
        text = ngettext("{n} session was added.", "{n} sessions were added.", len(sessions))
        self._around.say(text.format(n=len(sessions)), "ok")
        self.added.emit(sessions[0])

    def _refused(self, error: Known) -> None:
        self._saving = False
        said = sentence(error)
        if not self.form.refused(error, said):
            self._around.say(said, "attention")
