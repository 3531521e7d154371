"""相談カード: what is ticked on paper is what is keyed afterwards."""

from smartsupport.paper import consultation_slip
from tests.paper import seen
from tests.paper.given import DAY, choices, issue, slip


def test_two_alike_slips_stand_on_each_sheet() -> None:
    pdf = consultation_slip.render(slip(pages=3))

    assert len(seen.pages(pdf)) == 3
    assert all(page.count("相談カード") == 2 for page in seen.pages(pdf))


def test_every_topic_stands_beside_its_key() -> None:
    topics = choices("topics", ("基本操作", "LINE", "防災", "その他"), "19AJ")

    copied = seen.text(consultation_slip.render(slip(topics=topics)))

    assert copied.count("1 基本操作 9 LINE A 防災 J その他") == 2


def test_outcomes_and_referrals_are_numbered() -> None:
    referrals = choices("referrals", ("携帯ショップ", "家族"))

    copied = seen.text(consultation_slip.render(slip(referrals=referrals)))

    assert "1 解決" in copied
    assert "4 できなかった" in copied
    assert "2 家族" in copied
    assert "記録なし" not in copied


def test_day_and_venue_are_printed_or_left_to_be_written() -> None:
    known = seen.text(consultation_slip.render(slip(day=DAY, venue="さくら台区民館")))
    blank = seen.text(consultation_slip.render(slip()))

    assert "令和8年10月3日(土) さくら台区民館" in known
    assert "令和　　年　　月　　日" in blank


def test_nobody_is_asked_to_write_a_password() -> None:
    copied = seen.text(consultation_slip.render(slip(issue=issue(practice=True))))

    assert "パスワード・暗証番号は書かないでください" in copied
