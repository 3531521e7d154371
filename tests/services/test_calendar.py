"""日程: made with defaults, moved and cancelled with their people told."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest

from smartsupport.domain.booking import BookingState
from smartsupport.domain.errors import NotFound, Refused
from smartsupport.domain.participant import Participant
from smartsupport.domain.placement import PlacementState
from smartsupport.domain.series import Repeat, Series
from smartsupport.domain.session import Session, SessionState
from smartsupport.domain.supporter import Role, Supporter
from smartsupport.domain.venue import Venue
from smartsupport.services import bookings, calendar, placements, records
from smartsupport.services.office import Office
from tests.services import given
from tests.services.given import DAY


def test_a_session_takes_what_its_venue_and_kind_give(office: Office) -> None:
    place = given.venue(office, desks=3, gather_before=40, dismiss_after=20)
    made = given.session(office, place, "10:00", "12:00")
    assert (made.gather, made.dismiss) == (time(9, 20), time(12, 20))
    assert made.desks == 3
    assert {p.role: p.wanted for p in made.places} == {Role.ADVISER: 3, Role.RECEPTION: 1}
    assert made.title == calendar.kinds(office)[0].name
    own = given.session(office, place, "13:00", "15:00", gather=time(13), desks=1, title="秋の会")
    assert (own.gather, own.desks, own.title) == (time(13), 1, "秋の会")
    assert {p.role: p.wanted for p in own.places} == {Role.ADVISER: 1, Role.RECEPTION: 1}


def test_a_session_needs_a_place_and_times_that_can_be(office: Office, hall: Venue) -> None:
    with pytest.raises(Refused, match="ends_before_start"):
        given.session(office, hall, "12:00", "10:00")
    with pytest.raises(Refused, match="gather_after_start"):
        given.session(office, hall, "10:00", "12:00", gather=time(10, 30))
    with pytest.raises(NotFound, match="venue_not_found"):
        given.session(office, Venue(id=uuid4(), name="どこにもない"))
    with pytest.raises(Refused, match="number_negative"):
        given.session(office, hall, capacity=-1)
    assert calendar.lines(office) == []


def test_a_series_makes_its_sessions_and_says_what_it_passed_over(
    office: Office, hall: Venue
) -> None:
    made = calendar.add_series(
        office,
        Series(
            id=uuid4(),
            title="土曜相談会",
            venue_id=hall.id,
            kind_id=calendar.kinds(office)[0].id,
            repeat=Repeat.WEEKLY,
            first=date(2026, 10, 3),
            last=date(2026, 10, 31),
            start=time(10),
            end=time(12),
            except_days=frozenset({date(2026, 10, 17)}),
        ),
        capacity=8,
    )
    assert [s.day.day for s in made.sessions] == [3, 10, 24, 31]
    assert [day.day for day, _why in made.skipped] == [17]
    lines = calendar.lines(office, DAY, DAY + timedelta(days=60), hall.id)
    assert [(x.session.title, x.session.capacity, x.venue) for x in lines] == [
        ("土曜相談会", 8, "中央会館")
    ] * 4
    assert {x.session.series_id for x in lines} == {made.series.id}


def test_lines_count_what_surrounds_a_session(
    office: Office, hall: Venue, reception: given.Reception, morning: Session
) -> None:
    helper, trainee = given.supporter(office), given.supporter(office, "ケン", trainee=True)
    given.placed(office, helper, morning)
    given.placed(office, trainee, morning)
    given.booked(office, given.participant(office, "ア"), morning)
    given.booked(office, given.participant(office, "イ"), morning, BookingState.CANCELLED)
    came = reception.walk_in(morning, "ウ")
    assert came.person_id
    line = calendar.line(office, morning.id)
    assert line
    assert (line.booked, line.attended, line.placed) == (2, 1, 1)
    assert line.missing == 2  # one adviser of two, and the reception
    assert calendar.lines(office, last=DAY - timedelta(days=1)) == []
    assert calendar.lines(office, venue_id=uuid4()) == []
    assert [x.session.id for x in calendar.lines_of(office, [morning.id])] == [morning.id]
    assert calendar.line(office, uuid4()) is None


def _peopled(office: Office, morning: Session) -> tuple[Supporter, Participant]:
    helper = given.supporter(office, phone="03-0000-0001")
    guest = given.participant(office, phone="03-0000-0002")
    given.placed(office, helper, morning)
    given.booked(office, guest, morning, at=time(10, 30))
    given.booked(office, given.participant(office, "ヤメタ"), morning, BookingState.CANCELLED)
    return helper, guest


def test_cancelling_tells_whom_to_phone_and_keeps_the_people(
    office: Office, morning: Session
) -> None:
    helper, guest = _peopled(office, morning)
    waiting = given.participant(office, "マツ")
    given.booked(office, waiting, morning, BookingState.WAITING)
    told = calendar.cancel(office, reason="台風", session_id=morning.id)
    assert {(t.person_id, t.phone, t.supporter) for t in told} == {
        (helper.id, "03-0000-0001", True),
        (guest.id, "03-0000-0002", False),
        (waiting.id, "", False),
    }
    assert calendar.cancel(office, reason="台風", session_id=morning.id) == []
    with pytest.raises(Refused, match="session_cancelled"):
        bookings.book(office, morning.id, given.participant(office, "マタ").id)
    revived = calendar.revive(office, morning.id)
    assert (revived.state, revived.reason) == (SessionState.PLANNED, "")
    assert {t.person_id for t in calendar.to_phone(office, morning.id)} == {
        t.person_id for t in told
    }


def test_a_whole_day_is_cancelled_at_one_venue_or_everywhere(
    office: Office, hall: Venue, morning: Session, afternoon: Session
) -> None:
    elsewhere = given.session(office, given.venue(office, "南図書館"))
    tomorrow = given.session(office, hall, day=DAY + timedelta(days=1))
    calendar.cancel(office, reason="停電", day=DAY, venue_id=hall.id)
    states = {x.session.id: x.session.cancelled for x in calendar.lines(office)}
    assert states == {morning.id: True, afternoon.id: True, elsewhere.id: False, tomorrow.id: False}
    calendar.cancel(office, reason="大雪", day=DAY)
    assert [x.session.id for x in calendar.lines(office) if not x.session.cancelled] == [
        tomorrow.id
    ]
    first = calendar.line(office, morning.id)
    assert first and first.session.reason == "停電"


def test_a_moved_session_keeps_its_distances_and_takes_its_people_along(
    office: Office, morning: Session
) -> None:
    helper, guest = _peopled(office, morning)
    placement = placements.of_sessions(office, [morning.id])[0].placement
    records.change(office, placement, gather=time(9), dismiss=time(11))
    moved = calendar.move(
        office, morning.id, day=date(2026, 10, 10), start=time(14), end=time(15, 30)
    )
    assert (moved.session.day, moved.session.start) == (date(2026, 10, 10), time(14))
    assert (moved.session.gather, moved.session.dismiss) == (time(13, 30), time(15, 45))
    assert {t.person_id for t in moved.to_phone} == {helper.id, guest.id}
    assert bookings.of_session(office, morning.id)[0].booking.at == time(14, 30)
    placement = placements.of_sessions(office, [morning.id])[0].placement
    assert (placement.gather, placement.dismiss) == (time(13), time(15))
    assert placement.state is PlacementState.CANDIDATE
    with pytest.raises(Refused, match="ends_before_start"):
        calendar.move(office, morning.id, day=DAY, start=time(14), end=time(13))


def test_a_session_late_in_the_evening_ends_within_its_day(office: Office, hall: Venue) -> None:
    late = given.session(office, hall, "20:00", "23:50")
    assert late.dismiss == time(23, 59)
