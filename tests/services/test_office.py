"""A 台帳 is made once, opened again, and whole."""

from pathlib import Path

import pytest

from smartsupport.domain.errors import NotFound, Refused
from smartsupport.paths import Places
from smartsupport.services import calendar, consultations, exports, venues
from smartsupport.services import office as offices
from smartsupport.services.defaults import TOPICS
from smartsupport.services.office import Office
from smartsupport.services.upkeep import look_over
from tests.services import given
from tests.services.given import DAY
from tests.stores import HeldClock


def test_a_register_begins_with_kinds_topics_and_courtesy(office: Office) -> None:
    assert [k.letter for k in calendar.kinds(office)] == ["C", "S", "T", "L", "G", "O"]
    assert len(consultations.choices(office, TOPICS)) == 20
    workspace = office.workspace()
    assert workspace.courtesy
    assert (workspace.practice, workspace.features) == (False, frozenset())
    assert look_over(office) == []


def test_it_is_made_once_and_opened_again(office: Office, clock: HeldClock) -> None:
    place = given.venue(office)
    assert offices.is_there(office.places)
    with pytest.raises(Refused, match="workspace_exists"):
        offices.make(office.places, name="別", person="担当", clock=clock)
    again = offices.open_office(office.places, clock=clock)
    assert (again.person, again.workspace_id) == ("担当", office.workspace_id)
    assert [v.id for v in venues.everything(again)] == [place.id]
    again.close()


def test_there_is_nothing_to_open(tmp_path: Path) -> None:
    places = Places(base=tmp_path / "nowhere")
    assert not offices.is_there(places)
    with pytest.raises(NotFound, match="no_workspace"):
        offices.open_office(places)


def test_events_leave_as_open_data_without_a_persons_name(office: Office) -> None:
    hall = given.venue(office, address="東京都中野区1-1")
    first = given.session(office, hall, title="秋の相談会")
    given.session(office, hall, day=DAY.replace(month=11), title="冬の相談会")
    given.booked(office, given.participant(office, "ヤマダ", name="山田"), first)
    content, rows = exports.EXPORTS["events"](office, DAY, DAY)
    text = content.decode("utf-8-sig")
    assert rows == 1
    assert "秋の相談会" in text
    assert "冬の相談会" not in text
    assert "山田" not in text
    assert exports.events(office, None, None)[1] == 2
