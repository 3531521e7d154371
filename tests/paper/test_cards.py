"""Every printed card is read again as a laptop's camera would see it."""

from datetime import UTC, datetime

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from smartsupport.domain.card import Party
from smartsupport.paper import cards
from smartsupport.paper.cards import CardSheet
from tests.paper import seen
from tests.paper.given import LONG, NAMES, code, face, issue


def _read(page: Image.Image) -> list[str]:
    found = zxingcpp.read_barcodes(np.asarray(page), formats=zxingcpp.BarcodeFormat.QRCode)
    return [one.text for one in found]


def _print(*faces: cards.CardFace, used: int = 0, practice: bool = False) -> bytes:
    return cards.render(CardSheet(faces=faces, issue=issue(practice=practice), used=used))


def test_a_hundred_cards_read_again_after_a_poor_printer_shrank_them() -> None:
    parties = (Party.PARTICIPANT, Party.SUPPORTER, None)
    pdf = _print(*(face(n, parties[n % 3], *NAMES[n % 4]) for n in range(100)))

    sheets = [_read(page) for page in seen.printed(pdf, dpi=300, scale=0.94)]

    assert [len(sheet) for sheet in sheets] == [10] * 10
    assert {text for sheet in sheets for text in sheet} == {code(n) for n in range(100)}


@pytest.mark.parametrize("party", [*Party, None])
def test_a_practice_card_with_a_long_name_reads_too(party: Party | None) -> None:
    [page] = seen.printed(_print(face(7, party, *LONG), practice=True), dpi=200, scale=0.94)

    assert _read(page) == [code(7)]


def test_a_code_is_at_least_25_mm_with_four_modules_of_white_around() -> None:
    dpi = 300
    [page] = seen.printed(_print(face(1, Party.SUPPORTER, *NAMES[1])), dpi=dpi)
    [found] = zxingcpp.read_barcodes(np.asarray(page), formats=zxingcpp.BarcodeFormat.QRCode)
    corner, across = found.position.top_left, found.position.top_right
    wide = (across.x - corner.x) * 25.4 / dpi

    assert wide >= 25
    quiet = round(wide / 21 * 4 * dpi / 25.4) - 3
    ink = np.asarray(page) == 0
    left, top = corner.x, corner.y
    right, bottom = found.position.bottom_right.x, found.position.bottom_right.y
    assert not ink[top - quiet : top - 3, left - quiet : right + quiet].any()
    assert not ink[bottom + 3 : bottom + quiet, left - quiet : right + quiet].any()
    assert not ink[top - quiet : bottom + quiet, left - quiet : left - 3].any()
    assert not ink[top - quiet : bottom + quiet, right + 3 : right + quiet].any()


def test_the_calibration_line_is_fifty_millimetres_long() -> None:
    dpi = 300
    [page] = seen.printed(_print(face(1)), dpi=dpi)
    column = np.asarray(page)[:, round(12.0 * dpi / 25.4)] == 0

    assert column[: round(65 * dpi / 25.4)].sum() * 25.4 / dpi == pytest.approx(50, abs=0.4)


def test_the_code_is_written_under_it_in_fours() -> None:
    text = code(3)

    assert f"{text[:4]} {text[4:8]} {text[8:12]} {text[12:]}" in seen.text(_print(face(3)))


def test_every_card_says_what_it_is_for_and_what_it_is_not() -> None:
    for party, word in (
        (Party.PARTICIPANT, "参加者"),
        (Party.SUPPORTER, "サポーター"),
        (None, "未割当"),
    ):
        copied = seen.text(_print(face(1, party)))

        assert word in copied
        assert "受付専用" in copied
        assert "登録証ではありません" in copied


def test_the_three_kinds_differ_without_colour() -> None:
    bands = []
    for party in (*Party, None):
        [page] = seen.printed(_print(face(1, party)), dpi=100)
        # The right half of the band, where every card says the same word.
        bands.append(page.crop((260, 50, 410, 90)).tobytes())

    assert len(set(bands)) == 3


def test_a_card_carries_no_more_of_a_person_than_was_given() -> None:
    name, kana = NAMES[1]

    bare = seen.text(_print(face(1, Party.PARTICIPANT)))
    reading = seen.text(_print(face(1, Party.PARTICIPANT, kana=kana)))
    full = seen.text(_print(face(1, Party.SUPPORTER, name, kana), face(2)))

    assert "たかはし" not in bare + full.replace("たかはし よしろう", "")
    assert "たかはし よしろう" in reading
    assert name not in reading
    assert name in full


def test_used_places_of_a_sheet_stay_empty() -> None:
    [page] = seen.printed(_print(face(1), used=9), dpi=100)
    [found] = zxingcpp.read_barcodes(np.asarray(page))

    assert found.position.top_left.x > page.width / 2
    assert found.position.top_left.y > page.height * 4 / 5
    assert len(seen.pages(_print(face(1), face(2), used=9))) == 2


def test_no_card_at_all_is_a_sheet_with_marks_only() -> None:
    assert len(seen.pages(_print())) == 1


def test_practice_cards_say_so_on_each_card() -> None:
    copied = seen.text(_print(face(1), face(2), practice=True))

    assert copied.count("練習用です") == 2
    assert "登録証" not in copied


def test_the_sheet_says_when_it_was_made() -> None:
    sheet = CardSheet(faces=(face(1),), issue=issue(made_at=datetime(2026, 1, 2, 0, 5, tzinfo=UTC)))

    assert "令和8年1月2日(金) 9:05" in seen.text(cards.render(sheet))
