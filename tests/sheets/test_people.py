from datetime import date, time

import pytest

from smartsupport.domain.availability import Answer
from smartsupport.domain.booking import Booking, BookingState
from smartsupport.domain.errors import Refused
from smartsupport.domain.participant import AgeBand, Participant, PhoneType
from smartsupport.domain.supporter import SchemeStatus, Supporter, SupporterKind
from smartsupport.sheets.availability import AFTERNOON, MORNING, Statement, weekly
from smartsupport.sheets.bookings import read_bookings
from smartsupport.sheets.participants import read_participants
from smartsupport.sheets.supporters import read_supporters

OFFICE = """○○区スマホサポーター名簿
令和8年10月1日現在
No.,氏名,ふりがな,区分,電話,メール,区市町村,都の登録,修了証,得意,活動できる日,月の上限,備考
1,髙﨑 𠮷子,たかさき よしこ,都サポーター,090-1234-5678,a@example.jp,板橋区,確認済 R7.6.1,2025/6/1,\
iPhone・手話,月・水の午前,5回,
2,渡辺\U000e0100一郎,ﾜﾀﾅﾍﾞ ｲﾁﾛｳ,学生,8011112222,,練馬区,○,,Android、LINE,土日,,旧姓佐藤
3,佐藤花子,,NPO,03-3333-4444,bad@,三鷹市,未確認,有,英語,第2火曜,,
合計,3名
"""


def test_a_ward_offices_list_of_supporters() -> None:
    reading = read_supporters(OFFICE)
    first, second, third = reading.drafts
    assert first.fields == {
        "name": "髙﨑 𠮷子",
        "kana": "タカサキ ヨシコ",
        "kind": SupporterKind.METROPOLITAN,
        "phone": "090-1234-5678",
        "email": "a@example.jp",
        "municipality": "131199",
        "scheme_status": SchemeStatus.CONFIRMED,
        "scheme_seen_on": date(2025, 6, 1),
        "certificate_on": date(2025, 6, 1),
        "strengths": frozenset({"iphone", "sign_language"}),
        "monthly_cap": 5,
    }
    assert first.extra["availability"] == (
        Statement(answer=Answer.YES, weekday=0, start=MORNING[0], end=MORNING[1]),
        Statement(answer=Answer.YES, weekday=2, start=MORNING[0], end=MORNING[1]),
    )
    assert second.fields["name"] == "渡辺\U000e0100一郎"
    assert second.fields["note"] == "旧姓佐藤\n得意: LINE"
    assert third.fields["note"] == "活動できる日: 第2火曜"
    assert all(set(d.fields) <= set(Supporter.__dataclass_fields__) for d in reading.drafts)
    assert [(p.row, p.code, p.level.value) for p in reading.problems] == [
        (5, "phone_zero_lost", "warning"),
        (6, "supporter_no_kana", "warning"),
        (6, "availability_not_readable", "warning"),
        (6, "email_not_readable", "warning"),
    ]


@pytest.mark.parametrize(
    "pasted",
    [
        "山田 太郎\t090-1111-2222\n鈴木 花子\t03-1234-5678\n",
        "山田 太郎 090-1111-2222\n鈴木 花子　０３－１２３４－５６７８\n",
        "03-1234-5678,鈴木 花子\n090-1111-2222,山田 太郎\n",
        "氏名,電話\n山田 太郎,090-1111-2222\n鈴木 花子,312345678\n",
    ],
)
def test_a_name_and_a_phone_are_enough_however_they_are_pasted(pasted: str) -> None:
    reading = read_supporters(pasted)
    assert {(d.fields["name"], d.fields["phone"]) for d in reading.drafts} == {
        ("山田 太郎", "090-1111-2222"),
        ("鈴木 花子", "03-1234-5678"),
    }
    assert reading.rejected == ()


@pytest.mark.parametrize("pasted", ["山田 太郎\n鈴木 花子\n", "氏名\n山田 太郎\n鈴木 花子\n"])
def test_one_name_a_line_is_enough(pasted: str) -> None:
    reading = read_supporters(pasted)
    assert [d.fields["name"] for d in reading.drafts] == ["山田 太郎", "鈴木 花子"]
    assert {p.code for p in reading.problems} == {"supporter_no_kana"}


def test_any_other_bare_table_is_refused_and_not_guessed() -> None:
    with pytest.raises(Refused, match="sheet_no_header"):
        read_supporters("100,200\n300,400\n")


def test_names_in_two_columns_and_a_column_for_each_weekday() -> None:
    reading = read_supporters(
        "姓,名,セイ,メイ,電話,月,火,水,木\n山田,太郎,ヤマダ,タロウ,090-1111-2222,○,×,午後,△\n"
    )
    draft = reading.drafts[0]
    assert (draft.fields["name"], draft.fields["kana"]) == ("山田 太郎", "ヤマダ タロウ")
    assert draft.extra["availability"] == (
        Statement(answer=Answer.YES, weekday=0),
        Statement(answer=Answer.NO, weekday=1),
        Statement(answer=Answer.YES, weekday=2, start=AFTERNOON[0], end=AFTERNOON[1]),
        Statement(answer=Answer.IF_NEEDED, weekday=3),
    )


