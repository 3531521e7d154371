"""開催報告書 as the ward office checks it: every figure once, and nothing that was not counted."""

from datetime import date

from smartsupport.domain.placement import PlacementState
from smartsupport.domain.session import SessionState
from smartsupport.paper.session_report import ChangedFigure, Edition, SessionReport, render
from tests.paper import seen
from tests.paper.given import figures, helper, issue, nothing


def _copied(**more: object) -> str:
    content = {"figures": figures(), "issue": issue()} | more
    return seen.text(render(SessionReport(**content)))  # type: ignore[arg-type]


def test_every_figure_stands_under_its_name() -> None:
    copied = _copied()

    for label, value in (
        ("延べ人数", "17人"),
        ("実人数", "15人 ほか匿名 2人"),
        ("初参加", "5人"),
        ("65歳以上", "13人 年齢未回答 1人"),
        ("予約(確定)", "12人"),
        ("当日受付", "6人"),
        ("欠席", "3人"),
        ("付き添い", "4人 別に集計"),
        ("85歳〜", "6"),
        ("できなかった", "13"),
    ):
        assert f"{label}\n{value}" in copied
    assert "相談件数 16件" in copied


def test_topics_say_how_often_asked_and_how_often_the_main_one() -> None:
    copied = _copied()

    assert "LINE 6 1" in copied
    assert "詐欺・迷惑メール 4 3" in copied


def test_only_those_referred_to_are_named() -> None:
    copied = _copied()

    assert "携帯ショップ 2件" in copied
    assert "区市の窓口" not in copied


def test_day_and_addressee_are_written_as_an_office_writes_them() -> None:
    copied = _copied(addressee="みどり区長 様", number="2026-041", seals=("責任者",))

    assert "令和8年10月3日(土)" in copied
    assert "13:00〜16:00" in copied
    assert "12:30〜16:15" in copied
    assert "みどり区長 様" in copied
    assert "第 2026-041 号" in copied
    assert "責任者" in copied


def test_supporters_stand_with_their_times_and_what_is_credited() -> None:
    helpers = (
        helper(0, credited=220),
        helper(1, credited=0, estimated=True),
        helper(2, credited=0, start=None, end=None, state=PlacementState.ABSENT_TOLD.value),
        helper(3, credited=60, state=""),
    )

    copied = _copied(figures=figures(helpers=helpers))

    assert "都サポーター 相談員 12:28 16:10 220 3:40" in copied
    assert "時刻は推定(計上外)" in copied
    assert "欠席(連絡あり)" in copied
    assert "配置なし" in copied
    assert "活動した人数 3人" in copied
    assert "計 280 4:40" in copied


def test_a_session_nobody_came_to_says_so_in_words() -> None:
    copied = _copied(figures=nothing())

    assert "延べ人数\n0人" in copied
    assert "相談記録はありません。" in copied
    assert "配置されたサポーターはいません。" in copied


def test_only_anonymous_people_are_attendances_but_nobody_known() -> None:
    copied = _copied(figures=nothing(attendances=3, anonymous=3))

    assert "延べ人数\n3人" in copied
    assert "0人 ほか匿名 3人" in copied


def test_a_cancelled_session_says_why_and_that_it_does_not_count() -> None:
    held = nothing(state=SessionState.CANCELLED, reason="台風の接近のため")

    copied = _copied(figures=held)

    assert "中止　台風の接近のため" in copied
    assert "実施回数には数えません。" in copied
    assert "中止" not in _copied()


def test_a_correction_says_which_edition_it_is_and_what_changed() -> None:
    edition = Edition(
        number=2,
        day=date(2026, 11, 1),
        changes=(ChangedFigure(label="相談件数", before="14件", after="16件"),),
    )

    copied = _copied(edition=edition)

    assert "訂正版(第2版) 令和8年11月1日(日)" in copied
    assert "相談件数 14件 16件" in copied
    assert "訂正" not in _copied()


def test_how_it_was_counted_is_printed_small_at_the_end() -> None:
    assert "匿名の方は含みません" in _copied()


def test_remarks_of_any_length_are_all_there() -> None:
    story = "".join(f"{n}人目は地図を見た。" for n in range(400))

    copied = "".join(_copied(remarks=story).split())

    assert "399人目は地図を見た。" in copied
    assert all(f"{n}人目は" in copied for n in range(0, 400, 37))
