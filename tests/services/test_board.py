from collections.abc import Callable
from datetime import date, time
from uuid import uuid4

import pytest

from smartsupport.domain.availability import Answer
from smartsupport.domain.errors import Refused
from smartsupport.domain.placement import PlacementState
from smartsupport.domain.series import Repeat, Series
from smartsupport.domain.session import Session, WantedPlaces
from smartsupport.domain.supporter import Role, Supporter
from smartsupport.domain.venue import Venue
from smartsupport.services import (
    board,
    calendar,
    explaining,
    people,
    placements,
    proposals,
    records,
)
from smartsupport.services.board import Seated
from smartsupport.services.office import Office

DAY = date(2026, 10, 10)
TWO_AND_ONE = (
    WantedPlaces(role=Role.ADVISER, minimum=1, wanted=2),
    WantedPlaces(role=Role.RECEPTION, minimum=1, wanted=1),
)
Add = Callable[..., Session]


@pytest.fixture
def venue(office: Office) -> Venue:
    return records.add(office, Venue(id=uuid4(), name="中央会館"))


@pytest.fixture
def add(office: Office, venue: Venue) -> Add:
    def add(day: date = DAY, start: str = "10:00", end: str = "12:00", **more: object) -> Session:
        kind = calendar.kinds(office)[0]
        return calendar.add_session(
            office,
            venue_id=venue.id,
            kind_id=kind.id,
            day=day,
            start=time.fromisoformat(start),
            end=time.fromisoformat(end),
            **{"places": TWO_AND_ONE, **more},
        )

    return add


def supporter(office: Office, kana: str, **more: object) -> Supporter:
    roles = frozenset({Role.ADVISER, Role.RECEPTION})
    return records.add(office, Supporter(id=uuid4(), kana=kana, **{"roles": roles, **more}))


def seats(office: Office, session: Session) -> list[tuple[Role, Seated]]:
    row = board.rows(office, [session.id])[session.id]
    return [(seat.role, seat.seated) for seat in row.seats]


def test_a_session_shows_its_empty_places_and_what_it_is_short_of(office: Office, add: Add):
    session = add()
    placements.place(office, session.id, supporter(office, "スズキ").id, Role.ADVISER)

    row = board.rows(office, [session.id])[session.id]

    assert seats(office, session) == [
        (Role.ADVISER, Seated.TAKEN),
        (Role.ADVISER, Seated.WISHED),
        (Role.RECEPTION, Seated.NEEDED),
    ]
    assert row.short == ((Role.RECEPTION, 1),)
    assert (row.taken, row.wanted) == (1, 3)


def test_trainees_and_those_who_declined_stand_beside_the_places(office: Office, add: Add):
    session = add()
    learner = supporter(office, "アオキ", trainee=True)
    placements.place(office, session.id, learner.id, Role.ADVISER)
    gone = placements.place(office, session.id, supporter(office, "イトウ").id, Role.ADVISER)
    placements.set_state(office, [gone], PlacementState.DECLINED)

    assert seats(office, session) == [
        (Role.ADVISER, Seated.NEEDED),
        (Role.ADVISER, Seated.WISHED),
        (Role.RECEPTION, Seated.NEEDED),
        (Role.ADVISER, Seated.TRAINEE),
        (Role.ADVISER, Seated.OUT),
    ]


def test_what_lacks_somebody_comes_first_and_what_is_over_last(office: Office, add: Add):
    over, full, short = add(day=date(2026, 10, 1)), add(), add(start="14:00", end="16:00")
    for role in (Role.ADVISER, Role.RECEPTION):
        person = supporter(office, "スズキ", phone="")
        placements.place(office, full.id, person.id, role)

    found = board.of_days(office, date(2026, 10, 1), date(2026, 10, 31))

    assert [row.line.session.id for row in found] == [short.id, full.id, over.id]
    assert [bool(row.short) for row in found] == [True, False, False]


def test_a_cancelled_session_asks_for_nobody(office: Office, add: Add):
    session = add()
    calendar.cancel(office, reason="台風", session_id=session.id)

    assert seats(office, session) == []


