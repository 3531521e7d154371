import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsupport.domain.kana import hiragana, index_row, katakana, list_place, sort_key

KANA = st.text("アイウエオァィカガキギサザハバパヤャツッヴンー", max_size=6)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("やまだ はなこ", "ヤマダ ハナコ"),
        ("ﾔﾏﾀﾞ ﾊﾅｺ", "ヤマダ ハナコ"),
        ("ヤマダ　ハナコ", "ヤマダ ハナコ"),
        ("ゔぁいおりん", "ヴァイオリン"),
        ("ｽｰﾊﾟｰ", "スーパー"),
        ("Smith", "Smith"),
        ("", ""),
    ],
)
def test_a_reading_is_kept_in_full_width_katakana(typed, kept):
    assert katakana(typed) == kept


def test_a_reading_is_shown_in_hiragana():
    assert hiragana("ヤマダ ハナコ") == "やまだ はなこ"
    assert hiragana("スーパー") == "すーぱー"
    assert hiragana("Smith 山田") == "Smith 山田"


@pytest.mark.parametrize(
    "index",
    [
        ["アオキ", "イトウ", "ウエダ", "カトウ", "サトウ", "タナカ", "ワタナベ"],
        ["ハシ", "バシ", "パシ"],
        ["ハシ", "バシ", "ハシダ"],
        ["カー", "カァ", "カア", "ガー"],
        ["サッカ", "サツカ", "サッカー"],
        ["コウ", "コウダ", "コーク", "コオダ"],
        ["スーザン", "スウジ", "スエ"],
        ["キヤハ", "キャバ"],
        ["ヤマダ", "ヤマダ アイ", "ヤマダ ハナコ", "ヤマタニ イチロウ", "ヤマダハナコ"],
        ["ウエノ", "ヴェラ"],
        ["オオタ", "オータニ", "オオノ"],
    ],
)
def test_an_index_is_in_the_order_of_a_japanese_list(index):
    assert sorted(reversed(index), key=sort_key) == index


def test_what_does_not_count_in_an_index():
    assert sort_key(" やまだ　 はなこ ") == sort_key("ヤマダ ハナコ")
    assert sort_key("ﾏｲｹﾙ･ｽﾐｽ") == sort_key("マイケルスミス")


def test_a_long_sound_with_no_vowel_before_it_stays_as_it_is():
    assert sort_key("ー") != ""
    assert sorted(["ンー", "ンア"], key=sort_key) == ["ンア", "ンー"]


@given(KANA, KANA)
def test_different_readings_have_different_places(a, b):
    assert (sort_key(a) == sort_key(b)) == (a.split() == b.split())


@given(KANA)
def test_the_order_does_not_ask_how_a_reading_was_typed(reading):
    assert sort_key(hiragana(reading)) == sort_key(reading)


@given(KANA, KANA)
def test_a_reading_stands_before_its_continuation(head, tail):
    assert sort_key(head) <= sort_key(head + tail)


@pytest.mark.parametrize(
    ("reading", "row"),
    [
        ("アオキ", "ア"),
        ("ガモウ", "カ"),
        ("ぱく", "ハ"),
        ("ｻﾄｳ", "サ"),
        ("ャ", "ヤ"),
        ("ヴェラ", "ア"),
        ("ンドゥール", "ワ"),
        ("Smith", ""),
        ("山田", ""),
        ("", ""),
        ("ー", ""),
    ],
)
def test_a_reading_belongs_to_a_row_of_the_index(reading, row):
    assert index_row(reading) == row


def test_who_has_no_reading_stands_by_name_and_the_nameless_last():
    people = [("", ""), ("青木", ""), ("佐藤", "サトウ"), ("", "アベ")]
    assert sorted(people, key=lambda p: list_place(*p)) == [
        ("", "アベ"),
        ("佐藤", "サトウ"),
        ("青木", ""),
        ("", ""),
    ]
