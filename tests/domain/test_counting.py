"""The counting rules, each as a ward officer would check it against the paper sheet."""

from datetime import timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from smartsupport.domain.booking import BookingState
from smartsupport.domain.card import Party
from smartsupport.domain.consultation import Choice, Consultation, Outcome
from smartsupport.domain.counting import SessionFacts, session_figures
from smartsupport.domain.credit import HoursFacts, hours_rows
from smartsupport.domain.door import visits_from
from smartsupport.domain.participant import AgeBand, Participant
from smartsupport.domain.placement import PlacementState
from smartsupport.domain.session import SessionState
from smartsupport.domain.supporter import Role, Supporter, SupporterKind
from tests.domain.given import at, booking, event, placement, session, stay

EVENING = at("16:00")


def person(n: int, age: AgeBand = AgeBand.UNKNOWN, **more: object) -> Participant:
    return Participant(id=UUID(int=n), age_band=age, **({"kana": f"サトウ{n}"} | more))


def came(*people: int, **more: object):
    return visits_from(
        [event(500 + n, "in", "13:00", n, party=Party.PARTICIPANT, **more) for n in people]
    )


def figures(*, people=(), on=None, now=EVENING, **facts):
    return session_figures(
        SessionFacts(
            session=on or session(),
            kind="スマホ相談会",
            venue="見本会館",
            now=now,
            participants={p.id: p for p in people},
            **facts,
        )
    )


def record(n: int, **more: object) -> Consultation:
    return Consultation(**({"id": UUID(int=n), "session_id": UUID(int=1)} | more))


def choice(n: int, code: str, name: str, **more: object) -> Choice:
    return Choice(
        **({"id": UUID(int=n), "list_name": "", "code": code, "name": name, "position": n} | more)
    )


def test_a_person_counts_once_whatever_was_scanned():
    visits = visits_from(
        [
            event(1, "in", "13:00", 1, party=Party.PARTICIPANT),
            event(2, "in", "13:02", 1, party=Party.PARTICIPANT),
            event(3, "out", "14:00", 1, party=Party.PARTICIPANT, after=2),
            event(4, "in", "15:00", 1, party=Party.PARTICIPANT, after=3),
        ]
    )
    two_turns = [booking(1, at=at("13:00").time()), booking(1, id=UUID(int=7))]
    f = figures(people=[person(1)], visits=visits, bookings=two_turns)
    assert (f.attendances, f.people, f.booked) == (1, 1, 1)


def test_anonymous_people_are_counted_beside_the_others():
    f = figures(people=[person(1), person(2, kana="")], visits=came(1, 2, 3))
    assert (f.attendances, f.people, f.anonymous) == (3, 1, 2)


def test_a_phone_number_is_enough_to_be_somebody():
    f = figures(people=[person(1, kana="", phone="000-1234")], visits=came(1))
    assert (f.people, f.anonymous) == (1, 0)


def test_supporters_and_other_sessions_are_not_attendances():
    other = visits_from([event(9, "in", "13:00", 1, session=2, party=Party.PARTICIPANT)])
    f = figures(visits=[*other, stay("12:30", "16:15")], bookings=[booking(2, session=2)])
    assert (f.attendances, f.booked) == (0, 0)


def test_a_first_visit_is_counted_when_the_person_came():
    f = figures(
        people=[person(1), person(2)],
        visits=came(1),
        bookings=[booking(2)],
        first_visits=frozenset({UUID(int=1), UUID(int=2)}),
    )
    assert f.first_visits == 1
    assert [a.first_visit for a in f.attendees] == [True, False]


def test_ages_tell_how_many_are_65_and_how_many_did_not_say():
    people = [
        person(1, AgeBand.FROM_60),
        person(2, AgeBand.FROM_65),
        person(3, AgeBand.FROM_85),
        person(4, AgeBand.DECADE_60),
        person(5, AgeBand.DECADE_70),
        person(6),
    ]
    f = figures(people=people, visits=came(1, 2, 3, 4, 5, 6))
    assert (f.aged_65, f.age_unknown) == (3, 2)
    ages = dict(f.ages)
    assert ages[AgeBand.FROM_65] == 1
    assert ages[AgeBand.FROM_70] == 0
    assert ages[AgeBand.DECADE_60] == 1
    assert AgeBand.DECADE_80 not in ages
    assert sum(ages.values()) == f.attendances


