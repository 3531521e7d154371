"""Latitude and longitude from two cells or one, in ten-millionths of a degree."""

import re
from decimal import Decimal

from smartsupport.domain.venue import E7
from smartsupport.sheets.grid import Cell
from smartsupport.sheets.values import Value, plain

_DECIMAL = re.compile(r"-?\d{1,3}(?:\.\d+)?")
_LATITUDES = range(20, 47)
_LONGITUDES = range(122, 155)

Point = tuple[int, int]


def point(lat: Cell, lon: Cell) -> Value[Point]:
    """Two cells as (lat_e7, lon_e7).

    Problems: coordinates_half (one is blank), coordinates_not_readable, coordinates_outside
    (not in Japan), coordinates_swapped (put right, noted).
    """
    north, east = plain(lat), plain(lon)
    if not north and not east:
        return Value()
    if not north or not east:
        return Value(problem="coordinates_half")
    if not (_DECIMAL.fullmatch(north) and _DECIMAL.fullmatch(east)):
        return Value(problem="coordinates_not_readable")
    return _judged(Decimal(north), Decimal(east))


def point_in(cell: Cell) -> Value[Point]:
    """One cell that holds both, such as "34.33895,134.05261"."""
    typed = plain(cell)
    if not typed:
        return Value()
    numbers = re.split(r"[,、\s]+", typed.strip("()[]"))
    if len(numbers) != 2:
        return Value(problem="coordinates_not_readable")
    return point(*numbers)


def _judged(north: Decimal, east: Decimal) -> Value[Point]:
    if not north and not east:
        return Value()
    if int(north) in _LATITUDES and int(east) in _LONGITUDES:
        return Value(value=(_e7(north), _e7(east)))
    if int(east) in _LATITUDES and int(north) in _LONGITUDES:
        return Value(value=(_e7(east), _e7(north)), problem="coordinates_swapped")
    return Value(problem="coordinates_outside")


def _e7(degrees: Decimal) -> int:
    return int((degrees * E7).to_integral_value())
