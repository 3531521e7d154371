"""The recovery code: 160 random bits as a person types them from the recovery sheet.

Five rows of two groups of four, in Crockford's base 32. The last character of each row is its
check, so that a person is told which row to look at again; the last three before the last check
are a checksum of the whole.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from smartsupport.codes.token import CROCKFORD, MISREAD
from smartsupport.codes.typed import kana_keys, plain, readings, steps
from smartsupport.domain.errors import Refused

ROWS, ROW, GROUP = 5, 8, 4
LENGTH = ROWS * ROW
_SECRET = 20
_SUM_BITS = 15
_TOO_LONG = 400
_MOST = 5000
"""A code typed with kana input on has about a hundred beginnings; ん upon ん has millions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A recovery code; `text` is its 40 characters, and `secret` the 20 bytes they stand for."""

    secret: bytes
    text: str

    def __repr__(self) -> str:
        return "Code(…)"

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """As it is printed and typed: five rows of two groups of four."""
        return tuple(
            (self.text[n : n + GROUP], self.text[n + GROUP : n + ROW])
            for n in range(0, LENGTH, ROW)
        )


def new_code(random: Callable[[int], bytes] = secrets.token_bytes) -> Code:
    """A new code of 160 bits from `random(bytes)`."""
    secret = random(_SECRET)
    bits = int.from_bytes(secret) << _SUM_BITS | _checksum(secret)
    digits = [bits >> 5 * n & 31 for n in reversed(range(ROWS * (ROW - 1)))]
    out: list[int] = []
    for row in range(ROWS):
        seven = digits[row * (ROW - 1) : (row + 1) * (ROW - 1)]
        out += [*seven, _weighed([*seven, 0]) ^ (row + 1)]
    return Code(secret=secret, text="".join(CROCKFORD[digit] for digit in out))


def read_code(text: str) -> bytes:
    """The 20 bytes of a code typed in whatever way: kana, full width, groups, O for 0.

    Raises Refused("recovery_code_short") when it has not 40 characters, else
    Refused("recovery_code_wrong", row=n) for the first row whose check is wrong, and
    Refused("recovery_code_not_right") when every row's is right and the whole's is not.
    """
    tidy = plain(text)
    if not tidy or len(text) > _TOO_LONG or (tidy.isascii() and len(tidy) != LENGTH):
        row = _odd_row(text)
        if row:
            raise Refused("recovery_code_wrong", row=row)
        raise Refused("recovery_code_short", found=len(tidy), length=LENGTH)
    found: set[bytes] = set()
    right = 0
    prefixes = chain(_prefixes(kana_keys(tidy), ""), _prefixes(tidy, ""))
    for code, whole in islice(prefixes, _MOST):
        right = max(right, len(code) // ROW)
        secret = _secret(code) if whole else None
        if secret is not None:
            found.add(secret)
    if len(found) == 1:
        return found.pop()
    if right < ROWS:
        raise Refused("recovery_code_wrong", row=right + 1)
    raise Refused("recovery_code_not_right")


def last_four(code: str) -> str:
    """What is typed back from the sheet, to show that it was printed: the last group of `text`."""
    return code[-GROUP:]


def is_last_four(typed: str, four: str) -> bool:
    """Whether `typed`, in whatever way, is the last group `four`."""
    return any(reading.translate(MISREAD) == four for reading in readings(plain(typed)))


def _prefixes(tidy: str, code: str) -> Iterator[tuple[str, bool]]:
    """Every code that `tidy` may go on to be after `code`, as far as its rows are right.

    Each comes with whether it is a whole one, with nothing left over.
    """
    yield code, len(code) == LENGTH and not tidy
    for letters, size in steps(tidy) if len(code) < LENGTH else ():
        longer = code + letters.translate(MISREAD)
        rest = tidy[size:]
        # No key types more than one kana.
        if len(longer) + len(rest) <= LENGTH and _rows_right(longer, len(code) // ROW):
            yield from _prefixes(rest, longer)


def _rows_right(code: str, first: int) -> bool:
    """Whether all is of the alphabet, and every whole row from `first` on has its check right."""
    if any(c not in CROCKFORD for c in code[first * ROW :]):
        return False
    return all(
        _weighed([CROCKFORD.index(c) for c in code[row * ROW : (row + 1) * ROW]]) == row + 1
        for row in range(first, len(code) // ROW)
    )


def _secret(code: str) -> bytes | None:
    """The bytes of a code whose rows are right; None if its checksum is not."""
    bits = 0
    for place, character in enumerate(code, 1):
        if place % ROW:
            bits = bits << 5 | CROCKFORD.index(character)
    secret = (bits >> _SUM_BITS).to_bytes(_SECRET)
    return secret if bits & (1 << _SUM_BITS) - 1 == _checksum(secret) else None


def _weighed(digits: list[int]) -> int:
    """The sum of `digits`, each times another power of x, in the field of 32 (x⁵ + x² + 1).

    All weights differ and none is zero: one wrong character, or two that changed places in the
    row, give another sum.
    """
    total = 0
    for digit in digits:
        total <<= 1
        if total & 32:
            total ^= 0b100101
        total ^= digit
    return total


def _checksum(secret: bytes) -> int:
    digest = hashlib.sha256(b"smartsupport recovery code" + secret).digest()
    return int.from_bytes(digest[:2]) >> 1


def _odd_row(text: str) -> int:
    """The row of the first group that is too short or too long, if it was typed in ten groups."""
    groups = text.replace("-", " ").split()
    if len(groups) != LENGTH // GROUP:
        return 0
    return next((n // 2 + 1 for n, group in enumerate(groups) if len(group) != GROUP), 0)
