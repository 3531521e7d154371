"""From the door to credited minutes, as a coordinator checks them at the end of a month."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from smartsupport.domain.card import Party
from smartsupport.domain.credit import HoursFacts, hours_rows
from smartsupport.domain.door import Source, visits_from
from smartsupport.domain.placement import PlacementState
from smartsupport.domain.session import WantedPlaces
from smartsupport.domain.supporter import Role, Supporter, SupporterKind
from tests.domain.given import KIND, VENUE, at, clock, event, placement, session, stay

SUPPORTER = Supporter(id=UUID(int=100), name="髙橋 花子", kana="タカハシ ハナコ")


SESSION, PLACEMENT = session(), placement()


def rows_of(visits, *, sessions=(SESSION,), placements=(PLACEMENT,), supporters=(SUPPORTER,)):
    return hours_rows(
        HoursFacts(
            visits=visits,
            sessions={s.id: s for s in sessions},
            placements=placements,
            supporters={s.id: s for s in supporters},
            venues={VENUE: "見本会館"},
            kinds={KIND: "スマホ相談会"},
        )
    )


def test_a_row_tells_who_where_and_how_long():
    (row,) = rows_of([stay("12:30", "16:15")])
    assert (row.supporter, row.kana) == ("髙橋 花子", "タカハシ ハナコ")
    assert (row.session, row.venue, row.role) == ("スマホ相談会", "見本会館", Role.ADVISER)
    assert (row.planned, row.actual, row.credited) == (225, 225, 225)
    assert (row.start, row.end) == (at("12:30"), at("16:15"))
    assert row.source is Source.SCANNED
    assert not row.estimated


def test_a_title_stands_before_the_kind():
    (row,) = rows_of([stay("12:30", "16:15")], sessions=(session(title="夏のスマホ教室"),))
    assert row.session == "夏のスマホ教室"


def test_early_and_late_minutes_are_cut_to_the_gathering_and_the_dismissal():
    (row,) = rows_of([stay("12:10", "16:40")])
    assert (row.actual, row.credited) == (225, 225)
    assert (row.start, row.end) == (at("12:10"), at("16:40"))


def test_times_typed_by_a_coordinator_count_beyond_it():
    (row,) = rows_of([stay("12:10", "16:40", in_source=Source.TYPED, out_source=Source.TYPED)])
    assert row.credited == 270
    assert row.source is Source.TYPED


def test_a_paper_sheet_is_believed_but_cut():
    (row,) = rows_of([stay("12:10", "16:40", in_source=Source.PAPER, out_source=Source.PAPER)])
    assert row.credited == 225
    assert row.source is Source.PAPER


def test_a_typed_end_before_the_gathering_counts_nothing():
    (row,) = rows_of([stay("12:00", "12:20", out_source=Source.TYPED)])
    assert row.credited == 0


def test_a_placements_own_span_replaces_the_sessions():
    own = placement(gather=clock("14:00"), dismiss=clock("15:00"))
    (row,) = rows_of([stay("12:30", "16:15")], placements=(own,))
    assert (row.planned, row.credited) == (60, 60)


def test_a_missing_end_is_proposed_as_the_dismissal_and_credits_nothing():
    (row,) = rows_of([stay("13:15", None)])
    assert (row.actual, row.credited, row.estimated) == (180, 0, True)
    assert row.end == at("16:15")
    assert row.source is Source.ESTIMATED


def test_an_end_written_by_hand_confirms():
    for source in (Source.TYPED, Source.PAPER):
        (row,) = rows_of([stay("13:15", "16:15", out_source=source)])
        assert (row.credited, row.estimated) == (180, False)


def test_a_proposed_end_put_at_the_door_still_waits_for_a_person():
    (row,) = rows_of([stay("13:15", "16:15", out_source=Source.ESTIMATED)])
    assert (row.actual, row.credited, row.estimated) == (180, 0, True)


def test_who_forgot_to_sign_out_for_more_than_two_hours_is_estimated():
    (row,) = rows_of([stay("12:30", "18:15")])
    assert not row.estimated
    (row,) = rows_of([stay("12:30", "18:16")])
    assert (row.estimated, row.credited, row.end) == (True, 0, at("16:15"))
    (row,) = rows_of([stay("12:30", "18:16", out_source=Source.TYPED)])
    assert (row.estimated, row.credited) == (False, 346)


def test_a_stay_wholly_apart_from_the_session_waits_for_a_person_instead_of_counting_nothing():
    (row,) = rows_of([stay("17:00", "18:00")])
    assert (row.actual, row.credited, row.estimated) == (0, 0, True)
    (row,) = rows_of([stay("17:00", "18:00", in_source=Source.TYPED, out_source=Source.TYPED)])
    assert (row.credited, row.estimated) == (60, False)


def test_an_end_without_a_start_credits_nothing_and_waits():
    (row,) = rows_of(visits_from([event(1, "out", "16:00")]))
    assert (row.start, row.end, row.actual) == (None, at("16:00"), 0)
    assert (row.credited, row.estimated) == (0, True)


def test_a_start_after_the_end_it_had_seen_is_a_clock_to_be_asked_about():
    visits = visits_from([event(1, "in", "15:00"), event(2, "out", "13:00", after=1)])
    (row,) = rows_of(visits)
    assert (row.estimated, row.credited, row.end) == (True, 0, at("16:15"))


def test_seconds_do_not_count():
    late = at("12:59") + timedelta(seconds=50)
    early = at("15:59") + timedelta(seconds=10)
    visits = visits_from([event(1, "in", late), event(2, "out", early, after=1)])
    (row,) = rows_of(visits)
    assert row.credited == 180


def test_a_break_is_not_credited():
    visits = visits_from(
        [
            event(1, "in", "13:00"),
            event(2, "out", "14:00", after=1),
            event(3, "in", "15:00"),
            event(4, "out", "16:00", after=3),
        ]
    )
    (row,) = rows_of(visits)
    assert row.credited == 120
    assert (row.start, row.end) == (at("13:00"), at("16:00"))


def test_someone_who_came_without_being_placed_helps_and_is_no_lecturer():
    first = session(
        places=(
            WantedPlaces(role=Role.LECTURER, minimum=1, wanted=1),
            WantedPlaces(role=Role.ADVISER, minimum=1, wanted=1),
        )
    )
    (row,) = rows_of([stay("12:00", "16:15")], placements=(), sessions=(first,))
    assert (row.role, row.planned, row.credited) == (Role.ADVISER, 0, 225)
    (row,) = rows_of([stay("12:00", "16:15")], placements=())
    assert row.role is Role.ASSISTANT


def test_who_declined_and_came_was_not_planned_but_counts():
    gone = placement(state=PlacementState.DECLINED, role=Role.RECEPTION)
    (row,) = rows_of([stay("12:30", "16:15")], placements=(gone,))
    assert (row.role, row.planned, row.credited) == (Role.RECEPTION, 0, 225)


def test_of_two_roles_at_a_session_the_one_that_holds_stands():
    held = placement(role=Role.ADVISER)
    given_up = placement(role=Role.RECEPTION, state=PlacementState.CANCELLED)
    for both in ((held, given_up), (given_up, held)):
        (row,) = rows_of([stay("12:30", "16:15")], placements=both)
        assert row.role is Role.ADVISER


def test_a_deleted_placement_does_not_shape_the_hours():
    gone = placement(gather=clock("14:00"), dismiss=clock("15:00"), deleted=True)
    (row,) = rows_of([stay("12:30", "16:15")], placements=(gone,))
    assert (row.planned, row.credited) == (0, 225)


MORNING = session(1, "10:00", "12:00", "9:30", "12:30")
NOON = session(2, "12:00", "14:00", "11:30", "14:15")


def test_minutes_at_two_sessions_are_credited_to_the_one_begun_first():
    visits = [stay("9:30", "12:30"), stay("11:30", "14:15", session=2)]
    both = (placement(), placement(session=2))
    morning, noon = rows_of(visits, sessions=(MORNING, NOON), placements=both)
    assert (morning.actual, morning.credited) == (180, 180)
    assert (noon.actual, noon.credited) == (165, 105)


def test_an_early_scan_does_not_take_minutes_from_the_session_before():
    # Both cards read at 9:00 on arrival; the noon session still begins at 11:30.
    visits = [stay("9:10", "12:30"), stay("9:00", "14:15", session=2)]
    rows = rows_of(visits, sessions=(MORNING, NOON), placements=())
    assert {r.session_id.int: r.credited for r in rows} == {1: 180, 2: 105}


def test_an_unconfirmed_stay_takes_no_minutes_from_another():
    visits = [stay("9:30", None), stay("11:30", "14:15", session=2)]
    morning, noon = rows_of(visits, sessions=(MORNING, NOON), placements=())
    assert (morning.credited, noon.credited) == (0, 165)


def test_two_supporters_at_one_session_do_not_share_minutes():
    visits = [stay("12:30", "16:15"), stay("12:30", "16:15", person=101)]
    assert [row.credited for row in rows_of(visits)] == [225, 225]


def test_what_cannot_be_placed_is_passed_over():
    participant = visits_from([event(1, "in", "13:00", party=Party.PARTICIPANT)])
    elsewhere = [stay("13:00", "14:00", session=77)]
    assert rows_of([*participant, *elsewhere]) == []


def test_an_erased_supporter_still_counts_unnamed():
    (row,) = rows_of([stay("12:30", "16:15")], supporters=())
    assert (row.supporter, row.kind, row.credited) == ("", SupporterKind.OTHER, 225)


def test_rows_stand_by_reading_and_then_by_time():
    aoki = Supporter(id=UUID(int=101), name="青木", kana="アオキ")
    later = session(2, day=date(2026, 10, 10))
    visits = [
        stay("12:30", "16:15", session=2, day=later.day),
        stay("12:30", "16:15"),
        stay("12:30", "16:15", person=101),
    ]
    rows = rows_of(visits, sessions=(session(), later), supporters=(SUPPORTER, aoki))
    assert [(r.supporter_id.int, r.day.day) for r in rows] == [(101, 3), (100, 3), (100, 10)]


MINUTES = timedelta(minutes=1)
MINUTE = st.integers(9 * 60, 17 * 60)
STAYS = st.lists(
    st.tuples(st.integers(100, 102), st.integers(1, 3), MINUTE, st.integers(0, 300)),
    max_size=8,
    unique_by=lambda s: s[:2],
)
SESSIONS = (
    session(1, "10:00", "12:00", "9:30", "12:30"),
    session(2, "11:00", "15:00", "10:30", "15:30"),
    session(3, "14:00", "16:00", "13:30", "16:30"),
)


def _face(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


def _visits(stays):
    return [stay(_face(m), _face(m + long), person, where) for person, where, m, long in stays]


@given(STAYS)
def test_no_minute_is_credited_twice_and_none_is_lost(stays):
    rows = rows_of(_visits(stays), sessions=SESSIONS, placements=())
    work = {s.id: s.work_span for s in SESSIONS}
    for person in {r.supporter_id for r in rows}:
        present = set()
        for r in (r for r in rows if r.supporter_id == person and not r.estimated):
            start, end = max(r.start, work[r.session_id].start), min(r.end, work[r.session_id].end)
            present |= {start + timedelta(minutes=n) for n in range((end - start) // MINUTES)}
        assert sum(r.credited for r in rows if r.supporter_id == person) == len(present)


@given(STAYS)
def test_credited_is_never_more_than_actual_and_actual_never_more_than_the_session(stays):
    for row in rows_of(_visits(stays), sessions=SESSIONS, placements=()):
        longest = next(s.work_span.minutes for s in SESSIONS if s.id == row.session_id)
        assert 0 <= row.credited <= row.actual <= longest
        assert row.credited == 0 or not row.estimated


@given(STAYS, st.randoms(use_true_random=False))
def test_the_order_of_visits_does_not_matter(stays, random):
    visits = _visits(stays)
    mixed = random.sample(visits, len(visits))
    assert rows_of(mixed, sessions=SESSIONS) == rows_of(visits, sessions=SESSIONS)
