"""What was done at this desk, step by step: the last ones, those parked, and what undo takes back.

Local to this laptop: what a step changed is in the log, a parked one has changed nothing yet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import delete, insert, select, update

from smartsupport.domain.desk import Answer, StepState
from smartsupport.storage.schema import DESK_STEP
from smartsupport.storage.unit_of_work import Reading, Work

KEEP_REFUSED = timedelta(days=30)

Wrote = tuple[str, UUID]
"""Table name and row id of something a step wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing done at the desk: what was answered and what was written."""

    id: UUID
    at: datetime
    state: StepState
    answer: Answer
    wrote: tuple[Wrote, ...]


def record(
    work: Work,
    answer: Answer,
    *,
    id: UUID,
    venue_id: UUID,
    day: date,
    state: StepState,
    wrote: Sequence[Wrote] = (),
) -> Answer:
    """Keep a step; returns the answer with the step's id. Old refused scans are forgotten."""
    kept = replace(answer, step_id=id)
    work.connection.execute(
        insert(DESK_STEP).values(
            id=id,
            at=work.now,
            venue_id=venue_id,
            day=day,
            state=state.value,
            answer=msgspec.json.encode(kept).decode(),
            wrote=msgspec.json.encode(list(wrote)).decode(),
        )
    )
    if state is StepState.REFUSED:
        work.connection.execute(
            delete(DESK_STEP).where(
                DESK_STEP.c.state == StepState.REFUSED.value,
                DESK_STEP.c.at < work.now - KEEP_REFUSED,
            )
        )
    return kept


def renew(
    work: Work, id: UUID, *, state: StepState, answer: Answer, wrote: Sequence[Wrote] = ()
) -> Answer:
    """Write a step anew: a parked one that was settled, or one taken back."""
    kept = replace(answer, step_id=id)
    work.connection.execute(
        update(DESK_STEP)
        .where(DESK_STEP.c.id == id)
        .values(
            at=work.now,
            state=state.value,
            answer=msgspec.json.encode(kept).decode(),
            wrote=msgspec.json.encode(list(wrote)).decode(),
        )
    )
    return kept


def mark(work: Work, id: UUID, state: StepState) -> None:
    """Change what became of a step."""
    work.connection.execute(update(DESK_STEP).where(DESK_STEP.c.id == id).values(state=state.value))


def step(reading: Reading, id: UUID) -> Step | None:
    """The step with this id."""
    row = reading.connection.execute(select(DESK_STEP).where(DESK_STEP.c.id == id)).first()
    return None if row is None else _step(dict(row._mapping))


def steps(
    reading: Reading, venue_id: UUID, day: date, states: Sequence[StepState], limit: int
) -> list[Step]:
    """The latest steps in these states at a venue and day, newest first."""
    rows = reading.connection.execute(
        select(DESK_STEP)
        .where(
            DESK_STEP.c.day == day,
            DESK_STEP.c.venue_id == venue_id,
            DESK_STEP.c.state.in_([s.value for s in states]),
        )
        .order_by(DESK_STEP.c.at.desc(), DESK_STEP.c.id.desc())
        .limit(limit)
    )
    return [_step(dict(row._mapping)) for row in rows]


def _step(row: Mapping[str, Any]) -> Step:
    return Step(
        id=row["id"],
        at=row["at"],
        state=StepState(row["state"]),
        answer=msgspec.json.decode(row["answer"], type=Answer),
        wrote=tuple(msgspec.json.decode(row["wrote"], type=list[Wrote])),
    )
