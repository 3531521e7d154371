"""Every document: what it needs, what it is called, and its bytes.

Content is read in one snapshot; drawing happens outside any transaction. Engines that draw load
at first use, so that a window that prints nothing never pays for them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from smartsupport.codes import draw
from smartsupport.codes.token import grouped
from smartsupport.domain.booking import Booking
from smartsupport.domain.card import Party
from smartsupport.domain.hours import HoursSheet
from smartsupport.domain.participant import Participant
from smartsupport.domain.placement import Placement
from smartsupport.domain.session import Session, SessionKind
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.venue import Venue
from smartsupport.i18n import N_, _
from smartsupport.paper import (
    attendance_report,
    cards,
    consultation_slip,
    hours_sheet,
    placement_sheet,
    reception_list,
    session_report,
)
from smartsupport.paper.cards import CardFace, CardSheet
from smartsupport.paper.frame import Issue
from smartsupport.paper.placement_sheet import Placed, PlacementSheet
from smartsupport.paper.reception_list import Expected, ExpectedSupporter, ReceptionList
from smartsupport.services import figures
from smartsupport.services.cards import Issued
from smartsupport.services.consultations import choices_in
from smartsupport.services.defaults import REFERRALS, TOPICS
from smartsupport.services.office import Office
from smartsupport.storage.unit_of_work import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document of one session: its name on the command line, its title, and how it is made."""

    code: str
    title: str
    render: Callable[[Office, UUID], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document as bytes, and what its file would be called: never after a person."""

    content: bytes
    name: str


def of_session(office: Office, code: str, session_id: UUID) -> Paper:
    """One of `SESSION_DOCUMENTS` for a session. Raises NotFound("session_not_found")."""
    document = next(d for d in SESSION_DOCUMENTS if d.code == code)
    with office.store.reading() as reading:
        session = reading.get(Session, session_id)
        venue = reading.get(Venue, session.venue_id)
    return Paper(
        content=document.render(office, session_id),
        name=_file_name(f"{session.day}_{_(document.title)}_{venue.name}.pdf"),
    )


def card_sheet(office: Office, issued: Sequence[Issued], *, used: int = 0) -> bytes:
    """Cards to print; `used` places of the first sheet stay empty."""
    return cards.render(
        CardSheet(faces=tuple(_face(i) for i in issued), issue=issue(office), used=used)
    )


def hours_paper(sheet: HoursSheet) -> bytes:
    """サポーター活動時間 as a PDF."""
    return hours_sheet.render(sheet)


def hours_name(sheet: HoursSheet, ending: str) -> str:
    """What a month's hours are called as a file; `ending` without the dot."""
    return _file_name(f"{sheet.month}_{_('Supporters hours')}_{sheet.workspace}.{ending}")


def issue(office: Office) -> Issue:
    """Who prints, when, and whether this is only practice."""
    workspace = office.workspace()
    return Issue(
        organiser=workspace.organiser or workspace.name,
        made_at=office.clock(),
        made_by=office.person,
        practice=workspace.practice,
    )


def _session_report(office: Office, session_id: UUID) -> bytes:
    workspace = office.workspace()
    return session_report.render(
        session_report.SessionReport(
            figures=figures.of_session(office, session_id),
            issue=issue(office),
            addressee=workspace.addressee,
            seals=(_("Head"), _("In charge")),
        )
    )


def _attendance_report(office: Office, session_id: UUID) -> bytes:
    return attendance_report.render(
        attendance_report.AttendanceReport(
            figures=figures.of_session(office, session_id), issue=issue(office)
        )
    )


def _reception_list(office: Office, session_id: UUID) -> bytes:
    with office.store.reading() as reading:
        session = reading.get(Session, session_id)
        content = reception_content(reading, issue(office), session.venue_id, session.day)
    return reception_list.render(content)


def reception_content(reading: Reading, made: Issue, venue_id: UUID, day: date) -> ReceptionList:
    """Who is expected at one venue on one day, in all its sessions."""
    venue = reading.get(Venue, venue_id)
    sessions = {
        s.id: s for s in reading.find(Session, venue_id=venue_id, day=day) if not s.cancelled
    }
    bookings = [b for b in reading.find(Booking, session_id=list(sessions)) if b.state.expected]
    people = {p.id: p for p in reading.find(Participant, id=[b.participant_id for b in bookings])}
    placements = [p for p in reading.find(Placement, session_id=list(sessions)) if p.state.fills]
    supporters = {s.id: s for s in reading.find(Supporter, id=[p.supporter_id for p in placements])}
    several = len(sessions) > 1
    return ReceptionList(
        issue=made,
        day=day,
        venue=venue.name,
        sessions=tuple(
            f"{s.start:%H:%M}–{s.end:%H:%M} {s.title}"
            for s in sorted(sessions.values(), key=lambda s: (s.start, s.title))
        ),
        expected=tuple(
            Expected(
                name=people[b.participant_id].name,
                kana=people[b.participant_id].kana,
                at=b.at,
                session=f"{sessions[b.session_id].start:%H:%M}" if several else "",
                companions=b.companions,
            )
            for b in bookings
            if b.participant_id in people
        ),
        supporters=tuple(
            ExpectedSupporter(
                name=supporters[p.supporter_id].name,
                kana=supporters[p.supporter_id].kana,
                role=p.role,
                gather=p.gather or sessions[p.session_id].gather,
                dismiss=p.dismiss or sessions[p.session_id].dismiss,
            )
            for p in placements
            if p.supporter_id in supporters
        ),
    )


def _consultation_slip(office: Office, session_id: UUID) -> bytes:
    with office.store.reading() as reading:
        session = reading.get(Session, session_id)
        expected = sum(b.state.expected for b in reading.find(Booking, session_id=session_id))
        content = consultation_slip.ConsultationSlip(
            issue=issue(office),
            topics=tuple(choices_in(reading, TOPICS)),
            referrals=tuple(choices_in(reading, REFERRALS)),
            day=session.day,
            venue=reading.get(Venue, session.venue_id).name,
            pages=max(1, -(-expected // 2)),
        )
    return consultation_slip.render(content)


def _placement_sheet(office: Office, session_id: UUID) -> bytes:
    with office.store.reading() as reading:
        session = reading.get(Session, session_id)
        kind = reading.first(SessionKind, id=session.kind_id)
        venue = reading.get(Venue, session.venue_id)
        placements = reading.find(Placement, session_id=session_id)
        people = {s.id: s for s in reading.find(Supporter, id=[p.supporter_id for p in placements])}
    content = PlacementSheet(
        issue=issue(office),
        title=session.title,
        kind=kind.name if kind else "",
        day=session.day,
        start=session.start,
        end=session.end,
        gather=session.gather,
        dismiss=session.dismiss,
        venue=venue.name,
        room=session.room,
        places=tuple(_places(session, placements, people)),
        note=session.note,
    )
    return placement_sheet.render(content)


def _places(
    session: Session, placements: Sequence[Placement], people: dict[UUID, Supporter]
) -> list[Placed]:
    """Who is placed, role by role, then the places of the role that are still open."""
    out: list[Placed] = []
    roles = {w.role: w.wanted for w in session.places}
    for placement in placements:
        roles.setdefault(placement.role, 0)
    for role, wanted in roles.items():
        here = [
            p for p in placements if p.role is role and p.state.fills and p.supporter_id in people
        ]
        for p in sorted(here, key=lambda p: (p.trainee, people[p.supporter_id].kana)):
            person = people[p.supporter_id]
            out.append(
                Placed(
                    role=role,
                    state=p.state,
                    name=person.name,
                    kana=person.kana,
                    phone=person.phone,
                    gather=p.gather or session.gather,
                    dismiss=p.dismiss or session.dismiss,
                    trainee=p.trainee,
                )
            )
        filled = sum(not p.trainee for p in here)
        out += [Placed(role=role)] * max(0, wanted - filled)
    return out


def _face(issued: Issued) -> CardFace:
    person = issued.person
    party = None
    if person is not None:
        party = Party.SUPPORTER if isinstance(person, Supporter) else Party.PARTICIPANT
    return CardFace(
        code=issued.code,
        groups=grouped(issued.code),
        matrix=draw.matrix(issued.code),
        party=party,
        name=person.name if person else "",
        kana=person.kana if person else "",
    )


def _file_name(text: str) -> str:
    """`text` without what a file system would not take, on Windows too."""
    return "".join("_" if c in '\\/:*?"<>|\n\t' else c for c in text)


SESSION_DOCUMENTS: tuple[Document, ...] = (
    Document(code="reception-list", title=N_("Reception list"), render=_reception_list),
    Document(code="placement-sheet", title=N_("Placement sheet"), render=_placement_sheet),
    Document(code="consultation-slip", title=N_("Consultation slip"), render=_consultation_slip),
    Document(code="session-report", title=N_("Session report"), render=_session_report),
    Document(code="attendance-report", title=N_("Attendance report"), render=_attendance_report),
)
"""The documents of one session, in the order of its day."""
