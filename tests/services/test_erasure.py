"""Erasing one person, and what the desk, the lists and the figures say afterwards."""

from datetime import timedelta
from uuid import uuid4

import pytest

from smartsupport.domain.booking import Booking, BookingState
from smartsupport.domain.desk import Result
from smartsupport.domain.erasure import Level
from smartsupport.domain.errors import NotFound, Refused
from smartsupport.domain.participant import AgeBand, Participant
from smartsupport.domain.placement import Placement, PlacementState
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.venue import Venue
from smartsupport.services import (
    erasure,
    figures,
    journal,
    lock,
    people,
    reception_mode,
    retention,
)
from smartsupport.services.office import Office
from smartsupport.storage.journal import Wanted
from tests.services import given
from tests.services.given import DAY, Reception
from tests.stores import HeldClock

WHY = "ご本人の申し出"


def erased(office: Office, person: Participant | Supporter, level: Level = Level.IDENTITY) -> None:
    erasure.erase(office, [person.id], level, WHY)


def test_a_card_of_somebody_erased_says_so_and_nothing_else(
    office: Office, reception: Reception, morning: Session
) -> None:
    person = given.participant(office)
    given.booked(office, person, morning)
    code = given.card_of(office, person)
    erased(office, person)
    answer = reception.scan(code)
    assert (answer.result, answer.code, answer.called, answer.person_id) == (
        Result.ERASED,
        code,
        "",
        None,
    )
    assert not reception.parked


def test_after_an_erasure_of_everything_the_card_is_not_known(
    office: Office, reception: Reception
) -> None:
    person = given.participant(office)
    code = given.card_of(office, person)
    erased(office, person, Level.ALL)
    assert reception.scan(code).result is Result.UNKNOWN


def test_figures_of_a_session_stay_the_same_without_a_name(
    office: Office, reception: Reception, morning: Session
) -> None:
    person = given.participant(office, age_band=AgeBand.FROM_70)
    given.booked(office, person, morning)
    reception.arrive(person)
    before = figures.of_session(office, morning.id)
    erased(office, person)
    after = figures.of_session(office, morning.id)
    assert (after.attendances, after.people, after.first_visits, after.aged_65) == (
        before.attendances,
        before.people,
        before.first_visits,
        before.aged_65,
    )
    assert [(a.name, a.kana) for a in after.attendees] == [("", "")]


def test_a_second_visit_stays_a_second_visit(
    office: Office, reception: Reception, morning: Session, clock: HeldClock
) -> None:
    """初参加 stays true: an unnamed pseudonym remains."""
    person = given.participant(office)
    reception.admit(person, morning)
    week_later = DAY + timedelta(days=7)
    with office.store.reading() as reading:
        hall = reading.get(Venue, morning.venue_id)
    again = given.session(office, hall, day=week_later)
    clock.advance(days=7)
    Reception(office, hall, clock, week_later).admit(person, again)
    erased(office, person)
    assert figures.of_session(office, morning.id).first_visits == 1
    assert figures.of_session(office, again.id).first_visits == 0


def test_no_list_and_no_search_finds_them(office: Office) -> None:
    goes, stays = given.participant(office, "カナリア"), given.participant(office, "ヤマダ")
    helper = given.supporter(office, "カナリア")
    erased(office, goes)
    erased(office, helper)
    assert people.ids(office, Participant) == [stays.id]
    assert people.ids(office, Participant, "カナリア") == []
    assert people.ids(office, Supporter) == []


def test_places_they_held_become_free(office: Office, morning: Session) -> None:
    person, helper = given.participant(office), given.supporter(office)
    booking = given.booked(office, person, morning)
    placement = given.placed(office, helper, morning)
    erased(office, person)
    erased(office, helper)
    with office.store.reading() as reading:
        assert reading.get(Booking, booking.id).state is BookingState.CANCELLED
        assert reading.get(Placement, placement.id).state is PlacementState.CANCELLED


def test_a_place_of_the_past_stays_as_it_was(
    office: Office, morning: Session, clock: HeldClock
) -> None:
    person = given.participant(office)
    booking = given.booked(office, person, morning)
    clock.advance(days=1)
    erased(office, person)
    with office.store.reading() as reading:
        assert reading.get(Booking, booking.id).state is BookingState.CONFIRMED


def test_what_would_be_lost_is_told_first(
    office: Office, reception: Reception, morning: Session
) -> None:
    person = given.participant(office)
    given.booked(office, person, morning)
    reception.arrive(person)
    found = erasure.held(office, person.id)
    assert found.rows == {"participant": 1, "booking": 1, "door_event": 1}
    assert found.erased is None
    erased(office, person)
    assert erasure.held(office, person.id).erased is Level.IDENTITY


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("", "reason_required"),
        ("  ", "reason_required"),
        ("山田花子さんの申し出", "reason_names_person"),
        ("花子さんの申し出", "reason_names_person"),
        ("やまだ様より電話", "reason_names_person"),
        ("ﾔﾏﾀﾞ様より", "reason_names_person"),
        ("０３３３３３４４４４に連絡済", "reason_names_person"),
        ("a\x00b", "text_not_storable"),
    ],
)
def test_a_reason_is_needed_and_must_not_say_who(office: Office, reason: str, code: str) -> None:
    person = given.participant(office, "ヤマダ ハナコ", name="山田 花子", phone="03-3333-4444")
    with pytest.raises(Refused) as refused:
        erasure.erase(office, [person.id], Level.ALL, reason)
    assert refused.value.code == code
    assert people.ids(office, Participant) == [person.id]


def test_who_is_not_there_or_erased_already_is_refused(office: Office) -> None:
    with pytest.raises(NotFound, match="person_not_found"):
        erasure.erase(office, [uuid4()], Level.ALL, WHY)
    person = given.participant(office)
    erased(office, person)
    with pytest.raises(Refused, match="person_erased"):
        erased(office, person)
    erased(office, person, Level.ALL)
    for level in Level:
        with pytest.raises(Refused, match="person_erased"):
            erased(office, person, level)


def test_every_id_of_one_person_goes_together(office: Office) -> None:
    twins = [given.participant(office) for _ in range(2)]
    erasure.erase(office, [t.id for t in twins], Level.IDENTITY, WHY)
    assert people.ids(office, Participant) == []
    [line] = retention.disposals(office)
    assert (line.kind, line.how_many, line.by, line.reason) == ("on_request", 1, "担当", WHY)


def test_it_stands_in_the_journal_without_a_name(office: Office) -> None:
    erased(office, given.participant(office))
    lines = journal.lines(office, journal.ids(office, Wanted()))
    latest = next(iter(lines.values())).entry
    assert (latest.deed, latest.count) == ("erased", 1)


def test_sweeping_is_done_once(office: Office) -> None:
    assert not erasure.sweep(office)
    erased(office, given.participant(office))
    assert erasure.sweep(office)
    assert not erasure.sweep(office)


def test_a_supporter_who_stood_at_the_desk_has_no_name_in_the_journal(
    office: Office, morning: Session
) -> None:
    helper = given.supporter(office, "タカハシ メグミ")
    given.placed(office, helper, morning)
    [known] = reception_mode.volunteers(office, morning.venue_id, morning.day)
    at_desk = reception_mode.begin(office, known)
    lock.lock(at_desk)
    back = reception_mode.end(at_desk, "")
    assert known.name in journal.people(back)
    erased(back, helper)
    assert journal.people(back) == ["", back.person]
