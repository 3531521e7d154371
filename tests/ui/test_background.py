import gc
import threading
from functools import partial

import pytest
import shiboken6
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from smartsupport.domain.errors import Refused
from smartsupport.ui.background import Background, Lane, Priority, Stopped


class Gate:
    """Work that holds its lane until the test lets it go."""

    def __init__(self) -> None:
        self.entered, self.opened = threading.Event(), threading.Event()

    def __call__(self) -> str:
        self.entered.set()
        assert self.opened.wait(10)
        return "gate"


@pytest.fixture
def gate() -> Gate:
    return Gate()


def test_the_answer_comes_home_to_the_gui_thread(qtbot: QtBot, background: Background) -> None:
    threads: list[int] = []
    told: list[tuple[int, int]] = []

    def work() -> int:
        threads.append(threading.get_ident())
        return 42

    background.run(Lane.READ, work, lambda value: told.append((value, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(told))

    assert told == [(42, threading.get_ident())]
    assert threads != [threading.get_ident()]


def test_a_known_failure_is_told_to_who_asked(qtbot: QtBot, background: Background) -> None:
    told: list[str] = []

    def work() -> None:
        raise Refused("card_revoked")

    background.run(Lane.WRITE, work, failed=lambda error: told.append(error.code))
    qtbot.waitUntil(lambda: bool(told))

    assert told == ["card_revoked"]


@pytest.mark.parametrize("heard", [True, False], ids=["a bug", "a refusal nobody asked about"])
def test_any_other_failure_is_a_fault_and_the_lane_goes_on(
    qtbot: QtBot, background: Background, bugs: list[BaseException], heard: bool
) -> None:
    told: list[int] = []
    error = KeyError("seat") if heard else Refused("full")

    def work() -> None:
        raise error

    failed = (lambda _error: told.append(0)) if heard else None
    background.run(Lane.WRITE, work, told.append, failed)
    background.run(Lane.WRITE, lambda: 1, told.append)
    qtbot.waitUntil(lambda: bool(told))

    assert told == [1]
    assert bugs == [error]
    bugs.clear()


def test_the_desk_goes_before_a_person_and_a_person_before_a_merge(
    qtbot: QtBot, background: Background, gate: Gate
) -> None:
    done: list[str] = []
    background.run(Lane.WRITE, gate)
    gate.entered.wait(10)
    for priority in (Priority.MERGE, Priority.PERSON, Priority.DESK, Priority.PERSON):
        background.run(Lane.WRITE, partial(str, priority.name), done.append, priority=priority)
    gate.opened.set()
    qtbot.waitUntil(lambda: len(done) == 4)

    assert done == ["DESK", "PERSON", "PERSON", "MERGE"]


def test_only_the_newest_keystroke_is_answered(
    qtbot: QtBot, background: Background, gate: Gate
) -> None:
    asked: list[str] = []
    told: list[str] = []

    def find(text: str) -> str:
        asked.append(text)
        return text

    background.run(Lane.READ, gate, told.append, key="find")
    gate.entered.wait(10)
    for text in ("ya", "yam", "yama"):
        background.run(Lane.READ, partial(find, text), told.append, key="find")
    gate.opened.set()
    qtbot.waitUntil(lambda: bool(told))

    assert told == ["yama"]
    assert asked == ["yama"]


def test_a_newer_question_breaks_off_the_query_that_runs(
    qtbot: QtBot, bugs: list[BaseException], gate: Gate
) -> None:
    told: list[int] = []
    lanes = Background(on_bug=bugs.append, interrupt_read=gate.opened.set)

    def interrupted() -> int:
        gate()
        raise RuntimeError("interrupted")

    lanes.run(Lane.READ, interrupted, told.append, key="find")
    gate.entered.wait(10)
    lanes.run(Lane.READ, lambda: 2, told.append, key="find")
    qtbot.waitUntil(lambda: bool(told))
    lanes.stop()

    assert told == [2]
    assert bugs == []


def test_every_write_is_done_and_told_whatever_its_key(
    qtbot: QtBot, background: Background
) -> None:
    told: list[int] = []
    for n in range(5):
        background.run(Lane.WRITE, partial(int, n), told.append, key="same")
    qtbot.waitUntil(lambda: len(told) == 5)

    assert told == [0, 1, 2, 3, 4]


def test_a_share_that_hangs_does_not_hold_up_the_desk(
    qtbot: QtBot, background: Background, gate: Gate
) -> None:
    told: list[int] = []
    background.run(Lane.FOLDER, gate)
    background.run(Lane.WRITE, lambda: 1, told.append, priority=Priority.DESK)
    qtbot.waitUntil(lambda: bool(told))
    gate.opened.set()

    assert told == [1]


def test_a_deleted_widget_is_not_called(qtbot: QtBot, background: Background, gate: Gate) -> None:
    told: list[str] = []

    class Label(QLabel):
        def show_answer(self, value: object) -> None:
            told.append("label")

    label = Label()
    background.run(Lane.READ, gate, label.show_answer)
    gate.entered.wait(10)
    shiboken6.delete(label)
    background.run(Lane.READ, lambda: "next", told.append)
    gate.opened.set()
    qtbot.waitUntil(lambda: bool(told))

    assert told == ["next"]


def test_forgetting_a_question_silences_its_answer(
    qtbot: QtBot, background: Background, gate: Gate
) -> None:
    told: list[str] = []
    background.run(Lane.READ, gate, told.append, key="find")
    gate.entered.wait(10)
    background.forget(Lane.READ, "find")
    background.run(Lane.READ, lambda: "next", told.append)
    gate.opened.set()
    qtbot.waitUntil(lambda: bool(told))

    assert told == ["next"]


def test_stopping_waits_for_every_write(qapp: object, gate: Gate) -> None:
    written: list[int] = []
    lanes = Background(on_bug=lambda _error: None)
    lanes.run(Lane.WRITE, gate)
    for n in range(20):
        lanes.run(Lane.WRITE, partial(written.append, n), priority=Priority.MERGE)
    gate.opened.set()
    lanes.stop()

    assert written == list(range(20))


def test_a_merge_takes_its_turn_behind_the_desk(
    qtbot: QtBot, background: Background, gate: Gate
) -> None:
    done: list[str] = []
    background.run(Lane.WRITE, gate)
    gate.entered.wait(10)

    def merge() -> list[str]:
        background.in_turn(partial(done.append, "merged"))
        return list(done)

    told: list[list[str]] = []
    background.run(Lane.FOLDER, merge, told.append)
    qtbot.waitUntil(lambda: bool(background._lanes[Lane.WRITE]._queue))
    background.run(Lane.WRITE, partial(done.append, "desk"), priority=Priority.DESK)
    gate.opened.set()
    qtbot.waitUntil(lambda: bool(told))

    assert told == [["desk", "merged"]]


def test_what_a_turn_raises_is_raised_where_it_was_asked_for(
    qtbot: QtBot, background: Background
) -> None:
    told: list[str] = []

    def refuse() -> None:
        raise Refused("full")

    background.run(
        Lane.FOLDER,
        partial(background.in_turn, refuse),
        failed=lambda error: told.append(error.code),
    )
    qtbot.waitUntil(lambda: bool(told))

    assert told == ["full"]


def test_a_turn_asked_for_too_late_is_not_waited_for(qapp: object, gate: Gate) -> None:
    lanes = Background(on_bug=lambda _error: None)
    late: list[str] = []

    def hang() -> None:
        gate()
        try:
            lanes.in_turn(partial(late.append, "written"))
        except Stopped:
            late.append("stopped")

    lanes.run(Lane.FOLDER, hang)
    gate.entered.wait(10)
    lanes.stop()
    gate.opened.set()
    lanes._lanes[Lane.FOLDER].join(10)

    assert late == ["stopped"]
    assert lanes.stopped


def test_the_last_of_the_folder_lane_still_writes(qapp: object, gate: Gate) -> None:
    done: list[str] = []
    lanes = Background(on_bug=lambda _error: None)
    lanes.run(Lane.WRITE, gate)
    gate.opened.set()
    lanes.stop(lambda: lanes.in_turn(partial(done.append, "last"), Priority.LAST))

    assert done == ["last"]


def test_saving_shows_until_the_last_write_came_home(
    qtbot: QtBot, background: Background, gate: Gate
) -> None:
    states: list[bool] = []
    background.busy_changed.connect(states.append)
    background.run(Lane.WRITE, gate)
    background.run(Lane.WRITE, lambda: None)
    assert background.busy
    gate.opened.set()
    qtbot.waitUntil(lambda: not background.busy)

    assert states == [True, False]


def test_rubbish_is_collected_on_the_gui_thread_only(qapp: object) -> None:
    lanes = Background(on_bug=lambda _error: None)
    collecting = gc.isenabled()
    lanes.stop()

    assert not collecting
    assert gc.isenabled()
