"""Adding, changing and removing: tidied, by each kind's rules, nothing taken that is needed."""

from uuid import uuid4

import pytest

from smartsupport.domain.consultation import Consultation
from smartsupport.domain.errors import Refused
from smartsupport.domain.participant import Participant
from smartsupport.domain.session import Session, SessionKind
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.venue import Venue
from smartsupport.services import calendar, consultations, records
from smartsupport.services.office import Office
from tests.services import given
from tests.services.given import Reception


def test_text_is_tidied_and_readings_become_katakana(office: Office) -> None:
    stored = records.add(office, Participant(id=uuid4(), name="　髙﨑 𠮷江 ", kana="たかさき　ﾖｼｴ"))
    assert (stored.name, stored.kana) == ("髙﨑 𠮷江", "タカサキ ヨシエ")
    assert records.change(office, stored, kana="たかさき").kana == "タカサキ"


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (Supporter(id=uuid4()), "kana_required"),
        (Supporter(id=uuid4(), kana="ア", monthly_cap=-1), "number_negative"),
        (Venue(id=uuid4(), name=" "), "name_required"),
        (Venue(id=uuid4(), name="会館", desks=-1), "number_negative"),
        (SessionKind(id=uuid4(), name=""), "name_required"),
        (Participant(id=uuid4(), note="\0"), "text_not_storable"),
    ],
)
def test_what_a_record_must_not_be(office: Office, record: object, code: str) -> None:
    with pytest.raises(Refused, match=code):
        records.add(office, record)


def test_a_rule_holds_for_changes_too_and_nothing_is_changed_then(
    office: Office, hall: Venue, morning: Session
) -> None:
    with pytest.raises(Refused, match="dismiss_before_end"):
        records.change(office, morning, end=given.at("13:00").time())
    with pytest.raises(Refused, match="venue_required"):
        records.change(office, morning, venue_id=uuid4())
    with pytest.raises(Refused, match="kind_required"):
        records.change(office, morning, kind_id=uuid4())
    line = calendar.line(office, morning.id)
    assert line and line.session == morning


def test_what_something_needs_is_not_removed(
    office: Office, reception: Reception, hall: Venue, morning: Session
) -> None:
    helper, guest = given.supporter(office), given.participant(office)
    given.placed(office, helper, morning)
    kind = next(k for k in calendar.kinds(office) if k.id == morning.kind_id)
    consultations.record(
        office, Consultation(id=uuid4(), session_id=morning.id, participant_id=guest.id)
    )
    for record, code in (
        (hall, "venue_in_use"),
        (kind, "kind_in_use"),
        (helper, "supporter_is_placed"),
        (guest, "person_has_consultations"),
    ):
        with pytest.raises(Refused, match=code):
            records.remove(office, record)
    reception.arrive(helper)
    reception.admit(guest, morning)
    for record, code in (
        (morning, "session_has_visits"),
        (helper, "person_has_visits"),
        (guest, "person_has_visits"),
    ):
        with pytest.raises(Refused, match=code):
            records.remove(office, record)


def test_what_nobody_needs_goes_and_can_come_back(office: Office) -> None:
    place = given.venue(office)
    records.remove(office, place)
    with office.store.reading() as reading:
        assert reading.find(Venue) == []
    assert records.restore(office, [place])[0].name == "中央会館"
    with office.store.reading() as reading:
        assert len(reading.find(Venue)) == 1


def test_a_reading_is_written_in_kana(office: Office) -> None:
    with pytest.raises(Refused, match="kana_not_readable"):
        records.add(office, Participant(id=office.new_id(), kana="山田"))
