"""What two laptops saw at one door, told once."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsupport.domain.card import Party
from smartsupport.domain.door import Source, is_estimated, overstayed, visits_from
from smartsupport.domain.period import Span
from tests.domain.given import at, event, stay


def test_an_arrival_opens_a_visit_and_a_departure_closes_it():
    (visit,) = visits_from([event(1, "in", "13:00")])
    assert visit.inside
    assert visit.span is None
    (visit,) = visits_from([event(1, "in", "13:00"), event(2, "out", "16:00", after=1)])
    assert not visit.inside
    assert visit.span.minutes == 180
    assert not visit.contradictory


def test_two_laptops_that_scan_one_person_tell_of_one_visit_from_the_earlier():
    here, there = event(1, "in", "13:02"), event(2, "in", "13:00")
    (visit,) = visits_from([here, there])
    assert visit.arrival == there
    assert visit.joined == (here,)
    assert visit.inside


def test_whoever_was_received_at_two_laptops_answers_to_both_numbers():
    here = replace(event(1, "in", "13:02"), number=2, letter="A")
    there = replace(event(2, "in", "13:00"), number=7, letter="B")
    (visit,) = visits_from([here, there])
    assert visit.numbers == ("B7", "A2")
    assert visits_from([event(1, "in", "13:00")])[0].numbers == ()


def test_a_departure_closes_what_both_laptops_opened():
    (visit,) = visits_from(
        [event(1, "in", "13:00"), event(2, "in", "13:02"), event(3, "out", "16:00", after=2)]
    )
    assert visit.span.minutes == 180
    assert len(visit.joined) == 1


def test_a_departure_of_someone_outside_is_for_a_person_to_look_at():
    (visit,) = visits_from([event(1, "out", "16:00")])
    assert visit.contradictory
    assert visit.arrival is None
    assert not visit.inside


def test_leaving_and_coming_back_is_two_visits():
    first, second = visits_from(
        [
            event(1, "in", "13:00"),
            event(2, "out", "14:00", after=1),
            event(3, "in", "15:00", after=2),
        ]
    )
    assert not first.inside
    assert second.inside


def test_an_answer_follows_what_it_answers_whatever_the_clocks_say():
    # The second laptop's clock is half an hour behind.
    (visit,) = visits_from([event(1, "in", "13:20"), event(2, "out", "13:10", after=1)])
    assert not visit.inside
    assert visit.contradictory


def test_without_the_event_it_answers_time_decides():
    # The arrival it had seen was voided; another one stands.
    (visit,) = visits_from([event(1, "in", "13:00"), event(2, "out", "16:00", after=99)])
    assert visit.span.minutes == 180


def test_events_that_answer_each_other_in_a_ring_still_end():
    visits = visits_from([event(1, "in", "13:00", after=2), event(2, "out", "16:00", after=1)])
    assert len(visits) == 1


def test_people_sessions_and_parties_are_kept_apart():
    visits = visits_from(
        [
            event(1, "in", "13:00"),
            event(2, "in", "13:01", session=2),
            event(3, "in", "13:02", person=101, party=Party.PARTICIPANT),
        ]
    )
    assert [(v.person_id.int, v.session_id.int) for v in visits] == [(100, 1), (100, 2), (101, 1)]
    assert visits[2].party is Party.PARTICIPANT


def test_nobody_came():
    assert visits_from([]) == []


@pytest.mark.parametrize(
    ("visit", "estimated"),
    [
        (stay("13:00", "16:15"), False),
        (stay("13:00", "18:15"), False),
        (stay("13:00", "18:16"), True),
        (stay("13:00", "18:16", out_source=Source.LIST), True),
        (stay("13:00", "18:16", out_source=Source.TYPED), False),
        (stay("13:00", "18:16", out_source=Source.PAPER), False),
        (stay("13:00", None), True),
        (stay("13:00", "16:15", out_source=Source.ESTIMATED), True),
        (stay("13:00", "16:15", in_source=Source.ESTIMATED), True),
        (stay("16:00", "13:00", out_source=Source.TYPED), True),
        (stay("10:00", "12:30"), True),
        (stay("10:00", "12:31"), False),
        (stay("16:15", "17:00"), True),
        (stay("16:15", "17:00", out_source=Source.PAPER), False),
    ],
)
def test_what_nobody_can_know_is_estimated(visit, estimated):
    assert is_estimated(visit, Span(at("12:30"), at("16:15"))) is estimated


def test_only_a_departure_can_overstay():
    assert not overstayed(stay("13:00", None), at("16:15"))
    assert overstayed(stay("13:00", "20:00"), at("16:15"))


def test_the_number_is_called_with_the_laptops_letter_where_it_has_one():
    assert event(1, "in", "13:00").called == ""
    assert event(1, "in", "13:00", number=7).called == "7"
    assert event(1, "in", "13:00", number=7, letter="A").called == "A7"


@st.composite
def comings_and_goings(draw):
    """Events of up to two people at up to two sessions, some answering an earlier one."""
    events = []
    for n in range(1, draw(st.integers(1, 8)) + 1):
        person = draw(st.sampled_from([100, 101]))
        where = draw(st.sampled_from([1, 2]))
        before = [
            e.id.int for e in events if (e.person_id.int, e.session_id.int) == (person, where)
        ]
        events.append(
            event(
                n,
                draw(st.sampled_from(["in", "out"])),
                at("13:00") + timedelta(minutes=draw(st.integers(0, 5))),
                person,
                where,
                after=draw(st.sampled_from(before)) if before and draw(st.booleans()) else None,
            )
        )
    return events


@given(comings_and_goings(), st.randoms(use_true_random=False))
def test_the_order_in_which_events_arrive_changes_nothing(events, random):
    assert visits_from(random.sample(events, len(events))) == visits_from(events)


@given(comings_and_goings())
def test_every_event_is_told_exactly_once(events):
    told = [
        e for v in visits_from(events) for e in (v.arrival, v.departure, *v.joined) if e is not None
    ]
    assert sorted(e.id for e in told) == sorted(e.id for e in events)


@given(comings_and_goings())
def test_nobody_is_twice_inside_one_session(events):
    inside: list[tuple[UUID, UUID]] = [
        (v.person_id, v.session_id) for v in visits_from(events) if v.inside
    ]
    assert len(inside) == len(set(inside))


@given(comings_and_goings())
def test_only_a_departure_into_nothing_or_backwards_is_contradictory(events):
    for visit in visits_from(events):
        backwards = visit.span is not None and visit.span.end < visit.span.start
        assert visit.contradictory == (visit.arrival is None or backwards)
