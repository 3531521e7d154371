"""回復キー用紙: one sheet that can be typed, scanned and understood years later."""

import numpy as np
import pytest
import zxingcpp

from smartsupport.paper import recovery_sheet
from tests.paper import seen
from tests.paper.given import CROWDED, RECOVERY, issue, recovery


@pytest.mark.parametrize("practice", [False, True])
def test_the_picture_reads_again_after_a_poor_printer_shrank_it(practice: bool) -> None:
    pdf = recovery_sheet.render(recovery(issue=issue(practice=practice)))

    [page] = seen.printed(pdf, dpi=200, scale=0.94)
    [found] = zxingcpp.read_barcodes(np.asarray(page), formats=zxingcpp.BarcodeFormat.QRCode)

    assert found.text == RECOVERY


def test_every_row_is_numbered_and_copies_in_its_order() -> None:
    copied = "".join(seen.text(recovery_sheet.render(recovery())).split())
    rows = [f"{n}{RECOVERY[8 * n - 8 : 8 * n]}" for n in range(1, 6)]

    assert "".join(rows) in copied


def test_it_says_what_it_opens_who_made_it_where_to_keep_it_and_what_is_lost_without_it() -> None:
    copied = seen.text(recovery_sheet.render(recovery())).replace("\n", "")

    for words in (
        "回復キー用紙",
        "みどり区スマホ相談会台帳",
        "令和8年10月3日(土) 16:40",
        "田中 一郎",
        "金庫",
        "施錠できる書庫",
        "パソコンとは別の場所",
        "プログラムを作った者にも",
        "太枠",
    ):
        assert words in copied


def test_it_is_one_sheet_however_long_the_names() -> None:
    assert len(seen.pages(CROWDED["recovery_sheet"]())) == 1
