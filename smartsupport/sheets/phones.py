"""Telephone numbers as people type them, to digits in groups."""

import re

from smartsupport.sheets.grid import Cell
from smartsupport.sheets.values import Value, plain

_DASHES = re.compile(r"[‐‑‒–—―−ーｰ─・.]")
_NUMBER = re.compile(r"\(?\+?\d[\d\s()\-]*\d")
_MOBILE = ("70", "80", "90", "50")
"""After the first 0; these and 0800 have eleven digits, every other number ten."""
_TWO_DIGIT_AREAS = ("03", "06")


def phone(cell: Cell) -> Value[str]:
    """03-1234-5678 from any of the usual forms; the first number of several, with a note.

    Problems: phone_not_readable, phone_zero_lost (a spreadsheet took the first 0 for nothing; it
    is put back), phone_more (something beside the number), phone_no_area.
    """
    typed = _DASHES.sub("-", plain(cell))
    if not typed:
        return Value()
    found = _NUMBER.search(typed)
    if found is None:
        return Value(problem="phone_not_readable")
    rest = (typed[: found.start()] + typed[found.end() :]).strip(" ()-:")
    groups = [g for g in re.split(r"\D+", found[0].replace("+81", "0", 1)) if g]
    if found[0].lstrip("(").startswith("+81"):
        groups = _after_country_code(groups)
    return _judged(groups, rest)


def _after_country_code(groups: list[str]) -> list[str]:
    # +81 90 …, +8190… and +81 (0)90 …: one 0 in front, however it was written.
    digits = "0" + "".join(groups).lstrip("0")
    return [digits]


def _judged(groups: list[str], rest: str) -> Value[str]:
    digits = "".join(groups)
    if not digits.strip("0"):
        return Value(problem="phone_not_readable")
    if not digits.startswith("0"):
        if len(digits) == 9 or (len(digits) == 10 and digits.startswith(_MOBILE)):
            mended = ["0" + groups[0], *groups[1:]]
            return Value(value=_grouped(mended), problem="phone_zero_lost")
        if 6 <= len(digits) <= 8:
            return Value(value="-".join(groups), problem="phone_no_area")
        return Value(problem="phone_not_readable")
    if len(digits) != (11 if digits[1:].startswith((*_MOBILE, "800")) else 10):
        return Value(problem="phone_not_readable")
    return Value(value=_grouped(groups), problem="phone_more" if _matters(rest) else "")


def _matters(rest: str) -> bool:
    return re.sub(r"(?i)代表|直通|自宅|携帯|電話|tel|[\s()::、]", "", rest) != ""


def _grouped(groups: list[str]) -> str:
    if len(groups) > 1:
        return "-".join(groups)
    digits = groups[0]
    if len(digits) == 11:
        return f"{digits[:3]}-{digits[3:7]}-{digits[7:]}"
    if digits.startswith(_TWO_DIGIT_AREAS):
        return f"{digits[:2]}-{digits[2:6]}-{digits[6:]}"
    return digits
