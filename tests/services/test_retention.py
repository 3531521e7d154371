"""What is due by the rules, and that nothing goes before a person says so."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from smartsupport.domain.booking import BookingState
from smartsupport.domain.consultation import Consultation
from smartsupport.domain.errors import Refused
from smartsupport.domain.participant import Participant
from smartsupport.domain.period import FiscalYear
from smartsupport.domain.retention import Kept, months_before
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Standing, Supporter
from smartsupport.domain.venue import Venue
from smartsupport.services import people, records, retention
from smartsupport.services.office import Office
from tests.paper.seen import text
from tests.services import given
from tests.services.given import DAY, Reception
from tests.stores import HeldClock


def due(office: Office, kind: Kept) -> list[UUID]:
    found = next(d for d in retention.due(office) if d.kind is kind)
    return [line.id for line in found.lines]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 8, 31), 6, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 12, 1), 60, date(2021, 12, 1)),
    ],
)
def test_months_before_a_day(day: date, months: int, expected: date) -> None:
    assert months_before(day, months) == expected


def test_a_participant_is_due_a_year_after_the_last_visit(
    office: Office, reception: Reception, morning: Session, clock: HeldClock
) -> None:
    came, never, anonymous = (
        given.participant(office, "ヤマダ"),
        given.participant(office, "スズキ"),
        given.participant(office, ""),
    )
    reception.admit(came, morning)
    reception.admit(anonymous, morning)
    clock.advance(days=364)
    assert due(office, Kept.PARTICIPANTS) == []
    clock.advance(days=3)
    assert set(due(office, Kept.PARTICIPANTS)) == {came.id, never.id}
    later = given.session(office, place(office, morning), day=DAY + timedelta(days=367))
    given.booked(office, came, later)
    assert due(office, Kept.PARTICIPANTS) == [never.id]


def place(office: Office, session: Session) -> Venue:
    with office.store.reading() as reading:
        return reading.get(Venue, session.venue_id)


def test_who_was_never_drawn_and_never_came_is_due_after_three_months(
    office: Office, reception: Reception, morning: Session, clock: HeldClock
) -> None:
    lost, drawn, came = (given.participant(office, kana) for kana in ("ア", "イ", "ウ"))
    given.booked(office, lost, morning, BookingState.NOT_DRAWN)
    given.booked(office, drawn, morning)
    given.booked(office, came, morning, BookingState.NOT_DRAWN)
    reception.admit(came, morning)
    clock.advance(days=92)
    assert due(office, Kept.APPLICANTS) == []
    clock.advance(days=3)
    assert due(office, Kept.APPLICANTS) == [lost.id]


def test_a_supporter_is_due_a_year_after_leaving(office: Office, clock: HeldClock) -> None:
    stays, goes = given.supporter(office, "ア"), given.supporter(office, "イ")
    clock.advance(days=100)
    records.change(office, goes, standing=Standing.LEFT)
    clock.advance(days=300)
    assert due(office, Kept.SUPPORTERS) == []
    clock.advance(days=100)
    assert due(office, Kept.SUPPORTERS) == [goes.id]
    retention.dispose(office, Kept.SUPPORTERS, [goes.id])
    assert people.ids(office, Supporter) == [stays.id]


def test_a_note_is_due_after_six_months_and_topics_stay(
    office: Office, morning: Session, clock: HeldClock
) -> None:
    person = given.participant(office, name="山田")
    talk = Consultation(
        id=UUID(int=7),
        session_id=morning.id,
        participant_id=person.id,
        topics=("line",),
        main_topic="line",
        note="孫の写真を送りたい",
    )
    records.add(office, talk)
    clock.advance(days=184)
    [line] = next(d for d in retention.due(office) if d.kind is Kept.NOTES).lines
    assert (line.id, line.name, line.since) == (talk.id, "山田", DAY)
    assert retention.dispose(office, Kept.NOTES, [talk.id]) == 1
    with office.store.reading() as reading:
        kept = reading.get(Consultation, talk.id)
        assert (kept.note, kept.topics, kept.participant_id) == ("", ("line",), person.id)
        assert reading.get(Participant, person.id).name == "山田"
    assert due(office, Kept.NOTES) == []


def test_remarks_on_hours_are_due_after_five_years(
    office: Office, reception: Reception, morning: Session, clock: HeldClock
) -> None:
    helper = given.supporter(office)
    given.placed(office, helper, morning)
    reception.arrive(helper)
    clock.advance(days=5 * 366)
    [event] = due(office, Kept.HOURS)
    retention.dispose(office, Kept.HOURS, [event])
    assert due(office, Kept.HOURS) == []
    assert len(people.visits_of(office, helper.id)) == 1


def test_what_came_to_life_again_since_it_was_shown_is_left_alone(
    office: Office, clock: HeldClock
) -> None:
    person = given.participant(office)
    clock.advance(days=400)
    shown = due(office, Kept.PARTICIPANTS)
    records.change(office, person, phone="03-1111-2222")
    assert retention.dispose(office, Kept.PARTICIPANTS, shown) == 0
    assert people.ids(office, Participant) == [person.id]
    assert retention.disposals(office) == []


def test_more_than_fifty_must_be_counted(office: Office, clock: HeldClock) -> None:
    for n in range(51):
        given.participant(office, f"ア{'ア' * n}")
    clock.advance(days=400)
    ids = due(office, Kept.PARTICIPANTS)
    for counted in (None, 50, 52):
        with pytest.raises(Refused, match="disposal_not_counted"):
            retention.dispose(office, Kept.PARTICIPANTS, ids, counted)
    assert len(people.ids(office, Participant)) == 51
    assert retention.dispose(office, Kept.PARTICIPANTS, ids, 51) == 51
    assert people.ids(office, Participant) == []
    assert due(office, Kept.PARTICIPANTS) == []


def test_many_go_in_parts_each_with_its_line(
    office: Office, clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    for n in range(5):
        given.participant(office, f"ア{'ア' * n}")
    clock.advance(days=400)
    retention.dispose(office, Kept.PARTICIPANTS, due(office, Kept.PARTICIPANTS))
    assert sorted(d.how_many for d in retention.disposals(office)) == [1, 2, 2]


def test_rules_are_provisional_until_somebody_confirms_them(office: Office) -> None:
    before = retention.rules(office)
    assert (before.notes, before.participants, before.confirmed) == (6, 12, False)
    now = retention.set_rules(office, before, notes=3, confirmed=True)
    assert retention.rules(office) == now
    assert (now.notes, now.participants, now.confirmed) == (3, 12, True)
    with pytest.raises(Refused, match="months_too_few"):
        retention.set_rules(office, now, participants=0)


def test_the_record_says_how_many_and_by_whom_but_never_who(
    office: Office, clock: HeldClock
) -> None:
    with pytest.raises(Refused, match="nothing_disposed"):
        retention.record(office, retention.this_year(office))
    given.participant(office, "カナリア", name="金糸雀鳥子")
    clock.advance(days=400)
    retention.dispose(office, Kept.PARTICIPANTS, due(office, Kept.PARTICIPANTS))
    paper = retention.record(office, FiscalYear(2027))
    said = text(paper.content)
    for words in ("Participants who no longer come", "Kept for 12 months", "担当", "In charge"):
        assert words in said.replace("\n", " ")
    assert "カナリア" not in said
    assert "金糸雀" not in said + paper.name
