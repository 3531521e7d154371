"""Around the desk: today's list, what is parked, the last steps, and taking one back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from smartsupport.domain.booking import Booking
from smartsupport.domain.card import CardEvent
from smartsupport.domain.desk import Answer, StepState
from smartsupport.domain.door import DoorEvent
from smartsupport.domain.errors import Refused
from smartsupport.domain.participant import Participant
from smartsupport.services.desk import arrive
from smartsupport.services.keeping import STEP
from smartsupport.services.office import Office
from smartsupport.services.reception import Desk
from smartsupport.storage import steps
from smartsupport.storage.queries import desk as queries
from smartsupport.storage.queries.desk import TodayLine
from smartsupport.storage.steps import Step
from smartsupport.storage.unit_of_work import Work

UNDO_DEPTH = 20
RECENT = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskView:
    """Everything the desk shows besides the large card."""

    lines: tuple[TodayLine, ...]
    parked: tuple[Step, ...]
    recent: tuple[Step, ...]


def view(office: Office, venue_id: UUID, day: date) -> DeskView:
    """Today's list, 保留 (oldest first) and the last five of a venue and day."""
    with office.store.reading() as reading:
        parked = steps.steps(reading, venue_id, day, (StepState.PARKED,), 200)
        recent = steps.steps(reading, venue_id, day, (StepState.DONE,), RECENT)
        return DeskView(
            lines=tuple(queries.today_list(reading, venue_id, day)),
            parked=tuple(reversed(parked)),
            recent=tuple(recent),
        )


def arrive_all(office: Office, people: Sequence[UUID], desk: Desk) -> list[Answer]:
    """まとめて受付: each of the marked people, in order."""
    return [arrive(office, person_id, desk) for person_id in people]


def undo(office: Office, venue_id: UUID, day: date) -> Step:
    """Take back the last step that wrote something; its history stays.

    A step that had settled a parked one is parked again. Raises Refused("nothing_to_undo").
    """
    with office.store.transaction() as work:
        done = steps.steps(work, venue_id, day, (StepState.DONE,), UNDO_DEPTH)
        step = next((s for s in done if s.wrote), None)
        if step is None:
            raise Refused("nothing_to_undo")
        for table, row in step.wrote:
            _take_back(work, table, row)
        steps.mark(work, step.id, StepState.TAKEN_BACK)
        return step


def set_aside(office: Office, step_id: UUID) -> None:
    """Close a parked step without doing anything (the person went home)."""
    with office.store.transaction() as work:
        steps.mark(work, step_id, StepState.REFUSED)


def _take_back(work: Work, table: str, row: UUID) -> None:
    if table == STEP:
        steps.mark(work, row, StepState.PARKED)
    elif table == "door_event":
        work.void(work.get(DoorEvent, row))
    elif table == "card_event":
        work.void(work.get(CardEvent, row))
    elif table == "booking":
        work.delete(work.get(Booking, row))
    elif table == "participant":
        work.delete(work.get(Participant, row))
