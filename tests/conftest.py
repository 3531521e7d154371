"""What every test may rely on: English texts, no screen, no network, nobody's own workspace.

Nothing waits for the disk: no test cuts the power, and programs that are killed keep what they
wrote without it. Those are processes of their own, and wait as the program does.
"""

import gc
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from smartsupport import i18n
from smartsupport.storage import database

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples every time: a machine with other work on it must not fail what passed before.
settings.register_profile("house", derandomize=True, deadline=None)
settings.load_profile("house")


def pytest_collection_finish() -> None:
    """What is here to stay need not be looked through for garbage again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    yield
    i18n.use("en", Path())


@pytest.fixture(autouse=True, scope="session")
def _alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    def refuse(_socket: socket.socket, *asked: object) -> None:
        raise AssertionError(f"a test reached for the network: {asked}")

    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for way in ("connect", "connect_ex", "bind", "listen", "sendto"):
            patch.setattr(socket.socket, way, refuse)
        patch.setenv("HOME", str(home))
        for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            patch.setenv(variable, str(home / variable))
        patch.delenv("SMARTSUPPORT_PASSWORD", raising=False)
        patch.setattr(database, "_SYNCHRONOUS", "OFF")
        patch.setattr(os, "fsync", lambda _file: None)
        yield
