"""How long the way takes: great circle, a detour factor, a fixed overhead; enough offline."""

from dataclasses import dataclass
from math import asin, ceil, cos, radians, sin, sqrt

from smartsupport.domain.venue import E7, Place

EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Travel:
    """The rough travel model; all of it is a setting.

    `km_per_hour` is door to door by train, bus and on foot; `overhead` and `unknown` are minutes.
    """

    km_per_hour: float = 18.0
    overhead: int = 10
    detour: float = 1.3
    unknown: int = 40
    """Taken where a place is not known, so that not knowing is neither a gain nor a bar."""


def kilometres(start: Place, end: Place) -> float:
    """Great-circle distance."""
    lat_a, lat_b = radians(start.lat_e7 / E7), radians(end.lat_e7 / E7)
    half_lat = (lat_b - lat_a) / 2
    half_lon = radians((end.lon_e7 - start.lon_e7) / E7) / 2
    h = sin(half_lat) ** 2 + cos(lat_a) * cos(lat_b) * sin(half_lon) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, h)))


def minutes(start: Place | None, end: Place | None, travel: Travel) -> int | None:
    """Whole minutes one way, rounded up; None where one of the places is not known."""
    if start is None or end is None:
        return None
    return travel.overhead + ceil(
        kilometres(start, end) * travel.detour * 60 / travel.km_per_hour - 1e-9
    )
