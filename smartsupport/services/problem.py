"""From the stored workspace to the question the matching engine is asked."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from smartsupport.clock import TOKYO
from smartsupport.domain.availability import Answer, Availability, answer_for
from smartsupport.domain.door import DoorEvent
from smartsupport.domain.errors import Refused
from smartsupport.domain.period import Month
from smartsupport.domain.placement import Placement
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Standing, Supporter
from smartsupport.domain.venue import Place, Venue
from smartsupport.domain.workspace import Workspace
from smartsupport.matching.problem import (
    PRESETS,
    Candidate,
    Limits,
    Load,
    Problem,
    Slot,
    StoredPlacement,
)
from smartsupport.matching.travel import Travel
from smartsupport.services.office import Office
from smartsupport.sheets import municipalities
from smartsupport.storage.queries import same
from smartsupport.storage.queries.placements import past_sessions
from smartsupport.storage.unit_of_work import Reading

EXPERIENCED_FROM = 3
"""Sessions helped at, from which a supporter counts as experienced without a certificate."""

_LOOK_BACK = timedelta(days=365)


def build_problem(office: Office, first: date, last: date, preset: str = "fill") -> Problem:
    """Everything the engine must know about the sessions from `first` to `last`, both included.

    Sessions before today are locked. In a period that is over altogether only those are at which
    somebody was registered: who asks for a past month is writing it up from a file, and means it.
    Raises Refused("preset_unknown").
    """
    if preset not in PRESETS:
        raise Refused("preset_unknown", preset=preset)
    today = office.clock().astimezone(TOKYO).date()
    with office.store.reading() as reading:
        workspace = reading.get(Workspace, office.workspace_id)
        days = list(_days(first, last))
        held = [s for s in reading.find(Session, day=days) if not s.cancelled]
        sessions = sorted(held, key=lambda s: (s.day, s.start, s.id))
        locked = {s.id for s in sessions if s.day < today}
        if last < today:
            locked = {e.session_id for e in reading.find(DoorEvent, session_id=list(locked))}
        speaks = same.everybody(reading)
        supporters = [s for s in reading.find(Supporter) if speaks.get(s.id, s.id) == s.id]
        venues = {v.id: v for v in reading.find(Venue)}
        past = past_sessions(reading, first - _LOOK_BACK, first)
        known = {s.id for s in supporters}
        stored = [
            p
            for p in same.as_one(
                reading, reading.find(Placement, session_id=[s.id for s in sessions])
            )
            if p.supporter_id in known
        ]
        return Problem(
            candidates=tuple(_candidate(s, past.get(s.id, {})) for s in supporters),
            slots=tuple(_slot(s, venues, locked=s.id in locked) for s in sessions),
            answers=_answers(reading, supporters, sessions),
            stored=tuple(
                StoredPlacement(
                    session_id=p.session_id,
                    supporter_id=p.supporter_id,
                    role=p.role,
                    state=p.state,
                    trainee=p.trainee,
                )
                for p in stored
            ),
            loads=_loads(reading, first, last),
            weights=PRESETS[preset],
            limits=Limits(
                reach_minutes=workspace.reach_minutes, many_sessions=workspace.monthly_warning
            ),
            travel=Travel(km_per_hour=workspace.travel_kmh, overhead=workspace.travel_overhead),
        )


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _candidate(supporter: Supporter, past: dict[UUID, int]) -> Candidate:
    certified = supporter.certificate_on is not None and not supporter.trainee
    return Candidate(
        id=supporter.id,
        roles=supporter.roles,
        strengths=supporter.strengths,
        active=supporter.standing is Standing.ACTIVE,
        trainee=supporter.trainee,
        experienced=certified or sum(past.values()) >= EXPERIENCED_FROM,
        place=_office_of(supporter.municipality),
        monthly_cap=supporter.monthly_cap,
        monthly_minutes_cap=supporter.monthly_minutes_cap,
        reach_minutes=supporter.reach_minutes,
        keep_with=supporter.keep_with,
        keep_apart=supporter.keep_apart,
        past_at=past,
    )


def _slot(session: Session, venues: dict[UUID, Venue], *, locked: bool) -> Slot:
    venue = venues.get(session.venue_id)
    return Slot(
        id=session.id,
        venue_id=session.venue_id,
        day=session.day,
        work=session.work_span,
        month=Month.of(session.day),
        wanted=session.places,
        place=(venue.place or _office_of(venue.municipality)) if venue else None,
        strengths=session.strengths,
        accessible=session.accessible,
        locked=locked,
    )


def _office_of(municipality: str) -> Place | None:
    """Where a municipality's office is: near enough where nothing better is known."""
    found = municipalities.by_code().get(municipality)
    if found is None or found.lat is None or found.lon is None:
        return None
    return Place.of(found.lat, found.lon)


def _answers(
    reading: Reading, supporters: list[Supporter], sessions: list[Session]
) -> dict[tuple[UUID, UUID], Answer]:
    said: dict[UUID, list[Availability]] = {}
    for statement in same.as_one(reading, reading.find(Availability)):
        said.setdefault(statement.supporter_id, []).append(statement)
    out: dict[tuple[UUID, UUID], Answer] = {}
    for supporter in supporters:
        statements = said.get(supporter.id)
        if not statements:
            continue
        for session in sessions:
            answer = answer_for(statements, session.day, session.gather, session.dismiss)
            if answer is not Answer.UNKNOWN:
                out[(supporter.id, session.id)] = answer
    return out


def _loads(reading: Reading, first: date, last: date) -> dict[tuple[UUID, Month], Load]:
    """What everybody already has in the touched months outside the asked-about days."""
    months = {Month.of(day) for day in _days(first, last)}
    days = [day for month in months for day in month.days() if not first <= day <= last]
    outside = {s.id: s for s in reading.find(Session, day=days) if not s.cancelled}
    out: dict[tuple[UUID, Month], Load] = {}
    for p in same.as_one(reading, reading.find(Placement, session_id=list(outside))):
        if p.state.fills:
            session = outside[p.session_id]
            key = (p.supporter_id, Month.of(session.day))
            had = out.get(key, Load())
            out[key] = Load(
                sessions=had.sessions + 1,
                minutes=had.minutes + p.work_span(session).minutes,
            )
    return out
