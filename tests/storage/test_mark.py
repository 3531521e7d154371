"""A database knows whether it still lies where it lay."""

import platform
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import delete

from smartsupport.paths import Places
from smartsupport.storage import mark
from smartsupport.storage.book import StoredBook
from smartsupport.storage.schema import FACT
from smartsupport.storage.unit_of_work import Store
from tests.stores import HeldClock, copied_store, open_again


@pytest.fixture
def places(tmp_path: Path, clock: HeldClock) -> Places:
    """A closed workspace."""
    copied_store(tmp_path / "mine", clock).close()
    return Places(base=tmp_path / "mine")


def name_at(places: Places) -> bytes:
    """Under which name a program that opens it would write."""
    store = open_again(places, HeldClock())
    try:
        return StoredBook(store).me()
    finally:
        store.close()


def test_where_it_lies_it_keeps_its_name(places: Places) -> None:
    assert name_at(places) == name_at(places)


def test_a_second_program_beside_the_first_keeps_the_name(
    places: Places, clock: HeldClock, tmp_path: Path
) -> None:
    store = open_again(places, clock)
    before = StoredBook(store).me()
    (tmp_path / "link").symlink_to(places.base)
    assert name_at(Places(base=tmp_path / "link")) == name_at(places) == before
    store.close()


def test_a_copy_takes_a_name_of_the_same_laptop_once(places: Places, tmp_path: Path) -> None:
    before = name_at(places)
    shutil.copytree(places.base, tmp_path / "copy")
    copy = Places(base=tmp_path / "copy")
    after = name_at(copy)
    assert (after[:8], name_at(copy)) == (before[:8], after)
    assert after != before == name_at(places)


@pytest.mark.parametrize("what", ["machine", "_account"])
def test_another_computer_or_account_is_another_place(
    places: Places, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    before = name_at(places)
    monkeypatch.setattr(mark, what, lambda: "another")
    assert name_at(places) != before


def test_what_was_never_marked_is_marked_where_it_is_found(
    places: Places, clock: HeldClock, tmp_path: Path
) -> None:
    store = open_again(places, clock)
    before = StoredBook(store).me()
    with store.maintenance() as connection:
        connection.execute(delete(FACT))
    store.close()
    assert name_at(places) == before
    shutil.copytree(places.base, tmp_path / "copy")
    assert name_at(Places(base=tmp_path / "copy")) != before


def test_the_mark_names_neither_computer_nor_folder(
    store: Store, another: Callable[[str], Store]
) -> None:
    book, other = StoredBook(store), StoredBook(another("other"))
    found = book.fact("mark")
    assert found is not None
    assert len(found) == 32
    assert found != other.fact("mark")


def unreadable(*_args: object) -> str:
    raise PermissionError


@pytest.mark.parametrize("told", [unreadable, lambda: ""])
def test_without_an_id_of_the_system_the_computers_name_serves(
    monkeypatch: pytest.MonkeyPatch, told: Callable[[], str]
) -> None:
    monkeypatch.setattr(mark, "_told", told)
    monkeypatch.setattr(platform, "node", lambda: "PC-7")
    assert mark.machine() == "PC-7"
