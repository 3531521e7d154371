"""A form made from a list of fields: it reads and writes plain dicts and knows what is unsaved."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from smartsupport.domain.errors import Known
from smartsupport.i18n import _
from smartsupport.ui import icons, theme
from smartsupport.ui.announce import announce
from smartsupport.ui.inputs import Field, FieldKind, Input, NameBox, make_input

_EMPTY: tuple[Any, ...] = (None, "", ())


class Form(QScrollArea):
    """Labels above their boxes, one below the other; what is rarely needed is folded under 詳細.

    Enter moves on to the next field and after the last one submits; Ctrl+Enter submits anywhere.
    """

    changed = Signal()
    """The person changed something."""
    submitted = Signal()
    """The person is done; call `check()` and save."""

    def __init__(
        self, fields: Sequence[Field], *, name: str, today: date, parent: QWidget | None = None
    ) -> None:
        """`name` is the form's accessible name; `today` completes days typed without a year."""
        super().__init__(parent)
        self.fields = tuple(fields)
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inputs = {field.name: make_input(field, today) for field in self.fields}
        self._wrong: dict[str, QLabel] = {}
        self._own_readings: set[str] = set()
        self._filling = False
        self._lay_out()
        self._before = self.values()
        for field in self.fields:
            self._inputs[field.name].changed.connect(self._edited)
            if field.reading_of:
                self._follow_reading(field)

    def values(self) -> dict[str, Any]:
        """What the form holds, by field name; what is unreadable is None."""
        return {name: item.read() for name, item in self._inputs.items()}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show these values (a field not named is emptied); nothing is unsaved afterwards."""
        self._filling = True
        for name, item in self._inputs.items():
            item.write(values.get(name))
        self._filling = False
        self._own_readings = {field.name for field in self.fields if values.get(field.name)}
        self.clear_problems()
        if any(field.advanced and values.get(field.name) for field in self.fields):
            self._unfold(True)
        self.saved()

    def saved(self) -> None:
        """What the form holds now has been stored."""
        self._before = self.values()

    @property
    def unsaved(self) -> dict[str, Any]:
        """The values that differ from those filled in or saved last."""
        return {k: value for k, value in self.values().items() if value != self._before[k]}

    def check(self) -> bool:
        """Whether everything required is there and readable; if not, says so at the fields."""
        self.clear_problems()
        for field in self.fields:
            item = self._inputs[field.name]
            if not item.readable():
                self.show_problem(field.name, _UNREADABLE[field.kind]())
            elif field.required and item.read() in _EMPTY:
                self.show_problem(field.name, _("Please fill this in."))
        wrong = [field.name for field in self.fields if self._wrong[field.name].text()]
        if wrong:
            self.focus(wrong[0])
        return not wrong

    def refused(self, error: Known, sentence: str) -> bool:
        """Show the sentence at the field `error.data["field"]` names; False when it names none."""
        name = str(error.data.get("field", ""))
        if name not in self._inputs:
            return False
        self.show_problem(name, sentence)
        self.focus(name)
        return True

    def show_problem(self, name: str, sentence: str) -> None:
        """Mark a field as wrong and say why below it."""
        label = self._wrong[name]
        label.setText(sentence)
        label.show()
        box = self._inputs[name].box
        theme.dress(box, wrong=True)
        box.setAccessibleDescription(sentence)
        announce(box, sentence, urgent=True)

    def clear_problems(self) -> None:
        """Take all marks away."""
        for name, label in self._wrong.items():
            if label.text():
                label.clear()
                label.hide()
                theme.dress(self._inputs[name].box, wrong=False)
                self._inputs[name].box.setAccessibleDescription(self._help(name))

    def focus(self, name: str = "") -> None:
        """Put the keyboard into a field, by default the first; unfolds 詳細 where needed."""
        field = next((field for field in self.fields if field.name == name), self.fields[0])
        if field.advanced:
            self._unfold(True)
        self._enter(self._inputs[field.name])

    def input(self, name: str) -> Input:
        """The control of a field, for a screen that adds to it."""
        return self._inputs[name]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter that no box wanted: on to the next field."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier or not self._next_field():
            self.submitted.emit()

    # Laying out

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(8, 8, 16, 8)
        column.setSpacing(12)
        self._fold = QPushButton()
        self._rest = QWidget()
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(12)
        for field in self.fields:
            (rest if field.advanced else column).addWidget(self._row(field))
        column.addWidget(self._fold)
        column.addWidget(self._rest)
        column.addStretch(1)
        theme.dress(self._fold, kind="fold")
        self._fold.clicked.connect(lambda: self._unfold(self._rest.isHidden()))
        self._fold.setVisible(any(field.advanced for field in self.fields))
        self._unfold(False)
        self.setWidget(inside)

    def _row(self, field: Field) -> QWidget:
        row = QFrame()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)  # the ring around what has the keyboard is 6 wide
        item = self._inputs[field.name]
        if field.kind is not FieldKind.CHECK:
            column.addLayout(_label(field, item.box))
        column.addWidget(item.widget)
        if field.help:
            help_line = QLabel(_(field.help))
            help_line.setWordWrap(True)
            theme.dress(help_line, kind="muted")
            column.addWidget(help_line)
            item.box.setAccessibleDescription(_(field.help))
        self._wrong[field.name] = wrong = QLabel()
        wrong.setWordWrap(True)
        wrong.hide()
        theme.dress(wrong, kind="wrong")
        column.addWidget(wrong)
        return row

    def _unfold(self, shown: bool) -> None:
        self._rest.setVisible(shown)
        self._fold.setText(_("Details"))
        self._fold.setAccessibleDescription(_("open") if shown else _("folded"))
        self._fold.setIcon(icons.icon("chevron-up" if shown else "chevron-down", "action"))

    # Following the person

    def _edited(self) -> None:
        if not self._filling:
            self.changed.emit()

    def _next_field(self) -> bool:
        focused = QApplication.focusWidget()
        inputs = [item for item in self._inputs.values() if item.widget.isVisible()]
        for place, item in enumerate(inputs[:-1]):
            if focused is item.box or (focused is not None and item.widget.isAncestorOf(focused)):
                self._enter(inputs[place + 1])
                return True
        return False

    def _enter(self, item: Input) -> None:
        box = item.box
        if box.focusPolicy() is Qt.FocusPolicy.NoFocus:  # chips: the first of them
            box = next(iter(box.findChildren(QPushButton)), box)
        box.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(item.widget)

    def _follow_reading(self, field: Field) -> None:
        source, target = self._inputs[field.reading_of].box, self._inputs[field.name].box
        if not isinstance(source, NameBox) or not isinstance(target, QLineEdit):
            raise TypeError(f"{field.name}: a reading follows a TEXT field")

        def came(reading: str) -> None:
            if field.name not in self._own_readings:
                target.setText(target.text() + reading)

        def emptied(text: str) -> None:
            if not text and field.name not in self._own_readings:
                target.clear()

        def typed(text: str) -> None:
            # Emptying the box gives it back to the IME's reading.
            (self._own_readings.add if text else self._own_readings.discard)(field.name)

        source.reading_came.connect(came)
        source.textEdited.connect(emptied)
        target.textEdited.connect(typed)

    def _help(self, name: str) -> str:
        field = next(field for field in self.fields if field.name == name)
        return _(field.help) if field.help else ""


def _label(field: Field, box: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    label = QLabel(_(field.label).replace("&", "&&"))
    label.setBuddy(box)
    theme.dress(label, kind="strong")
    if not field.required:
        label.setWordWrap(True)
        row.addWidget(label, 1)
        return row
    mark = QLabel(_("required"))
    theme.dress(mark, kind="wrong")
    row.addWidget(label)
    row.addWidget(mark)
    row.addStretch(1)
    return row


_UNREADABLE = {
    FieldKind.DATE: lambda: _("This is not a day. Type for example 10/3 or 2026/10/3."),
    FieldKind.TIME: lambda: _("This is not a time. Type for example 13:30."),
    FieldKind.NUMBER: lambda: _("Please type a whole number."),
}
