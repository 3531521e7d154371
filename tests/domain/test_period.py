from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsupport.domain.errors import Refused
from smartsupport.domain.period import FiscalYear, Month, Span, joined, moment, span
from tests.domain.given import DAY, at


def test_a_moment_is_what_a_clock_in_tokyo_shows():
    assert moment(DAY, time(13, 5)) == datetime(2026, 10, 3, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize("text", ["2026-10", " 2026-10 ", "２０２６-10"])
def test_a_month_is_read(text):
    assert Month.parse(text) == Month(2026, 10)


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "2026-00", "26-10", "2026/10", "0026-10"])
def test_what_is_no_month_is_refused_with_its_text(text):
    with pytest.raises(Refused) as refusal:
        Month.parse(text)
    assert refusal.value.code == "month_not_readable"
    assert refusal.value.data == {"value": text}


def test_a_month_knows_its_days_and_its_neighbour():
    february = Month.of(date(2028, 2, 10))
    assert (february.first, february.last) == (date(2028, 2, 1), date(2028, 2, 29))
    assert len(list(february.days())) == 29
    assert Month(2026, 12).next() == Month(2027, 1)
    assert str(Month(2026, 4)) == "2026-04"


@given(st.dates(date(1900, 1, 1), date(9000, 1, 1)))
def test_every_day_lies_in_its_own_month(day):
    month = Month.of(day)
    assert month.first <= day <= month.last
    assert Month.parse(str(month)) == month
    assert month.next().first == month.last + timedelta(days=1)


def test_a_fiscal_year_runs_from_april_to_march():
    assert FiscalYear.of(date(2027, 3, 31)) == FiscalYear(2026)
    assert FiscalYear.of(date(2027, 4, 1)) == FiscalYear(2027)
    months = FiscalYear(2026).months()
    assert (months[0], months[-1], len(months)) == (Month(2026, 4), Month(2027, 3), 12)
    assert list(months) == sorted(months)


@given(st.dates(date(1900, 1, 1), date(9000, 1, 1)))
def test_a_day_lies_in_its_fiscal_year(day):
    assert Month.of(day) in FiscalYear.of(day).months()


def part(start: str, end: str) -> Span:
    return Span(at(start), at(end))


def test_a_span_that_ends_before_it_starts_is_refused():
    assert span(DAY, time(13), time(14)).minutes == 60
    for end in (time(13), time(12)):
        with pytest.raises(Refused) as refusal:
            span(DAY, time(13), end)
        assert refusal.value.code == "ends_before_start"


def test_minutes_are_whole_and_never_negative():
    assert Span(at("13:00"), at("13:01") - timedelta(seconds=1)).minutes == 0
    assert part("14:00", "13:00").minutes == 0


def test_spans_that_only_touch_do_not_overlap():
    assert part("13:00", "14:00").overlaps(part("13:59", "15:00"))
    assert not part("13:00", "14:00").overlaps(part("14:00", "15:00"))


def test_a_span_is_cut_to_another():
    assert part("12:00", "17:00").cut_to(part("13:00", "16:00")) == part("13:00", "16:00")
    assert part("14:00", "17:00").cut_to(part("13:00", "16:00")) == part("14:00", "16:00")
    assert part("12:00", "13:00").cut_to(part("13:00", "16:00")) is None


def test_joined_spans_never_count_a_moment_twice():
    assert joined([part("15:00", "16:00"), part("13:00", "14:00"), part("13:30", "14:30")]) == [
        part("13:00", "14:30"),
        part("15:00", "16:00"),
    ]
    assert joined([part("13:00", "14:00"), part("14:00", "15:00")]) == [part("13:00", "15:00")]
    assert joined([]) == []


SPANS = st.lists(
    st.builds(
        lambda start, long: Span(
            at("0:00") + timedelta(minutes=start), at("0:00") + timedelta(minutes=start + long)
        ),
        st.integers(0, 100),
        st.integers(1, 50),
    ),
    max_size=8,
)


@given(SPANS)
def test_joined_spans_hold_exactly_the_same_minutes(spans):
    def minutes(of):
        return {s.start + timedelta(minutes=n) for s in of for n in range(s.minutes)}

    whole = joined(spans)
    assert minutes(whole) == minutes(spans)
    assert sum(s.minutes for s in whole) == len(minutes(spans))
    assert all(a.end < b.start for a, b in pairwise(whole))
