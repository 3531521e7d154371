"""A recovery code is read however it is typed, and a slip is found in the row where it stands."""

from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from smartsupport.codes.recovery import (
    LENGTH,
    ROW,
    Code,
    is_last_four,
    last_four,
    new_code,
    read_code,
)
from smartsupport.codes.token import Scan, ScanKind, parse
from smartsupport.domain.errors import Refused
from tests.codes.input_method import composed

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# What these keys print with かな input on (JIS X 6002).
KANA_KEYS = "わぬふあうえおやゆよちこそしいはきくまのもみせたすとかひてさんつ"
FULL_WIDTH = str.maketrans({c: chr(ord(c) + 0xFEE0) for c in ALPHABET + ALPHABET.lower()})
AS_KANA = str.maketrans(ALPHABET, KANA_KEYS)

codes = st.builds(lambda seed: new_code(Random(seed).randbytes), st.integers(0))


def refused(text: str) -> Refused:
    with pytest.raises(Refused) as caught:
        read_code(text)
    return caught.value


def printed(code: Code) -> str:
    return "\n".join(f"{left} {right}" for left, right in code.rows)


def test_a_code_is_five_rows_of_two_groups_of_four_and_has_no_letter_like_a_digit() -> None:
    code = new_code()

    assert len(code.text) == LENGTH
    assert set(code.text) <= set(ALPHABET)
    assert [[len(group) for group in row] for row in code.rows] == [[4, 4]] * 5
    assert "".join(group for row in code.rows for group in row) == code.text


def test_a_code_holds_the_random_bytes_it_was_given_and_shows_them_nowhere_else() -> None:
    code = new_code(lambda size: bytes(range(size)))

    assert read_code(code.text) == bytes(range(20))
    assert code.text not in repr(code)
    assert new_code().text != new_code().text


@given(codes)
def test_a_code_is_read_in_every_way_it_can_be_typed(code: Code) -> None:
    groups = [group for row in code.rows for group in row]
    for glue in ("", " ", "-", "　", "－", "ー", "\r\n"):
        typed = glue.join(groups)
        for text in (
            typed,
            typed.lower(),
            typed.translate(FULL_WIDTH),
            typed.lower().translate(FULL_WIDTH),
        ):
            assert read_code(text) == code.secret


@given(codes, st.sampled_from(("Oo", "０O")), st.sampled_from("IiLlｌＩ"))
def test_letters_that_look_like_digits_are_read_as_digits(code: Code, zeros: str, one: str) -> None:
    for zero in zeros:
        assert read_code(printed(code).replace("0", zero).replace("1", one)) == code.secret


@given(codes)
def test_a_code_is_read_with_japanese_input_on(code: Code) -> None:
    assert read_code(composed(code.text.lower())) == code.secret
    assert read_code(composed(code.text.lower().replace("0", "o"))) == code.secret
    assert read_code(code.text.translate(AS_KANA)) == code.secret


@given(codes, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET + "U?あ"))
def test_one_wrong_character_is_found_in_its_row(code: Code, place: int, wrong: str) -> None:
    assume(wrong != code.text[place])

    error = refused(code.text[:place] + wrong + code.text[place + 1 :])

    assert (error.code, error.data) == ("recovery_code_wrong", {"row": place // ROW + 1})


def test_every_single_wrong_character_of_a_code_is_found() -> None:
    text = new_code(Random(1).randbytes).text
    wrong = [
        (place, refused(text[:place] + other + text[place + 1 :]).data)
        for place in range(LENGTH)
        for other in set(ALPHABET) - {text[place]}
    ]

    assert len(wrong) == 40 * 31
    assert all(data == {"row": place // ROW + 1} for place, data in wrong)


@given(codes, st.integers(0, LENGTH - 2))
def test_two_neighbours_that_changed_places_are_found(code: Code, place: int) -> None:
    left, right = code.text[place : place + 2]
    assume(left != right)

    error = refused(code.text[:place] + right + left + code.text[place + 2 :])

    assert (error.code, error.data) == ("recovery_code_wrong", {"row": place // ROW + 1})


@given(codes, st.permutations(range(5)))
def test_rows_typed_in_another_order_are_found(code: Code, order: list[int]) -> None:
    assume(order != sorted(order))
    first = next(n for n, row in enumerate(order) if n != row)

    error = refused("".join("".join(code.rows[row]) for row in order))

    assert (error.code, error.data) == ("recovery_code_wrong", {"row": first + 1})


@given(codes, st.integers(0, LENGTH - 1))
def test_a_character_left_out_is_found_in_its_row_when_typed_in_groups(
    code: Code, place: int
) -> None:
    groups = [group for row in code.rows for group in row]
    group, inside = divmod(place, 4)
    groups[group] = groups[group][:inside] + groups[group][inside + 1 :]

    error = refused("-".join(groups))
    whole = refused("".join(groups))

    assert (error.code, error.data) == ("recovery_code_wrong", {"row": group // 2 + 1})
    assert (whole.code, whole.data) == ("recovery_code_short", {"found": 39, "length": 40})


@pytest.mark.parametrize("text", ["", "   ", "7K3M", "A" * 41, "か" * 5000, "あ いう", "🂡"])
def test_something_else_is_refused_in_a_sentence(text: str) -> None:
    assert refused(text).code in {"recovery_code_short", "recovery_code_wrong"}


def test_two_slips_in_one_row_do_not_pass_for_a_code_with_that_check() -> None:
    """The row's check alone lets one in 32 of them through; the checksum of the whole does not."""
    code, draw = new_code(Random(7).randbytes), Random(7)
    found = set()
    for _ in range(3000):
        a, b = draw.sample(range(ROW), 2)
        typed = list(code.text)
        for place in (a, b):
            typed[place] = draw.choice([c for c in ALPHABET if c != typed[place]])
        found.add(refused("".join(typed)).code)

    assert found == {"recovery_code_wrong", "recovery_code_not_right"}


@given(st.text(max_size=500))
def test_no_text_at_all_is_a_fault_of_the_program(text: str) -> None:
    assert refused(text).code.startswith("recovery_code_")


@pytest.mark.parametrize("number", range(20, 41))
def test_a_text_with_millions_of_readings_is_judged_like_any_other(number: int) -> None:
    """ん is typed in three ways: N, NN, XN."""
    assert refused("ん" * number).code in {"recovery_code_wrong", "recovery_code_not_right"}


@given(codes)
def test_the_last_four_are_typed_back_in_any_way(code: Code) -> None:
    four = last_four(code.text)

    assert four == code.rows[-1][1]
    for typed in (four, four.lower(), f" {four} ", four.translate(FULL_WIDTH)):
        assert is_last_four(typed, four)
    assert is_last_four(four.replace("0", "o").replace("1", "l"), four)
    assert is_last_four(composed(four.lower()), four)
    assert not is_last_four(four[:3], four)
    assert not is_last_four("", four)


@given(codes)
def test_the_desk_keeps_nothing_of_a_recovery_code_held_under_its_camera(code: Code) -> None:
    assert parse(code.text) == Scan(kind=ScanKind.FOREIGN)
