"""Text at the edge of the domain: kept as typed, except for what no file can hold."""

import unicodedata

from smartsupport.domain.errors import Refused


def clean(value: str, field: str) -> str:
    """`value` without surrounding blanks; refuses NUL and lone surrogates, naming the field.

    Kanji, variation selectors and full-width forms are kept exactly as typed.
    Raises Refused("text_not_storable").
    """
    if "\x00" in value or any(0xD800 <= ord(c) <= 0xDFFF for c in value):
        raise Refused("text_not_storable", field=field)
    return value.strip()


def folded(value: str) -> str:
    """`value` for comparing: NFKC, lower case, without blanks and variation selectors."""
    plain = unicodedata.normalize("NFKC", value).casefold()
    return "".join(c for c in plain if not c.isspace() and not _is_selector(c))


def without_selectors(value: str) -> str:
    """`value` without variation selectors, which fonts on paper draw as boxes."""
    return "".join(c for c in value if not _is_selector(c))


def _is_selector(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
