"""相談記録: keyed live or from paper, the same record either way."""

from dataclasses import replace
from uuid import UUID

from smartsupport.domain.consultation import Choice, Consultation
from smartsupport.domain.door import DoorEvent, visits_from
from smartsupport.domain.errors import Refused
from smartsupport.domain.session import Session
from smartsupport.domain.text import folded
from smartsupport.services.defaults import REFERRALS, TOPICS
from smartsupport.services.office import Office
from smartsupport.services.records import add_in, change_in
from smartsupport.storage.queries import same
from smartsupport.storage.unit_of_work import Reading


def choices(office: Office, list_name: str) -> list[Choice]:
    """The entries of a list (`TOPICS`, `REFERRALS`) in their order, retired ones left out."""
    with office.desk_store.reading() as reading:
        return choices_in(reading, list_name)


def choices_in(reading: Reading, list_name: str, *, retired: bool = False) -> list[Choice]:
    """`choices` inside a snapshot; with `retired` ones for reports of older records."""
    found = [c for c in reading.find(Choice, list_name=list_name) if retired or not c.retired]
    return sorted(found, key=lambda c: (c.position, c.code))


def record(office: Office, consultation: Consultation) -> Consultation:
    """Store a consultation. `main_topic` joins `topics` if it is not among them.

    Raises Refused("topic_unknown"), Refused("referral_unknown"), NotFound("session_not_found").
    """
    with office.desk_store.transaction() as work:
        work.get(Session, consultation.session_id)
        return add_in(work, _checked(work, consultation))


def change(office: Office, before: Consultation, **values: object) -> Consultation:
    """Change a record as it was read."""
    with office.desk_store.transaction() as work:
        after = _checked(work, replace(before, **values))  # type: ignore[arg-type]
        names = {*values, "topics", "main_topic"}
        return change_in(work, before, **{name: getattr(after, name) for name in names})


def of_session(office: Office, session_id: UUID) -> list[Consultation]:
    """Every record of a session."""
    with office.desk_store.reading() as reading:
        return reading.find(Consultation, session_id=session_id)


def by_number(office: Office, session_id: UUID, number: str) -> UUID:
    """Who carries a 受付番号 at a session. Raises Refused("number_unknown")."""
    wanted = folded(number).upper().strip()
    with office.desk_store.reading() as reading:
        events = same.as_one(reading, reading.find(DoorEvent, session_id=session_id))
    visits = visits_from(events)
    for visit in visits:
        if wanted in visit.numbers:
            return visit.person_id
    raise Refused("number_unknown", number=number)


def _checked(reading: Reading, consultation: Consultation) -> Consultation:
    topics = {c.code for c in choices_in(reading, TOPICS, retired=True)}
    referrals = {c.code for c in choices_in(reading, REFERRALS, retired=True)}
    main = consultation.main_topic
    asked = consultation.topics
    if main and main not in asked:
        asked = (*asked, main)
    for code in asked:
        if code not in topics:
            raise Refused("topic_unknown", choice=code)
    for code in consultation.referrals:
        if code not in referrals:
            raise Refused("referral_unknown", choice=code)
    return replace(consultation, topics=asked)
