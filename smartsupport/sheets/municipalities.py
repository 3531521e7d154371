"""Tokyo's municipalities, and the check digit of 全国地方公共団体コード."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from smartsupport.domain.text import folded
from smartsupport.paths import resources
from smartsupport.sheets.grid import Cell
from smartsupport.sheets.values import Value, plain

TOKYO = "東京都"


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """One of Tokyo's 62, or the metropolis itself; coordinates are its office's, in degrees."""

    code: str
    name: str
    kana: str
    lat: float | None
    lon: float | None


@lru_cache(maxsize=1)
def by_code() -> Mapping[str, Municipality]:
    """Every municipality by its six-digit code, in the order of the codes."""
    with (resources() / "data" / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["code6"]: Municipality(
                code=row["code6"],
                name=row["name"],
                kana=row["kana"],
                lat=float(row["lat"]) if row["lat"] else None,
                lon=float(row["lon"]) if row["lon"] else None,
            )
            for row in csv.DictReader(file)
        }


@lru_cache(maxsize=1)
def _by_name() -> Mapping[str, str]:
    return {folded(m.name): m.code for m in by_code().values()}


def code_of(name: str) -> str:
    """The code of a municipality of Tokyo by its name, with or without 東京都 before; or ""."""
    plain_name = folded(name)
    return _by_name().get(plain_name) or _by_name().get(plain_name.removeprefix(TOKYO), "")


def code_in(address: str) -> str:
    """The code of the municipality of Tokyo an address begins with, or "".

    郡 and 支庁 between 東京都 and the name are passed over; an address that begins with another
    prefecture or a city elsewhere gives "".
    """
    rest = folded(address).removeprefix(TOKYO)
    rest = re.sub(r"^(西多摩郡|大島支庁|三宅支庁|八丈支庁|小笠原支庁)", "", rest)
    return next((code for name, code in _by_name().items() if rest.startswith(name)), "")


def code(cell: Cell) -> Value[str]:
    """Six digits with a right check digit; five get theirs.

    Problems: municipality_code_wrong. Source of the digit: 総務省, (6a+5b+4c+3d+2e), 11 - s mod 11.
    """
    typed = plain(cell)
    if not typed:
        return Value()
    if not (typed.isascii() and typed.isdigit()) or len(typed) not in (5, 6):
        return Value(problem="municipality_code_wrong")
    whole = typed[:5] + _check_digit(typed)
    if len(typed) == 6 and typed != whole:
        return Value(problem="municipality_code_wrong")
    return Value(value=whole)


def _check_digit(digits: str) -> str:
    total = sum(int(d) * weight for d, weight in zip(digits, (6, 5, 4, 3, 2), strict=False))
    return str(11 - total % 11)[-1]
