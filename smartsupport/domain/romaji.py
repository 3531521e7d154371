"""Readings in Latin letters, folded so that every way of spelling one comes out the same.

ヘボン and 訓令 (shi, si), long vowels (Ohno, Oono, Ono), doubled letters (Hattori) and n before b
(Shimbashi) are one spelling here: for finding a person, never for showing.
"""

import re

from smartsupport.domain.kana import katakana

_SYLLABLES = {
    "": "アイウエオ",
    "k": "カキクケコ",
    "g": "ガギグゲゴ",
    "s": "サシスセソ",
    "z": "ザジズゼゾ",
    "t": "タチツテト",
    "n": "ナニヌネノ",
    "h": "ハヒフヘホ",
    "b": "バビブベボ",
    "p": "パピプペポ",
    "m": "マミムメモ",
    "r": "ラリルレロ",
}
_LETTERS = {
    kana: consonant + vowel
    for consonant, row in _SYLLABLES.items()
    for kana, vowel in zip(row, "aiueo", strict=True)
} | {
    "ダ": "da", "ヂ": "zi", "ヅ": "zu", "デ": "de", "ド": "do",
    "ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ワ": "wa", "ヰ": "i", "ヱ": "e", "ヲ": "o",
    "ン": "n", "ヴ": "bu", "ヵ": "ka", "ヶ": "ke", "ッ": "", "ー": "", "・": "",
}  # fmt: skip
_SMALL = {
    "ャ": "ya", "ュ": "yu", "ョ": "yo", "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o",
}  # fmt: skip

_SPELLINGS = (
    (r"[^a-z]", ""),
    (r"(.)\1+", r"\1"),
    (r"tch", "ch"),
    (r"c(?!h)", "t"),
    (r"sh(?=i|$)|sh(?=[^aiueo])", "s"),
    (r"ch(?=i|$)|ch(?=[^aiueo])", "t"),
    (r"ts", "t"),
    (r"jy?(?=[aueo])", "zy"),
    (r"j", "z"),
    (r"sh", "sy"),
    (r"ch", "ty"),
    (r"d([iu])", r"z\1"),
    (r"oh(?=[^aiueo]|$)", "o"),
    (r"f", "h"),
    (r"l", "r"),
    (r"v", "b"),
    (r"wo", "o"),
    (r"m(?=[bmp])", "n"),
    (r"ou", "o"),
    (r"(.)\1+", r"\1"),
)
"""From a way of writing to the one used here, in this order; the last letters typed so far must
match whatever they may become."""


def romaji(reading: str) -> str:
    """A reading in any kana as folded Latin letters; letters among it are folded with it."""
    out = ""
    for char in katakana(reading):
        if char in _SMALL:
            out = out[:-1] if out[-1:] in ("i", "u", "e", "o") else out
            out += _SMALL[char]
        else:
            out += _LETTERS.get(char, char.lower())
    return latin(out)


def latin(typed: str) -> str:
    """Typed Latin letters, perhaps not finished, as `romaji` writes them."""
    text = typed.lower()
    for pattern, spelling in _SPELLINGS:
        text = re.sub(pattern, spelling, text)
    return text
