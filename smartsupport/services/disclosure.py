"""本人への開示: everything that is held of one person, as a readable PDF or as JSON."""

from dataclasses import fields
from typing import Any
from uuid import UUID

import msgspec

from smartsupport.clock import TOKYO
from smartsupport.domain.account import Account
from smartsupport.domain.consultation import Choice
from smartsupport.domain.erasure import Level
from smartsupport.domain.errors import Refused
from smartsupport.domain.journal import Deed
from smartsupport.domain.participant import Participant
from smartsupport.domain.person import shown_name
from smartsupport.domain.retention import Kept
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import STRENGTHS
from smartsupport.domain.words import strength_word
from smartsupport.i18n import _
from smartsupport.paper import dates
from smartsupport.paper import disclosure as paper
from smartsupport.services import paper_content
from smartsupport.services.documents import Paper, file_name
from smartsupport.services.erasure import Person, find
from smartsupport.services.journal import note
from smartsupport.services.office import Office
from smartsupport.services.retention import rules_in
from smartsupport.storage.queries import about, erased, same
from smartsupport.storage.unit_of_work import Reading

FORMATS = ("pdf", "json")


def of_person(office: Office, person_id: UUID, format: str = "pdf") -> Paper:
    """What is held of somebody, why, since when, and who changed it.

    Raises NotFound("person_not_found"), Refused("person_erased") and Refused("format_unknown").
    """
    if format not in FORMATS:
        raise Refused("format_unknown", value=format, known=", ".join(FORMATS))
    with office.store.reading() as reading:
        person = find(reading, person_id)
        if erased.levels(reading, [person_id]).get(person_id) is Level.ALL:
            raise Refused("person_erased")
        made = _json if format == "json" else _pdf
        content = made(office, reading, person)
    note(office, Deed.DISCLOSED, document="disclosure", count=1)
    # Never after a person: file names are seen by everybody who passes by.
    day = office.clock().astimezone(TOKYO).date()
    return Paper(content=content, name=file_name(f"{day}_{_('Disclosure')}.{format}"))


def _json(office: Office, reading: Reading, person: Person) -> bytes:
    found = {
        "of": person.id,
        "made_at": office.clock(),
        "made_by": office.person,
        "records": {
            table: [_plain(r) for r in records] for table, records in _records(reading, person)
        },
        "changes": _changes(reading, person),
    }
    return msgspec.json.format(msgspec.json.encode(found), indent=1)


def _records(reading: Reading, person: Person) -> list[tuple[str, list[Any]]]:
    found: dict[str, list[Any]] = {}
    for entry in same.entries(reading, person.id):
        for table, rows in about.records(reading, entry).items():
            found.setdefault(table, []).extend(rows)
    return [(table, rows) for table, rows in found.items() if _is_theirs(table, person)]


def _changes(reading: Reading, person: Person) -> list[about.Written]:
    entries = same.entries(reading, person.id)
    wrote = [w for entry in entries for w in about.writings(reading, entry)]
    return sorted((w for w in wrote if _is_theirs(w.table, person)), key=lambda written: written.at)


def _is_theirs(table: str, person: Person) -> bool:
    """A consultation names its supporter, but is the participant's affair."""
    return table != CONSULTATIONS or isinstance(person, Participant)


CONSULTATIONS = "consultation"


def _plain(record: Any) -> dict[str, Any]:
    return {f.name: getattr(record, f.name) for f in fields(record) if f.name != "seen"}


def _pdf(office: Office, reading: Reading, person: Person) -> bytes:
    kind = Kept.PARTICIPANTS if isinstance(person, Participant) else Kept.SUPPORTERS
    records = dict(_records(reading, person))
    names = {a.id: a.name for a in reading.find(Account)}
    changes = tuple(
        paper.Change(
            at=w.at,
            by=names.get(w.by, "") if w.by else "",
            table=w.table,
            columns=tuple(w.values),
        )
        for w in _changes(reading, person)
    )
    return paper.render(
        paper.Disclosure(
            issue=paper_content.issue(office, reading),
            name=shown_name(person),
            records=records,
            named=_named(reading, records),
            months=rules_in(office, reading).months(kind),
            changes=changes,
        )
    )


def _named(reading: Reading, records: dict[str, list[Any]]) -> dict[Any, str]:
    """What sessions and entries of lists are called."""
    wanted = {r.session_id for some in records.values() for r in some if hasattr(r, "session_id")}
    named: dict[Any, str] = {
        s.id: f"{dates.day_text(s.day)} {s.title}".strip()
        for s in reading.find(Session, id=sorted(wanted))
    }
    named |= {c.code: c.name for c in reading.find(Choice)}
    return named | {code: strength_word(code) for code in STRENGTHS}
