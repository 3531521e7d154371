import pytest

from smartsupport.domain.errors import Refused
from smartsupport.domain.text import clean, folded, without_selectors

WITH_SELECTOR = "葛\U000e0100飾"


@pytest.mark.parametrize("name", ["髙橋", "山﨑", "𠮷田", WITH_SELECTOR, "ﾔﾏﾀﾞ", "１２３"])
def test_what_was_typed_is_kept(name):
    assert clean(f" 　{name}\n", "name") == name


@pytest.mark.parametrize("bad", ["a\x00b", "a\ud842", "\udfb7"])
def test_what_no_file_can_hold_is_refused_with_its_field(bad):
    with pytest.raises(Refused) as refusal:
        clean(bad, "name")
    assert refusal.value.code == "text_not_storable"
    assert refusal.value.data == {"field": "name"}


def test_folding_is_for_comparing():
    assert folded("Ｓｍｉｔｈ　太郎") == folded("smith太郎")
    assert folded("ﾔﾏﾀﾞ ﾊﾅｺ") == folded("ヤマダハナコ")
    assert folded(WITH_SELECTOR) == folded("葛飾")
    assert folded("髙橋") != folded("高橋")


def test_selectors_are_left_out_where_fonts_cannot_draw_them():
    assert without_selectors(WITH_SELECTOR) == "葛飾"
    assert without_selectors("☎\ufe0e 𠮷") == "☎ 𠮷"
