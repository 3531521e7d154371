from datetime import time
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsupport.domain.errors import Refused
from smartsupport.domain.session import (
    PlaceRule,
    SessionKind,
    SessionState,
    WantedPlaces,
    check_times,
    places_for,
    resized,
    shifted,
)
from smartsupport.domain.supporter import Role
from tests.domain.given import at, clock, session


def test_public_time_and_supporters_time_are_two_spans():
    s = session(start="13:00", end="16:00", gather="12:30", dismiss="16:15")
    assert (s.span.start, s.span.end) == (at("13:00"), at("16:00"))
    assert (s.work_span.start, s.work_span.end) == (at("12:30"), at("16:15"))


def test_a_cancelled_session_says_so():
    assert session(state=SessionState.CANCELLED).cancelled
    assert not session().cancelled


def test_times_that_can_be_are_let_through():
    check_times(clock("13:00"), clock("16:00"), clock("13:00"), clock("16:00"))


@pytest.mark.parametrize(
    ("times", "code"),
    [
        (("16:00", "13:00", "12:30", "16:15"), "ends_before_start"),
        (("13:00", "13:00", "12:30", "16:15"), "ends_before_start"),
        (("13:00", "16:00", "13:10", "16:15"), "gather_after_start"),
        (("13:00", "16:00", "12:30", "15:50"), "dismiss_before_end"),
    ],
)
def test_times_that_cannot_be_are_refused_by_name(times, code):
    with pytest.raises(Refused) as refusal:
        check_times(*map(clock, times))
    assert refusal.value.code == code
    assert all(isinstance(value, time) for value in refusal.value.data.values())


def test_a_clock_face_moves_but_stays_in_its_day():
    assert shifted(clock("13:00"), -30) == clock("12:30")
    assert shifted(clock("16:00"), 15) == clock("16:15")
    assert shifted(clock("0:10"), -30) == time(0, 0)
    assert shifted(clock("23:50"), 30) == time(23, 59)


@given(st.times(), st.integers(-2000, 2000))
def test_a_moved_clock_face_is_never_on_the_wrong_side(start, minutes):
    moved = shifted(start, minutes)
    whole = start.replace(second=0, microsecond=0)
    assert moved >= whole if minutes >= 0 else moved <= whole


def kind(*rules: PlaceRule) -> SessionKind:
    return SessionKind(id=UUID(int=1), name="", places=rules)


CONSULTATION = kind(PlaceRule(role=Role.ADVISER, per="desk"), PlaceRule(role=Role.RECEPTION))
LECTURE = kind(
    PlaceRule(role=Role.LECTURER), PlaceRule(role=Role.ASSISTANT, per="participant", each=4)
)


def wanted(kind: SessionKind, *, desks=0, capacity=None, accessible=False):
    places = places_for(kind, desks=desks, capacity=capacity, accessible=accessible)
    return {p.role: (p.minimum, p.wanted) for p in places}


def test_a_consultation_wants_an_adviser_a_desk_and_one_at_reception():
    assert wanted(CONSULTATION, desks=3) == {Role.ADVISER: (3, 3), Role.RECEPTION: (1, 1)}


def test_a_class_wants_an_assistant_for_every_four_begun():
    assert wanted(LECTURE, capacity=9) == {Role.LECTURER: (1, 1), Role.ASSISTANT: (3, 3)}


def test_what_is_not_known_wants_at_least_one():
    assert wanted(CONSULTATION, desks=0)[Role.ADVISER] == (1, 1)
    assert wanted(LECTURE, capacity=None)[Role.ASSISTANT] == (1, 1)


def test_an_accessible_session_wants_one_or_two_helpers_a_learner_beside_them():
    assert wanted(CONSULTATION, capacity=4, accessible=True)[Role.ADVISER] == (4, 8)
    assert wanted(LECTURE, capacity=4, accessible=True) == {
        Role.LECTURER: (1, 1),
        Role.ASSISTANT: (4, 8),
    }
    only_lecturer = kind(PlaceRule(role=Role.LECTURER))
    assert wanted(only_lecturer, capacity=4, accessible=True) == {Role.LECTURER: (1, 1)}


def test_other_numbers_of_a_role_keep_what_is_only_wished_for():
    two_needed = WantedPlaces(role=Role.ADVISER, minimum=2, wanted=2)
    one_wished = WantedPlaces(role=Role.ASSISTANT, minimum=1, wanted=2)
    places = (two_needed, one_wished)

    assert resized(places, {Role.ADVISER: 3, Role.ASSISTANT: 3, Role.LECTURER: 0}) == (
        WantedPlaces(role=Role.ADVISER, minimum=3, wanted=3),
        WantedPlaces(role=Role.ASSISTANT, minimum=1, wanted=3),
    )
    assert resized((), {Role.LECTURER: 1}) == (
        WantedPlaces(role=Role.LECTURER, minimum=1, wanted=1),
    )
