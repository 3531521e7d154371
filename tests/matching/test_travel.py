"""The way: whole minutes, never less than the overhead, unknown where a place is unknown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsupport.domain.venue import Place
from smartsupport.matching.travel import Travel, kilometres, minutes

SHINJUKU = Place.of(35.6896, 139.7006)
HACHIOJI = Place.of(35.6556, 139.3389)

places = st.builds(
    Place.of, st.floats(min_value=24, max_value=36), st.floats(min_value=136, max_value=154)
)


def test_shinjuku_to_hachioji_is_33_kilometres() -> None:
    assert kilometres(SHINJUKU, HACHIOJI) == pytest.approx(32.9, abs=0.3)


def test_the_way_is_detour_and_speed_on_top_of_the_overhead() -> None:
    travel = Travel(km_per_hour=30, overhead=10, detour=1.0)

    assert minutes(SHINJUKU, HACHIOJI, travel) == 10 + 66


def test_an_unknown_place_gives_no_way() -> None:
    assert minutes(None, SHINJUKU, Travel()) is None
    assert minutes(SHINJUKU, None, Travel()) is None


@given(places, places)
def test_the_way_back_is_as_long(a: Place, b: Place) -> None:
    there, back = minutes(a, b, Travel()), minutes(b, a, Travel())

    assert there is not None
    assert there == back
    assert there >= Travel().overhead
    assert minutes(a, a, Travel()) == Travel().overhead
