"""Readings: stored in full-width katakana, ordered as あかさたな, found however they are typed."""

import unicodedata

_HIRAGANA_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_SMALL_TO_LARGE = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")
_ROWS = {
    "ア": "アイウエオ",
    "カ": "カキクケコ",
    "サ": "サシスセソ",
    "タ": "タチツテト",
    "ナ": "ナニヌネノ",
    "ハ": "ハヒフヘホ",
    "マ": "マミムメモ",
    "ヤ": "ヤユヨ",
    "ラ": "ラリルレロ",
    "ワ": "ワヰヱヲン",
}
_VOWEL_COLUMNS = {
    "ア": "アカサタナハマヤラワ",
    "イ": "イキシチニヒミリヰ",
    "ウ": "ウクスツヌフムユル",
    "エ": "エケセテネヘメレヱ",
    "オ": "オコソトノホモヨロヲ",
}
_VOWEL = {char: vowel for vowel, column in _VOWEL_COLUMNS.items() for char in column}


def katakana(value: str) -> str:
    """`value` with hiragana and half-width kana as full-width katakana; the rest is kept."""
    composed = unicodedata.normalize("NFKC", value)
    return composed.translate(_HIRAGANA_TO_KATAKANA)


def hiragana(value: str) -> str:
    """A reading as ふりがな, the form participants' cards and the desk show."""
    return "".join(chr(ord(c) - 0x60) if 0x30A1 <= ord(c) <= 0x30F6 else c for c in value)


def sort_key(reading: str) -> str:
    """A string whose plain order is the order of a Japanese index (JIS X 4061, kana part).

    First the bare syllables (small as large, voiced as plain, ー as the vowel before it), then
    the voicing (ハ before バ before パ), then the size (ー before ッ before ツ). A blank stands
    before every syllable, so that one family stays together; ・ does not count.
    """
    bare: list[str] = []
    voices: list[str] = []
    sizes: list[str] = []
    for char in " ".join(katakana(reading).replace("・", "").split()):
        parts = unicodedata.normalize("NFD", char)
        plain, mark = parts[0], parts[1:]
        large = plain.translate(_SMALL_TO_LARGE)
        long = plain == "ー"
        bare.append(_VOWEL.get(bare[-1], plain) if long and bare else large)
        voices.append({"\u3099": "1", "\u309a": "2"}.get(mark, "0"))
        sizes.append("0" if long else "1" if large != plain else "2")
    return "\x01".join("".join(level) for level in (bare, voices, sizes))


def list_place(name: str, reading: str) -> tuple[bool, str]:
    """Where a person stands in a list: by reading, then by name without one, the nameless last."""
    known = reading or name
    return (not known, sort_key(known))


def index_row(reading: str) -> str:
    """The あかさたな row a reading belongs to ("ア", "カ", …), or "" for anything else."""
    first = sort_key(reading)[:1]
    return next((row for row, chars in _ROWS.items() if first in chars and first), "")
