"""Lists of people, saving what a form holds, and what a person's record tells."""

from dataclasses import replace
from datetime import date, time

import pytest

from smartsupport.domain.availability import Answer
from smartsupport.domain.card import Party
from smartsupport.domain.door import Direction, DoorEvent
from smartsupport.domain.errors import Refused
from smartsupport.domain.participant import Participant
from smartsupport.domain.session import Session, SessionKind
from smartsupport.domain.supporter import Standing, Supporter
from smartsupport.domain.venue import Venue
from smartsupport.services import people, records, venues
from smartsupport.services.office import Office


def add(office: Office, kana: str, **more: object) -> Supporter:
    return records.add(office, Supporter(id=office.new_id(), kana=kana, **more))  # type: ignore[arg-type]


def test_a_list_can_be_narrowed_and_the_index_follows_it(office: Office) -> None:
    add(office, "アベ")
    ito = add(office, "イトウ", standing=Standing.PAUSED)
    sato = add(office, "サトウ", standing=Standing.PAUSED)
    add(office, "タナカ")

    assert people.ids(office, Supporter, standing=Standing.PAUSED) == [ito.id, sato.id]
    assert people.index(office, Supporter) == {"ア": 0, "サ": 2, "タ": 3}
    assert people.index(office, Supporter, standing=Standing.PAUSED) == {"ア": 0, "サ": 1}
    assert people.index(office, Supporter, "sato") == {"サ": 0}
    assert people.index(office, Supporter, descending=True) == {"タ": 0, "サ": 1, "ア": 2}


def test_venues_to_complete_stand_apart(office: Office) -> None:
    records.add(office, Venue(id=office.new_id(), name="中野区役所", kana="ナカノクヤクショ"))
    half = records.add(office, Venue(id=office.new_id(), name="野方", to_complete=True))

    assert venues.ids(office, to_complete=True) == [half.id]
    assert people.index(office, Venue) == {"ナ": 0}


def test_a_person_and_their_week_are_saved_together_or_not_at_all(office: Office) -> None:
    draft = Supporter(id=office.new_id())

    with pytest.raises(Refused):
        people.save(office, draft, {"kana": ""}, {0: Answer.YES})
    assert people.week_of(office, draft.id).answers == {}

    saved = people.save(office, draft, {"kana": "やまだ"}, {0: Answer.YES})
    people.save(office, saved, {"phone": "03-1234-5678"}, {0: Answer.UNKNOWN, 2: Answer.NO})

    stored = people.rows(office, Supporter, [draft.id])[draft.id]
    assert (stored.kana, stored.phone) == ("ヤマダ", "03-1234-5678")
    assert people.week_of(office, draft.id).answers == {2: Answer.NO}


def test_what_was_removed_comes_back_whole(office: Office) -> None:
    person = add(office, "ヤマダ", phone="03-1234-5678")
    records.remove(office, person)
    assert people.ids(office, Supporter) == []

    (back,) = records.restore(office, [person])

    assert people.ids(office, Supporter) == [person.id]
    assert replace(back, seen=person.seen) == person


def test_a_record_tells_every_visit_the_latest_first(office: Office) -> None:
    venue = records.add(office, Venue(id=office.new_id(), name="中野区役所"))
    person = records.add(office, Participant(id=office.new_id(), kana="ヤマダ"))
    with office.store.transaction() as work:
        kind = work.find(SessionKind)[0]
        for day in (date(2026, 9, 5), date(2026, 10, 3)):
            session = work.add(
                Session(
                    id=office.new_id(),
                    venue_id=venue.id,
                    kind_id=kind.id,
                    day=day,
                    start=time(10),
                    end=time(12),
                    gather=time(9, 30),
                    dismiss=time(12, 15),
                    title="スマホ相談会",
                )
            )
            work.add(
                DoorEvent(
                    id=office.new_id(),
                    direction=Direction.IN,
                    party=Party.PARTICIPANT,
                    person_id=person.id,
                    session_id=session.id,
                    venue_id=venue.id,
                    day=day,
                    at=office.clock().replace(month=day.month, day=day.day),
                )
            )

    visits = people.visits_of(office, person.id)

    assert [v.day for v in visits] == [date(2026, 10, 3), date(2026, 9, 5)]
    assert (visits[0].session, visits[0].venue) == ("スマホ相談会", "中野区役所")
    assert visits[0].departure is None


def test_the_nameless_stand_last_whichever_way_the_list_runs(office: Office) -> None:
    nameless = records.add(office, Participant(id=office.new_id()))
    ito = records.add(office, Participant(id=office.new_id(), kana="イトウ"))
    ueda = records.add(office, Participant(id=office.new_id(), kana="ウエダ"))

    assert people.ids(office, Participant) == [ito.id, ueda.id, nameless.id]
    assert people.ids(office, Participant, descending=True) == [ueda.id, ito.id, nameless.id]
    assert people.index(office, Participant) == {"ア": 0}
