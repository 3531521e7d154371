"""Why not this person, and who else: the engine's rules asked about what is stored now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from smartsupport.domain.errors import Refused
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Role, Supporter
from smartsupport.matching import explain as engine
from smartsupport.matching.board import Board
from smartsupport.matching.problem import Problem, standing
from smartsupport.matching.rules import Reason, reasons
from smartsupport.services.office import Office
from smartsupport.services.problem import build_problem
from smartsupport.storage.queries.people import ordered_ids
from smartsupport.storage.queries.placements import last_days


def why(office: Office, session_id: UUID, supporter_id: UUID) -> tuple[Reason, ...]:
    """Every rule against this supporter at this session, the gravest first; () when none is.

    Raises NotFound for unknown ids and Refused("session_cancelled").
    """
    with office.store.reading() as reading:
        reading.get(Supporter, supporter_id)
    problem = _around(office, session_id)
    return engine.explain(problem, standing(problem), session_id, supporter_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitute:
    """Somebody who could take a place: whom to phone, when they were last here, what speaks
    against it. `way` is minutes one way, None when not known."""

    supporter: Supporter
    way: int | None
    last_here: date | None
    sessions: int
    reasons: tuple[Reason, ...]


def substitutes(office: Office, session_id: UUID, role: str = "") -> list[Substitute]:
    """Who could take a place of `role` (the first role wanted, if not said), best first.

    Raises Refused("role_unknown"), NotFound("session_not_found").
    """
    with office.store.reading() as reading:
        session = reading.get(Session, session_id)
    wanted = _role(session, role)
    problem = _around(office, session_id)
    found = engine.substitutes(problem, standing(problem), session_id, wanted)
    return _with_people(office, session, found)


def looked_up(
    office: Office, session_id: UUID, role: Role, text: str, limit: int = 20
) -> list[Substitute]:
    """Supporters a typed text may mean, by reading, each with every rule against placing them.

    Raises NotFound("session_not_found"), Refused("session_cancelled").
    """
    with office.store.reading() as reading:
        session = reading.get(Session, session_id)
        wanted = ordered_ids(reading, "supporter", text, limit=limit)
    problem = _around(office, session_id)
    board = Board(problem, standing(problem))
    slot = board.slots[session_id]
    found = [
        _Found(
            supporter_id=id,
            way=board.way(candidate, slot) if board.knows_way(candidate, slot) else None,
            sessions=board.load(id, slot.month).sessions,
            reasons=reasons(board, slot, candidate, role),
        )
        for id, candidate in ((id, board.candidates[id]) for id in wanted)
    ]
    return _with_people(office, session, found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    supporter_id: UUID
    way: int | None
    sessions: int
    reasons: tuple[Reason, ...]


def _with_people(
    office: Office, session: Session, found: Sequence[_Found | engine.Substitute]
) -> list[Substitute]:
    with office.store.reading() as reading:
        people = {s.id: s for s in reading.find(Supporter, id=[f.supporter_id for f in found])}
        last = last_days(reading, session.venue_id, session.day)
    return [
        Substitute(
            supporter=people[f.supporter_id],
            way=f.way,
            last_here=last.get(f.supporter_id),
            sessions=f.sessions,
            reasons=f.reasons,
        )
        for f in found
        if f.supporter_id in people
    ]


def _around(office: Office, session_id: UUID) -> Problem:
    with office.store.reading() as reading:
        session = reading.get(Session, session_id)
    if session.cancelled:
        raise Refused("session_cancelled")
    return build_problem(office, session.day, session.day)


def _role(session: Session, role: str) -> Role:
    if not role:
        return session.places[0].role if session.places else Role.ADVISER
    if role not in set(Role):
        raise Refused("role_unknown", role=role)
    return Role(role)
