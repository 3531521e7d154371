"""Real widgets, no screen."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from smartsupport.ui import theme
from smartsupport.ui.background import Background
from smartsupport.ui.live import Live


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the plugin without a screen cannot do says nothing about the program."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, theme.make("light", large=False))
    yield


@pytest.fixture
def bugs() -> list[BaseException]:
    """What the lanes reported as faults of the program; a test that expects one empties it."""
    return []


@pytest.fixture
def background(qapp: QApplication, bugs: list[BaseException]) -> Iterator[Background]:
    """The lanes, ended after the test; a fault nobody expected fails it."""
    lanes = Background(on_bug=bugs.append)
    yield lanes
    lanes.stop()
    for bug in bugs:
        raise bug


@pytest.fixture
def live(qapp: QApplication) -> Live:
    """Tells the test's widgets what changed."""
    return Live()
