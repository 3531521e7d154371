"""A romaji input method in small: what appears when a scanner types letters into it."""

from itertools import product

_ROWS = {
    "": "あ い う え お",
    "k": "か き く け こ",
    "g": "が ぎ ぐ げ ご",
    "s": "さ し す せ そ",
    "z": "ざ じ ず ぜ ぞ",
    "t": "た ち つ て と",
    "d": "だ ぢ づ で ど",
    "n": "な に ぬ ね の",
    "h": "は ひ ふ へ ほ",
    "b": "ば び ぶ べ ぼ",
    "p": "ぱ ぴ ぷ ぺ ぽ",
    "m": "ま み む め も",
    "y": "や い ゆ いぇ よ",
    "r": "ら り る れ ろ",
    "w": "わ うぃ う うぇ を",
    "c": "か し く せ こ",
    "q": "くぁ くぃ く くぇ くぉ",
    "j": "じゃ じ じゅ じぇ じょ",
    "f": "ふぁ ふぃ ふ ふぇ ふぉ",
    "v": "ゔぁ ゔぃ ゔ ゔぇ ゔぉ",
    "x": "ぁ ぃ ぅ ぇ ぉ",
    "sh": "しゃ し しゅ しぇ しょ",
    "ch": "ちゃ ち ちゅ ちぇ ちょ",
    "ts": "つぁ つぃ つ つぇ つぉ",
    "th": "てゃ てぃ てゅ てぇ てょ",
    "dh": "でゃ でぃ でゅ でぇ でょ",
    "tw": "とぁ とぃ とぅ とぇ とぉ",
    "kw": "くぁ くぃ くぅ くぇ くぉ",
    "xy": "ゃ ぃ ゅ ぇ ょ",
}
_SMALL = "ゃぃゅぇょ"
_SYLLABLES = {
    consonant + vowel: kana
    for consonant, row in _ROWS.items()
    for vowel, kana in zip("aiueo", row.split(), strict=True)
} | {
    consonant + "y" + vowel: _ROWS[consonant].split()[1] + small
    for consonant, (vowel, small) in product("kgsztdnhbpmrc", zip("aiueo", _SMALL, strict=True))
}


def composed(letters: str) -> str:
    """What an input method in hiragana shows for `letters` (lower case), all of it committed."""
    out, rest = "", letters
    while rest:
        kana, used = _next(rest)
        out, rest = out + kana, rest[used:]
    return out


def _next(rest: str) -> tuple[str, int]:
    for size in (3, 2, 1):
        if rest[:size] in _SYLLABLES:
            return _SYLLABLES[rest[:size]], size
    if rest[0] == "n":
        return "ん", 2 if rest.startswith("nn") else 1
    if rest[0].isalpha() and rest[0] == rest[1:2]:
        return "っ", 1
    return chr(ord(rest[0]) + 0xFEE0), 1
