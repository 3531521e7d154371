"""相談記録: with the lists' own words only, found by 受付番号."""

from uuid import uuid4

import pytest

from smartsupport.domain.consultation import Consultation, Outcome
from smartsupport.domain.errors import NotFound, Refused
from smartsupport.domain.session import Session
from smartsupport.services import consultations, figures, records
from smartsupport.services.defaults import REFERRALS, TOPICS
from smartsupport.services.office import Office
from tests.services.given import Reception


def _record(session: Session, **more: object) -> Consultation:
    return Consultation(id=uuid4(), session_id=session.id, **more)


def test_the_main_topic_is_one_of_the_topics(office: Office, morning: Session) -> None:
    stored = consultations.record(
        office,
        _record(morning, topics=("mail",), main_topic="line", outcome=Outcome.SOLVED),
    )
    assert stored.topics == ("mail", "line")
    changed = consultations.change(office, stored, main_topic="camera", note="　地図も　")
    assert (changed.topics, changed.main_topic, changed.note) == (
        ("mail", "line", "camera"),
        "camera",
        "地図も",
    )
    assert consultations.of_session(office, morning.id) == [changed]
    counted = {t.code: (t.asked, t.main) for t in figures.of_session(office, morning.id).topics}
    assert counted["camera"] == (1, 1)
    assert counted["mail"] == (1, 0)


def test_only_what_stands_in_the_lists(office: Office, morning: Session) -> None:
    with pytest.raises(Refused, match="topic_unknown"):
        consultations.record(office, _record(morning, topics=("cooking",)))
    with pytest.raises(Refused, match="topic_unknown"):
        consultations.record(office, _record(morning, main_topic="cooking"))
    with pytest.raises(Refused, match="referral_unknown"):
        consultations.record(office, _record(morning, referrals=("moon",)))
    with pytest.raises(NotFound, match="session_not_found"):
        consultations.record(office, Consultation(id=uuid4(), session_id=uuid4()))
    assert consultations.of_session(office, morning.id) == []


def test_a_retired_topic_is_not_offered_and_stays_in_older_records(
    office: Office, morning: Session
) -> None:
    line = next(c for c in consultations.choices(office, TOPICS) if c.code == "line")
    stored = consultations.record(office, _record(morning, topics=("line",)))
    records.change(office, line, retired=True)
    assert "line" not in [c.code for c in consultations.choices(office, TOPICS)]
    assert consultations.change(office, stored, minutes=20).topics == ("line",)


def test_the_lists_stand_in_the_order_of_their_keys(office: Office) -> None:
    topics = consultations.choices(office, TOPICS)
    assert "".join(c.key for c in topics) == "1234567890QWERTYUIOP"
    assert [c.key for c in consultations.choices(office, REFERRALS)] == list("123456789")


def test_a_slip_is_keyed_by_its_number(
    office: Office, reception: Reception, morning: Session
) -> None:
    came = reception.walk_in(morning, "タナカ")
    assert consultations.by_number(office, morning.id, " 1 ") == came.person_id
    assert consultations.by_number(office, morning.id, "１") == came.person_id
    with pytest.raises(Refused, match="number_unknown"):
        consultations.by_number(office, morning.id, "2")
    reception.undo()
    with pytest.raises(Refused, match="number_unknown"):
        consultations.by_number(office, morning.id, "1")
