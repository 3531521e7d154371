"""Passwords for tests, at a cost that a test can pay."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smartsupport.paths import Places
from smartsupport.services import sign_in
from smartsupport.services.office import Office
from smartsupport.storage import sealing
from smartsupport.storage.sealing import Cost

CHEAP = Cost(memory_kib=8, iterations=1, lanes=1)
DEARER = Cost(memory_kib=16, iterations=1, lanes=1)
PASSWORD = "みかん でんしゃ まど さくら"
OTHER = "corner-teapot-lantern"


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """A guess costs nothing worth waiting for."""
    monkeypatch.setattr(sealing, "STANDARD", CHEAP)


@pytest.fixture
def closed(tmp_path: Path, cheap_passwords: None) -> Iterator[Office]:
    """A 台帳 with a password, open in the hands of 佐藤."""
    made = sign_in.make(
        Places(base=tmp_path / "closed"),
        name="中野区スマホ相談会台帳",
        person="佐藤 髙﨑",
        password=PASSWORD,
    )
    yield made
    made.close()
