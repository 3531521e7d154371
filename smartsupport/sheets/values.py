"""Values people type: each parser gives a `Value`, never an exception.

A blank cell gives `Value()`; a value with a problem code is kept and reported; a code without a
value means the cell could not be read.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from smartsupport.domain import kana as readings
from smartsupport.domain.errors import Refused
from smartsupport.domain.text import clean, folded
from smartsupport.sheets.grid import Cell, shown

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value(Generic[T_co]):
    """What a cell says; `problem` is a code, `data` fills its sentence."""

    value: T_co | None = None
    problem: str = ""
    data: Mapping[str, object] = field(default_factory=dict)


Parser = Callable[[Cell], Value[T]]

_YES = frozenset({"有", "可", "○", "〇", "◯", "◎", "●", "1", "はい", "true", "yes", "y", "あり"})
_NO = frozenset({"無", "否", "不可", "×", "✕", "✗", "x", "0", "いいえ", "false", "no", "n", "なし"})
_NUMBER = re.compile(r"\d[\d,]*(?:\.0+)?")
_UNLIMITED = frozenset({"なし", "無", "無制限", "制限なし", "定員なし", "-", "ー"})
_DEFUSED = re.compile(r"^'(?=\s*[=+\-@\t\r＝＋－＠])")


def plain(cell: Cell) -> str:
    """A cell as NFKC text with surrounding blanks gone, for reading marks and digits from."""
    return unicodedata.normalize("NFKC", shown(cell)).strip()


def text(cell: Cell) -> Value[str]:
    """Any text exactly as typed; the apostrophe that our own CSV puts before = + - @ is undone."""
    try:
        kept = clean(_DEFUSED.sub("", shown(cell)), "")
    except Refused:
        return Value(problem="cell_not_storable")
    return Value(value=kept or None)


def reading(cell: Cell) -> Value[str]:
    """A reading in full-width katakana with single blanks; kanji in it make it no reading."""
    found = text(cell)
    if not found.value:
        return found
    if any(unicodedata.name(c, "").startswith("CJK ") for c in found.value):
        return Value(problem="kana_not_readable")
    return Value(value=" ".join(readings.katakana(found.value).split()))


def yes_no(cell: Cell) -> Value[bool]:
    """有/無, 可/否, ○/×, 1/0, はい/いいえ."""
    word = folded(shown(cell))
    if not word:
        return Value()
    if word in _YES or word in _NO:
        return Value(value=word in _YES)
    return Value(problem="yes_no_not_readable")


def whole(low: int, high: int) -> Parser[int]:
    """A parser of one whole number in `low`-`high`, with its counter: 20, ２０名, 先着20人."""

    def parse(cell: Cell) -> Value[int]:
        typed = plain(cell)
        if not typed or typed in _UNLIMITED:
            return Value()
        numbers = _NUMBER.findall(typed)
        if len(numbers) != 1 or re.search(r"\d\.\d*[1-9]", typed):
            return Value(problem="number_not_readable")
        number = int(numbers[0].split(".")[0].replace(",", ""))
        if not low <= number <= high:
            return Value(problem="number_out_of_range", data={"low": low, "high": high})
        return Value(value=number)

    return parse


def choice(words: Mapping[str, T], problem: str) -> Parser[T]:
    """A parser of one of `words`, compared folded; anything else gives `problem`."""
    known = {folded(word): value for word, value in words.items()}

    def parse(cell: Cell) -> Value[T]:
        word = folded(shown(cell))
        if not word:
            return Value()
        if word in known:
            return Value(value=known[word])
        return Value(problem=problem)

    return parse


def split_words(cell: Cell) -> list[str]:
    """A cell of several words cut at 、・,/; and line breaks; the words as typed."""
    parts = re.split(r"[、，,・/／;；\n\r\t]+", shown(cell))
    return [part.strip() for part in parts if part.strip()]


def postal_code(cell: Cell) -> Value[str]:
    """123-4567, with or without 〒 and hyphen; a number that lost its first 0 is mended, noted."""
    typed = plain(cell)
    if not typed:
        return Value()
    digits = re.sub(r"[〒\s\-‐‑–—−ーｰ.]", "", typed)
    if not (digits.isascii() and digits.isdigit()) or not 6 <= len(digits) <= 7 or not int(digits):
        return Value(problem="postal_not_readable")
    problem = "postal_zero_lost" if len(digits) == 6 else ""
    digits = digits.zfill(7)
    return Value(value=f"{digits[:3]}-{digits[3:]}", problem=problem)


def email(cell: Cell) -> Value[str]:
    """An address with one @ and a dotted domain, folded to half width."""
    typed = plain(cell).removeprefix("mailto:")
    if not typed:
        return Value()
    if re.fullmatch(r"[^\s@]+@[^\s@.]+(\.[^\s@.]+)+", typed):
        return Value(value=typed)
    return Value(problem="email_not_readable")
