"""Lines break where a Japanese reader expects, and nothing is lost in breaking."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsupport.paper import fonts, lines

WORDS = st.text(alphabet="あ漢、。「」（）ーっabc 12\n", max_size=80)


def test_no_line_begins_with_a_stop_or_a_small_kana() -> None:
    found = lines.wrapped("スマートフォン、を使って。みましょう、ね。", 14, 10)

    assert len(found) > 3
    assert not [line for line in found if line[0] in "、。ーォっょ"]


def test_no_line_ends_with_an_opening_bracket() -> None:
    found = lines.wrapped("予約「相談」受付「相談」会場「相談」", 12, 10)

    assert len(found) > 3
    assert not [line for line in found if line[-1] == "「"]


def test_a_word_in_latin_letters_is_kept_whole() -> None:
    assert "LINE" in lines.wrapped("写真をLINEで送る", 15, 10)[1]


def test_a_word_wider_than_the_line_is_divided_after_all() -> None:
    found = lines.wrapped("x" * 200, 20, 10)

    assert "".join(found) == "x" * 200


@given(WORDS, st.floats(min_value=8, max_value=60))
def test_every_line_fits_and_nothing_is_lost(text: str, width: float) -> None:
    found = lines.wrapped(text, width, 10)

    assert max(fonts.width(line, 10) for line in found) <= width
    assert "".join("".join(found).split()) == "".join(text.split())


@given(WORDS, st.floats(min_value=8, max_value=60), st.floats(min_value=3, max_value=20))
def test_fitted_text_stays_inside_its_box(text: str, width: float, height: float) -> None:
    found = lines.fitted(text, width, 10, height=height)

    assert found.height <= height
    assert max(fonts.width(line, found.size) for line in found.lines) <= width + 1e-6
    assert "".join("".join(found.lines).split()) == "".join(text.split())


def test_a_little_too_long_shrinks_and_much_too_long_breaks() -> None:
    wide = fonts.width("漢字" * 5, 10)

    little, much = (lines.fitted("漢字" * 5, wide * part, 10) for part in (0.9, 0.5))

    assert (len(little.lines), little.size) == (1, pytest.approx(9.0))
    assert (len(much.lines), much.size) == (2, 10)
