"""Names print as they are written, and copy as they print."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsupport.paper import fonts
from smartsupport.paper.face import to_unicode
from smartsupport.paper.page import Sheet
from tests.paper import seen


def _jis_kanji() -> list[str]:
    """Every kanji that JIS X 0208, 0212 and 0213 name."""
    places = [bytes([a, b]) for a in range(0xA1, 0xFF) for b in range(0xA1, 0xFF)]
    found = set()
    for encoding in ("euc_jp", "euc_jis_2004"):
        for place in (*places, *(b"\x8f" + place for place in places)):
            found.update(place.decode(encoding, "ignore"))
    return sorted(c for c in found if "CJK" in unicodedata.name(c, "") and len(c) == 1)


KANJI = [c for c in _jis_kanji() if "IDEOGRAPH" in unicodedata.name(c)]


def _copied(text: str, *, bold: bool = False) -> str:
    """`text` drawn in lines of thirty, and copied out of the PDF again."""
    sheet = Sheet("", "")
    drawn = [text[at : at + 30] for at in range(0, len(text), 30)]
    for n, line in enumerate(drawn):
        if n and n % 50 == 0:
            sheet.new_page()
        sheet.text(15, 20 + 5 * (n % 50), line, 8, bold=bold)
    return "".join(seen.text(sheet.pdf()).split())


def test_there_is_type_for_every_kanji_of_the_japanese_standards() -> None:
    assert len(KANJI) == 13_109
    assert [c for c in KANJI if fonts.substituted(c)] == []


@pytest.mark.parametrize("bold", [False, True])
def test_kanji_copy_as_themselves(bold: bool) -> None:
    sample = "".join(KANJI[::17]) + "髙﨑𠮷𠀋𩸽槗塚祐"

    assert _copied(sample, bold=bold) == sample


def test_text_and_figures_of_a_form_copy_as_themselves() -> None:
    line = "○◎〜①㈱℡ﾔﾏﾀﾞ12:30Wi-Fi・ID「印」々ヶ"

    assert _copied(line) == line


def test_characters_beyond_the_first_plane_are_two_units() -> None:
    table = to_unicode("F", [0, 0x20BB7, 0x3042])

    assert "<01> <D842DFB7>" in table
    assert "<02> <3042>" in table


def test_a_large_subset_keeps_the_blocks_within_what_readers_accept() -> None:
    table = to_unicode("F", list(range(0x4E00, 0x4F00)))

    assert [line for line in table.splitlines() if line.endswith(" beginbfchar")] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "56 beginbfchar",
    ]


def test_variation_selectors_are_not_drawn() -> None:
    assert fonts.drawable("渡邊\U000e0100❤\ufe0f") == "渡邊❤"
    assert _copied("渡邊\U000e0100") == "渡邊"


def test_a_separate_voicing_mark_joins_its_kana() -> None:
    assert fonts.drawable("か\u3099 ハ\u309a") == "が パ"


def test_kanji_are_never_replaced_by_a_look_alike() -> None:
    assert fonts.drawable("神﨑髙塚") == "神﨑髙塚"


def test_what_no_font_has_is_drawn_as_a_mark_and_copies_as_itself() -> None:
    assert fonts.substituted("\U00013000")
    assert _copied("\U00013000あ") == "\U00013000あ"


def test_invisible_characters_take_no_room() -> None:
    assert fonts.drawable("山\u200b田\x07\t花\r\n子") == "山田 花\n子"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=30))
def test_drawable_text_stays_as_it_is(text: str) -> None:
    once = fonts.drawable(text)

    assert fonts.drawable(once) == once
    assert fonts.width(once.replace("\n", ""), 10) >= 0


def test_width_is_in_millimetres() -> None:
    # BIZ UDPGothic's kanji are as wide as the type size: ten at 72 points are ten inches.
    assert fonts.width("国" * 10, 72) == pytest.approx(254.0)
