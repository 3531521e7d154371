from uuid import UUID

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from smartsupport.ui.live import Live

ONE, TWO = UUID(int=1), UUID(int=2)


def test_a_visible_screen_hears_at_once_what_it_shows(qtbot: QtBot, live: Live) -> None:
    heard: list[dict[object, set[UUID]]] = []
    label = QLabel()
    qtbot.addWidget(label)
    label.show()
    live.watch(label, ["visit", "person"], heard.append)

    live.changed({"visit": [ONE], "venue": [TWO]})

    assert heard == [{"visit": {ONE}}]


def test_a_hidden_screen_hears_everything_it_missed_once_it_is_shown(
    qtbot: QtBot, live: Live
) -> None:
    heard: list[dict[object, set[UUID]]] = []
    label = QLabel()
    qtbot.addWidget(label)
    live.watch(label, ["visit", "person"], heard.append)
    live.changed({"visit": [ONE]})
    live.changed({"visit": [TWO], "person": [ONE]})
    assert heard == []

    label.show()
    label.hide()
    label.show()

    assert heard == [{"visit": {ONE, TWO}, "person": {ONE}}]


def test_a_screen_that_is_gone_hears_nothing(qtbot: QtBot, live: Live) -> None:
    import shiboken6

    heard: list[object] = []
    label = QLabel()
    live.watch(label, ["visit"], heard.append)
    shiboken6.delete(label)

    live.changed({"visit": [ONE]})

    assert heard == []
