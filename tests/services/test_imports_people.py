"""Lists of supporters, participants and applicants beside those who are known already."""

from datetime import date, time
from typing import Any
from uuid import uuid4

import pytest

from smartsupport.domain.availability import Answer, Availability
from smartsupport.domain.booking import Booking, BookingState
from smartsupport.domain.errors import NotFound
from smartsupport.domain.participant import AgeBand, Participant
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.venue import Venue
from smartsupport.services import calendar, imports
from smartsupport.services.bookings import set_state
from smartsupport.services.import_plan import Outcome, Preview
from smartsupport.services.office import Office
from smartsupport.services.records import add, change
from tests.services.imported import counts, stored

HEAD = "氏名,ふりがな,電話,月の上限\n"
WEEK = "氏名,ふりがな,活動できる日\n山田 太郎,やまだ たろう,{}\n"
APPLICANTS = "氏名,ふりがな,電話,希望日,会場,時間,状態\n"


def known(office: Office, name: str, kana: str, phone: str = "") -> Supporter:
    return add(office, Supporter(id=office.new_id(), name=name, kana=kana, phone=phone))


def session(office: Office, day: date, start: int, **more: Any) -> Session:
    """Two hours at 中野区役所."""
    venues = stored(office, Venue) or [add(office, Venue(id=office.new_id(), name="中野区役所"))]
    return calendar.add_session(
        office,
        venue_id=venues[0].id,
        kind_id=calendar.kinds(office)[0].id,
        day=day,
        start=time(start),
        end=time(start + 2),
        **more,
    )


def take(office: Office, kind: str, text: str, **more: Any) -> Preview:
    """Preview, accept, and see that accepting and importing again change nothing."""
    found = imports.preview(office, kind, text, **more)
    done = imports.accept(office, found)
    total = found.summary
    assert (done.new, done.same, done.changed, done.left_out) == (
        total.new,
        total.same,
        total.changed,
        total.left_out,
    )
    again = imports.preview(office, kind, text, **more)
    assert again.summary.same == total.new + total.same + total.changed
    assert counts(imports.accept(office, found))[1] == again.summary.same
    return found


@pytest.mark.parametrize(
    "row",
    [
        "山田 太郎,やまだ たろう,090-1111-2222,5",
        "山田太郎,ﾔﾏﾀﾞﾀﾛｳ,,5",
        "山田太郎,,０９０１１１１２２２２,5",
    ],
    ids=["alike", "no phone", "no reading"],
)
def test_somebody_entered_by_hand_is_recognised(office: Office, row: str) -> None:
    before = known(office, "山田太郎", "ヤマダ タロウ", "09011112222")

    found = take(office, "supporters", HEAD + row + "\n")

    assert found.summary.changed == 1
    [after] = stored(office, Supporter)
    assert (after.id, after.monthly_cap) == (before.id, 5)


@pytest.mark.parametrize(
    "row",
    [
        "山田 花子,やまだ はなこ,03-1111-2222,",
        "山田 太郎,やまだ たろう,090-9999-9999,",
    ],
    ids=["the same household", "a namesake"],
)
def test_a_household_or_a_namesake_is_not_taken_for_the_same(office: Office, row: str) -> None:
    before = known(office, "山田 太郎", "ヤマダ タロウ", "03-1111-2222")

    found = take(office, "supporters", HEAD + row + "\n")

    assert found.summary.new == 1
    twin = next(p for p in found.problems if p.code == "possible_twin")
    assert (twin.row, twin.level, twin.data) == (2, "warning", {"other": "山田 太郎"})
    assert before in stored(office, Supporter)


def test_a_row_that_could_be_either_of_two_is_nobody_of_them(office: Office) -> None:
    known(office, "山田 太郎", "ヤマダ タロウ", "090-1111-1111")
    known(office, "山田 太郎", "ヤマダ タロウ", "090-2222-2222")

    found = take(office, "supporters", HEAD + "山田 太郎,やまだ たろう,,3\n")

    assert found.summary.new == 1
    assert [p.code for p in found.problems] == ["possible_twin"]


def test_of_two_rows_that_could_be_one_stored_person_neither_is(office: Office) -> None:
    before = known(office, "山田 太郎", "ヤマダ タロウ")

    found = take(
        office,
        "supporters",
        HEAD + "山田 太郎,やまだ たろう,090-1111-1111,\n山田 太郎,やまだ たろう,090-2222-2222,\n",
    )

    assert found.summary.new == 2
    assert [(p.row, p.code) for p in found.problems] == [
        (2, "possible_twin"),
        (3, "possible_twin"),
    ]
    assert before in stored(office, Supporter)


