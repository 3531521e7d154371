"""What was done at this desk, step by step: the last ones, those parked, and what undo takes back.

Local to this laptop: what a step changed is in the log, a parked one has changed nothing yet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import delete, func, insert, or_, select, update

from smartsupport.domain.desk import Answer, StepState
from smartsupport.storage.schema import DESK_STEP
from smartsupport.storage.unit_of_work import Reading, Work

KEEP = timedelta(days=30)
"""After this a step is forgotten: nobody takes it back any more, and it names people."""

_NOTHING = "[]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrote:
    """One thing a step wrote: where, which row, and what it said before (nothing if it is new)."""

    table: str
    id: UUID
    before: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing done at the desk: what was answered and what was written.

    Steps of one `act` (まとめて受付) were done together and are taken back together.
    """

    id: UUID
    act: UUID
    at: datetime
    venue_id: UUID
    day: date
    state: StepState
    answer: Answer
    wrote: tuple[Wrote, ...]


def record(
    work: Work,
    answer: Answer,
    *,
    id: UUID,
    act: UUID,
    venue_id: UUID,
    day: date,
    state: StepState,
    wrote: Sequence[Wrote] = (),
) -> Answer:
    """Keep a step; returns the answer with the step's id. Old steps are forgotten."""
    kept = replace(answer, step_id=id)
    work.connection.execute(
        insert(DESK_STEP).values(
            id=id,
            act=act,
            at=work.now,
            venue_id=venue_id,
            day=day,
            state=state.value,
            person=answer.person_id,
            code=answer.code,
            answer=_text(kept),
            wrote=_text(list(wrote)),
        )
    )
    work.connection.execute(delete(DESK_STEP).where(DESK_STEP.c.at < work.now - KEEP))
    return kept


def renew(work: Work, id: UUID, answer: Answer, wrote: Sequence[Wrote] | None = None) -> Answer:
    """Let a step say something else; its place and state stay, and what it wrote if not said."""
    kept = replace(answer, step_id=id)
    values = {"answer": _text(kept), "person": answer.person_id, "code": answer.code}
    if wrote is not None:
        values["wrote"] = _text(list(wrote))
    work.connection.execute(update(DESK_STEP).where(DESK_STEP.c.id == id).values(values))
    return kept


def mark(work: Work, id: UUID, state: StepState) -> None:
    """Change what became of a step."""
    work.connection.execute(update(DESK_STEP).where(DESK_STEP.c.id == id).values(state=state.value))


def step(reading: Reading, id: UUID) -> Step | None:
    """The step with this id."""
    row = reading.connection.execute(select(DESK_STEP).where(DESK_STEP.c.id == id)).first()
    return None if row is None else _step(row._mapping)


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
        .order_by(DESK_STEP.c.n.desc())
        .limit(limit)
    )
    return [_step(row._mapping) for row in rows]


def parked(
    reading: Reading, venue_id: UUID, day: date, answer: Answer, settles: UUID | None
) -> list[Step]:
    """The parked steps of an answer's person or card, and `settles`, the oldest first."""
    meant = [DESK_STEP.c.id == settles]
    if answer.person_id is not None:
        meant.append(DESK_STEP.c.person == answer.person_id)
    if answer.code:
        meant.append(DESK_STEP.c.code == answer.code)
    rows = reading.connection.execute(
        select(DESK_STEP)
        .where(
            DESK_STEP.c.day == day,
            DESK_STEP.c.venue_id == venue_id,
            DESK_STEP.c.state == StepState.PARKED.value,
            or_(*meant),
        )
        .order_by(DESK_STEP.c.n)
    )
    return [_step(row._mapping) for row in rows]


def last_acts(reading: Reading, venue_id: UUID, day: date, limit: int) -> list[UUID]:
    """The latest acts that wrote something at a venue and day, taken back or not, newest first."""
    newest = func.max(DESK_STEP.c.n)
    rows = reading.connection.execute(
        select(DESK_STEP.c.act)
        .where(
            DESK_STEP.c.day == day,
            DESK_STEP.c.venue_id == venue_id,
            DESK_STEP.c.wrote != _NOTHING,
        )
        .group_by(DESK_STEP.c.act)
        .order_by(newest.desc())
        .limit(limit)
    )
    return list(rows.scalars())


def standing(reading: Reading, venue_id: UUID, day: date, acts: Sequence[UUID]) -> list[Step]:
    """The steps of these acts that wrote something and still stand, newest first."""
    rows = reading.connection.execute(
        select(DESK_STEP)
        .where(
            DESK_STEP.c.day == day,
            DESK_STEP.c.venue_id == venue_id,
            DESK_STEP.c.act.in_(acts),
            DESK_STEP.c.wrote != _NOTHING,
            DESK_STEP.c.state.in_((StepState.DONE.value, StepState.PARKED.value)),
        )
        .order_by(DESK_STEP.c.n.desc())
    )
    return [_step(row._mapping) for row in rows]


def _text(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _step(row: Mapping[Any, Any]) -> Step:
    return Step(
        id=row["id"],
        act=row["act"],
        at=row["at"],
        venue_id=row["venue_id"],
        day=row["day"],
        state=StepState(row["state"]),
        answer=msgspec.json.decode(row["answer"], type=Answer),
        wrote=tuple(msgspec.json.decode(row["wrote"], type=list[Wrote])),
    )
