from uuid import UUID

from smartsupport.domain.participant import Participant
from smartsupport.domain.person import called, looks_same, phone_digits, shown_name


def person(name: str = "", kana: str = "") -> Participant:
    return Participant(id=UUID(int=1), name=name, kana=kana)


def test_a_list_shows_the_name_or_else_the_reading():
    assert shown_name(person("山田 花子", "ヤマダ ハナコ")) == "山田 花子"
    assert shown_name(person(kana="ヤマダ")) == "やまだ"
    assert shown_name(person()) == ""


def test_the_desk_calls_by_the_reading_or_else_the_name():
    assert called(person("山田 花子", "ヤマダ ハナコ")) == "やまだ はなこ"
    assert called(person("山田")) == "山田"


def test_a_phone_number_is_its_digits():
    assert phone_digits("（０３）5253-5111") == "0352535111"
    assert phone_digits("なし") == ""


def test_the_same_name_and_reading_may_be_one_person():
    assert looks_same(person("山田 花子", "ヤマダ ハナコ"), "", person("山田花子", "ﾔﾏﾀﾞﾊﾅｺ"), "")
    assert not looks_same(person("山田 花子", "ヤマダ ハナコ"), "", person("山田 花子"), "")
    assert not looks_same(person("髙橋"), "", person("高橋"), "")


def test_the_same_phone_may_be_one_person():
    assert looks_same(person("山田"), "000-1234", person("鈴木"), "０００１２３４")


def test_two_people_of_whom_nothing_is_known_are_two():
    assert not looks_same(person(), "", person(), "")
