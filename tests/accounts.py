"""A 台帳 with a password for tests, at a cost that a test can pay."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from smartsupport.clock import Clock, system_clock
from smartsupport.domain.account import Account
from smartsupport.paths import Places
from smartsupport.services import sign_in
from smartsupport.services.office import Office, enter
from smartsupport.storage import sealing
from smartsupport.storage import vault as vaults
from smartsupport.storage.unit_of_work import Store
from tests.passwords import CHEAP, DEARER, OTHER, PASSWORD
from tests.stores import copied

__all__ = ["CHEAP", "DEARER", "OTHER", "PASSWORD"]


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """A guess costs nothing worth waiting for."""
    monkeypatch.setattr(sealing, "STANDARD", CHEAP)


@pytest.fixture
def closed(tmp_path: Path, cheap_passwords: None) -> Iterator[Office]:
    """A 台帳 with a password, open in the hands of 佐藤."""
    made = just_made(copied(_closed, tmp_path / "closed"), system_clock)
    yield made
    made.close()


def just_made(places: Places, clock: Clock) -> Office:
    """The 台帳 there, open as after it was made: nobody has signed in yet."""

    def sitting(store: Store) -> Account:
        with store.reading() as reading:
            return reading.get(Account, opened.account)

    vault = vaults.load(places.vault)
    opened = vaults.open_with_password(vault, PASSWORD)
    return enter(places, vault.workspace, opened, sitting, alone=False, clock=clock, new_id=uuid4)


def _closed(folder: Path) -> Store:
    return sign_in.make(
        Places(base=folder),
        name="中野区スマホ相談会台帳",
        person="佐藤 髙﨑",
        password=PASSWORD,
    ).store
