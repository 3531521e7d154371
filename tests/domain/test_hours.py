"""Rounding and caps: what a month's minutes become on export."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsupport.domain.door import Source
from smartsupport.domain.errors import Refused
from smartsupport.domain.hours import (
    HoursRow,
    HoursSheet,
    RoundedOver,
    Rounding,
    RoundingDirection,
    month_hours,
    rounded,
    rounded_and_capped,
)
from smartsupport.domain.period import Month
from smartsupport.domain.supporter import Role, SupporterKind
from tests.domain.given import VENUE, at

UP, DOWN, NEAREST = RoundingDirection.UP, RoundingDirection.DOWN, RoundingDirection.NEAREST
EACH, DAY, MONTH = RoundedOver.EACH, RoundedOver.DAY, RoundedOver.MONTH


def row(
    minutes: int, day: int = 1, session: int = 1, person: int = 100, kana: str = "", **more: object
) -> HoursRow:
    return HoursRow(
        **{
            "supporter_id": UUID(int=person),
            "supporter": "",
            "kana": kana,
            "kind": SupporterKind.METROPOLITAN,
            "day": date(2026, 10, day),
            "session_id": UUID(int=session),
            "session": "スマホ相談会",
            "venue_id": VENUE,
            "venue": "見本会館",
            "role": Role.ADVISER,
            "planned": 60,
            "actual": minutes,
            "credited": minutes,
            "start": at("13:00", date(2026, 10, day)),
            "end": at("14:00", date(2026, 10, day)),
            "source": Source.SCANNED,
        }
        | more
    )


def test_three_times_fifty_minutes_up_to_thirty_depends_on_the_base():
    rows = [row(50, day=1), row(50, day=2), row(50, day=3)]
    by = {base: Rounding(unit=30, direction=UP, base=base) for base in RoundedOver}
    assert month_hours(rows, by[EACH])[0].credited == 180
    assert month_hours(rows, by[DAY])[0].credited == 180
    assert month_hours(rows, by[MONTH])[0].credited == 150


def test_a_day_is_rounded_once_when_the_base_is_the_day():
    rows = [row(50, day=1, session=1), row(50, day=1, session=2), row(50, day=2, session=3)]
    assert month_hours(rows, Rounding(unit=30, direction=UP, base=DAY))[0].credited == 120 + 60


@pytest.mark.parametrize(
    ("minutes", "direction", "expected"),
    [
        (44, DOWN, 30),
        (44, UP, 60),
        (44, NEAREST, 30),
        (45, NEAREST, 60),
        (60, UP, 60),
        (60, DOWN, 60),
        (0, UP, 0),
    ],
)
def test_rounding_to_half_hours(minutes, direction, expected):
    assert rounded(minutes, Rounding(unit=30, direction=direction)) == expected


def test_the_default_changes_nothing():
    assert month_hours([row(47), row(13, day=2)], Rounding())[0].credited == 60


def test_a_cap_follows_rounding_and_says_what_it_took_off():
    rows = [row(130, day=1), row(50, day=2)]
    (person,) = month_hours(rows, Rounding(unit=30, direction=UP, day_cap=120))
    assert (person.credited, person.capped) == (120 + 60, 30)


def test_the_years_cap_counts_what_was_credited_before():
    rounding = Rounding(year_cap=600)
    (person,) = month_hours([row(120)], rounding, {UUID(int=100): 550})
    assert (person.credited, person.capped) == (50, 70)
    (person,) = month_hours([row(120)], rounding, {UUID(int=100): 700})
    assert (person.credited, person.capped) == (0, 120)


def test_a_rounded_month_stays_under_the_caps_of_its_days():
    full, kept = rounded_and_capped(
        [row(100)], Rounding(unit=50, direction=UP, base=MONTH, day_cap=60)
    )
    assert (full, kept) == (100, 60)


@pytest.mark.parametrize("wrong", [{"unit": 0}, {"unit": -30}, {"day_cap": -1}, {"year_cap": -1}])
def test_a_rounding_that_cannot_be_is_refused(wrong):
    with pytest.raises(Refused) as refusal:
        Rounding(**wrong)
    assert refusal.value.code == "rounding_not_possible"


def test_times_and_days_are_counted_apart():
    rows = [row(60, day=1, session=1), row(60, day=1, session=2), row(60, day=2, session=3)]
    (person,) = month_hours(rows, Rounding())
    assert (person.times, person.days, person.planned) == (3, 2, 180)


def test_people_stand_in_the_order_of_an_index_and_those_without_a_reading_last():
    rows = [
        row(1, person=1, kana=""),
        row(1, person=2, kana="バシ"),
        row(1, person=3, kana="ハシ"),
        row(1, person=5, kana="アオキ"),
        row(1, person=4, kana="アオキ"),
    ]
    order = [p.supporter_id.int for p in month_hours(rows, Rounding())]
    assert order == [4, 5, 3, 2, 1]


def test_a_sheet_tells_its_total_and_what_waits_for_a_person():
    rows = [row(60), row(0, day=2, estimated=True), row(30, person=101)]
    sheet = HoursSheet(
        month=Month(2026, 10),
        rounding=Rounding(),
        supporters=month_hours(rows, Rounding()),
        organiser="",
        workspace="",
        made_at=at("12:00"),
        made_by="",
    )
    assert (sheet.credited, sheet.unconfirmed) == (90, 1)


ROWS = st.lists(
    st.builds(
        row,
        minutes=st.integers(0, 600),
        day=st.integers(1, 31),
        session=st.integers(1, 99),
        person=st.integers(1, 3),
    ),
    max_size=12,
    unique_by=lambda r: (r.supporter_id, r.session_id),
)
ROUNDINGS = st.builds(
    Rounding,
    unit=st.sampled_from([1, 5, 15, 30, 60]),
    direction=st.sampled_from(RoundingDirection),
    base=st.sampled_from(RoundedOver),
    day_cap=st.none() | st.integers(0, 300),
    year_cap=st.none() | st.integers(0, 2000),
)


@given(ROWS, st.sampled_from(RoundedOver), st.sampled_from([1, 15, 60]))
def test_rounding_down_never_credits_more_than_there_was(rows, base, unit):
    for person in month_hours(rows, Rounding(unit=unit, base=base)):
        assert person.credited <= sum(r.credited for r in person.rows)


@given(ROWS, ROUNDINGS)
def test_sums_and_caps_hold(rows, rounding):
    people = month_hours(rows, rounding)
    assert sum(p.times for p in people) == len(rows)
    assert sum(p.actual for p in people) == sum(r.actual for r in rows)
    for person in people:
        uncapped = Rounding(unit=rounding.unit, direction=rounding.direction, base=rounding.base)
        (free,) = month_hours(person.rows, uncapped)
        assert person.credited + person.capped == free.credited
        assert person.capped >= 0
        if rounding.day_cap is not None:
            assert person.credited <= rounding.day_cap * person.days
        if rounding.year_cap is not None:
            assert person.credited <= rounding.year_cap


@given(st.integers(0, 10_000), st.integers(0, 600), ROUNDINGS)
def test_rounding_is_monotone_and_stays_within_a_unit(minutes, more, rounding):
    assert rounded(minutes, rounding) <= rounded(minutes + more, rounding)
    assert abs(rounded(minutes, rounding) - minutes) < rounding.unit
    assert rounded(minutes, rounding) % rounding.unit == 0


@given(ROWS, ROUNDINGS)
def test_one_more_minute_never_costs_any(rows, rounding):
    for person in month_hours(rows, rounding):
        first, *others = person.rows
        longer = row(first.credited + 1, day=first.day.day, person=person.supporter_id.int)
        (after,) = month_hours([longer, *others], rounding)
        assert after.credited >= person.credited


@given(ROWS, ROUNDINGS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows, rounding, random):
    mixed = random.sample(rows, len(rows))
    assert month_hours(mixed, rounding) == month_hours(rows, rounding)
