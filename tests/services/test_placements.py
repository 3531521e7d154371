"""配置: what is asked and accepted is never touched by a plan; placing by hand keeps its rules."""

from uuid import uuid4

import pytest

from smartsupport.domain.availability import Answer
from smartsupport.domain.errors import NotFound, Refused
from smartsupport.domain.placement import PlacementState, placement_id
from smartsupport.domain.session import Session, WantedPlaces
from smartsupport.domain.supporter import Role
from smartsupport.domain.venue import Venue
from smartsupport.services import people, placements
from smartsupport.services.office import Office
from tests.services import given
from tests.services.given import DAY

EVERY_DAY = {n: Answer.YES for n in range(7)}


@pytest.fixture
def wanted(office: Office, hall: Venue) -> Session:
    """Two advisers."""
    return given.session(
        office, hall, places=(WantedPlaces(role=Role.ADVISER, minimum=1, wanted=2),)
    )


def _states(office: Office, session: Session) -> dict[str, PlacementState]:
    return {
        x.supporter.kana: x.placement.state for x in placements.of_sessions(office, [session.id])
    }


def test_a_plan_fills_what_is_free_and_leaves_the_asked_alone(
    office: Office, wanted: Session
) -> None:
    someone = [given.supporter(office, kana) for kana in ("ア", "イ", "ウ")]
    for person in someone[:2]:
        people.set_week(office, person.id, EVERY_DAY)
    accepted = given.placed(office, someone[2], wanted)
    placements.set_state(office, [accepted], PlacementState.ACCEPTED)
    proposal = placements.propose(office, DAY, DAY)
    assert placements.take(office, proposal) == 1
    states = _states(office, wanted)
    assert states.pop("ウ") is PlacementState.ACCEPTED
    assert list(states.values()) == [PlacementState.CANDIDATE]
    assert placements.take(office, proposal) == 0
    assert placements.take(office, placements.propose(office, DAY, DAY)) == 0


def test_a_plan_takes_away_candidates_it_does_not_want_and_nobody_else(
    office: Office, wanted: Session
) -> None:
    silent, asked, declined = (given.supporter(office, kana) for kana in ("ア", "イ", "ウ"))
    for person in (silent, asked, declined):
        given.placed(office, person, wanted)
    by_name = {x.supporter.kana: x.placement for x in placements.of_sessions(office, [wanted.id])}
    placements.set_state(office, [by_name["イ"]], PlacementState.ASKED)
    placements.set_state(office, [by_name["ウ"]], PlacementState.DECLINED, "用事")
    people.set_week(office, silent.id, dict.fromkeys(range(7), Answer.NO))
    placements.take(office, placements.propose(office, DAY, DAY))
    assert _states(office, wanted) == {"イ": PlacementState.ASKED, "ウ": PlacementState.DECLINED}


def test_a_period_must_be_one(office: Office) -> None:
    with pytest.raises(Refused, match="period_backwards"):
        placements.propose(office, DAY, DAY.replace(day=1))
    with pytest.raises(Refused, match="period_too_long"):
        placements.propose(office, DAY, DAY.replace(year=2028))
    with pytest.raises(Refused, match="preset_unknown"):
        placements.propose(office, DAY, DAY, preset="best")


def test_one_row_for_a_supporter_a_session_and_a_role_whatever_happens(
    office: Office, wanted: Session
) -> None:
    person = given.supporter(office)
    first = given.placed(office, person, wanted)
    assert first.id == placement_id(wanted.id, person.id, Role.ADVISER)
    placements.take_away(office, first)
    assert _states(office, wanted) == {}
    again = given.placed(office, person, wanted)
    assert (again.id, again.state, again.deleted) == (first.id, PlacementState.CANDIDATE, False)
    placements.set_state(office, [again], PlacementState.DECLINED, "用事")
    back = given.placed(office, person, wanted)
    assert (back.id, back.state, back.reason) == (first.id, PlacementState.CANDIDATE, "")


def test_placing_somebody_who_accepted_does_not_ask_anew(office: Office, wanted: Session) -> None:
    person = given.supporter(office)
    placements.set_state(office, [given.placed(office, person, wanted)], PlacementState.ACCEPTED)
    assert given.placed(office, person, wanted).state is PlacementState.ACCEPTED


def test_an_overlap_needs_a_reason_which_is_kept(
    office: Office, hall: Venue, wanted: Session
) -> None:
    person = given.supporter(office)
    given.placed(office, person, wanted)
    close = given.session(office, given.venue(office, "南図書館"), "12:00", "13:00")
    with pytest.raises(Refused, match="placement_overlaps") as refused:
        given.placed(office, person, close)
    assert refused.value.data == {"session": wanted.title, "start": wanted.start}
    with pytest.raises(Refused, match="placement_overlaps"):
        placements.place(office, close.id, person.id, Role.ADVISER, override="  ")
    kept = placements.place(office, close.id, person.id, Role.ADVISER, override="途中で移動")
    assert kept.override == "途中で移動"
    later = given.session(office, hall, "14:00", "15:00")
    assert given.placed(office, person, later).override == ""
    with pytest.raises(NotFound, match="supporter_not_found"):
        placements.place(office, later.id, uuid4(), Role.ADVISER)


def test_a_cancelled_or_declined_place_is_no_overlap(
    office: Office, hall: Venue, wanted: Session
) -> None:
    person = given.supporter(office)
    first = given.placed(office, person, wanted)
    placements.set_state(office, [first], PlacementState.DECLINED)
    same_time = given.session(office, given.venue(office, "南図書館"))
    assert given.placed(office, person, same_time).state is PlacementState.CANDIDATE


def test_a_trainee_is_placed_as_one(office: Office, wanted: Session) -> None:
    person = given.supporter(office, trainee=True)
    assert given.placed(office, person, wanted).trainee
