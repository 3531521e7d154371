"""One booking: its state at a touch, its time and companions in a small form."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from smartsupport.clock import TOKYO
from smartsupport.domain.booking import BookingState
from smartsupport.domain.errors import Known
from smartsupport.domain.kana import hiragana
from smartsupport.domain.words import word
from smartsupport.i18n import N_, _
from smartsupport.messages import sentence
from smartsupport.services import records
from smartsupport.services.bookings import BookingLine
from smartsupport.services.office import Office
from smartsupport.ui.background import Lane
from smartsupport.ui.form import Form
from smartsupport.ui.inputs import Field, FieldKind
from smartsupport.ui.screen import Around
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.chips import Chips
from smartsupport.ui.widgets.person_line import PersonLine

_FIELDS = (
    Field(name="at", label=N_("Time of the turn"), kind=FieldKind.TIME),
    Field(name="companions", label=N_("Companions"), kind=FieldKind.NUMBER),
    Field(name="walk_in", label=N_("Came without a booking"), kind=FieldKind.CHECK),
    Field(name="reason", label=N_("Remark")),
)


class BookingPanel(QWidget):
    """Shows one booking at a time."""

    state_asked = Signal(object)
    """The `BookingState` that was picked."""

    def __init__(self, office: Office, around: Around) -> None:
        super().__init__()
        self._office, self._around = office, around
        self._line: BookingLine | None = None
        self._person = QWidget()
        self.states = Chips([(state, word(state)) for state in BookingState], name=_("State"))
        self.states.changed.connect(self._picked)
        self.form = Form(_FIELDS, name=_("Booking"), today=around.clock().astimezone(TOKYO).date())
        self.form.submitted.connect(self.save)
        save = BigButton(_("Save"), icon="save")
        save.clicked.connect(self.save)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._person)
        self._layout.addWidget(self.form, 1)
        self._layout.addWidget(save)
        # The states scroll with the fields: in large type they need several lines.
        page = self.form.widget()
        inside = page.layout() if page is not None else None
        assert isinstance(inside, QVBoxLayout)
        inside.insertWidget(0, self.states)
        self.setFocusProxy(self.states.findChild(QPushButton) or self.form)

    def show_booking(self, line: BookingLine) -> None:
        """Show a booking; what is being typed about the same one is not disturbed."""
        same = self._line is not None and self._line.booking.id == line.booking.id
        if not same:
            self.save()  # looking at the next one loses nothing
        person = line.participant
        shown = PersonLine(person.name or _("Nameless"), hiragana(person.kana), detail=person.phone)
        self._layout.replaceWidget(self._person, shown)
        self._person.deleteLater()
        self._person = shown
        self.states.pick([line.booking.state])
        if same and self.form.unsaved:
            return
        self._line = line
        self.form.fill({field.name: getattr(line.booking, field.name) for field in _FIELDS})

    def unsaved(self) -> bool:
        """Whether something typed is not saved."""
        return bool(self.form.unsaved)

    def save(self) -> None:
        """Store what was changed."""
        if self._line is None or not self.form.check() or not self.form.unsaved:
            return
        values = self.form.unsaved
        if "companions" in values:
            values["companions"] = values["companions"] or 0
        self._around.background.run(
            Lane.WRITE,
            partial(records.change, self._office, self._line.booking, **values),
            self._saved,
            self._refused,
        )

    def _saved(self, _booking: object) -> None:
        self.form.saved()
        self._around.say(_("Saved."), "ok")

    def _refused(self, error: Known) -> None:
        if not self.form.refused(error, sentence(error)):
            self._around.say(sentence(error), "attention")

    def _picked(self) -> None:
        if self._line is None:
            return
        state = next(iter(self.states.picked), None)
        if state is None:  # a second tap takes nothing back
            self.states.pick([self._line.booking.state])
        elif state is not self._line.booking.state:
            self.state_asked.emit(state)
