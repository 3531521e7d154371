"""引継ぎ: the successor's sheet, and the calendar of the year to come."""

from datetime import date
from uuid import uuid4

from smartsupport.codes.recovery import last_four, new_code
from smartsupport.domain.account import AccountRole
from smartsupport.domain.period import FiscalYear
from smartsupport.domain.session import SessionState
from smartsupport.domain.venue import Venue
from smartsupport.services import accounts, calendar, handover, next_year, records, recovery
from smartsupport.services.office import Office
from tests.paper.seen import text
from tests.services import given

YEAR = FiscalYear(2026)


def days(office: Office, year: int) -> list[date]:
    return [x.session.day for x in calendar.lines(office, date(year, 4, 1), date(year + 1, 3, 31))]


def test_last_years_sessions_come_a_year_later_off_the_holidays(
    office: Office, hall: Venue
) -> None:
    given.session(office, hall, day=date(2026, 10, 10), title="秋の相談会", capacity=8)
    given.session(office, hall, day=date(2026, 5, 1), apply_until=date(2026, 4, 24))
    off = given.session(office, hall, day=date(2026, 7, 20), title="海の日の相談会")
    gone = given.session(office, hall, day=date(2026, 6, 6))
    records.change(office, gone, state=SessionState.CANCELLED)
    found = next_year.draft(office, YEAR)
    assert [(p.day, bool(p.holiday)) for p in found] == [
        (date(2027, 5, 7), False),
        (date(2027, 7, 26), True),
        (date(2027, 10, 9), False),
    ]
    assert found[1].before == off
    assert found[1].holiday == "海の日"
    assert days(office, 2027) == []
    assert len(next_year.accept(office, found)) == 3
    spring, _summer, autumn = calendar.lines(office, date(2027, 4, 1), date(2028, 3, 31))
    assert (autumn.session.title, autumn.session.capacity) == ("秋の相談会", 8)
    assert spring.session.apply_until == date(2027, 4, 30)
    assert (autumn.booked, autumn.placed) == (0, 0)


def test_accepting_twice_makes_nothing_twice(office: Office, hall: Venue) -> None:
    given.session(office, hall, day=date(2026, 10, 10))
    found = next_year.draft(office, YEAR)
    assert len(next_year.accept(office, found)) == 1
    assert next_year.accept(office, found) == []
    again = next_year.draft(office, YEAR)
    assert [p.taken for p in again] == [True]
    assert next_year.accept(office, again) == []
    assert len(days(office, 2027)) == 1


def test_a_week_later_is_passed_over_where_something_is_already(
    office: Office, hall: Venue
) -> None:
    for day in (date(2026, 11, 3), date(2026, 11, 10)):
        given.session(office, hall, day=day)
    # 2027-11-02 and 2027-11-09 are no holidays; 文化の日 of 2026 was one and moves nobody.
    assert [(p.day, p.taken) for p in next_year.draft(office, YEAR)] == [
        (date(2027, 11, 2), False),
        (date(2027, 11, 9), False),
    ]
    given.session(office, hall, day=date(2027, 11, 2))
    assert [p.taken for p in next_year.draft(office, YEAR)] == [True, False]


def test_the_sheet_says_what_a_successor_needs_and_names_no_participant(
    office: Office, hall: Venue
) -> None:
    records.change(office, hall, phone="(03)0000-0001", note="鍵は1階の事務室")
    session = given.session(office, hall, "10:00", "12:00")
    given.booked(office, given.participant(office, "ヤマダ ハナコ", name="山田 花子"), session)
    given.session(office, hall, day=date(2026, 9, 5))
    accounts.add(office, "鈴木 後任", AccountRole.COORDINATOR)
    records.add(office, Venue(id=uuid4(), name="使わない会館"))
    code = new_code()
    made = recovery.make_sheet(office, code)
    recovery.confirm_sheet(office, made.id, last_four(code.text))
    paper = handover.sheet(office)
    shown = text(paper.content)
    for expected in (
        "Handover sheet",
        "中野区スマホ相談会台帳",
        "鈴木 後任",
        "中央会館",
        "(03)0000-0001",
        "鍵は1階の事務室",
        last_four(code.text),
        "Nothing entered",
    ):
        assert expected in shown
    for absent in ("山田", "ヤマダ", "使わない会館", code.text[:8]):
        assert absent not in shown
