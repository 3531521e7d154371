"""What is in a sentence reads as a person would say it."""

from datetime import UTC, date, datetime, time

from smartsupport.domain.errors import Refused
from smartsupport.messages import sentence


def test_times_have_no_seconds() -> None:
    error = Refused("ends_before_start", start=time(14), end=time(12))
    assert sentence(error) == "The end (12:00) must be after the start (14:00)."


def test_a_moment_is_the_time_of_a_clock_in_tokyo() -> None:
    error = Refused("end_before_arrival", start=datetime(2026, 10, 3, 1, 5, 7, tzinfo=UTC))
    assert "10:05" in sentence(error)
    assert "07" not in sentence(error)


def test_a_day_is_a_day() -> None:
    error = Refused("series_ends_before_start", first=date(2026, 10, 3), last=date(2026, 9, 3))
    assert "2026/10/3" in sentence(error)