def test_companions_are_apart():
    f = figures(people=[person(1), person(2)], visits=came(1, companions=2) + came(2))
    assert (f.attendances, f.companions) == (2, 2)


def test_a_companion_told_to_both_laptops_is_one_companion():
    visits = visits_from(
        [
            event(1, "in", "13:00", 1, party=Party.PARTICIPANT, companions=1),
            event(2, "in", "13:01", 1, party=Party.PARTICIPANT, companions=1),
        ]
    )
    assert figures(people=[person(1)], visits=visits).companions == 1


def test_absent_are_the_confirmed_who_never_came():
    bookings = [
        booking(1),
        booking(2),
        booking(3, BookingState.ABSENT_TOLD),
        booking(4, BookingState.CANCELLED),
        booking(5, BookingState.WAITING),
        booking(6, BookingState.APPLIED),
        booking(7, deleted=True),
    ]
    f = figures(bookings=bookings, visits=came(1))
    assert (f.booked, f.absent) == (3, 2)
    assert {a.participant_id.int for a in f.attendees} == {1, 2, 3, 4, 6}


def test_nobody_is_absent_before_the_end_but_who_said_so():
    bookings = [booking(1), booking(2, BookingState.ABSENT_TOLD)]
    f = figures(bookings=bookings, now=EVENING - timedelta(minutes=1))
    assert (f.booked, f.absent) == (2, 1)
    assert figures(bookings=bookings).absent == 2


def test_nobody_is_absent_from_what_was_not_held():
    cancelled = session(state=SessionState.CANCELLED, reason="台風")
    f = figures(on=cancelled, bookings=[booking(1)])
    assert (f.booked, f.absent) == (1, 0)
    assert (f.state, f.reason) == (SessionState.CANCELLED, "台風")


def test_who_was_marked_absent_and_came_all_the_same_was_there():
    f = figures(bookings=[booking(1, BookingState.ABSENT_SILENT)], visits=came(1))
    assert (f.booked, f.attendances, f.absent, f.walk_ins) == (1, 1, 0, 0)


def test_walk_ins_are_those_without_a_booking_that_held():
    bookings = [
        booking(1),
        booking(2, walk_in=True),
        booking(3, BookingState.CANCELLED),
        booking(4, BookingState.NOT_DRAWN),
    ]
    f = figures(bookings=bookings, visits=came(1, 2, 3, 4, 5))
    assert (f.booked, f.attendances, f.walk_ins) == (1, 5, 4)


def test_who_cancelled_and_stayed_away_is_no_walk_in():
    f = figures(bookings=[booking(1, BookingState.CANCELLED)])
    assert [a.walk_in for a in f.attendees] == [False]


def test_an_own_booking_speaks_before_one_made_at_the_desk():
    both = [booking(1, walk_in=True, id=UUID(int=1)), booking(1)]
    f = figures(bookings=both, visits=came(1))
    assert (f.booked, f.walk_ins) == (1, 0)


def test_a_line_of_the_attendance_list():
    visits = visits_from(
        [
            event(
                1,
                "in",
                "13:05",
                1,
                party=Party.PARTICIPANT,
                number=7,
                letter="A",
                reason="会場変更",
            ),
            event(2, "out", "14:00", 1, party=Party.PARTICIPANT, after=1),
        ]
    )
    f = figures(people=[person(1, name="佐藤")], visits=visits, bookings=[booking(1)])
    (line,) = f.attendees
    assert (line.name, line.number, line.note) == ("佐藤", "A7", "会場変更")
    assert (line.arrived_at, line.left_at) == (at("13:05"), at("14:00"))
    assert line.booked
    assert line.arrived
    assert not line.walk_in
    assert line.state == BookingState.CONFIRMED


def test_who_came_back_has_not_left():
    visits = visits_from(
        [
            event(1, "in", "13:05", 1, party=Party.PARTICIPANT),
            event(2, "out", "14:00", 1, party=Party.PARTICIPANT, after=1),
            event(3, "in", "15:00", 1, party=Party.PARTICIPANT, after=2),
        ]
    )
    (line,) = figures(visits=visits).attendees
    assert (line.arrived_at, line.left_at) == (at("13:05"), None)


def test_who_was_only_seen_leaving_was_there():
    visits = visits_from([event(1, "out", "14:00", 1, party=Party.PARTICIPANT)])
    f = figures(visits=visits)
    assert f.attendances == 1


