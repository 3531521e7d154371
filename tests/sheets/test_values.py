import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsupport.domain.participant import AgeBand, PhoneType
from smartsupport.sheets import coordinates, municipalities, values, words
from smartsupport.sheets.phones import phone

LINES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30)


@pytest.mark.parametrize(
    ("typed", "value", "problem"),
    [
        ("03-1234-5678", "03-1234-5678", ""),
        ("(03)5253-5111", "03-5253-5111", ""),
        ("０３－１２３４－５６７８", "03-1234-5678", ""),
        ("03ー1234ー5678", "03-1234-5678", ""),
        ("0312345678", "03-1234-5678", ""),
        ("09012345678", "090-1234-5678", ""),
        ("+81 90-1234-5678", "090-1234-5678", ""),
        ("03-1234-5678(代表)", "03-1234-5678", ""),
        (312345678, "03-1234-5678", "phone_zero_lost"),
        (9012345678.0, "090-1234-5678", "phone_zero_lost"),
        ("3579-1111", "3579-1111", "phone_no_area"),
        ("03-1234-5678 / 090-1111-2222", "03-1234-5678", "phone_more"),
        ("0000-00-0000", None, "phone_not_readable"),
        ("なし", None, "phone_not_readable"),
        ("090-1234-567", None, "phone_not_readable"),
        ("", None, ""),
    ],
)
def test_phones(typed: str | float, value: str | None, problem: str) -> None:
    found = phone(typed)
    assert (found.value, found.problem) == (value, problem)


@given(st.integers(10**9, 10**10 - 1))
def test_a_mobile_number_is_read_alike_however_it_is_grouped(rest: int) -> None:
    digits = f"0{70 + rest % 3 * 10}{rest % 10**8:08d}"
    grouped = f"{digits[:3]}-{digits[3:7]}-{digits[7:]}"
    full_width = grouped.translate(str.maketrans("0123456789-", "０１２３４５６７８９－"))
    assert {phone(form).value for form in (digits, grouped, full_width)} == {grouped}
    assert phone(int(digits)).value == grouped


@pytest.mark.parametrize(
    ("typed", "value", "problem"),
    [
        ("〒173-8501", "173-8501", ""),
        ("１７３８５０１", "173-8501", ""),
        (1738501.0, "173-8501", ""),
        (600001, "060-0001", "postal_zero_lost"),
        ("000-0000", None, "postal_not_readable"),
        ("17385", None, "postal_not_readable"),
    ],
)
def test_postal_codes(typed: str | float, value: str | None, problem: str) -> None:
    found = values.postal_code(typed)
    assert (found.value, found.problem) == (value, problem)


@pytest.mark.parametrize(
    ("yes", "no"), [("有", "無"), ("可", "否"), ("○", "×"), ("1", "0"), ("はい", "いいえ")]
)
def test_yes_and_no(yes: str, no: str) -> None:
    assert values.yes_no(yes).value is True
    assert values.yes_no(no).value is False
    assert values.yes_no("たぶん").problem == "yes_no_not_readable"


@pytest.mark.parametrize(
    "name", ["髙﨑 𠮷子", "渡辺\U000e0100", "葛\ufe00飾", "Ｊｏｈｎ Ｓｍｉｔｈ"]
)
def test_names_are_kept_exactly_as_typed(name: str) -> None:
    assert values.text(f"　{name} ").value == name


@given(LINES)
def test_text_is_kept_or_blank_and_our_own_apostrophe_is_undone(typed: str) -> None:
    stripped = typed.strip()
    if not stripped.startswith("'"):
        assert (values.text(typed).value or "") == stripped
    assert values.text("'=1+1").value == "=1+1"
    assert values.text("a\x00b").problem == "cell_not_storable"


def test_readings_become_full_width_katakana_and_kanji_are_no_reading() -> None:
    assert values.reading("たかさき　よしこ").value == "タカサキ ヨシコ"
    assert values.reading("ﾜﾀﾅﾍﾞ").value == "ワタナベ"
    assert values.reading("高崎").problem == "kana_not_readable"


@pytest.mark.parametrize(
    ("typed", "value"), [("20名", 20), ("２０", 20), ("先着20人", 20), ("1,000", 1000), (20.0, 20)]
)
def test_counts(typed: str | float, value: int) -> None:
    assert values.whole(0, 9999)(typed).value == value


