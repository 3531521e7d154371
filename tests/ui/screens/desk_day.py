"""A venue with a morning and an afternoon, and its desk as one who works there sees it."""

import pytest
from pytestqt.qtbot import QtBot

from smartsupport.domain.participant import Participant
from smartsupport.domain.session import Session
from smartsupport.domain.venue import Venue
from smartsupport.services.office import Office
from smartsupport.ui.background import Background
from smartsupport.ui.screen import Around
from tests.services import given
from tests.services.given import booked, participant, session
from tests.ui.screens.desk_driver import DeskDriver, stand


@pytest.fixture
def place(office: Office) -> Venue:
    return given.venue(office, "中央会館")


@pytest.fixture
def am(office: Office, place: Venue) -> Session:
    return session(office, place, "10:00", "12:00", title="Morning", capacity=12)


@pytest.fixture
def pm(office: Office, place: Venue) -> Session:
    return session(office, place, "13:30", "15:30", title="Afternoon")


@pytest.fixture
def hanako(office: Office, am: Session) -> Participant:
    """Booked for the morning."""
    person = participant(office, "ヤマダ ハナコ", phone="090-1234-5678")
    booked(office, person, am)
    return person


@pytest.fixture
def desk(
    qtbot: QtBot,
    office: Office,
    around: Around,
    background: Background,
    place: Venue,
    am: Session,
    pm: Session,
    hanako: Participant,
) -> DeskDriver:
    return stand(qtbot, office, around, background, place)
