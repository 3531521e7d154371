"""Every document: what it is called, and its bytes. What it says is `paper_content`'s work.

Content is read in one snapshot; drawing happens outside any transaction. The libraries that draw
load at first use, so that a window that prints nothing never pays for them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from smartsupport.codes.recovery import Code
from smartsupport.domain.errors import Refused
from smartsupport.domain.hours import HoursSheet
from smartsupport.domain.journal import Deed
from smartsupport.domain.session import Session
from smartsupport.i18n import N_, _
from smartsupport.paper import (
    attendance_report,
    cards,
    consultation_slip,
    hours_sheet,
    placement_sheet,
    reception_list,
    recovery_sheet,
    session_report,
)
from smartsupport.services import journal, paper_content
from smartsupport.services.cards import Issued
from smartsupport.services.office import Office
from smartsupport.services.paper_content import Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document of one session: its name on the command line, its title, and how it is made."""

    code: str
    title: str
    content: Callable[[Asked], Any]
    render: Callable[[Any], bytes]
    names: Callable[[Any], int]
    """How many people the content names."""


SESSION_DOCUMENTS: tuple[Document, ...] = (
    Document(
        code="reception-list",
        title=N_("Reception list"),
        content=paper_content.reception_list,
        render=reception_list.render,
        names=lambda found: len(found.expected) + len(found.supporters),
    ),
    Document(
        code="placement-sheet",
        title=N_("Placement sheet"),
        content=paper_content.placement_sheet,
        render=placement_sheet.render,
        names=lambda found: sum(bool(place.name or place.kana) for place in found.places),
    ),
    Document(
        code="consultation-slip",
        title=N_("Consultation slip"),
        content=paper_content.consultation_slip,
        render=consultation_slip.render,
        names=lambda _nobody: 0,
    ),
    Document(
        code="session-report",
        title=N_("Session report"),
        content=paper_content.session_report,
        render=session_report.render,
        names=lambda found: len(found.figures.helpers),
    ),
    Document(
        code="attendance-report",
        title=N_("Attendance report"),
        content=paper_content.attendance_report,
        render=attendance_report.render,
        names=lambda found: len(found.figures.attendees),
    ),
)
"""The documents of one session, in the order of its day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document as bytes, and what its file would be called: never after a person."""

    content: bytes
    name: str


def of_session(office: Office, code: str, session_id: UUID, *, again: bool = False) -> Paper:
    """One of `SESSION_DOCUMENTS` for a session; noted in the journal.

    `again` draws what somebody has before them already and has changed: that is no second making.
    Raises Refused("document_unknown") and NotFound("session_not_found").
    """
    document = next((d for d in SESSION_DOCUMENTS if d.code == code), None)
    if document is None:
        known = ", ".join(d.code for d in SESSION_DOCUMENTS)
        raise Refused("document_unknown", value=code, known=known)
    with office.store.reading() as reading:
        session = reading.get(Session, session_id)
        asked = Asked(office=office, reading=reading, session=session)
        venue, content = asked.venue.name, document.content(asked)
    drawn = document.render(content)
    if not again:
        count = document.names(content)
        journal.note(office, Deed.DOCUMENT_MADE, document=code, count=count, about=session_id)
    return Paper(
        content=drawn,
        name=file_name(f"{session.day}_{_(document.title)}_{venue}.pdf"),
    )


def card_sheet(office: Office, issued: Sequence[Issued], *, used: int = 0) -> bytes:
    """Cards to print; `used` places of the first sheet stay empty."""
    with office.store.reading() as reading:
        made = paper_content.issue(office, reading)
    faces = tuple(paper_content.card_face(one) for one in issued)
    return cards.render(cards.CardSheet(faces=faces, issue=made, used=used))


def recovery_paper(office: Office, code: Code) -> Paper:
    """回復キー用紙 of this register, made by who sits here."""
    with office.store.reading() as reading:
        content = paper_content.recovery_sheet(office, reading, code)
    title = _("Recovery sheet")
    return Paper(
        content=recovery_sheet.render(content), name=file_name(f"{title}_{content.register}.pdf")
    )


def hours_paper(sheet: HoursSheet) -> bytes:
    """サポーター活動時間 as a PDF."""
    return hours_sheet.render(sheet)


def hours_name(sheet: HoursSheet, ending: str) -> str:
    """What a month's hours are called as a file; `ending` without the dot."""
    return file_name(f"{sheet.month}_{_('Supporters hours')}_{sheet.workspace}.{ending}")


def file_name(text: str) -> str:
    """`text` without what a file system would not take, on Windows too."""
    return "".join("_" if c in '\\/:*?"<>|' or ord(c) < 32 else c for c in text)
