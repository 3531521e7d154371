"""One spelling for all: a person is found however their name is typed in Latin letters."""

import pytest

from smartsupport.domain.romaji import latin, romaji


@pytest.mark.parametrize(
    ("reading", "typed"),
    [
        ("やまだ はなこ", "yamada hanako"),
        ("シンバシ", "shinbashi shimbashi sinbasi sinnbasi shin'bashi"),
        ("オオタ", "ota oota ohta"),
        ("オオノ", "Ono Ohno OONO"),
        ("サイトウ", "saito saitou saitoh"),
        ("ユウキ", "yuki yuuki"),
        ("ハットリ", "hattori hatori"),
        ("コンノ", "konno konnno"),
        ("オンナ", "onna"),
        ("ジュンイチ", "junichi jun'ichi zyunniti zyuniti jyunichi"),
        ("チヅル", "chizuru tizuru chiduru"),
        ("ツヅキ", "tsuzuki tuzuki tuduki"),
        ("フジ", "fuji huzi"),
        ("キョウコ", "kyoko kyouko"),
        ("シャチョウ", "shacho syatyou"),
        ("マッチャ", "matcha maccha mattya"),
        ("チョウ", "cho tyou"),
        ("ニイガタ", "niigata nigata"),
        ("タロー", "taro taroh tarou"),
        ("ヴァイオレット", "vaioretto"),
        ("ﾖｼｴ", "yoshie yosie"),
    ],
)
def test_every_spelling_is_one(reading: str, typed: str) -> None:
    words = [typed] if " " in reading else typed.split()
    assert {latin(word) for word in words} == {romaji(reading)}


@pytest.mark.parametrize(
    ("reading", "typed"),
    [
        ("ヤマモト", "yamamoto"),
        ("シンバシ", "shimbashi"),
        ("チヅル", "chiduru"),
        ("ジュンイチ", "jun'ichi"),
        ("キョウコ", "kyouko"),
        ("オオタ", "ohta"),
        ("マッチャ", "matcha"),
        ("フジ", "fuji"),
    ],
)
def test_while_typing_the_person_is_there_after_every_key(reading: str, typed: str) -> None:
    for end in range(1, len(typed) + 1):
        if typed[:end] in (
            "shim",
            "chid",
        ):  # the n of しんばし, the zu of ちづる: the next key tells
            continue
        assert romaji(reading).startswith(latin(typed[:end])), typed[:end]


def test_kana_being_typed_is_read_together_with_its_last_letter() -> None:
    assert romaji("やまm") == "yamam"
    assert romaji("ｓｈ") == "s"
    assert romaji("") == ""
