"""Whatever shows, prints or gives away leaves exactly one line, and no line names anybody."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from smartsupport.codes.recovery import new_code
from smartsupport.domain.errors import Known
from smartsupport.domain.journal import Deed
from smartsupport.domain.journal_words import DOCUMENTS
from smartsupport.domain.participant import Participant
from smartsupport.domain.period import Month
from smartsupport.domain.session import Session
from smartsupport.services import (
    cards,
    documents,
    exports,
    handover,
    hours,
    hours_files,
    imports,
    journal,
    journal_files,
    recovery,
)
from smartsupport.services.imports import KINDS
from smartsupport.services.journal import Wanted
from smartsupport.services.office import Office
from tests.services import given
from tests.services.given import Reception

CANARY = "カナリア トリコ"

Leaves = Callable[[Office, Session], object]


def _people(office: Office) -> list[Participant]:
    with office.store.reading() as reading:
        return reading.find(Participant)


def _document(code: str) -> Leaves:
    return lambda office, session: documents.of_session(office, code, session.id)


def _export(kind: str) -> Leaves:
    return lambda office, _session: exports.export(office, kind, None, None)


def _hours(ending: str) -> Leaves:
    return lambda office, session: hours_files.hours_bytes(
        office, hours.of_month(office, Month.of(session.day)), ending
    )


def _journal(ending: str) -> Leaves:
    return lambda office, session: journal_files.month_bytes(office, Month.of(session.day), ending)


def _cards(office: Office, _session: Session) -> None:
    documents.card_sheet(office, cards.for_people(office, [p.id for p in _people(office)]))


def _blank(office: Office, _session: Session) -> None:
    documents.card_sheet(office, cards.blank(office, 10))


def _again(office: Office, _session: Session) -> None:
    documents.card_sheet(office, [cards.reissue(office, _people(office)[0].id)])


def _import(office: Office, _session: Session) -> None:
    found = imports.preview(office, "participants", "氏名,ふりがな\n山田 花子,やまだ はなこ\n")
    imports.accept(office, found)


def _problems(office: Office, _session: Session) -> None:
    found = imports.preview(office, "supporters", "氏名,電話\n,03-0000-0001\n")
    imports.problem_sheet(office, found, lambda problem: problem.code)


def _handover(office: Office, _session: Session) -> None:
    handover.sheet(office)


def _recovery_sheet(office: Office, _session: Session) -> None:
    recovery.make_sheet(office, new_code())


def _list(office: Office, _session: Session) -> None:
    journal.list_opened(office, "participants", 1)


MADE: dict[str, tuple[Deed, str, int]] = {
    "reception-list": (Deed.DOCUMENT_MADE, "reception-list", 2),
    "placement-sheet": (Deed.DOCUMENT_MADE, "placement-sheet", 1),
    "consultation-slip": (Deed.DOCUMENT_MADE, "consultation-slip", 0),
    "session-report": (Deed.DOCUMENT_MADE, "session-report", 1),
    "attendance-report": (Deed.DOCUMENT_MADE, "attendance-report", 1),
    "events": (Deed.EXPORTED, "events", 1),
    "hours.xlsx": (Deed.EXPORTED, "hours", 1),
    "hours.csv": (Deed.EXPORTED, "hours", 1),
    "hours.pdf": (Deed.EXPORTED, "hours", 1),
    "cards": (Deed.CARDS_ISSUED, "cards", 1),
    "blank cards": (Deed.CARDS_ISSUED, "cards", 10),
    "a card again": (Deed.CARDS_ISSUED, "cards", 1),
    "import": (Deed.IMPORTED, "participants", 1),
    "problems": (Deed.EXPORTED, "problems", 1),
    "list": (Deed.LIST_OPENED, "participants", 1),
    "recovery": (Deed.DOCUMENT_MADE, "recovery", 0),
    "handover-sheet": (Deed.DOCUMENT_MADE, "handover-sheet", 1),
    "journal.xlsx": (Deed.EXPORTED, "journal", 0),
    "journal.csv": (Deed.EXPORTED, "journal", 0),
}
"""What each leaves; whoever adds a document or an export says here what it notes."""

SERVICES: dict[str, Leaves] = {
    **{d.code: _document(d.code) for d in documents.SESSION_DOCUMENTS},
    **{kind: _export(kind) for kind in exports.EXPORTS},
    **{f"hours.{ending}": _hours(ending) for ending in hours_files.ENDINGS},
    "cards": _cards,
    "blank cards": _blank,
    "a card again": _again,
    "import": _import,
    "problems": _problems,
    "list": _list,
    "recovery": _recovery_sheet,
    "handover-sheet": _handover,
    **{f"journal.{ending}": _journal(ending) for ending in journal_files.ENDINGS},
}


@pytest.fixture
def lived(office: Office, reception: Reception, morning: Session) -> Session:
    """One participant with a name of her own is booked, one supporter has come."""
    given.booked(office, given.participant(office, CANARY, name="金糸雀 鳥子"), morning)
    helper = given.supporter(office, "スズキ イチロウ")
    given.placed(office, helper, morning)
    reception.arrive(helper)
    return morning


def test_what_is_noted_is_known_of_every_service() -> None:
    assert SERVICES.keys() == MADE.keys()


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_leaves_exactly_one_line(office: Office, lived: Session, name: str) -> None:
    SERVICES[name](office, lived)
    (found,) = journal.lines(office, journal.ids(office, Wanted())).values()
    line = found.entry
    assert (line.deed, line.document, line.count) == MADE[name]
    assert line.account == office.store.actor
    of_session = line.document in {d.code for d in documents.SESSION_DOCUMENTS}
    assert line.about == (lived.id if of_session else None)


@pytest.mark.parametrize("name", SERVICES)
def test_no_line_holds_a_name(office: Office, lived: Session, name: str) -> None:
    SERVICES[name](office, lived)
    with office.store.reading() as reading:
        rows = reading.connection.execute(text("SELECT * FROM journal")).all()
    assert rows
    people = {p.id.bytes for p in _people(office)}
    for value in (value for row in rows for value in row):
        assert value not in people
        assert not any(part in str(value) for part in ("カナリア", "金糸雀", "スズキ", "山田"))


def test_every_document_has_a_word() -> None:
    codes = {document for _, document, _ in MADE.values()} | {kind.code for kind in KINDS}
    assert codes <= DOCUMENTS.keys()


def test_what_is_only_drawn_again_or_fails_leaves_none(
    office: Office, lived: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents.of_session(office, "reception-list", lived.id, again=True)
    with pytest.raises(Known):
        documents.of_session(office, "reception-list", office.new_id())
    with pytest.raises(Known):
        cards.for_people(office, [office.new_id()])
    assert journal.ids(office, Wanted()) == []
