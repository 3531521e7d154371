"""Around the desk: today's list, what is parked, the last steps, and taking one back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from smartsupport.domain.desk import Answer, StepState
from smartsupport.domain.errors import NotFound, Refused
from smartsupport.services.at_desk import Desk, standing_at
from smartsupport.services.keeping import MOST_PARKED, keep
from smartsupport.services.office import Office
from smartsupport.services.reception import answer_arrival
from smartsupport.services.taking_back import COMPANIONS, STEP, take_back
from smartsupport.storage import steps
from smartsupport.storage.queries import desk as queries
from smartsupport.storage.queries.desk import TodayLine
from smartsupport.storage.steps import Step, Wrote

UNDO_DEPTH = 20
RECENT = 5

_LOOKED_THROUGH = 4 * RECENT


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskView:
    """Everything the desk shows besides the large card."""

    lines: tuple[TodayLine, ...]
    parked: tuple[Step, ...]
    recent: tuple[Step, ...]


def view(office: Office, venue_id: UUID, day: date) -> DeskView:
    """Today's list, 保留 (oldest first) and the last five of a venue and day."""
    with office.desk_store.reading() as reading:
        parked = steps.steps(reading, venue_id, day, (StepState.PARKED,), MOST_PARKED)
        done = steps.steps(reading, venue_id, day, (StepState.DONE,), _LOOKED_THROUGH)
        return DeskView(
            lines=tuple(queries.today_list(reading, venue_id, day)),
            parked=tuple(reversed(parked)),
            recent=tuple([s for s in done if _through_the_door(s)][:RECENT]),
        )


def _through_the_door(step: Step) -> bool:
    """Whether it is somebody coming or going; companions show in the step they came with."""
    return step.answer.result.wrote and all(w.table != COMPANIONS for w in step.wrote)


def arrive_all(office: Office, people: Sequence[UUID], desk: Desk) -> list[Answer]:
    """まとめて受付: each of these people in order, all or none, taken back by one undo."""
    with standing_at(office, desk) as here:
        act = office.new_id()
        return [keep(here, *answer_arrival(here, person), act=act) for person in people]


def undo(office: Office, venue_id: UUID, day: date) -> Step:
    """Take back the last of the 20 things done last; the history stays.

    Where several steps were one act, all of them; the latest is returned. What a step had
    settled is parked again. Raises Refused("nothing_to_undo").
    """
    return undo_act(office, venue_id, day)[0]


def undo_act(office: Office, venue_id: UUID, day: date) -> list[Step]:
    """`undo`; returns every step taken back, the latest first."""
    with office.desk_store.transaction() as work:
        acts = steps.last_acts(work, venue_id, day, UNDO_DEPTH)
        standing = steps.standing(work, venue_id, day, acts)
        taken = [step for step in standing if step.act == standing[0].act]
        if not taken:
            raise Refused("nothing_to_undo")
        for step in taken:
            for wrote in reversed(step.wrote):
                take_back(office, work, wrote)
            steps.mark(work, step.id, StepState.TAKEN_BACK)
        return taken


def set_aside(office: Office, step_id: UUID) -> None:
    """Close a parked step without doing anything (the person went home); undo parks it again.

    Raises NotFound("step_not_found") when it is not parked.
    """
    with office.desk_store.transaction() as work:
        step = steps.step(work, step_id)
        if step is None or step.state is not StepState.PARKED:
            raise NotFound("step_not_found")
        steps.mark(work, step_id, StepState.SETTLED)
        id = office.new_id()
        steps.record(
            work,
            step.answer,
            id=id,
            act=id,
            venue_id=step.venue_id,
            day=step.day,
            state=StepState.DONE,
            wrote=[Wrote(table=STEP, id=step_id)],
        )
