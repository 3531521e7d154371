"""The clock that orders concurrent writes must advance whatever the machine's clock does."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from smartsupport.storage.hlc import observe, tick

walls = st.datetimes(timezones=st.just(UTC))
readings = st.integers(0, 2**63 - 1)


@given(st.lists(st.one_of(walls, readings), min_size=1))
def test_it_always_advances_and_never_throws(heard: list[datetime | int]) -> None:
    last = 0
    for event in heard:
        if isinstance(event, datetime):
            now = tick(last, event)
            assert now > last or now >= 2**63 - 2
        else:
            now = observe(last, event)
            assert now >= last
        assert 0 <= now < 2**63
        last = now


@given(walls, readings)
def test_what_is_written_after_a_merge_comes_after_it(wall: datetime, seen: int) -> None:
    assert tick(observe(0, seen), wall) > seen or seen >= 2**63 - 2


def test_a_clock_set_back_or_years_ahead_loses_nothing() -> None:
    noon = datetime(2026, 10, 3, 3, tzinfo=UTC)
    ahead = tick(0, noon + timedelta(days=3650))
    back = tick(ahead, noon - timedelta(days=3650))
    assert back == ahead + 1
    assert tick(0, datetime(1960, 1, 1, tzinfo=UTC)) == 1


def test_a_full_counter_carries_into_the_milliseconds() -> None:
    noon = datetime(2026, 10, 3, 3, tzinfo=UTC)
    last = tick(0, noon)
    for _ in range(70_000):
        last, before = tick(last, noon), last
        assert last == before + 1
