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
    the reading itself, so that ハシ stands before バシ.
    """
    full = "".join(katakana(reading).split())
    bare: list[str] = []
    for char in unicodedata.normalize("NFD", full):
        if char in "\u3099\u309a":
            continue
        large = char.translate(_SMALL_TO_LARGE)
        bare.append(_VOWEL.get(bare[-1], large) if large == "ー" and bare else large)
    return "".join(bare) + "\x01" + full


def index_row(reading: str) -> str:
    """The あかさたな row a reading belongs to ("ア", "カ", …), or "" for anything else."""
    first = sort_key(reading)[:1]
    return next((row for row, chars in _ROWS.items() if first in chars and first), "")
