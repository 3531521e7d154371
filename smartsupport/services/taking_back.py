"""Taking back what a step of the desk wrote, and the one thing that is written over: companions."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from smartsupport.domain.booking import Booking, BookingState
from smartsupport.domain.card import CardEvent
from smartsupport.domain.desk import Answer, Result, StepState
from smartsupport.domain.door import DoorEvent
from smartsupport.domain.errors import NotFound
from smartsupport.domain.participant import Participant
from smartsupport.services.office import Office
from smartsupport.services.records import in_use
from smartsupport.storage import steps
from smartsupport.storage.steps import Wrote
from smartsupport.storage.unit_of_work import Work

STEP = "desk_step"
"""Stands for a table in what a step wrote: the parked steps that it settled."""
COMPANIONS = "companions"
"""Stands for a table too: the step whose 付き添い were counted anew."""


def take_back(office: Office, work: Work, wrote: Wrote) -> None:
    """Undo one thing a step wrote, as far as it still stands."""
    _TAKING_BACK[wrote.table](office, work, wrote)


def change_companions(office: Office, work: Work, step_id: UUID, by: int) -> Answer:
    """Count the 付き添い of a checked-in participant anew, as a step of its own.

    Returns that participant's answer. Raises NotFound("step_not_found").
    """
    step = steps.step(work, step_id)
    if step is None or step.state is not StepState.DONE or step.answer.result is not Result.OK:
        raise NotFound("step_not_found")
    before = step.answer.companions
    event = _recount(office, work, step_id, max(0, before + by))
    if event is None:
        raise NotFound("step_not_found")
    id = office.new_id()
    answer = replace(step.answer, companions=event.companions, event_id=event.id)
    steps.record(
        work,
        answer,
        id=id,
        act=id,
        venue_id=event.venue_id,
        day=event.day,
        state=StepState.DONE,
        wrote=[Wrote(table=COMPANIONS, id=step_id, before={"companions": str(before)})],
    )
    return answer


def _recount(office: Office, work: Work, step_id: UUID, companions: int) -> DoorEvent | None:
    """Put another event in the place of a step's: the same number and time, other companions."""
    step = steps.step(work, step_id)
    if step is None:
        return None
    before = work.first(DoorEvent, id=step.answer.event_id)
    if before is None:
        return None
    work.void(before)
    event = work.add(replace(before, id=office.new_id(), companions=companions))
    answer = replace(step.answer, companions=companions, event_id=event.id)
    wrote = [replace(w, id=event.id) if w.id == before.id else w for w in step.wrote]
    steps.renew(work, step_id, answer, wrote)
    return event


def _door_event(_office: Office, work: Work, wrote: Wrote) -> None:
    event = work.first(DoorEvent, id=wrote.id)
    if event is not None:
        work.void(event)


def _card_event(_office: Office, work: Work, wrote: Wrote) -> None:
    event = work.first(CardEvent, id=wrote.id)
    if event is not None:
        work.void(event)


def _booking(_office: Office, work: Work, wrote: Wrote) -> None:
    booking = work.get(Booking, wrote.id)
    if wrote.before:
        state = BookingState(wrote.before["state"])
        work.change(booking, state=state, reason=wrote.before["reason"])
    else:
        work.delete(booking)


def _participant(_office: Office, work: Work, wrote: Wrote) -> None:
    """Somebody who came back meanwhile, has a card or a record, stays in the register."""
    person = work.get(Participant, wrote.id)
    if not in_use(work, person) and work.first(CardEvent, person_id=person.id) is None:
        work.delete(person)


def _settled(_office: Office, work: Work, wrote: Wrote) -> None:
    steps.mark(work, wrote.id, StepState.PARKED)


def _companions(office: Office, work: Work, wrote: Wrote) -> None:
    _recount(office, work, wrote.id, int(wrote.before["companions"]))


_TAKING_BACK: dict[str, Callable[[Office, Work, Wrote], None]] = {
    "door_event": _door_event,
    "card_event": _card_event,
    "booking": _booking,
    "participant": _participant,
    STEP: _settled,
    COMPANIONS: _companions,
}
