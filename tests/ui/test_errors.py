import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from smartsupport.ui.errors import Faults


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def faults(window: QWidget) -> Iterator[Faults]:
    faults = Faults("logs")
    faults.above(window)
    yield faults
    for box in window.findChildren(QMessageBox):
        box.close()


def fault(text: str = "seat") -> Exception:
    try:
        raise KeyError(text)
    except KeyError as error:
        return error


def boxes(window: QWidget) -> list[QMessageBox]:
    return [box for box in window.findChildren(QMessageBox) if box.isVisible()]


def test_a_fault_is_logged_and_said_once(
    qtbot: QtBot, window: QWidget, faults: Faults, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        faults.report(fault())
        faults.report(fault())
    qtbot.waitUntil(lambda: len(boxes(window)) == 1)

    box = boxes(window)[0]
    assert "test_errors:" in box.informativeText()
    assert "KeyError" in box.informativeText()
    assert "seat" not in box.text() + box.informativeText()
    assert [record.exc_info is not None for record in caplog.records] == [True, True]
    assert not box.isModal() or window.isEnabled()


def test_the_same_place_is_not_said_again_after_it_was_closed(
    qtbot: QtBot, window: QWidget, faults: Faults
) -> None:
    told: list[str] = []
    queued = Qt.ConnectionType.QueuedConnection
    faults._came.connect(lambda _error: told.append("shown or not"), queued)
    faults.report(fault())
    qtbot.waitUntil(lambda: bool(boxes(window)))
    boxes(window)[0].close()
    faults.report(fault())
    qtbot.waitUntil(lambda: len(told) == 2)

    assert boxes(window) == []


def test_a_fault_in_any_thread_or_slot_arrives(
    qtbot: QtBot, window: QWidget, faults: Faults, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr("smartsupport.ui.errors.qInstallMessageHandler", lambda _handler: None)
    faults.install()

    def fail() -> None:
        raise ZeroDivisionError

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(boxes(window)) == 1)

    assert "ZeroDivisionError" in boxes(window)[0].informativeText()
