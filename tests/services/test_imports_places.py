"""Which venue and which kind of session a written name means."""

from uuid import uuid4

import pytest

from smartsupport.domain.session import Behaviour, SessionKind
from smartsupport.domain.venue import Venue
from smartsupport.services.import_places import Meant, Places, plain_address
from smartsupport.services.import_sessions import Kinds

NAKANO, OTA = "131148", "131113"


def venue(name: str, municipality: str = NAKANO, address: str = "") -> Venue:
    return Venue(id=uuid4(), name=name, municipality=municipality, address=address)


@pytest.mark.parametrize(
    ("written", "room"),
    [
        ("中野区役所", ""),
        ("中野区役所　７階会議室", "７階会議室"),
        ("中野区役所7階", "7階"),
        ("中野区役所・地下1階ロビー", "地下1階ロビー"),
    ],
)
def test_a_room_behind_a_known_name_is_a_room(written: str, room: str) -> None:
    known = venue("中野区役所")

    assert Places.of([known]).meant(written, NAKANO, "") == Meant(venue=known, room=room)


@pytest.mark.parametrize("written", ["昭和区民活動センター(分室)", "昭和区民活動センター前広場"])
def test_a_branch_is_a_place_of_its_own(written: str) -> None:
    assert Places.of([venue("昭和区民活動センター")]).meant(written, NAKANO, "") == Meant()


def test_the_longest_known_name_is_meant() -> None:
    whole, part = venue("産業プラザ"), venue("産業プラザ別館")

    meant = Places.of([whole, part]).meant("産業プラザ別館会議室", NAKANO, "")

    assert meant == Meant(venue=part, room="会議室")


@pytest.mark.parametrize(
    ("stored", "written"),
    [
        ("中野区立昭和区民活動センター", "昭和区民活動センター"),
        ("昭和区民活動センター", "中野区立昭和区民活動センター"),
        ("IKE・Bizとしま", "ＩＫＥ・Ｂｉｚ としま"),
    ],
)
def test_the_municipality_and_width_do_not_matter(stored: str, written: str) -> None:
    known = venue(stored)

    assert Places.of([known]).meant(written, NAKANO, "").venue == known


def test_another_towns_namesake_is_not_meant() -> None:
    assert Places.of([venue("中央会館", OTA)]).meant("中央会館", NAKANO, "") == Meant()


def test_of_namesakes_the_one_in_town_then_the_one_at_the_address_is_meant() -> None:
    nowhere = venue("集会所", "")
    here = venue("集会所", NAKANO, "東京都中野区中野四丁目8番1号")
    there = venue("集会所", NAKANO, "東京都中野区弥生町1-58-14")

    assert Places.of([nowhere, here]).meant("集会所", NAKANO, "").venue == here
    both = Places.of([nowhere, here, there])
    assert both.meant("集会所", NAKANO, "中野区中野4-8-1").venue == here
    assert both.meant("集会所", NAKANO, "") == Meant(among=2)


@pytest.mark.parametrize(
    "written",
    [
        "東京都中野区中野四丁目8番1号",
        "中野区中野４−８−１",
        "中野4丁目8番地の1",
        "東京都 中野区 中野4-8-1",
    ],
)
def test_ways_to_write_one_address(written: str) -> None:
    assert plain_address(written, NAKANO) == "中野4-8-1"


def test_numbers_in_kanji() -> None:
    assert plain_address("銀座十二丁目二十三番") == "銀座12-23"


@pytest.mark.parametrize(
    ("title", "kind", "told"),
    [
        ("スマートフォン体験会(機器貸出あり)", "体験会", True),
        ("シニア講座 スマホを使いこなそう", "教室", True),
        ("相談員によるスマホ講座", "教室", True),
        ("スマホなんでも相談会", "相談会", True),
        ("シニアスマホ相談", "相談会", True),
        ("常設スマホ相談窓口", "常設相談", True),
        ("デジタル交流サロン", "交流サロン", True),
        ("オンライン相談の日", "オンライン相談", True),
        ("アプリウォーク", "教室", False),
    ],
)
def test_words_of_a_title_choose_the_kind(title: str, kind: str, told: bool) -> None:
    names = {
        "相談会": Behaviour.TURNS,
        "常設相談": Behaviour.DROP_IN,
        "体験会": Behaviour.LECTURE,
        "教室": Behaviour.LECTURE,
        "交流サロン": Behaviour.DROP_IN,
        "オンライン相談": Behaviour.TURNS,
    }
    kinds = Kinds([SessionKind(id=uuid4(), name=n, behaviour=b) for n, b in names.items()])

    found, said = kinds.meant("", title)

    assert (found.name, said) == (kind, told)
    assert kinds.meant("体験会", title)[0].name == "体験会"


def test_a_renamed_kind_is_found_by_how_it_runs() -> None:
    kinds = Kinds(
        [
            SessionKind(id=uuid4(), name="よろず", behaviour=Behaviour.TURNS),
            SessionKind(id=uuid4(), name="まなび", behaviour=Behaviour.LECTURE),
        ]
    )

    assert kinds.meant("", "スマホ教室")[0].name == "まなび"
    assert kinds.meant("", "スマホサロン")[0].name == "よろず"
