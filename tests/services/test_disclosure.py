"""What one person is told is held of them, and what an incident's report says of all."""

import json

import pytest

from smartsupport.domain.consultation import Consultation
from smartsupport.domain.erasure import Level
from smartsupport.domain.errors import NotFound, Refused
from smartsupport.domain.session import Session
from smartsupport.paper.disclosure import LABELS, TABLES, UNSAID
from smartsupport.services import disclosure, erasure, holdings, records
from smartsupport.services.office import Office
from smartsupport.storage.schema import SYNCED
from tests.paper.seen import blank_margins, collisions, text
from tests.services import given
from tests.services.given import Reception


def test_the_paper_says_everything_that_is_held_and_who_changed_it(
    office: Office, reception: Reception, morning: Session
) -> None:
    person = given.participant(office, "ヤマダ", name="山田", access_needs="筆談", note="左利き")
    given.booked(office, person, morning, reason="電話で")
    reception.arrive(person)
    talk = Consultation(
        id=office.new_id(), session_id=morning.id, participant_id=person.id, note="孫の写真"
    )
    records.add(office, talk)
    records.change(office, person, phone="03-1234-5678")
    paper = disclosure.of_person(office, person.id)
    said = text(paper.content).replace("\n", "")
    for words in ("山田", "ヤマダ", "筆談", "左利き", "電話で", "孫の写真", "03-1234-5678", "担当"):
        assert words in said, words
    assert "山田" not in paper.name
    assert collisions(paper.content) == []
    assert all(edge >= 9.5 for page in blank_margins(paper.content) for edge in page)


def test_the_json_has_every_record_and_every_change(office: Office, morning: Session) -> None:
    person = given.participant(office, name="山田")
    given.booked(office, person, morning)
    records.change(office, person, name="山口")
    found = json.loads(disclosure.of_person(office, person.id, "json").content)
    assert set(found["records"]) == {"participant", "booking"}
    assert found["records"]["participant"][0]["name"] == "山口"
    assert [c["values"]["name"] for c in found["changes"] if "name" in c["values"]] == [
        "山田",
        "山口",
    ]


def test_a_supporter_is_not_told_what_others_asked(office: Office, morning: Session) -> None:
    person, helper = given.participant(office), given.supporter(office)
    talk = Consultation(
        id=office.new_id(),
        session_id=morning.id,
        participant_id=person.id,
        supporter_id=helper.id,
        note="孫の写真",
    )
    records.add(office, talk)
    for format in disclosure.FORMATS:
        content = disclosure.of_person(office, helper.id, format).content
        said = text(content) if format == "pdf" else content.decode()
        assert "孫の写真" not in said


def test_only_who_is_there_is_disclosed_and_only_as_known_files(office: Office) -> None:
    person = given.participant(office)
    with pytest.raises(NotFound, match="person_not_found"):
        disclosure.of_person(office, office.new_id())
    with pytest.raises(Refused, match="format_unknown"):
        disclosure.of_person(office, person.id, "docx")
    erasure.erase(office, [person.id], Level.ALL, "申し出")
    with pytest.raises(NotFound, match="person_not_found"):
        disclosure.of_person(office, person.id)


@pytest.mark.parametrize("name", [n for n, t in SYNCED.items() if t.subjects])
def test_every_field_about_a_person_has_a_word_or_a_reason_for_none(name: str) -> None:
    assert name in TABLES
    columns = {c.name for c in SYNCED[name].columns}
    assert columns <= {*LABELS, *UNSAID}


def test_holdings_count_people_once_and_leave_out_the_erased(
    office: Office, reception: Reception, morning: Session
) -> None:
    stays = given.participant(office, "ア", phone="03-1111-2222", access_needs="車いす")
    goes = given.participant(office, "イ", access_needs="筆談")
    given.participant(office, "")
    given.supporter(office)
    reception.admit(stays, morning)
    erasure.erase(office, [goes.id], Level.IDENTITY, "申し出")
    found = holdings.of_register(office)
    assert (found.participants.people, found.participants.with_phone) == (1, 1)
    assert (found.participants.with_needs, found.supporters.people) == (1, 1)
    assert (found.visits, found.erased) == (1, 1)


def test_the_sheet_of_holdings_says_how_it_is_protected(office: Office) -> None:
    given.participant(office, "カナリア")
    paper = holdings.sheet(office)
    said = text(paper.content).replace("\n", " ")
    for words in ("Yes (AES-256)", "No password", "Not shared", "担当", "provisional"):
        assert words in said
    assert "カナリア" not in said
    assert collisions(paper.content) == []
