"""Keeping each thing done at the desk as a step: parked, done, refused, or settled by another."""

from collections.abc import Sequence
from uuid import UUID

from smartsupport.domain.desk import Answer, StepState
from smartsupport.services.office import Office
from smartsupport.services.reception import Desk
from smartsupport.storage import steps
from smartsupport.storage.steps import Wrote
from smartsupport.storage.unit_of_work import Work

STEP = "desk_step"
"""Stands for a table in what a step wrote: the parked steps that it settled."""

_MOST_PARKED = 200


def keep(
    office: Office,
    work: Work,
    answer: Answer,
    wrote: Sequence[Wrote],
    desk: Desk,
    settles: UUID | None = None,
) -> Answer:
    """Keep a step and settle what it decides; returns the answer with the step's id.

    A person who is checked in leaves 保留 whichever way they came; one who is parked twice stays
    one chip.
    """
    parked = steps.steps(work, desk.venue_id, desk.day, (StepState.PARKED,), _MOST_PARKED)
    same = [step for step in parked if step.id == settles or _same(step.answer, answer)]
    if answer.result.waits and same:
        return steps.renew(work, same[0].id, state=StepState.PARKED, answer=answer)
    settled: list[Wrote] = []
    if answer.result.wrote:
        for step in same:
            steps.mark(work, step.id, StepState.SETTLED)
            settled.append((STEP, step.id))
    return steps.record(
        work,
        answer,
        id=office.new_id(),
        venue_id=desk.venue_id,
        day=desk.day,
        state=_state(answer, wrote),
        wrote=[*wrote, *settled],
    )


def _state(answer: Answer, wrote: Sequence[Wrote]) -> StepState:
    if answer.result.waits:
        return StepState.PARKED
    return StepState.DONE if wrote else StepState.REFUSED


def _same(parked: Answer, answer: Answer) -> bool:
    if answer.person_id is not None:
        return parked.person_id == answer.person_id
    return bool(answer.code) and parked.code == answer.code and parked.person_id is None