@pytest.mark.parametrize(
    ("prose", "weekdays"),
    [
        ("月・水の午前", [0, 2]),
        ("平日午後", [0, 1, 2, 3, 4]),
        ("土日祝", [5, 6]),
        ("月～金", [0, 1, 2, 3, 4]),
        ("毎週月曜", [0]),
        ("月曜日と木曜日の午後", [0, 3]),
        ("いつでも", [0, 1, 2, 3, 4, 5, 6]),
    ],
)
def test_weekdays_as_people_write_them(prose: str, weekdays: list[int]) -> None:
    statements = weekly(prose)
    assert statements is not None
    assert [s.weekday for s in statements] == weekdays
    assert {s.answer for s in statements} == {Answer.YES}


@pytest.mark.parametrize(
    "prose", ["第2火曜", "隔週月曜", "平日（水曜を除く）", "応相談", "10月から月曜"]
)
def test_what_a_week_cannot_hold_is_left_to_a_person(prose: str) -> None:
    assert weekly(prose) is None


def test_halves_and_refusals_in_one_sentence() -> None:
    assert weekly("月の午前・水 13:00-15:00、金は不可") == [
        Statement(answer=Answer.YES, weekday=0, start=MORNING[0], end=MORNING[1]),
        Statement(answer=Answer.YES, weekday=2, start=time(13), end=time(15)),
        Statement(answer=Answer.NO, weekday=4),
    ]


def test_a_phone_alone_makes_no_supporter() -> None:
    reading = read_supporters("ご芳名,電話,メール\n山田 太郎,090-1111-2222,a@example.jp\n")
    assert reading.drafts == ()
    assert [p.code for p in reading.problems] == ["supporter_no_name"]
    assert reading.grid.unmatched == ("ご芳名",)


def test_two_namesakes_with_their_own_phones_stay_two() -> None:
    person = "佐藤 和子,さとう かずこ"
    rows = f"氏名,ふりがな,電話\n{person},090-1111-2222\n{person},090-3333-4444\n"
    assert len(read_supporters(rows).drafts) == 2


def test_a_reading_added_later_does_not_make_a_new_person() -> None:
    before = read_supporters("氏名,電話\n佐藤 和子,090-1111-2222\n").drafts[0]
    after = read_supporters("氏名,ふりがな,電話\n佐藤和子,さとう,０９０１１１１２２２２\n").drafts[
        0
    ]
    assert before.key == after.key
    assert "佐藤" not in before.key


def test_participants() -> None:
    reading = read_participants(
        "氏名,ふりがな,年齢,機種,電話\n"
        "山田 太郎,やまだ たろう,60代,iPhone SE,\n"
        "鈴木,すずき,72歳,ドコモの,03-1111-2222\n"
        ",,70,,\n"
    )
    first, second = reading.drafts
    assert first.fields["age_band"] is AgeBand.DECADE_60
    assert first.fields["phone_type"] is PhoneType.IPHONE
    assert second.fields["phone_type"] is PhoneType.UNKNOWN
    assert second.fields["note"] == "ドコモの"
    assert reading.rejected == (4,)
    assert all(set(d.fields) <= set(Participant.__dataclass_fields__) for d in reading.drafts)


def test_applicants_for_a_session() -> None:
    row = "山田 太郎,ヤマダ,090-1111-2222,70代,らくらくホン,2026/10/3,10:00～10:30,有,当選\n"
    reading = read_bookings(
        "お名前,フリガナ,電話番号,年代,機種,第1希望日,希望時間,付き添い,当落\n" + row
    )
    draft = reading.drafts[0]
    assert draft.fields == {"state": BookingState.CONFIRMED, "at": time(10), "companions": 1}
    assert set(draft.fields) <= set(Booking.__dataclass_fields__)
    assert draft.extra["day"] == date(2026, 10, 3)
    person = read_participants("氏名,電話\n山田太郎,09011112222\n").drafts[0]
    assert draft.extra["participant_key"] == person.key
    assert draft.extra["participant"] == {
        "name": "山田 太郎",
        "kana": "ヤマダ",
        "phone": "090-1111-2222",
        "age_band": AgeBand.DECADE_70,
        "phone_type": PhoneType.SENIOR,
    }


def test_an_applicant_whose_wished_day_cannot_be_read_is_kept_out() -> None:
    reading = read_bookings("氏名,希望日\n山田 太郎,10/3\n鈴木 花子,\n")
    assert reading.rejected == (2,)
    assert "day" not in reading.drafts[0].extra