def test_consultations_count_turns_with_a_record():
    records = [
        record(1, outcome=Outcome.SOLVED, topics=("mail", "line"), main_topic="line"),
        record(2, outcome=Outcome.SOLVED, topics=("mail",), referrals=("shop", "shop")),
        record(3, deleted=True),
        record(4, session_id=UUID(int=2)),
        record(5, main_topic="camera"),
    ]
    f = figures(
        consultations=records,
        topics=[
            choice(2, "line", "LINE"),
            choice(1, "mail", "メール・SMS"),
            choice(3, "map", "地図・乗換"),
            choice(4, "old", "ガラケー", retired=True),
        ],
        referrals=[choice(1, "shop", "携帯ショップ"), choice(2, "ward", "区市の窓口")],
    )
    assert f.consultations == 3
    assert [(t.name, t.asked, t.main) for t in f.topics] == [
        ("メール・SMS", 2, 0),
        ("LINE", 1, 1),
        ("地図・乗換", 0, 0),
        ("camera", 1, 1),
    ]
    assert dict(f.outcomes)[Outcome.SOLVED] == 2
    assert dict(f.outcomes)[Outcome.NOT_RECORDED] == 1
    assert len(f.outcomes) == len(Outcome)
    assert f.referrals == (("携帯ショップ", 1), ("区市の窓口", 0))


def test_a_retired_topic_is_printed_while_it_was_asked():
    old = choice(1, "old", "ガラケー", retired=True)
    f = figures(consultations=[record(1, topics=("old",))], topics=[old])
    assert [(t.name, t.asked) for t in f.topics] == [("ガラケー", 1)]


def test_helpers_are_those_who_were_to_come_or_came():
    visits = [stay("12:30", "16:15"), stay("12:30", None, person=101)]
    placements = [
        placement(),
        placement(102, state=PlacementState.ABSENT_TOLD),
        placement(103, state=PlacementState.DECLINED),
        placement(104, state=PlacementState.CANDIDATE),
        placement(105, session=2),
    ]
    supporters = {UUID(int=100): Supporter(id=UUID(int=100), name="青木", kana="アオキ")}
    rows = hours_rows(
        HoursFacts(
            visits=visits,
            sessions={UUID(int=1): session()},
            placements=placements,
            supporters=supporters,
            venues={},
            kinds={},
        )
    )
    helpers = figures(placements=placements, supporters=supporters, hours=rows).helpers
    assert [(h.supporter_id.int, h.state, h.credited, h.estimated) for h in helpers] == [
        (100, "accepted", 225, False),
        (101, "", 0, True),
        (102, "absent_told", 0, False),
    ]
    assert helpers[0].role is Role.ADVISER
    assert helpers[1].role is Role.ASSISTANT
    assert helpers[1].kind is SupporterKind.OTHER
    assert helpers[2].start is None


CROWD = st.lists(
    st.tuples(
        st.integers(1, 6),
        st.sampled_from([None, *BookingState]),
        st.booleans(),
        st.booleans(),
        st.sampled_from(AgeBand),
    ),
    max_size=8,
)


def _crowd(crowd):
    bookings = [
        booking(n, state, walk_in=walk_in, id=UUID(int=n * 100 + i))
        for i, (n, state, walk_in, _, _) in enumerate(crowd)
        if state
    ]
    visits = came(*{n for n, _, _, arrived, _ in crowd if arrived})
    people = [person(n, age, kana="サ" * (n % 2)) for n, _, _, _, age in crowd]
    return people, bookings, visits


@given(CROWD)
def test_the_figures_add_up(crowd):
    people, bookings, visits = _crowd(crowd)
    f = figures(people=people, bookings=bookings, visits=visits)
    assert f.attendances == f.people + f.anonymous == sum(n for _, n in f.ages)
    assert f.attendances == sum(a.arrived for a in f.attendees)
    assert f.attendances == f.walk_ins + sum(a.arrived and a.booked for a in f.attendees)
    assert f.booked - f.absent == sum(
        a.arrived and a.booked and a.state != BookingState.APPLIED for a in f.attendees
    )
    assert f.aged_65 + f.age_unknown <= f.attendances


@given(CROWD, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_does_not_matter(crowd, random):
    people, bookings, visits = _crowd(crowd)
    mixed = figures(
        people=people,
        bookings=random.sample(bookings, len(bookings)),
        visits=random.sample(visits, len(visits)),
    )
    assert mixed == figures(people=people, bookings=bookings, visits=visits)