def test_a_place_given_to_another_leaves_no_trace_of_a_candidate_only(office: Office, add: Add):
    session = add()
    first, second, third = (supporter(office, kana) for kana in ("アオキ", "イトウ", "ウエダ"))
    candidate = placements.place(office, session.id, first.id, Role.ADVISER)
    new = placements.give_to(office, candidate, second.id)
    [asked] = placements.set_state(office, [new], PlacementState.ASKED)
    placements.give_to(office, asked, third.id)

    states = {
        line.supporter.id: line.placement.state
        for line in placements.of_sessions(office, [session.id])
    }
    assert states == {
        second.id: PlacementState.CANCELLED,
        third.id: PlacementState.CANDIDATE,
    }


def test_a_place_is_not_lost_when_who_should_take_it_is_elsewhere(office: Office, add: Add):
    here, there = add(), add(start="11:00", end="13:00")
    first, busy = supporter(office, "アオキ"), supporter(office, "イトウ")
    before = placements.place(office, here.id, first.id, Role.ADVISER)
    placements.place(office, there.id, busy.id, Role.ADVISER)

    with pytest.raises(Refused, match="placement_overlaps"):
        placements.give_to(office, before, busy.id)

    assert placements.of_sessions(office, [here.id])[0].supporter.id == first.id


def test_anybody_can_be_looked_up_with_all_that_speaks_against_them(office: Office, add: Add):
    session, other = add(), add(start="11:00", end="13:00")
    busy = supporter(office, "イトウ ミカ")
    supporter(office, "アオキ")
    placements.place(office, other.id, busy.id, Role.ADVISER)

    [found] = explaining.looked_up(office, session.id, Role.ADVISER, "いとう")

    assert found.supporter.id == busy.id
    assert {r.code for r in found.reasons} >= {"overlapping", "not_answered"}


def test_a_proposal_says_what_stays_short_and_whom_to_ask(office: Office, add: Add):
    session = add()
    willing, silent = supporter(office, "アオキ"), supporter(office, "イトウ", name="伊藤 美香")
    people.set_week(office, willing.id, {DAY.weekday(): Answer.YES})

    made = proposals.report(office, placements.propose(office, DAY, DAY))

    assert (made.placed, made.added, made.freed) == (1, 1, 0)
    gravest = made.short[0]
    assert gravest.line.session.id == session.id
    assert gravest.shortage.below_minimum == 1
    assert gravest.shortage.reasons == {"not_answered": 1}
    assert gravest.remedy is not None
    assert (gravest.remedy.fix.code, gravest.remedy.name) == ("ask", silent.name)


def test_every_session_of_a_series_has_what_was_said_of_all(office: Office, venue: Venue):
    series = Series(
        id=uuid4(),
        title="",
        venue_id=venue.id,
        kind_id=calendar.kinds(office)[0].id,
        repeat=Repeat.WEEKLY,
        first=DAY,
        last=date(2026, 10, 24),
        start=time(10),
        end=time(12),
    )

    made = calendar.add_series(office, series, title="土曜相談会", capacity=6, gather=time(9))

    assert [(s.title, s.capacity, s.gather) for s in made.sessions] == [
        ("土曜相談会", 6, time(9))
    ] * 3


def test_whom_to_phone_can_be_asked_again_after_a_cancellation(office: Office, add: Add):
    session = add()
    person = supporter(office, "アオキ", phone="090-1111-2222")
    placements.place(office, session.id, person.id, Role.ADVISER)

    told = calendar.cancel(office, reason="台風", session_id=session.id)

    assert calendar.to_phone(office, session.id) == told
    assert [x.phone for x in told] == ["090-1111-2222"]


def test_a_past_session_keeps_what_it_lacked_and_asks_for_nobody(office: Office, add: Add):
    over = add(day=date(2026, 10, 1))

    row = board.rows(office, [over.id])[over.id]

    assert row.short == ()
    assert row.lacked == ((Role.ADVISER, 1), (Role.RECEPTION, 1))
    assert {seat.seated for seat in row.seats} == {Seated.WISHED}
