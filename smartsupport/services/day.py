"""The whole main job in one go, on a practice workspace: from matching to the month's hours.

Every step calls the use case that the window calls; cards are printed, read back from the printed
page, and those codes are what is scanned.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from smartsupport.domain.consultation import Consultation, Outcome
from smartsupport.domain.desk import Result
from smartsupport.domain.errors import Refused
from smartsupport.domain.participant import AgeBand, Participant, PhoneType
from smartsupport.domain.period import Month
from smartsupport.domain.placement import PlacementState
from smartsupport.domain.session import Session
from smartsupport.services import (
    bookings,
    cards,
    consultations,
    desk,
    documents,
    hours,
    placements,
)
from smartsupport.services.defaults import TOPICS
from smartsupport.services.files import codes_in, save
from smartsupport.services.hours_files import hours_files
from smartsupport.services.office import Office
from smartsupport.services.reception import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class DayDone:
    """What a day came to; `files` are the documents it left."""

    session: UUID
    placed: int
    missing: int
    cards_read_back: int
    checked_in: int
    parked: int
    supporters: int
    consultations: int
    credited_minutes: int
    files: tuple[Path, ...]


def run_day(office: Office, session_id: UUID, folder: Path) -> DayDone:
    """Play one session from beginning to end and leave its documents in `folder`.

    Raises Refused("day_only_practice") on a real workspace: nobody real is checked in for show.
    """
    if not office.workspace().practice:
        raise Refused("day_only_practice")
    with office.store.reading() as reading:
        session = reading.get(Session, session_id)
    files: list[Path] = []
    placed, missing = _match(office, session)
    codes, printed = _cards(office, session, folder)
    files += printed
    for code in ("reception-list", "placement-sheet", "consultation-slip"):
        files.append(_paper(office, code, session_id, folder))
    at = session.span.start
    supporters = _supporters(office, session)
    checked_in, parked = _queue(office, session, codes, at)
    written = _consult(office, session)
    for person in supporters:
        desk.leave(office, person, _desk(session, session.work_span.end))
    for code in ("session-report", "attendance-report"):
        files.append(_paper(office, code, session_id, folder))
    sheet = hours.of_month(office, Month.of(session.day))
    files += hours_files(office, sheet, folder)
    return DayDone(
        session=session_id,
        placed=placed,
        missing=missing,
        cards_read_back=len(codes),
        checked_in=checked_in,
        parked=parked,
        supporters=len(supporters),
        consultations=written,
        credited_minutes=sheet.credited,
        files=tuple(files),
    )


def _match(office: Office, session: Session) -> tuple[int, int]:
    proposal = placements.propose(office, session.day, session.day)
    placements.take(office, proposal)
    lines = placements.of_sessions(office, [session.id])
    asked = [line.placement for line in lines if line.placement.state is PlacementState.CANDIDATE]
    placements.set_state(office, asked, PlacementState.ACCEPTED)
    missing = sum(s.below_minimum for s in proposal.plan.shortages if s.session_id == session.id)
    return len(lines), missing


def _cards(office: Office, session: Session, folder: Path) -> tuple[list[str], list[Path]]:
    booked = [line.participant.id for line in bookings.of_session(office, session.id)]
    placed = [line.supporter.id for line in placements.of_sessions(office, [session.id])]
    files = []
    for name, people in (("cards-participants", booked), ("cards-supporters", placed)):
        issued = cards.for_people(office, people)
        path = folder / f"{name}.pdf"
        files.append(save(path, documents.card_sheet(office, issued)))
    files.append(
        save(folder / "cards-blank.pdf", documents.card_sheet(office, cards.blank(office, 10)))
    )
    return codes_in(files[0]), files


def _paper(office: Office, code: str, session_id: UUID, folder: Path) -> Path:
    paper = documents.of_session(office, code, session_id)
    return save(folder / paper.name, paper.content)


def _desk(session: Session, at: datetime) -> Desk:
    return Desk(venue_id=session.venue_id, day=session.day, at=at)


def _supporters(office: Office, session: Session) -> list[UUID]:
    came = []
    for line in placements.of_sessions(office, [session.id]):
        answer = desk.arrive(office, line.supporter.id, _desk(session, session.work_span.start))
        if answer.result is Result.SUPPORTER_IN:
            came.append(line.supporter.id)
    return came


def _queue(office: Office, session: Session, codes: list[str], at: datetime) -> tuple[int, int]:
    """All but the last booked person scan their card; somebody walks in without one."""
    moments = _every(at - timedelta(minutes=10), timedelta(seconds=45))
    results = [desk.scan(office, code, _desk(session, next(moments))) for code in codes[:-1]]
    walk_in = Participant(
        id=office.new_id(),
        kana="ミホン",
        age_band=AgeBand.FROM_75,
        phone_type=PhoneType.SENIOR,
    )
    results.append(desk.walk_in(office, walk_in, session.id, _desk(session, next(moments))))
    return (
        sum(r.result is Result.OK for r in results),
        sum(r.result.waits for r in results),
    )


def _consult(office: Office, session: Session) -> int:
    topics = [c.code for c in consultations.choices(office, TOPICS)]
    here = [line for line in bookings.of_session(office, session.id)]
    outcomes = (Outcome.SOLVED, Outcome.SOLVED, Outcome.PARTLY, Outcome.CONTINUES)
    for n, line in enumerate(here[:-1]):
        main, other = topics[n % len(topics)], topics[(3 * n + 1) % len(topics)]
        consultations.record(
            office,
            Consultation(
                id=office.new_id(),
                session_id=session.id,
                participant_id=line.participant.id,
                topics=(main, other) if main != other else (main,),
                main_topic=main,
                outcome=outcomes[n % len(outcomes)],
                referrals=("next_session",) if n % 4 == 3 else (),
                paper=True,
            ),
        )
    return max(0, len(here) - 1)


def _every(start: datetime, step: timedelta) -> Iterator[datetime]:
    while True:
        yield start
        start += step
