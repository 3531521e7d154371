from datetime import date, time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from smartsupport.domain.errors import Refused
from smartsupport.ui.form import Form
from smartsupport.ui.inputs import Field, FieldKind

TOPICS = [("a", "A"), ("b", "B")]
FIELDS = (
    Field(name="name", label="Name"),
    Field(name="kana", label="Reading", kind=FieldKind.KANA, required=True, reading_of="name"),
    Field(name="phone", label="Phone", kind=FieldKind.PHONE),
    Field(name="kind", label="Kind", kind=FieldKind.CHOICE, choices=[(1, "one"), (2, "two")]),
    Field(name="topics", label="Topics", kind=FieldKind.MULTICHOICE, choices=TOPICS),
    Field(name="day", label="Date", kind=FieldKind.DATE),
    Field(name="start", label="Start", kind=FieldKind.TIME),
    Field(name="desks", label="Desks", kind=FieldKind.NUMBER),
    Field(name="ok", label="May be called", kind=FieldKind.CHECK),
    Field(
        name="venue",
        label="Venue",
        kind=FieldKind.CHOICE,
        choices=[(n, f"Venue {n}") for n in range(9)],
    ),
    Field(name="note", label="Remarks", kind=FieldKind.NOTES, advanced=True, help="Kept 6 months."),
)
FILLED: dict[str, Any] = {
    "name": "山田 花子",
    "kana": "ヤマダ ハナコ",
    "phone": "090-1234-5678",
    "kind": 2,
    "topics": ("a", "b"),
    "day": date(2026, 10, 3),
    "start": time(9, 30),
    "desks": 4,
    "ok": True,
    "venue": 7,
    "note": "two\nlines",
}
EMPTY: dict[str, Any] = {
    "name": "", "kana": "", "phone": "", "kind": None, "topics": (), "day": None, "start": None,
    "desks": None, "ok": False, "venue": None, "note": "",
}  # fmt: skip


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    form = Form(FIELDS, name="Supporter", today=date(2026, 10, 3))
    qtbot.addWidget(form)
    form.resize(600, 700)
    form.show()
    qtbot.waitExposed(form)
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    return form


def box(form: Form, name: str) -> QLineEdit:
    found = form.input(name).box
    assert isinstance(found, QLineEdit)
    return found


def compose(target: QWidget, *steps: tuple[str, str]) -> None:
    """What an IME sends: pairs of the text being composed and the text committed."""
    for composing, committed in steps:
        event = QInputMethodEvent(composing, [])
        event.setCommitString(committed)
        QApplication.sendEvent(target, event)


def test_what_is_filled_in_is_read_back(form: Form) -> None:
    form.fill(FILLED)

    assert form.values() == FILLED
    assert form.unsaved == {}


def test_an_empty_form_is_empty_and_has_nothing_unsaved(form: Form) -> None:
    assert form.values() == EMPTY
    form.fill(FILLED)
    form.fill({})
    assert form.values() == EMPTY
    assert form.unsaved == {}


def test_what_the_person_changed_is_unsaved_until_saved(qtbot: QtBot, form: Form) -> None:
    form.fill(FILLED)
    with qtbot.waitSignal(form.changed):
        qtbot.keyClicks(box(form, "phone"), "9")
    assert form.unsaved == {"phone": "090-1234-56789"}

    form.saved()

    assert form.unsaved == {}


def test_taking_a_change_back_leaves_nothing_unsaved(qtbot: QtBot, form: Form) -> None:
    form.fill(FILLED)
    qtbot.keyClicks(box(form, "phone"), "9")
    qtbot.keyClick(box(form, "phone"), Qt.Key.Key_Backspace)

    assert form.unsaved == {}


def test_readings_and_numbers_come_out_in_one_form(qtbot: QtBot, form: Form) -> None:
    box(form, "kana").setText("やまだ ﾊﾅｺ")
    box(form, "desks").setText("１２")
    box(form, "day").setText("10/10")

    values = form.values()

    assert (values["kana"], values["desks"], values["day"]) == (
        "ヤマダ ハナコ",
        12,
        date(2026, 10, 10),
    )


def test_what_is_missing_or_unreadable_is_said_at_its_field(form: Form) -> None:
    box(form, "day").setText("あした")

    assert not form.check()

    assert QApplication.focusWidget() is box(form, "kana")
    assert "fill" in box(form, "kana").accessibleDescription()
    assert "day" in box(form, "day").accessibleDescription()
    box(form, "kana").setText("やまだ")
    box(form, "day").setText("10/3")
    assert form.check()
    assert box(form, "day").accessibleDescription() == ""


def test_a_refusal_that_names_a_field_is_shown_there(form: Form) -> None:
    assert form.refused(Refused("too_long", field="note"), "Too long.")

    note = form.input("note").box
    assert note.isVisible()  # unfolded
    assert note.accessibleDescription() == "Too long."
    assert QApplication.focusWidget() is note
    assert not form.refused(Refused("too_long", field="shoe_size"), "Too long.")
    form.clear_problems()
    assert note.accessibleDescription() == "Kept 6 months."


def test_details_stay_folded_until_asked_for_or_filled(form: Form) -> None:
    note = form.input("note").box
    assert not note.isVisible()
    form.fill({"note": "something"})
    assert note.isVisible()


def test_enter_walks_through_and_the_last_one_submits(qtbot: QtBot, form: Form) -> None:
    submitted: list[bool] = []
    form.submitted.connect(lambda: submitted.append(True))
    form.focus()
    visited = []
    for _step in range(10):
        visited.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert visited[:3] == [form.input(name).box for name in ("name", "kana", "phone")]
    assert isinstance(visited[3], QPushButton)  # the first chip
    assert isinstance(visited[9], QComboBox)
    assert submitted == [True]


def test_ctrl_enter_submits_from_the_notes(qtbot: QtBot, form: Form) -> None:
    form.focus("note")
    with qtbot.waitSignal(form.submitted):
        qtbot.keyClick(
            form.input("note").box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )
    assert form.values()["note"] == ""


def test_the_reading_is_taken_from_what_was_typed_into_the_ime(form: Form) -> None:
    name = box(form, "name")

    compose(name, ("やまだ", ""), ("山田", ""), ("", "山田"))
    compose(name, ("はなこ", ""), ("花子", ""), ("", "花子"))

    assert form.values()["name"] == "山田花子"
    assert form.values()["kana"] == "ヤマダハナコ"


def test_a_reading_the_person_typed_is_left_alone(qtbot: QtBot, form: Form) -> None:
    qtbot.keyClicks(box(form, "kana"), "x")

    compose(box(form, "name"), ("やまだ", ""), ("", "山田"))

    assert box(form, "kana").text() == "x"


def test_romaji_still_being_composed_is_no_reading(form: Form) -> None:
    compose(box(form, "name"), ("やまd", ""), ("やまだ", ""), ("", ""), ("", "abc"))

    assert form.values()["kana"] == ""


def test_everything_to_click_is_large_enough(qtbot: QtBot, form: Form) -> None:
    form.focus("note")
    small = [
        (name, part.height())
        for name, item in ((f.name, form.input(f.name)) for f in FIELDS)
        for part in [item.box, *item.widget.findChildren(QPushButton)]
        if part.focusPolicy() is not Qt.FocusPolicy.NoFocus and part.height() < 44
    ]
    assert small == []
