"""Names: as the person writes them, with the reading beside them."""

from typing import Protocol

from smartsupport.domain.kana import hiragana
from smartsupport.domain.text import folded


class Named(Protocol):
    """Anyone with a name as written and a reading in full-width katakana; either may be empty."""

    @property
    def name(self) -> str:
        """As written."""

    @property
    def kana(self) -> str:
        """The reading."""


def shown_name(person: Named) -> str:
    """What a list shows: the name, or the reading where there is no name, or ""."""
    return person.name or hiragana(person.kana)


def called(person: Named) -> str:
    """What the desk shows: ふりがな where known, the name otherwise."""
    return hiragana(person.kana) or person.name


def phone_digits(phone: str) -> str:
    """The digits of a telephone number, full-width ones folded; "" when there are none."""
    return "".join(c for c in folded(phone) if c.isascii() and c.isdigit())


def looks_same(a: Named, a_phone: str, b: Named, b_phone: str) -> bool:
    """Whether two entries may be one person: same name and reading, or the same phone.

    Only a proposal (formats.md): nothing is ever merged by itself.
    """
    if phone_digits(a_phone) and phone_digits(a_phone) == phone_digits(b_phone):
        return True
    key_a, key_b = (folded(a.name), folded(a.kana)), (folded(b.name), folded(b.kana))
    return key_a == key_b and key_a != ("", "")
