"""What the engine proposes, in the words of the register: what is short, why, and what would help.

Reading only; `placements.take` stores a plan.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from smartsupport.domain.person import shown_name
from smartsupport.domain.supporter import Supporter
from smartsupport.matching.fix import Fix, cheapest_fix
from smartsupport.matching.plan import Shortage
from smartsupport.matching.problem import standing
from smartsupport.matching.replan import differences
from smartsupport.services.office import Office
from smartsupport.services.placements import Proposal
from smartsupport.storage.queries.calendar import SessionLine, session_lines

MOST_FIXES = 20
"""Beyond so many shortages nobody reads on; the gravest come first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """The one change that would fill a place. `leaves` names the session a swap frees."""

    fix: Fix
    name: str
    leaves: str = ""
    steps_in: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """Something a session lacks though the plan did its best."""

    line: SessionLine
    shortage: Shortage
    remedy: Remedy | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A proposal for reading: what is short first. `added` and `freed` are against what stands."""

    proposal: Proposal
    short: tuple[Short, ...]
    placed: int
    added: int
    freed: int


def report(
    office: Office, proposal: Proposal, cancelled: Callable[[], bool] = lambda: False
) -> Report:
    """What a proposal comes to; looking for remedies ends when `cancelled`."""
    problem, plan = proposal.problem, proposal.plan
    fixes: dict[int, Fix | None] = {}
    for number, shortage in enumerate(plan.shortages[:MOST_FIXES]):
        if cancelled():
            break
        fixes[number] = cheapest_fix(problem, plan.placements, shortage)
    sessions = [slot.id for slot in problem.slots]
    with office.store.reading() as reading:
        lines = {line.session.id: line for line in session_lines(reading, sessions)}
        names = {s.id: shown_name(s) for s in reading.find(Supporter)}
    calls = differences(standing(problem), plan.placements)
    return Report(
        proposal=proposal,
        short=tuple(
            Short(
                line=lines[shortage.session_id],
                shortage=shortage,
                remedy=_remedy(fixes.get(number), names, lines),
            )
            for number, shortage in enumerate(plan.shortages)
            if shortage.session_id in lines
        ),
        placed=len(plan.placements),
        added=sum(len(call.placed) for call in calls),
        freed=sum(len(call.freed) for call in calls),
    )


def _remedy(
    fix: Fix | None, names: dict[UUID, str], lines: dict[UUID, SessionLine]
) -> Remedy | None:
    if fix is None:
        return None
    left = lines.get(fix.leaves) if fix.leaves else None
    return Remedy(
        fix=fix,
        name=names.get(fix.supporter_id, ""),
        leaves=f"{left.session.title} {left.venue}".strip() if left else "",
        steps_in=names.get(fix.steps_in, "") if fix.steps_in else "",
    )
