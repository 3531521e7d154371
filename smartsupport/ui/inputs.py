"""What a form is made of: a field as a value, and the control each kind of field is shown by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from smartsupport.domain.kana import hiragana, katakana
from smartsupport.i18n import _
from smartsupport.ui.typed import read_number, read_phone
from smartsupport.ui.widgets.chips import Chips, Choice
from smartsupport.ui.widgets.day_picker import DayPicker
from smartsupport.ui.widgets.time_picker import TimePicker

IN_SIGHT = 6
"""Up to this many choices stand in sight as chips; more fold into a list."""


class FieldKind(StrEnum):
    """How a field is typed and what its value is."""

    TEXT = "text"  # str
    KANA = "kana"  # str in full-width katakana
    PHONE = "phone"  # str, half-width
    CHOICE = "choice"  # one of the choices' values, or None
    MULTICHOICE = "multichoice"  # tuple of the choices' values
    DATE = "date"  # datetime.date or None
    TIME = "time"  # datetime.time or None
    NUMBER = "number"  # int or None
    CHECK = "check"  # bool
    NOTES = "notes"  # str, several lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field. `label`, `help` and `example` are msgids (`N_`).

    `choices` carry their text in the reader's language already (many are names of records).
    With `always` one of them is picked at all times, though the form need not ask for it.
    `advanced` folds it under 詳細. `reading_of` names the TEXT field whose IME reading fills this
    KANA field while nobody has typed into it.
    """

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    help: str = ""
    example: str = ""
    advanced: bool = False
    choices: Sequence[Choice] = ()
    always: bool = False
    reading_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A control on the screen: `box` takes the keyboard, `changed` is its signal of any change."""

    widget: QWidget
    box: QWidget
    read: Callable[[], Any]
    write: Callable[[Any], None]
    changed: Any
    readable: Callable[[], bool] = lambda: True


class NameBox(QLineEdit):
    """A text box that also tells the reading the IME was given for what it committed."""

    reading_came = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._reading = ""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember the kana that stood there before it was turned into kanji."""
        composing = event.preeditString()
        kana = katakana(composing)
        if kana and all("ァ" <= char <= "ー" for char in kana):
            self._reading = kana
        super().inputMethodEvent(event)
        if event.commitString() and self._reading:
            reading, self._reading = self._reading, ""
            self.reading_came.emit(reading)
        elif not composing:
            self._reading = ""


def make_input(field: Field, today: date) -> Input:
    """The control for a field, named for a screen reader."""
    return _MAKERS[field.kind](field, today)


def _line(field: Field, box: QLineEdit, tidy: Callable[[str], str]) -> Input:
    box.setAccessibleName(_(field.label))
    if field.example:
        box.setPlaceholderText(_(field.example))
    box.editingFinished.connect(lambda: box.setText(tidy(box.text())))
    return Input(
        widget=box,
        box=box,
        read=lambda: tidy(box.text()),
        write=lambda value: box.setText(value or ""),
        changed=box.textChanged,
    )


def _text(field: Field, today: date) -> Input:
    return _line(field, NameBox(), str.strip)


def _kana(field: Field, today: date) -> Input:
    # Stored in katakana so that it sorts; shown as the ふりがな that its label promises.
    box = QLineEdit()
    line = _line(field, box, lambda text: hiragana(katakana(text)).strip())
    return replace(
        line,
        read=lambda: katakana(box.text()).strip(),
        write=lambda value: box.setText(hiragana(value or "")),
    )


def _phone(field: Field, today: date) -> Input:
    return _line(field, QLineEdit(), read_phone)


def _number(field: Field, today: date) -> Input:
    box = QLineEdit()
    box.setAccessibleName(_(field.label))
    box.setMaximumWidth(200)
    return Input(
        widget=box,
        box=box,
        read=lambda: read_number(box.text()),
        write=lambda value: box.setText("" if value is None else str(value)),
        changed=box.textChanged,
        readable=lambda: not box.text().strip() or read_number(box.text()) is not None,
    )


def _choice(field: Field, today: date) -> Input:
    if len(field.choices) > IN_SIGHT:
        return _list(field)
    chips = Chips(field.choices, name=_(field.label), needed=field.required or field.always)
    return Input(
        widget=chips,
        box=chips,
        read=lambda: next(iter(chips.picked), None),
        write=lambda value: chips.pick([] if value is None else [value]),
        changed=chips.changed,
    )


def _list(field: Field) -> Input:
    box = QComboBox()
    box.setAccessibleName(_(field.label))
    needed = field.required or field.always
    values: list[Any] = [] if needed else [None]
    values += [value for value, _text in field.choices]
    if not needed:
        box.addItem("")
    box.addItems([text for _value, text in field.choices])
    return Input(
        widget=box,
        box=box,
        read=lambda: values[box.currentIndex()] if values else None,
        write=lambda value: box.setCurrentIndex(values.index(value) if value in values else 0),
        changed=box.currentIndexChanged,
    )


def _multichoice(field: Field, today: date) -> Input:
    chips = Chips(field.choices, name=_(field.label), many=True)
    return Input(
        widget=chips,
        box=chips,
        read=lambda: tuple(chips.picked),
        write=lambda values: chips.pick(values or ()),
        changed=chips.changed,
    )


def _date(field: Field, today: date) -> Input:
    picker = DayPicker(_(field.label), today)
    picker.setMaximumWidth(340)
    return Input(
        widget=picker,
        box=picker.box,
        read=lambda: picker.value,
        write=picker.show_day,
        changed=picker.box.textChanged,
        readable=lambda: picker.readable,
    )


def _time(field: Field, today: date) -> Input:
    picker = TimePicker(_(field.label))
    picker.setMaximumWidth(260)
    return Input(
        widget=picker,
        box=picker.box,
        read=lambda: picker.value,
        write=picker.show_time,
        changed=picker.box.textChanged,
        readable=lambda: picker.readable,
    )


def _check(field: Field, today: date) -> Input:
    box = QCheckBox(_(field.label).replace("&", "&&"))
    box.setAccessibleName(_(field.label))
    return Input(
        widget=box,
        box=box,
        read=box.isChecked,
        write=lambda value: box.setChecked(bool(value)),
        changed=box.toggled,
    )


def _notes(field: Field, today: date) -> Input:
    box = QPlainTextEdit()
    box.setAccessibleName(_(field.label))
    box.setTabChangesFocus(True)
    box.setMinimumHeight(110)
    return Input(
        widget=box,
        box=box,
        read=lambda: box.toPlainText().strip(),
        write=lambda value: box.setPlainText(value or ""),
        changed=box.textChanged,
    )


_MAKERS: dict[FieldKind, Callable[[Field, date], Input]] = {
    FieldKind.TEXT: _text,
    FieldKind.KANA: _kana,
    FieldKind.PHONE: _phone,
    FieldKind.CHOICE: _choice,
    FieldKind.MULTICHOICE: _multichoice,
    FieldKind.DATE: _date,
    FieldKind.TIME: _time,
    FieldKind.NUMBER: _number,
    FieldKind.CHECK: _check,
    FieldKind.NOTES: _notes,
}
