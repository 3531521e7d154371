"""An office for tests of use cases: a real workspace, held clock, its log replayed at the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smartsupport.clock import Clock
from smartsupport.domain.session import Session
from smartsupport.domain.venue import Venue
from smartsupport.paths import Places
from smartsupport.services import office as offices
from smartsupport.services.office import Office
from smartsupport.storage.unit_of_work import Store
from smartsupport.storage.workspace import become_another
from tests.services import given
from tests.services.given import Reception
from tests.stores import HeldClock, another, clock, copied, kept

__all__ = ["another", "clock", "office"]


@pytest.fixture
def office(tmp_path: Path, clock: HeldClock) -> Iterator[Office]:
    """A fresh workspace with its first kinds and choices, run by 担当."""
    made = new_office(tmp_path / "office", clock)
    with kept(made.store):
        yield made


def new_office(folder: Path, clock: Clock) -> Office:
    """A fresh workspace with its first kinds and choices, run by 担当."""
    made = offices.open_office(copied(_first, folder), clock=clock)
    become_another(made.store)
    return made


def _first(folder: Path) -> Store:
    places = Places(base=folder)
    return offices.make(
        places, name="中野区スマホ相談会台帳", person="担当", clock=HeldClock()
    ).store


@pytest.fixture
def hall(office: Office) -> Venue:
    """The venue of most tests."""
    return given.venue(office)


@pytest.fixture
def morning(office: Office, hall: Venue) -> Session:
    """10:00 to 12:00, four places; the clock stands at 9:30."""
    return given.session(office, hall, "10:00", "12:00", capacity=4)


@pytest.fixture
def afternoon(office: Office, hall: Venue) -> Session:
    """13:30 to 15:30, no limit."""
    return given.session(office, hall, "13:30", "15:30")


@pytest.fixture
def reception(office: Office, hall: Venue, clock: HeldClock) -> Reception:
    """The desk of the hall on that day."""
    return Reception(office, hall, clock)
