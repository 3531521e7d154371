import pytest
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from smartsupport.ui.actions import Action, Commands
from smartsupport.ui.widgets.big_button import BigButton

WALK_IN = Action(code="walk_in", text="Walk-in", shortcut="F2", where="desk")
UNDO = Action(code="undo", text="Undo", shortcut="Ctrl+Z", where="desk")


@pytest.mark.parametrize("key", ["F6", "F7", "F8", "F9", "F10", "Ctrl+F10", "Shift+F7"])
def test_no_command_can_take_a_key_of_the_ime(key: str) -> None:
    with pytest.raises(ValueError, match="IME"):
        Action(code="x", text="X", shortcut=key)


def test_one_list_gives_the_menu_the_button_and_the_palette(qtbot: QtBot) -> None:
    done: list[str] = []
    label = QLabel()
    qtbot.addWidget(label)
    commands = Commands()
    made = commands.bind(
        label,
        [WALK_IN, UNDO],
        {"walk_in": lambda: done.append("walk_in"), "undo": lambda: done.append("undo")},
    )
    label.show()
    menu = QMenu()
    qtbot.addWidget(menu)

    commands.fill(menu, "desk")
    button = BigButton.of(made["walk_in"])
    qtbot.addWidget(button)
    menu.actions()[1].trigger()
    button.click()

    assert [action.text() for action in menu.actions()] == ["Walk-in", "Undo"]
    assert button.text() == "Walk-in  [F2]"
    assert button.accessibleName() == "Walk-in"
    assert [action.code for action, _item in commands.alive()] == ["walk_in", "undo"]
    assert done == ["undo", "walk_in"]


def test_commands_of_what_is_hidden_disabled_or_gone_are_not_offered(qtbot: QtBot) -> None:
    import shiboken6

    label, other = QLabel(), QLabel()
    qtbot.addWidget(label)
    commands = Commands()
    made = commands.bind(label, [WALK_IN, UNDO], {"walk_in": list, "undo": list})
    commands.bind(other, [UNDO], {"undo": list})
    assert commands.alive() == []
    label.show()
    other.show()
    made["undo"].setEnabled(False)
    shiboken6.delete(other)

    assert [action.code for action, _item in commands.alive()] == ["walk_in"]


def test_a_command_without_a_function_is_a_fault_at_once(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    with pytest.raises(KeyError):
        Commands().bind(label, [WALK_IN], {})
