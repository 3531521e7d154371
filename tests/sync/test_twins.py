"""Copied and restored data folders: two databases under one name, noticed or not, lose nothing."""

import shutil
from pathlib import Path

import pytest

from smartsupport.paths import Places
from smartsupport.storage import mark, workspace
from tests.sync.sides import Laptop, Make, laptop, settle

__all__ = ["laptop"]


BEFORE = {"前0", "前1", "前2", "未0", "未1"}


def registered(at: Laptop, word: str, count: int = 30) -> set[str]:
    names = {f"{word}{n}" for n in range(count)}
    at.register(*sorted(names))
    return names


def copied(places: Places, to: Path) -> Places:
    shutil.copytree(places.base, to)
    return Places(base=to)


@pytest.fixture(params=[True, False], ids=["synced", "never synced"])
def original(laptop: Make, tmp_path: Path, request: pytest.FixtureRequest) -> Places:
    """A laptop's closed data folder: some of what was written there, or all, was never sent."""
    a = laptop()
    registered(a, "前", 3)
    if request.param:
        a.round()
    registered(a, "未", 2)
    a.store.close()
    return Places(base=tmp_path / "laptop-1")


@pytest.fixture
def unnoticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The copies lie, so the program thinks, where the original lay."""
    monkeypatch.setattr(mark, "compare", lambda connection, base: None)


def both_write(laptop: Make, original: Places, tmp_path: Path) -> tuple[Laptop, Laptop, set[str]]:
    copy = copied(original, tmp_path / "copy")
    a, b = laptop(places=original), laptop(places=copy)
    return a, b, BEFORE | registered(a, "甲") | registered(b, "乙")


def test_a_copied_data_folder_writes_under_another_name(
    laptop: Make, original: Places, tmp_path: Path
) -> None:
    a, b, names = both_write(laptop, original, tmp_path)
    c = laptop()
    assert a.side.book.me() != b.side.book.me()
    settle(tmp_path / "shared", a, b, c)
    assert [set(one.names()) for one in (a, b, c)] == [names] * 3
    assert not any(held.forked for held in c.side.book.held().values())


@pytest.mark.usefixtures("unnoticed")
def test_twins_that_nobody_noticed_lose_nothing(
    laptop: Make, original: Places, tmp_path: Path
) -> None:
    a, b, names = both_write(laptop, original, tmp_path)
    c = laptop()
    assert a.side.book.me() == b.side.book.me()
    settle(tmp_path / "shared", a, b, c)
    assert a.side.book.me() != b.side.book.me()
    assert [set(one.names()) for one in (a, b, c)] == [names] * 3
    late = laptop()
    settle(tmp_path / "shared", a, b, c, late)
    assert set(late.names()) == names


@pytest.mark.usefixtures("unnoticed")
@pytest.mark.parametrize("vanishing", [0, 1])
def test_a_twins_file_that_vanished_before_anyone_else_read_it_is_written_again(
    laptop: Make, original: Places, tmp_path: Path, vanishing: int
) -> None:
    a, b, names = both_write(laptop, original, tmp_path)
    log = tmp_path / "shared/log"
    before = set(log.rglob("*.seg"))
    a.round()
    [of_a] = set(log.rglob("*.seg")) - before
    b.round()
    [of_b] = set(log.rglob("*.seg")) - before - {of_a}
    (of_a, of_b)[vanishing].unlink()
    c = laptop()
    settle(tmp_path / "shared", c, a, b)
    assert [set(one.names()) for one in (a, b, c)] == [names] * 3


@pytest.mark.usefixtures("unnoticed")
def test_an_older_database_put_back_by_hand_reads_its_own_changes_back(
    laptop: Make, original: Places, tmp_path: Path
) -> None:
    kept = copied(original, tmp_path / "kept")
    a, c = laptop(places=original), laptop()
    names = registered(a, "後") | BEFORE
    settle(tmp_path / "shared", a, c)
    a.store.close()
    shutil.copy(kept.database, original.database)
    again = laptop(places=original)
    before = again.side.book.me()
    assert len(again.names()) == 5
    names |= registered(again, "戻")
    settle(tmp_path / "shared", again, c)
    assert set(again.names()) == set(c.names()) == names
    assert again.side.book.me() != before


def test_a_laptop_that_was_silent_for_400_days_catches_up(laptop: Make, tmp_path: Path) -> None:
    a, b, c = laptop(), laptop(), laptop()
    names = registered(c, "古", 5)
    settle(tmp_path / "shared", a, b, c)
    names |= registered(c, "未", 5)
    for n in range(20):
        for one in (a, b):
            one.side.clock.advance(days=20)
        names |= registered(a, f"新{n}-", 2)
        a.round()
        b.round()
    settle(tmp_path / "shared", c, a, b)
    assert [set(one.names()) for one in (a, b, c)] == [names] * 3


def test_a_copy_that_is_opened_alone_sends_what_the_original_never_sent(
    laptop: Make, original: Places, tmp_path: Path
) -> None:
    copy = laptop(places=copied(original, tmp_path / "copy"))
    c = laptop()
    settle(tmp_path / "shared", copy, c)
    assert set(c.names()) == BEFORE


def test_a_restored_database_sends_what_the_replaced_one_never_sent(
    laptop: Make, original: Places, tmp_path: Path
) -> None:
    restored = laptop(places=original)
    workspace.become_another(restored.store, restored.store)
    c = laptop()
    settle(tmp_path / "shared", restored, c)
    assert set(c.names()) == BEFORE


def test_restored_on_a_new_computer_it_leaves_the_old_one_a_day_to_send_it_first(
    laptop: Make, original: Places, tmp_path: Path
) -> None:
    restored = laptop(places=original)
    workspace.become_another(restored.store)
    c = laptop()
    for _ in range(3):
        restored.round()
        restored.side.clock.advance(hours=12)
    settle(tmp_path / "shared", restored, c)
    assert set(c.names()) == BEFORE
