from dataclasses import dataclass
from threading import Event
from uuid import UUID

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from smartsupport.domain.errors import Known, Unavailable
from smartsupport.ui.background import Background
from smartsupport.ui.rows import WAITING, Column, Rows
from smartsupport.ui.table import LongList


@dataclass
class Store:
    """What the read lane would find."""

    ids: list[UUID]
    version: int = 0
    asked: int = 0
    broken: bool = False

    def find(self, query: object) -> list[UUID]:
        if self.broken:
            raise Unavailable("database_busy")
        return self.ids[::-1] if query == "down" else list(self.ids)

    def rows(self, ids: list[UUID]) -> dict[UUID, str]:
        self.asked += len(ids)
        return {i: f"{i.int}v{self.version}" for i in ids}


COLUMNS = (
    Column[str](title="Name", text=lambda row: row, sort="name"),
    Column[str](title="Note", text=lambda row: "note", align="right"),
)


@pytest.fixture
def store() -> Store:
    return Store([UUID(int=n) for n in range(1000)])


@pytest.fixture
def people(qtbot: QtBot, background: Background, store: Store) -> LongList:
    people = LongList(
        COLUMNS, store.find, store.rows, background=background, name="People", many=True
    )
    qtbot.addWidget(people)
    people.resize(700, 480)
    people.show()
    ask(qtbot, people, "up")
    return people


def ask(qtbot: QtBot, people: LongList, query: object) -> None:
    with qtbot.waitSignal(people.counted):
        people.ask(query)


def cell(people: LongList, row: int) -> str:
    return str(people.model().index(row, 0).data())


def test_a_list_of_50_000_opens_at_once_and_reads_only_what_is_in_sight(
    qtbot: QtBot, background: Background
) -> None:
    store = Store([UUID(int=n) for n in range(50_000)])
    people = LongList(COLUMNS, store.find, store.rows, background=background, name="People")
    qtbot.addWidget(people)
    people.resize(1000, 700)
    people.show()

    ask(qtbot, people, "up")
    qtbot.waitUntil(lambda: cell(people, 0) == "0v0")

    assert store.asked <= 200


def test_the_first_rows_stand_there_before_the_whole_answer(
    qtbot: QtBot, background: Background
) -> None:
    store = Store([UUID(int=n) for n in range(1000)])
    go_on = Event()

    def find(query: str) -> list[UUID]:
        go_on.wait(10)
        return store.find(query)

    people = LongList(
        COLUMNS,
        find,
        store.rows,
        background=background,
        name="People",
        fetch_first=lambda query: store.find(query)[:100],
    )
    qtbot.addWidget(people)
    people.resize(700, 480)
    people.show()

    people.ask("up")
    qtbot.waitUntil(lambda: cell(people, 0) == "0v0")
    people.choose(UUID(int=3))
    first = len(people.ids)
    with qtbot.waitSignal(people.counted):
        go_on.set()

    assert (first, len(people.ids)) == (100, 1000)
    assert people.current_id == UUID(int=3)


def test_a_page_far_away_shows_dots_until_it_has_come(
    qtbot: QtBot, people: LongList, store: Store
) -> None:
    assert cell(people, 800) == WAITING

    people.scrollTo(people.model().index(800, 0))
    qtbot.waitUntil(lambda: cell(people, 800) == "800v0")

    assert store.asked < 500


def test_a_changed_row_is_read_again_in_place(qtbot: QtBot, people: LongList, store: Store) -> None:
    resets: list[bool] = []
    people.model().modelReset.connect(lambda: resets.append(True))
    people.choose(UUID(int=3))
    store.version = 1

    people.refresh([UUID(int=5)])
    assert cell(people, 5) == "5v0"  # never dots where something stood
    qtbot.waitUntil(lambda: cell(people, 5) == "5v1")

    assert people.current_id == UUID(int=3)
    assert resets == []


