"""Today's list at the desk draws again only what changed."""

from dataclasses import replace
from uuid import UUID

from pytestqt.qtbot import QtBot

from smartsupport.domain.card import Party
from smartsupport.ui.screens.desk_rows import DeskRow
from smartsupport.ui.screens.desk_table import DeskTable

ROWS = [
    DeskRow(person_id=UUID(int=n), session_id=UUID(int=0), party=Party.PARTICIPANT, reading=f"{n}")
    for n in range(300)
]


def test_who_arrives_changes_one_row_and_moves_nothing(qtbot: QtBot) -> None:
    table = DeskTable()
    qtbot.addWidget(table)
    table.resize(600, 400)
    table.show()
    table.put(ROWS)
    table.doItemsLayout()
    table.verticalScrollBar().setValue(200)
    top = table.rowAt(0)
    drawn: list[tuple[int, int]] = []
    table.model().dataChanged.connect(lambda a, b, _roles: drawn.append((a.row(), b.row())))

    table.put([*ROWS[:201], replace(ROWS[201], here=True, state="10:05"), *ROWS[202:]])

    assert drawn == [(201, 201)]
    assert table.rowAt(0) == top == 200
    assert table.rows[201].state == "10:05"


def test_who_is_new_in_the_list_is_shown_and_marks_stay(qtbot: QtBot) -> None:
    table = DeskTable()
    qtbot.addWidget(table)
    table.put(ROWS[1:])
    table._rows.mark(4)

    table.put(ROWS)

    assert len(table.rows) == table.model().rowCount() == 300
    assert table.marked_people() == [ROWS[5].person_id]
