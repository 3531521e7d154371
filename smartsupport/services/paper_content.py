"""What each sheet of paper says, read from the register in one snapshot and not drawn yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from smartsupport.codes import draw
from smartsupport.codes.recovery import Code
from smartsupport.codes.token import grouped
from smartsupport.domain.booking import Booking
from smartsupport.domain.participant import Participant
from smartsupport.domain.placement import Placement
from smartsupport.domain.session import Session, SessionKind
from smartsupport.domain.supporter import Role, Supporter
from smartsupport.domain.venue import Venue
from smartsupport.domain.workspace import Workspace
from smartsupport.i18n import _
from smartsupport.paper.attendance_report import AttendanceReport
from smartsupport.paper.cards import CardFace
from smartsupport.paper.consultation_slip import ConsultationSlip
from smartsupport.paper.frame import Issue
from smartsupport.paper.placement_sheet import Placed, PlacementSheet
from smartsupport.paper.reception_list import Expected, ExpectedSupporter, ReceptionList
from smartsupport.paper.recovery_sheet import RecoverySheet
from smartsupport.paper.session_report import SessionReport
from smartsupport.services import figures
from smartsupport.services.at_desk import party_of
from smartsupport.services.cards import Issued
from smartsupport.services.consultations import choices_in
from smartsupport.services.defaults import REFERRALS, TOPICS
from smartsupport.services.office import Office
from smartsupport.storage.queries import same
from smartsupport.storage.unit_of_work import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A document that somebody asked for: of which session, and in whose office."""

    office: Office
    reading: Reading
    session: Session

    @property
    def issue(self) -> Issue:
        """Who prints, when, and whether this is only practice."""
        return issue(self.office, self.reading)

    @property
    def venue(self) -> Venue:
        """Where the session is."""
        return self.reading.get(Venue, self.session.venue_id)


def issue(office: Office, reading: Reading) -> Issue:
    """Who prints, when, and whether this is only practice."""
    workspace = reading.get(Workspace, office.workspace_id)
    return Issue(
        organiser=workspace.organiser or workspace.name,
        made_at=office.clock(),
        made_by=office.person,
        practice=workspace.practice,
    )


def session_report(asked: Asked) -> SessionReport:
    """Every figure of the session, for whom it is addressed to."""
    workspace = asked.reading.get(Workspace, asked.office.workspace_id)
    return SessionReport(
        figures=figures.in_snapshot(asked.reading, asked.session.id, asked.office.clock()),
        issue=asked.issue,
        addressee=workspace.addressee,
        seals=(_("Head"), _("In charge")),
    )


def attendance_report(asked: Asked) -> AttendanceReport:
    """Who came."""
    found = figures.in_snapshot(asked.reading, asked.session.id, asked.office.clock())
    return AttendanceReport(figures=found, issue=asked.issue)


def reception_list(asked: Asked) -> ReceptionList:
    """Who is expected at the session's venue that day, in all its sessions."""
    day = asked.session.day
    at_venue = asked.reading.find(Session, venue_id=asked.session.venue_id, day=day)
    held = sorted((s for s in at_venue if not s.cancelled), key=lambda s: (s.start, s.title))
    return ReceptionList(
        issue=asked.issue,
        day=day,
        venue=asked.venue.name,
        sessions=tuple(f"{s.start:%H:%M}–{s.end:%H:%M} {s.title}" for s in held),
        expected=tuple(_expected(asked.reading, held)),
        supporters=tuple(_expected_supporters(asked.reading, held)),
    )


def _expected(reading: Reading, sessions: Sequence[Session]) -> list[Expected]:
    by_id = {s.id: s for s in sessions}
    stored = same.as_one(reading, reading.find(Booking, session_id=list(by_id)))
    once = {(b.session_id, b.participant_id): b for b in stored if b.state.expected}
    bookings = list(once.values())
    people = {p.id: p for p in reading.find(Participant, id=[b.participant_id for b in bookings])}
    return [
        Expected(
            name=people[b.participant_id].name,
            kana=people[b.participant_id].kana,
            at=b.at,
            session=f"{by_id[b.session_id].start:%H:%M}" if len(by_id) > 1 else "",
            companions=b.companions,
        )
        for b in bookings
        if b.participant_id in people
    ]


