from dataclasses import replace

from smartsupport.domain.door import DoorEvent
from smartsupport.domain.session import Session
from smartsupport.services import cards, consultations, desk_people
from smartsupport.services.office import Office
from tests.services.given import Reception, booked, card_of, participant, supporter
from tests.stores import HeldClock


def test_todays_people_are_told_from_others_of_the_register(
    office: Office, reception: Reception, morning: Session
) -> None:
    here = participant(office, "ヤマダ ハナコ")
    booked(office, here, morning)
    other = participant(office, "ヤマモト ケン")
    helper = supporter(office, "ヤマシタ リョウ")
    found = desk_people.find(office, "やま", reception.view.lines)

    assert found.here == {here.id}
    assert [p.id for p in found.others] == [other.id, helper.id]


def test_a_number_of_today_means_its_bearer_alone(
    office: Office, reception: Reception, morning: Session
) -> None:
    first, second = participant(office, "ヤマダ"), participant(office, "サトウ", phone="03-1")
    for person in (first, second):
        booked(office, person, morning)
        reception.arrive(person)

    assert desk_people.find(office, " １ ", reception.view.lines).here == {first.id}
    assert desk_people.find(office, "3", reception.view.lines).here == {second.id}
    assert desk_people.find(office, "  ", reception.view.lines) == desk_people.Found(
        here=frozenset()
    )


def test_either_number_of_somebody_received_at_two_desks_finds_them(
    office: Office, reception: Reception, morning: Session
) -> None:
    person = participant(office, "ウエノ")
    booked(office, person, morning)
    reception.arrive(person)
    with office.store.transaction() as work:
        [here] = work.find(DoorEvent, person_id=person.id)
        work.add(replace(here, id=office.new_id(), number=4, letter="B"))

    lines = reception.view.lines
    assert {line.number for line in lines if line.person_id == person.id} <= {"1・B4", "B4・1"}
    for number in ("1", "B4", "b4"):
        assert desk_people.find(office, number, lines).here == {person.id}
        assert consultations.by_number(office, morning.id, number) == person.id


def test_todays_people_are_found_however_many_others_match(
    office: Office, reception: Reception, morning: Session
) -> None:
    for _n in range(30):
        participant(office, "アベ ヤヨイ")
    last = participant(office, "ワタベ ヤスオ")
    booked(office, last, morning)
    found = desk_people.find(office, "べ や", reception.view.lines)

    assert found.here == {last.id}
    assert len(found.others) == desk_people.MOST_OTHERS


def test_who_came_last_without_a_card_is_asked_first(
    office: Office, reception: Reception, morning: Session, clock: HeldClock
) -> None:
    carded = participant(office, "アベ")
    expected, early, late = (participant(office, kana) for kana in ("イトウ", "ウエダ", "エノキ"))
    for person in (carded, expected, early, late):
        booked(office, person, morning)
    card_of(office, carded)
    for person in (carded, late, early):  # not in the order of their readings
        reception.arrive(person)
        clock.advance(minutes=1)
    lost = participant(office, "オオタ")
    booked(office, lost, morning)
    code = card_of(office, lost)
    cards.reissue(office, lost.id)
    reception.arrive(supporter(office))
    place = reception.desk
    asked = desk_people.without_card(office, place.venue_id, place.day)

    assert code
    assert [line.person_id for line in asked] == [early.id, late.id, expected.id]