def test_selection_stays_with_the_people_when_the_order_turns(
    qtbot: QtBot, people: LongList
) -> None:
    told: list[UUID | None] = []
    people.choose(UUID(int=998))
    people.chosen.connect(told.append)
    people.selectionModel().select(
        people.model().index(10, 0),
        people.selectionModel().SelectionFlag.Select | people.selectionModel().SelectionFlag.Rows,
    )

    ask(qtbot, people, "down")

    assert people.current_id == UUID(int=998)
    assert people.currentIndex().row() == 1
    assert people.selected_ids() == [UUID(int=998), UUID(int=10)]
    assert told == []


def test_somebody_new_and_somebody_gone_move_nobody_else(
    qtbot: QtBot, people: LongList, store: Store
) -> None:
    came: list[tuple[int, int]] = []
    gone: list[tuple[int, int]] = []
    model = people.model()
    model.rowsInserted.connect(lambda _p, a, b: came.append((a, b)))
    model.rowsRemoved.connect(lambda _p, a, b: gone.append((a, b)))
    people.choose(UUID(int=500))

    store.ids.insert(20, UUID(int=5000))
    ask(qtbot, people, "up")
    store.ids.remove(UUID(int=30))
    ask(qtbot, people, "up")

    assert came == [(20, 20)]
    assert gone == [(31, 31)]
    assert people.current_id == UUID(int=500)
    assert people.currentIndex().row() == 500


def test_when_the_chosen_one_leaves_nobody_else_is_chosen_by_accident(
    qtbot: QtBot, people: LongList, store: Store
) -> None:
    people.choose(UUID(int=40))
    told: list[UUID | None] = []
    people.chosen.connect(told.append)

    store.ids.remove(UUID(int=40))
    ask(qtbot, people, "up")

    assert told == [None]
    assert people.current_id is None
    assert people.selected_ids() == []


def test_enter_opens_and_letters_do_not_search(qtbot: QtBot, people: LongList) -> None:
    opened: list[UUID] = []
    people.opened.connect(opened.append)
    people.choose(UUID(int=7))

    qtbot.keyClicks(people, "abc")
    qtbot.keyClick(people, Qt.Key.Key_Return)

    assert opened == [UUID(int=7)]
    assert people.current_id == UUID(int=7)


def test_a_title_asks_for_its_order_and_a_title_without_one_for_none(
    qtbot: QtBot, people: LongList
) -> None:
    asked: list[tuple[str, bool]] = []
    people.sort_asked.connect(lambda key, down: asked.append((key, down)))
    header = people.horizontalHeader()

    for section in (0, 0, 1):
        place = header.sectionViewportPosition(section) + 20
        qtbot.mouseClick(
            header.viewport(),
            Qt.MouseButton.LeftButton,
            pos=header.viewport().rect().topLeft() + type(header.pos())(place, 10),
        )

    assert asked == [("name", False), ("name", True)]
    assert header.sortIndicatorSection() == 0


def test_a_database_that_does_not_answer_is_told_and_the_list_stays(
    qtbot: QtBot, people: LongList, store: Store
) -> None:
    store.broken = True
    told: list[Known] = []
    people.failed.connect(told.append)

    people.ask("down")
    qtbot.waitUntil(lambda: bool(told))

    assert told[0].code == "database_busy"
    assert cell(people, 0) == "0v0"


def test_an_empty_answer_is_an_empty_list(qtbot: QtBot, people: LongList, store: Store) -> None:
    store.ids.clear()
    with qtbot.waitSignal(people.counted) as counted:
        people.ask("up")

    assert counted.args == [0]
    assert people.model().rowCount() == 0


def test_rows_not_looked_at_for_long_are_let_go(qapp: object) -> None:
    rows = Rows(COLUMNS, lambda _place: None)
    ids = [UUID(int=n) for n in range(6000)]
    rows.reorder(ids)
    rows.put({i: str(i.int) for i in ids})

    assert rows.row(ids[0]) is None
    assert rows.row(ids[-1]) == "5999"
    assert rows.rowCount(QModelIndex()) == 6000