def test_two_rows_of_one_name_warn_once_and_stay_two(office: Office) -> None:
    found = take(
        office,
        "supporters",
        HEAD + "山田 太郎,やまだ たろう,090-1111-1111,\n山田 太郎,やまだ たろう,,\n",
    )

    assert found.summary.new == 2
    assert [(p.row, p.code) for p in found.problems] == [(3, "possible_twin")]


def test_whoever_a_row_of_the_file_is_already_is_not_another_row_too(office: Office) -> None:
    first = "山田 太郎,やまだ たろう,090-1111-1111,\n"
    take(office, "supporters", HEAD + first)

    found = take(office, "supporters", HEAD + first + "山田 太郎,やまだ たろう,,5\n")

    assert (found.summary.same, found.summary.new) == (1, 1)


def test_somebody_once_recognised_is_found_again_under_a_new_name(office: Office) -> None:
    text = HEAD + "山田 花子,やまだ はなこ,,5\n"
    before = known(office, "山田 花子", "ヤマダ ハナコ")
    take(office, "supporters", text)
    [now] = stored(office, Supporter)
    change(office, now, name="鈴木 花子", kana="スズキ ハナコ")

    found = imports.preview(office, "supporters", text)

    assert [(r.outcome, r.record.id) for r in found.rows] == [(Outcome.CHANGED, before.id)]


def test_a_supporter_with_only_a_phone_is_left_out_and_stops_no_other(office: Office) -> None:
    found = take(
        office, "supporters", HEAD + ",,090-1111-2222,\n山田 太郎,やまだ たろう,090-3333-4444,\n"
    )

    assert found.summary.new == 1
    assert [p.row for p in found.problems if p.level == "error"] == [2]


def test_what_supporters_say_about_weekdays_is_stored(office: Office) -> None:
    take(office, "supporters", WEEK.format("月・水の午前"))

    said = {(a.weekday, a.answer, a.start) for a in stored(office, Availability)}
    assert said == {(0, Answer.YES, time(8)), (2, Answer.YES, time(8))}


def test_new_answers_take_the_place_of_old_ones_for_their_weekdays(office: Office) -> None:
    take(office, "supporters", WEEK.format("月・水の午前"))

    found = take(office, "supporters", WEEK.format("月の午後"))

    [row] = found.rows
    assert row.outcome is Outcome.CHANGED
    assert [c.field for c in row.changes] == ["availability"]
    said = {(a.weekday, a.start) for a in stored(office, Availability)}
    assert said == {(0, time(12, 30)), (2, time(8))}


def test_silence_about_weekdays_leaves_the_answers(office: Office) -> None:
    take(office, "supporters", WEEK.format("土日"))

    found = take(office, "supporters", WEEK.format(""))

    assert found.summary.same == 1
    assert len(stored(office, Availability)) == 2


def test_participants_keep_a_decade_as_a_decade(office: Office) -> None:
    take(office, "participants", "氏名,ふりがな,年代\n鈴木 花子,すずき はなこ,60代\n")

    assert stored(office, Participant)[0].age_band is AgeBand.DECADE_60


def test_applicants_are_made_and_booked_at_the_session_they_ask_for(office: Office) -> None:
    morning = session(office, date(2026, 10, 3), 9)
    afternoon = session(office, date(2026, 10, 3), 13)
    known_person = add(
        office,
        Participant(id=office.new_id(), name="鈴木 花子", kana="スズキ ハナコ", phone="0311112222"),
    )

    found = take(
        office,
        "bookings",
        APPLICANTS + "鈴木 花子,すずき はなこ,03-1111-2222,2026/10/3,中野区役所,13:30,\n"
        "佐藤 次郎,さとう じろう,03-3333-4444,R8.10.3,,9:00,\n",
    )

    assert found.summary.new == 2
    booked = {b.session_id: b for b in stored(office, Booking)}
    assert booked[afternoon.id].participant_id == known_person.id
    assert booked[afternoon.id].at == time(13, 30)
    assert booked[morning.id].state is BookingState.CONFIRMED
    assert len(stored(office, Participant)) == 2


def test_one_applicant_of_two_sessions_is_one_participant(office: Office) -> None:
    for day in (3, 4):
        session(office, date(2026, 10, day), 9)
    head = "氏名,ふりがな,電話,希望日,配慮事項\n"
    line = "鈴木 花子,すずき はなこ,03-1111-2222,2026/10/{},{}\n"

    take(office, "bookings", head + line.format(3, "車いす") + line.format(4, ""))

    [person] = stored(office, Participant)
    assert person.access_needs == "車いす"
    assert len(stored(office, Booking)) == 2


