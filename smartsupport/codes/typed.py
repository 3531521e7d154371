"""Undoing what a Japanese keyboard does to the letters that a scanner types.

A scanner is a keyboard. With romaji input on, `KA` arrives as か; with かな input on, every key
arrives as the kana printed on it; both may come in full width or as half-width katakana.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import islice

from smartsupport.domain.kana import hiragana, katakana

LONGEST = 16
"""No reading longer than a code is wanted."""
_MOST = 2000
_HYPHENS = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212\u30fc")
_UNSEEN = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))
_VOWELS = "AIUEO"

# What each run of letters becomes with A, I, U, E, O after it, in the input methods of Windows,
# macOS and Google; "-" where it becomes nothing.
_ROMAJI = """
_ あ い う え お
B ば び ぶ べ ぼ
BY びゃ びぃ びゅ びぇ びょ
C か し く せ こ
CH ちゃ ち ちゅ ちぇ ちょ
CY ちゃ ちぃ ちゅ ちぇ ちょ
D だ ぢ づ で ど
DH でゃ でぃ でゅ でぇ でょ
DW どぁ どぃ どぅ どぇ どぉ
DY ぢゃ ぢぃ ぢゅ ぢぇ ぢょ
F ふぁ ふぃ ふ ふぇ ふぉ
FW ふぁ ふぃ ふぅ ふぇ ふぉ
FY ふゃ ふぃ ふゅ ふぇ ふょ
G が ぎ ぐ げ ご
GW ぐぁ ぐぃ ぐぅ ぐぇ ぐぉ
GY ぎゃ ぎぃ ぎゅ ぎぇ ぎょ
H は ひ ふ へ ほ
HY ひゃ ひぃ ひゅ ひぇ ひょ
J じゃ じ じゅ じぇ じょ
JY じゃ じぃ じゅ じぇ じょ
K か き く け こ
KW くぁ くぃ くぅ くぇ くぉ
KY きゃ きぃ きゅ きぇ きょ
L ぁ ぃ ぅ ぇ ぉ
LK ヵ - - ヶ -
LT - - っ - -
LW ゎ - - - -
LY ゃ ぃ ゅ ぇ ょ
M ま み む め も
MY みゃ みぃ みゅ みぇ みょ
N な に ぬ ね の
NY にゃ にぃ にゅ にぇ にょ
P ぱ ぴ ぷ ぺ ぽ
PY ぴゃ ぴぃ ぴゅ ぴぇ ぴょ
Q くぁ くぃ く くぇ くぉ
QW くぁ くぃ くぅ くぇ くぉ
QY くゃ くぃ くゅ くぇ くょ
R ら り る れ ろ
RY りゃ りぃ りゅ りぇ りょ
S さ し す せ そ
SH しゃ し しゅ しぇ しょ
SW すぁ すぃ すぅ すぇ すぉ
SY しゃ しぃ しゅ しぇ しょ
T た ち つ て と
TH てゃ てぃ てゅ てぇ てょ
TS つぁ つぃ つ つぇ つぉ
TW とぁ とぃ とぅ とぇ とぉ
TY ちゃ ちぃ ちゅ ちぇ ちょ
V ヴぁ ヴぃ ヴ ヴぇ ヴぉ
VY ヴゃ ヴぃ ヴゅ ヴぇ ヴょ
W わ うぃ う うぇ を
WH うぁ うぃ う うぇ うぉ
WY - ゐ - ゑ -
X ぁ ぃ ぅ ぇ ぉ
XK ヵ - - ヶ -
XT - - っ - -
XW ゎ - - - -
XY ゃ ぃ ゅ ぇ ょ
Y や い ゆ いぇ よ
Z ざ じ ず ぜ ぞ
ZY じゃ じぃ じゅ じぇ じょ
"""

# JIS X 6002: the kana on the keys 0-9 and A-Z. Shifted E and Z type the small ones.
_KEYS = str.maketrans(
    "わぬふあうえおやゆよちこそしいはきくにまのりもみらせたすとかなひてさんつぃっ",
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZEZ",
)


def plain(text: str) -> str:
    """`text` in half width, upper case and hiragana, without blanks, hyphens and controls."""
    wide = hiragana(katakana(text)).upper()
    return "".join(c for c in wide if c not in _HYPHENS and unicodedata.category(c) not in _UNSEEN)


def readings(tidy: str) -> Iterator[str]:
    """Every text of [0-9A-Z], at most `LONGEST` long, that a keyboard could have made `tidy` from.

    `tidy` is what `plain` returns. With more than 2,000 readings it is no scan, and has none.
    """
    if tidy.isascii():
        if tidy.isalnum() and len(tidy) <= LONGEST:
            yield tidy
        return
    if len(tidy) <= LONGEST and (keys := kana_keys(tidy)):
        yield keys
    typed = list(islice(_romaji(tidy, LONGEST), _MOST + 1))
    if len(typed) <= _MOST:
        yield from typed


def kana_keys(tidy: str) -> str:
    """The letters of the keys that typed `tidy` with かな input on; "" when it was not so typed."""
    return tidy.translate(_KEYS) if all(ord(c) in _KEYS for c in tidy) else ""


def _romaji(tidy: str, room: int) -> Iterator[str]:
    if not tidy:
        yield ""
        return
    for letters, size in steps(tidy):
        if len(letters) <= room:
            for rest in _romaji(tidy[size:], room - len(letters)):
                yield letters + rest


def steps(tidy: str) -> Iterator[tuple[str, int]]:
    """What letters may stand at the start of `tidy`, and how many characters of it they became.

    っ stands for the consonant after it; in `TCH` for a T.
    """
    if tidy[:1] == "っ":
        for letters, size in steps(tidy[1:]):
            if letters[0].isalpha() and letters[0] not in "AIUEON":
                yield letters[0] + letters, size + 1
                if letters.startswith("CH"):
                    yield "T" + letters, size + 1
    for size in (1, 2):
        if len(tidy) >= size:
            for letters in _letters(tidy[:size]):
                yield letters, size


def _letters(kana: str) -> tuple[str, ...]:
    if kana.isascii():
        return (kana,) if len(kana) == 1 and kana.isalnum() else ()
    return _table().get(kana, ())


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """Kana → what may have been typed for it."""
    table: dict[str, tuple[str, ...]] = {"ん": ("N", "NN", "XN")}
    for line in _ROMAJI.split("\n")[1:-1]:
        consonant, *row = line.split()
        for vowel, kana in zip(_VOWELS, row, strict=True):
            if kana != "-":
                typed = consonant.strip("_") + vowel
                key = hiragana(kana)
                table[key] = (*table.get(key, ()), typed)
    return table
