"""An office for tests of use cases: a real workspace, held clock, its log replayed at the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smartsupport.paths import Places
from smartsupport.services import office as offices
from smartsupport.services.office import Office
from tests.stores import HeldClock, clock, kept

__all__ = ["clock", "office"]


@pytest.fixture
def office(tmp_path: Path, clock: HeldClock) -> Iterator[Office]:
    """A fresh workspace with its first kinds and choices, run by 担当."""
    made = offices.make(
        Places(base=tmp_path / "office"), name="中野区スマホ相談会台帳", person="担当", clock=clock
    )
    with kept(made.store):
        yield made
