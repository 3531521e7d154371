from uuid import UUID

from smartsupport.domain.booking import BookingState
from smartsupport.domain.card import Party
from smartsupport.domain.door import Source, visits_from
from smartsupport.domain.placement import PlacementState
from smartsupport.domain.session import SessionState, WantedPlaces
from smartsupport.domain.supporter import Role
from smartsupport.domain.tasks import TaskKind, tasks_of
from tests.domain.given import at, booking, clock, event, placement, session, stay

BEFORE, DURING, AFTER = at("9:00"), at("14:00"), at("16:15")
SESSION = session()


def asks(now, of=SESSION, **facts):
    return [(t.kind, t.person_id.int if t.person_id else None) for t in tasks_of(of, now, **facts)]


def test_a_session_that_went_well_asks_nothing():
    assert asks(AFTER, visits=[stay("12:30", "16:15")], placements=[placement()]) == []


def test_a_session_over_without_a_trace_is_not_yet_entered():
    assert asks(AFTER, placements=[placement()]) == [(TaskKind.NOTHING_ENTERED, None)]
    assert asks(DURING) == []


def test_a_supporter_who_accepted_and_was_not_seen():
    placements = [
        placement(),
        placement(101),
        placement(102, state=PlacementState.ABSENT_TOLD),
        placement(103, state=PlacementState.CANDIDATE),
    ]
    seen = [stay("12:30", "16:15")]
    assert asks(AFTER, visits=seen, placements=placements) == [(TaskKind.NOT_SEEN, 101)]
    assert asks(DURING, visits=seen, placements=placements) == []


def test_a_time_to_confirm_waits_until_the_dismissal():
    open_end = [stay("12:30", None)]
    assert asks(DURING, visits=open_end) == []
    assert asks(AFTER, visits=open_end) == [(TaskKind.TIME_UNCONFIRMED, 100)]
    typed = [stay("12:30", "16:15", out_source=Source.TYPED)]
    assert asks(AFTER, visits=typed) == []


def test_an_overstay_is_measured_by_the_placements_own_dismissal():
    own = placement(dismiss=clock("14:00"))
    visits = [stay("12:30", "16:01")]
    assert asks(AFTER, visits=visits, placements=[own]) == [(TaskKind.TIME_UNCONFIRMED, 100)]
    assert asks(AFTER, visits=visits, placements=[placement()]) == []


def test_a_participant_who_only_left():
    visits = visits_from([event(1, "out", "14:00", 7, party=Party.PARTICIPANT)])
    assert asks(DURING, visits=visits) == [(TaskKind.DEPARTURE_ALONE, 7)]


def test_participants_need_not_sign_out():
    visits = visits_from([event(1, "in", "13:00", 7, party=Party.PARTICIPANT)])
    assert asks(AFTER, visits=visits) == []


def test_a_coming_session_short_of_supporters():
    wants = session(
        places=(
            WantedPlaces(role=Role.ADVISER, minimum=2, wanted=3),
            WantedPlaces(role=Role.RECEPTION, minimum=1, wanted=1),
        )
    )
    placements = [
        placement(),
        placement(101, trainee=True),
        placement(102, state=PlacementState.DECLINED),
        placement(103, role=Role.RECEPTION),
    ]
    (task,) = tasks_of(wants, BEFORE, placements=placements)
    assert (task.kind, task.role, task.missing) == (TaskKind.SHORT, Role.ADVISER, 1)
    assert task.day == wants.day
    assert asks(DURING, of=wants, placements=placements) == []


def test_more_bookings_than_places():
    small = session(capacity=2)
    bookings = [
        booking(1),
        booking(2),
        booking(2, id=UUID(int=9)),
        booking(3, BookingState.WAITING),
        booking(4, deleted=True),
    ]
    assert asks(BEFORE, of=small, bookings=bookings) == []
    (task,) = tasks_of(small, BEFORE, bookings=[*bookings, booking(5)])
    assert (task.kind, task.missing) == (TaskKind.OVERFULL, 1)


def test_what_is_not_held_asks_nothing():
    for gone in (session(state=SessionState.CANCELLED), session(deleted=True)):
        assert asks(AFTER, of=gone, visits=[stay("12:30", None)]) == []


def test_each_thing_is_asked_once():
    visits = visits_from([event(1, "out", "14:00", 100), event(2, "out", "15:00", 100)])
    assert asks(AFTER, visits=visits) == [(TaskKind.TIME_UNCONFIRMED, 100)]


def test_a_supporter_who_was_asked_and_has_not_answered():
    placements = [placement(state=PlacementState.ASKED), placement(101)]
    assert asks(BEFORE, placements=placements) == [(TaskKind.NOT_ANSWERED, 100)]
    assert asks(DURING, placements=placements) == []


def test_consultations_that_nobody_wrote_down():
    guests = [visits_from([event(1, "in", "13:00", 1, party=Party.PARTICIPANT)])[0]]
    (task,) = tasks_of(SESSION, AFTER, visits=guests, unrecorded=2)
    assert (task.kind, task.missing) == (TaskKind.NOT_RECORDED, 2)
    assert asks(AFTER, visits=guests) == []
    assert asks(DURING, visits=guests, unrecorded=2) == []
    assert asks(AFTER, visits=guests, unrecorded=-1) == []


def test_who_came_in_a_way_that_asks_nothing_is_not_missed():
    placements = [placement(), placement(101)]
    assert asks(AFTER, here={placements[0].supporter_id}, placements=placements) == [
        (TaskKind.NOT_SEEN, 101)
    ]
