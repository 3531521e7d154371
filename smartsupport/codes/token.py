"""A card's code as text: made, checked, and found again in what a scanner or a person typed.

`S1` (or `T1`, practice) + 13 characters of Crockford base32 + 1 check character: 16 of [0-9A-Z],
which every keyboard layout types alike. It holds no name and no number (desk.md, "The code").
"""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from smartsupport.codes.typed import plain, readings

LENGTH = 16
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O and U."""
_PAYLOAD = 13
_OURS, _PRACTICE = "S1", "T1"
_SHAPE = re.compile(rf"[ST]1[{CROCKFORD}]{{{_PAYLOAD}}}[{_ALPHABET}]")
_ALMOST = re.compile(r"[ST]1[^\W_]{8,18}")
_START = re.compile("[STst\uff33\uff34\uff53\uff54][1\uff11]|[とかトカﾄｶ][ぬヌﾇ]")
MISREAD = str.maketrans("OIL", "011")
"""What a person reads on paper for a digit."""
_TOO_LONG = 100


class ScanKind(StrEnum):
    """What a scanned or typed text is."""

    OURS = "ours"
    PRACTICE = "practice"
    DAMAGED = "damaged"
    FOREIGN = "foreign"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """`code` is set for a whole code of ours only: a stranger's text may hold a password."""

    kind: ScanKind
    code: str = ""


def new_code(*, practice: bool = False, draw: Callable[[int], int] = secrets.randbits) -> str:
    """A new code of 65 random bits from `draw(bits)`.

    One whose check character would be I, L, O or U is drawn again: nobody can tell a printed O
    from a zero, and the 13 before it have none of the four either.
    """
    while True:
        bits = draw(5 * _PAYLOAD)
        payload = "".join(CROCKFORD[bits >> 5 * n & 31] for n in reversed(range(_PAYLOAD)))
        body = (_PRACTICE if practice else _OURS) + payload
        check = check_character(body)
        if check in CROCKFORD:
            return body + check


def check_character(body: str) -> str:
    """The check character of ISO 7064 MOD 37,36 for `body`, which is of [0-9A-Z].

    It catches every single wrong character and every swap of two neighbours, except for one in
    36 of the swaps of letters next to each other in the alphabet.
    """
    product = 36
    for char in body:
        product = ((product + _ALPHABET.index(char)) % 36 or 36) * 2 % 37
    return _ALPHABET[(37 - product) % 36]


def parse(text: str) -> Scan:
    """What `text` is, typed in whatever way: full width, かな, groups, O for 0, I or L for 1."""
    tidy = plain(text[:_TOO_LONG])
    if not tidy:
        return Scan(kind=ScanKind.EMPTY)
    if len(text) > _TOO_LONG:
        return Scan(kind=ScanKind.FOREIGN)
    code = _whole(tidy) or _by_hand(tidy)
    if code:
        return Scan(kind=_kind(code), code=code)
    almost = any(_ALMOST.fullmatch(reading) for reading in (tidy, *readings(tidy)))
    return Scan(kind=ScanKind.DAMAGED if almost else ScanKind.FOREIGN)


def grouped(code: str) -> tuple[str, ...]:
    """The code as it is printed and read aloud: in fours."""
    return tuple(code[n : n + 4] for n in range(0, len(code), 4))


def find_code(text: str) -> tuple[str, str] | None:
    """A whole code that a scanner typed into `text`: what was there without it, and the code.

    The first one, if there are several. Only exact codes count, full width and かな included:
    misreadings that `parse` forgives are a person's, and a person's text is left alone.
    """
    for start in _START.finditer(text):
        begin = start.start()
        for end in range(min(begin + LENGTH, len(text)), begin + 1, -1):
            code = _whole(plain(text[begin:end]))
            if code:
                return text[:begin] + text[end:], code
    return None


def _whole(tidy: str) -> str:
    """The only code that `tidy` can be read as; "" when there is none, or more than one."""
    codes = {reading for reading in readings(tidy) if _right(reading)}
    return codes.pop() if len(codes) == 1 else ""


def _by_hand(tidy: str) -> str:
    """The code in what a person copied from a card, where 1 and I look alike."""
    mended = tidy[:1] + tidy[1:].translate(MISREAD)
    with_check = mended[:-1] + tidy[-1:]
    return next((code for code in (with_check, mended) if _right(code)), "")


def _right(code: str) -> bool:
    return bool(_SHAPE.fullmatch(code)) and check_character(code[:-1]) == code[-1]


def _kind(code: str) -> ScanKind:
    return ScanKind.PRACTICE if code.startswith(_PRACTICE) else ScanKind.OURS