def test_counts_that_say_two_things_are_not_guessed() -> None:
    assert values.whole(0, 99)("午前10名、午後10名").problem == "number_not_readable"
    assert values.whole(0, 99)("2.5").problem == "number_not_readable"
    assert values.whole(1, 31)("40回").problem == "number_out_of_range"
    assert values.whole(0, 99)("制限なし") == values.Value()


def test_coordinates_from_two_cells_or_one() -> None:
    assert coordinates.point("35.751126", "139.709251").value == (357511260, 1397092510)
    assert coordinates.point_in("34.33895,134.05261").value == (343389500, 1340526100)
    assert coordinates.point("139.7", "35.7").problem == "coordinates_swapped"
    assert coordinates.point("139.7", "35.7").value == (357000000, 1397000000)
    assert coordinates.point("35.7", "").problem == "coordinates_half"
    assert coordinates.point("51.5", "-0.1").problem == "coordinates_outside"
    assert coordinates.point("", "").problem == ""


@given(st.integers(20 * 10**7, 46 * 10**7), st.integers(122 * 10**7, 154 * 10**7))
def test_no_digit_of_a_coordinate_is_lost(lat: int, lon: int) -> None:
    north, east = (f"{n // 10**7}.{n % 10**7:07d}" for n in (lat, lon))
    assert coordinates.point(north, east).value == (lat, lon)


def test_municipality_codes_have_a_right_check_digit() -> None:
    assert municipalities.code("13119").value == "131199"
    assert municipalities.code(131199.0).value == "131199"
    assert municipalities.code("１３１１９９").value == "131199"
    assert municipalities.code("131190").problem == "municipality_code_wrong"
    for code in municipalities.by_code():
        assert municipalities.code(code[:5]).value == code


def test_municipalities_are_found_by_name_and_address() -> None:
    assert len(municipalities.by_code()) == 63
    assert municipalities.code_of("板橋区") == "131199"
    assert municipalities.code_of("東京都板橋区") == "131199"
    assert municipalities.code_in("東京都西多摩郡瑞穂町大字箱根ケ崎") == "133035"
    assert municipalities.code_in("高松市常磐町") == ""


@pytest.mark.parametrize(
    ("typed", "band"),
    [
        ("60代", AgeBand.DECADE_60),
        ("70歳代", AgeBand.DECADE_70),
        ("72歳", AgeBand.FROM_70),
        (64, AgeBand.FROM_60),
        ("６５～６９歳", AgeBand.FROM_65),
        ("60-69", AgeBand.DECADE_60),
        ("85歳以上", AgeBand.FROM_85),
        ("85〜", AgeBand.FROM_85),
        ("〜59", AgeBand.UNDER_60),
        ("60歳未満", AgeBand.UNDER_60),
        ("40代", AgeBand.UNDER_60),
        ("90代", AgeBand.DECADE_90),
        ("未回答", AgeBand.UNKNOWN),
    ],
)
def test_ages_stay_as_exact_as_they_were_told(typed: str | int, band: AgeBand) -> None:
    assert words.age_band(typed).value is band


@pytest.mark.parametrize("typed", ["昭和20年4月1日", "65歳以上", "高齢", "55-65"])
def test_an_age_that_fits_no_band_is_not_guessed(typed: str) -> None:
    assert words.age_band(typed).problem == "age_not_readable"


@pytest.mark.parametrize(
    ("typed", "phone_type"),
    [
        ("iPhone SE", PhoneType.IPHONE),
        ("ＡＱＵＯＳ wish", PhoneType.ANDROID),
        ("らくらくスマートフォン", PhoneType.SENIOR),
        ("ガラケー", PhoneType.FEATURE_PHONE),
        ("持っていない", PhoneType.NONE),
        ("わからない", PhoneType.UNKNOWN),
    ],
)
def test_phone_types(typed: str, phone_type: PhoneType) -> None:
    assert words.phone_type(typed).value is phone_type


@given(LINES | st.integers() | st.floats(allow_nan=True))
def test_no_cell_makes_a_parser_raise(cell: str | int | float) -> None:
    for parse in (
        values.text, values.reading, values.yes_no, values.postal_code, values.email, phone,
        values.whole(0, 9), municipalities.code, words.age_band, words.phone_type, words.kind,
        coordinates.point_in,
    ):  # fmt: skip
        parse(cell)
