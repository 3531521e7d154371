"""What 要対応 says of a shared folder, and when it says it no more."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smartsupport.domain.tasks import TaskKind
from smartsupport.paths import Places
from smartsupport.services import exchange, sharing_tasks, sign_in
from smartsupport.services.exchange import Sharing
from smartsupport.services.office import Office
from smartsupport.services.tasks import open_tasks
from smartsupport.settings import Settings
from smartsupport.sync.side import Report, Trouble
from tests.accounts import PASSWORD, cheap_passwords
from tests.services import given
from tests.services.given import DAY
from tests.stores import HeldClock

__all__ = ["cheap_passwords"]

SHARING = {TaskKind.SHARING_DIVERGED, TaskKind.VERSION_OLD, TaskKind.SHARING_LATE}


@pytest.fixture
def closed(tmp_path: Path, clock: HeldClock, cheap_passwords: None) -> Iterator[Office]:
    made = sign_in.make(
        Places(base=tmp_path / "closed"), name="台帳", person="佐藤", password=PASSWORD, clock=clock
    )
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    chosen = tmp_path / "shared"
    chosen.mkdir()
    return chosen


@pytest.fixture
def shared(closed: Office, folder: Path) -> Sharing:
    own = exchange.connect(closed, folder, Settings(), "受付PC")
    return exchange.sharing(closed, own)


def asked(office: Office) -> list[TaskKind]:
    found = [task.kind for task in open_tasks(office, DAY, DAY) if task.kind in SHARING]
    assert found == sharing_tasks.left_to_do(office)
    return found


def test_a_folder_that_was_away_for_a_day(
    closed: Office, shared: Sharing, folder: Path, clock: HeldClock
) -> None:
    exchange.exchange_now(shared)
    given.venue(closed, "北会館")
    away = folder.rename(folder.with_name("away"))
    for _n in range(23):
        exchange.exchange_now(shared)
        clock.advance(hours=1)
    assert asked(closed) == []
    for _n in range(2):
        exchange.exchange_now(shared)
        clock.advance(hours=1)
    assert asked(closed) == [TaskKind.SHARING_LATE]
    away.rename(folder)
    exchange.exchange_now(shared)
    assert asked(closed) == []


def test_days_on_which_nobody_looked_are_not_counted(
    closed: Office, shared: Sharing, folder: Path, clock: HeldClock
) -> None:
    away = folder.rename(folder.with_name("away"))
    exchange.exchange_now(shared)
    clock.advance(days=3)
    assert asked(closed) == []
    away.rename(folder)
    exchange.exchange_now(shared)
    assert asked(closed) == []


@pytest.mark.parametrize(
    ("report", "kind"),
    [
        (Report(diverged=("事務所PC",)), TaskKind.SHARING_DIVERGED),
        (Report(newer=1), TaskKind.VERSION_OLD),
        (Report(trouble=Trouble.NEWER), TaskKind.VERSION_OLD),
    ],
)
def test_what_cannot_wait_is_asked_at_once(
    closed: Office, shared: Sharing, report: Report, kind: TaskKind
) -> None:
    sharing_tasks.note(shared.side.book, report, shared.side.now)
    assert asked(closed) == [kind]
    exchange.stop(closed)
    assert asked(closed) == []


def test_a_round_at_rest_writes_nothing(
    closed: Office, shared: Sharing, clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = shared.side.book
    written: list[str] = []
    monkeypatch.setattr(type(book), "keep_fact", lambda _book, name, _value: written.append(name))
    sharing_tasks.note(book, Report(), shared.side.now)
    assert written == []
    monkeypatch.undo()
    late = Report(trouble=Trouble.MISSING)
    sharing_tasks.note(book, late, shared.side.now)
    monkeypatch.setattr(type(book), "keep_fact", lambda _book, name, _value: written.append(name))
    clock.advance(minutes=5)
    sharing_tasks.note(book, late, shared.side.now)
    assert written == []