def test_of_two_sessions_that_day_the_one_that_is_held_is_meant(office: Office) -> None:
    gone, held = (session(office, date(2026, 10, 3), start) for start in (9, 13))
    calendar.cancel(office, reason="台風", session_id=gone.id)

    take(office, "bookings", APPLICANTS + "鈴木,すずき,03-1111-2222,2026/10/3,,,\n")

    assert [b.session_id for b in stored(office, Booking)] == [held.id]


def test_a_full_session_puts_the_rest_on_the_waiting_list(office: Office) -> None:
    chosen = session(office, date(2026, 10, 3), 9, capacity=2)
    names = "".join(f"参加{n},さんか{k},03-0000-000{n}\n" for n, k in enumerate("あいう"))

    take(office, "bookings", "氏名,ふりがな,電話\n" + names, session_id=chosen.id)

    states = [b.state for b in stored(office, Booking)]
    assert sorted(states) == [BookingState.CONFIRMED] * 2 + [BookingState.WAITING]


def test_the_draw_comes_back_as_a_list_of_states(office: Office) -> None:
    session(office, date(2026, 10, 3), 9)
    line = "鈴木 花子,すずき はなこ,03-1111-2222,2026/10/3,,,{}\n"
    take(office, "bookings", APPLICANTS + line.format("申込"))

    found = take(office, "bookings", APPLICANTS + line.format("当選"))

    [row] = found.rows
    assert [(c.field, c.old, c.new) for c in row.changes] == [
        ("state", BookingState.APPLIED, BookingState.CONFIRMED)
    ]
    assert [b.state for b in stored(office, Booking)] == [BookingState.CONFIRMED]


def test_who_cancelled_is_not_booked_again_by_the_old_list(office: Office) -> None:
    chosen = session(office, date(2026, 10, 3), 9)
    text = "氏名,ふりがな,電話\n鈴木 花子,すずき はなこ,03-1111-2222\n"
    take(office, "bookings", text, session_id=chosen.id)
    set_state(office, stored(office, Booking)[0], BookingState.CANCELLED, "風邪")

    found = take(office, "bookings", text, session_id=chosen.id)

    assert found.summary.same == 1
    assert stored(office, Booking)[0].state is BookingState.CANCELLED


def test_what_an_applicant_newly_says_of_themselves_is_kept(office: Office) -> None:
    chosen = session(office, date(2026, 10, 3), 9)
    head = "氏名,ふりがな,電話,配慮事項\n"
    take(office, "bookings", head + "鈴木 花子,すずき はなこ,03-1,\n", session_id=chosen.id)

    found = take(
        office, "bookings", head + "鈴木 花子,すずき はなこ,03-1,車いす\n", session_id=chosen.id
    )

    assert [c.field for r in found.rows for c in r.changes] == ["access_needs"]
    assert stored(office, Participant)[0].access_needs == "車いす"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("鈴木,すずき,03-1111-2222,2026/10/4,,,", "booking_session_not_found"),
        ("鈴木,すずき,03-1111-2222,2026/10/3,大田区役所,,", "booking_session_not_found"),
        ("鈴木,すずき,03-1111-2222,2026/10/3,,,", "booking_session_not_clear"),
        ("鈴木,すずき,03-1111-2222,,,,", "booking_no_session"),
        ("鈴木,すずき,03-1111-2222,2026/10/5,,,", "session_cancelled"),
    ],
)
def test_a_row_that_no_session_answers_is_left_out(office: Office, row: str, code: str) -> None:
    session(office, date(2026, 10, 3), 9)
    session(office, date(2026, 10, 3), 13)
    gone = session(office, date(2026, 10, 5), 9)
    calendar.cancel(office, reason="台風", session_id=gone.id)

    found = take(office, "bookings", APPLICANTS + row + "\n")

    assert found.summary.left_out == 1
    [problem] = [p for p in found.problems if p.level == "error"]
    assert (problem.code, problem.column) == (code, "希望日")
    assert stored(office, Participant) == []


def test_one_person_twice_for_one_session_is_booked_once(office: Office) -> None:
    session(office, date(2026, 10, 3), 9)
    line = "鈴木 花子,すずき はなこ,03-1111-2222,2026/10/3,{},,\n"

    found = imports.preview(
        office, "bookings", APPLICANTS + line.format("") + line.format("中野区役所")
    )

    assert (found.summary.new, found.summary.left_out) == (1, 1)
    assert [(p.row, p.code) for p in found.problems] == [(3, "row_repeated")]
    imports.accept(office, found)
    assert len(stored(office, Booking)) == 1


def test_a_chosen_session_that_is_not_there_is_refused(office: Office) -> None:
    with pytest.raises(NotFound):
        imports.preview(office, "bookings", "氏名,電話\n鈴木,03-1\n", session_id=uuid4())
