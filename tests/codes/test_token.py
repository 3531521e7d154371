"""A code survives whatever types it, and nothing else passes for one."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from smartsupport.codes.token import (
    Scan,
    ScanKind,
    check_character,
    find_code,
    grouped,
    new_code,
    parse,
)
from tests.codes.input_method import composed

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# What the 36 keys print with かな input on, in the order of ALPHABET (JIS X 6002).
KANA_KEYS = "わぬふあうえおやゆよちこそしいはきくにまのりもみらせたすとかなひてさんつ"
FULL_WIDTH = str.maketrans({c: chr(ord(c) + 0xFEE0) for c in ALPHABET + ALPHABET.lower()})

codes = st.builds(
    lambda seed, practice: new_code(practice=practice, draw=Random(seed).getrandbits),
    st.integers(0),
    st.booleans(),
)


def kind(code: str) -> ScanKind:
    return ScanKind.PRACTICE if code.startswith("T") else ScanKind.OURS


def test_the_check_character_is_that_of_the_standard() -> None:
    assert check_character("A12425GABC1234002") == "M"  # the identifier the GRid handbook prints


def test_a_code_has_sixteen_characters_that_every_keyboard_has() -> None:
    code, practice = new_code(), new_code(practice=True)

    assert (code[:2], practice[:2]) == ("S1", "T1")
    assert {len(code), len(practice)} == {16}
    assert set(code + practice) <= set(ALPHABET)


def test_no_code_holds_a_letter_that_looks_like_a_digit() -> None:
    draw = Random(5).getrandbits

    assert not set("".join(new_code(draw=draw) for _ in range(1000))) & set("ILOU")


def test_codes_do_not_repeat() -> None:
    assert len({new_code() for _ in range(5000)}) == 5000


@given(codes)
def test_a_code_is_read_as_printed_in_fours(code: str) -> None:
    assert [len(group) for group in grouped(code)] == [4, 4, 4, 4]
    for glue in ("", " ", "-", "　", "－", "ー"):
        assert parse(glue.join(grouped(code))) == Scan(kind=kind(code), code=code)


@given(codes)
def test_a_code_is_read_in_full_width_and_small_letters(code: str) -> None:
    for typed in (code.lower(), code.translate(FULL_WIDTH), code.lower().translate(FULL_WIDTH)):
        assert parse(f"{typed}\r\n").code == code


@given(codes)
def test_a_code_is_read_when_typed_with_letters_for_the_digits_they_look_like(code: str) -> None:
    assert parse(code.replace("0", "O").replace("1", "I")).code == code
    assert parse(code.lower().replace("0", "o").replace("1", "l")).code == code


@given(codes, st.integers(0, 15), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_never_a_card(code: str, place: int, wrong: str) -> None:
    assume(wrong != code[place])
    typed = code[:place] + wrong + code[place + 1 :]

    mended = wrong in "OIL"  # a letter for the digit it looks like: the same card

    assert parse(typed).code in ("", code if mended else "")


def test_swapped_neighbours_are_caught_but_for_one_in_a_few_hundred() -> None:
    rng = Random(36)
    missed = tried = 0
    for _ in range(600):
        code = new_code(draw=rng.getrandbits)
        for place, (a, b) in enumerate(pairwise(code)):
            swapped = code[:place] + b + a + code[place + 2 :]
            if a != b:
                tried += 1
                hit = parse(swapped).code
                missed += bool(hit)
                assert not hit or abs(ALPHABET.index(a) - ALPHABET.index(b)) == 1

    assert tried > 8000
    assert missed / tried < 1 / 300


@given(codes)
def test_a_code_typed_through_romaji_input_is_read_or_asked_for_again(code: str) -> None:
    found = parse(composed(code.lower()))

    assert found in (Scan(kind=kind(code), code=code), Scan(kind=ScanKind.DAMAGED))


def test_romaji_input_hardly_ever_makes_a_code_unreadable() -> None:
    rng = Random(99)
    drawn = [new_code(draw=rng.getrandbits) for _ in range(2000)]

    read = sum(parse(composed(code.lower())).code == code for code in drawn)

    assert read >= 1990


@given(codes)
def test_a_code_typed_with_kana_input_is_read(code: str) -> None:
    typed = code.translate(str.maketrans(ALPHABET, KANA_KEYS))

    assert parse(typed).code == code
    assert find_code(f"やまだ{typed}") == ("やまだ", code)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.jp/app?id=S1",
        "WIFI:S:hall;T:WPA;P:secret;;",
        "4901234567894",
        "東京アプリ",
        "ＭＥＣＡＲＤ：Ｎ：山田；；",
        "S1",
        "S" * 3000,
        "ん" * 100,
        "\ud800",
    ],
)
def test_a_strangers_code_is_foreign_and_its_text_is_not_kept(text: str) -> None:
    assert parse(text) == Scan(kind=ScanKind.FOREIGN)


@pytest.mark.parametrize("text", ["", " ", "　\r\n", "--", "\x1d"])
def test_nothing_is_empty(text: str) -> None:
    assert parse(text) == Scan(kind=ScanKind.EMPTY)


@given(codes)
def test_a_card_read_in_part_is_damaged(code: str) -> None:
    for part in (code[:-1], code[:12], code + "A", code.translate(FULL_WIDTH)[:-1]):
        assert parse(part).kind is ScanKind.DAMAGED


@given(st.text(max_size=120))
def test_any_text_is_something(text: str) -> None:
    found = parse(text)

    assert bool(found.code) == (found.kind in (ScanKind.OURS, ScanKind.PRACTICE))
    assert not found.code or parse(found.code) == found


@given(codes, st.text(max_size=30), st.text(max_size=30))
def test_a_scan_is_cut_out_of_what_was_being_typed(code: str, before: str, after: str) -> None:
    assume(find_code(before + after) is None)
    assume(not set((before + after).upper()) & set("STとか"))
    text = f"{before}{code}{after}"

    assert find_code(text) == (before + after, code)


@given(codes)
def test_a_scan_is_cut_out_in_full_width(code: str) -> None:
    typed = code.lower().translate(FULL_WIDTH)

    assert find_code(f"やまだ　{typed}はなこ") == ("やまだ　はなこ", code)


def test_scans_through_romaji_input_are_cut_out_of_a_name() -> None:
    rng = Random(7)
    drawn = [new_code(draw=rng.getrandbits) for _ in range(300)]

    found = [find_code("やまだ" + composed(code.lower())) for code in drawn]

    assert all(hit in (None, ("やまだ", code)) for hit, code in zip(found, drawn, strict=True))
    assert sum(hit is not None for hit in found) >= 297


def test_two_scans_in_one_text_come_out_one_after_the_other() -> None:
    first, second = new_code(), new_code(practice=True)

    cut = find_code(f"相談{first}の件{second}")

    assert cut == (f"相談の件{second}", first)
    assert find_code(cut[0]) == ("相談の件", second)


@pytest.mark.parametrize(
    "text",
    ["", "やまだ", "S1", "iPhone S1 と T1 の違い", "とぬきの話", "s1" * 50],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert find_code(text) is None


@given(codes)
def test_a_code_with_a_wrong_character_stays_in_the_text(code: str) -> None:
    wrong = "0" if code[-1] != "0" else "2"

    assert find_code(f"メモ {code[:-1]}{wrong} まで") is None
