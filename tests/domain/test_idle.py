"""When a window locks itself."""

from datetime import UTC, datetime, timedelta

import pytest

from smartsupport.domain.idle import Watch, desk_keeps_open

NOON = datetime(2026, 10, 3, 3, 0, tzinfo=UTC)


def after(**span: float) -> datetime:
    return NOON + timedelta(**span)


@pytest.mark.parametrize(
    ("now", "locked"),
    [(after(minutes=9, seconds=59), False), (after(minutes=10), True)],
)
def test_it_locks_after_ten_minutes_untouched(now: datetime, locked: bool) -> None:
    watch = Watch(touched=NOON, looked=now - timedelta(seconds=5))
    assert watch.locks(now, 10, None) is locked


def test_a_touch_begins_the_ten_minutes_anew() -> None:
    watch = Watch(touched=NOON, looked=after(minutes=11)).touch(after(minutes=8))
    assert not watch.locks(after(minutes=11, seconds=5), 10, None)
    assert watch.locks(after(minutes=18), 10, None)


@pytest.mark.parametrize(("gap", "locked"), [(60, False), (61, True)])
def test_a_computer_that_slept_is_locked_even_at_the_desk(gap: int, locked: bool) -> None:
    watch = Watch(touched=NOON, looked=NOON)
    assert watch.locks(after(seconds=gap), 10, after(hours=3)) is locked


def test_an_open_desk_keeps_it_open_until_half_an_hour_after_the_last_session() -> None:
    until = desk_keeps_open([after(hours=2), after(hours=1)])
    watch = Watch(touched=NOON, looked=after(hours=2, minutes=29))
    assert not watch.locks(after(hours=2, minutes=30), 10, until)
    assert watch.look(after(hours=2, minutes=30)).locks(after(hours=2, minutes=31), 10, until)
    assert desk_keeps_open([]) is None


def test_a_clock_that_was_set_back_does_not_put_off_the_lock_for_good() -> None:
    watch = Watch(touched=NOON, looked=NOON).look(after(hours=-5))
    assert not watch.locks(after(hours=-5), 10, None)
    assert watch.look(after(hours=-5, minutes=9.9)).locks(after(hours=-4.83), 10, None)