def _expected_supporters(reading: Reading, sessions: Sequence[Session]) -> list[ExpectedSupporter]:
    by_id = {s.id: s for s in sessions}
    stored = same.as_one(reading, reading.find(Placement, session_id=list(by_id)))
    once = {(p.session_id, p.supporter_id, p.role): p for p in stored if p.state.fills}
    placements = list(once.values())
    people = {s.id: s for s in reading.find(Supporter, id=[p.supporter_id for p in placements])}
    return [
        ExpectedSupporter(
            name=people[p.supporter_id].name,
            kana=people[p.supporter_id].kana,
            role=p.role,
            gather=p.gather or by_id[p.session_id].gather,
            dismiss=p.dismiss or by_id[p.session_id].dismiss,
        )
        for p in placements
        if p.supporter_id in people
    ]


def consultation_slip(asked: Asked) -> ConsultationSlip:
    """Slips to tick, two to a page, enough for everybody booked."""
    stored = asked.reading.find(Booking, session_id=asked.session.id)
    bookings = same.as_one(asked.reading, stored)
    expected = len({b.participant_id for b in bookings if b.state.expected})
    return ConsultationSlip(
        issue=asked.issue,
        topics=tuple(choices_in(asked.reading, TOPICS)),
        referrals=tuple(choices_in(asked.reading, REFERRALS)),
        day=asked.session.day,
        venue=asked.venue.name,
        pages=max(1, -(-expected // 2)),
    )


def placement_sheet(asked: Asked) -> PlacementSheet:
    """Who is placed, role by role, and the places still open."""
    session = asked.session
    kind = asked.reading.first(SessionKind, id=session.kind_id)
    return PlacementSheet(
        issue=asked.issue,
        title=session.title,
        kind=kind.name if kind else "",
        day=session.day,
        start=session.start,
        end=session.end,
        gather=session.gather,
        dismiss=session.dismiss,
        venue=asked.venue.name,
        room=session.room,
        places=tuple(_places(asked.reading, session)),
        note=session.note,
    )


def _places(reading: Reading, session: Session) -> list[Placed]:
    stored = same.as_one(reading, reading.find(Placement, session_id=session.id))
    people = {s.id: s for s in reading.find(Supporter, id=[p.supporter_id for p in stored])}
    once = {(p.supporter_id, p.role): p for p in stored if p.state.fills}
    here = [p for p in once.values() if p.supporter_id in people]
    here.sort(key=lambda p: (p.trainee, people[p.supporter_id].kana, p.id))
    wanted: dict[Role, int] = {w.role: w.wanted for w in session.places}
    out: list[Placed] = []
    for role in dict.fromkeys([*wanted, *sorted(p.role for p in here)]):
        taken = [p for p in here if p.role is role]
        out += [_placed(session, p, people[p.supporter_id]) for p in taken]
        filled = sum(not p.trainee for p in taken)
        out += [Placed(role=role)] * max(0, wanted.get(role, 0) - filled)
    return out


def _placed(session: Session, placement: Placement, person: Supporter) -> Placed:
    return Placed(
        role=placement.role,
        state=placement.state,
        name=person.name,
        kana=person.kana,
        phone=person.phone,
        gather=placement.gather or session.gather,
        dismiss=placement.dismiss or session.dismiss,
        trainee=placement.trainee,
    )


def card_face(issued: Issued) -> CardFace:
    """One card: its code, and whose it is."""
    person = issued.person
    return CardFace(
        code=issued.code,
        groups=grouped(issued.code),
        matrix=draw.matrix(issued.code),
        party=party_of(person) if person else None,
        name=person.name if person else "",
        kana=person.kana if person else "",
    )


def recovery_sheet(office: Office, reading: Reading, code: Code) -> RecoverySheet:
    """A recovery code as it is printed, and what it opens."""
    return RecoverySheet(
        issue=issue(office, reading),
        register=reading.get(Workspace, office.workspace_id).name,
        rows=code.rows,
        matrix=draw.matrix(code.text),
    )
