"""The text of a card's code, and telling ours from everything else a scanner may read.

`S1` + 13 characters of Crockford base32 (65 random bits) + one ISO 7064 MOD 37,36 check character:
16 characters of [0-9A-Z], because a scanner is a keyboard and layouts disagree on symbols. `T1` is
a practice card. Nothing about a person is in it.
"""

import re
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, product

REAL, PRACTICE = "S1", "T1"
LENGTH = 16

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans("OIL", "011")
_PAYLOAD = LENGTH - 3
_OURS = re.compile(r"[ST]1[0-9A-Z]{14}")


class ScanKind(StrEnum):
    """What a scanned or typed text is."""

    OURS = "ours"
    PRACTICE = "practice"
    DAMAGED = "damaged"
    FOREIGN = "foreign"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A text that was read; `code` is the 16 characters, or "" when it is not one of ours."""

    kind: ScanKind
    code: str = ""


def new_code(*, practice: bool, random: Callable[[int], int] = secrets.randbits) -> str:
    """A code that nobody has guessed; `random(65)` gives 65 random bits."""
    bits = random(5 * _PAYLOAD)
    payload = "".join(_CROCKFORD[bits >> shift & 31] for shift in range(5 * (_PAYLOAD - 1), -1, -5))
    body = (PRACTICE if practice else REAL) + payload
    return body + check_character(body)


def check_character(body: str) -> str:
    """ISO 7064 MOD 37,36: catches every single wrong character and every swap of neighbours."""
    product_ = 36
    for char in body:
        product_ = (product_ + _ALPHABET.index(char)) % 36 or 36
        product_ = product_ * 2 % 37
    return _ALPHABET[(37 - product_) % 36]


def is_whole(code: str) -> bool:
    """Whether `code` is 16 characters of ours with a right check character."""
    return bool(_OURS.fullmatch(code)) and check_character(code[:-1]) == code[-1]


def grouped(code: str) -> str:
    """The code in fours, as printed under the picture and read out over a telephone."""
    return " ".join(code[i : i + 4] for i in range(0, len(code), 4))


def parse(text: str) -> Scan:
    """What a scanned or typed text is, after folding what keyboards and input methods do to it."""
    folded = _folded(text)
    if not folded:
        return Scan(kind=ScanKind.EMPTY)
    for candidate in (folded, folded[:2] + folded[2:-1].translate(_LOOKALIKES) + folded[-1:]):
        if is_whole(candidate):
            practice = candidate.startswith(PRACTICE)
            return Scan(kind=ScanKind.PRACTICE if practice else ScanKind.OURS, code=candidate)
    fitting = [code for code in _from_kana(folded) if is_whole(code)]
    if len(fitting) == 1:
        return parse(fitting[0])
    looks = _OURS.fullmatch(folded) is not None
    return Scan(kind=ScanKind.DAMAGED if looks else ScanKind.FOREIGN)


def find_code(text: str) -> tuple[str, str]:
    """A whole code that landed inside other text: (the text without it, the code or "").

    Cuts out exactly the code; what the person had typed before and after stays.
    """
    wide = unicodedata.normalize("NFKC", text)
    if len(wide) != len(text):
        wide = text
    upper = wide.upper()
    if len(upper) != len(text):
        return text, ""
    for found in re.finditer(r"(?=([ST]1[0-9A-Z]{14}))", upper):
        if is_whole(found[1]):
            start = found.start(1)
            return text[:start] + text[start + LENGTH :], found[1]
    return text, ""


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(c for c in plain if not c.isspace() and c not in "-‐‑–—")


# An input method turns consonant and vowel into one kana; a lone consonant stays a letter. Each
# kana stands for the letters that may have been typed; the check character decides between them.
_KANA: dict[str, tuple[str, ...]] = {
    "ア": ("A",), "イ": ("I", "YI"), "ウ": ("U", "WU"), "エ": ("E",), "オ": ("O",),
    "カ": ("KA", "CA"), "キ": ("KI",), "ク": ("KU", "CU", "QU"), "ケ": ("KE",), "コ": ("KO", "CO"),
    "サ": ("SA",), "シ": ("SI", "CI"), "ス": ("SU",), "セ": ("SE", "CE"), "ソ": ("SO",),
    "タ": ("TA",), "チ": ("TI",), "ツ": ("TU",), "テ": ("TE",), "ト": ("TO",),
    "ナ": ("NA",), "ニ": ("NI",), "ヌ": ("NU",), "ネ": ("NE",), "ノ": ("NO",),
    "ハ": ("HA",), "ヒ": ("HI",), "フ": ("HU", "FU"), "ヘ": ("HE",), "ホ": ("HO",),
    "マ": ("MA",), "ミ": ("MI",), "ム": ("MU",), "メ": ("ME",), "モ": ("MO",),
    "ヤ": ("YA",), "ユ": ("YU",), "ヨ": ("YO",),
    "ラ": ("RA",), "リ": ("RI",), "ル": ("RU",), "レ": ("RE",), "ロ": ("RO",),
    "ワ": ("WA",), "ヲ": ("WO",), "ン": ("N", "NN"),
    "ガ": ("GA",), "ギ": ("GI",), "グ": ("GU",), "ゲ": ("GE",), "ゴ": ("GO",),
    "ザ": ("ZA",), "ジ": ("ZI", "JI"), "ズ": ("ZU",), "ゼ": ("ZE",), "ゾ": ("ZO",),
    "ダ": ("DA",), "ヂ": ("DI",), "ヅ": ("DU",), "デ": ("DE",), "ド": ("DO",),
    "バ": ("BA",), "ビ": ("BI",), "ブ": ("BU",), "ベ": ("BE",), "ボ": ("BO",),
    "パ": ("PA",), "ピ": ("PI",), "プ": ("PU",), "ペ": ("PE",), "ポ": ("PO",),
    "ヴ": ("VU",), "ッ": ("",),
}  # fmt: skip
_MOST_READINGS = 4096


def _from_kana(text: str) -> list[str]:
    """The codes that an input method may have turned into this text."""
    katakana = "".join(chr(ord(c) + 0x60) if 0x3041 <= ord(c) <= 0x3096 else c for c in text)
    if not any(c in _KANA for c in katakana):
        return []
    ways: list[tuple[str, ...]] = []
    for index, char in enumerate(katakana):
        # っ stands for a doubled consonant: it repeats the one that follows.
        if char == "ッ" and index + 1 < len(katakana):
            following = _KANA.get(katakana[index + 1], (katakana[index + 1],))
            ways.append(tuple(sorted({way[0] for way in following if way})))
        else:
            ways.append(_KANA.get(char, (char,)))
    readings = islice(product(*ways), _MOST_READINGS)
    return sorted({"".join(way) for way in readings if sum(map(len, way)) == LENGTH})
