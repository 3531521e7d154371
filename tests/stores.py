"""Real stores for tests: an encrypted database in a temporary folder, and a clock held still.

Import what you need into a conftest: `from tests.stores import clock, store  # noqa: F401`.
Every store made here must tell the same story as its log when the test ends.
"""

import atexit
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from uuid import UUID

import pytest

from smartsupport.clock import Clock
from smartsupport.paths import Places
from smartsupport.storage import check, workspace
from smartsupport.storage import vault as vaults
from smartsupport.storage.unit_of_work import Store
from smartsupport.storage.vault import Opened

WORKSPACE = UUID("0f4be35a-91f0-4f6c-8a4c-3f7b8a3f3c11")
COORDINATOR = UUID("5f6b40a8-5f1d-4a0e-9d3f-6f7c3f0a2b22")


class HeldClock:
    """A clock that moves only when told to; a Saturday morning before the desk opens, in Tokyo."""

    def __init__(self, now: datetime = datetime(2026, 10, 3, 0, 30, tzinfo=UTC)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> None:
        """Move on: `advance(minutes=5)`; backwards too."""
        self.now += timedelta(**by)


def new_store(folder: Path, clock: Clock) -> Store:
    """An empty workspace in `folder` (made if need be), open."""
    key = vaults.new_key()
    return workspace.create(
        Places(base=folder),
        vault=vaults.open_vault(WORKSPACE, key, COORDINATOR, "担当"),
        opened=Opened(key, COORDINATOR),
        clock=clock,
    )


def copied(make: Callable[[Path], Store], folder: Path) -> Places:
    """What `make` makes, in `folder`.

    It is really made once in this process and copied since: making one takes longer than most
    tests. Copies that will meet have to `become_another` first.
    """
    shutil.copytree(_made(make), folder, dirs_exist_ok=True)
    return Places(base=folder)


@cache
def _made(make: Callable[[Path], Store]) -> Path:
    folder = Path(mkdtemp())
    atexit.register(shutil.rmtree, folder)
    make(folder).close()
    return folder


def _empty(folder: Path) -> Store:
    return new_store(folder, HeldClock())


def copied_store(folder: Path, clock: Clock) -> Store:
    """As `new_store`, quickly."""
    store = open_again(copied(_empty, folder), clock)
    workspace.become_another(store)
    return store


def open_again(places: Places, clock: Clock) -> Store:
    """Open a workspace made by `new_store`."""
    return workspace.open_store(places, vaults.open_plainly(vaults.load(places.vault)), clock)


def assert_replays(store: Store) -> None:
    """Fail unless replaying the log gives exactly the tables."""
    assert check.replay_differences(store) == []


@contextmanager
def kept(store: Store) -> Iterator[Store]:
    """`store` while the test runs; afterwards its log is replayed and it is closed."""
    try:
        yield store
        assert_replays(store)
    finally:
        store.close()


@pytest.fixture
def clock() -> HeldClock:
    """Held still; `clock.advance(minutes=5)` moves it."""
    return HeldClock()


@pytest.fixture
def store(tmp_path: Path, clock: HeldClock) -> Iterator[Store]:
    """An empty workspace in `tmp_path/"workspace"`, checked against its log at the end."""
    with kept(copied_store(tmp_path / "workspace", clock)) as made:
        yield made


@pytest.fixture
def another(tmp_path: Path, clock: HeldClock) -> Iterator[Callable[[str], Store]]:
    """Further laptops: `another("b")` is an empty store of its own, checked at the end."""
    made: list[Store] = []

    def make(name: str) -> Store:
        made.append(copied_store(tmp_path / name, clock))
        return made[-1]

    yield make
    try:
        for one in made:
            assert_replays(one)
    finally:
        for one in made:
            one.close()
