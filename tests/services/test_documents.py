"""Every document of a session, read back; the same figures on each."""

from pathlib import Path

import pytest

from smartsupport.codes.recovery import new_code, read_code
from smartsupport.domain.consultation import Consultation, Outcome
from smartsupport.domain.errors import NotFound, Refused
from smartsupport.domain.hours import HoursSheet
from smartsupport.domain.period import Month
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Role
from smartsupport.services import cards, consultations, documents, hours, hours_files, placements
from smartsupport.services.files import codes_in, save
from smartsupport.services.office import Office
from tests.paper.seen import text
from tests.services import given
from tests.services.given import Reception, at
from tests.stores import HeldClock


@pytest.fixture
def lived(
    office: Office, clock: HeldClock, reception: Reception, morning: Session, afternoon: Session
) -> Session:
    """A morning with two booked (one came), a walk-in, a supporter and one record."""
    helper = given.supporter(office, "スズキ イチロウ", name="鈴木 一郎", phone="03-0000-0001")
    given.placed(office, helper, morning)
    came = given.participant(office, "ヤマダ ハナコ", name="山田 花子")
    absent = given.participant(office, "タカサキ", name="髙﨑 𠮷江")
    for person in (came, absent):
        given.booked(office, person, morning)
    reception.arrive(helper)
    reception.arrive(came)
    reception.walk_in(morning, "トビイリ")
    consultations.record(
        office,
        Consultation(
            id=office.new_id(),
            session_id=morning.id,
            participant_id=came.id,
            main_topic="line",
            outcome=Outcome.SOLVED,
        ),
    )
    clock.now = at("12:15")
    reception.leave(helper)
    return morning


def _text(office: Office, code: str, session: Session) -> str:
    return text(documents.of_session(office, code, session.id).content)


def test_every_document_is_a_pdf_named_after_its_day_and_venue(
    office: Office, lived: Session
) -> None:
    for document in documents.SESSION_DOCUMENTS:
        paper = documents.of_session(office, document.code, lived.id)
        assert paper.content.startswith(b"%PDF")
        assert paper.name == f"2026-10-03_{document.title}_中央会館.pdf"
        assert documents.of_session(office, document.code, lived.id) == paper


def test_the_reception_list_names_who_is_expected(office: Office, lived: Session) -> None:
    found = _text(office, "reception-list", lived)
    for name in ("山田 花子", "髙﨑 𠮷江", "鈴木 一郎"):
        assert name in found
    assert "10:00" in found
    assert "13:30" in found


def test_the_placement_sheet_has_a_line_for_each_place(office: Office, lived: Session) -> None:
    found = _text(office, "placement-sheet", lived)
    assert "鈴木 一郎" in found
    assert "03-0000-0001" in found
    spare = given.supporter(office, "ヨビ", name="予備 次郎")
    placements.place(office, lived.id, spare.id, Role.LECTURER)
    assert "予備 次郎" in _text(office, "placement-sheet", lived)


def test_the_reports_say_who_came(office: Office, lived: Session) -> None:
    report = _text(office, "session-report", lived)
    assert "LINE" in report
    assert "2:45" in report
    attendance = _text(office, "attendance-report", lived)
    assert "山田 花子" in attendance


def test_a_name_that_no_file_system_takes(office: Office) -> None:
    where = given.venue(office, 'A/B:"会館"\\?*<|>')
    paper = documents.of_session(office, "reception-list", given.session(office, where).id)
    assert paper.name == "2026-10-03_Reception list_A_B__会館_______.pdf"


def test_what_there_is_not(office: Office, morning: Session) -> None:
    with pytest.raises(Refused, match="document_unknown"):
        documents.of_session(office, "menu", morning.id)
    with pytest.raises(NotFound, match="session_not_found"):
        documents.of_session(office, "session-report", office.new_id())


def test_cards_are_read_back_from_the_printed_sheet(office: Office, tmp_path: Path) -> None:
    people = [given.participant(office, f"ヒト{n}").id for n in range(3)]
    issued = [*cards.for_people(office, people), *cards.blank(office, 9)]
    sheet = documents.card_sheet(office, issued, used=2)
    path = save(tmp_path / "new" / "cards.pdf", sheet)
    assert codes_in(path) == [one.code for one in issued]


def test_a_recovery_sheet_opens_what_it_was_made_for(office: Office, tmp_path: Path) -> None:
    code = new_code()
    paper = documents.recovery_paper(office, code)
    [scanned] = codes_in(save(tmp_path / paper.name, paper.content))
    shown = text(paper.content)
    assert read_code(scanned) == code.secret
    assert office.workspace().name in shown
    for n, (left, right) in enumerate(code.rows, 1):
        assert " ".join((str(n), *left, *right)) in shown


def test_a_months_hours_in_every_format(office: Office, lived: Session, tmp_path: Path) -> None:
    sheet: HoursSheet = hours.of_month(office, Month.of(lived.day))
    saved = hours_files.hours_files(office, sheet, tmp_path)
    assert [p.suffix for p in saved] == [".xlsx", ".csv", ".pdf"]
    assert all(p.stat().st_size for p in saved)
    assert "鈴木 一郎" in text(saved[2].read_bytes())
    assert "鈴木 一郎" in saved[1].read_text("utf-8-sig")
    with pytest.raises(Refused, match="format_unknown"):
        hours_files.hours_bytes(office, sheet, "doc")
