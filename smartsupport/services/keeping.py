"""Keeping each thing done at the desk as a step: parked, done, refused, or settled by another."""

from collections.abc import Sequence
from uuid import UUID

from smartsupport.domain.desk import Answer, Result, StepState
from smartsupport.services.at_desk import Here
from smartsupport.services.taking_back import STEP
from smartsupport.storage import steps
from smartsupport.storage.steps import Wrote

MOST_PARKED = 200


def keep(
    here: Here,
    answer: Answer,
    wrote: Sequence[Wrote] = (),
    *,
    settles: UUID | None = None,
    act: UUID | None = None,
) -> Answer:
    """Keep a step and settle what it decides; returns the answer with the step's id.

    A person who is checked in leaves 保留 whichever way they came; one who is parked twice stays
    one chip, in its place. Steps of one `act` are taken back together.
    """
    desk = here.desk
    parked = steps.parked(here.work, desk.venue_id, desk.day, answer, settles)
    if answer.result.waits and parked and not wrote:
        return steps.renew(here.work, parked[0].id, answer)
    settled = [Wrote(table=STEP, id=step.id) for step in parked if _decided(answer, wrote)]
    for step in settled:
        steps.mark(here.work, step.id, StepState.SETTLED)
    id = here.office.new_id()
    return steps.record(
        here.work,
        answer,
        id=id,
        act=act or id,
        venue_id=desk.venue_id,
        day=desk.day,
        state=_state(answer, wrote),
        # A step that wrote nothing is nothing to take back, whatever it put aside.
        wrote=[*wrote, *settled] if wrote else (),
    )


def _decided(answer: Answer, wrote: Sequence[Wrote]) -> bool:
    return bool(wrote) or answer.result is Result.ALREADY_IN


def _state(answer: Answer, wrote: Sequence[Wrote]) -> StepState:
    if answer.result.waits:
        return StepState.PARKED
    return StepState.DONE if wrote else StepState.REFUSED
