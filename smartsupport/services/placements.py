"""配置: asking the engine who could go where, taking its plan, and placing by hand."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from smartsupport.domain.errors import NotFound, Refused
from smartsupport.domain.placement import Placement, PlacementState, placement_id
from smartsupport.domain.session import Session
from smartsupport.domain.supporter import Role, Supporter
from smartsupport.services.office import Office
from smartsupport.services.problem import build_problem
from smartsupport.storage.queries import same
from smartsupport.storage.unit_of_work import Work

if TYPE_CHECKING:
    from smartsupport.matching.plan import Plan, Progress
    from smartsupport.matching.problem import Problem

SECONDS = 20.0
"""How long a person waits for a proof before the best plan so far is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A plan and the question it answers; nothing is stored yet."""

    problem: "Problem"
    plan: "Plan"


def propose(
    office: Office,
    first: date,
    last: date,
    *,
    preset: str = "fill",
    seconds: float = SECONDS,
    seed: int = 0,
    cancelled: Callable[[], bool] = lambda: False,
    progress: "Callable[[Progress], None]" = lambda _: None,
) -> Proposal:
    """The best plan for the sessions from `first` to `last`, both included.

    Reads a snapshot and solves outside any transaction. Raises Refused("period_too_long") beyond
    a year and Refused("period_backwards").
    """
    from smartsupport.matching.solve import solve

    if last < first:
        raise Refused("period_backwards")
    if last - first > timedelta(days=366):
        raise Refused("period_too_long")
    problem = build_problem(office, first, last, preset)
    plan = solve(problem, seconds=seconds, seed=seed, cancelled=cancelled, progress=progress)
    return Proposal(problem=problem, plan=plan)


def take(office: Office, proposal: Proposal) -> int:
    """Store a plan: its placements become 候補, 候補 that it leaves out go; returns the changes.

    Asked and accepted placements are never touched.
    """
    planned = {(p.session_id, p.supporter_id, p.role): p for p in proposal.plan.placements}
    sessions = [slot.id for slot in proposal.problem.slots]
    changes = 0
    with office.store.transaction() as work:
        speaks = same.everybody(work)
        for placement in work.find(Placement, session_id=sessions):
            supporter = speaks.get(placement.supporter_id, placement.supporter_id)
            key = (placement.session_id, supporter, placement.role)
            if key in planned:
                if placement.state.fills:
                    del planned[key]
            elif placement.state is PlacementState.CANDIDATE:
                work.delete(placement)
                changes += 1
        for p in planned.values():
            put(work, p.session_id, p.supporter_id, p.role, trainee=p.trainee)
            changes += 1
    return changes


def put(
    work: Work,
    session_id: UUID,
    supporter_id: UUID,
    role: Role,
    *,
    state: PlacementState = PlacementState.CANDIDATE,
    trainee: bool = False,
    override: str = "",
) -> Placement:
    """Make the one row of this supporter, session and role say this, deleted before or not."""
    id = placement_id(session_id, supporter_id, role)
    try:
        before = work.get(Placement, id)
    except NotFound:
        return work.add(
            Placement(
                id=id,
                session_id=session_id,
                supporter_id=supporter_id,
                role=role,
                state=state,
                trainee=trainee,
                override=override,
            )
        )
    return work.change(
        before, state=state, reason="", trainee=trainee, override=override, deleted=False
    )


def place(
    office: Office,
    session_id: UUID,
    supporter_id: UUID,
    role: Role,
    *,
    override: str = "",
) -> Placement:
    """Place a supporter by hand. An overlap needs a reason (`override`), which is kept.

    Whoever is placed there already stays as asked and as accepted as they are.

    Raises Refused("placement_overlaps") without one, NotFound for an unknown id.
    """
    with office.store.transaction() as work:
        return _place(work, session_id, supporter_id, role, override)


def give_to(
    office: Office, before: Placement, supporter_id: UUID, *, override: str = ""
) -> Placement:
    """Give somebody's place to another supporter, in one step.

    A 候補 whom nobody has asked yet goes without a trace; whoever was asked is 取消, to be told.
    Raises what `place` raises.
    """
    with office.store.transaction() as work:
        _free(work, before)
        return _place(work, before.session_id, supporter_id, before.role, override)


def free(office: Office, placement: Placement) -> None:
    """Make a place free: a 候補 nobody has asked goes without a trace, anybody else is 取消."""
    with office.store.transaction() as work:
        _free(work, placement)


def put_back(office: Office, before: Placement) -> Placement:
    """Take `free` back: the placement says again what it said in `before`."""
    with office.store.transaction() as work:
        return put(
            work,
            before.session_id,
            before.supporter_id,
            before.role,
            state=before.state,
            trainee=before.trainee,
            override=before.override,
        )


def _free(work: Work, placement: Placement) -> None:
    if placement.state is PlacementState.CANDIDATE:
        work.delete(placement)
    elif placement.state.fills:
        work.change(placement, state=PlacementState.CANCELLED, reason="")


def _place(
    work: Work, session_id: UUID, supporter_id: UUID, role: Role, override: str
) -> Placement:
    session, supporter = work.get(Session, session_id), work.get(Supporter, supporter_id)
    clash = _clash(work, session, supporter_id)
    if clash is not None and not override.strip():
        raise Refused("placement_overlaps", session=clash.title, start=clash.start)
    entries = same.entries(work, supporter_id)
    ids = [placement_id(session_id, entry, role) for entry in entries]
    taken = next((p for p in work.find(Placement, id=ids) if p.state.fills), None)
    if taken is not None:
        return taken
    return put(
        work,
        session_id,
        supporter_id,
        role,
        trainee=supporter.trainee,
        override=override.strip(),
    )


def _clash(work: Work, session: Session, supporter_id: UUID) -> Session | None:
    elsewhere = [
        p.session_id
        for p in work.find(Placement, supporter_id=same.entries(work, supporter_id))
        if p.state.fills and p.session_id != session.id
    ]
    for other in work.find(Session, id=elsewhere):
        if not other.cancelled and other.work_span.overlaps(session.work_span):
            return other
    return None


def set_state(
    office: Office, placements: Iterable[Placement], state: PlacementState, reason: str = ""
) -> list[Placement]:
    """打診 / 承諾 / 辞退 …, for one or many at once."""
    with office.store.transaction() as work:
        return [work.change(p, state=state, reason=reason) for p in placements]


def take_away(office: Office, placement: Placement) -> None:
    """Remove a placement that nobody was told about."""
    with office.store.transaction() as work:
        work.delete(placement)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementLine:
    """A placement with its supporter."""

    placement: Placement
    supporter: Supporter


def of_sessions(office: Office, sessions: Iterable[UUID]) -> list[PlacementLine]:
    """Every placement at these sessions, by role and reading."""
    with office.store.reading() as reading:
        placements = reading.find(Placement, session_id=list(sessions))
        people = same.speakers(reading, Supporter, {p.supporter_id for p in placements})
    lines = [
        PlacementLine(placement=p, supporter=people[p.supporter_id])
        for p in placements
        if p.supporter_id in people
    ]
    return sorted(
        lines, key=lambda x: (list(Role).index(x.placement.role), x.supporter.kana, x.placement.id)
    )
