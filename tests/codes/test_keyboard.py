"""A scanner's keys become one code; a person's keys come back as they were."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsupport.codes.keyboard import CAMERA_MS, SCANNER_MS, Heard, Keys, Repeats
from smartsupport.codes.token import new_code

CODE = "S17A5E7KRKZXW279"
PRACTICE = new_code(practice=True, draw=Random(7).getrandbits)


def typed(keys: Keys, text: str, start: int = 0, pace: int = 5) -> list[Heard]:
    """All that is heard while `text` is typed at `pace` ms a key."""
    return [heard for n, char in enumerate(text) for heard in keys.feed(char, start + n * pace)]


@pytest.mark.parametrize("end", ["\r", "\n", "\t", "\r\n", "\n\r"])
@pytest.mark.parametrize("code", [CODE, PRACTICE])
def test_a_scan_is_one_code_whatever_the_scanner_ends_it_with(code: str, end: str) -> None:
    assert typed(Keys(), code + end) == [Heard(code=code)]


def test_a_scanner_without_an_end_is_understood_once_it_is_silent() -> None:
    keys = Keys()

    assert typed(keys, CODE) == []
    assert keys.end() == [Heard(code=CODE)]
    assert keys.end() == []


def test_two_cards_that_waited_for_a_busy_program_are_both_heard() -> None:
    keys = Keys()
    typed(keys, CODE)

    assert typed(keys, PRACTICE + "\r\n", start=400) == [Heard(code=CODE), Heard(code=PRACTICE)]


def test_a_key_that_waited_with_a_scan_is_handed_back_and_the_scan_is_heard() -> None:
    keys = Keys()
    typed(keys, "2")

    assert typed(keys, CODE + "\r", start=400) == [Heard(typed="2"), Heard(code=CODE)]


def test_enter_after_a_scan_was_dealt_with_is_a_persons() -> None:
    keys = Keys()
    typed(keys, CODE + "\r")

    assert keys.feed("\r", 1000) == [Heard(typed="\r")]


def test_enter_alone_is_handed_back_at_once() -> None:
    keys = Keys()

    assert typed(keys, "\r\r", pace=20) == [Heard(typed="\r"), Heard(typed="\r")]


def test_shift_pressed_between_letters_changes_nothing() -> None:
    keys = Keys()
    heard = [keys.feed(key, 5 * n) for n, char in enumerate(CODE + "\r") for key in ("", char)]

    assert [item for items in heard for item in items] == [Heard(code=CODE)]


def test_a_fast_typist_is_not_a_scan() -> None:
    heard = typed(Keys(), "s1yamada\r", pace=60)

    assert heard == [Heard(typed="s1yamada\r")]


def test_a_scan_with_one_wrong_character_is_not_a_code() -> None:
    heard = typed(Keys(), CODE[:-1] + "8\r")

    assert heard == [Heard(typed=CODE[:-1] + "8\r", machine=True)]


def test_a_foreign_code_presses_no_button() -> None:
    heard = typed(Keys(), "https://example.jp/1?2=3\r\n", pace=8)

    assert heard == [Heard(typed="https://example.jp/1?2=3\r", machine=True)]


def test_a_few_keys_hit_together_are_still_a_persons() -> None:
    assert typed(Keys(), "123\r", pace=10) == [Heard(typed="123\r")]


def test_a_code_of_which_half_came_late_is_whole() -> None:
    keys = Keys()
    typed(keys, CODE[:8])

    assert typed(keys, CODE[8:] + "\r", start=2_000) == [Heard(code=CODE)]


@given(
    st.lists(st.tuples(st.characters(exclude_categories=["C"]), st.integers(1, 250)), max_size=40)
)
def test_nothing_a_person_types_is_lost(strokes: list[tuple[str, int]]) -> None:
    keys, now, out = Keys(), 0, []
    for char, pause in strokes:
        now += pause
        out += keys.feed(char, now)
    out += keys.end()

    assert "".join(heard.typed for heard in out) == "".join(char for char, _ in strokes)


def test_a_card_held_before_the_camera_is_one_scan_however_long() -> None:
    seen = Repeats()

    again = [seen.again(CODE, at, CAMERA_MS) for at in range(0, 20_000, 200)]

    assert again == [False, *[True] * 99]


@pytest.mark.parametrize(("within", "pause"), [(CAMERA_MS, 5000), (SCANNER_MS, 2500)])
def test_a_card_shown_again_after_the_pause_counts_again(within: int, pause: int) -> None:
    seen = Repeats()
    seen.again(CODE, 0, within)

    assert seen.again(CODE, pause - 1, within)
    assert not seen.again(CODE, 2 * pause - 1, within)


def test_two_cards_side_by_side_are_each_one_scan() -> None:
    seen = Repeats()

    again = [
        seen.again(code, at, CAMERA_MS) for at in range(0, 6000, 100) for code in (CODE, PRACTICE)
    ]

    assert again.count(False) == 2


def test_a_whole_day_of_cards_is_not_remembered() -> None:
    seen = Repeats()
    for n in range(2000):
        seen.again(f"card {n}", n * 3000, SCANNER_MS)

    assert not seen.again("card 0", 2000 * 3000, CAMERA_MS)
    assert len(seen._seen) <= 3
